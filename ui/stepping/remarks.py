"""What is said of a moment: the whole of it where there is room, and otherwise a few lines that scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.widgets.labels import label

LEAST_LINES = 3
"""So many lines are always in sight."""


class Remarks(QScrollArea):
    """Leaves room for the numbers beneath it, however much there is to say; ``words``: the label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("value")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._most: int | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.words)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Say something else, from its first line."""
        if text != self.words.text():
            self.words.setText(text)
            self.verticalScrollBar().setValue(0)
            self.updateGeometry()
            self._fit()

    def allow(self, most: int | None) -> None:
        """Take at most so many pixels, in whole lines; None: as many as there is to say."""
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where everything fits, nothing scrolls."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside a scroll bar that came before there was room, the words may take a line more, and so keep it."""
        fits = self.words.heightForWidth(self.width()) <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """A line, so that little said leaves no empty room."""
        return QSize(0, self.words.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """The height of all lines, or of as many as are allowed."""
        whole = self.words.heightForWidth(width)
        if self._most is None:
            return whole
        line = self.words.fontMetrics().lineSpacing()
        return min(whole, line * max(LEAST_LINES, self._most // line))
