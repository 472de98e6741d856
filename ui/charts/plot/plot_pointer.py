"""What stands over the curves: the pointer with the values of what lies behind, and the time cursor."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.charts.plot.drawing import faint
from ui.charts.plot.legend import SAMPLE, LegendEntry
from ui.charts.plot.plot_scale import Scale
from ui.language.text import precise
from ui.theme.themes import Theme

PAD, GAP, HANDLE = 6.0, 8.0, 5.0
"""Pixels: inside the box, from the box to the line, and half the width of the cursor's handle."""


def draw_pointer(painter: QPainter, scale: Scale, epoch: float, theme: Theme) -> None:
    """A fine line at the epoch that is pointed at."""
    x = scale.x(epoch)
    painter.setPen(QPen(QColor(theme.muted), 1))
    painter.drawLine(QPointF(x, scale.area.top()), QPointF(x, scale.area.bottom()))


def draw_cursor(painter: QPainter, scale: Scale, epoch: float, theme: Theme) -> None:
    """The time cursor: a line with a handle at either end."""
    x, top, bottom = scale.x(epoch), scale.area.top(), scale.area.bottom()
    if not scale.area.left() <= x <= scale.area.right():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    for tip, inward in ((top, HANDLE), (bottom, -HANDLE)):
        ends = QPointF(x - HANDLE, tip), QPointF(x + HANDLE, tip), QPointF(x, tip + 1.4 * inward)
        painter.drawPolygon(QPolygonF(ends))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def draw_box(
    painter: QPainter, scale: Scale, epoch: float, entries: Sequence[LegendEntry], more: str, theme: Theme
) -> None:
    """The values of what lies behind at this epoch, beside the pointer; ``more``: said of those without room."""
    if not entries:
        return
    metrics, area = painter.fontMetrics(), scale.area
    most = max(1, int((area.height() - 2 * PAD) / metrics.height()))
    rows = list(entries if len(entries) <= most else entries[: most - 1])
    if len(rows) < len(entries):
        rows.append(LegendEntry(more.format(count=len(entries) - len(rows))))
    width = 2 * PAD + SAMPLE + PAD + max(metrics.horizontalAdvance(row.words) for row in rows)
    height = 2 * PAD + len(rows) * metrics.height()
    x = scale.x(epoch)
    left = x + GAP if x + GAP + width <= area.right() else x - GAP - width
    place = QRectF(max(left, area.left()), max(area.top(), area.bottom() - height), width, height)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(faint(theme.raised, 240))
    painter.drawRoundedRect(place, 4, 4)
    for number, row in enumerate(rows):
        top = place.top() + PAD + number * metrics.height()
        if row.stroke is not None:
            row.stroke.sample(painter, place.left() + PAD, top + metrics.height() / 2, SAMPLE)
        painter.setPen(QColor(theme.text))
        words = QRectF(place.left() + 2 * PAD + SAMPLE, top, width, metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.words)


def said(value: float, missing: str) -> str:
    """A value in four digits, or what is said where there is none."""
    return precise(value) if math.isfinite(value) else missing
