"""The static layer of the chart, which training does not change: axes, earlier runs, the band, and what is marked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.charts.chart_background import ChartBackground, Ghost
from ui.charts.plot.drawing import Stroke, draw_line, draw_words, faint, in_sight, shade, thinned
from ui.charts.plot.legend import LegendEntry
from ui.charts.plot.plot_scale import Scale
from ui.charts.smoothing import smoothed
from ui.theme.style import mixed
from ui.theme.themes import Theme

if TYPE_CHECKING:
    from ui.charts.chart_background import Spread
    from ui.charts.series import Array, Points

PARTS = ("train", "validation")
GHOST_COLOURS = (3, 2, 8, 6, 7, 4, 9)
"""Earlier runs: those of the theme's classes that neither of the present lines has."""
GHOST_DASHES = ((7.0, 3.0), (2.0, 2.0), (9.0, 3.0, 2.0, 3.0), (4.0, 5.0), (12.0, 4.0))
"""Validation lines of earlier runs; as many as colours and these have no common factor, few look the same."""
PALE, PALER, PALEST = 0.15, 0.5, 0.8
"""How much lines have of the colour of the ground. None is translucent: thick ones are drawn several times over."""
FEW = 4
"""Earlier runs."""
ROOM_FOR_VALUE, ROOM_FOR_EPOCH = 20, 64
VALIDATION_DASHES = (9.0, 4.0)
"""Pixels."""


class StaticLayer:
    """A background seen between two epochs with at most ``most`` points a line."""

    def __init__(self, background: ChartBackground, left: float, right: float, most: int) -> None:
        self._background = background
        self.seen = left, right, most
        self._ghosts = [
            (ghost, part, thinned(x, smoothed(y, background.strength), left, right, most))
            for ghost in background.ghosts
            for part in PARTS
            for x, y in [background.points(ghost.series, part)]
        ]
        self._raw = [] if background.strength == "off" else self._as_measured(left, right, most)
        self._bands = {part: _between(background.spread(part), left, right) for part in PARTS}

    @property
    def lines(self) -> list[Points]:
        """Those of the first few earlier runs: where there are many, nothing can stand clear of all."""
        return [points for _, _, points in self._ghosts[: FEW * len(PARTS)]]

    @cached_property
    def extent(self) -> list[float]:
        """The lowest and the highest value that must find room on the axis; nothing where there is none."""
        lines = self._raw or [(ghost, points) for ghost, _, points in self._ghosts]
        values = [points[1] for _, points in lines]
        return extent_of([*values, *(ends for band in self._bands.values() for ends in (band[1], band[3]))])

    def paint(self, painter: QPainter, scale: Scale, theme: Theme, title: str) -> None:
        """Draw everything but the present curves. ``title``: of the lower axis."""
        self._axes(painter, scale, theme, title)
        painter.save()
        painter.setClipRect(scale.area)
        self._tint(painter, scale, theme)
        self._seams(painter, scale, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in PARTS:
            self._band(painter, scale, theme, part)
        for ghost, points in self._raw:
            draw_line(painter, scale, points, Stroke(mixed(colour_of(ghost, theme), theme.surface, PALEST)))
        for ghost, part, points in self._ghosts:
            draw_line(painter, scale, points, stroke_of(ghost, part, theme))
        self._name_ends(painter, scale, theme)
        painter.restore()

    def _as_measured(self, left: float, right: float, most: int) -> list[tuple[Ghost, Points]]:
        background = self._background
        lines = [(ghost, background.points(ghost.series, part)) for ghost in background.ghosts for part in PARTS]
        return [(ghost, thinned(*points, left, right, most)) for ghost, points in lines]

    def _axes(self, painter: QPainter, scale: Scale, theme: Theme, title: str) -> None:
        area, metrics = scale.area, painter.fontMetrics()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for y, text in scale.named_values(ROOM_FOR_VALUE):
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(0, y - 10, area.left() - 6, 20), right, text)
        free = area.right() - metrics.horizontalAdvance(title) - 8
        for x, text in scale.named_epochs(ROOM_FOR_EPOCH):
            painter.setPen(QColor(theme.border))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 3))
            painter.setPen(QColor(theme.muted))
            half = metrics.horizontalAdvance(text) / 2 + 2
            if x + half < free:
                place = QRectF(x - half, area.bottom() + 3, 2 * half, metrics.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.drawText(QRectF(free, area.bottom() + 3, area.right() - free, metrics.height()), right, title)
        painter.setPen(QColor(theme.border))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _tint(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        """The region is hatched as well, so that it is seen without its colour; where it may begin, it is not."""
        turn = self._background.turn
        if turn is None or turn.epoch >= scale.last:
            return
        place = QRectF(QPointF(scale.x(turn.epoch), scale.area.top()), scale.area.bottomRight())
        if turn.between is not None:
            begins, ends = (scale.x(min(epoch, scale.last)) for epoch in turn.between)
            may_begin = QRectF(QPointF(begins, scale.area.top()), QPointF(ends, scale.area.bottom()))
            painter.fillRect(may_begin, faint(theme.danger, 20))
            place.setLeft(ends)
        painter.fillRect(place, faint(theme.danger, 20))
        painter.fillRect(place, QBrush(faint(theme.danger, 28), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(faint(theme.danger, 150), 1))
        turns = scale.x(turn.epoch)
        painter.drawLine(QPointF(turns, scale.area.top()), QPointF(turns, scale.area.bottom()))

    def _seams(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        for seam in self._background.seams:
            x = scale.x(seam)
            painter.setPen(QPen(QColor(theme.muted), 1, Qt.PenStyle.DashDotLine))
            painter.drawLine(QPointF(x, scale.area.top()), QPointF(x, scale.area.bottom()))

    def _band(self, painter: QPainter, scale: Scale, theme: Theme, part: str) -> None:
        epochs, low, mean, high = self._bands[part]
        colour = theme.training if part == "train" else theme.validation
        shade(painter, scale, epochs, low, high, faint(colour, 50))
        draw_line(painter, scale, (epochs, mean), present_stroke(part, theme))

    def _name_ends(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        """The number of each earlier run stands where its line ends, where the others leave room for it."""
        taken: list[QRectF] = []
        metrics = painter.fontMetrics()
        ends = {ghost: points for ghost, _, points in self._ghosts if len(points[0])}  # validation where there is any
        for ghost, (x, y) in ends.items():
            width = metrics.horizontalAdvance(ghost.mark) + 6
            left = min(scale.x(x[-1]) + 2, scale.area.right() - width)
            place = QRectF(left, scale.y(y[-1]) - 7, width, 14)
            if not any(place.intersects(other) for other in taken):
                taken.append(place)
                draw_words(painter, place, ghost.mark, theme.text, theme.surface)


def extent_of(values: Iterable[Array]) -> list[float]:
    """The lowest and the highest of all; nothing where there is none."""
    ends = [float(end) for some in values if len(some) for end in (some.min(), some.max())]
    return [min(ends), max(ends)] if ends else []


def present_stroke(part: str, theme: Theme) -> Stroke:
    """The present training line is solid, the validation line dashed."""
    if part == "train":
        return Stroke(QColor(theme.training), thick=True)
    return Stroke(QColor(theme.validation), thick=True, dashes=VALIDATION_DASHES)


def pale_stroke(part: str, theme: Theme) -> Stroke:
    """What is measured, behind what is made of it."""
    return Stroke(mixed(theme.training if part == "train" else theme.validation, theme.surface, PALER))


def stroke_of(ghost: Ghost, part: str, theme: Theme) -> Stroke:
    """Earlier runs differ in colour and, in their validation lines, in their dashes; training lines are paler."""
    colour = colour_of(ghost, theme)
    if part == "train":
        return Stroke(mixed(colour, theme.surface, PALER))
    return Stroke(mixed(colour, theme.surface, PALE), dashes=GHOST_DASHES[ghost.look % len(GHOST_DASHES)])


def colour_of(ghost: Ghost, theme: Theme) -> str:
    """The colour of an earlier run."""
    return theme.classes[GHOST_COLOURS[ghost.look % len(GHOST_COLOURS)]]


def entries_behind(background: ChartBackground, theme: Theme) -> list[LegendEntry]:
    """The key of the earlier runs and of the band."""
    entries = [LegendEntry(ghost.name, stroke_of(ghost, "validation", theme)) for ghost in background.ghosts]
    if background.band is not None:
        ground = faint(theme.validation, 50)
        entries.insert(0, LegendEntry(background.band.name, present_stroke("validation", theme), ground))
    return entries


def _between(band: Spread, left: float, right: float) -> Spread:
    """The part of a band in sight."""
    seen = in_sight(band[0], left, right)
    epochs, low, mean, high = (column[seen] for column in band)
    return epochs, low, mean, high
