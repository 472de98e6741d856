"""``netbuilder test``: the test rows, scored once with the best epoch of a kept run: the figure to report."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from netbuilder.commands.runs import chosen_run, folder_of
from netbuilder.commands.terminal.arguments import AsJson, ProjectFile, RunNumber, RunsPath
from netbuilder.commands.terminal.output import complain, figure, tell, write_json
from netbuilder.errors import DataError
from netbuilder.files.read import read
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    from netbuilder.predictions.class_figures import ClassFigures
    from netbuilder.predictions.scoring import Score
    from netbuilder.project.project import Project
    from netbuilder.runs.folder import RunsFolder
    from netbuilder.runs.opened_test import OpenedTest
    from netbuilder.runs.run import Run


def open_test_rows(
    file: ProjectFile,
    run: RunNumber = None,
    out: RunsPath = None,
    as_json: AsJson = False,
) -> None:
    """Score the test rows with the best epoch of a run, and keep that they were opened."""
    from netbuilder.commands.trained import trained
    from netbuilder.predictions.class_figures import figures_of
    from netbuilder.predictions.scoring import score
    from netbuilder.runs.opened_test import read_opened, write_opened

    project, folder = read(file), folder_of(file, out)
    found = chosen_run(folder, run)
    _require_test_rows(found)
    earlier = read_opened(found.path)
    used = trained(found, found.best_epoch)
    scored = score(used.network, used.prepared.test)
    classes = figures_of(used.network, used.prepared, used.prepared.test)
    reason = _why_biased(folder, found, project, earlier)
    opened = _opened(scored, used.epoch, earlier, folder, project, chosen_by=reason is not None)
    write_opened(found.path, opened)  # what cannot be kept is not shown
    if as_json:
        write_json(_plain(found, opened) | {"classes": classes.plain if classes else None})
    else:
        tell(_sentence(found, opened))
        if classes is not None:
            tell(_of_classes(classes))
    if reason is not None:
        complain(reason)


def _require_test_rows(run: Run) -> None:
    if run.project is not None and not run.project.data.test:
        raise DataError(
            "Run {number} was trained without test rows. Set a test share in the data settings, and train again.",
            number=run.number,
        )


def _why_biased(folder: RunsFolder, run: Run, project: Project, earlier: OpenedTest | None) -> Message | None:
    """Why the figure may be better than what new rows would give; None where it is the first of this project."""
    from netbuilder.runs.opened_test import continued_with_another_split, mark_of, newest_run, opened_before

    others = opened_before(folder, run.path)
    if others:
        return say(
            "The test rows were opened before, with {runs}, so they have been used to choose: this figure is no longer "
            "unbiased. Only rows that were never used give one that is.",
            runs=say("run {number}", number=others[0])
            if len(others) == 1
            else say("runs {numbers}", numbers=", ".join(map(str, others))),
        )
    if continued_with_another_split(folder, run):
        return say(
            "Run {number} continues a run whose rows were split in another way, so it may have learned from its test "
            "rows: this figure is not unbiased. Train from scratch.",
            number=run.number,
        )
    if earlier is None:
        return None
    changed = earlier.project != mark_of(project) or newest_run(folder) > earlier.newest_run
    if changed or earlier.chosen_by:
        return say(
            "The test rows were opened before, on {day}, and the project was changed or trained again since, so they "
            "have been used to choose: this figure is no longer unbiased. Only rows that were never used give one that "
            "is.",
            day=earlier.first.partition("T")[0],
        )
    return None


def _opened(
    scored: Score, epoch: int, earlier: OpenedTest | None, folder: RunsFolder, project: Project, *, chosen_by: bool
) -> OpenedTest:
    from netbuilder.runs.opened_test import OpenedTest, mark_of, newest_run

    now = datetime.now(UTC).isoformat(timespec="seconds")
    return OpenedTest(
        epoch=epoch,
        rows=scored.rows,
        loss=_finite(scored.loss),
        loss_error=_finite(scored.loss_error),
        metric=scored.metric,
        value=_finite(scored.value),
        value_error=_finite(scored.value_error),
        first=earlier.first if earlier else now,
        latest=now,
        opened=earlier.opened + 1 if earlier else 1,
        newest_run=earlier.newest_run if earlier else newest_run(folder),
        project=earlier.project if earlier else mark_of(project),
        chosen_by=chosen_by,
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _plain(run: Run, opened: OpenedTest) -> dict[str, Any]:
    kept = opened.model_dump(exclude={"newest_run", "project", "chosen_by"})
    return {"run": run.number, **kept, "unbiased": not opened.chosen_by}


def _sentence(run: Run, opened: OpenedTest) -> Message:
    return say(
        "{rows:,} test rows, run {run} at its best epoch {epoch}: loss {loss}, {metric} {value} (± standard error). "
        "{advice}",
        rows=opened.rows,
        run=run.number,
        epoch=opened.epoch,
        loss=_with_error(opened.loss, opened.loss_error),
        metric=say(opened.metric),
        value=_with_error(opened.value, opened.value_error),
        advice=_advice(opened),
    )


def _of_classes(classes: ClassFigures) -> Message:
    largest = figure(classes.largest)
    return say("{classes} Always the largest class: accuracy {largest}.", classes=classes.message, largest=largest)


def _advice(opened: OpenedTest) -> Message:
    if opened.chosen_by:
        return say("Times opened with this run: {count}.", count=opened.opened)
    if opened.opened > 1:
        return say("This is the figure to report; nothing was changed since it was first opened.")
    return say("This is the figure to report.")


def _with_error(value: float | None, error: float | None) -> str:
    known = math.nan if value is None else value
    return figure(known) if error is None else f"{figure(known)} ± {error:.2g}"
