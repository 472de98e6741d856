"""The test error against a knob: bias², variance and noise stacked beneath what was measured."""

from __future__ import annotations

import math
from time import perf_counter

import numpy
import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from netbuilder.experiments.sweep import least
from ui.lab.chart import Array, Chart, columns, pen
from ui.lab.colours import LOOKS, faint
from ui.lab.findings import Findings, Setting
from ui.lab.words import words_of
from ui.text import shown
from ui.theme import Theme

STACKED = ("noise", "bias2", "variance")
"""From below."""
TERMS = (*STACKED, "test_error", "training_error")
SPAN = 8.0
"""From this ratio between the largest and the least value on, the axis is logarithmic."""
SOLID = 150
ROOM = 44
"""Pixels that a value takes on the axis."""


class SweepChart(Chart):
    """A U-curve, or a learning curve. A click chooses the setting that is nearest."""

    chosen = Signal(int)
    """The place of a setting among the findings'."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Bias², variance and noise against the knob"))
        self._findings: Findings | None = None
        self._places: Array = numpy.empty(0)
        self._drawn_settings: list[int] = []
        self._edges = [pyqtgraph.PlotCurveItem() for _ in range(len(STACKED) + 1)]
        self.areas = {
            name: pyqtgraph.FillBetweenItem(*self._edges[place : place + 2]) for place, name in enumerate(STACKED)
        }
        self.test, self.training = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        self._bars = pyqtgraph.ErrorBarItem(beam=0)
        self.failed = pyqtgraph.ScatterPlotItem(symbol="x", size=11)
        self._lines = {name: pyqtgraph.InfiniteLine(angle=90, label="") for name in ("drawn", "best", "chosen")}
        for line in self._lines.values():
            self.addItem(line, ignoreBounds=True)
        for item in (*self.areas.values(), self._bars):
            self.addItem(item)
        for item in (self.test, self.training, self.failed):
            self.addItem(item)

    def draw(self, findings: Findings, chosen: int, theme: Theme) -> None:
        """Show all settings so far."""
        began = perf_counter()
        self._findings = findings
        if self.dress(theme):
            self._dress_items(theme)
        self._places = _places(findings.settings)
        measured = [i for i, one in enumerate(findings.settings) if one.terms is not None]
        order = sorted(measured, key=lambda i: float(self._places[i]))
        self._drawn_settings = order
        x = self._places[order] if order else numpy.empty(0)
        found = columns([findings.settings[i].terms for i in order], TERMS)
        self._stack(x, found)
        self._mark(findings, chosen, theme)
        self._label(findings)
        self.write_legend(self._entries(findings, found), theme)
        self.timed(began)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._drawn_settings:
            place = self._x_of(event.position())
            nearest = min(self._drawn_settings, key=lambda i: abs(float(self._places[i]) - place))
            self.chosen.emit(nearest)

    def place_of(self, index: int) -> QPointF:
        """Where a setting stands, in pixels of this widget."""
        box = self.getPlotItem().getViewBox()
        middle = sum(box.viewRange()[1]) / 2
        return QPointF(self.mapFromScene(box.mapViewToScene(QPointF(float(self._places[index]), middle))))

    def _x_of(self, position: QPointF) -> float:
        scene = self.mapToScene(position.toPoint())
        return float(self.getPlotItem().getViewBox().mapSceneToView(scene).x())

    def _stack(self, x: Array, found: dict[str, Array]) -> None:
        """Estimates below zero count as zero here, or the areas would cross; the table says them."""
        height = numpy.zeros(len(x))
        self._edges[0].setData(x, height)
        for edge, name in zip(self._edges[1:], STACKED, strict=True):
            height = height + numpy.maximum(numpy.nan_to_num(found[name]), 0.0)
            edge.setData(x, height)
        self.test.setData(x, found["test_error"])
        errors = numpy.nan_to_num(found["test_error ±"])
        self._bars.setData(x=x, y=numpy.nan_to_num(found["test_error"]), height=4 * errors)
        learned = numpy.isfinite(found["training_error"])
        self.training.setData(x[learned], found["training_error"][learned])

    def _mark(self, findings: Findings, chosen: int, theme: Theme) -> None:
        best, _ = least(findings.points)
        places = {
            "drawn": _place(findings.drawn, findings.settings, self._places),
            "best": next((self._places[i] for i, one in enumerate(findings.settings) if one.point is best), math.nan)
            if best is not None
            else math.nan,
            "chosen": self._places[chosen] if chosen < len(self._places) and len(self._places) > 1 else math.nan,
        }
        for name, place in places.items():
            self._lines[name].setVisible(math.isfinite(place))
            if math.isfinite(place):
                self._lines[name].setValue(float(place))
        same = places["drawn"] == places["best"]
        self._lines["best"].label.setText(self.tr("least error, as drawn") if same else self.tr("least error"))
        self._lines["drawn"].label.setText("" if same else self.tr("as drawn"))
        bad = [i for i, one in enumerate(findings.settings) if one.point is not None and one.terms is None]
        self.failed.setData([float(self._places[i]) for i in bad], [0.0] * len(bad))

    def _label(self, findings: Findings) -> None:
        axis = self.getAxis("bottom")
        width = max(1.0, axis.width())
        reach = float(numpy.ptp(self._places)) if len(self._places) > 1 else 0.0
        ticks, last = list[tuple[float, str]](), -math.inf
        for place, setting in sorted(zip(self._places.tolist(), findings.settings, strict=True), key=lambda p: p[0]):
            if not reach or (place - last) / reach * width > ROOM:
                ticks.append((place, words_of(setting)))
                last = place
        axis.setTicks([ticks])
        words = shown(findings.plan.words) if findings.plan.words is not None else findings.plan.knob or ""
        self.name_axes(words, self.tr("squared error"))

    def _entries(self, findings: Findings, found: dict[str, Array]) -> list[tuple[str, str]]:
        knows_noise = bool(numpy.isfinite(found["noise"]).any()) or not len(found["noise"])
        learning = findings.plan.is_learning_curve
        words = {
            "test_error": self.tr("test error ± 2 standard errors"),
            "training_error": self.tr("training error") if learning else self.tr("training"),
            "variance": self.tr("variance"),
            "bias2": self.tr("bias²") if knows_noise else self.tr("bias² + noise"),
            "noise": self.tr("noise"),
        }
        left_out = {"noise"} if not knows_noise else set[str]()
        left_out |= {"test_error", "training_error"} if self.small else set()
        return [(name, text) for name, text in words.items() if name not in left_out]

    def _dress_items(self, theme: Theme) -> None:
        for name, area in self.areas.items():
            area.setBrush(faint(LOOKS[name].colour(theme), SOLID))
        self.test.setPen(pen("test_error", theme))
        self.test.setSymbol("o")
        self.test.setSymbolSize(7)
        self.test.setSymbolBrush(theme.surface)
        self.test.setSymbolPen(pyqtgraph.mkPen(theme.text, width=1.6))
        self.training.setPen(pen("training_error", theme))
        self.training.setSymbol("s")
        self.training.setSymbolSize(5)
        self.training.setSymbolBrush(theme.good)
        self.training.setSymbolPen(None)
        self._bars.setData(pen=pyqtgraph.mkPen(theme.text, width=1.6))
        self.failed.setPen(pyqtgraph.mkPen(theme.danger, width=2))
        colours = {"drawn": theme.accent, "best": theme.text, "chosen": theme.muted}
        dashes = {
            "drawn": Qt.PenStyle.DashLine,
            "best": Qt.PenStyle.SolidLine,
            "chosen": Qt.PenStyle.DotLine,
        }
        for name, line in self._lines.items():
            line.setPen(pyqtgraph.mkPen(colours[name], width=1.3, style=dashes[name]))
            line.label.setColor(colours[name])
            line.label.setPosition(0.95 if name == "best" else 0.87)


def _is_log(numbers: Array) -> bool:
    positive = len(numbers) > 0 and bool((numbers > 0).all())
    return positive and float(numbers.max()) >= SPAN * float(numbers.min())


def _places(settings: list[Setting]) -> Array:
    """Where settings stand: by their logarithms where they span much, one after the other where that cannot be."""
    numbers = numpy.array([setting.number for setting in settings], float)
    known = numbers[numpy.isfinite(numbers)]
    if len(known) < len(numbers) or _is_uneven(known):
        return numpy.arange(len(numbers), dtype=float)
    return numpy.log10(numbers) if _is_log(numbers) else numbers


def _is_uneven(numbers: Array) -> bool:
    """Whether zero stands beside values that span much."""
    positive = numbers[numbers > 0]
    return len(positive) < len(numbers) and _is_log(positive)


def _place(number: float, settings: list[Setting], places: Array) -> float:
    """Where a number stands among settings; nan where it cannot be told."""
    same = [i for i, setting in enumerate(settings) if setting.number == number]
    if same:
        return float(places[same[0]])
    numbers = numpy.array([setting.number for setting in settings], float)
    if not math.isfinite(number) or not len(numbers) or not numpy.isfinite(numbers).all() or _is_uneven(numbers):
        return math.nan
    inside = numbers.min() <= number <= numbers.max()
    placed = math.log10(number) if _is_log(numbers) and number > 0 else number
    return placed if inside else math.nan
