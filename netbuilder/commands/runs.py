"""``netbuilder runs``: what has been trained. For other commands: where the runs lie, and the last of them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile, RunsPath
from netbuilder.commands.terminal.output import complain, figure, in_words, output, table, write_json, wrong_use
from netbuilder.errors import FileError
from netbuilder.files.open_folder import is_link
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run, RunsFolder
    from netbuilder.runs.run_list import RunEntry

COLUMNS = (
    *(say("Run"), say("What differs"), say("Best loss"), say("Epoch"), say("Final gap"), say("Test")),
    *(say("Parameters"), say("Epochs"), say("Seed"), say("Seconds")),
)


def runs(
    file: ProjectFile,
    out: RunsPath = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the table to a CSV file.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the runs of a project, pinned ones first: how they differ and how well they did."""
    from netbuilder.files.atomic import write_atomically
    from netbuilder.files.read import read
    from netbuilder.runs.run_list import run_entries
    from netbuilder.runs.run_table import csv_table, plain

    try:
        read(file)
    except FileError as error:
        raise wrong_use(error.message, "FILE") from error
    folder = folder_of(file, out)
    _require_readable(folder)
    found = sorted(run_entries(folder), key=lambda entry: not entry.notes.pinned)
    if csv is not None:
        write_atomically(csv, csv_table(found))
    if as_json:
        write_json({"runs": [plain(entry) for entry in found]})
    elif found:
        _show(found)
    else:
        complain(_none_in(folder))


def _show(found: list[RunEntry]) -> None:
    lines = table(*COLUMNS, numbers=COLUMNS[2:])
    for entry in found:
        name = " · ".join(filter(None, (str(entry.number or entry.path.name), entry.notes.name)))
        lines.add_row(in_words(f"* {name}" if entry.notes.pinned else name), *_cells(entry))
    output().print(lines)
    for entry in found:
        if entry.problem is not None:
            complain(entry.problem)
    if any(entry.notes.pinned for entry in found):
        complain(say("* pinned"))


def _cells(entry: RunEntry) -> list[str]:
    from netbuilder.kept_runs.final_score import with_error
    from netbuilder.runs.run import IMPORTED

    if entry.reason == IMPORTED and entry.result is None:
        return [in_words(say("imported weights"))]
    if entry.project is None or entry.result is None:
        return [in_words(say("cannot be read") if entry.project is None else say("no epoch is finished"))]
    result = entry.result
    losses = [figure(math.nan if value is None else value) for value in (result.best_loss, result.gap)]
    return [
        " · ".join(map(in_words, entry.differs)),
        losses[0],
        "–" if result.best_epoch is None else f"{result.best_epoch:,}",
        losses[1],
        "–" if entry.test is None else with_error(entry.test.value, entry.test.value_error),
        "–" if entry.parameters is None else f"{entry.parameters:,}",
        f"{result.epochs:,}",
        str(entry.project.training.seed),
        f"{result.seconds:.1f}",
    ]


def folder_of(file: Path, out: Path | None) -> RunsFolder:
    """The folder ``out``, or the one beside the project file.

    A link is followed where the user has named it as ``out``. Raises FileError where another is a link.
    """
    from netbuilder.runs.folder import RunsFolder, runs_folder

    folder = runs_folder(file.absolute()) if out is None else RunsFolder(out.absolute()).behind_link()
    if is_link(folder.path):
        raise FileError("{problem} To use it anyway, pass it with --out.", problem=folder.problem)
    return folder


def last_run(folder: RunsFolder) -> Run:
    """The newest run that nobody is writing. Raises FileError where there is none, or where it cannot be read."""
    _require_readable(folder)
    runs = (folder.run(path) for path in reversed(folder.folders()))
    newest = next((run for run in runs if not run.under_way), None)
    if newest is None:
        raise FileError("{none}", none=_none_in(folder))
    if newest.problem:
        raise FileError("{problem}", problem=newest.problem)
    return newest


def chosen_run(folder: RunsFolder, number: int | None) -> Run:
    """The run of this number, or the newest that nobody is writing. Raises FileError where it cannot be read."""
    if number is None:
        return last_run(folder)
    _require_readable(folder)
    place = folder.path / str(number)
    if place not in folder.folders():
        raise FileError("There is no run {number} in “{folder}”.", number=number, folder=folder.path.name)
    run = folder.run(place)
    if run.problem is not None:
        raise FileError("{problem}", problem=run.problem)
    return run


def _require_readable(folder: RunsFolder) -> None:
    if folder.problem is not None:
        raise FileError("{problem}", problem=folder.problem)


def _none_in(folder: RunsFolder) -> Message:
    return say("There is no run in “{folder}” yet. Train first.", folder=folder.path.name)
