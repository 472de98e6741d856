"""Runs kept beside the project: what was trained is there after a restart."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from netbuilder.errors import FileError, UserError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.folders import cannot_be_made, make_folder
from netbuilder.files.read import loads
from netbuilder.project import Project
from netbuilder.reasons import why_not_read, why_not_written
from netbuilder.runs import runfiles
from netbuilder.runs.notes import UNNOTED, Notes, read_notes
from netbuilder.runs.occupied import is_being_written
from netbuilder.runs.run import Run
from netbuilder.runs.runfiles import RunSettings
from netbuilder.training.history import EpochRecord

__all__ = ["Run", "RunsFolder", "runs_folder"]

NUMBERED = ".numbered"
"""The file that holds the highest number of a deleted run: no later run is called as one that others speak of was."""
DELETED = ".deleted"


@dataclass(frozen=True)
class RunsFolder:
    """The folder that holds the runs of a project, each in a folder with its number."""

    path: Path

    @property
    def base(self) -> Path:
        """The project's folder, from which its data files are counted."""
        return self.path.parent

    def runs(self) -> list[Run]:
        """All runs, the oldest first. One that cannot be read is among them, with its problem."""
        return [self.run(folder) for folder in self.folders()]

    def folders(self) -> list[Path]:
        """The folders of all runs, the oldest first, and whatever other folder a person has put among them."""
        try:
            folders = [entry for entry in self.path.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
        except OSError:
            return []
        return sorted(folders, key=lambda folder: (number_of(folder), folder.name))

    def latest(self) -> Run | None:
        """The newest run that can be read and that nobody writes, or None. Older ones are not looked at."""
        runs = (self.run(folder) for folder in reversed(self.folders()))
        return next((run for run in runs if run.problem is None and not run.under_way), None)

    def run(self, path: Path) -> Run:
        """The run in one of the folders; its ``problem`` says so where there is none."""
        number = number_of(path)
        try:
            settings, project = self.settings(path)
            records = history(path)
        except UserError as error:
            return Run(number, path, problem=error.message)
        return _run(number, path, project, records, settings)

    def settings(self, path: Path) -> tuple[RunSettings, Project]:
        """What is known of a run but for its history and its weights. Raises FileError."""
        if not number_of(path):
            raise FileError("“{folder}” is not a run of NetBuilder.", folder=path.name)
        try:
            settings = runfiles.parse_settings(_read(path / runfiles.SETTINGS))
            return settings, loads(json.dumps(settings.project).encode(), self.base, name=runfiles.SETTINGS)
        except UserError as error:
            raise _unreadable(path, error) from error

    def delete(self, path: Path) -> None:
        """Remove a run for good: its folder vanishes at once, then what was in it.

        Raises FileError where the run is being written, or where the disk refuses.
        """
        number = number_of(path)
        if is_being_written(path):
            raise FileError("Run {number} is being written. Stop its training first.", number=number)
        try:
            write_atomically(self.path / NUMBERED, f"{max(number, self._numbered)}\n".encode())
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
            return int((self.path / NUMBERED).read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def create(self) -> Path:
        """Make the folder of the next run. Raises FileError."""
        make_folder(self.path)
        try:
            number = max((self._numbered, *(number_of(entry) for entry in self.path.iterdir()))) + 1
            while True:
                try:
                    (self.path / str(number)).mkdir()
                except FileExistsError:
                    number += 1
                else:
                    return self.path / str(number)
        except OSError as error:
            raise cannot_be_made(self.path, error) from error


def runs_folder(project: Path) -> RunsFolder:
    """The folder beside a project file: ``moons.runs`` for ``moons.netb``."""
    name = project.stem if project.suffix == ".netb" else project.name
    return RunsFolder(project.with_name(f"{name}.runs"))


def number_of(folder: Path) -> int:
    """The number of the run in a folder, 0 where it is the folder of no run."""
    return int(folder.name) if folder.name.isascii() and folder.name.isdecimal() else 0


def history(path: Path) -> tuple[EpochRecord, ...]:
    """The epochs of the run in a folder. Raises FileError."""
    try:
        return runfiles.parse_history(_read(path / runfiles.HISTORY).decode("utf-8", "replace"))
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


def _run(number: int, path: Path, project: Project, records: tuple[EpochRecord, ...], settings: RunSettings) -> Run:
    return Run(
        number=number,
        path=path,
        project=project,
        records=records,
        device=settings.device,
        started=settings.started,
        reason=settings.reason,
        resumed_from=settings.resumed_from,
        earlier_epochs=settings.earlier_epochs,
        seams=settings.seams or ((settings.earlier_epochs,) if settings.earlier_epochs else ()),
        under_way=is_under_way(path, settings),
        notes=_noted(path),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError("“{file}” is missing.", file=path.name) from error
    except OSError as error:
        raise FileError("“{file}” cannot be read: {reason}", file=path.name, reason=why_not_read(error)) from error
