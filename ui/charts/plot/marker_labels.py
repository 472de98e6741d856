"""Words beside vertical lines in the picture: each where it covers neither another nor a curve, if there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from ui.charts.plot.drawing import draw_words, in_sight
from ui.charts.plot.plot_scale import Scale
from ui.theme.themes import Theme

if TYPE_CHECKING:
    from ui.charts.series import Array, Points

NEAR = 1.0
"""Pixels around words that a curve should not come into."""


@dataclass(frozen=True)
class Mark:
    """``words`` in a colour beside the line at an epoch."""

    epoch: float
    words: str
    colour: str


def draw_marks(painter: QPainter, scale: Scale, marks: Iterable[Mark], curves: Sequence[Points], theme: Theme) -> None:
    """Write them, to the right of their lines where there is room. Those whose line is out of sight are left out."""
    for mark, place in places(painter.fontMetrics(), scale, marks, curves):
        draw_words(painter, place, mark.words, mark.colour, theme.surface)


def places(
    metrics: QFontMetrics, scale: Scale, marks: Iterable[Mark], curves: Sequence[Points]
) -> list[tuple[Mark, QRectF]]:
    """The marks in sight, and where each of them is written."""
    found: list[tuple[Mark, QRectF]] = []
    for mark in marks:
        x, width = scale.x(mark.epoch), metrics.horizontalAdvance(mark.words) + 8.0
        if not scale.area.left() <= x <= scale.area.right():
            continue
        left = x + 2 if x + 2 + width <= scale.area.right() else x - 2 - width
        words = QRectF(left, 0, width, metrics.height() + 1.0)
        apart = [row for row in _rows(scale.area, words) if not any(row.intersects(other) for _, other in found)]
        fallback = words.translated(0, scale.area.top() + 2)
        found.append((mark, _clearest(apart, curves, scale) if apart and curves else fallback))
    return found


def _rows(area: QRectF, words: QRectF) -> list[QRectF]:
    """Where words may stand: from the top down to the middle, then from the bottom up to it."""
    height = words.height()
    rows = max(1, int((area.height() - 4) / height))
    upper = [area.top() + 2 + row * height for row in range((rows + 1) // 2)]
    lower = [area.bottom() - 2 - (row + 1) * height for row in range(rows // 2)]
    return [words.translated(0, top) for top in upper + lower]


def _clearest(rows: Sequence[QRectF], curves: Sequence[Points], scale: Scale) -> QRectF:
    """The first of the rows, all as wide and one above the other, behind or close to which the least of curves lies."""
    pieces = [_pieces(points, rows[0].left(), rows[0].right(), scale) for points in curves]
    upper, lower, lengths = (numpy.concatenate(parts) for parts in zip(*pieces, strict=True))
    tops = numpy.array([[row.top() - NEAR] for row in rows])
    bottoms = numpy.array([[row.bottom() + NEAR] for row in rows])
    covered = ((upper < bottoms) & (lower > tops)) @ lengths
    return rows[int(covered.argmin())]


def _pieces(points: Points, left: float, right: float, scale: Scale) -> tuple[Array, Array, Array]:
    """The pieces of a curve between two places, in pixels: the upper and the lower end of each, and its length."""
    seen = in_sight(points[0], scale.epoch_at(left), scale.epoch_at(right))
    across, up = scale.across(points[0][seen]).clip(left, right), scale.up(points[1][seen])
    return numpy.minimum(up[:-1], up[1:]), numpy.maximum(up[:-1], up[1:]), numpy.diff(across)
