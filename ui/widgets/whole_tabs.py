"""Tabs whose names are all seen, where the window has room for them beside what stands next to them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

HANDLE = 8
"""Pixels between the two, at most."""


class WholeTabs(QTabWidget):
    """Asks for the width of all names; in a window that is too narrow for that, only for that of its pages, and the
    names scroll. ``beside``: what stands next to it in the window."""

    def __init__(self, window: QMainWindow, beside: QWidget) -> None:
        super().__init__(window, documentMode=True)
        self._window, self._beside = window, beside
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size, and lays its parts out next."""
        if event.type() is QEvent.Type.Resize:
            room = self._window.width() - self._beside.minimumSizeHint().width() - HANDLE
            names = self.tabBar().sizeHint().width()
            self.setMinimumWidth(min(names, max(room, self.minimumSizeHint().width())))
        return False
