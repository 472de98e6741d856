"""What only loading can tell of the data (a class too small for its split, say), told before anybody trains."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from netbuilder.data.base import Note
from netbuilder.data.settings import DataSettings
from netbuilder.messages import Message
from netbuilder.project.changes import Change
from ui.project.bridge import Bridge
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker

SETTLED = 300
"""Milliseconds without an edit before the data are loaded, so that typing a number is not disturbed."""


class DataCheck(QObject):
    """Loads the data as training would, on a thread of its own, once ``begin`` has been called and nothing trains.

    Rows too many for a preview are left to the training, which tells the same.
    """

    def __init__(self, bridge: Bridge, worker: Worker) -> None:
        super().__init__(bridge)
        self._bridge, self._worker = bridge, worker
        self._begun = False
        self._asked = bridge.project.data
        self._timer = QTimer(self, interval=SETTLED, singleShot=True)
        self._background = BackgroundWork(self)
        self._timer.timeout.connect(self._ask)
        self._background.answered.connect(self._tell)
        bridge.changed.connect(self._follow)
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.applicationStateChanged.connect(self._return)
        worker.state_changed.connect(lambda state: self._settle() if state == "idle" else self._timer.stop())

    def begin(self) -> None:
        """What loading needs is imported now."""
        self._begun = True
        self._settle()

    def _return(self, state: Qt.ApplicationState) -> None:
        """The user comes back from another program, which may have fixed the file."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._bridge.data.refresh()

    def _follow(self, change: Change) -> None:
        if change.data:
            self._settle()

    def _settle(self) -> None:
        if self._begun and self._bridge.data.to_load and self._worker.state == "idle":
            self._timer.start()

    def _ask(self) -> None:
        if self._bridge.data.to_load:
            self._asked = settings = self._bridge.project.data
            self._background.ask(lambda: load(settings))

    def _tell(self, answer: object) -> None:
        if isinstance(answer, Message):
            self._bridge.data.learn_rows(self._asked, answer)
        else:
            notes = answer if isinstance(answer, tuple) else ()
            self._bridge.data.learn_rows(self._asked, None, notes)


def load(settings: DataSettings) -> tuple[Note, ...]:
    """Load and split, and keep what is to be said. Raises DataError where that cannot be done."""
    from netbuilder.data.notes import notes_of

    return notes_of(settings)
