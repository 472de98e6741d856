"""The lines of the table of runs: all that is known of a run but for its curves and weights, read quickly."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from netbuilder.data.split_check import known_data
from netbuilder.errors import FileError
from netbuilder.files.regular import irregular
from netbuilder.messages import Message
from netbuilder.project.project import Project
from netbuilder.runs import run_files
from netbuilder.runs.differences import Usual, differences, usual
from netbuilder.runs.folder import Run, RunsFolder, history, is_under_way, number_of
from netbuilder.runs.notes import NOTES, UNNOTED, Notes, read_notes
from netbuilder.runs.opened_test import OpenedTest, read_opened
from netbuilder.runs.results import Result, result
from netbuilder.runs.run_lock import NAME as BEING_WRITTEN
from netbuilder.shapes.check import check

T = TypeVar("T")
Stamp = tuple[tuple[int, int] | None, ...]
"""When each file of a run was last written, in nanoseconds, and its size in bytes; None where it is not there."""
NAMES = frozenset((*run_files.NAMES, NOTES, BEING_WRITTEN))
WATCHED = (run_files.SETTINGS, run_files.HISTORY, run_files.RESTORED, run_files.TEST, NOTES)


@dataclass(frozen=True)
class RunEntry:
    """One run of the table. ``project`` is None where it cannot be read; ``problem`` then says why.

    ``differs``: in what it differs from most of the runs that it is shown with. ``parameters``: how many its network
    has, None where that is not known. ``restored``: the epoch that it was taken back to. ``problem`` also says what is
    damaged in a run that can be used all the same. ``test``: what its test rows have said, None where they were never
    opened. ``beside``: see ``RunsFolder``.
    """

    number: int
    path: Path
    project: Project | None = None
    result: Result | None = None
    parameters: int | None = None
    notes: Notes = UNNOTED
    device: str = ""
    started: str = ""
    reason: str = ""
    resumed_from: int | None = None
    restored: int | None = None
    under_way: bool = False
    problem: Message | None = None
    differs: tuple[Message, ...] = ()
    beside: Path | None = None
    test: OpenedTest | None = None

    def run(self) -> Run:
        """The run itself, with its curves, as it lies on the disk now."""
        return RunsFolder(self.path.parent, self.beside).run(self.path)


class RunList:
    """Reads a folder of runs again and again; a run of which no file has changed is not read twice."""

    def __init__(self, folder: RunsFolder) -> None:
        self.folder = folder
        self._known: dict[Path, tuple[Stamp, RunEntry]] = {}

    def entries(self) -> list[RunEntry]:
        """All runs, the oldest first."""
        self._known = {path: self._looked_at(path) for path in self.folder.folders()}
        found = [entry for _, entry in self._known.values()]
        # Repeats of one project count once: what was repeated most often would else be the usual.
        told = {
            entry.notes.group or entry.path: entry.project for entry in reversed(found) if entry.project is not None
        }
        if not told:
            return found
        most = usual(list(reversed(told.values())))
        return [_compared(entry, entry.project, most) if entry.project is not None else entry for entry in found]

    def _looked_at(self, path: Path) -> tuple[Stamp, RunEntry]:
        stamp = _stamp(path)
        known = self._known.get(path)
        if known is not None and known[0] == stamp and not known[1].under_way:
            return known
        return stamp, _entry(self.folder, path)


def run_entries(folder: RunsFolder) -> list[RunEntry]:
    """All runs of a folder, the oldest first. One that cannot be read is among them, with its problem."""
    return RunList(folder).entries()


def _compared(entry: RunEntry, project: Project, most: Usual) -> RunEntry:
    """With what is special about it. Each of several repeats says its seed, the first as all others."""
    return replace(entry, differs=differences(project, most, seed=bool(entry.notes.group)))


def _entry(folder: RunsFolder, path: Path) -> RunEntry:
    number = number_of(path)
    try:
        settings, project = folder.settings(path)
        known = settings.result or result(history(path).records)
    except FileError as error:
        return RunEntry(number, path, problem=error.message, beside=folder.beside)
    files, restored_in = _files(path), path / run_files.RESTORED
    notes, of_notes = _or_problem(partial(read_notes, path), UNNOTED) if NOTES in files else (UNNOTED, None)
    restored, of_restored = (
        _or_problem(partial(run_files.restored_epoch, restored_in), None) if restored_in.name in files else (None, None)
    )
    test, of_test = _or_problem(partial(read_opened, path), None) if run_files.TEST in files else (None, None)
    odd = (irregular(path / name) for name, ordinary in files.items() if not ordinary)
    return RunEntry(
        number=number,
        path=path,
        project=project,
        result=known,
        parameters=settings.parameters if settings.parameters is not None else _counted(project),
        notes=notes,
        device=settings.device,
        started=settings.started,
        reason=settings.reason,
        resumed_from=settings.resumed_from,
        restored=restored,
        under_way=is_under_way(path, settings),
        problem=of_notes or of_restored or of_test or next((error.message for error in odd if error is not None), None),
        beside=folder.beside,
        test=test,
    )


def _or_problem(read: Callable[[], T], otherwise: T) -> tuple[T, Message | None]:
    """What is read, or what counts otherwise and why."""
    try:
        return read(), None
    except FileError as error:
        return otherwise, error.message


def _counted(project: Project) -> int | None:
    """The parameters of a run that was kept before their number was."""
    signature, _ = known_data(project.data)
    return check(project.graph.active, signature).parameters if signature is not None else None


def _files(path: Path) -> dict[str, bool]:
    """Of the names that files of a run have: those that are there, and whether they are ordinary files."""
    try:
        with os.scandir(path) as entries:
            return {entry.name: entry.is_file(follow_symlinks=False) for entry in entries if entry.name in NAMES}
    except OSError:
        return {}


def _stamp(path: Path) -> Stamp:
    return tuple(_written(path / name) for name in WATCHED)


def _written(file: Path) -> tuple[int, int] | None:
    try:
        known = file.lstat()
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size
