"""How the curves are put on the screen: thinned to what it can show, with pens that painters draw quickly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy
import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPolygonF

from ui.charts.plot.plot_scale import Scale

if TYPE_CHECKING:
    from ui.charts.series import Array, Points

MAX_POINTS = 1200
"""Points of a line above which it is thinned: more than a screen can show only cost time."""
MAX_CORNERS = 300
"""Corners of each side of a shade: it is a ground, not a measurement."""
RESTLESS = 4
"""A line so many times as long as the picture is wide is noise, and drawn thin: thick, it would fill the picture."""


@dataclass(frozen=True)
class Stroke:
    """How a line looks. ``thick``: two pixels rather than one; ``dashes``: pixels of line and gap in turn, if any."""

    colour: QColor
    thick: bool = False
    dashes: tuple[float, ...] = ()

    def draw(self, painter: QPainter, x: Array, y: Array, *, thick: bool = True) -> None:
        """A line through points in pixels; ``thick``: as thick as it is meant to be.

        On a screen a thick line is made of thin ones: Qt draws them five to fifty times as quickly as one with a pen
        wider than a dot, the more the noisier it is.
        """
        width = 2.0 if self.thick and thick else 1.0
        if painter.paintEngine().type() is QPaintEngine.Type.SVG:
            painter.setPen(self._pen(width, 1 / width))
            painter.drawPolyline(polygon(x, y))
            return
        dots = painter.deviceTransform().m11()
        painter.setPen(self._pen(1, dots))
        for right, down in around(width * dots):
            painter.drawPolyline(polygon(x + right / dots, y + down / dots))

    def _pen(self, width: float, unit: float) -> QPen:
        pen = QPen(self.colour, width)
        pen.setCosmetic(True)
        if self.dashes:
            pen.setDashPattern([length * unit for length in self.dashes])
        return pen

    def sample(self, painter: QPainter, left: float, middle: float, width: float) -> None:
        """A piece of the line for a key, in pixels."""
        self.draw(painter, numpy.array([left, left + width]), numpy.array([middle, middle]))


@cache
def around(width: float) -> tuple[tuple[float, float], ...]:
    """Where the lines of one dot lie, in dots, that make a line so wide: on circles within each other."""
    radius = (width - 1) / 2
    if radius < 0.25:
        return ((0.0, 0.0),)
    count = max(4, math.ceil(4 * radius))
    turns = [2 * math.pi * place / count for place in range(count)]
    ring = tuple((radius * math.cos(turn), radius * math.sin(turn)) for turn in turns)
    return (*ring, *around(width - 2)) if width > 2.5 else ring


def faint(colour: str, alpha: int) -> QColor:
    """A colour that lets through what lies below; ``alpha`` from 0 to 255."""
    made = QColor(colour)
    made.setAlpha(alpha)
    return made


def in_sight(x: Array, left: float, right: float) -> slice:
    """The places of the epochs between ``left`` and ``right``, and of one to either side."""
    return slice(max(0, int(numpy.searchsorted(x, left)) - 1), int(numpy.searchsorted(x, right, side="right")) + 1)


def thinned(x: Array, y: Array, left: float = -numpy.inf, right: float = numpy.inf, most: int = MAX_POINTS) -> Points:
    """The points between ``left`` and ``right``, and one to either side, at most about ``most``.

    Where there are more, each short stretch keeps its lowest and its highest point, so that no peak is lost.
    """
    seen = in_sight(x, left, right)
    x, y = x[seen], y[seen]
    length = -(-2 * len(x) // most)
    if length <= 2:
        return x, y
    count = len(x) // length
    stretches = y[: count * length].reshape(count, length)
    first = numpy.arange(count) * length
    ends = numpy.sort([first + stretches.argmin(axis=1), first + stretches.argmax(axis=1)], axis=0)
    kept = numpy.concatenate([[0], ends.T.ravel(), numpy.arange(count * length, len(x)), [len(x) - 1]])
    kept = kept[numpy.diff(kept, prepend=-1) > 0]
    return x[kept], y[kept]


def draw_line(painter: QPainter, scale: Scale, points: Points, stroke: Stroke) -> None:
    """A line through the points; a dot where there is only one."""
    if not len(points[0]):
        return
    x, y = scale.across(points[0]), scale.up(points[1])
    if len(x) == 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stroke.colour)
        painter.drawEllipse(QPointF(float(x[0]), float(y[0])), 3, 3)
        return
    restless = float(numpy.abs(numpy.diff(y)).sum()) > RESTLESS * scale.area.width()
    stroke.draw(painter, x, y, thick=not restless)


def shade(painter: QPainter, scale: Scale, x: Array, one: Array, other: Array, colour: QColor) -> None:
    """Fill from one line to another over the same epochs."""
    if len(x) < 2:
        return
    corners = numpy.unique(numpy.linspace(0, len(x) - 1, MAX_CORNERS).astype(int))
    across = scale.across(x[corners])
    ups = scale.up(one[corners]), scale.up(other[corners])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(polygon(numpy.concatenate([across, across[::-1]]), numpy.concatenate([ups[0], ups[1][::-1]])))


def draw_words(painter: QPainter, place: QRectF, words: str, colour: str, ground: str) -> None:
    """Words in one line, centred in ``place``, readable over whatever lies below."""
    painter.fillRect(place, faint(ground, 215))
    painter.setPen(QColor(colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def polygon(x: Array, y: Array) -> QPolygonF:
    """The points as Qt has them, written straight into its memory: one by one they take a hundred times as long."""
    made = QPolygonF()
    made.resize(len(x))
    memory: Any = shiboken6.VoidPtr(made.data(), len(x) * 16, True)  # type: ignore[call-arg,arg-type]  # its own stub errs
    corners = numpy.frombuffer(memory, dtype=numpy.float64).reshape(-1, 2)
    corners[:, 0], corners[:, 1] = x, y
    return made
