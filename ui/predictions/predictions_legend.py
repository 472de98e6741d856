"""How to read the predictions: their figures in words, and what each mark and line means."""

from __future__ import annotations

import math

import pyqtgraph
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from netbuilder.predictions.predictions import Predictions
from netbuilder.predictions.scenes import Scene
from ui.language.text import figure, percent
from ui.predictions.prediction_worker import DisplayedPredictions
from ui.predictions.predictions_plot import HALO, HEAT, ON_HEAT, is_heat, marks, size_of
from ui.theme.font_scale import font_scale
from ui.theme.pens import ink, sharpness
from ui.theme.themes import Theme
from ui.widgets.labels import label

WIDTH = 168
UNEQUAL = 1.3
"""From this many times its fair share on, what the largest class alone would get stands beside the accuracy."""
SAMPLE = QSize(18, 14)
"""Room for a mark before its words."""


class PredictionsLegend(QWidget):
    """Beside the picture: the epoch, how many are right or how far off they are, and the legend."""

    def __init__(self) -> None:
        super().__init__()
        self._factor = 1.0
        self.epoch, self.figures, self.note = label("section"), label("value"), label("hint")
        self._scene: Scene | None = None
        self._theme: Theme | None = None
        self._predicted = False
        self._legend: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        for part in (self.epoch, self.figures, self.note):
            self._box.addWidget(part)
        self._box.addStretch(1)

    def draw(self, displayed: DisplayedPredictions, theme: Theme, advice: str) -> None:
        """Say what is seen, and what to do."""
        self._say(self.epoch, self.epoch_in_words(displayed))
        self._say(
            self.figures,
            self.figures_in_words(displayed.scene, displayed.predictions) if displayed.predictions is not None else "",
        )
        self._say(self.note, advice)
        fitted, factor = displayed.predictions is not None, font_scale(self)
        self.setFixedWidth(round(WIDTH * factor))
        if (displayed.scene, theme, fitted, factor) != (self._scene, self._theme, self._predicted, self._factor):
            self._scene, self._theme, self._predicted, self._factor = displayed.scene, theme, fitted, factor
            self._lay_legend(displayed.scene, theme)

    def epoch_in_words(self, displayed: DisplayedPredictions) -> str:
        """Which weights the predictions are of."""
        if displayed.epoch is None or displayed.predictions is None:
            return ""
        if displayed.run is None:
            return self.tr("Epoch {epoch}").format(epoch=f"{displayed.epoch:,}")
        return self.tr("Run {run}, epoch {epoch}").format(run=displayed.run, epoch=f"{displayed.epoch:,}")

    def figures_in_words(self, scene: Scene, predictions: Predictions) -> str:
        """How well the network does on the rows that it knows, and on those that it does not."""
        figure = _share if scene.signature.classes else _error
        figures = {"training": figure(predictions.training), "validation": figure(predictions.validation)}
        if math.isnan(predictions.validation):
            alone = self.tr("Correct: training {training}"), self.tr("Typical error: training {training}")
            return alone[figure is _error].format(**figures)
        text = self.tr("Correct: training {training}, validation {validation}")
        if figure is _error:
            text = self.tr("Typical error: training {training}, validation {validation}")
        said, classes = text.format(**figures), predictions.classes
        if classes is None or classes.largest * len(classes.names) < UNEQUAL:
            return said
        beside = self.tr("Always the largest class: {largest}. Balanced: {balanced}")
        return f"{said}\n{beside.format(largest=_share(classes.largest), balanced=_share(classes.balanced_accuracy))}"

    def _say(self, part: QLabel, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))

    def _lay_legend(self, scene: Scene, theme: Theme) -> None:
        if self._legend is not None:
            self._legend.hide()
            self._legend.deleteLater()
        self._legend = QWidget()
        grid = QGridLayout(self._legend)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (sample, words) in enumerate(self._entries(scene, theme)):
            picture = QLabel()
            picture.setPixmap(sample)
            grid.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label("value", words), row, 1)
        self._box.insertWidget(2, self._legend)

    def _entries(self, scene: Scene, theme: Theme) -> list[tuple[QPixmap, str]]:
        """A sample and its words, for everything in the picture."""
        if scene.kind == "classes":
            return []
        classes, factor = scene.signature.classes, self._factor
        entries = [] if not classes else self._of_classes(scene, theme)
        if is_heat(scene):
            entries.append((_heat(factor), self.tr("low to high")))
        if is_heat(scene):
            entries.append((_heated("o", theme, factor), self.tr("disc: training")))
            entries.append((_heated("d", theme, factor), self.tr("diamond: validation")))
        else:
            colours = (theme.text, theme.text) if classes else (theme.training, theme.validation)
            entries.append((_mark("o", colours[0], True, theme, factor), self.tr("filled: training")))
            entries.append((_mark("o", colours[1], False, theme, factor), self.tr("ring: validation")))
        if scene.truth is not None:
            entries.append((_line(theme.muted, Qt.PenStyle.DashLine, factor), self.tr("the points without noise")))
        if self._predicted:
            entries += self._of_the_fit(scene, theme)
        return entries

    def _of_classes(self, scene: Scene, theme: Theme) -> list[tuple[QPixmap, str]]:
        looks = [one for one in marks(scene, theme) if one[2]]
        names = scene.signature.classes
        text = self.tr("class {name}")
        return [
            (_mark(symbol, colour, True, theme, self._factor), text.format(name=name))
            for (symbol, colour, _), name in zip(looks, names, strict=True)
        ]

    def _of_the_fit(self, scene: Scene, theme: Theme) -> list[tuple[QPixmap, str]]:
        line = _line(theme.text, Qt.PenStyle.SolidLine, self._factor)
        if scene.kind == "curve":
            return [(line, self.tr("the network"))]
        if scene.kind == "numbers":
            return [(line, self.tr("exactly right"))]
        if not scene.signature.classes:
            return []
        two = len(scene.signature.classes) == 2
        return [(line, self.tr("equally likely (0.5)") if two else self.tr("two equally likely"))]


def _error(value: float) -> str:
    """In one piece: "< 0.0001" is not parted at the end of a line."""
    return figure(value).replace(" ", "\N{NO-BREAK SPACE}")


def _share(value: float) -> str:
    return percent(value).replace(" ", "\N{NO-BREAK SPACE}") if math.isfinite(value) else "–"


def _mark(symbol: str, colour: str, filled: bool, theme: Theme, factor: float) -> QPixmap:
    pixmap, painter = _empty(factor)
    pen = ink(theme.surface if filled else colour, width=(1 if filled else 1.8) * factor)
    brush = pyqtgraph.mkBrush(colour if filled else theme.surface)
    painter.translate(SAMPLE.width() * factor / 2, SAMPLE.height() * factor / 2 + 1)
    pyqtgraph.graphicsItems.ScatterPlotItem.drawSymbol(painter, symbol, size_of(filled) * factor, pen, brush)
    painter.end()
    return pixmap


def _heated(symbol: str, theme: Theme, factor: float) -> QPixmap:
    """A mark in the middle of the colours of heat, with both its rims."""
    pixmap, painter = _empty(factor)
    painter.translate(SAMPLE.width() * factor / 2, SAMPLE.height() * factor / 2 + 1)
    middle = pyqtgraph.colormap.get(HEAT).mapToQColor(0.5)
    for larger, edge, inside in ((HALO, theme.text, theme.text), (0, theme.surface, middle)):
        pen, brush, size = ink(edge, width=factor), pyqtgraph.mkBrush(inside), (ON_HEAT[symbol] + larger) * factor
        painter.save()  # what draws a symbol leaves its scale behind
        pyqtgraph.graphicsItems.ScatterPlotItem.drawSymbol(painter, symbol, size, pen, brush)
        painter.restore()
    painter.end()
    return pixmap


def _line(colour: str, style: Qt.PenStyle, factor: float) -> QPixmap:
    pixmap, painter = _empty(factor)
    painter.scale(factor, factor)
    painter.setPen(QPen(QColor(colour), 2, style))
    painter.drawLine(QPointF(0, SAMPLE.height() / 2 + 1), QPointF(SAMPLE.width(), SAMPLE.height() / 2 + 1))
    painter.end()
    return pixmap


def _heat(factor: float) -> QPixmap:
    pixmap, painter = _empty(factor)
    painter.scale(factor, factor)
    colours = pyqtgraph.colormap.get(HEAT).getLookupTable(nPts=SAMPLE.width())
    for x, (red, green, blue) in enumerate(colours):
        painter.fillRect(x, 2, 1, SAMPLE.height() - 2, QColor(int(red), int(green), int(blue)))
    painter.end()
    return pixmap


def _empty(factor: float) -> tuple[QPixmap, QPainter]:
    """Room for a mark, with as many dots as the sharpest screen has."""
    ratio = sharpness()
    pixmap = QPixmap(SAMPLE * factor * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return pixmap, painter
