"""The loss over a plane as a map with level lines, and paths over it from their starts to their ends."""

from __future__ import annotations

from typing import Any

import numpy
import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QGraphicsPathItem

from netbuilder.landscape.landscape import Landscape, PlanePath
from netbuilder.predictions.contours import joined, zero_lines
from ui.charts.axes import axes
from ui.landscape.heights import Heights, heights_of, rgb
from ui.language.text import shown
from ui.predictions.predictions_plot import path_of
from ui.theme.font_scale import font_scale, scaled_font
from ui.theme.pens import ink
from ui.theme.themes import Theme

Array = numpy.ndarray[Any, Any]

DOTTED = 60
"""A path of at most so many points shows each."""
DOT, END = 5, 10
"""The sizes of the marks in pixels."""


class LandscapePlot(pyqtgraph.PlotWidget):
    """``pointed``: a place of the plane under the mouse, and the loss there."""

    pointed = Signal(float, float, float)

    def __init__(self) -> None:
        super().__init__(axisItems=axes(), enableMenu=False)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = pyqtgraph.ImageItem(axisOrder="row-major")
        self.levels = QGraphicsPathItem()
        for item, height in ((self.ground, -60), (self.levels, -50)):
            item.setZValue(height)
            self.addItem(item, ignoreBounds=True)
        self.paths: list[pyqtgraph.PlotDataItem] = []
        self._found: Landscape | None = None
        self.setAccessibleName(self.tr("Loss over a plane of weights, with the paths of training"))
        self.scene().sigMouseMoved.connect(self._point)

    def draw(self, found: Landscape, theme: Theme) -> Heights:
        """Show a landscape. Returns which heights its losses have."""
        self._found = found
        self._dress(theme)
        for side, name in zip(("bottom", "left"), found.plane.names, strict=True):
            letters = QApplication.font().pointSizeF() * font_scale(self)
            self.setLabel(side, shown(name), color=theme.muted, **{"font-size": f"{letters:.1f}pt"})
        (left, right), (low, high) = _ends(found.x), _ends(found.y)
        heights = heights_of(found.losses)
        self.ground.setImage(heights.colours(heights.of(found.losses), theme), levels=(0, 255))
        wide, tall = (right - left) / (len(found.x) - 1), (high - low) / (len(found.y) - 1)
        self.ground.setRect(QRectF(left - wide / 2, low - tall / 2, right - left + wide, high - low + tall))
        self.levels.setPath(path_of(level_lines(found)))
        for item in self.paths:
            self.removeItem(item)
        self.paths = [item for number, path in enumerate(found.paths) for item in self._path(path, number, theme)]
        self.setRange(xRange=(left, right), yRange=(low, high), padding=0)
        return heights

    def _dress(self, theme: Theme) -> None:
        self.setBackground(theme.surface)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.border)
            axis.setTextPen(theme.muted)
            axis.setTickFont(scaled_font(QApplication.font(), font_scale(self)))
            axis.enableAutoSIPrefix(False)
            axis.setZValue(1)
        self.levels.setPen(ink(_blended(theme.surface, theme.muted, 0.45), 1))

    def _path(self, path: PlanePath, number: int, theme: Theme) -> list[pyqtgraph.PlotDataItem]:
        """The line of a path on a rim of the ground's colour, a ring where it starts and a disc where it ends."""
        colour, (x, y) = colour_of(number, theme), path.places.T
        dots = {"symbol": "o", "symbolSize": DOT, "symbolBrush": colour, "symbolPen": None} if len(x) <= DOTTED else {}
        rim = pyqtgraph.PlotDataItem(x, y, pen=ink(theme.surface, 5))
        line = pyqtgraph.PlotDataItem(x, y, pen=ink(colour, 2), **dots)
        ends = pyqtgraph.PlotDataItem(
            x[[0, -1]],
            y[[0, -1]],
            pen=None,
            symbol="o",
            symbolSize=END,
            symbolBrush=[pyqtgraph.mkBrush(theme.surface), pyqtgraph.mkBrush(colour)],
            symbolPen=ink(colour, 2),
        )
        for item, height in ((rim, 1), (line, 2), (ends, 3)):
            item.setZValue(height - 3 * number)  # the project's own path lies over the others
            self.addItem(item)
        return [rim, line, ends]

    def _point(self, at: QPointF) -> None:
        if self._found is None or not self.getViewBox().sceneBoundingRect().contains(at):
            return
        place = self.getViewBox().mapSceneToView(at)
        row = int(numpy.abs(self._found.y - place.y()).argmin())
        column = int(numpy.abs(self._found.x - place.x()).argmin())
        self.pointed.emit(place.x(), place.y(), float(self._found.losses[row, column]))


def colour_of(number: int, theme: Theme) -> str:
    """The colour of the path with a number, from 0."""
    return theme.classes[(number + 1) % len(theme.classes)]


def level_lines(found: Landscape) -> Array:
    """Lines of equal loss, (points, 2) with NaN between two: each a constant factor above the last."""
    heights = heights_of(found.losses)
    ground, levels = heights.of(found.losses), heights.levels
    if not len(levels):
        return numpy.empty((0, 2))
    return joined([zero_lines(ground - level, found.x, found.y) for level in levels])


def _blended(first: str, second: str, share: float) -> QColor:
    return QColor(*(round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second), strict=True)))


def _ends(values: Array) -> tuple[float, float]:
    return float(values.min()), float(values.max())
