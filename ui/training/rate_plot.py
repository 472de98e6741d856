"""The loss over the learning rate, which grows by powers of ten, with the suggested rate and the project's own."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from netbuilder.rate_finder.rate_curve import DIVERGED, HIGHEST, LOWEST, RateCurve
from ui.charts.axes import Axis, axes
from ui.language.text import typeset
from ui.theme.font_scale import font_scale, scaled_font
from ui.theme.pens import ink
from ui.theme.themes import Theme

FOOT, HEAD = 0.06, 0.24
"""What is left free below and above, as a share of what the smoothed loss spans: above, the marks are named."""
OWN_HEIGHT, SUGGESTED_HEIGHT = 0.96, 0.88
"""Where the two marks are named, as a share of the height: near rates do not write over each other."""
POINTS = 0.4
"""How much of their colour the points have."""


class PowersOfTen(Axis):
    """The numbers of the axis are exponents of ten; each whole one is named as its power."""

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """Whole exponents, every second one where there is little room."""
        low, high = math.ceil(min(start, end)), math.floor(max(start, end))
        step = 1 if size >= 44 * (high - low + 1) else 2
        return [(step, [float(exponent) for exponent in range(low, high + 1, step)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """0.001, 0.01, …; far from 1 as a power."""
        return [typeset(f"{10.0**value:g}").replace("−0", "−") for value in values]


class RatePlot(pyqtgraph.PlotWidget):
    """The losses of the minibatches as points, their running mean as a line. It is looked at, not moved."""

    def __init__(self) -> None:
        super().__init__(axisItems={**axes(), "bottom": PowersOfTen("bottom")}, enableMenu=False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Loss over the learning rate"))
        self.points = pyqtgraph.PlotDataItem(pen=None, symbol="o", symbolSize=4, symbolPen=None)
        self.line = pyqtgraph.PlotDataItem()
        for item in (self.points, self.line):
            self.addItem(item)
        self.own, self.suggested = self._mark(OWN_HEIGHT), self._mark(SUGGESTED_HEIGHT)

    def _mark(self, height: float) -> pyqtgraph.InfiniteLine:
        mark = pyqtgraph.InfiniteLine(angle=90, label="", labelOpts={"position": height})
        self.addItem(mark, ignoreBounds=True)
        return mark

    def draw(self, curve: RateCurve, theme: Theme) -> None:
        """Show a curve."""
        self._dress(theme)
        places = [math.log10(rate) for rate in curve.rates]
        self.points.setData(places, curve.losses)
        self.line.setData(places, curve.smoothed)
        own, suggested = math.log10(curve.own), curve.suggested
        self.suggested.setVisible(suggested is not None)
        place = math.log10(suggested) if suggested is not None else own
        if suggested is not None:
            text = self.tr("suggested: {rate}").format(rate=f"{suggested:.2g}")
            self._place(self.suggested, place, text, left=place < own)
        self._place(self.own, own, self.tr("project: {rate}").format(rate=f"{curve.own:.2g}"), left=own < place)
        low, high = span(curve)
        ends = (min(math.log10(LOWEST), own), max(math.log10(HIGHEST), own))
        self.setRange(xRange=ends, yRange=(low - FOOT * (high - low), high + HEAD * (high - low)), padding=0.01)

    @staticmethod
    def _place(mark: pyqtgraph.InfiniteLine, at: float, text: str, *, left: bool) -> None:
        """Put a mark there, its name on the side away from the other."""
        mark.setPos(at)
        mark.label.anchors = [(1 if left else 0, 0.5)] * 2
        mark.label.setFormat(typeset(text))

    def _dress(self, theme: Theme) -> None:
        self.setBackground(theme.surface)
        letters = QApplication.font().pointSizeF() * font_scale(self)
        for side, name in (("left", self.tr("loss")), ("bottom", self.tr("learning rate"))):
            axis = self.getAxis(side)
            axis.setLabel(name, color=theme.muted, **{"font-size": f"{letters:.1f}pt"})
            axis.setPen(theme.border)
            axis.setTextPen(theme.muted)
            axis.setTickFont(scaled_font(QApplication.font(), font_scale(self)))
            axis.enableAutoSIPrefix(False)
        faded = QColor(theme.muted)
        faded.setAlphaF(POINTS)
        self.points.setSymbolBrush(faded)
        self.line.setPen(ink(theme.training, 2))
        for mark, colour, style in (
            (self.own, theme.muted, Qt.PenStyle.DashLine),
            (self.suggested, theme.accent, Qt.PenStyle.SolidLine),
        ):
            mark.setPen(ink(colour, 1.5, style))
            mark.label.setColor(colour)


def span(curve: RateCurve) -> tuple[float, float]:
    """The lowest and the highest loss that are shown: of the running mean, without what rises far beyond all before."""
    least = min(curve.smoothed)
    before = curve.smoothed[: curve.smoothed.index(least) + 1]
    high = min(max(curve.smoothed), max(*before, least + DIVERGED * abs(least), least))
    return least, high if high > least else least + max(abs(least), 1.0)
