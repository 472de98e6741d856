"""Where bias² and variance are large: along the input, over the plane, or from test row to test row."""

from __future__ import annotations

from time import perf_counter

import numpy
import pyqtgraph
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsPathItem

from netbuilder.experiments.fan import Fan, Spread
from ui.lab.charts.base_chart import Array, Chart, pen
from ui.lab.charts.fan_chart import ground
from ui.lab.charts.term_colours import LOOKS, faint
from ui.lab.findings import Setting
from ui.language.text import typeset
from ui.predictions.predictions_plot import path_of, rgb
from ui.theme.pens import ink
from ui.theme.themes import Theme

NAMES = ("bias2", "variance")
GAP = 0.08
"""Between the two maps, as a share of the width of one."""
LIGHT = 60


class LocationChart(Chart):
    """Two lines against the input, two maps side by side with one scale of colours, or two marks a test row."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Bias² and variance at each location"))
        self.lines = {name: pyqtgraph.PlotDataItem() for name in NAMES}
        self.maps = {name: pyqtgraph.ImageItem(axisOrder="row-major") for name in NAMES}
        self._edges = {name: QGraphicsPathItem() for name in NAMES}
        self._titles = {name: pyqtgraph.TextItem(anchor=(0, 0)) for name in NAMES}
        self.marks = {
            name: pyqtgraph.ScatterPlotItem(symbol="o" if name == "bias2" else "t1", size=6) for name in NAMES
        }
        for group in (self.maps, self._edges, self._titles, self.lines, self.marks):
            for item in group.values():
                self.addItem(item, ignoreBounds=True)
        self._is_plane = False

    def draw(self, setting: Setting | None, theme: Theme) -> None:
        """Show where the terms of a setting come from."""
        began = perf_counter()
        if self.dress(theme):
            for name in NAMES:
                colour = LOOKS[name].colour(theme)
                self.lines[name].setPen(pen(name, theme))
                self.lines[name].setBrush(faint(colour, LIGHT))
                self.marks[name].setBrush(pyqtgraph.mkBrush(colour))
                self.marks[name].setPen(None)
                self._titles[name].setColor(theme.text)
                self._edges[name].setPen(ink(theme.text, width=1.5))
                self.maps[name].setBorder(ink(theme.border, width=1))
        for group in (self.maps, self._edges, self._titles, self.lines, self.marks):
            for item in group.values():
                item.hide()
        made, spread = (setting.fan, setting.spread) if setting is not None else (None, None)
        self.show_axes(spread is not None or (made is not None and not len(made.places.y)))
        if spread is not None:
            self._draw_rows(spread, theme)
        elif made is not None and len(made.places.y):
            self._draw_plane(made, theme)
        elif made is not None:
            self._draw_line(made, theme)
        else:
            self.write_legend([], theme)
        self.timed(began)

    def _draw_line(self, made: Fan, theme: Theme) -> None:
        x, top, entries = made.places.x, 0.0, []
        for name, words in (("bias2", self.tr("bias²")), ("variance", self.tr("variance"))):
            values: Array | None = getattr(made, name)
            if values is not None:
                self.lines[name].setData(x, numpy.maximum(values, 0.0), fillLevel=0.0)
                self.lines[name].setBrush(faint(LOOKS[name].colour(theme), LIGHT))
                self.lines[name].show()
                top = max(top, float(values.max()))
                entries.append((name, words))
        names = made.places.scene.signature.feature_names or ("x",)
        self.name_axes(names[0], self.tr("squared error"))
        self.setRange(xRange=(float(x[0]), float(x[-1])), yRange=(0.0, top or 1.0), padding=0.02)
        self.write_legend(entries, theme)

    def _draw_plane(self, made: Fan, theme: Theme) -> None:
        """Two maps with one scale, so that they can be compared. The line is the boundary of their mean."""
        shape = (len(made.places.y), len(made.places.x))
        there = {name: values for name in NAMES if (values := getattr(made, name)) is not None}
        top = max((float(values.max()) for values in there.values()), default=1.0) or 1.0
        where = ground(made.places)
        words = {"bias2": self.tr("bias²"), "variance": self.tr("variance")}
        for column, (name, values) in enumerate(there.items()):
            moved = where.translated(column * where.width() * (1 + GAP), 0.0)
            self._paint(name, values.reshape(shape), top, moved, theme)
            self._edges[name].setPath(path_of(made.middle).translated(moved.left() - where.left(), 0.0))
            self._edges[name].show()
            self._titles[name].setText(words[name])
            self._titles[name].setPos(moved.left(), moved.bottom())
            self._titles[name].show()
        whole = where.adjusted(0, 0, max(0, len(there) - 1) * where.width() * (1 + GAP), 0)
        self.setRange(whole, padding=0.02)
        text = self.tr("none: 0 · full color: {top}")
        if "bias2" not in there:
            text = self.tr("The distribution of the rows is unknown: variance only. {scale}").format(scale=text)
        self.say(text.format(top=typeset(f"{top:.2g}")))

    def _paint(self, name: str, values: Array, top: float, where: QRectF, theme: Theme) -> None:
        ground, full = (numpy.array(rgb(colour)) for colour in (theme.surface, LOOKS[name].colour(theme)))
        share = numpy.clip(values / top, 0.0, 1.0)[..., None]
        self.maps[name].setImage((ground + (full - ground) * share).astype(numpy.uint8), autoLevels=False)
        self.maps[name].setRect(where)
        self.maps[name].show()

    def _draw_rows(self, spread: Spread, theme: Theme) -> None:
        rows = numpy.arange(1, len(spread.mean) + 1, dtype=float)
        for name in NAMES:
            self.marks[name].setData(rows, getattr(spread, name))
            self.marks[name].show()
        top = float(max(spread.bias2.max(), spread.variance.max()))
        self.name_axes(self.tr("test rows, as in the fan"), self.tr("squared error"))
        self.setRange(xRange=(1, max(2, len(rows))), yRange=(0.0, top or 1.0), padding=0.03)
        words = [("round", self.tr("bias² + noise")), ("peak", self.tr("variance"))]
        self.write_legend(words, theme)
