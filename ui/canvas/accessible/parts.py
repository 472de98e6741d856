"""What a screen reader finds on the canvas: nodes with ports, frames, notes, wires with points; name, role and state.

They read everything from the document when they are asked, and keep nothing of it.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QTransform, QWindow
from PySide6.QtWidgets import QWidget

from netbuilder.graph.annotations import AnnotationId
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import NodeId, Position, Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.layers import describe
from netbuilder.messages import Message, say
from netbuilder.project.annotation_edits import held
from ui.canvas import descriptions
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.geometry import PORT_RADIUS
from ui.canvas.items.node_item import NodeItem
from ui.canvas.items.wire_item import MARKED_DOT
from ui.canvas.scene import DrawingScene
from ui.canvas.wire_targets import Socket
from ui.language.text import shown
from ui.project.bridge import Bridge

WIRE_WIDTH = 4.0


class ReadCanvas(Protocol):
    """The canvas, as far as a screen reader needs it."""

    drawing: DrawingScene
    bridge: Bridge

    def as_widget(self) -> QWidget:
        """The canvas as a widget."""

    def viewport(self) -> QWidget:
        """The area in which the drawing is shown."""

    def viewportTransform(self) -> QTransform:
        """From the drawing to the pixels of the view."""

    def seen(self) -> QRectF:
        """The part of the canvas that can be seen."""


class Part(QAccessibleInterface):
    """A part of the drawing. It is no widget and no object of Qt: what it has not is answered here.

    ``gone``: it was forgotten, with the canvas perhaps, which must not be asked any more.
    """

    def __init__(self, canvas: ReadCanvas) -> None:
        super().__init__()
        self._canvas, self.gone = canvas, False

    def area(self) -> QRectF:
        """Where it lies on the canvas."""
        raise NotImplementedError

    def words(self) -> tuple[str, str]:
        """Its name, and what more is to be said of it."""
        raise NotImplementedError

    def exists(self) -> bool:
        """Whether the drawing has it still."""
        raise NotImplementedError

    def isValid(self) -> bool:
        """Whether it may be asked."""
        return self.exists()

    def object(self) -> QObject | None:  # type: ignore[override]  # the stub does not know that there may be none
        """None: it is an item of the scene."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window in which it is seen."""
        return None if self.gone else self._canvas.as_widget().window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The canvas."""
        return None if self.gone else QAccessible.queryAccessibleInterface(self._canvas.as_widget())

    def childCount(self) -> int:
        """None, but for nodes and wires."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None, but for nodes and wires."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The child at a point of the screen."""
        parts = (self.child(index) for index in range(self.childCount()))
        return next((part for part in parts if part is not None and part.rect().contains(x, y)), None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a child, or -1."""
        return next((index for index in range(self.childCount()) if self.child(index) is child), -1)

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description."""
        if not self.exists():
            return ""
        name, more = self.words()
        return {QAccessible.Text.Name: name, QAccessible.Text.Description: more}.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing: names are given with F2."""

    def rect(self) -> QRect:
        """Where it is seen, in pixels of the screen."""
        if not self.exists():
            return QRect()
        seen = self._canvas.viewportTransform().mapRect(self.area()).toAlignedRect()
        return QRect(self._canvas.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def state(self) -> QAccessible.State:
        """Whether it can be seen."""
        state = QAccessible.State()
        if not self.exists():
            state.invalid = True
        else:
            state.offscreen = not self._canvas.seen().intersects(self.area())
        return state


class NodePart(Part):
    """A node: can be selected, has the focus where the keys act on it alone, and has its ports as children."""

    def __init__(self, canvas: ReadCanvas, node: NodeId) -> None:
        super().__init__(canvas)
        self.node = node
        self._ports: dict[Socket, PortPart] = {}

    def exists(self) -> bool:
        """Whether there is a card."""
        return not self.gone and self.node in self._canvas.drawing.node_items

    @property
    def item(self) -> NodeItem:
        """Its card."""
        return self._canvas.drawing.node_items[self.node]

    def area(self) -> QRectF:
        """The card."""
        return self.item.card

    def role(self) -> QAccessible.Role:
        """One of a list, which can be selected."""
        return QAccessible.Role.ListItem

    def words(self) -> tuple[str, str]:
        """What sentences call it; and parameters, output, connections and problems."""
        bridge = self._canvas.bridge
        name = shown(bridge.level.project.graph.called(self.node))
        return name, ", ".join(descriptions.node_details(bridge, self.node, self.item.problems))

    def state(self) -> QAccessible.State:
        """Selected or not; and whether something is inside."""
        state = super().state()
        if self.exists():
            selection = self._canvas.bridge.selection
            state.selectable = state.focusable = state.multiSelectable = True
            state.selected = self.node in selection
            state.focused = selection == {self.node} and self._canvas.as_widget().hasFocus()
            state.expandable = isinstance(self.item.node.layer, BlockUse)
        return state

    def childCount(self) -> int:
        """One for each port."""
        return len(self.item.sockets) if self.exists() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The inputs, then the outputs."""
        if not 0 <= index < self.childCount():
            return None
        socket = self.item.sockets[index]
        if socket not in self._ports:
            self._ports[socket] = PortPart(self._canvas, self, socket)
        return self._ports[socket]

    def forget(self) -> None:
        """It is gone: screen readers must not ask it or its ports any more."""
        self.gone = True
        for part in (*self._ports.values(), self):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))


class PortPart(Part):
    """A port of a node, and whether a wire is at it."""

    def __init__(self, canvas: ReadCanvas, owner: NodePart, socket: Socket) -> None:
        super().__init__(canvas)
        self._owner, self.socket = owner, socket

    def exists(self) -> bool:
        """Whether the card has it still."""
        return self._owner.exists() and self.socket in self._owner.item.sockets

    def parent(self) -> QAccessibleInterface:
        """The node."""
        return self._owner

    def area(self) -> QRectF:
        """The circle."""
        middle, radius = self._owner.item.port_point(self.socket), PORT_RADIUS
        return QRectF(middle - QPointF(radius, radius), middle + QPointF(radius, radius))

    def role(self) -> QAccessible.Role:
        """A text: it is connected from its node, with a key of that, and has no action of its own."""
        return QAccessible.Role.StaticText

    def words(self) -> tuple[str, str]:
        """Which port it is; and what it is connected to, and the shape that leaves there."""
        item, graph = self._owner.item, self._canvas.bridge.level.project.graph
        several = sum(other.output == self.socket.output for other in item.sockets) > 1
        label = item.node.layer.port_label(self.socket.name)
        if self.socket.output:
            name = say("Output “{port}”", port=label) if several else say("Output")
            ends = [w.target for w in graph.outgoing[item.node.id] if w.source_port == self.socket.name]
            linked = say("connected to {nodes}", nodes=", ".join(shown(graph.called(node)) for node in ends))
        else:
            name = say("Input “{port}”", port=label) if several else say("Input")
            ends = [w.source for w in graph.incoming[item.node.id] if w.target_port == self.socket.name]
            linked = say("connected from {nodes}", nodes=", ".join(shown(graph.called(node)) for node in ends))
        parts: list[Message | str] = [linked if ends else say("not connected")]
        shape = item.checked.shape_at(self.socket.name) if item.checked and self.socket.output else None
        if shape is not None:
            parts.append(describe(shape))
        return shown(name), ", ".join(map(shown, parts))

    def state(self) -> QAccessible.State:
        """Linked where a wire is at it."""
        state = super().state()
        if self.exists():
            state.linked = self._owner.item.look.is_wired(self._owner.node, self.socket)
        return state


class MarkPart(Part):
    """A frame or a note: can be selected, and has the focus where the keys act on it alone."""

    def __init__(self, canvas: ReadCanvas, mark: AnnotationId) -> None:
        super().__init__(canvas)
        self.mark = mark

    def exists(self) -> bool:
        """Whether the drawing has it."""
        return not self.gone and self.mark in self._canvas.drawing.annotations.items

    @property
    def item(self) -> AnnotationItem:
        """What is painted."""
        return self._canvas.drawing.annotations.items[self.mark]

    def area(self) -> QRectF:
        """Its rectangle."""
        return self.item.card

    def role(self) -> QAccessible.Role:
        """A group of what lies in it, or a note."""
        frame = self.exists() and self.item.annotation.kind == "frame"
        return QAccessible.Role.Grouping if frame else QAccessible.Role.Note

    def words(self) -> tuple[str, str]:
        """Its title or text; and, of a frame, the nodes that lie in it."""
        found, project = self.item.annotation, self._canvas.bridge.level.project
        inside, _ = held(project, [self.mark]) if found.kind == "frame" else (frozenset[NodeId](), None)
        names = ", ".join(shown(project.graph.called(node)) for node in project.graph.nodes if node in inside)
        return descriptions.annotation_in_words(found), shown(say("around {nodes}", nodes=names)) if names else ""

    def state(self) -> QAccessible.State:
        """Selected or not."""
        state = super().state()
        if self.exists():
            marks = self._canvas.drawing.annotations.selected
            state.selectable = state.focusable = state.multiSelectable = True
            state.selected = self.mark in marks
            alone = marks == {self.mark} and not self._canvas.bridge.selection
            state.focused = alone and self._canvas.as_widget().hasFocus()
        return state

    def forget(self) -> None:
        """It is gone: screen readers must not ask it any more."""
        self.gone = True
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(self))


class WirePart(Part):
    """A wire: can be selected, and has its reroute points as children."""

    def __init__(self, canvas: ReadCanvas, wire: Wire) -> None:
        super().__init__(canvas)
        self.wire = wire
        self._points: dict[int, PointPart] = {}

    @property
    def via(self) -> tuple[Position, ...]:
        """The reroute points that it passes through."""
        return self._canvas.drawing.wire_items[self.wire].via if self.exists() else ()

    def childCount(self) -> int:
        """One for each reroute point."""
        return len(self.via)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The reroute points along the wire."""
        return self.point(index) if 0 <= index < self.childCount() else None

    def point(self, number: int) -> PointPart:
        """The part for a reroute point."""
        return self._points.setdefault(number, self._points.get(number) or PointPart(self._canvas, self, number))

    def exists(self) -> bool:
        """Whether it is drawn still."""
        return not self.gone and self.wire in self._canvas.drawing.wire_items

    def area(self) -> QRectF:
        """Around the curve."""
        thick = WIRE_WIDTH / 2
        return self._canvas.drawing.wire_items[self.wire].path.boundingRect().adjusted(-thick, -thick, thick, thick)

    def role(self) -> QAccessible.Role:
        """A line."""
        return QAccessible.Role.Graphic

    def words(self) -> tuple[str, str]:
        """From where to where; and the shape that flows through it, and how many points it passes through."""
        item = self._canvas.drawing.wire_items[self.wire]
        name = descriptions.wire_in_words(self._canvas.bridge.level.project.graph, self.wire)
        points = say("1 reroute point") if len(item.via) == 1 else say("{count} reroute points", count=len(item.via))
        return shown(name), ", ".join(filter(None, [item.label(), shown(points) if item.via else ""]))

    def state(self) -> QAccessible.State:
        """Selected or not."""
        state = super().state()
        if self.exists():
            state.selectable = True
            state.selected = self.wire in self._canvas.drawing.selected_wires
        return state

    def forget(self) -> None:
        """It is gone: screen readers must not ask it or its points any more."""
        self.gone = True
        for part in (*self._points.values(), self):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))


class PointPart(Part):
    """A reroute point: can be selected, and has the focus where the keys act on it alone."""

    def __init__(self, canvas: ReadCanvas, owner: WirePart, number: int) -> None:
        super().__init__(canvas)
        self._owner, self.point = owner, ReroutePoint(owner.wire, number)

    def exists(self) -> bool:
        """Whether the wire has it still."""
        return self.point.number < len(self._owner.via)

    def parent(self) -> QAccessibleInterface:
        """The wire."""
        return self._owner

    def area(self) -> QRectF:
        """The dot."""
        x, y = self._owner.via[self.point.number]
        return QRectF(x - MARKED_DOT, y - MARKED_DOT, 2 * MARKED_DOT, 2 * MARKED_DOT)

    def role(self) -> QAccessible.Role:
        """One of a list, which can be selected."""
        return QAccessible.Role.ListItem

    def words(self) -> tuple[str, str]:
        """Its number along the wire, and which wire that is."""
        name, _ = self._owner.words()
        return shown(say("Reroute point {number}", number=self.point.number + 1)), name

    def state(self) -> QAccessible.State:
        """Selected or not."""
        state = super().state()
        if self.exists():
            drawing = self._canvas.drawing
            points = drawing.reroutes.selected
            state.selectable = state.focusable = state.multiSelectable = True
            state.selected = self.point in points
            others = self._canvas.bridge.selection or drawing.annotations.selected
            state.focused = points == {self.point} and not others and self._canvas.as_widget().hasFocus()
        return state
