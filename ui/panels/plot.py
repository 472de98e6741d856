"""The drawing of the curves: two lines, the gap between them, the best epoch, and a cursor."""

from __future__ import annotations

import numpy
import pyqtgraph
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent

from ui.panels.series import Array, Series
from ui.theme import Theme, Themes

FIT_MARGIN = 0.03
ROOM_FOR_FIVES = 75
"""Pixels that a power of ten takes on the axis, from which on its 2 and 5 are labelled too."""
JUMPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class Plot(pyqtgraph.PlotWidget):
    """Draws a series. Follows the theme; the cursor follows the mouse and the arrow keys."""

    pointed = Signal(object)
    """The place in the series that the person points at, or None."""

    def __init__(self, themes: Themes) -> None:
        super().__init__(axisItems={"left": ValueAxis("left")})
        self._series, self._what, self._cursor = Series(), "loss", -1
        self._theme = themes.theme
        self.setMenuEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.getPlotItem().getViewBox().setDefaultPadding(FIT_MARGIN)
        self.setLabel("bottom", self.tr("Epoch"))
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
        self._add_items()
        self.scene().sigMouseMoved.connect(self._point)
        themes.changed.connect(self.dress)
        self.dress(themes.theme)

    def draw(self, series: Series, what: str) -> None:
        """Show a series; ``what``: "loss" or "metric"."""
        self._series, self._what = series, what
        training, validation = self._points("train"), self._points("validation")
        self.training.setData(*training)
        self.validation.setData(*validation)
        self._gap.setVisible(len(training[0]) == len(validation[0]))
        self._mark_best()

    def draw_ghost(self, series: Series | None, what: str) -> None:
        """Show an earlier series faintly behind the present one, or none."""
        for item, name in ((self.ghost_training, "train"), (self.ghost_validation, "validation")):
            item.setData(*(self._points(name, series, what) if series is not None else ([], [])))
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
        self.showGrid(x=True, y=True, alpha=0.12)
        self.training.setPen(pyqtgraph.mkPen(theme.training, width=2))
        self.validation.setPen(pyqtgraph.mkPen(theme.validation, width=2, style=Qt.PenStyle.DashLine))
        self.ghost_training.setPen(pyqtgraph.mkPen(_faint(theme.training, 90), width=1))
        self.ghost_validation.setPen(pyqtgraph.mkPen(_faint(theme.validation, 90), width=1, style=Qt.PenStyle.DashLine))
        self._gap.setBrush(_faint(theme.validation, 22))
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
        self.ghost_training, self.ghost_validation = self._line(), self._line()
        self.training, self.validation = self._line(), self._line()
        self._gap = pyqtgraph.FillBetweenItem(self.training, self.validation)
        self.addItem(self._gap, ignoreBounds=True)
        for item in (self.ghost_training, self.ghost_validation):
            self.addItem(item, ignoreBounds=True)
        self.addItem(self.training)
        self.addItem(self.validation)
        self.best_line = pyqtgraph.InfiniteLine(angle=90, label="", labelOpts={"position": 0.93, "movable": False})
        self._pointer = pyqtgraph.InfiniteLine(angle=90)
        for line in (self.best_line, self._pointer):
            line.hide()
            self.addItem(line, ignoreBounds=True)

    def _line(self) -> pyqtgraph.PlotDataItem:
        return pyqtgraph.PlotDataItem(autoDownsample=True, downsampleMethod="peak", clipToView=True, connect="finite")

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
            self.best_line.label.setText(self.tr("best: epoch {epoch}").format(epoch=best.epoch))

    def _point(self, position: QPointF) -> None:
        inside = self.getPlotItem().getViewBox().sceneBoundingRect().contains(position)
        x = self.getPlotItem().getViewBox().mapSceneToView(position).x()
        self._place_cursor(self._series.nearest(x) if inside else None)

    def _place_cursor(self, place: int | None) -> None:
        self._cursor = -1 if place is None else place
        self._pointer.setVisible(place is not None)
        if place is not None:
            self._pointer.setValue(self._series.column("epoch")[place])
        self.pointed.emit(place)


class ValueAxis(pyqtgraph.AxisItem):
    """An axis that, when logarithmic, is labelled at 1, 2 and 5 of each power of ten, as far as there is room."""

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """Texts for ticks at the exponents ``values``; empty where a label would crowd the others."""
        decades = abs(self.range[1] - self.range[0]) or 1.0
        room = self.height() / decades
        wanted = {1, 2, 5} if room > ROOM_FOR_FIVES else {1}
        texts = []
        for value in values:
            number = 10.0**value * scale
            leading = int(f"{number:.0e}"[0])
            texts.append(f"{number:g}" if leading in wanted else "")
        return texts


def _faint(colour: str, alpha: int) -> QColor:
    made = QColor(colour)
    made.setAlpha(alpha)
    return made
