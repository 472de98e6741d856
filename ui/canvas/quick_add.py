"""The menu of layers that opens where a wire was let go, or at a double click on empty canvas."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.canvas.wire_targets import WireTargets
from ui.palette.entries import Entries, offered
from ui.palette.layer_list import LayerChooser
from ui.palette.suggestions import fitting
from ui.project.bridge import Bridge
from ui.theme.themes import Themes


class MenuOver(Protocol):
    """The canvas, as far as the menu of layers needs it."""

    bridge: Bridge
    themes: Themes

    def as_widget(self) -> QWidget:
        """The canvas as the parent of what opens over it."""


def menu_of_layers(canvas: MenuOver, loose: WireTargets | None) -> QuickAdd:
    """Everything that can be put into the drawing; for the loose end of a wire, what fits it."""
    offers = partial(offered, canvas.bridge) if loose is None else partial(fitting, canvas.bridge, loose)
    menu = QuickAdd(canvas.themes, offers, canvas.as_widget())
    menu.chooser.only_fitting = loose is not None
    return menu


class QuickAdd(QFrame):
    """A searchable list of layers that goes away with the choice, with Esc, or with a click elsewhere."""

    chosen = Signal(str)
    """The kind of a layer or block."""

    def __init__(self, themes: Themes, entries: Entries, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        theme = themes.theme
        self.setObjectName("quickAdd")
        self.setStyleSheet(f"#quickAdd {{ background: {theme.surface}; border: 1px solid {theme.border}; }}")
        found = tuple(entries())  # what fits is worked out once
        self.chooser = LayerChooser(themes, lambda: found)
        self.chooser.list.setDragEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.chooser)
        self.chooser.chosen.connect(self._choose)

    def open_at(self, at: QPoint) -> None:
        """Open beside a point of the screen, inside the screen."""
        self.resize(self.sizeHint())
        screen = self.screen().availableGeometry()
        x = min(at.x(), screen.right() - self.width())
        y = min(at.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
        self.chooser.field.setFocus()

    def sizeHint(self) -> QSize:
        """Enough for a dozen layers."""
        return QSize(236, 360)

    def _choose(self, kind: str) -> None:
        self.close()
        self.chosen.emit(kind)
