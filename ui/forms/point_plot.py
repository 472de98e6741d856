"""Rows of data as points in a plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph
from PySide6.QtCore import Qt

from ui.charts.axes import axes
from ui.forms.preview_rows import PreviewRows
from ui.theme.pens import ink
from ui.theme.point_marks import mark_of_class
from ui.theme.themes import Theme

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


class PointPlot(pyqtgraph.PlotWidget):
    """Rows as points: training rows filled, the others as rings. Classes differ in colour and in shape."""

    def __init__(self, look: PreviewRows, theme: Theme, height: int) -> None:
        super().__init__(background=theme.surface, axisItems=axes(), enableMenu=False)
        self.setFixedHeight(height)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The data as points"))
        names = look.signature.feature_names or ("x", "y")
        classified = look.signature.task == "classification"
        self._axis("bottom", names[0], theme)
        self._axis("left", names[1] if classified else self.tr("target"), theme)
        for number in range(len(look.signature.classes) if classified else 1):
            rows = look.targets == number if classified else look.targets[:, 0] == look.targets[:, 0]
            heights = look.features[:, 1] if classified else look.targets[:, 0]
            self._scatter(look.features[rows, 0], heights[rows], look.held_out[rows], number, theme)

    def _axis(self, side: str, name: str, theme: Theme) -> None:
        axis = self.getAxis(side)
        axis.setLabel(name, color=theme.muted)
        axis.setPen(theme.border)
        axis.setTextPen(theme.muted)

    def _scatter(self, x: Array, y: Array, held_out: Array, number: int, theme: Theme) -> None:
        symbol, colour = mark_of_class(number, theme)
        for rows, brush in ((~held_out, colour), (held_out, None)):
            pen = ink(colour, width=1)
            self.plot(x[rows], y[rows], pen=None, symbol=symbol, symbolSize=6, symbolBrush=brush, symbolPen=pen)
