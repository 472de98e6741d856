"""Runs kept beside the project: what was trained is there after a restart."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from netbuilder.errors import FileError, UserError
from netbuilder.files.folders import cannot_be_made, make_folder
from netbuilder.files.open_folder import OpenFolder, is_link
from netbuilder.files.read import embedded
from netbuilder.files.regular import read_regular, write_regular
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.runs import run_files
from netbuilder.runs.notes import UNNOTED, Notes, read_notes
from netbuilder.runs.run import Run
from netbuilder.runs.run_files import RunSettings
from netbuilder.runs.run_lock import is_being_written
from netbuilder.system_errors import why_not_read, why_not_written

__all__ = ["Run", "RunsFolder", "runs_folder"]

NUMBERED = ".numbered"
"""The file that holds the highest number of a deleted run: no later run is called as one that others speak of was."""
DELETED = ".deleted"
HIGHEST = 999_999_999
"""Folders with a higher number are not runs: made by hand, they would leave no number for the next run."""


@dataclass(frozen=True)
class RunsFolder:
    """The folder that holds the runs of a project, each in a folder with its number.

    ``beside``: the project's folder, where the runs do not lie in it.
    """

    path: Path
    beside: Path | None = None

    @property
    def base(self) -> Path:
        """The project's folder, from which its data files are counted."""
        return self.beside or self.path.parent

    @property
    def problem(self) -> Message | None:
        """Why no run can be read or written here; None where nothing is wrong, and where there is no folder yet."""
        if is_link(self.path):
            return say(
                "“{folder}” is a link, so the runs in it are not read, and none is written to it.",
                folder=self.path.name,
            )
        try:
            os.scandir(self.path).close()
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            return say("“{folder}” is not a folder. Remove it, or rename it.", folder=self.path.name)
        except OSError as error:
            return say("“{folder}” cannot be read: {reason}", folder=self.path.name, reason=why_not_read(error))
        return None

    def behind_link(self) -> RunsFolder:
        """The folder that a link in place of this one leads to, for a user who wants it all the same."""
        return RunsFolder(Path(os.path.realpath(self.path)), self.base)

    def runs(self) -> list[Run]:
        """All runs, the oldest first. One that cannot be read is among them, with its problem."""
        return [self.run(folder) for folder in self.folders()]

    def folders(self) -> list[Path]:
        """The folders of all runs, the oldest first, and whatever other folder or link has been put among them."""
        try:
            with OpenFolder(self.path) as folder, folder.entries() as entries:
                found = [self.path / entry.name for entry in entries if _may_be_run(entry)]
        except OSError:
            return []
        return sorted(found, key=lambda path: (number_of(path), path.name))

    def latest(self) -> Run | None:
        """The newest run that can be read and that nobody writes, or None. Older ones are not looked at."""
        runs = (self.run(folder) for folder in reversed(self.folders()))
        return next((run for run in runs if run.problem is None and not run.under_way), None)

    def run(self, path: Path) -> Run:
        """The run in one of the folders; its ``problem`` says so where there is none."""
        number = number_of(path)
        try:
            settings, project = self.settings(path)
            measured = history(path)
        except UserError as error:
            return Run(number, path, problem=error.message)
        return _run(number, path, project, measured, settings)

    def settings(self, path: Path) -> tuple[RunSettings, Project]:
        """What is known of a run but for its history and its weights. Raises FileError."""
        if not number_of(path):
            raise FileError("“{folder}” is not a run of NetBuilder.", folder=path.name)
        try:
            settings = run_files.parse_settings(read_regular(path / run_files.SETTINGS, run_files.MAX_SETTINGS))
            return settings, embedded(settings.project, self.base, name=run_files.SETTINGS)
        except UserError as error:
            raise _unreadable(path, error) from error

    def delete(self, path: Path) -> None:
        """Remove a run for good: its folder vanishes at once, then what was in it.

        Raises FileError where the run is being written, or where the disk refuses. Of a link, only the link is removed.
        """
        number = number_of(path)
        if is_being_written(path):
            raise FileError("Run {number} is being written. Stop its training first.", number=number)
        try:
            write_regular(self.path / NUMBERED, f"{max(number, self._numbered)}\n".encode())
            if is_link(path):
                path.unlink()
            else:
                path.rename(path.with_name(f"{DELETED}-{path.name}-{secrets.token_hex(4)}"))
        except FileNotFoundError:
            return  # somebody else was quicker
        except OSError as error:
            raise FileError(
                "Run {number} cannot be deleted: {reason}", number=number, reason=why_not_written(error)
            ) from error
        for leftover in self.path.glob(f"{DELETED}-*"):  # of this one, and of any that the disk did not let go of then
            shutil.rmtree(leftover, ignore_errors=True)

    @property
    def _numbered(self) -> int:
        """The highest number of a deleted run, 0 where there is none."""
        try:
            return min(max(int(read_regular(self.path / NUMBERED, len(f"{HIGHEST}\n"))), 0), HIGHEST)
        except (FileError, ValueError):
            return 0

    def make(self) -> None:
        """Make the folder itself where it is not there yet. Raises FileError, also where it is a link."""
        if is_link(self.path):
            raise FileError("{problem}", problem=self.problem)
        make_folder(self.path)

    def create(self) -> Path:
        """Make the folder of the next run. Raises FileError."""
        self.make()
        try:
            with OpenFolder(self.path) as folder:
                number = self._next()
                while not folder.make_folder(str(number)):
                    number += 1
                return self.path / str(number)
        except OSError as error:
            raise cannot_be_made(self.path, error) from error

    def _next(self) -> int:
        """A number higher than that of any run; of runs with the highest there is, the next ones fill the gaps."""
        taken = [self._numbered, *(number_of(path) for path in self.folders())]
        return max(number for number in (0, *taken) if number < HIGHEST) + 1


def runs_folder(project: Path) -> RunsFolder:
    """The folder beside a project file: ``moons.runs`` for ``moons.netb``."""
    name = project.stem if project.suffix == ".netb" else project.name
    return RunsFolder(project.with_name(f"{name}.runs"))


def number_of(folder: Path) -> int:
    """The number of the run in a folder, 0 where it is the folder of no run."""
    name = folder.name
    return int(name) if name.isascii() and name.isdecimal() and len(name) <= len(str(HIGHEST)) else 0


def history(path: Path) -> run_files.History:
    """The epochs of the run in a folder. Raises FileError."""
    try:
        content = read_regular(path / run_files.HISTORY, run_files.MAX_HISTORY)
        return run_files.parse_history(content.decode("utf-8", "replace"))
    except UserError as error:
        raise _unreadable(path, error) from error


def is_under_way(path: Path, settings: RunSettings) -> bool:
    """Whether the run in a folder is being written now: it says so, and somebody holds it."""
    return settings.reason == "running" and is_being_written(path)


def _unreadable(path: Path, error: UserError) -> FileError:
    return FileError("Run {number} cannot be read: {reason}", number=number_of(path), reason=error.message)


def _noted(path: Path) -> Notes:
    """The notes of a run; damaged ones count as none here, and the table of runs says so."""
    try:
        return read_notes(path)
    except FileError:
        return UNNOTED


def _run(number: int, path: Path, project: Project, measured: run_files.History, settings: RunSettings) -> Run:
    return Run(
        number=number,
        path=path,
        project=project,
        records=measured.records,
        start=measured.start,
        device=settings.device,
        started=settings.started,
        reason=settings.reason,
        resumed_from=settings.resumed_from,
        earlier_epochs=settings.earlier_epochs,
        seams=settings.seams or ((settings.earlier_epochs,) if settings.earlier_epochs else ()),
        under_way=is_under_way(path, settings),
        notes=_noted(path),
        rows_mark=settings.rows_mark,
    )


def _may_be_run(entry: os.DirEntry[str]) -> bool:
    """Whether it is listed: a folder, or a link in place of one, of which it is said that it is not followed."""
    if entry.name.startswith("."):
        return False
    return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and entry.name.isdecimal())
