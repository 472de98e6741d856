"""What lies in the project's file: noticing that another program, or another window, has written there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from netbuilder.errors import FileError
from netbuilder.files.parse import read_bytes


class FileWatch(QObject):
    """Remembers what this window has read from, or written into, the file of its project."""

    overwritten = Signal()
    """The user has come back to the program, and finds other content in the file. Said once for each content."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._known: bytes | None = None
        self._told: bytes | None = None
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look)

    def know(self, path: Path | None, content: bytes | None) -> None:
        """This lies in the file now. No path: the project has no file. No content: whatever lies there is accepted."""
        self._path, self._known, self._told = path, content, None
        if content is None:
            self._known = self._found()

    def is_foreign(self) -> bool:
        """Whether the file holds what this window neither read nor wrote. A missing file is not a conflict."""
        found = self._found()
        return found is not None and found != self._known

    def _found(self) -> bytes | None:
        try:
            return read_bytes(self._path) if self._path is not None else None
        except FileError:
            return None

    def _look(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive or not self.is_foreign():
            return
        found = self._found()
        if found != self._told:
            self._told = found
            self.overwritten.emit()
