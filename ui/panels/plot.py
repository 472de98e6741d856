"""The drawing of the curves: two lines, the gap between them, the best epoch, and a cursor."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import numpy
import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPaintEvent

from ui.panels.plot_parts import Gap, Grid, Line, ValueAxis, thinned
from ui.panels.series import Series
from ui.theme import Theme, Themes

if TYPE_CHECKING:
    from ui.panels.series import Array

FIT_MARGIN = 0.03
JUMPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class Plot(pyqtgraph.PlotWidget):
    """Draws a series. Follows the theme; the cursor follows the mouse and the arrow keys."""

    pointed = Signal(object)
    """The place in the series that the person points at, or None."""

    def __init__(self, themes: Themes) -> None:
        super().__init__(axisItems={"left": ValueAxis("left")})
        self._series, self._what, self._cursor = Series(), "loss", -1
        self._drawing = self._painting = 0.0
        self._theme = themes.theme
        self.setMenuEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.getPlotItem().getViewBox().setDefaultPadding(FIT_MARGIN)
        self.setLabel("bottom", self.tr("Epoch"))
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
        self._add_items()
        self.scene().sigMouseMoved.connect(self._point)
        self.getPlotItem().getViewBox().sigXRangeChanged.connect(self._zoomed)
        themes.changed.connect(self.dress)
        self.dress(themes.theme)

    def draw(self, series: Series, what: str) -> None:
        """Show a series; ``what``: "loss" or "metric"."""
        began = perf_counter()
        self._series, self._what = series, what
        if self._cursor >= len(series):
            self._place_cursor(None)
        self._draw_lines()
        self._mark_best()
        self.scene().prepareForPaint()  # or the range would be found while painting, which would paint twice
        self._drawing = perf_counter() - began

    @property
    def seconds(self) -> float:
        """What the last drawing took, with the painting that followed the one before."""
        return self._drawing + self._painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and see how long it takes."""
        began = perf_counter()
        super().paintEvent(event)
        self._painting = perf_counter() - began

    @property
    def pointed_place(self) -> int | None:
        """The place in the series that the person points at, or None."""
        return self._cursor if self._cursor >= 0 else None

    def draw_ghost(self, series: Series | None, what: str) -> None:
        """Show an earlier series faintly behind the present one, or none."""
        for item, name in ((self.ghost_training, "train"), (self.ghost_validation, "validation")):
            item.setData(*(thinned(*self._points(name, series, what)) if series is not None else ([], [])))
        self._write_legend()

    def drawn(self, item: pyqtgraph.PlotDataItem) -> tuple[Array, Array]:
        """Epochs and values that a line was given; empty arrays before the first epoch."""
        x, y = item.getOriginalDataset()
        return (numpy.empty(0), numpy.empty(0)) if x is None else (x, y)

    def name_values(self, title: str) -> None:
        """Say what the left axis measures."""
        self.setLabel("left", title)

    def set_log(self, on: bool) -> None:
        """Draw values on a logarithmic axis. Values that are not positive are then left out."""
        self.setLogMode(False, on)

    def fit(self) -> None:
        """Show all of the curves, and go on doing so."""
        self.getPlotItem().enableAutoRange()

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.setBackground(theme.surface)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.border)
            axis.setTextPen(theme.muted)
            axis.setLabel(axis.labelText, color=theme.muted)
        self._grid.setPen(theme.grid)
        self.training.setPen(pyqtgraph.mkPen(theme.training, width=2))
        self.validation.setPen(pyqtgraph.mkPen(theme.validation, width=2, style=Qt.PenStyle.DashLine))
        self.ghost_training.setPen(pyqtgraph.mkPen(_faint(theme.training, 90), width=1))
        self.ghost_validation.setPen(pyqtgraph.mkPen(_faint(theme.validation, 90), width=1, style=Qt.PenStyle.DashLine))
        self._gap.setBrush(QBrush(_faint(theme.validation, 22)))
        self.best_line.setPen(pyqtgraph.mkPen(theme.good, width=1, style=Qt.PenStyle.DotLine))
        self.best_line.label.setColor(theme.good)
        self._pointer.setPen(pyqtgraph.mkPen(theme.muted, width=1))
        self._theme = theme
        self._write_legend()

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody points any more."""
        super().leaveEvent(event)
        self._place_cursor(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the cursor by an epoch, Page keys by ten, Home and End to the ends."""
        last = len(self._series) - 1
        key = Qt.Key(event.key())
        targets = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last >= 0 and (key in JUMPS or key in targets):
            start = self._cursor if self._cursor >= 0 else last
            self._place_cursor(max(0, min(last, targets.get(key, start + JUMPS.get(key, 0)))))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click shows all again after zooming."""
        super().mouseDoubleClickEvent(event)
        self.fit()

    def _add_items(self) -> None:
        self.ghost_training, self.ghost_validation = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        self.training, self.validation = Line(), Line()
        self._grid, self._gap = Grid(self.getAxis("left")), Gap()
        self.addItem(self._grid, ignoreBounds=True)
        self.addItem(self._gap, ignoreBounds=True)
        for item in (self.ghost_training, self.ghost_validation):
            self.addItem(item, ignoreBounds=True)
        self.addItem(self.training)
        self.addItem(self.validation)
        self.best_line = pyqtgraph.InfiniteLine(angle=90, label="", labelOpts={"movable": False})
        self._pointer = pyqtgraph.InfiniteLine(angle=90)
        for line in (self.best_line, self._pointer):
            line.hide()
            self.addItem(line, ignoreBounds=True)

    def _draw_lines(self) -> None:
        training, validation = self._points("train"), self._points("validation")
        seen = self._seen()
        self.training.setData(*thinned(*training, *seen))
        self.validation.setData(*thinned(*validation, *seen))
        self._gap.lie_between(training, validation, log=self.getAxis("left").logMode)

    def _seen(self) -> tuple[float, float]:
        """The epochs between which the person has zoomed in; all of them otherwise."""
        box = self.getPlotItem().getViewBox()
        if box.autoRangeEnabled()[0]:
            return -numpy.inf, numpy.inf
        left, right = box.viewRange()[0]
        return left, right

    def _zoomed(self) -> None:
        """Draw what is now in sight with all its detail."""
        if not self.getPlotItem().getViewBox().autoRangeEnabled()[0]:
            self._draw_lines()

    def _points(self, part: str, series: Series | None = None, what: str | None = None) -> tuple[Array, Array]:
        """Epochs and values that can be drawn: finite, and positive on a logarithmic axis."""
        series = self._series if series is None else series
        values = series.column(f"{part}_{what or self._what}")
        drawable = numpy.isfinite(values)
        if self.getAxis("left").logMode:
            drawable &= values > 0
        return series.column("epoch")[drawable], values[drawable]

    def _write_legend(self) -> None:
        """Name the lines above the picture, where they cover nothing and are saved with it."""
        theme = self._theme
        entries = [(theme.training, "━━━", self.tr("Training")), (theme.validation, "━ ━", self.tr("Validation"))]
        if len(self.drawn(self.ghost_training)[0]):
            entries.append((theme.muted, "──", self.tr("the run before, faint")))
        samples = [
            f'<span style="color:{colour}">{sample}</span>&nbsp;&nbsp;<span style="color:{theme.text}">{words}</span>'
            for colour, sample, words in entries
        ]
        self.getPlotItem().setTitle("&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;".join(samples), justify="left", size="9pt")

    def _mark_best(self) -> None:
        best = self._series.best
        self.best_line.setVisible(best is not None)
        if best is not None:
            self.best_line.setValue(best.epoch)
            self.best_line.label.setPosition(0.93 if self._what == "loss" else 0.07)
            self.best_line.label.setText(self.tr("best: epoch {epoch}").format(epoch=best.epoch))

    def _point(self, position: QPointF) -> None:
        inside = self.getPlotItem().getViewBox().sceneBoundingRect().contains(position)
        x = self.getPlotItem().getViewBox().mapSceneToView(position).x()
        self._place_cursor(self._series.nearest(x) if inside else None)

    def _place_cursor(self, place: int | None) -> None:
        self._cursor = -1 if place is None else place
        self._pointer.setVisible(place is not None)
        if place is not None:
            self._pointer.setValue(self._series.value("epoch", place))
        self.pointed.emit(place)


def _faint(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
