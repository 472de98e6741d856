"""The menu of layers that opens where a wire was let go, or at a double click on empty canvas."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from netbuilder.graph.graph import NodeId
from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas.canvas_protocols import EditableCanvas
from ui.canvas.pointer import Pointer
from ui.canvas.wire_targets import WireTargets
from ui.palette.entries import Entries, offered
from ui.palette.layer_list import LayerChooser
from ui.palette.replacements import replacements
from ui.palette.suggestions import fitting
from ui.theme.themes import Themes


class MenuOver(EditableCanvas, Protocol):
    """The canvas, as far as menus of layers need it."""

    themes: Themes

    def reveal(self, node: NodeId) -> None:
        """Select a node and bring it into sight."""

    def reveal_new(self, node: NodeId) -> None:
        """The same with a node that was just added."""


def offer_layers(canvas: MenuOver, pointer: Pointer, loose: WireTargets | None) -> QuickAdd:
    """Open the menu of layers; the chosen one is added at the pointer.

    ``loose``: the end of a wire that is then connected to it; only what fits is offered.
    """
    forwards = loose is None or loose.seeks_input
    place = (pointer.scene.x() - (0 if forwards and loose else CARD_WIDTH), pointer.scene.y() - 42)
    if loose is None:
        place = (pointer.scene.x() - CARD_WIDTH / 2, place[1])
    menu = _menu_of_layers(canvas, loose)
    menu.chosen.connect(lambda kind: canvas.commands.add(kind, place, loose))
    menu.open_at(canvas.viewport().mapToGlobal(pointer.view.toPoint()))
    return menu


def offer_after(canvas: MenuOver, node: NodeId) -> QuickAdd:
    """Open the menu of layers that fit behind a node; the chosen one is added there."""

    def add(kind: str) -> None:
        fresh = canvas.commands.add_after(kind, node)
        if fresh is not None:
            canvas.reveal_new(fresh)

    menu = _menu_of_layers(canvas, canvas.commands.end_of(node))
    menu.chosen.connect(add)
    _open_beside(menu, canvas, node)
    return menu


def offer_replacements(canvas: MenuOver) -> QuickAdd | None:
    """Open the menu of what fits in the place of the selected nodes; the chosen one is put there."""
    nodes = sorted(canvas.bridge.selection)
    if not nodes:
        return None
    if len(nodes) == 1:
        canvas.reveal(nodes[0])
    menu = QuickAdd(canvas.themes, partial(replacements, canvas.bridge, nodes), canvas.as_widget())
    menu.chooser.only_fitting = True
    menu.chosen.connect(lambda kind: canvas.commands.replace_by(kind, nodes))
    _open_beside(menu, canvas, nodes[0])
    return menu


def _menu_of_layers(canvas: MenuOver, loose: WireTargets | None) -> QuickAdd:
    """Everything that can be put into the drawing; for the loose end of a wire, what fits it."""
    offers = partial(offered, canvas.bridge) if loose is None else partial(fitting, canvas.bridge, loose)
    menu = QuickAdd(canvas.themes, offers, canvas.as_widget())
    menu.chooser.only_fitting = loose is not None
    return menu


def _open_beside(menu: QuickAdd, canvas: MenuOver, node: NodeId) -> None:
    corner = canvas.drawing.node_items[node].card.topRight()
    menu.open_at(canvas.viewport().mapToGlobal(canvas.viewportTransform().map(corner).toPoint()))


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
