"""The present curves: as measured, smoothed where the user wants it, and the gap between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.charts.chart_background import ChartBackground
from ui.charts.plot.drawing import draw_line, faint, in_sight, shade, thinned
from ui.charts.plot.plot_scale import Scale
from ui.charts.plot.static_layer import PARTS, extent_of, pale_stroke, present_stroke
from ui.charts.series import Series
from ui.charts.smoothing import smoothed
from ui.theme.themes import Theme

if TYPE_CHECKING:
    from ui.charts.series import Array, Points


class CurrentCurves:
    """A series seen between two epochs with at most ``most`` points a line.

    ``raw`` and ``smooth``: points by part, "train" and "validation"; ``smooth`` is empty without smoothing.
    """

    def __init__(self, series: Series, background: ChartBackground, left: float, right: float, most: int) -> None:
        self.series, self._background = series, background
        whole = {part: background.points(series, part) for part in PARTS}
        self.raw = {part: thinned(*points, left, right, most) for part, points in whole.items()}
        self.smooth: dict[str, Points] = {}
        # Beside a mean, a second strong line is taken for one.
        if background.strength != "off" and background.band is None:
            whole = {part: (x, smoothed(y, background.strength)) for part, (x, y) in whole.items()}
            self.smooth = {part: thinned(*points, left, right, most) for part, points in whole.items()}
        self._gap = _gap(whole["train"], whole["validation"], left, right)

    @property
    def extent(self) -> list[float]:
        """The lowest and the highest value; nothing where there is none."""
        return extent_of(points[1] for points in self.raw.values())

    @property
    def lines(self) -> list[Points]:
        """The lines as they are drawn strongest: smoothed where they are, as measured otherwise."""
        return [self.smooth.get(part, points) for part, points in self.raw.items()]

    def paint(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        """Draw the lines. Beside a band they are thin: there the band is what counts."""
        beside_band = self._background.band is not None
        if not beside_band:
            shade(painter, scale, *self._gap, faint(theme.validation, 22))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in PARTS:
            pale = beside_band or self.smooth
            draw_line(painter, scale, self.raw[part], (pale_stroke if pale else present_stroke)(part, theme))
        for part, points in self.smooth.items():
            draw_line(painter, scale, points, present_stroke(part, theme))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def mark_best(self, painter: QPainter, scale: Scale, theme: Theme) -> None:
        """A dotted line at the best epoch, with a dot on the curve by which it was chosen."""
        best = self.series.best
        if best is None:
            return
        x = scale.x(best.epoch)
        painter.setPen(QPen(QColor(theme.good), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, scale.area.top()), QPointF(x, scale.area.bottom()))
        judged = best.judged_by
        if self._background.what == "loss" and (judged > 0 or not scale.log):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.surface), 1.5))
            painter.setBrush(QColor(theme.good))
            painter.drawEllipse(QPointF(x, scale.y(judged)), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _gap(one: Points, other: Points, left: float, right: float) -> tuple[Array, Array, Array]:
    """Epochs in sight and both values, where both lines have the same epochs; otherwise nothing."""
    if not numpy.array_equal(one[0], other[0]):
        return one[0][:0], one[0][:0], one[0][:0]
    seen = in_sight(one[0], left, right)
    return one[0][seen], one[1][seen], other[1][seen]
