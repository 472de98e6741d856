"""A number on a wire: the value above it or the gradient below it, with a strip that shows more of the array."""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.probe import Subject
from ui.canvas.items.look import Look
from ui.canvas.items.painting import mixed
from ui.language.text import typeset
from ui.theme.themes import Theme

CELLS, STRIP, TEXT, GAP = 16, 5.0, 15.0, 3.0
"""Cells of the strip; its height, that of the text, and the distance from the wire, in pixels of the screen."""
WIDE, NARROW = 96.0, 46.0
"""Widths from which the range is written, and from which the largest size is."""
Part = Literal["value", "gradient"]


class ValueTag(QGraphicsItem):
    """Painted in pixels of the screen, whatever the zoom. ``since``: from which moment on it is shown;
    ``crowded``: it would cover another, so that it is shown in its own moment only."""

    def __init__(self, subject: Subject, numbers: Numbers, since: int, look: Look) -> None:
        super().__init__()
        self.subject, self.numbers, self.since, self._look = subject, numbers, since, look
        self.current = self.edited = self.secret = self.crowded = False
        self._width, self._text = NARROW, ""
        self._cells = cells(numbers)
        self._colours: tuple[Theme, list[QColor]] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(2.0)

    @property
    def above(self) -> bool:
        """Whether it stands above its wire."""
        return self.subject.kind == "value"

    def fit(self, width: float, *, lettered: bool) -> None:
        """Take so much width; without text there is only the strip."""
        self.prepareGeometryChange()
        self._width = width
        self._text = self._written(width) if lettered and width >= NARROW else ""
        self.update()

    def _written(self, width: float) -> str:
        """The longest text that fits."""
        if width < WIDE:
            return short_text(self.numbers)
        text, metrics = long_text(self.numbers), QFontMetricsF(self._look.ink.small_font)
        return text if metrics.horizontalAdvance(text) <= width - 4 else long_text(self.numbers, 2)

    def mark(self, *, current: bool, secret: bool) -> None:
        """Stand out as what the moment is about; keep a number to oneself that is still to be predicted."""
        if (current, secret) != (self.current, self.secret):
            self.current, self.secret = current, secret
            self.setZValue(3.0 if current else 2.0)
            self.update()

    def area(self) -> QRectF:
        """Where it lies, in pixels from its point."""
        height = STRIP + 2 + (TEXT if self._text else 0.0)
        return QRectF(-self._width / 2, -height - GAP if self.above else GAP, self._width, height)

    def boundingRect(self) -> QRectF:
        """With its edge."""
        return self.area().adjusted(-1.5, -1.5, 1.5, 1.5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """The strip next to the wire, the text beyond it."""
        ink, area = self._look.ink, self.area()
        edge = QColor(ink.theme.warning) if self.edited else ink.chip_edge.color()
        painter.setPen(ink.ring if self.current else QPen(edge, 2.0 if self.edited else 1.0))
        painter.setBrush(ink.card)
        painter.drawRoundedRect(area, 3, 3)
        if self.secret:
            self._write(painter, area, "?")
            return
        self._paint_strip(painter, area)
        if self._text:
            text = QRectF(area.left(), area.top() + (0 if self.above else STRIP + 2), area.width(), TEXT)
            self._write(painter, text, self._text)

    def _write(self, painter: QPainter, area: QRectF, text: str) -> None:
        ink = self._look.ink
        alarming = self.numbers.not_finite and not self.secret
        painter.setPen(QColor(ink.theme.danger) if alarming else ink.text)
        painter.setFont(ink.small_font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_strip(self, painter: QPainter, area: QRectF) -> None:
        top = area.bottom() - STRIP - 1 if self.above else area.top() + 1
        step = (area.width() - 4) / max(1, len(self._cells))
        for number, colour in enumerate(self._coloured()):
            painter.fillRect(QRectF(area.left() + 2 + number * step, top, step, STRIP), colour)

    def _coloured(self) -> list[QColor]:
        theme = self._look.ink.theme
        if self._colours is None or self._colours[0] is not theme:
            self._colours = (theme, [diverging(share, theme) for share in self._cells])
        return self._colours[1]


def cells(found: Numbers) -> list[float]:
    """At most 16 numbers of an array in their order, each as a share of the largest; not a number as it is."""
    import numpy

    flat = found.array.ravel()
    if not flat.size:
        return []
    places = numpy.linspace(0, flat.size - 1, min(CELLS, flat.size)).astype(int)
    size = max(abs(found.low), abs(found.high))
    largest = size if size and math.isfinite(size) else 1.0
    return [float(flat[place]) / largest for place in places]


def diverging(share: float, theme: Theme) -> QColor:
    """The one scale of all numbers: blue below zero, orange above, the ground at zero; what is no number is red."""
    if not math.isfinite(share):
        return QColor(theme.danger)
    return mixed(theme.raised, theme.validation if share > 0 else theme.training, min(1.0, abs(share)))


def long_text(found: Numbers, digits: int = 3) -> str:
    """The number where it is one, else the range, with so many digits."""
    if found.not_finite:
        return f"{found.not_finite} {_not_finite(found)}"
    if found.low == found.high:
        return compact(found.low)
    return f"{compact(found.low, digits)} … {compact(found.high, digits)}"


def short_text(found: Numbers) -> str:
    """The number where it is one, else the largest size."""
    if found.not_finite:
        return _not_finite(found)
    if found.low == found.high:
        return compact(found.low)
    return f"≤ {compact(max(abs(found.low), abs(found.high)), 2)}"


def _not_finite(found: Numbers) -> str:
    """What kind of numbers are not finite: NaN, if some are, or else infinite."""
    import numpy

    return "inf" if numpy.isinf(found.array).any() and not numpy.isnan(found.array).any() else "NaN"


def compact(value: float, digits: int = 3) -> str:
    """A number in few characters: 1.2e-5, 14300 as 1.43e4; zero has no sign."""
    text = f"{value + 0.0:.{digits}g}".replace("e+0", "e").replace("e-0", "e-").replace("e+", "e")
    return typeset(text)
