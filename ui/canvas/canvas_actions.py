"""What can be done on the canvas, by name: the window's menus and tool bar, the context menus and the keys do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, reduce

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from netbuilder.graph.graph import NodeId
from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas import quick_add
from ui.canvas.annotations.annotation_actions import Annotating
from ui.canvas.blocks.block_actions import BlockActions
from ui.canvas.blocks.breadcrumbs import Breadcrumbs
from ui.canvas.editing.edit_commands import Commands
from ui.canvas.gestures.current_gesture import GestureHost
from ui.canvas.gestures.keyboard import Keyboard
from ui.canvas.gestures.mouse_gestures import DropLayer, Gesture
from ui.canvas.gestures.pointing import Pointing
from ui.canvas.items.field_place import FieldPlace
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.overlays import Hint, NameField
from ui.canvas.layout.arrangement import Arrangement
from ui.canvas.pointer import Pointer
from ui.canvas.quick_add import QuickAdd
from ui.canvas.reroutes.reroute_actions import Rerouting
from ui.canvas.scene import DrawingScene
from ui.canvas.wire_targets import WireTargets
from ui.language.text import translated
from ui.project.bridge import Bridge
from ui.theme.themes import Themes

SMALL = 0.8
"""Below this zoom a name is typed over the whole width of its card."""


class CanvasActions(GestureHost):
    """The drawing with its actions. What they need is made here; events are led to them in ``Canvas``."""

    properties_wanted = Signal()
    """The user wants to edit the parameters of the selected node."""
    node_menu_opening = Signal(object, str)
    """QMenu, node: others may add to what can be done to it."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        self.drawing = DrawingScene(bridge, themes)
        super().__init__(self.drawing, themes.theme, parent)
        self.drawing.setParent(self)
        self.zoom_changed.connect(self.drawing.pictures.let_go)
        self.bridge, self.themes = bridge, themes
        self.commands = Commands(bridge)
        self.blocks = BlockActions(self)
        self.breadcrumbs = Breadcrumbs(bridge, self.blocks.leave, self.blocks.uses, self)
        self.hint = Hint(themes.theme, self)
        self.arrangement = Arrangement(self)
        self.annotating = Annotating(self)
        self.rerouting = Rerouting(self)
        self.keyboard = Keyboard(self)
        self.tremble = QApplication.startDragDistance()
        self.pointing = Pointing(self)
        self._space = self._kept_whole = False
        self.overlaid: Callable[[], int] = lambda: 0
        """The height in pixels at the upper edge over which something lies until the user takes it away."""
        self._fitted: tuple[float, int, int] | None = None
        self._led: tuple[float, int, int] | None = None

    def add_layer(self, kind: str, at: QPointF | None = None) -> None:
        """Add a layer or block after the selected node, wired to it if it fits; without one, where one looks.

        ``at``: where its middle comes to lie instead.
        """
        current = self.keyboard.current
        if at is None and current is not None:
            node = self.commands.add_after(kind, current)
        else:
            middle = at if at is not None else self.seen().center()
            node = self.commands.add(
                kind, (middle.x() - CARD_WIDTH / 2, middle.y() - 42), self.commands.end_of(current)
            )
        if node is not None:
            self.reveal_new(node)

    def reveal_new(self, node: NodeId) -> None:
        """Select a node that was just added and bring it into sight: nobody has moved the view by hand then."""
        unmoved = self.unmoved
        self.reveal(node)
        if unmoved:
            self._led = self.viewpoint()

    def fit(self) -> None:
        """Show the whole drawing, beneath what lies over the upper edge for longer than a moment."""
        self._show_whole(self.overlaid())

    def keep_whole(self) -> None:
        """A slider elsewhere has changed the drawing: if it was seen as it was fitted, show all of it again."""
        if self.shows_whole and not self.seen().contains(self.drawing.drawing_rect()):
            self._show_whole()
            self._kept_whole = True

    def reveal(self, node: NodeId) -> None:
        """Select a node and bring it into sight."""
        if node not in self.drawing.node_items:
            return
        self.drawing.annotations.select(())
        self.drawing.select_wires(())
        self.bridge.select([node])
        card = self.drawing.node_items[node].card
        if not self.seen().contains(card):
            self.look_at(card.center())

    @property
    def can_copy(self) -> bool:
        """Whether something is selected that the clipboard takes: nodes, frames or notes."""
        return bool(self.bridge.selection or self.drawing.annotations.selected)

    @property
    def can_delete(self) -> bool:
        """Whether anything is selected: a wire or a reroute point, too."""
        drawing = self.drawing
        return self.can_copy or bool(drawing.selected_wires or drawing.reroutes.selected)

    def copy(self) -> None:
        """Put the selected nodes on the clipboard."""
        self.commands.copy(self.bridge.selection, self.drawing.annotations.selected)

    def cut(self) -> None:
        """Put the selected nodes on the clipboard and delete them."""
        if self.commands.copy(self.bridge.selection, self.drawing.annotations.selected):
            self.delete()

    def paste(self, at: QPointF | None = None) -> None:
        """Add what lies on the clipboard: at a point of the canvas, else at the mouse, else beside the original."""
        at = at if at is not None else self.pointing.mouse
        at = at if at is not None and self.seen().contains(at) else None
        if at is None:
            with self._showing_copies():
                self.commands.paste()
        else:
            with self.annotating.selecting_new():
                self.commands.paste((at.x(), at.y()))

    def duplicate(self) -> None:
        """Add a copy of what is selected beside it."""
        with self._showing_copies():
            self.commands.duplicate(self.bridge.selection, self.drawing.annotations.selected)

    @contextmanager
    def _showing_copies(self) -> Iterator[None]:
        """Select what is added, and bring it into sight unless all of it is seen."""
        before = self.commands.project
        with self.annotating.selecting_new():
            yield
        if self.commands.project is before:
            return
        marks = self.drawing.annotations
        cards = [self.drawing.node_items[node].card for node in self.bridge.selection]
        cards += [marks.items[name].card for name in marks.selected]
        if cards and not all(self.seen().contains(card) for card in cards):
            self.look_at(reduce(QRectF.united, cards).center())

    def delete(self) -> None:
        """Delete what is selected."""
        drawing = self.drawing
        chosen = drawing.selected_wires, drawing.annotations.selected, drawing.reroutes.selected
        self.commands.remove(self.bridge.selection, *chosen)

    def select_all(self) -> None:
        """Select every node, frame, note and reroute point."""
        self.bridge.select(self.bridge.level.project.graph.nodes)
        self.drawing.reroutes.select(self.drawing.reroutes.points)
        self.drawing.annotations.select(self.drawing.annotations.items)

    def deselect(self) -> bool:
        """Select nothing. Returns whether anything was selected."""
        if not self.can_delete:
            return False
        drawing = self.drawing
        self.bridge.select(())
        drawing.annotations.select(())
        drawing.select_wires(())
        return True

    def toggle_muted(self) -> None:
        """Have the network do without the selected nodes, or with them again."""
        self.commands.toggle_muted(self.bridge.selection)

    def arrange(self) -> None:
        """Lay the drawing out again and show it whole."""
        self.arrangement.arrange()
        self.fit()

    def arrange_down(self) -> None:
        """Lay the drawing out again from top to bottom, and show it whole."""
        self.arrangement.arrange("down")
        self.fit()

    def connect_selected(self) -> None:
        """Begin to draw a wire from the selected node, to be led with the keyboard."""
        self.keyboard.connect()

    def open_selected(self) -> None:
        """Open the selected block; of another layer, its parameters are wanted."""
        if self.annotating.current is not None:
            self.annotating.write(self.annotating.current)
        elif self.blocks.current is not None:
            self.blocks.open(self.blocks.current)
        else:
            self.properties_wanted.emit()

    def set_running(self, running: bool) -> None:
        """Show whether the network is being trained."""
        self.drawing.set_running(running)

    def rename(self, node: NodeId) -> None:
        """Let the user type another name over the card's title."""
        if node in self.drawing.node_items:
            found = self.drawing.node_items[node].node
            name = found.name or translated(found.layer.title)
            self.ask_name(node, name, lambda given: self.commands.rename(node, given))

    def ask_name(self, node: NodeId, name: str, take: Callable[[str], object]) -> None:
        """Let the user type a name over the card's title; ``name`` stands there at first."""
        self.reveal(node)
        place = partial(self._title_place, node)
        title = self.viewportTransform().mapRect(place() or QRectF())
        field = NameField(name, title, self.themes.theme, self)
        field.setAccessibleName(self.tr("Node name"))
        field.named.connect(take)
        FieldPlace(field, self, place)

    def _title_place(self, node: NodeId) -> QRectF | None:
        """Where the title of a card is, in the scene; None where the card is no longer there."""
        item = self.drawing.node_items.get(node)
        if item is None:
            return None
        margin = 12 if self.zoom >= SMALL else 0
        return QRectF(item.x() + margin, item.y() + 6, CARD_WIDTH - 2 * margin, 24)

    def offer_layers(self, pointer: Pointer, loose: WireTargets | None = None) -> QuickAdd:
        """Open the menu of layers; the chosen one is added here.

        ``loose``: the end of a wire that is then connected to it; only what fits is offered.
        """
        return quick_add.offer_layers(self, pointer, loose)

    def offer_replacements(self) -> QuickAdd | None:
        """Open the menu of what fits in the place of the selected nodes; the chosen one is put there."""
        return quick_add.offer_replacements(self)

    def offer_after(self, node: NodeId) -> QuickAdd:
        """Open the menu of layers that fit behind a node; the chosen one is added there."""
        return quick_add.offer_after(self, node)

    @property
    def shows_whole(self) -> bool:
        """Whether the drawing is seen as it was fitted into the view."""
        return self._fitted == self.viewpoint()

    @property
    def unmoved(self) -> bool:
        """Whether the drawing is seen as it was fitted, or as new layers have led the view away from there."""
        return self.viewpoint() in (self._fitted, self._led)

    def as_widget(self) -> QWidget:
        """The canvas as the parent of what lies or opens over it."""
        return self

    def visible_nodes(self) -> list[NodeItem]:
        """The cards that can be seen."""
        found = self.drawing.items(self.seen(), Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in found if isinstance(item, NodeItem)]

    def dropping(self, pointer: Pointer, kind: str) -> Gesture | None:
        """What a layer or block does that is dragged in from the palette; None where there is none of this kind."""
        layer = self.commands.sample(kind)
        return DropLayer(self, pointer, kind, layer) if layer is not None else None

    def _show_whole(self, top: int = 0) -> None:
        around = self.drawing.drawing_rect()
        around = around.adjusted(0, 0, 0, 24) if not around.isEmpty() else around
        self.show_rect(around, top=max(top, self.breadcrumbs.covers))
        self._fitted = self.viewpoint()

    def restore_cursor(self) -> None:
        """Show with the cursor what the mouse would do."""
        if self.gesture is not None:
            return
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.pointing.at_point:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        elif self.pointing.at_corner:
            self.viewport().setCursor(Qt.CursorShape.SizeFDiagCursor)
        elif self.pointing.at_port:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.viewport().unsetCursor()
