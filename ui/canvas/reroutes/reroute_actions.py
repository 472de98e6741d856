"""What is done with reroute points by name: added, removed, reached with keys; and how they and wires are told."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF

from netbuilder.errors import EditError
from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint, places
from netbuilder.messages import say
from ui.canvas import descriptions, geometry
from ui.canvas.canvas_protocols import EditableCanvas
from ui.canvas.pointer import Pointer
from ui.language.text import shown

POINT_REACH, WIRE_REACH = 9.0, 7.0
"""How near the mouse must be to grasp a point or a wire, in pixels of the screen."""


class Rerouting:
    """Each action is one edit of the document, or selects."""

    def __init__(self, canvas: EditableCanvas) -> None:
        self._canvas = canvas
        self._node: NodeId | None = None

    def toggle_at(self, pointer: Pointer) -> bool:
        """Remove the point that lies there, or put one on the wire there. Returns whether there is any of both."""
        drawing = self._canvas.drawing
        handle = drawing.reroute_point_at(pointer.scene, self._canvas.reach(POINT_REACH))
        item = drawing.wire_at(pointer.scene, self._canvas.reach(WIRE_REACH)) if handle is None else None
        if handle is not None:
            self.remove([handle.point])
        elif item is not None:
            self.add(item.wire, pointer)
        return handle is not None or item is not None

    def add(self, wire: Wire, pointer: Pointer | None = None) -> None:
        """Put a point on a wire, where the mouse is or half-way, and select it."""
        item = self._canvas.drawing.wire_items[wire]
        at = pointer.scene if pointer is not None else item.middle()
        point = ReroutePoint(wire, item.number_at(at))
        self._canvas.commands.add_point(point, geometry.whole(at))
        self.go(point)

    def add_to_selected(self) -> None:
        """Put a point on the selected wire. Says how to select one where none is."""
        drawing = self._canvas.drawing
        chosen = sorted(drawing.selected_wires) or sorted({point.wire for point in drawing.reroutes.selected})
        if chosen:
            self.add(chosen[0])
        else:
            self._canvas.bridge.refuse(
                EditError("No wire is selected. Select a layer and press W to select its wires.")
            )

    def remove(self, points: Iterable[ReroutePoint]) -> None:
        """Take points away."""
        self._canvas.commands.remove((), points=points)

    def straighten(self, wire: Wire) -> None:
        """Take all points of a wire away."""
        self.remove(point for point in places(self._canvas.commands.project.reroutes) if point.wire == wire)

    def next_wire(self) -> None:
        """Select a wire of the selected layer; once more: its next one."""
        canvas, graph = self._canvas, self._canvas.commands.project.graph
        if len(canvas.bridge.selection) == 1:
            (self._node,) = canvas.bridge.selection
        if self._node is None or self._node not in graph.nodes:
            canvas.bridge.refuse(EditError("No layer is selected. Select one: W then goes through its wires."))
            return
        wires = [*graph.outgoing[self._node], *graph.incoming[self._node]]
        if not wires:
            name = graph.called(self._node)
            canvas.bridge.refuse(EditError("No wire leads to or from “{node}”. Connect it first.", node=name))
            return
        chosen = [number for number, wire in enumerate(wires) if wire in canvas.drawing.selected_wires]
        canvas.bridge.select(())
        canvas.drawing.annotations.select(())
        canvas.drawing.select_wires([wires[(chosen[0] + 1) % len(wires) if chosen else 0]])

    def go(self, point: ReroutePoint) -> None:
        """Select a point alone, and bring it into sight."""
        canvas = self._canvas
        canvas.bridge.select(())
        canvas.drawing.annotations.select(())
        canvas.drawing.select_wires(())
        canvas.drawing.reroutes.select([point])
        at = QPointF(*canvas.drawing.reroutes.place(point))
        if not canvas.seen().contains(at):
            canvas.look_at(at)

    def in_words(self) -> str:
        """The wire or the point that is selected alone, for screen readers; empty where there is none."""
        drawing, graph = self._canvas.drawing, self._canvas.commands.project.graph
        points, wires = drawing.reroutes.selected, drawing.selected_wires
        if self._canvas.bridge.selection or drawing.annotations.selected or len(points or wires) != 1:
            return ""
        wire = next(iter(points)).wire if points else next(iter(wires))
        if wire not in graph.wires:  # it is just being taken away
            return ""
        words = descriptions.wire_in_words(graph, wire)
        if points:
            words = say("Reroute point {number}, {wire}", number=next(iter(points)).number + 1, wire=words)
        return shown(words)
