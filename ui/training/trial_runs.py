"""Trains again as a factor moves: short trials that nobody keeps, and one run that is kept once it is let go."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.shapes.check_result import Severity
from ui.project.bridge import Bridge
from ui.training.run_control import RunControl
from ui.training.worker import Worker

PATIENCE = 500
"""Milliseconds that a trial is given before a newer one takes its place. A small network is done by then, so that the
predictions follow the slider; a larger one begins again with each move, and has its time when the slider rests."""


class TrialRuns(QObject):
    """Follows one factor at a time. The latest wish counts; what is under way for an older one is stopped."""

    abandoned = Signal()
    """The trial that is shown is of a project that is no more; nothing is trained."""

    def __init__(self, bridge: Bridge, runs: RunControl, worker: Worker) -> None:
        super().__init__(bridge)
        self._bridge, self._runs, self._worker = bridge, runs, worker
        self._wanted = self._to_keep = self._leaving = False
        self._began = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._advance)
        worker.state_changed.connect(self._hear)

    def follow(self) -> None:
        """The project is another and may soon be one more."""
        self._to_keep = self._leaving = False
        self._wanted = True
        self._advance()

    def keep(self) -> None:
        """The project stays as it is: train it once more, as a run."""
        self._wanted, self._to_keep, self._leaving = False, True, False
        self._advance()

    def forget(self) -> None:
        """Nothing is to be trained any more: another project is open, or the window closes."""
        self._wanted = self._to_keep = self._leaving = False
        self._timer.stop()

    def abandon(self) -> None:
        """The project is another than the one tried: end the trial, and go back to what the network is."""
        self.forget()
        if self._worker.trying:
            self._leaving = True
            self._worker.stop()
            self._leave()

    def _hear(self, state: str) -> None:
        """What waits begins once the worker has told the end of what was under way."""
        if state == "idle" and (self._wanted or self._to_keep or self._leaving):
            self._timer.start(0)

    def _advance(self) -> None:
        if self._leaving:
            self._leave()
        elif not self._wanted and not self._to_keep:
            return
        elif self._worker.state == "idle":
            self._begin()
        elif self._worker.trying and not self._to_keep:
            self._make_room()
        else:
            self._worker.stop()

    def _begin(self) -> None:
        if self._to_keep:
            self._to_keep = False
            self._runs.train(quiet=True)
        else:
            self._wanted = False
            self._began = perf_counter()
            self._try_out()

    def _try_out(self) -> None:
        """A project that cannot be trained is left alone: once the slider is let go, the user is told why."""
        if not any(problem.severity is Severity.ERROR for problem in self._bridge.found):
            self._worker.try_out(self._bridge.project)

    def _leave(self) -> None:
        if self._worker.state == "idle":
            self._leaving = False
            self.abandoned.emit()

    def _make_room(self) -> None:
        """For a newer trial, when the present one has had its time."""
        left = PATIENCE - (perf_counter() - self._began) * 1000
        if left > 0:
            self._timer.start(round(left) + 1)
        else:
            self._worker.stop()
