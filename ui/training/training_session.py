"""The thread that trains: one training or several, told through plain values. It knows no Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from netbuilder.project.project import Project
from netbuilder.runs.notes import Notes
from netbuilder.training.progress import EpochDone, Finished, Progress, Started
from ui.threads.pausable_thread import PausableThread

if TYPE_CHECKING:
    from netbuilder.backends.torch.weights import Weights
    from netbuilder.runs.folder import Run, RunsFolder
    from netbuilder.training.resume import Resume
    from netbuilder.training.trainer import Training

HELD = 0.1
"""Seconds between two looks, in a pause, at whether the weights are wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A network while it learns: ``weights`` are a copy on the CPU, ``epoch`` the last one that it has finished.

    ``made``: what the training's thread has made of it, where it was asked to.
    """

    project: Project
    epoch: int
    weights: Weights
    made: object = None


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """One training of a session is over. ``run``: as it lies on the disk, None where it could not be kept there."""

    finished: Finished
    run: Run | None
    overfits: bool


class TrainingSession(PausableThread):
    """One training on one thread, or several, one after another. Its methods may be called from any other thread.

    ``at_rest``: set while it is held and computes nothing.
    ``look``: whether the weights are wanted; the thread puts them into ``moment`` when an epoch ends, or in a pause.
    ``look_at_end``: whether they will be when the training has ended. ``glance``: what that thread makes of them
    itself, while the training stands still; it must be quick, and raise nothing.
    """

    def __init__(
        self,
        projects: Sequence[Project],
        folder: RunsFolder | None,
        resume: Resume | None,
        notes: Notes | None,
        ready: Callable[[], None] | None,
    ) -> None:
        super().__init__("training")
        self.news: deque[Progress] = deque()
        self.ended: deque[Ended] = deque()
        self.run: Run | None = None
        self.look = self.look_at_end = False
        self.glance: Callable[[Moment], object] | None = None
        self.moment: Moment | None = None
        self._folder, self._resume, self._notes, self._ready = folder, resume, notes, ready
        self._training: Training | None = None
        self._one_epoch = False
        self._stop_asked = False
        self.at_rest = Event()
        self._begin(partial(self._train_all, projects))

    def go(self, *, one_epoch: bool) -> None:
        """Advance the training, to the end or for one epoch."""
        self._one_epoch = one_epoch
        self.at_rest.clear()
        self._going.set()

    def stop(self) -> None:
        """Ask the training to end, even where it has not begun yet or is held."""
        self._stop_asked = True
        if self._training is not None:
            self._training.stop()
        self.at_rest.clear()
        self._going.set()

    @property
    def epochs_kept(self) -> tuple[int, ...]:
        """The epochs so far whose weights are kept in memory."""
        checkpoints = self._training.checkpoints if self._training is not None else None
        return checkpoints.epochs if checkpoints is not None else ()

    def moment_at(self, epoch: int) -> Moment | None:
        """The network as it was at the kept epoch that is nearest; None where none is kept."""
        training = self._training
        kept = training.checkpoints.weights if training is not None and training.checkpoints is not None else {}
        if training is None or not kept:
            return None
        nearest = min(kept, key=lambda other: abs(other - epoch))
        return Moment(training.project, nearest, kept[nearest])

    def _train_all(self, projects: Sequence[Project]) -> None:
        if self._ready is not None:
            self._ready()
        for project in projects:
            end = self._train(project)
            if self._stop_asked or end is None or end.reason == "out of memory":
                return

    def _train(self, project: Project) -> Finished | None:
        value: Progress | None = None
        for value in self._progress(project):
            if isinstance(value, Started | Finished):
                self._read_run()
            if isinstance(value, Finished):
                self._end(value)
                self.look = self.look or self.look_at_end
            self.news.append(value)
            if isinstance(value, EpochDone) and self._one_epoch:
                self._going.clear()
            if self._stop_asked:  # asked just before the line above
                self._going.set()
            if isinstance(value, EpochDone | Finished):
                self._show_weights(project)
            if not self._going.is_set():
                self._rest(project)
        return value if isinstance(value, Finished) else None

    def _rest(self, project: Project) -> None:
        """A pause, in which others may draw random numbers; they have stopped when it is over."""
        self.at_rest.set()
        while not self._going.wait(HELD):
            self._show_weights(project)
        self.at_rest.clear()
        if self._ready is not None:
            self._ready()

    def _show_weights(self, project: Project) -> None:
        """Nobody trains while this copies, so that what is seen is one network and not half of the next."""
        training = self._training
        if self.look and training is not None and training.records:
            self.look = False
            moment = Moment(project, len(training.records), training.last_weights)
            self.moment = moment if self.glance is None else replace(moment, made=self.glance(moment))

    def _read_run(self) -> None:
        """The run as it lies on the disk; None where it could not be kept there."""
        path = self._training.recorded_in if self._training is not None else None
        self.run = self._folder.run(path) if self._folder is not None and path is not None else None

    def _end(self, finished: Finished) -> None:
        from netbuilder.diagnosis.verdict import verdict

        overfits = self._training is not None and verdict(self._training, references=False).state == "overfitting"
        self.ended.append(Ended(finished, self.run, overfits))

    def _progress(self, project: Project) -> Iterator[Progress]:
        from netbuilder.runs.recording import record
        from netbuilder.training.trainer import Training

        self._training = training = Training(project, resume=self._resume)
        if self._stop_asked:
            training.stop()
        return training.run() if self._folder is None else record(training, self._folder, self._notes)
