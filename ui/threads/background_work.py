"""Slow work for a panel on a thread beside the window: the last question asked is the one that is answered."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from netbuilder.errors import UserError

LOOK_EVERY = 10
"""Milliseconds between two looks at whether the thread is done."""


class _Work(Thread):
    """One piece of work. It touches nothing of Qt, so that it may outlive the panel that asked for it."""

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__(name="panel")
        self.function = function
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Work, and keep what came of it for the thread of the window."""
        try:
            self.result = self.function()
        except BaseException as error:  # noqa: BLE001  raised again by whoever reads the result
            self.error = error


class BackgroundWork(QObject):
    """Works on one question at a time. A newer question replaces one that waits."""

    answered = Signal(object)
    """What the function returned, or the Message of its UserError."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None
        self._next: Callable[[], object] | None = None
        self._wanted = True
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._work is not None

    def ask(self, function: Callable[[], object]) -> None:
        """Have this done; ``answered`` follows, unless another question comes first, or it is forgotten."""
        self._wanted = True
        if self._work is not None:
            self._next = function
            return
        self._work = _Work(function)
        self._work.start()
        self._timer.start()

    def forget(self) -> None:
        """What was asked is answered otherwise by now: nothing follows."""
        self._next, self._wanted = None, False

    def wait(self, seconds: float) -> None:
        """Give the work so long; what is done by then is answered before this returns."""
        if self._work is not None:
            self._work.join(seconds)
            self._look()

    def _look(self) -> None:
        work = self._work
        if work is None or work.is_alive():
            return
        self._work = None
        self._timer.stop()
        if self._next is not None:
            function, self._next = self._next, None
            self.ask(function)
        elif work.error is not None and not isinstance(work.error, UserError):
            raise work.error
        elif self._wanted:
            self.answered.emit(work.result if work.error is None else work.error.message)
