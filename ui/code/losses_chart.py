"""The losses of a script that ran beside the window."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ui.charts.axes import axes
from ui.theme.pens import ink
from ui.theme.themes import Theme

Epoch = tuple[int, float, float]
"""Its number, the loss of the training rows and that of the validation rows."""


class LossesChart(pyqtgraph.PlotWidget):
    """Training against validation loss. It is looked at, not moved."""

    def __init__(self) -> None:
        super().__init__(axisItems=axes(), enableMenu=False)
        self.setAccessibleName(self.tr("The losses of the script"))
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        for side in ("left", "bottom"):
            self.getAxis(side).enableAutoSIPrefix(False)
        self.train, self.validation = pyqtgraph.PlotDataItem(), pyqtgraph.PlotDataItem()
        for line in (self.train, self.validation):
            self.addItem(line)

    def draw(self, history: Sequence[Epoch]) -> None:
        """Show these epochs."""
        epochs = [epoch for epoch, _, _ in history]
        symbol = "o" if len(epochs) == 1 else None
        self.train.setData(epochs, [loss for _, loss, _ in history], symbol=symbol)
        self.validation.setData(epochs, [loss for _, _, loss in history], symbol=symbol)

    def dress(self, theme: Theme) -> None:
        """Take the colours of a theme: those of the curves beside it."""
        self.setBackground(theme.surface)
        lines = (
            (self.train, theme.training, Qt.PenStyle.SolidLine),
            (self.validation, theme.validation, Qt.PenStyle.DashLine),
        )
        for line, colour, style in lines:
            line.setPen(ink(colour, 1.6, style))
            line.setSymbolPen(None)
            line.setSymbolBrush(colour)
        for side in ("left", "bottom"):
            self.getAxis(side).setPen(theme.border)
            self.getAxis(side).setTextPen(theme.muted)
        self.setTitle(
            f'<span style="color: {theme.training}">━━</span> {self.tr("Training")} &nbsp; '
            f'<span style="color: {theme.validation}">┅┅</span> {self.tr("Validation")}',
            color=theme.text,
            size=f"{self.fontInfo().pixelSize()}px",
        )
