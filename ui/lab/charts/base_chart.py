"""What all pictures of the lab share: axes in the colours of the theme, quiet level lines, and a legend above."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy
import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.charts.axes import axes
from ui.lab.charts.grid_lines import GridLines
from ui.lab.charts.term_colours import LOOKS, legend
from ui.theme.pens import ink
from ui.theme.themes import Theme

Array = numpy.ndarray[Any, Any]


class Chart(pyqtgraph.PlotWidget):
    """A picture that is looked at and not moved. ``seconds``: what the last drawing and painting took.
    ``legend``: a label with what is drawn, to be put beside it. ``small``: whether it must do without axis titles."""

    def __init__(self, name: str) -> None:
        super().__init__(axisItems=axes(), enableMenu=False)
        self.setAccessibleName(name)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # the layout shares out the room
        self.getPlotItem().getViewBox().setDefaultPadding(0.03)
        above = self.fontMetrics().height() / 2  # half of a number that stands at the top of the axis
        self.getPlotItem().setContentsMargins(0, above, 0, 0)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
            self.getAxis(side).setZValue(1)
        self._levels = GridLines(self.getAxis("left"))
        self.addItem(self._levels, ignoreBounds=True)
        self.legend = QLabel(wordWrap=True)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self._drawing = self._painting = 0.0
        self._dressed: Theme | None = None
        self.small = False

    @property
    def seconds(self) -> float:
        """What the last drawing took, with the painting after the one before."""
        return self._drawing + self._painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and see how long it takes."""
        began = perf_counter()
        super().paintEvent(event)
        self._painting = perf_counter() - began

    def timed(self, began: float) -> None:
        """A drawing that began then is done."""
        self.scene().prepareForPaint()
        self._drawing = perf_counter() - began

    def dress(self, theme: Theme) -> bool:
        """Take the colours of a theme; whether they are others than before."""
        if theme is self._dressed:
            return False
        self._dressed = theme
        self.setBackground(theme.surface)
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(theme.border)
            axis.setTextPen(theme.muted)
            axis.setLabel(axis.labelText, color=theme.muted)
        self._levels.wear(theme.grid)
        return True

    def name_axes(self, bottom: str, left: str) -> None:
        """Say what the axes measure."""
        for side, words in (("bottom", bottom), ("left", left)):
            if not self.small and self.getAxis(side).labelText != words:
                colour = {"color": self._dressed.muted} if self._dressed is not None else {}
                self.setLabel(side, words, **colour)

    def show_axes(self, on: bool) -> None:
        """Show axes and level lines, or, where they would measure nothing, leave them out."""
        for side in ("left", "bottom"):
            self.getPlotItem().showAxis(side, on)
        self._levels.setVisible(on)

    def write_legend(self, entries: list[tuple[str, str]], theme: Theme) -> None:
        """Name what is drawn. The words stand wherever ``legend`` is put."""
        self.say(legend(entries, theme))

    def say(self, rich: str) -> None:
        """Write rich text where the legend stands."""
        if self.legend.text() != rich:
            self.legend.setText(rich)


def pen(name: str, theme: Theme) -> QPen:
    """The pen of a term."""
    look = LOOKS[name]
    return ink(look.colour(theme), look.width, look.dash)


def columns(terms: list[Any], names: tuple[str, ...]) -> dict[str, Array]:
    """The terms by name, each float64 (settings or epochs,), and their standard errors as ``name ±``."""
    found = {name: numpy.array([getattr(one, name) for one in terms], float) for name in names}
    for name in names:
        found[f"{name} ±"] = numpy.array([one.standard_errors.get(name, numpy.nan) for one in terms], float)
    return found
