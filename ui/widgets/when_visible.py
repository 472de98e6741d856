"""Work that a panel does only while it can be seen, and makes up for when it is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenVisible(QObject):
    """Calls ``work`` when asked to: at once if the widget is visible, otherwise once when it is next shown."""

    def __init__(self, widget: QWidget, work: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._work = widget, work
        self._due = False
        widget.installEventFilter(self)

    def ask(self) -> None:
        """Have the work done."""
        self._due = True
        if self._widget.isVisible():
            self.finish()

    def finish(self) -> None:
        """Do the work now if it is due, visible or not."""
        if self._due:
            self._due = False
            self._work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The widget is shown."""
        if event.type() is QEvent.Type.Show:
            self.finish()
        return False
