"""The experiment of one window: begun, stopped, held while a training runs, and told at the screen's pace."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.errors import UserError
from ui.training.worker import PACE, Worker

if TYPE_CHECKING:
    from netbuilder.runs.folder import RunsFolder
    from ui.lab.experiment_session import ExperimentSession
    from ui.lab.findings import Findings, Plan

State = Literal["idle", "running", "waiting", "stopping"]


class ExperimentRunner(QObject):
    """Runs one plan at a time. While the worker trains, an experiment waits, and a training waits until it does.

    ``findings``: those of the last plan, under way or over; None before the first. ``chosen``: the setting to be seen
    more closely. ``alone``: called on the thread of an experiment before it begins, to wait until nobody else draws
    random numbers.
    """

    state_changed = Signal(str)
    """"idle", "running", "waiting" (for a training to end) or "stopping"."""
    told = Signal()
    """There is more in the findings, at most some thirty times a second."""
    chosen_changed = Signal()
    """Another setting is to be seen closely."""
    ended = Signal(object)
    """Findings: the thread has ended; ``state`` is already "idle"."""
    failed = Signal(object)
    """Message: nothing could be measured; ``state`` is already "idle"."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State = "idle"
        self.findings: Findings | None = None
        self.chosen = 0
        self._follows, self._worker = True, worker
        self._session: ExperimentSession | None = None
        self.alone: list[Callable[[], None]] = []
        worker.alone.append(self._leave_alone)
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._tell)
        worker.state_changed.connect(self._make_way)

    def start(self, plan: Plan, folder: RunsFolder | None) -> None:
        """Measure, and keep it in ``folder`` (None: nowhere). Does nothing while another experiment is under way."""
        if self._session is not None:
            return
        from ui.lab.experiment_session import ExperimentSession

        self._session = ExperimentSession(plan, self._prepare, folder)
        if self._worker.state != "idle":
            self._session.hold()
        self.findings, self.chosen, self._follows = self._session.findings, 0, True
        self._timer.start()
        self._become("waiting" if self._session.held else "running")
        self.told.emit()

    def stop(self) -> None:
        """End within one step; what is done stays."""
        if self._session is not None and self.state != "stopping":
            self._session.stop()
            self._become("stopping")

    def choose(self, index: int) -> None:
        """See one of the settings more closely; the newest one is no longer followed."""
        if self.findings is not None and 0 <= index < len(self.findings.settings):
            self._follows = False
            self._look_at(index)

    def show(self, findings: Findings | None) -> None:
        """Show what was found earlier, or nothing."""
        if self._session is None:
            self.findings = findings
            self._look_at(_telling(findings) if findings is not None else 0)
            self.told.emit()

    def close(self) -> None:
        """Stop, wait for the thread, and report the last progress. For the end of the window."""
        self.stop()
        if self._session is not None:
            self._session.wait()
            self._tell()

    def _prepare(self) -> None:
        """What an experiment waits for, on its own thread."""
        if self._worker.ready is not None:
            self._worker.ready()
        for wait in self.alone:
            wait()

    def _leave_alone(self) -> None:
        """Wait, on the thread of a training, until the experiment rests."""
        session = self._session
        if session is not None:
            session.rested()

    def _make_way(self, training: str) -> None:
        """Hold while a training is under way, and go on after it."""
        if self._session is None or self.state == "stopping":
            return
        if training == "idle":
            self._session.go()
            self._become("running")
        else:
            self._session.hold()
            self._become("waiting")

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _look_at(self, index: int) -> None:
        if index != self.chosen:
            self.chosen = index
            self.chosen_changed.emit()

    def _tell(self) -> None:
        """Emit what the thread has told since the last look."""
        session = self._session
        if session is None:
            return
        over = session.over
        if session.fetch():
            if self._follows:
                self._look_at(_last(session.findings))
            self.told.emit()
        if over:
            self._end(session)

    def _end(self, session: ExperimentSession) -> None:
        """The thread is over. An error that nobody foresaw is raised here, and so reaches ``sys.excepthook``."""
        self._timer.stop()
        session.wait()
        self._session, session.findings.is_over = None, True
        session.findings.stopped |= session.stop_asked
        self._become("idle")
        try:
            session.result()
        except UserError as error:
            self.failed.emit(error.message)
        else:
            self.ended.emit(session.findings)
        if self._follows:
            self._look_at(_telling(session.findings))
        self.told.emit()


def _telling(findings: Findings) -> int:
    """The setting of the drawing itself, or where it is not among them the last one that could be measured."""
    drawn = [i for i, setting in enumerate(findings.settings) if setting.number == findings.drawn]
    measured = [i for i, setting in enumerate(findings.settings) if setting.terms is not None]
    return (drawn or measured[-1:] or [_last(findings)])[0]


def _last(findings: Findings) -> int:
    return max(0, len(findings.settings) - 1)
