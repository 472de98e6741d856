"""The fan: what every network made of the data, their mean, and the truth where it is known."""

from __future__ import annotations

from html import escape
from time import perf_counter

import numpy
import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from netbuilder.experiments.fan import Fan, Places, Spread
from ui.lab.charts.base_chart import Array, Chart, pen
from ui.lab.charts.term_colours import LOOKS, faint
from ui.lab.findings import Setting
from ui.language.text import shown
from ui.predictions.predictions_plot import POINT, coloured, extent, heated, marks, path_of
from ui.theme.pens import ink
from ui.theme.themes import Theme

MAX_POINTS = 400
"""Training points that are drawn at most: more would hide the fan."""
INK = 2600
"""The fits share so much ink, so that many are as dark as few."""
PALEST, DARKEST = 26, 150
SHADE, HATCH = 26, 90
"""How dark the places are where networks extrapolate, and the lines across them: 0 to 255."""


class FanChart(Chart):
    """Fits along a line, boundaries over a plane, or for each test row what most networks predict."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("The fan of predictions"))
        self.ground = pyqtgraph.ImageItem(axisOrder="row-major")
        self.fits, self.middle, self.best = QGraphicsPathItem(), QGraphicsPathItem(), QGraphicsPathItem()
        self.mean, self.truth = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        self.targets = pyqtgraph.ScatterPlotItem(symbol="o", size=4)
        self.outside = [QGraphicsPathItem(), QGraphicsPathItem()]
        for item in self.outside:
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setZValue(-10)
            self.addItem(item, ignoreBounds=True)
        items = {self.ground: -20, self.fits: 1, self.best: 4, self.truth: 4, self.middle: 6, self.mean: 6}
        for item, height in {**items, self.targets: 8}.items():
            item.setZValue(height)
            self.addItem(item, ignoreBounds=True)
        self._points: list[pyqtgraph.ScatterPlotItem] = []
        self._places: Places | None = None

    @property
    def count(self) -> int:
        """How many fits are drawn as lines; 0 where the picture is another."""
        return self._count

    _count = 0

    def draw(self, places: Places | None, setting: Setting | None, theme: Theme) -> None:
        """Show the fan of a setting; the points alone where there is none yet."""
        began = perf_counter()
        changed = self.dress(theme) or places is not self._places
        if changed:
            self._set_up(places, theme)
        made, spread = (setting.fan, setting.spread) if setting is not None else (None, None)
        self._count = made.members if made is not None else 0
        self.show_axes(bool(self._points) or made is not None or spread is not None)
        for points in self._points:
            points.setVisible(spread is None)
        for item in (
            *self.outside,
            self.ground,
            self.fits,
            self.middle,
            self.best,
            self.mean,
            self.truth,
            self.targets,
        ):
            item.hide()
        entries: list[tuple[str, str]] = []
        if spread is not None:
            entries = self._draw_spread(spread, bool(places and places.scene.signature.classes), theme)
        elif made is not None and made.fits is not None:
            entries = self._draw_lines(made, made.fits, theme)
        elif made is not None:
            entries = self._draw_plane(made, theme)
        if self._points and spread is None:
            entries.append(("point", self.tr("training rows")))
        self.write_legend(entries, theme)
        problem = setting.point.problem if setting is not None and setting.point is not None else None
        if problem is not None:
            self.say(escape(shown(problem)))
        self.timed(began)

    def _draw_lines(self, made: Fan, fits: Array, theme: Theme) -> list[tuple[str, str]]:
        x = made.places.x
        joined = numpy.ones(fits.shape, numpy.int32)
        joined[:, -1] = 0
        across = numpy.broadcast_to(x, fits.shape).ravel()
        self._show(self.fits, pyqtgraph.arrayToQPath(across.copy(), fits.ravel().copy(), connect=joined.ravel()))
        self.fits.setPen(pyqtgraph.mkPen(_ink(theme, made.members), width=1))
        self.mean.setData(x, made.mean[:, 0])
        self.mean.show()
        entries = [("fit", self.tr("{count} networks").format(count=made.members)), ("mean", self.tr("their mean"))]
        if made.truth is not None:
            self.truth.setData(x, made.truth[:, 0])
            self.truth.show()
            entries.append(("truth", self.tr("truth")))
        return [*entries, self._show_outside()]

    def _draw_plane(self, made: Fan, theme: Theme) -> list[tuple[str, str]]:
        places = made.places
        shape = (len(places.y), len(places.x))
        if not places.scene.signature.classes:
            self._paint(places, heated(made.mean[:, 0].reshape(shape), places.scene.points.targets))
            return [self._show_outside()]
        self._paint(places, coloured(made.mean.reshape(*shape, -1).astype(numpy.float32), theme))
        self._show(self.fits, path_of(made.boundaries))
        self._show(self.middle, path_of(made.middle))
        self.fits.setPen(pyqtgraph.mkPen(faint(theme.text, _alpha(made.members)), width=1))
        entries = [
            ("line", self.tr("{count} boundaries, p = 0.5").format(count=made.members)),
            ("mean", self.tr("of their mean")),
        ]
        if len(made.best):
            self._show(self.best, path_of(made.best))
            entries.append(("truth", self.tr("of the truth")))
        return [*entries, self._show_outside()]

    def _show_outside(self) -> tuple[str, str]:
        """The shade over what is extrapolated; gives its words."""
        for item in self.outside:
            item.show()
        return "outside", self.tr("extrapolated")

    def _draw_spread(self, spread: Spread, classes: bool, theme: Theme) -> list[tuple[str, str]]:
        """For each test row a bar from what a tenth of the networks lie below to what a tenth lie above."""
        rows = numpy.arange(1, len(spread.mean) + 1, dtype=float)
        x = rows if classes else spread.target
        gap = numpy.full((len(x), 2), numpy.nan)
        bars = numpy.stack([numpy.stack([x, spread.low], 1), numpy.stack([x, spread.high], 1), gap], axis=1)
        self._show(self.fits, path_of(bars.reshape(-1, 2)))
        self.fits.setPen(ink(faint(LOOKS["fit"].colour(theme), 130), width=2))
        self.targets.setData(x, spread.mean)
        self.targets.show()
        low, high = (0.0, 1.0) if classes else _ends(numpy.concatenate([spread.low, spread.high, x]))
        self.setRange(xRange=_ends(x), yRange=(low, high), padding=0.03)
        if classes:
            self.name_axes(self.tr("test rows, hardest first"), self.tr("probability of the true class"))
            truth = []
        else:
            self.name_axes(self.tr("true value"), self.tr("predicted"))
            self.truth.setData([x.min(), x.max()], [x.min(), x.max()])
            self.truth.show()
            truth = [("truth", self.tr("truth"))]
        return [("fit", self.tr("8 of 10 networks")), ("point", self.tr("their mean")), *truth]

    def _set_up(self, places: Places | None, theme: Theme) -> None:
        """Axes, extent and points: all that stays while the networks learn."""
        self._places = places
        self.mean.setPen(pen("mean", theme))
        self.truth.setPen(pen("truth", theme))
        self.middle.setPen(pen("mean", theme))
        self.best.setPen(pen("truth", theme))
        self.targets.setBrush(pyqtgraph.mkBrush(theme.text))
        self.targets.setPen(None)
        for item in self._points:
            self.removeItem(item)
        self._points = []
        if places is None or places.shown is None:
            return
        scene = places.scene
        across, up = extent(scene)
        self.setRange(xRange=across, yRange=up, padding=0)
        names = scene.signature.feature_names or ("x₁", "x₂")
        self.name_axes(names[0], names[1] if scene.kind == "map" else self.tr("target"))
        self._add_points(places, theme)
        self._shade(places, theme)

    def _add_points(self, places: Places, theme: Theme) -> None:
        """The training rows of the project itself, of which each network got others."""
        scene = places.scene
        rows = numpy.nonzero(~scene.points.held_out)[0]
        rows = rows[numpy.linspace(0, len(rows) - 1, min(len(rows), MAX_POINTS)).astype(int)]
        features, targets = scene.points.features[rows], scene.points.targets[rows]
        looks = [(symbol, colour) for symbol, colour, filled in marks(scene, theme) if filled]
        for number, (symbol, colour) in enumerate(looks):
            own = targets == number if scene.signature.classes else numpy.ones(len(rows), bool)
            heights = features[own, 1] if scene.kind == "map" else targets[own]
            item = pyqtgraph.ScatterPlotItem(features[own, 0], heights, symbol=symbol, size=POINT)
            item.setPen(ink(theme.surface, width=1))
            item.setBrush(pyqtgraph.mkBrush(colour if scene.signature.classes else theme.text))
            item.setZValue(5)
            self.addItem(item, ignoreBounds=True)
            self._points.append(item)

    def _shade(self, places: Places, theme: Theme) -> None:
        """All that lies beyond the range of the training rows, in whichever direction; hatched, too, so that it shows
        over any colour."""
        path, whole = QPainterPath(), self.getViewBox().viewRect()
        (left, right), *rest = places.known
        low, high = rest[0] if rest else (whole.top(), whole.bottom())
        path.addRect(whole)
        path.addRect(QRectF(left, low, right - left, high - low))
        shade, hatch = self.outside
        shade.setBrush(faint(theme.muted, SHADE))
        hatch.setBrush(QBrush(faint(theme.muted, HATCH), Qt.BrushStyle.BDiagPattern))
        for item in self.outside:
            item.setPath(path)

    def _show(self, item: QGraphicsPathItem, path: QPainterPath) -> None:
        item.setPath(path)
        item.show()

    def _paint(self, places: Places, colours: Array) -> None:
        self.ground.setImage(colours, autoLevels=False)
        self.ground.setRect(ground(places))
        self.ground.show()


def ground(places: Places) -> QRectF:
    """The rectangle of a picture of the places, each of which is the middle of its pixel."""
    across, up = float(places.x[1] - places.x[0]), float(places.y[1] - places.y[0])
    corner = (float(places.x[0]) - across / 2, float(places.y[0]) - up / 2)
    return QRectF(*corner, across * len(places.x), up * len(places.y))


def _ink(theme: Theme, members: int) -> object:
    return faint(LOOKS["fit"].colour(theme), _alpha(members))


def _alpha(members: int) -> int:
    return max(PALEST, min(DARKEST, INK // max(1, members)))


def _ends(values: Array) -> tuple[float, float]:
    return float(values.min()), float(values.max())
