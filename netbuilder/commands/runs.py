"""Where the runs of a project lie, and its last run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.errors import FileError

if TYPE_CHECKING:
    from netbuilder.training.runs import Run, RunsFolder


def folder_of(file: Path, out: Path | None) -> RunsFolder:
    """The folder ``out``, or the one beside the project file."""
    from netbuilder.training.runs import RunsFolder, runs_folder

    return runs_folder(file.absolute()) if out is None else RunsFolder(out.absolute())


def last_run(folder: RunsFolder) -> Run:
    """The newest run that nobody is writing. Raises FileError where there is none, or where it cannot be read."""
    runs = [run for run in folder.runs() if not run.under_way]
    if not runs:
        raise FileError("There is no run in “{folder}” yet. Train first.", folder=folder.path.name)
    if runs[-1].problem:
        raise FileError("{problem}", problem=runs[-1].problem)
    return runs[-1]
