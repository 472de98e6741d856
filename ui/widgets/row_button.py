"""One of a list of things to choose from: a button as wide as the list, with whatever stands in it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QStyle, QStyleOption


class RowButton(QAbstractButton):
    """Chosen by a click, by Enter and by the space bar. What stands in it goes into ``row``."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # a button would not narrow
        self.row = QHBoxLayout(self)

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        return self.row.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only what the style sheet says: background and focus."""
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, QPainter(self), self)


def seen_through(text: QLabel) -> QLabel:
    """A label that leaves clicks to the row behind it."""
    text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return text
