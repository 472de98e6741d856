"""``netbuilder test``: the test rows, scored once with the best epoch of a kept run: the figure to report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netbuilder.commands.runs import chosen_run, folder_of
from netbuilder.commands.terminal.arguments import AsJson, ProjectFile, RunNumber, RunsPath
from netbuilder.commands.terminal.output import complain, tell, write_json
from netbuilder.files.read import read

if TYPE_CHECKING:
    from netbuilder.runs.opened_test import OpenedTest
    from netbuilder.runs.run import Run


def open_test_rows(
    file: ProjectFile,
    run: RunNumber = None,
    out: RunsPath = None,
    as_json: AsJson = False,
) -> None:
    """Score the test rows with the best epoch of a run, and keep that they were opened."""
    from netbuilder.kept_runs import final_score

    project, folder = read(file), folder_of(file, out)
    found = chosen_run(folder, run).used_in(project)
    opened, reason, classes = final_score.open_test_rows(folder, found, project)
    if as_json:
        write_json(_plain(found, opened) | {"classes": classes.plain if classes else None})
    else:
        tell(final_score.sentence(found.number, opened))
        if classes is not None:
            tell(final_score.of_classes(classes))
    if reason is not None:
        complain(reason)


def _plain(run: Run, opened: OpenedTest) -> dict[str, Any]:
    kept = opened.model_dump(exclude={"newest_run", "project", "chosen_by"})
    return {"run": run.number, **kept, "unbiased": not opened.chosen_by}
