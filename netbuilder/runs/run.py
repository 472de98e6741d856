"""One run as it is kept: what was trained, what it measured, its weights at the epochs, and from where it goes on."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from netbuilder.backends.torch.weights import Layout, Weights, layout, layout_of, require_same
from netbuilder.errors import FileError, UserError
from netbuilder.files.atomic import remove
from netbuilder.files.regular import write_regular
from netbuilder.messages import Message
from netbuilder.project.project import Project
from netbuilder.runs import run_files
from netbuilder.runs.checkpoint_file import checkpoint_epochs, read_checkpoint, read_checkpoints
from netbuilder.runs.differences import apart
from netbuilder.runs.notes import UNNOTED, Notes
from netbuilder.runs.resume_file import read_resume
from netbuilder.runs.tensor_file import MAX_WEIGHTS, epoch_of, read_tensors
from netbuilder.shapes.check import check as check_graph
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.resume import Resume

if TYPE_CHECKING:
    from netbuilder.shapes.check_result import Check


IMPORTED = "imported"
"""How a run "ended" that was never trained here: its weights were imported with the project."""


@dataclass(frozen=True, eq=False)
class Run:
    """One kept training. ``problem`` says why it cannot be read; it then has no project and no records.

    ``reason``: how it ended, as in ``Finished``, or "running" (also where the program was killed), or "interrupted", or
    IMPORTED.
    ``started``: the time in UTC, ISO 8601. ``resumed_from``: the run that it continues, and ``earlier_epochs`` how many
    epochs it has from there; ``seams``: the epochs at which each earlier run ended. ``under_way``: it is being written
    now, here or by another program.
    ``notes``: what a user has noted about it. ``rows_mark``: as in ``Started``. ``start``: what was measured of the
    starting weights, as epoch 0.
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
    seams: tuple[int, ...] = ()
    problem: Message | None = None
    under_way: bool = False
    notes: Notes = UNNOTED
    rows_mark: str = ""
    start: EpochRecord | None = None

    @cached_property
    def best_epoch(self) -> int | None:
        """The epoch with the lowest validation loss, or None."""
        found = best(self.records)
        return found.epoch if found else None

    @property
    def imported(self) -> bool:
        """Whether it holds imported weights, and no epoch."""
        return self.reason == IMPORTED and not self.records

    def used_in(self, project: Project) -> Run:
        """The run as it is used with a project as that is now: imported weights are used with its data and settings,
        as they were trained on none here; whatever was trained here stays as it was."""
        return replace(self, project=project) if self.imported else self

    @property
    def restored(self) -> bool:
        """Whether the network was taken back to an earlier epoch."""
        return os.path.lexists(self.path / run_files.RESTORED)

    @property
    def end(self) -> int | None:
        """The epoch of the weights that the run ended with: the last one, or, of a program that was killed, the last
        whose weights were written by then. The curves may reach further."""
        written = epoch_of(self.path / run_files.LAST) if self.reason == "running" else 0
        return written if 0 < written <= len(self.records) else len(self.records) or None

    @property
    def epoch(self) -> int | None:
        """The epoch whose weights the network has: the end of the run, or the one that it was taken back to."""
        if not self.restored:
            return self.end
        try:
            chosen = run_files.restored_epoch(self.path / run_files.RESTORED)
        except FileError:
            return self.best_epoch
        return chosen if chosen is not None and chosen <= len(self.records) else self.best_epoch

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """The epochs to which one can go back, the first one first: evenly spaced ones, the best and the last."""
        alone = (epoch_of(self.path / name) for name in (run_files.BEST, run_files.LAST))
        found = {*checkpoint_epochs(self.path / run_files.EPOCHS), *alone}
        return tuple(sorted(epoch for epoch in found if 0 < epoch <= len(self.records)))

    @property
    def has_better(self) -> bool:
        """Whether the network can be taken back to the best epoch: it is at another, and its weights are kept."""
        best_epoch = self.best_epoch
        return best_epoch not in (None, self.epoch) and (self.reason != "running" or best_epoch in self.epochs_kept)

    @property
    def measured(self) -> tuple[EpochRecord, ...]:
        """Everything that was measured: the epochs, and before them epoch 0 where there is one."""
        return self.records if self.start is None else (self.start, *self.records)

    def record(self, epoch: int) -> EpochRecord:
        """What was measured at the end of an epoch, which are counted from 1."""
        return self.records[epoch - 1]

    def difference(self, project: Project) -> Message | None:
        """What of a project is another than it was in this run, as far as curves and weights depend on it; or None."""
        return None if self.project is None else apart(self.project, project)

    def weights(self) -> Weights:
        """The chosen weights, on the CPU: those at the end, or of the epoch once restored. Raises FileError."""
        epoch = self.epoch if self.restored else None
        return self._weights_in(run_files.LAST) if epoch is None else self.weights_at(epoch)

    def best_weights(self) -> Weights:
        """The weights of the best epoch, on the CPU. Raises FileError."""
        return self._weights_in(run_files.BEST)

    def weights_at(self, epoch: int) -> Weights:
        """The weights as they were at the end of an epoch, on the CPU. Raises FileError where they are not kept."""
        if not 0 < epoch <= len(self.records):
            raise self._not_kept(epoch)
        checkpoints = self.path / run_files.EPOCHS
        alone = [name for name in (run_files.BEST, run_files.LAST) if epoch_of(self.path / name) == epoch]
        if epoch in checkpoint_epochs(checkpoints):
            try:
                return self._own(checkpoints, read_checkpoint(checkpoints, epoch))
            except FileError:
                if not alone:
                    raise
        if alone:
            return self._weights_in(alone[0])
        expected = {self.best_epoch: run_files.BEST, len(self.records): run_files.LAST}.get(epoch)
        if expected is not None and not epoch_of(self.path / expected):
            return self._weights_in(expected)  # says what is wrong with the file
        raise self._not_kept(epoch)

    def restore(self, epoch: int, check: Check) -> None:
        """Take the network back to the end of a kept epoch, for good; to the last one: to where the run ended.

        ``check``: the drawing with its data, as they are now. Raises FileError where the epoch is not kept, or where
        that cannot be written or read, TrainingError where the weights no longer fit.
        """
        if not self.records:
            raise FileError("Run {number} has not finished an epoch, so there is none to restore.", number=self.number)
        chosen = self.path / run_files.RESTORED
        require_same(layout_of(check), self.weights_at(epoch))
        if epoch == self.end:
            remove(chosen)
        else:
            write_regular(chosen, (json.dumps({"epoch": epoch}) + "\n").encode())

    def restore_best(self, check: Check) -> None:
        """Take the network back to the best epoch, for good. Raises what ``restore`` raises."""
        self.restore(self.best_epoch or 0, check)

    def resume(self) -> Resume:
        """From where to go on: the end of the run, or the epoch that was restored. Raises FileError."""
        if self.imported:
            weights = self.weights()
            return Resume(weights, weights, origin=self.number)
        epoch = self.epoch if self.restored else None
        if epoch is None:
            return self._with_kept(self._standing())
        records = self.records[:epoch]
        lowest = best(records)
        weights = self.weights_at(epoch)
        best_weights = weights if lowest is None else self.weights_at(lowest.epoch)
        return self._with_kept(Resume(weights, best_weights, records, origin=self.number))

    def _standing(self) -> Resume:
        """Where the training stood at its end."""
        path = self.path / run_files.RESUME
        found = read_resume(path, self.records, self.number, self._most_bytes)
        self._own(path, found.weights)
        return found

    def _with_kept(self, resume: Resume) -> Resume:
        """With what is kept of the epochs before; nothing, where it is damaged."""
        epochs, expected = len(resume.records), layout(resume.weights)
        kept = read_checkpoints(self.path / run_files.EPOCHS, epochs)
        if any(layout(weights) != expected for weights in kept.values()):
            kept = {}
        return replace(resume, kept=kept, start=self.start, seams=tuple(seam for seam in self.seams if seam < epochs))

    def _weights_in(self, name: str) -> Weights:
        path = self.path / name
        return self._own(path, read_tensors(path, self._most_bytes)[0])

    def _own(self, path: Path, weights: Weights) -> Weights:
        """The weights, where they can be those of this run's network. Raises FileError where the file is damaged."""
        if self._layout is not None and layout(weights) != self._layout:
            raise FileError(
                "“{file}” is damaged: its weights do not belong to the network of this run. Train again.",
                file=path.name,
            )
        return weights

    @cached_property
    def _layout(self) -> Layout | None:
        """The layout of the weights of this run's network; None where it follows from a file that may have changed."""
        if self.project is None:
            return None
        dataset = self.project.data.dataset
        try:
            known = None if dataset.stamp() else check_graph(self.project.graph.active, dataset.signature())
            return None if known is None else layout_of(known)
        except UserError:
            return None

    @property
    def _most_bytes(self) -> int:
        """What a file of weights can have at most: the network several times, with its optimizer, and their names."""
        if self._layout is None:
            return MAX_WEIGHTS
        numbers = sum(math.prod(shape) * kind.itemsize for shape, kind in self._layout.values())
        return 16 * numbers + 2**25

    def _not_kept(self, epoch: int) -> FileError:
        kept = self.epochs_kept
        if not kept:
            return FileError("Run {number} has no saved weights. Train again.", number=self.number)
        nearest = min(kept, key=lambda other: abs(other - epoch))
        return FileError(
            "The weights of epoch {epoch} of run {number} are not saved. The nearest saved epoch is {nearest}.",
            epoch=epoch,
            number=self.number,
            nearest=nearest,
        )
