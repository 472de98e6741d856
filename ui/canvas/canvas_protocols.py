"""What the parts of the canvas see of it, in narrow protocols: none of them knows the canvas as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF, SignalInstance
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QWidget

from netbuilder.graph.annotations import AnnotationId, Colour
from netbuilder.graph.blocks import BlockId, BlockUse
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint
from ui.canvas.editing.edit_commands import Commands
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.overlays import Hint
from ui.canvas.pointer import Pointer
from ui.canvas.scene import DrawingScene
from ui.canvas.wire_targets import WireTargets
from ui.project.bridge import Bridge
from ui.theme.themes import Themes


class CanvasView(Protocol):
    """A drawing, and the part of it that is looked at."""

    drawing: DrawingScene

    def as_widget(self) -> QWidget:
        """The canvas as the parent of what lies or opens over it."""

    def viewport(self) -> QWidget:
        """The area in which the drawing is shown."""

    def viewportTransform(self) -> QTransform:
        """From the drawing to the pixels of the view."""

    def reach(self, pixels: float) -> float:
        """A distance on the screen in canvas units."""

    def seen(self) -> QRectF:
        """The part of the canvas that can be seen."""

    def look_at(self, middle: QPointF) -> None:
        """Bring a point of the canvas to the middle of the view."""

    def viewpoint(self) -> tuple[float, int, int]:
        """The zoom and the corner: the same as long as nobody has moved the view."""

    def look_again(self, viewpoint: tuple[float, int, int]) -> None:
        """See what was seen from a viewpoint."""

    @property
    def moved(self) -> SignalInstance:
        """Another part of the canvas is seen now."""

    @property
    def zoom_changed(self) -> SignalInstance:
        """The zoom is another one now."""


class MapCanvas(CanvasView, Protocol):
    """What the map in the corner sees: when to paint itself again, and in which colours."""

    themes: Themes


class EditableCanvas(CanvasView, Protocol):
    """A drawing that can be edited."""

    bridge: Bridge
    commands: Commands

    def offer_layers(self, pointer: Pointer, loose: WireTargets | None = None) -> object:
        """Open the menu of layers; the chosen one is added here, and wired to the loose end if it fits."""


class ReroutingOfCanvas(Protocol):
    """What gestures, menus and keys do with wires and their reroute points."""

    def add(self, wire: Wire, pointer: Pointer | None = None) -> None:
        """Put a point on a wire, where the mouse is or half-way, and select it."""

    def add_to_selected(self) -> None:
        """Put a point on the selected wire."""

    def remove(self, points: Iterable[ReroutePoint]) -> None:
        """Take points away."""

    def straighten(self, wire: Wire) -> None:
        """Take all points of a wire away."""

    def next_wire(self) -> None:
        """Select a wire of the selected layer; once more: its next one."""

    def go(self, point: ReroutePoint) -> None:
        """Select a point alone, and bring it into sight."""


class GestureCanvas(EditableCanvas, Protocol):
    """What the mouse gestures see."""

    hint: Hint
    tremble: int

    @property
    def rerouting(self) -> ReroutingOfCanvas:
        """What can be done with reroute points."""

    def paint_together(self, *, on: bool) -> None:
        """Paint whatever has changed as one rectangle."""

    def pan(self, off: QPointF) -> None:
        """Move what is seen by so many pixels."""

    def visible_nodes(self) -> list[NodeItem]:
        """The cards that can be seen."""


class BlocksOfCanvas(Protocol):
    """What the menus do with blocks."""

    @property
    def current(self) -> NodeId | None:
        """The block that is selected alone."""

    def use(self, node: NodeId) -> BlockUse | None:
        """What a node that is a block uses, or None."""

    def uses(self, block: BlockId) -> int:
        """How many nodes of the project use a block."""

    def group(self) -> None:
        """Make a block of what is selected."""

    def unpack(self) -> None:
        """Put what the selected block holds in its place."""

    def open_layer(self) -> None:
        """Put a block of tensor operations in the place of the selected layer."""

    def open(self, node: NodeId) -> None:
        """Show the drawing inside a block."""

    def leave(self, levels: int = 1) -> bool:
        """Show the drawing around the block that is open."""

    def rename(self, node: NodeId) -> None:
        """Let the user type another name for the block that a node uses."""

    def make_independent(self, node: NodeId) -> None:
        """Give a use a definition of its own."""


class BlockCanvas(CanvasView, Protocol):
    """What is seen by whatever opens and leaves blocks."""

    bridge: Bridge

    @property
    def shows_whole(self) -> bool:
        """Whether the drawing is seen as it was fitted into the view."""

    def ask_name(self, node: NodeId, name: str, take: Callable[[str], object]) -> None:
        """Let the user type a name over the card's title; ``name`` stands there at first."""


class AnnotatingOfCanvas(Protocol):
    """What the menus and the keys do with frames and notes."""

    @property
    def current(self) -> AnnotationId | None:
        """The frame or note that is selected alone."""

    def add_note(self, x: float | None = None, y: float | None = None) -> None:
        """Put a note where the user looks, or at a place."""

    def add_frame(self) -> None:
        """Put a frame around the selected nodes, or where the user looks."""

    def write(self, name: AnnotationId, gesture: object = None) -> None:
        """Let the user type the title of a frame or the text of a note."""

    def colour(self, chosen: Colour) -> None:
        """Give the selected cards, frames and notes a colour."""

    def go(self, name: AnnotationId) -> None:
        """Select a frame or a note alone, and bring it into sight."""


class MenuCanvas(EditableCanvas, Protocol):
    """What the context menus see: whatever can be done."""

    @property
    def annotating(self) -> AnnotatingOfCanvas:
        """What can be done with frames and notes."""

    @property
    def rerouting(self) -> ReroutingOfCanvas:
        """What can be done with reroute points."""

    @property
    def blocks(self) -> BlocksOfCanvas:
        """What can be done with blocks."""

    def open_selected(self) -> None:
        """Open the selected block; of another layer, its parameters are wanted."""

    @property
    def properties_wanted(self) -> SignalInstance:
        """The user wants to edit the parameters of the selected node."""

    @property
    def node_menu_opening(self) -> SignalInstance:
        """Others may add to what can be done to a node."""

    def mapToScene(self, point: QPoint, /) -> QPointF:
        """A point of the view on the canvas."""

    def connect_selected(self) -> None:
        """Begin to draw a wire from the selected node, to be led with the keyboard."""

    def rename(self, node: NodeId) -> None:
        """Let the user type another name over the card's title."""

    def cut(self) -> None:
        """Put the selected nodes on the clipboard and delete them."""

    def copy(self) -> None:
        """Put the selected nodes on the clipboard."""

    def paste(self, at: QPointF | None = None) -> None:
        """Add what lies on the clipboard."""

    def duplicate(self) -> None:
        """Add a copy of the selected nodes."""

    def delete(self) -> None:
        """Delete the selected nodes and wires."""

    def offer_replacements(self) -> object:
        """Open the menu of what fits in the place of the selected nodes."""

    def toggle_muted(self) -> None:
        """Have the network do without the selected nodes, or with them again."""

    def select_all(self) -> None:
        """Select every node."""

    def arrange(self) -> None:
        """Lay the drawing out again and show it whole."""

    def arrange_down(self) -> None:
        """Lay the drawing out again from top to bottom, and show it whole."""

    def fit(self) -> None:
        """Show the whole drawing."""


class KeyboardCanvas(GestureCanvas, MenuCanvas, Protocol):
    """What the keyboard sees: the actions of the menus, and those that only a key has."""

    def reveal(self, node: NodeId) -> None:
        """Select a node and bring it into sight."""

    def offer_after(self, node: NodeId) -> object:
        """Open the menu of layers; the chosen one is added behind a node."""

    def zoom_in(self) -> None:
        """Come nearer by a step."""

    def zoom_out(self) -> None:
        """Go back by a step."""

    def zoom_reset(self) -> None:
        """See everything in its own size."""
