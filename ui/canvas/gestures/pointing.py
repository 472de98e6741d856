"""What lies under the mouse: lit up while it hovers, explained in a tip, and grasped by the gesture that fits it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from netbuilder.graph.reroutes import ReroutePoint
from ui.canvas import descriptions
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.annotations.resizing import ResizeAnnotation
from ui.canvas.canvas_protocols import CanvasView, GestureCanvas
from ui.canvas.gestures.mouse_gestures import Gesture, RubberBand
from ui.canvas.gestures.move_gesture import MoveSelected
from ui.canvas.gestures.wire_gesture import wire_gesture
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.wire_item import WireItem
from ui.canvas.pointer import Pointer
from ui.canvas.reroutes.add_point import AddPoint
from ui.canvas.reroutes.reroute_actions import POINT_REACH, WIRE_REACH
from ui.canvas.wire_targets import Socket

PORT_REACH = 13.0
"""How near the mouse must be to grasp a port, in pixels of the screen."""


def gesture_at(canvas: GestureCanvas, pointer: Pointer) -> Gesture:
    """The gesture that the left button begins here; what is pressed is selected."""
    port = _grasped_port(canvas, pointer.scene)
    if port is not None:
        return wire_gesture(canvas, pointer, *port)
    card = canvas.drawing.node_at(pointer.scene)
    if card is not None:
        _press_card(canvas, card, pointer)
        return MoveSelected(canvas, pointer, card)
    handle = canvas.drawing.reroute_point_at(pointer.scene, canvas.reach(POINT_REACH))
    if handle is not None:
        _press_point(canvas, handle.point, pointer)
        return MoveSelected(canvas, pointer, handle)
    wire = canvas.drawing.wire_at(pointer.scene, canvas.reach(WIRE_REACH))
    if wire is not None:
        _press_wire(canvas, wire, pointer)
        bends = bool(pointer.keys & Qt.KeyboardModifier.AltModifier)
        return AddPoint(canvas, pointer, wire) if bends else Gesture(canvas, pointer)
    mark = canvas.drawing.annotations.at(pointer.scene)
    if mark is not None:
        _press_mark(canvas, mark, pointer)
        resizes = mark.corner_at(pointer.scene) and not pointer.adds
        return ResizeAnnotation(canvas, pointer, mark) if resizes else MoveSelected(canvas, pointer, mark)
    return RubberBand(canvas, pointer)


def _grasped_port(canvas: CanvasView, at: QPointF) -> tuple[NodeItem, Socket] | None:
    """The port that the mouse grasps: between two close cards a reroute point may be nearer."""
    port = canvas.drawing.port_at(at, canvas.reach(PORT_REACH))
    handle = canvas.drawing.reroute_point_at(at, canvas.reach(POINT_REACH)) if port else None
    if port is None or handle is None:
        return port
    item, socket = port
    nearer = (item.port_point(socket) - at).manhattanLength() <= (handle.pos() - at).manhattanLength()
    return port if nearer else None


def _press_mark(canvas: GestureCanvas, mark: AnnotationItem, pointer: Pointer) -> None:
    marks = canvas.drawing.annotations
    if pointer.adds:
        marks.select(marks.selected ^ {mark.name})
    elif mark.name not in marks.selected:
        canvas.drawing.select_wires(())
        canvas.bridge.select(())
        marks.select([mark.name])


def _press_card(canvas: GestureCanvas, card: NodeItem, pointer: Pointer) -> None:
    selection, node = canvas.bridge.selection, card.node.id
    if pointer.adds:
        points = canvas.drawing.reroutes.selected
        canvas.bridge.select(selection ^ {node})
        canvas.drawing.reroutes.select(points)
    elif node not in selection:
        canvas.drawing.select_wires(())
        canvas.drawing.annotations.select(())
        canvas.bridge.select([node])


def _press_wire(canvas: GestureCanvas, wire: WireItem, pointer: Pointer) -> None:
    if pointer.adds:
        canvas.drawing.select_wires(canvas.drawing.selected_wires ^ {wire.wire})
    else:
        canvas.bridge.select(())
        canvas.drawing.annotations.select(())
        canvas.drawing.select_wires([wire.wire])


def _press_point(canvas: GestureCanvas, point: ReroutePoint, pointer: Pointer) -> None:
    selected = canvas.drawing.reroutes.selected
    if pointer.adds:
        canvas.drawing.reroutes.select(selected ^ {point})
    elif point not in selected:
        canvas.rerouting.go(point)


class Pointing:
    """The card or wire, and the port, that the mouse hovers over."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._item: NodeItem | WireItem | AnnotationItem | None = None
        self._port_of: NodeItem | None = None
        self.mouse: QPointF | None = None
        """Where it is on the canvas; None while it is elsewhere."""

    @property
    def at_corner(self) -> bool:
        """Whether a frame or a note would be resized from here."""
        return isinstance(self._item, AnnotationItem) and self.mouse is not None and self._item.corner_at(self.mouse)

    @property
    def at_port(self) -> bool:
        """Whether a wire would be drawn from here."""
        return self._port_of is not None

    @property
    def at_point(self) -> bool:
        """Whether a reroute point would be moved from here."""
        reach = self._canvas.reach(POINT_REACH)
        return (
            isinstance(self._item, WireItem)
            and self.mouse is not None
            and self._canvas.drawing.reroutes.at(self.mouse, [self._item], reach) is not None
        )

    def hover(self, pointer: Pointer) -> None:
        """Light up what lies under the mouse."""
        self.mouse = pointer.scene
        drawing = self._canvas.drawing
        port = _grasped_port(self._canvas, pointer.scene)
        card = port[0] if port else drawing.node_at(pointer.scene)
        wire = None if card else drawing.wire_at(pointer.scene, self._canvas.reach(WIRE_REACH))
        mark = None if card or wire else drawing.annotations.at(pointer.scene)
        self._light(card or wire or mark, *(port or (None, None)))

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self.mouse = None
        self._light(None, None, None)

    def follow(self) -> None:
        """The drawing changed: what was lit may be gone."""
        if self._item is not None and self._item.scene() is not self._canvas.drawing:
            self._item = None
        if self._port_of is not None and self._port_of.scene() is not self._canvas.drawing:
            self._port_of = None

    def tip(self, at: QPointF) -> str:
        """The tool tip for a point of the canvas; empty where there is nothing to say."""
        port = _grasped_port(self._canvas, at)
        if port is not None:
            return descriptions.port_tip(*port)
        card = self._canvas.drawing.node_at(at)
        return descriptions.card_tip(card) if card is not None else ""

    def _light(
        self, item: NodeItem | WireItem | AnnotationItem | None, port_of: NodeItem | None, port: Socket | None
    ) -> None:
        if self._item is not item:
            for other, on in ((self._item, False), (item, True)):
                if other is not None:
                    other.set_state(hovered=on)
            self._item = item
        if self._port_of is not None and self._port_of is not port_of:
            self._port_of.hover_port(None)
        self._port_of = port_of
        if port_of is not None:
            port_of.hover_port(port)
