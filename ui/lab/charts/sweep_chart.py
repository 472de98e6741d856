"""The test error against a hyperparameter: bias², variance and noise stacked beneath what was measured."""

from __future__ import annotations

import math
from time import perf_counter

import numpy
import pyqtgraph
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from netbuilder.experiments.sweep.sweep import least
from ui.lab.charts.base_chart import Array, Chart, columns, pen
from ui.lab.charts.term_colours import LOOKS, faint
from ui.lab.charts.value_scale import place, places
from ui.lab.findings import Findings
from ui.lab.lab_texts import words_of
from ui.language.text import shown
from ui.theme.pens import ink
from ui.theme.themes import Theme

STACKED = ("noise", "bias2", "variance")
"""From below."""
TERMS = (*STACKED, "test_error", "training_error")
SOLID = 150
MARGIN = 0.05
"""What is left free beside all values, as a share of them."""
HEADROOM = 1.25
"""Above what was measured stand the words of the upright lines."""
ROOM = 44
"""Pixels that a value takes on the axis."""


class SweepChart(Chart):
    """A U-curve, or a learning curve. A click chooses the setting that is nearest."""

    chosen = Signal(int)
    """The place of a setting among the findings'."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Bias², variance and noise against the hyperparameter"))
        self._findings: Findings | None = None
        self._places: Array = numpy.empty(0)
        self._clickable: list[int] = []
        self._edges = [pyqtgraph.PlotCurveItem() for _ in range(len(STACKED) + 1)]
        self.areas = {
            name: pyqtgraph.FillBetweenItem(*self._edges[place : place + 2]) for place, name in enumerate(STACKED)
        }
        self.test, self.training = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        self._bars = pyqtgraph.ErrorBarItem(beam=0)
        self.failed = pyqtgraph.ScatterPlotItem(symbol="x", size=11)
        self.so_far, self._loose = pyqtgraph.ScatterPlotItem(symbol="o", size=9), pyqtgraph.ErrorBarItem(beam=0)
        self.note = pyqtgraph.TextItem()
        self._lines = {name: pyqtgraph.InfiniteLine(angle=90, label="") for name in ("drawn", "best", "chosen")}
        for line in self._lines.values():
            self.addItem(line, ignoreBounds=True)
        for item in (*self.areas.values(), self._bars, self._loose):
            self.addItem(item, ignoreBounds=True)
        for item in (self.test, self.training, self.failed, self.so_far, self.note):
            self.addItem(item, ignoreBounds=True)

    def draw(self, findings: Findings, chosen: int, theme: Theme) -> None:
        """Show all settings so far."""
        began = perf_counter()
        self._findings = findings
        if self.dress(theme):
            self._dress_items(theme)
        settings, self._places = findings.settings, places(findings.numbers)
        self._clickable = [i for i, one in enumerate(settings) if one.terms is not None]
        whole = sorted((i for i in self._clickable if settings[i].is_whole), key=lambda i: float(self._places[i]))
        found = columns([settings[i].terms for i in whole], TERMS)
        loose = [i for i in self._clickable if not settings[i].is_whole]
        part = columns([settings[i].terms for i in loose], TERMS)
        height = self._stack(self._places[whole], found)
        self._sketch(findings, loose, part)
        self._frame(found if whole else part, height)
        self._mark(findings, chosen)
        self._label(findings)
        self.write_legend(self._entries(findings, found if whole else part), theme)
        self.timed(began)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._clickable:
            here = self._x_of(event.position())
            nearest = min(self._clickable, key=lambda i: abs(float(self._places[i]) - here))
            self.chosen.emit(nearest)

    def place_of(self, index: int) -> QPointF:
        """Where a setting stands, in pixels of this widget."""
        box = self.getPlotItem().getViewBox()
        middle = sum(box.viewRange()[1]) / 2
        return QPointF(self.mapFromScene(box.mapViewToScene(QPointF(float(self._places[index]), middle))))

    def _x_of(self, position: QPointF) -> float:
        scene = self.mapToScene(position.toPoint())
        return float(self.getPlotItem().getViewBox().mapSceneToView(scene).x())

    def _stack(self, x: Array, found: dict[str, Array]) -> Array:
        """What is measured to the end, and how high the terms of each reach together.

        Estimates below zero count as zero here, or the areas would cross; the table says them.
        """
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
        return height

    def _sketch(self, findings: Findings, loose: list[int], part: dict[str, Array]) -> None:
        """What is under way, or was stopped: it stands apart, and no line leads to it."""
        x, y = self._places[loose], numpy.nan_to_num(part["test_error"])
        self.so_far.setData(x, y)
        self._loose.setData(x=x, y=y, height=4 * numpy.nan_to_num(part["test_error ±"]))
        self.note.setVisible(bool(loose))
        if loose:
            late = float(x[-1]) > (float(self._places.min()) + float(self._places.max())) / 2
            self.note.setAnchor((1.12, 0.5) if late else (-0.12, 0.5))
            self.note.setText(self.tr("stopped") if findings.is_over else self.tr("so far"))
            self.note.setPos(float(x[-1]), float(y[-1]))

    def _frame(self, found: dict[str, Array], height: Array) -> None:
        """The axis holds all values from the beginning; what is not yet measured to the end may lie outside."""
        if len(self._places):
            low, high = float(self._places.min()), float(self._places.max())
            self.setXRange(low, high, padding=MARGIN) if high > low else self.setXRange(low - 0.5, low + 0.5)
        upper = found["test_error"] + 2 * numpy.nan_to_num(found["test_error ±"])
        tops = numpy.concatenate([height, upper, found["training_error"]])
        top = float(tops[numpy.isfinite(tops)].max(initial=0.0)) or 1.0
        self.setYRange(0.0, HEADROOM * top, padding=0.02)

    def _mark(self, findings: Findings, chosen: int) -> None:
        best, _ = least(findings.points)
        there = [i for i, one in enumerate(findings.settings) if best is not None and one.point is best]
        spots = {
            "drawn": place(findings.drawn, findings.numbers),
            "best": float(self._places[there[0]]) if there else math.nan,
            "chosen": float(self._places[chosen]) if chosen < len(findings.settings) else math.nan,
        }
        for name, spot in spots.items():
            self._lines[name].setVisible(math.isfinite(spot))
            if math.isfinite(spot):
                self._lines[name].setValue(spot)
        same = spots["drawn"] == spots["best"]
        self._lines["best"].label.setText(self.tr("lowest error, unchanged") if same else self.tr("lowest error"))
        self._lines["drawn"].label.setText("" if same else self.tr("unchanged"))
        bad = [i for i, one in enumerate(findings.settings) if one.point is not None and one.terms is None]
        self.failed.setData([float(self._places[i]) for i in bad], [0.0] * len(bad))

    def _label(self, findings: Findings) -> None:
        axis = self.getAxis("bottom")
        width = max(1.0, axis.width())
        reach = float(numpy.ptp(self._places)) if len(self._places) > 1 else 0.0
        words = [words_of(setting) for setting in findings.settings]
        words += findings.plan.values[len(words) :]
        ticks, last = list[tuple[float, str]](), -math.inf
        for here, text in sorted(zip(self._places.tolist(), words, strict=True)):
            if not reach or (here - last) / reach * width > ROOM:
                ticks.append((here, text))
                last = here
        axis.setTicks([ticks])
        hyperparameter = (
            shown(findings.plan.words) if findings.plan.words is not None else findings.plan.hyperparameter or ""
        )
        self.name_axes(hyperparameter, self.tr("squared error"))

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
        self.test.setSymbolPen(ink(theme.text, width=1.6))
        self.training.setPen(pen("training_error", theme))
        self.training.setSymbol("s")
        self.training.setSymbolSize(5)
        self.training.setSymbolBrush(theme.good)
        self.training.setSymbolPen(None)
        self._bars.setData(pen=ink(theme.text, width=1.6))
        self.so_far.setPen(ink(theme.muted, width=1.6, style=Qt.PenStyle.DotLine))
        self.so_far.setBrush(None)
        self._loose.setData(pen=ink(theme.muted, width=1.2, style=Qt.PenStyle.DotLine))
        self.note.setColor(theme.muted)
        self.failed.setPen(ink(theme.danger, width=2))
        colours = {"drawn": theme.accent, "best": theme.text, "chosen": theme.muted}
        dashes = {
            "drawn": Qt.PenStyle.DashLine,
            "best": Qt.PenStyle.SolidLine,
            "chosen": Qt.PenStyle.DotLine,
        }
        for name, line in self._lines.items():
            line.setPen(ink(colours[name], width=1.3, style=dashes[name]))
            line.label.setColor(colours[name])
            line.label.setPosition(0.95 if name == "best" else 0.87)
