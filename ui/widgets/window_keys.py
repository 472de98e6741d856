"""Keys of the window that Qt would give to the text field which has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

KEYS = ("Ctrl+E",)
"""Under X11 a field takes it for the end of the line, for which there is the key End."""


class WindowKeys(QObject):
    """Watches the fields of a window, each from when it first has the focus, and leaves these keys to the actions."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nobody claims the key before the shortcuts are asked."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and QKeySequence(event.keyCombination()).toString() in KEYS
        ):
            event.ignore()
            return True
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QAbstractSpinBox) and now.window() is self._window:
            now.installEventFilter(self)
