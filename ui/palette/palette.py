"""The palette: every layer, to be dragged to the canvas or added by double click or Enter."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.palette.layer_list import LAYER_MIME, LayerChooser, LayerList
from ui.theme.themes import Themes

__all__ = ["LAYER_MIME", "Palette"]


class Palette(QWidget):
    """Search field and list of layers."""

    chosen = Signal(str)
    """The type of the layer to add: double click, or Enter."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Palette"))
        self.chooser = LayerChooser(themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.chooser)
        self.chooser.chosen.connect(self.chosen)
        self.setFocusProxy(self.chooser.field)

    @property
    def list(self) -> LayerList:
        """The list of layers."""
        return self.chooser.list

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.chooser.field.setFocus()
        self.chooser.field.selectAll()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest title."""
        return QSize(210, 480)
