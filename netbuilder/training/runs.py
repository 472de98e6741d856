"""Runs kept beside the project: what was trained is there after a restart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.errors import FileError, UserError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.read import loads
from netbuilder.graph import Graph
from netbuilder.messages import Message, say
from netbuilder.project import Project
from netbuilder.training import runfiles
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.occupied import is_being_written
from netbuilder.training.resume import Resume
from netbuilder.training.runfiles import RunSettings
from netbuilder.training.snapshots import Weights, require_fit

if TYPE_CHECKING:
    from netbuilder.shapes import Check

__all__ = ["Run", "RunsFolder", "runs_folder"]


@dataclass(frozen=True, eq=False)
class Run:
    """One kept training. ``problem`` says why it cannot be read; it then has no project and no records.

    ``reason``: how it ended, as in ``Finished``, or "running" (also where the program was killed), or "interrupted".
    ``started``: the time in UTC, ISO 8601. ``resumed_from``: the run that it continues, and ``earlier_epochs`` how many
    epochs it has from there. ``under_way``: it is being written now, here or by another program.
    """

    number: int
    path: Path
    project: Project | None = None
    records: tuple[EpochRecord, ...] = ()
    device: str = ""
    started: str = ""
    reason: str = ""
    resumed_from: int | None = None
    earlier_epochs: int = 0
    problem: Message | None = None
    under_way: bool = False

    @property
    def best_epoch(self) -> int | None:
        """The epoch with the lowest validation loss, or None."""
        found = best(self.records)
        return found.epoch if found else None

    @property
    def restored(self) -> bool:
        """Whether the network was taken back to the best epoch."""
        return (self.path / runfiles.RESTORED).exists()

    def difference(self, project: Project) -> Message | None:
        """What of a project is another than it was in this run, as far as curves and weights depend on it; or None."""
        if self.project is None:
            return None
        drawing = _essence(self.project.graph) != _essence(project.graph)
        data = self.project.data != project.data
        if drawing and data:
            return say("another drawing, other data")
        if drawing:
            return say("another drawing")
        return say("other data") if data else None

    def weights(self) -> Weights:
        """The chosen weights, on the CPU: the last ones, or those of the best epoch once restored. Raises FileError."""
        return self.best_weights() if self.restored else self._tensors(runfiles.LAST)

    def best_weights(self) -> Weights:
        """The weights of the best epoch, on the CPU. Raises FileError."""
        return self._tensors(runfiles.BEST)

    def restore_best(self, check: Check) -> None:
        """Take the network back to the best epoch, for good. ``check``: the drawing with its data, as they are now.

        Raises FileError where that cannot be written or read, TrainingError where the weights no longer fit.
        """
        require_fit(check, self.best_weights())
        write_atomically(self.path / runfiles.RESTORED, (json.dumps({"epoch": self.best_epoch}) + "\n").encode())

    def resume(self) -> Resume:
        """From where to go on: the end of the run, or its best epoch once restored. Raises FileError."""
        if not self.restored:
            return runfiles.read_resume(self.path / runfiles.RESUME, self.records, self.number)
        weights = self.best_weights()
        return Resume(weights, weights, self.records[: self.best_epoch], origin=self.number)

    def _tensors(self, name: str) -> Weights:
        return runfiles.read_tensors(self.path / name)[0]


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
        try:
            folders = [entry for entry in self.path.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
        except OSError:
            return []
        return sorted((self.run(entry) for entry in folders), key=lambda run: (run.number, run.path.name))

    def run(self, path: Path) -> Run:
        """The run in one of the folders; its ``problem`` says so where there is none."""
        number = int(path.name) if path.name.isascii() and path.name.isdecimal() else 0
        if not number:
            return Run(0, path, problem=say("“{folder}” is not a run of NetBuilder.", folder=path.name))
        try:
            settings = runfiles.parse_settings(_read(path / runfiles.SETTINGS))
            records = runfiles.parse_history(_read(path / runfiles.HISTORY).decode("utf-8", "replace"))
            project = loads(json.dumps(settings.project).encode(), self.base, name=runfiles.SETTINGS)
        except UserError as error:
            problem = say("Run {number} cannot be read: {reason}", number=number, reason=error.message)
            return Run(number, path, problem=problem)
        return _run(number, path, project, records, settings)

    def create(self) -> Path:
        """Make the folder of the next run. Raises FileError."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            number = max((int(entry.name) for entry in self.path.iterdir() if entry.name.isdecimal()), default=0) + 1
            while True:
                try:
                    (self.path / str(number)).mkdir()
                except FileExistsError:
                    number += 1
                else:
                    return self.path / str(number)
        except OSError as error:
            raise FileError(
                "the folder “{folder}” cannot be made: {reason}.",
                folder=self.path.name,
                reason=error.strerror or type(error).__name__,
            ) from error


def runs_folder(project: Path) -> RunsFolder:
    """The folder beside a project file: ``moons.runs`` for ``moons.netb``."""
    name = project.stem if project.suffix == ".netb" else project.name
    return RunsFolder(project.with_name(f"{name}.runs"))


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
        under_way=settings.reason == "running" and is_being_written(path),
    )


def _essence(graph: Graph) -> object:
    """What of a drawing makes its network: neither titles nor cards that lead to no output."""
    used = graph.used
    return {node: graph.nodes[node].layer for node in used}, {wire for wire in graph.wires if wire.target in used}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError("“{file}” is missing.", file=path.name) from error
    except OSError as error:
        raise FileError(
            "“{file}” cannot be read: {reason}.", file=path.name, reason=error.strerror or type(error).__name__
        ) from error
