"""The scale beside a map: which colour means which loss, with a tick at each level line."""

from __future__ import annotations

import numpy
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.landscape.heights import Heights
from ui.language.text import typeset
from ui.theme.themes import Theme

BAR, TICK, GAP = 12, 4, 3
"""Widths of the bar, of a tick, and of the room before its number, in pixels."""
SHADES = 128


class ColourScale(QWidget):
    """``named``: the losses that have a number beside the bar, from the foot to the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: Heights | None = None
        self._theme: Theme | None = None
        self.named: list[tuple[float, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Color scale of the loss"))

    def draw(self, heights: Heights, theme: Theme) -> None:
        """Show the scale of a map."""
        self._heights, self._theme = heights, theme
        low, high = (typeset(f"{loss:.4g}") for loss in (heights.lowest, heights.highest))
        self.setToolTip(self.tr("Loss {low} to {high}; a line for each level").format(low=low, high=high))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The bar with its widest number."""
        texts = [text for _, text in self._numbers()] or ["0.000"]
        widest = max(map(self.fontMetrics().horizontalAdvance, texts))
        return QSize(BAR + TICK + GAP + widest + 2, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, from the lowest loss at its foot to the highest; ticks, and as many numbers as have room."""
        heights, theme = self._heights, self._theme
        if heights is None or theme is None:
            return
        painter, line = QPainter(self), self.fontMetrics().height()
        bar = QRectF(0, line / 2, BAR, self.height() - line)
        low, high = heights.ends
        shades = heights.colours(numpy.linspace(high, low, SHADES), theme)
        painter.drawImage(bar, QImage(shades.tobytes(), 1, SHADES, 3, QImage.Format.Format_RGB888))
        painter.setPen(QColor(theme.border))
        painter.drawRect(bar)
        painter.setPen(QColor(theme.muted))
        self.named, free = [], float(self.height())
        for height, text in self._numbers():
            at = bar.bottom() - bar.height() * (height - low) / max(high - low, 1e-12)
            painter.drawLine(QRectF(BAR, at, TICK, 0).topLeft(), QRectF(BAR, at, TICK, 0).topRight())
            top = height == high
            known = self.named and self.named[-1][1] == text
            if not known and at + line / 2 <= free and (top or at - line >= bar.top()):
                words = QRectF(BAR + TICK + GAP, at - line / 2, self.width(), line)
                painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
                self.named.append((float(heights.losses(numpy.array(height))), text))
                free = at - line / 2

    def _numbers(self) -> list[tuple[float, str]]:
        """Heights and texts of the foot, the level lines and the top."""
        if self._heights is None:
            return []
        low, high = self._heights.ends
        places = [low, *map(float, self._heights.levels), *([high] if high > low else [])]
        losses = self._heights.losses(numpy.array(places))
        return [(place, typeset(f"{float(loss):.4g}")) for place, loss in zip(places, losses, strict=True)]
