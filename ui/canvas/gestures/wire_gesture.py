"""The gesture that draws a wire: from an output, from a free input, or with the end of a wire that was there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from netbuilder.graph.graph import Wire
from netbuilder.messages import Message
from ui.canvas import geometry
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.gestures.mouse_gestures import BENEATH_CARDS, Gesture
from ui.canvas.items.node_item import NodeItem
from ui.canvas.pointer import Pointer
from ui.canvas.wire_targets import Socket, WireTargets
from ui.language.text import shown, translated

translate = QCoreApplication.translate

SNAP = 34.0
"""How far the loose end jumps to a port that it fits, in pixels of the screen."""
NEAR = 14.0
"""How near the mouse must be to a port that does not fit, to mean it, in pixels of the screen."""

End = tuple[NodeItem, Socket]


def wire_gesture(canvas: GestureCanvas, start: Pointer, node: NodeItem, socket: Socket) -> DrawWire:
    """The gesture that begins at a port. From an input that has a wire, that wire's end is carried away."""
    graph = canvas.bridge.level.project.graph
    if not socket.output:
        for wire in graph.incoming[node.node.id]:
            if wire.target_port == socket.name:
                fixed = Socket(wire.source_port, output=True)
                return DrawWire(canvas, start, WireTargets(canvas.bridge.level.check, wire.source, fixed), wire)
    return DrawWire(canvas, start, WireTargets(canvas.bridge.level.check, node.node.id, socket))


class DrawWire(Gesture):
    """A wire in the making: ports that it fits glow, the others fade, and the reason stands beside the mouse."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self, canvas: GestureCanvas, start: Pointer, fitting: WireTargets, carried: Wire | None = None
    ) -> None:
        super().__init__(canvas, start)
        self.fitting = fitting
        self._carried = carried
        self._end: End | None = None
        self._reason: Message | None = None
        self._line = QGraphicsPathItem()
        self._line.setZValue(BENEATH_CARDS)
        canvas.drawing.addItem(self._line)

    def drag(self, pointer: Pointer) -> None:
        """Lead the loose end to the mouse, or to the port that it means."""
        if self.canvas.drawing.look.fitting is None:
            self.canvas.drawing.set_fitting(self.fitting)
            self._show_carried(False)
        self._light(self._meant(pointer))
        self._draw(pointer)
        self._tell(pointer)

    def finish(self, pointer: Pointer) -> None:
        """Connect, refuse, or, on empty canvas, offer the layers that could go there."""
        end = self._end
        self._clean()
        if not self.moved:
            self.canvas.bridge.select([self.fitting.node if self._carried is None else self._carried.target])
        elif end is not None:
            self.canvas.commands.connect(self.fitting, end[0].node.id, end[1], instead_of=self._carried)
        elif self._carried is not None:
            self.canvas.commands.disconnect_wire(self._carried)
        else:
            self.canvas.offer_layers(pointer, self.fitting)

    def cancel(self) -> None:
        """Let the wire go."""
        self._clean()

    def _clean(self) -> None:
        self._light(None)
        self.canvas.hint.hide()
        self.canvas.drawing.removeItem(self._line)
        self._show_carried(True)
        self.canvas.drawing.set_fitting(None)

    def _show_carried(self, visible: bool) -> None:
        if self._carried in self.canvas.drawing.wire_items:
            self.canvas.drawing.wire_items[self._carried].setVisible(visible)

    def _meant(self, pointer: Pointer) -> End | None:
        """The port that the mouse means: one that fits and is near, one that it touches, or the best of a card."""
        touched = self._nearest(pointer, self.canvas.reach(SNAP), fits=True)
        touched = touched or self._nearest(pointer, self.canvas.reach(NEAR), fits=False)
        if touched:
            return touched
        card = self.canvas.drawing.node_at(pointer.scene)
        if card is None or card.node.id == self.fitting.node:
            return None
        best = self.fitting.best(card.node.id)
        return (card, best) if best is not None else None

    def _nearest(self, pointer: Pointer, reach: float, *, fits: bool) -> End | None:
        best: tuple[float, NodeItem, Socket] | None = None
        for item in self.canvas.drawing.nodes_near(pointer.scene, reach):
            for port in item.sockets:
                off = (item.port_point(port) - pointer.scene).manhattanLength()
                if off > reach or not self.fitting.offers(port) or (best is not None and best[0] <= off):
                    continue
                if (self.fitting.reason(item.node.id, port) is None) == fits:
                    best = (off, item, port)
        return best[1:] if best else None

    def _light(self, end: End | None) -> None:
        if self._end is not None:
            self._end[0].hover_port(None)
        self._end = end
        self._reason = self.fitting.reason(end[0].node.id, end[1]) if end else None
        if end is not None:
            end[0].hover_port(end[1])

    def _draw(self, pointer: Pointer) -> None:
        loose = pointer.scene
        if self._end is not None and self._reason is None:
            loose = self._end[0].port_point(self._end[1])
        fixed = self.canvas.drawing.node_items[self.fitting.node].port_point(self.fitting.socket)
        self._line.setPath(geometry.curve(*((fixed, loose) if self.fitting.seeks_input else (loose, fixed))))
        ink = self.canvas.drawing.look.ink
        pen = QPen(ink.wire_selected)
        if self._reason is not None:
            pen.setColor(ink.theme.danger)
            pen.setStyle(Qt.PenStyle.DashLine)
        self._line.setPen(pen)

    def _tell(self, pointer: Pointer) -> None:
        if self._reason is not None:
            self.canvas.hint.tell(shown(self._reason), pointer.view, alarming=True)
        elif self._end is not None:
            self.canvas.hint.tell(_named(*self._end), pointer.view)
        elif self._carried is not None:
            self.canvas.hint.tell(translate("Canvas", "Release here to remove the wire"), pointer.view)
        else:
            self.canvas.hint.tell(translate("Canvas", "Release here to add a layer"), pointer.view)


def _named(item: NodeItem, socket: Socket) -> str:
    """The port as words: the node, and the port where there are several of its kind."""
    title = item.node.name or translated(item.node.layer.title)
    if socket not in item.sockets:  # a layer that can grow takes a wire behind its last port
        return f"{title} · +"
    several = sum(other.output == socket.output for other in item.sockets) > 1
    return f"{title} · {shown(item.node.layer.port_label(socket.name))}" if several else title
