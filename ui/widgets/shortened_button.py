"""A button that gives way: where there is less room than its text needs, it shows the beginning."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

LEAST = 120
"""Pixels of its width that it keeps in any case."""


class ShortenedButton(QPushButton):
    """As wide as its text at most. What is cut off is in the tool tip."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Narrower than the text may be."""
        needed = super().minimumSizeHint()
        return QSize(min(needed.width(), LEAST), needed.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in the tool tip what there is no room for."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any button, with as much of the text as fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
