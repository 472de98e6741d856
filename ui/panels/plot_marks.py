"""Words beside vertical lines in the picture: each in the first row below the top where it covers no other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.panels.plot_ink import draw_words
from ui.panels.plot_scale import Scale
from ui.theme import Theme


@dataclass(frozen=True)
class Mark:
    """``words`` in a colour beside the line at an epoch."""

    epoch: float
    words: str
    colour: str


def draw_marks(painter: QPainter, scale: Scale, marks: Iterable[Mark], theme: Theme) -> None:
    """Write them, to the right of their lines where there is room. Those whose line is out of sight are left out."""
    taken: list[QRectF] = []
    metrics = painter.fontMetrics()
    height = metrics.height() + 1.0
    for mark in marks:
        x, width = scale.x(mark.epoch), metrics.horizontalAdvance(mark.words) + 8.0
        if not scale.area.left() <= x <= scale.area.right():
            continue
        left = x + 2 if x + 2 + width <= scale.area.right() else x - 2 - width
        place = QRectF(left, scale.area.top() + 2, width, height)
        while any(place.intersects(other) for other in taken):
            place.translate(0, height)
        taken.append(place)
        draw_words(painter, place, mark.words, mark.colour, theme.surface)
