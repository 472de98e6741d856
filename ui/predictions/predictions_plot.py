"""Predictions over the points: a curve, regions with their boundary, a heat map, or predictions beside the truth."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy
import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsPathItem

from netbuilder.predictions.predictions import Agreement, Curve, DecisionMap, HeatMap, Predictions
from netbuilder.predictions.scenes import Scene
from ui.charts.axes import axes
from ui.theme.font_scale import font_scale, scaled_font
from ui.theme.pens import ink
from ui.theme.point_marks import mark_of_class
from ui.theme.themes import Theme

Array = numpy.ndarray[Any, Any]

TINT = 0.34
"""How strongly the class of a region colours its ground; points must stay plain on it."""
MAX_DRAWN = 2000
"""Points of each part above which only some are drawn, evenly spread: more would hide the predictions."""
POINT = 7
ABOVE = 7
"""Pixels above the picture: half of a number may stand there."""
ALIKE = 4.0
"""Two features whose extents differ by no more than this factor are drawn to one scale: a circle is round then."""
BEYOND = 0.12
"""What is shown above and below the points of a curve, as a share of their extent."""
HEAT = "viridis"
ON_HEAT = {"o": POINT + 1, "d": POINT + 5}
"""The sizes of marks on a ground of many colours: a diamond needs more for as much of its colour."""
HALO = 3
"""By how much larger is what lies behind such a mark: a dark rim about its bright one, or the reverse."""


class PredictionsPlot(pyqtgraph.PlotWidget):
    """Draws a scene, and predictions over it. Training points are filled, validation points are rings.

    ``painting``: the seconds that it last took to paint.
    """

    def __init__(self) -> None:
        super().__init__(axisItems=axes(), enableMenu=False)
        self._scene: Scene | None = None
        self._theme: Theme | None = None
        self._factor = 1.0
        self.painting = 0.0
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.getPlotItem().setContentsMargins(0, ABOVE, 0, 0)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
            self.getAxis(side).setZValue(1)
        self.ground = pyqtgraph.ImageItem(axisOrder="row-major")
        self.boundary = QGraphicsPathItem()
        self.truth, self.curve = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        for item, height in ((self.ground, -20), (self.truth, -10), (self.boundary, 5), (self.curve, 5)):
            item.setZValue(height)
            self.addItem(item, ignoreBounds=True)
        self.points: list[pyqtgraph.ScatterPlotItem] = []

    def draw(self, scene: Scene, predictions: Predictions | None, theme: Theme) -> None:
        """Show the points of a scene, and what a network makes of them, if there is any."""
        factor = font_scale(self)
        if scene is not self._scene or theme is not self._theme or factor != self._factor:
            self._scene, self._theme, self._factor = scene, theme, factor
            self._dress(theme)
            self._set_up(scene, theme)
        picture = predictions.picture if predictions is not None else None
        self.ground.setVisible(isinstance(picture, DecisionMap | HeatMap))
        self.boundary.setVisible(isinstance(picture, DecisionMap))
        self.curve.setVisible(isinstance(picture, Curve | Agreement))
        if isinstance(picture, Curve):
            self.curve.setData(scene.x, picture.values)
        elif isinstance(picture, DecisionMap):
            self._paint(scene, coloured(picture.probabilities, theme))
            self.boundary.setPath(path_of(picture.boundaries))
        elif isinstance(picture, HeatMap):
            self._paint(scene, heated(picture.values, scene.points.targets))
        elif isinstance(picture, Agreement):
            self._pair(scene, picture.predicted, theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Note how long it takes."""
        began = perf_counter()
        super().paintEvent(event)
        self.painting = perf_counter() - began

    def _dress(self, theme: Theme) -> None:
        self.setBackground(theme.surface)
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(theme.border)
            self.getAxis(side).setTextPen(theme.muted)
            self.getAxis(side).setTickFont(scaled_font(QApplication.font(), self._factor))
        self.boundary.setPen(self._pen(theme.text, 2))
        self.curve.setPen(self._pen(theme.text, 2))
        self.truth.setPen(self._pen(theme.muted, 1.5, Qt.PenStyle.DashLine))

    def _pen(self, colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        return ink(colour, width * self._factor, style)

    def _set_up(self, scene: Scene, theme: Theme) -> None:
        """Axes, extent and points: all that stays while the network learns."""
        for item in self.points:
            self.removeItem(item)
        self.points = []
        self._name_axes(scene, theme)
        self.truth.setVisible(scene.truth is not None)
        if scene.truth is not None:
            self.truth.setData(scene.x, scene.truth)
        across, up = extent(scene)
        self.getViewBox().setAspectLocked(scene.kind == "map" and is_of_one_scale(across, up))
        self.setRange(xRange=across, yRange=up, padding=0)
        if scene.kind == "numbers":
            self.curve.setData(across, across)
        else:
            heights = scene.points.features[:, 1] if scene.kind == "map" else scene.points.targets
            self._add_points(scene, scene.points.features[:, 0], heights, theme)
            for item in self.points:  # they lie still above what moves: painted once, copied from then on
                item.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def _name_axes(self, scene: Scene, theme: Theme) -> None:
        names = scene.signature.feature_names or ("x₁", "x₂")
        if scene.kind == "numbers":
            bottom, left = self.tr("true value"), self.tr("prediction")
        else:
            bottom, left = names[0], names[1] if scene.kind == "map" else self.tr("target")
        for side, name in (("bottom", bottom), ("left", left)):
            letters = QApplication.font().pointSizeF() * self._factor
            self.setLabel(side, name, color=theme.muted, **{"font-size": f"{letters:.1f}pt"})

    def _pair(self, scene: Scene, predicted: Array, theme: Theme) -> None:
        """Predictions are other points at every update."""
        if not self.points:
            self._add_points(scene, scene.points.targets, predicted, theme)
            return
        for item, rows in zip(self.points, self._groups(scene), strict=True):
            item.setData(scene.points.targets[rows], predicted[rows])

    def _add_points(self, scene: Scene, x: Array, y: Array, theme: Theme) -> None:
        targets = scene.points.targets
        for (symbol, colour, filled), rows in zip(marks(scene, theme), self._groups(scene), strict=True):
            places, height = (x[rows], y[rows]), 10 + filled
            if is_heat(scene):
                size = ON_HEAT[symbol]
                self._add(places, symbol, size + HALO, self._pen(theme.text, 1), pyqtgraph.mkBrush(theme.text), height)
                brushes = [pyqtgraph.mkBrush(*map(int, one)) for one in heated(targets[rows], targets)]
                self._add(places, symbol, size, self._pen(theme.surface, 1), brushes, height)
            else:
                pen = self._pen(theme.surface if filled else colour, 1 if filled else 1.8)
                brush = pyqtgraph.mkBrush(colour if filled else theme.surface)
                self._add(places, symbol, size_of(filled), pen, brush, height)

    def _add(
        self, places: tuple[Array, Array], symbol: str, size: int, pen: QPen, brush: QBrush | list[QBrush], height: int
    ) -> None:
        item = pyqtgraph.ScatterPlotItem(*places, symbol=symbol, size=size * self._factor, pen=pen, brush=brush)
        item.setZValue(height)
        self.addItem(item)
        self.points.append(item)

    def _groups(self, scene: Scene) -> list[Array]:
        """The rows of each mark, at most ``MAX_DRAWN`` of the training and of the validation rows."""
        held_out, targets = scene.points.held_out, scene.points.targets
        groups = []
        classes = range(len(scene.signature.classes)) if scene.signature.classes else (None,)
        for part in (True, False):
            rows = numpy.nonzero(held_out == part)[0]
            rows = rows[numpy.linspace(0, len(rows) - 1, min(len(rows), MAX_DRAWN)).astype(int)]
            groups += [rows if number is None else rows[targets[rows] == number] for number in classes]
        return groups

    def _paint(self, scene: Scene, colours: Array) -> None:
        """Each place of the grid is the middle of its pixel."""
        self.ground.setImage(colours, autoLevels=False)
        x, y = scene.x, scene.y
        across, up = float(x[1] - x[0]), float(y[1] - y[0])
        corner = (float(x[0]) - across / 2, float(y[0]) - up / 2)
        self.ground.setRect(QRectF(*corner, across * len(x), up * len(y)))


def size_of(filled: bool) -> int:
    """The size of a mark in pixels: a ring is as large as a disc with its edge."""
    return POINT + (not filled)


def marks(scene: Scene, theme: Theme) -> list[tuple[str, str, bool]]:
    """Symbol, colour and whether filled: of the validation points, class by class, then of the training points."""
    if is_heat(scene):  # each has the colour of its value: a disc where the prediction is good would look like a ring
        return [("d", theme.validation, True), ("o", theme.training, True)]
    if not scene.signature.classes:
        return [("o", theme.validation, False), ("o", theme.training, True)]
    return [
        (*mark_of_class(number, theme), filled)
        for filled in (False, True)
        for number in range(len(scene.signature.classes))
    ]


def extent(scene: Scene) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where the axes go. It does not depend on the network, so that nothing jumps while it learns."""
    targets = scene.points.targets
    if scene.kind == "map":
        return _ends(scene.x), _ends(scene.y)
    values = targets if scene.truth is None else numpy.concatenate([targets, scene.truth])
    low, high = _ends(values)
    beyond = (high - low) * BEYOND or max(abs(high), 1.0) * BEYOND
    up = (low - beyond, high + beyond)
    return (_ends(scene.x), up) if scene.kind == "curve" else (up, up)


def coloured(probabilities: Array, theme: Theme) -> Array:
    """uint8 (height, width, 3): the ground of a map, the classes mixed as likely as they are."""
    count = probabilities.shape[2]
    colours = numpy.array([rgb(theme.classes[k % len(theme.classes)]) for k in range(count)], numpy.float32)
    ground = numpy.array(rgb(theme.surface), numpy.float32)
    mixed = probabilities @ (colours * TINT) + ground * (1 - TINT)
    made: Array = mixed.astype(numpy.uint8)
    return made


def heated(values: Array, targets: Array) -> Array:
    """uint8 (*shape, 4): values in the colours of heat, from the lowest of the targets to the highest."""
    low, high = _ends(targets)
    place = numpy.clip((values - low) / ((high - low) or 1.0), 0.0, 1.0)
    colours = pyqtgraph.colormap.get(HEAT).getLookupTable(nPts=256, alpha=True)
    made: Array = colours[(place * 255).astype(numpy.uint8)]
    return made


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of a colour, 0 to 255."""
    made = QColor(colour)
    return made.red(), made.green(), made.blue()


def path_of(lines: Array) -> QPainterPath:
    """Lines, (points, 2) with a row of NaN between each two, as one path."""
    made: QPainterPath = pyqtgraph.arrayToQPath(lines[:, 0].copy(), lines[:, 1].copy(), connect="finite")
    return made


def is_heat(scene: Scene) -> bool:
    """Whether the ground and the points have the colours of their values."""
    return scene.kind == "map" and not scene.signature.classes


def _ends(values: Array) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def is_of_one_scale(across: tuple[float, float], up: tuple[float, float]) -> bool:
    """Whether two extents can be drawn to one scale without one of them becoming a strip."""
    wide, high = across[1] - across[0], up[1] - up[0]
    return 1 / ALIKE <= wide / high <= ALIKE if wide > 0 and high > 0 else False
