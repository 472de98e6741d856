"""The weights of the layers over the epochs: a line a layer, on a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QSizePolicy

from netbuilder.ticks import ticks
from ui.charts.axes import LINES_APART, MOST, Axis
from ui.stepping.value_tag import compact
from ui.theme.font_scale import font_scale, scaled_font
from ui.theme.pens import ink
from ui.theme.style import mixed
from ui.theme.themes import Theme

if TYPE_CHECKING:
    from typing import Any

    from netbuilder.graph.blocks import NodePath
    from ui.layer_statistics.statistics_worker import EpochFigures

    Array = numpy.ndarray[Any, Any]

FEW = 8
"""So many layers have colors that are told apart; more go from one color to another in their order."""
DRAWN = 24
"""So many lines are drawn at most, evenly spread over the layers, beside that of the chosen one."""
DASH = 0.15
"""A single epoch has a dash that reaches so far to each side, in epochs."""
FEW_DECADES = 0.8
"""Powers of ten under which the axis is named at round numbers, as a linear one is."""


class EpochAxis(Axis):
    """An axis of whole numbers."""

    def _values(self, low: float, high: float, size: float) -> list[float]:
        """Round numbers of epochs."""
        return [value for value in super()._values(low, high, size) if value == round(value) and value > 0]


class LogAxis(Axis):
    """An axis of exponents, named with the numbers that they stand for."""

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """Powers of ten, or every so many of them; within one, round numbers."""
        low, high = sorted((start, end))
        if not low < high or size <= 0:
            return []
        font = self.style["tickFont"] or QApplication.font()
        most = max(2, min(MOST, int(size / (LINES_APART * 1.4 * font.pointSizeF()))))
        if high - low < FEW_DECADES:
            values = [math.log10(level) for level in ticks(10**low, 10**high, most) if level > 0]
        elif len(fine := leading(low, high)) <= most:
            values = fine
        else:
            values = ticks(low, high, most, smallest=1.0)
        return [(1.0, values)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Their numbers."""
        return [compact(10**value) for value in values]


class EpochsPlot(pyqtgraph.PlotWidget):
    """One figure of all layers. ``which``: 0 for max |w|, 1 for the norm of the gradient; ``lines``: what is drawn, by
    layer."""

    def __init__(self, name: str, which: int) -> None:
        super().__init__(axisItems={"left": LogAxis("left"), "bottom": EpochAxis("bottom")}, enableMenu=False)
        self._which = which
        self._layers: Sequence[NodePath] = ()
        self._places: dict[NodePath, int] = {}
        self._epochs, self._heights = numpy.empty(0), numpy.empty((0, 0))
        self._chosen: NodePath | None = None
        self._theme: Theme | None = None
        self.setAccessibleName(name)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.getViewBox().disableAutoRange()  # one look at all lines is quicker than one after each
        self.lines: dict[NodePath, pyqtgraph.PlotCurveItem] = {}
        self.here = pyqtgraph.InfiniteLine(angle=90)
        self.addItem(self.here, ignoreBounds=True)

    def draw(
        self,
        epochs: Mapping[int, EpochFigures],
        layers: Sequence[NodePath],
        chosen: NodePath | None,
        epoch: int,
        theme: Theme,
    ) -> None:
        """Draw all lines; ``epoch``: the one that is looked at."""
        self._layers, self._theme = layers, theme
        self._places = {path: place for place, path in enumerate(layers)}
        self._dress(theme)
        self._epochs = numpy.array(sorted(epochs), float)
        values = [[epochs[one][path][self._which] for path in layers] for one in sorted(epochs)]
        with numpy.errstate(divide="ignore", invalid="ignore"):
            self._heights = numpy.log10(numpy.array(values, float).reshape(len(values), len(layers)))
        for path in self.lines.keys() - set(evenly(layers)):
            self.removeItem(self.lines.pop(path))
        for path in evenly(layers):
            self._draw_line(path)
        self._chosen = None
        self.choose(chosen)
        self._look_at_all()
        self.here.setPen(ink(theme.muted, 1, Qt.PenStyle.DotLine))
        self.here.setValue(epoch)

    def choose(self, chosen: NodePath | None) -> None:
        """Mark the line of another layer; one of many that have none has it as long as it is chosen."""
        before, self._chosen = self._chosen, chosen
        if before in self.lines:
            if before in evenly(self._layers):
                self._style(before)
            else:
                self.removeItem(self.lines.pop(before))
        if chosen in self.lines:
            self._style(chosen)
        elif chosen in self._places:
            self._draw_line(chosen)

    def _draw_line(self, path: NodePath) -> None:
        heights = self._heights[:, self._places[path]]
        known = numpy.isfinite(heights)
        if path not in self.lines:
            self.lines[path] = pyqtgraph.PlotCurveItem()
            self.addItem(self.lines[path], ignoreBounds=True)
        self._style(path)
        x, heights = self._epochs[known], heights[known]
        if len(x) == 1:  # a single point would not be seen
            x, heights = numpy.array([x[0] - DASH, x[0] + DASH]), heights.repeat(2)
        self.lines[path].setData(x, heights)

    def _style(self, path: NodePath) -> None:
        """The color of a layer; the chosen one has a broad line above the others."""
        if self._theme is None:
            return
        line, chosen = self.lines[path], path == self._chosen
        colour = colour_of(self._places[path], len(self._layers), self._theme)
        line.setZValue(2 if chosen else 1)
        line.setPen(ink(colour, 2.6 if chosen else 1.3))

    def _look_at_all(self) -> None:
        """From the first epoch to the last, and from the lowest figure of all layers to the highest."""
        x, known = self._epochs, self._heights[numpy.isfinite(self._heights)]
        if not known.size:
            return
        low, high = float(known.min()), float(known.max())
        margin = 0.05 * (high - low) or 0.1
        across = 0.03 * (x[-1] - x[0]) or 0.5
        self.setRange(xRange=(x[0] - across, x[-1] + across), yRange=(low - margin, high + margin), padding=0)

    def _dress(self, theme: Theme) -> None:
        self.setBackground(theme.surface)
        size = f"{QApplication.font().pointSizeF() * font_scale(self):.1f}pt"
        self.setTitle(self.accessibleName(), color=theme.muted, size=size)
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(theme.border)
            self.getAxis(side).setTextPen(theme.muted)
            self.getAxis(side).setTickFont(scaled_font(QApplication.font(), font_scale(self)))


def leading(low: float, high: float) -> list[float]:
    """The exponents of 1, 2 and 5 times each power of ten that lie between two."""
    powers = range(math.floor(low), math.ceil(high) + 1)
    places = (power + math.log10(lead) for power in powers for lead in (1, 2, 5))
    return [place for place in places if low <= place <= high]


def evenly(layers: Sequence[NodePath]) -> list[NodePath]:
    """The layers whose lines are always drawn: all, or evenly spread ones, the first and the last among them."""
    if len(layers) <= DRAWN:
        return list(layers)
    return [layers[round(place * (len(layers) - 1) / (DRAWN - 1))] for place in range(DRAWN)]


def colour_of(place: int, count: int, theme: Theme) -> QColor:
    """The color of a layer's line."""
    if count <= FEW:
        return QColor(theme.classes[place])
    return mixed(theme.training, theme.validation, place / (count - 1))
