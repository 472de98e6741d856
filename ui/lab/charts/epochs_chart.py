"""Bias², variance and noise at every epoch, their sum, and the test error that was measured."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

import numpy
import pyqtgraph
from PySide6.QtCore import Qt

from ui.lab.charts.base_chart import Array, Chart, columns, pen
from ui.lab.charts.term_colours import LOOKS, faint
from ui.lab.findings import Findings, Setting
from ui.theme.pens import ink
from ui.theme.themes import Theme

TERMS = ("noise", "bias2", "variance", "total", "test_error")
BANDED = ("bias2", "variance", "test_error")
"""With a band of one standard error to either side."""
LIGHT = 46
HEADROOM, NAMED = 1.25, 0.9
"""How much higher than the highest line or band the picture is, and where in it the best epoch is named."""
MOST_OF_BANDS = 2.0
"""A band that is higher than so many times the lines is cut: those of two or three networks would flatten all else."""
FEW = 10
"""So few epochs are numbered one by one: there is nothing between them."""


class EpochsChart(Chart):
    """Lines against epochs, with bands of one standard error."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Bias², variance and noise at every epoch"))
        self.lines = {name: pyqtgraph.PlotDataItem() for name in TERMS}
        self._bands = {name: _Band() for name in BANDED}
        for band in self._bands.values():
            self.addItem(band.area, ignoreBounds=True)
        for line in self.lines.values():
            self.addItem(line)
        self.best = pyqtgraph.InfiniteLine(angle=90, label="", labelOpts={"position": NAMED})
        self.addItem(self.best, ignoreBounds=True)

    def draw(self, findings: Findings, setting: Setting, theme: Theme) -> None:
        """Show the epochs of one setting."""
        began = perf_counter()
        self.name_axes(self.tr("Epoch"), self.tr("squared error"))
        if self.dress(theme):
            for name, line in self.lines.items():
                line.setPen(pen(name, theme))
                line.setSymbolPen(None)
                line.setSymbolBrush(LOOKS[name].colour(theme))
            for name, band in self._bands.items():
                band.area.setBrush(faint(LOOKS[name].colour(theme), LIGHT))
            self.best.setPen(ink(theme.muted, width=1, style=Qt.PenStyle.DotLine))
            self.best.label.setColor(theme.muted)
        history = setting.history
        self.show_axes(bool(history))
        epochs = numpy.array([one.epoch for one in history], float)
        found = columns(history, TERMS)
        for name, line in self.lines.items():
            line.setData(*_finite(epochs, found[name]), symbol="o" if len(epochs) == 1 else None, symbolSize=6)
        for name, band in self._bands.items():
            band.lie(epochs, found[name], found[f"{name} ±"])
        self._frame(found)
        self._mark_best(epochs, found["test_error"])
        if findings.epochs > 1:
            self.setXRange(1, findings.epochs, padding=0.02)
        few = [(float(epoch), str(epoch)) for epoch in range(1, findings.epochs + 1)] if findings.epochs < FEW else None
        self.getAxis("bottom").setTicks([few] if few else None)
        self.write_legend(self._entries(findings, found), theme)
        self.timed(began)

    def _frame(self, found: dict[str, Array]) -> None:
        """All lines have room, and bands that are not much higher; so has the name of the best epoch above them. What
        of a band lies below zero, where no squared error can be, need not."""
        lines = _known(found[name] for name in TERMS)
        if not len(lines):
            return
        bands = [found[name] + sign * found[f"{name} ±"] for name in BANDED for sign in (-1, 1)]
        edges = _known([lines, *bands])
        low = float(max(edges.min(), min(0.0, lines.min())))
        high = float(min(edges.max(), low + MOST_OF_BANDS * (lines.max() - low)))
        self.setYRange(low, low + HEADROOM * (high - low) if high > low else low + 1.0)

    def _mark_best(self, epochs: Array, errors: Array) -> None:
        self.best.setVisible(len(epochs) > 1 and not self.small)
        if len(epochs) > 1:
            best = int(epochs[int(errors.argmin())])
            self.best.setValue(best)
            is_late = best > (epochs[0] + epochs[-1]) / 2
            self.best.label.anchors = [(1.0 if is_late else 0.0, 0.5)] * 2
            self.best.label.setFormat(self.tr("lowest test error:\nepoch {epoch}").format(epoch=f"{best:,}"))

    def _entries(self, findings: Findings, found: dict[str, Array]) -> list[tuple[str, str]]:
        knows_noise = bool(numpy.isfinite(found["noise"]).any()) or not len(found["noise"])
        words = {
            "bias2": self.tr("bias²") if knows_noise else self.tr("bias² + noise"),
            "variance": self.tr("variance"),
            "noise": self.tr("noise"),
            "total": self.tr("sum"),
            "test_error": self.tr("test error") if self.small else self.tr("test error, measured"),
        }
        left_out = {"noise"} if not knows_noise else set[str]()
        return [(name, text) for name, text in words.items() if name not in left_out]


class _Band:
    """The area between a line less and plus its standard error."""

    def __init__(self) -> None:
        self._low, self._high = pyqtgraph.PlotCurveItem(), pyqtgraph.PlotCurveItem()
        self.area = pyqtgraph.FillBetweenItem(self._low, self._high)

    def lie(self, x: Array, y: Array, error: Array) -> None:
        """Lie around a line."""
        known = numpy.isfinite(y) & numpy.isfinite(error)
        self._low.setData(x[known], (y - error)[known])
        self._high.setData(x[known], (y + error)[known])


def _known(values: Iterable[Array]) -> Array:
    """All finite numbers of some arrays, (count,)."""
    whole = numpy.concatenate(list(values))
    known: Array = whole[numpy.isfinite(whole)]
    return known


def _finite(x: Array, y: Array) -> tuple[Array, Array]:
    known = numpy.isfinite(y)
    return x[known], y[known]
