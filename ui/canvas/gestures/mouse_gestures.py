"""The mouse gestures, one class each. A gesture previews; only its end edits the document; Esc leaves no trace."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem

from netbuilder.files.block_files import SUFFIX as BLOCK_SUFFIX
from netbuilder.graph.annotations import AnnotationId
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.layers.base import Layer
from netbuilder.project.arrange import CARD_WIDTH, card_height
from ui.canvas import geometry
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.items import painting
from ui.canvas.items.wire_item import WireItem
from ui.canvas.pointer import Pointer
from ui.palette.layer_list import LAYER_MIME
from ui.project.block_library import FILE, kind_of_file, origin_of
from ui.project.dropped_files import dropped_file

translate = QCoreApplication.translate

ABOVE_ALL = 10.0
BENEATH_CARDS = 0.7
INSERT_REACH = 14.0
"""How near a wire must lie to be entered, in pixels of the screen."""


class Gesture:
    """Something begun with the mouse: it follows the pointer until it is finished or cancelled."""

    cursor = Qt.CursorShape.ArrowCursor
    scrolls = True
    """Whether the view scrolls where it is held at an edge."""

    def __init__(self, canvas: GestureCanvas, start: Pointer) -> None:
        self.canvas = canvas
        self.start = self.at = start
        self.moved = False

    def follow(self, pointer: Pointer) -> None:
        """The mouse moved. Small trembles do not count."""
        self.at = pointer
        if not self.moved:
            off = pointer.view - self.start.view
            self.moved = off.manhattanLength() >= self.canvas.tremble
        if self.moved:
            self.drag(pointer)

    def drag(self, pointer: Pointer) -> None:
        """The mouse was dragged here."""

    def finish(self, pointer: Pointer) -> None:
        """The button was let go: carry it out."""

    def cancel(self) -> None:
        """Leave everything as it was before."""


class Pan(Gesture):
    """Moves the view with the mouse."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def __init__(self, canvas: GestureCanvas, start: Pointer) -> None:
        super().__init__(canvas, start)
        self._last = start.view
        self._from = canvas.viewpoint()

    def drag(self, pointer: Pointer) -> None:
        """Keep the point that was grasped under the mouse."""
        self.canvas.pan(pointer.view - self._last)
        self._last = pointer.view

    def cancel(self) -> None:
        """See again what was seen before."""
        self.canvas.look_again(self._from)


class RubberBand(Gesture):
    """Selects the cards and notes that a rectangle touches, and the frames and reroute points that it encloses."""

    def __init__(self, canvas: GestureCanvas, start: Pointer) -> None:
        super().__init__(canvas, start)
        self._before = canvas.bridge.selection
        self._wires_before = canvas.drawing.selected_wires
        self._kept = self._before if start.adds else frozenset[NodeId]()
        self._marks_before = canvas.drawing.annotations.selected
        self._marks_kept = self._marks_before if start.adds else frozenset[AnnotationId]()
        self._points_before = canvas.drawing.reroutes.selected
        self._points_kept = self._points_before if start.adds else frozenset[ReroutePoint]()
        accent = QColor(canvas.drawing.look.ink.theme.accent)
        pen = QPen(accent, 1.0)
        pen.setCosmetic(True)
        self._band = QGraphicsRectItem()
        self._band.setPen(pen)
        accent.setAlpha(28)
        self._band.setBrush(accent)
        self._band.setZValue(ABOVE_ALL)
        canvas.drawing.addItem(self._band)

    def drag(self, pointer: Pointer) -> None:
        """Select what lies under the rectangle now."""
        area = QRectF(self.start.scene, pointer.scene).normalized()
        self._band.setRect(area)
        inside = {n for n, item in self.canvas.drawing.node_items.items() if item.card.intersects(area)}
        self.canvas.bridge.select(self._kept | inside)
        marks = self.canvas.drawing.annotations
        marks.select(self._marks_kept | marks.touched_by(area))
        points = self.canvas.drawing.reroutes
        points.select(self._points_kept | points.touched_by(area))

    def finish(self, pointer: Pointer) -> None:
        """A click on empty canvas selects nothing."""
        self._end()
        points = self.canvas.drawing.reroutes.selected if self.moved else frozenset[ReroutePoint]()
        if not self.moved and not self.start.adds:
            self.canvas.bridge.select(())
            self.canvas.drawing.annotations.select(())
        if not self.start.adds:
            self.canvas.drawing.select_wires(())
            self.canvas.drawing.reroutes.select(points)

    def cancel(self) -> None:
        """Bring back the earlier selection."""
        self._end()
        self.canvas.bridge.select(self._before)
        self.canvas.drawing.select_wires(self._wires_before)
        self.canvas.drawing.annotations.select(self._marks_before)
        self.canvas.drawing.reroutes.select(self._points_before)

    def _end(self) -> None:
        self.canvas.drawing.removeItem(self._band)


class IntoWire:
    """The wire that a layer would enter if it were let go here: it lights up. ``node``: the one that is moved."""

    def __init__(self, canvas: GestureCanvas, node: NodeId | None) -> None:
        self._canvas = canvas
        self._item: WireItem | None = None
        graph = canvas.bridge.level.project.graph
        free = node is not None and not graph.incoming[node] and not graph.outgoing[node]
        self.possible = node is not None and free and enters_wires(graph.nodes[node].layer)

    @property
    def wire(self) -> Wire | None:
        """The wire that is lit."""
        return self._item.wire if self._item is not None else None

    def look(self, pointer: Pointer, card: QRectF) -> None:
        """Light up the wire under the mouse, else the one that the card covers, and say what would happen."""
        drawing, into = self._canvas.drawing, None
        if self.possible:
            into = drawing.wire_at(pointer.scene, self._canvas.reach(INSERT_REACH))
            into = into or drawing.wire_at(card.center(), card.height() / 2)
        self._light(into)
        self._canvas.hint.hide()
        if self._item is not None:
            self._canvas.hint.tell(translate("Canvas", "Release to insert it into this wire"), pointer.view)

    def end(self) -> None:
        """Nothing is moved any more."""
        self._light(None)
        self._canvas.hint.hide()

    def _light(self, into: WireItem | None) -> None:
        if self._item is not into:
            for item, on in ((self._item, False), (into, True)):
                if item is not None:
                    item.set_state(lit=on)
            self._item = into


def enters_wires(layer: Layer) -> bool:
    """Whether a layer can be put into a wire."""
    return bool(layer.input_ports()) and bool(layer.output_ports()) and layer.role == "hidden"


class DropLayer(Gesture):
    """A layer or block dragged in from the palette: shown where it would lie, or in the wire that it would enter."""

    def __init__(self, canvas: GestureCanvas, start: Pointer, kind: str, layer: Layer) -> None:
        super().__init__(canvas, start)
        self.kind = kind
        self._height = card_height(layer)
        accent = QColor(canvas.drawing.look.ink.theme.accent)
        self._ghost = QGraphicsPathItem(painting.card_path(self._height))
        self._ghost.setPen(QPen(accent, 1.6, Qt.PenStyle.DashLine))
        accent.setAlpha(24)
        self._ghost.setBrush(accent)
        self._ghost.setZValue(ABOVE_ALL)
        canvas.drawing.addItem(self._ghost)
        self._into = IntoWire(canvas, None)
        self._into.possible = enters_wires(layer)
        self.moved = True
        self.drag(start)

    def drag(self, pointer: Pointer) -> None:
        """Show where the card would lie, or light up the wire that it would enter."""
        half = QPointF(CARD_WIDTH / 2, self._height / 2)
        place = pointer.scene - half
        self._ghost.setPos(*geometry.snapped(place.x(), place.y()))
        self._into.look(pointer, QRectF(place, QSizeF(CARD_WIDTH, self._height)))
        self._ghost.setVisible(self._into.wire is None)

    def finish(self, pointer: Pointer) -> None:
        """Add the layer, or insert it into the wire."""
        into = self._into.wire
        place = (self._ghost.x(), self._ghost.y())
        self._end()
        if into:
            self.canvas.commands.insert(self.kind, into)
        else:
            self.canvas.commands.add(self.kind, place)

    def cancel(self) -> None:
        """The layer was carried away again."""
        self._end()

    def _end(self) -> None:
        self._into.end()
        self.canvas.drawing.removeItem(self._ghost)


def dragged_kind(data: QMimeData) -> str | None:
    """The kind of what is dragged from the palette, or of the block in a file that is dragged in from outside; None
    where it is something else."""
    path = dropped_file(data, BLOCK_SUFFIX)
    if path is not None:
        return kind_of_file(path)
    kind = bytes(data.data(LAYER_MIME).data()).decode(errors="replace") if data.hasFormat(LAYER_MIME) else None
    return kind if kind is None or origin_of(kind)[0] != FILE else None
