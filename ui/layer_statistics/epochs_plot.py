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
from ui.language.text import typeset
from ui.theme.font_scale import font_scale, scaled_font
from ui.theme.pens import ink
from ui.theme.style import mixed
from ui.theme.themes import Theme

if TYPE_CHECKING:
    from netbuilder.graph.blocks import NodePath
    from ui.layer_statistics.statistics_worker import EpochFigures

FEW = 8
"""So many layers have colors that are told apart; more go from one color to another in their order."""
DRAWN = 60
"""So many lines are drawn one by one at most, evenly spread over the layers; the chosen one is always among them."""
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
        return [typeset(f"{10**value:.3g}".replace("e-0", "e-").replace("e+0", "e")) for value in values]


class EpochsPlot(pyqtgraph.PlotWidget):
    """One figure of all layers. ``lines``: what is drawn, by layer."""

    def __init__(self, name: str) -> None:
        super().__init__(axisItems={"left": LogAxis("left"), "bottom": EpochAxis("bottom")}, enableMenu=False)
        self.setAccessibleName(name)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setTitle(name)
        self.lines: dict[NodePath, pyqtgraph.PlotDataItem] = {}
        self.here = pyqtgraph.InfiniteLine(angle=90)
        self.addItem(self.here, ignoreBounds=True)

    def draw(
        self,
        epochs: Mapping[int, EpochFigures],
        which: int,
        layers: Sequence[NodePath],
        chosen: NodePath | None,
        epoch: int,
        theme: Theme,
    ) -> None:
        """``which``: 0 for max |w|, 1 for the norm of the gradient; ``epoch``: the one that is looked at."""
        self._dress(theme)
        wanted = drawn(layers, chosen)
        for path in self.lines.keys() - set(wanted):
            self.removeItem(self.lines.pop(path))
        x = numpy.array(sorted(epochs), float)
        for path in wanted:
            values = numpy.array([epochs[int(one)].get(path, (math.nan,) * 2)[which] for one in x], float)
            with numpy.errstate(divide="ignore", invalid="ignore"):
                heights = numpy.log10(values)
            known = numpy.isfinite(heights)
            line = self.lines.get(path)
            if line is None:
                line = self.lines[path] = pyqtgraph.PlotDataItem()
                self.addItem(line)
            colour = colour_of(layers.index(path), len(layers), theme)
            line.setPen(ink(colour, 2.6 if path == chosen else 1.3))
            line.setZValue(2 if path == chosen else 1)
            line.setSymbolBrush(colour)
            line.setSymbolPen(None)
            line.setData(x[known], heights[known], symbol="o" if known.sum() < 3 else None, symbolSize=6)
        self.here.setPen(ink(theme.muted, 1, Qt.PenStyle.DotLine))
        self.here.setValue(epoch)

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


def drawn(layers: Sequence[NodePath], chosen: NodePath | None) -> list[NodePath]:
    """The layers whose lines are drawn."""
    places = {round(place * (len(layers) - 1) / (DRAWN - 1)) for place in range(DRAWN)} if len(layers) > DRAWN else None
    return [path for place, path in enumerate(layers) if places is None or place in places or path == chosen]


def colour_of(place: int, count: int, theme: Theme) -> QColor:
    """The color of a layer's line."""
    if count <= FEW:
        return QColor(theme.classes[place])
    return mixed(theme.training, theme.validation, place / (count - 1))
