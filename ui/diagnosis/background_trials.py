"""Trainings beside the window while nothing else trains, on a thread of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.errors import UserError
from netbuilder.messages import Message
from ui.diagnosis.trial_session import TrialSession, Work
from ui.project.bridge import Bridge
from ui.training.worker import Worker

SETTLED = 400
"""Milliseconds of rest before the first training, in which the window shows what it has to show."""
LOOK_EVERY = 100
"""Milliseconds between two looks at what the thread has found."""


class BackgroundTrials(QObject):
    """Does one piece of work at a time. A training, an edit and the end of the window stop it at once.

    ``others``: asked before it begins, whether something else computes that it would slow down or disturb; ``name``:
    of the thread.
    """

    changed = Signal()
    """More is known, or nothing is tried any more."""

    def __init__(self, name: str, bridge: Bridge, worker: Worker) -> None:
        super().__init__(bridge)
        self._name, self._bridge, self._worker = name, bridge, worker
        self.others: Callable[[], bool] = lambda: False
        self.problem: Message | None = None
        self._work: Work | None = None
        self._wanted = self._closed = False
        self._told = 0
        self._session: TrialSession | None = None
        self._settle = QTimer(self, interval=SETTLED, singleShot=True)
        self._settle.timeout.connect(self._begin)
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self._tell)
        worker.alone.append(self.leave_alone)
        worker.state_changed.connect(self._make_way)
        bridge.changed.connect(lambda _change: self._follow())

    def take(self, work: Work) -> None:
        """Do this work, as soon as nothing trains, in place of the one before."""
        self._halt()
        self._work, self.problem = work, None

    def go_on(self) -> None:
        """Do what is left of the work, as soon as nothing trains."""
        self._wanted = self.problem is None and not self._is_done
        self._wait()

    def forget(self) -> None:
        """Nothing is to be tried."""
        self._wanted = False
        self._halt()

    @property
    def busy(self) -> bool:
        """Whether something is being tried or about to be."""
        return self._wanted

    @property
    def trying(self) -> bool:
        """Whether something is computed."""
        return self._session is not None

    @property
    def progress(self) -> tuple[int, int]:
        """How many trainings are over, and how many there are."""
        return (self._work.done, self._work.count) if self._work is not None else (0, 0)

    def leave_alone(self) -> None:
        """Stop, and wait until nothing is computed any more. May be called from any thread."""
        session = self._session
        if session is not None:
            session.stop()
            session.wait()

    def close(self) -> None:
        """The window closes: an examination that ends after it begins nothing."""
        self._closed, self._wanted = True, False
        self._settle.stop()
        self._look.stop()
        self.leave_alone()
        self._session = None

    def _follow(self) -> None:
        """Another project: what is tried is of no use. What is to be tried of it is found out later."""
        if self._work is not None and not self._work.of(self._bridge.project):
            self.forget()

    def _make_way(self, _state: str) -> None:
        """For a training; what waits goes on when it is paused or over."""
        if self._worker.state in ("running", "stopping"):
            self._halt()
        else:
            self._wait()

    def _wait(self) -> None:
        """Begin after a moment of rest, where there is something to try and nothing is tried or trained."""
        idle = not self._closed and self._session is None and self._worker.state in ("idle", "paused")
        if self._wanted and idle and not self._settle.isActive():
            self._settle.start()

    @property
    def _is_done(self) -> bool:
        return self._work is None or self._work.done >= self._work.count

    def _halt(self) -> None:
        self._settle.stop()
        if self._session is not None:
            self._session.stop()

    def _begin(self) -> None:
        """Where a training has not come to rest yet, or an experiment is under way, later."""
        if not self._wanted or self._work is None:
            return
        if not self._worker.at_rest or self.others():
            self._wait()
            return
        self._session, self._told = TrialSession(self._name, self._work, self._worker.ready), 0
        self._look.start()

    def _tell(self) -> None:
        session = self._session
        if session is None:
            return
        over = session.over
        if session.told != self._told and session.work is self._work:
            self._told = session.told
            self.changed.emit()
        if over:
            self._end(session)

    def _end(self, session: TrialSession) -> None:
        """The thread is over. An error that nobody foresaw is raised here, and so reaches ``sys.excepthook``."""
        self._look.stop()
        session.wait()
        self._session = None
        try:
            session.result()
        except UserError as error:
            self.problem = error.message
        self._wanted = self._wanted and self.problem is None and not self._is_done
        self._wait()
        self.changed.emit()
