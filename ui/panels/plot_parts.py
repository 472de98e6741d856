"""Parts of the curves' picture that pyqtgraph has not, or not as quick: lines, level lines, gap, axis."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy
import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

if TYPE_CHECKING:
    from ui.panels.series import Array

MOST_POINTS = 1200
"""Points of a line above which it is thinned: more than a screen can show only cost time."""
ROOM_FOR_FIVES = 75
"""Pixels that a power of ten takes on the axis, from which on its 2 and 5 are labelled too."""


def thinned(x: Array, y: Array, left: float = -numpy.inf, right: float = numpy.inf) -> tuple[Array, Array]:
    """The points between ``left`` and ``right``, and one to either side, at most about ``MOST_POINTS``.

    Where there are more, each short stretch keeps its lowest and its highest point, so that no peak is lost.
    """
    start = max(0, int(numpy.searchsorted(x, left)) - 1)
    stop = int(numpy.searchsorted(x, right, side="right")) + 1
    x, y = x[start:stop], y[start:stop]
    length = -(-2 * len(x) // MOST_POINTS)
    if length <= 2:
        return x, y
    count = len(x) // length
    stretches = y[: count * length].reshape(count, length)
    first = numpy.arange(count) * length
    ends = numpy.stack([first + stretches.argmin(axis=1), first + stretches.argmax(axis=1)])
    kept = numpy.unique(numpy.concatenate([[0], ends.ravel(), numpy.arange(count * length, len(x)), [len(x) - 1]]))
    return x[kept], y[kept]


def stepped(epoch: float) -> float:
    """The next round number: at most a tenth further, and the same for several epochs in a row."""
    if epoch < 10:
        return epoch
    size = 10.0 ** math.floor(math.log10(epoch))
    step = size * next(part for bound, part in ((2, 0.1), (5, 0.2), (10, 0.5)) if epoch < bound * size)
    return math.ceil(epoch / step) * step


class Line(pyqtgraph.PlotDataItem):
    """A line that claims room to the right by steps: otherwise each epoch would have the axis drawn anew."""

    def dataBounds(
        self,
        ax: int,
        frac: float = 1.0,
        orthoRange: tuple[float, float] | None = None,  # noqa: N803  pyqtgraph's name
    ) -> tuple[float | None, float | None]:
        """The extent along one axis (0: epochs), None where nothing is drawn."""
        low, high = super().dataBounds(ax, frac, orthoRange)
        return low, stepped(high) if ax == 0 and high is not None else high


class Grid(pyqtgraph.GraphicsObject):
    """Level lines at the main ticks of an axis. The axis could draw them too, but at ten times the cost."""

    def __init__(self, axis: pyqtgraph.AxisItem) -> None:
        super().__init__()
        self._axis, self._pen = axis, pyqtgraph.mkPen(None)
        self._levels: tuple[object, list[float]] = (None, [])
        self.setZValue(-100)

    def setPen(self, colour: str) -> None:
        """Draw in this colour."""
        self._pen = pyqtgraph.mkPen(colour)
        self.update()

    def viewRangeChanged(self) -> None:
        """What is in sight has changed, and with it the extent of this item."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        """All that is in sight."""
        return self.viewRect() or QRectF()

    def paint(self, painter: QPainter, *_: object) -> None:
        """One line a tick."""
        sight = self.boundingRect()
        painter.setPen(self._pen)
        for level in self._named_levels():
            painter.drawLine(QPointF(sight.left(), level), QPointF(sight.right(), level))

    def _named_levels(self) -> list[float]:
        """The values at which the axis has a label; worked out only where the axis has become another."""
        axis = self._axis
        seen = (*axis.range, axis.height(), axis.logMode)
        if seen != self._levels[0]:
            ticks = axis.tickValues(*axis.range, axis.height())
            levels = list(ticks[0][1]) if ticks else []
            named = axis.tickStrings(levels, 1.0, None) if axis.logMode else ["·"] * len(levels)
            self._levels = seen, [level for level, name in zip(levels, named, strict=True) if name]
        return self._levels[1]


class Gap(QGraphicsPathItem):
    """The area between the two lines, in few corners: it is a shade, not a measurement."""

    CORNERS = 300

    def __init__(self) -> None:
        super().__init__()
        self.setPen(QPen(Qt.PenStyle.NoPen))

    def lie_between(self, one: tuple[Array, Array], other: tuple[Array, Array], *, log: bool) -> None:
        """Fill from one line to the other; nothing where they have different epochs."""
        if len(one[0]) < 2 or not numpy.array_equal(one[0], other[0]):
            self.setPath(QPainterPath())
            return
        corners = numpy.unique(numpy.linspace(0, len(one[0]) - 1, self.CORNERS).astype(int))
        x = one[0][corners]
        ys = [numpy.log10(y[corners]) if log else y[corners] for _, y in (one, other)]
        outline = (numpy.concatenate([x, x[::-1]]), numpy.concatenate([ys[0], ys[1][::-1]]))
        self.setPath(pyqtgraph.arrayToQPath(*outline))


class ValueAxis(pyqtgraph.AxisItem):
    """An axis that, when logarithmic, is labelled at 1, 2 and 5 of each power of ten, as far as there is room."""

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """Texts for ticks at the exponents ``values``; empty where a label would crowd the others."""
        decades = abs(self.range[1] - self.range[0]) or 1.0
        room = self.height() / decades
        wanted = {1, 2, 5} if room > ROOM_FOR_FIVES else {1}
        texts = []
        for value in values:
            number = 10.0**value * scale
            leading = int(f"{number:.0e}"[0])
            texts.append(f"{number:g}" if leading in wanted else "")
        return texts
