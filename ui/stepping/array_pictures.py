"""Two pictures of an array: how its numbers are distributed, and, of a sheet, the numbers as an image."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.stepping.value_tag import compact, diverging
from ui.theme.themes import Theme, Themes

BINS = 40


class Histogram(QWidget):
    """Bars over the range of the numbers; those below zero are blue, those above orange."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.counts: list[int] = []
        self._ends = (0.0, 0.0)
        self.setMinimumSize(180, 96)
        self.setAccessibleName(self.tr("Histogram"))
        themes.changed.connect(self._repaint)

    def _repaint(self, _theme: Theme) -> None:
        self.update()

    def show_numbers(self, array: Any) -> None:
        """Count the finite numbers of an array."""
        import numpy

        flat = array[numpy.isfinite(array)].astype(numpy.float64)
        self.counts, self._ends = [], (0.0, 0.0)
        if flat.size:
            counts, edges = numpy.histogram(flat, BINS)
            self.counts, self._ends = counts.tolist(), (float(edges[0]), float(edges[-1]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, and the range beneath them."""
        painter, theme = QPainter(self), self._themes.theme
        foot, top = self.fontMetrics().lineSpacing() + 2, max(self.counts, default=1) or 1
        step, room = self.width() / BINS, self.height() - foot
        low, high = self._ends
        painter.setPen(Qt.PenStyle.NoPen)
        for number, count in enumerate(self.counts):
            middle = low + (number + 0.5) * (high - low) / BINS
            painter.setBrush(QColor(theme.validation if middle > 0 else theme.training))
            tall = count / top * room
            painter.drawRect(QRectF(number * step, room - tall, step - 1, tall))
        painter.setPen(QColor(theme.muted))
        line = QRectF(0, room + 2, self.width(), foot)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, compact(low))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, compact(high))


class SheetImage(QWidget):
    """A sheet of an array, a square a number, on the scale that all numbers have."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._sheet: Any = None
        self._largest = 1.0
        self.setMinimumSize(QSize(120, 120))
        self.setAccessibleName(self.tr("Image"))
        themes.changed.connect(self._repaint)

    def _repaint(self, _theme: Theme) -> None:
        self.update()

    def show_sheet(self, sheet: Any, largest: float) -> None:
        """Show two axes of an array; ``largest``: the size that has the full colour."""
        self._sheet, self._largest = sheet, largest or 1.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As large as fits, with square pixels."""
        if self._sheet is None or not self._sheet.size:
            return
        rows, columns = self._sheet.shape
        side = min(self.width() / columns, self.height() / rows)
        painter = QPainter(self)
        painter.drawImage(QRectF(0, 0, side * columns, side * rows), self._image())

    def _image(self) -> QImage:
        rows, columns = self._sheet.shape
        image = QImage(columns, rows, QImage.Format.Format_RGB32)
        for row in range(rows):
            for column in range(columns):
                image.setPixelColor(
                    column, row, diverging(float(self._sheet[row, column]) / self._largest, self._themes.theme)
                )
        return image
