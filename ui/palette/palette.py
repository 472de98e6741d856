"""The palette: every layer, to be dragged to the canvas or added by double click or Enter."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.palette.entries import Entries, layers
from ui.palette.layer_list import LAYER_MIME, LayerChooser, LayerList
from ui.theme.themes import Themes

__all__ = ["LAYER_MIME", "Palette"]


class Palette(QWidget):
    """Search field and list of layers. ``fitting``: the kinds that a search prefers among equally good answers."""

    chosen = Signal(str)
    """The kind of the layer or block to add: double click, or Enter."""
    menu_wanted = Signal(str, object)
    """The kind of an entry, and the QPoint on the screen where its menu is to open."""

    def __init__(
        self,
        themes: Themes,
        entries: Entries = layers,
        fitting: Callable[[], Collection[str]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Palette"))
        self.chooser = LayerChooser(themes, entries, fitting)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.chooser)
        self.chooser.chosen.connect(self.chosen)
        self.setFocusProxy(self.chooser.field)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._want_menu)

    @property
    def list(self) -> LayerList:
        """The list of layers."""
        return self.chooser.list

    def _want_menu(self, at: QPoint) -> None:
        kind = self.list.kind()
        if kind is not None:
            self.menu_wanted.emit(kind, self.list.viewport().mapToGlobal(at))

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.chooser.field.setFocus()
        self.chooser.field.selectAll()

    def sizeHint(self) -> QSize:
        """Wide enough for the longest title."""
        return QSize(210, 480)
