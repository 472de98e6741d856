"""Ctrl+C in the terminal, a polite kill or a closed terminal, as a signal of Qt: Python alone hears them only later."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from netbuilder.commands.terminal.stop_signals import HANGUP, ending_handlers


class SystemSignals(QObject):
    """Tells the window of the first interruption; the next one ends the program as ever. Close it at the end.

    Shell and system may both tell of a closed terminal, so after the first time that is ignored.
    """

    struck = Signal()
    """The program is to end, and nobody can be asked."""

    def __init__(self) -> None:
        super().__init__()
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._waker = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._before = ending_handlers()
        self._struck = False
        for number in self._before:
            signal.signal(number, _nothing)

    def close(self) -> None:
        """Leave the signals as they were found."""
        self._put_back()
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._waker)
        self._near.close()
        self._far.close()

    def _hear(self) -> None:
        heard = self._near.recv(64)
        if self._struck:
            return
        self._struck = True
        if HANGUP in self._before and HANGUP in heard:
            self._before[HANGUP] = signal.SIG_IGN
        self._put_back()
        self.struck.emit()

    def _put_back(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """What Python does itself about a signal, which Qt hears of by the socket."""
