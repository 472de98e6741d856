"""The canvas without a mouse: walking from node to node, moving, connecting, and a key for every action."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from netbuilder.errors import EditError
from netbuilder.graph.graph import NodeId
from netbuilder.project.arrange import GRID
from ui.canvas import context_menus
from ui.canvas.canvas_protocols import GestureCanvas, KeyboardCanvas
from ui.canvas.gestures.wire_gesture import DrawWire
from ui.canvas.pointer import Pointer
from ui.canvas.wire_targets import Socket, WireTargets

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAN_STEP = 48.0
LARGE = 5
"""With Shift, arrows move by so many steps of the grid."""


class Connecting(DrawWire):
    """A wire drawn with the keyboard: the loose end steps from one fitting port to the next."""

    def __init__(self, canvas: GestureCanvas, node: NodeId) -> None:
        card, fitting = canvas.drawing.node_items[node], WireTargets(canvas.bridge.level.check, node)
        super().__init__(canvas, self._at(canvas, card.port_point(fitting.socket)), fitting)
        self.moved = True
        self._targets = self._fitting_ports()
        self._chosen = 0

    @property
    def possible(self) -> bool:
        """Whether there is a port that fits."""
        return bool(self._targets)

    def step(self, by: int) -> None:
        """Offer the next port, and bring it into sight."""
        self._chosen = (self._chosen + by) % len(self._targets)
        item = self.canvas.drawing.node_items[self._targets[self._chosen][0]]
        if not self.canvas.seen().contains(item.card):
            self.canvas.look_at(item.card.center())
        self.drag(self.target())

    def target(self) -> Pointer:
        """The port that is offered, as if the mouse were there."""
        node, socket = self._targets[self._chosen]
        return self._at(self.canvas, self.canvas.drawing.node_items[node].port_point(socket))

    @staticmethod
    def _at(canvas: GestureCanvas, point: QPointF) -> Pointer:
        return Pointer(canvas.viewportTransform().map(point), point)

    def _fitting_ports(self) -> list[tuple[NodeId, Socket]]:
        """Free ports before taken ones, near ones before far ones."""
        graph, items = self.canvas.bridge.level.project.graph, self.canvas.drawing.node_items
        start = items[self.fitting.node].port_point(self.fitting.socket)
        found: list[tuple[bool, float, NodeId, Socket]] = []
        for node, item in items.items():
            inputs = (socket for socket in item.sockets if not socket.output)
            for socket, source in zip(inputs, graph.sources(node), strict=True):
                if (source is None or source.node != self.fitting.node) and self.fitting.reason(node, socket) is None:
                    off = item.port_point(socket) - start
                    found.append((source is not None, hypot(off.x(), off.y()), node, socket))
        return [(node, socket) for _, _, node, socket in sorted(found)]


class Keyboard:
    """What the keys do on the canvas."""

    def __init__(self, canvas: KeyboardCanvas) -> None:
        self._canvas = canvas
        self._connecting: Connecting | None = None
        self._nudging: object = object()
        standard = QKeySequence.StandardKey
        self._standard: list[tuple[QKeySequence.StandardKey, Callable[[], None]]] = [
            (standard.Copy, canvas.copy),
            (standard.Cut, canvas.cut),
            (standard.Paste, canvas.paste),
            (standard.SelectAll, canvas.select_all),
        ]
        self.plain: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Delete: canvas.delete,
            Qt.Key.Key_Backspace: canvas.delete,
            Qt.Key.Key_Plus: canvas.zoom_in,
            Qt.Key.Key_Equal: canvas.zoom_in,
            Qt.Key.Key_Minus: canvas.zoom_out,
            Qt.Key.Key_0: canvas.zoom_reset,
            Qt.Key.Key_F: canvas.fit,
            Qt.Key.Key_C: self.connect,
            Qt.Key.Key_A: self._add,
            Qt.Key.Key_M: canvas.toggle_muted,
            Qt.Key.Key_R: self._replace,
            Qt.Key.Key_N: canvas.annotating.add_note,
            Qt.Key.Key_G: canvas.annotating.add_frame,
            Qt.Key.Key_F2: self._rename,
            Qt.Key.Key_O: canvas.blocks.open_layer,
            Qt.Key.Key_W: canvas.rerouting.next_wire,
            Qt.Key.Key_P: canvas.rerouting.add_to_selected,
            Qt.Key.Key_Return: canvas.open_selected,
            Qt.Key.Key_Enter: canvas.open_selected,
            Qt.Key.Key_Menu: lambda: context_menus.open_for_selection(canvas),
        }

    @property
    def current(self) -> NodeId | None:
        """The node that keys act upon: the one that is selected alone."""
        selection = self._canvas.bridge.selection
        return next(iter(selection)) if len(selection) == 1 else None

    def press(self, event: QKeyEvent) -> bool:
        """Act upon a key. Returns whether it meant anything."""
        if self._connecting is not None:
            return self._press_connecting(event)
        if event.key() == Qt.Key.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._canvas.blocks.leave()
        if Qt.Key(event.key()) in ENTER and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._canvas.properties_wanted.emit()
            return True
        if Qt.Key(event.key()) in ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._nudge_or_scroll(event)
            return True
        act = self._meaning(event)
        if act is not None:
            self.end_nudging()
            act()
        return act is not None

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does, but for arrows that move or scroll; None where it does nothing."""
        for meaning, act in self._standard:
            if event.matches(meaning):
                return act
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if key in ARROWS:
                extends = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
                return partial(self._extend if extends else self._go_along, ARROWS[key])
            return self._with_control(key, modifiers)
        return None if modifiers & Qt.KeyboardModifier.AltModifier else self.plain.get(key)

    def _with_control(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Callable[[], None] | None:
        if key == Qt.Key.Key_G:
            shifted = modifiers & Qt.KeyboardModifier.ShiftModifier
            return self._canvas.blocks.unpack if shifted else self._canvas.blocks.group
        return self._canvas.duplicate if key == Qt.Key.Key_D else None

    def walk(self, by: int) -> bool:
        """Select the next node in the order of the network, then frames and notes, then reroute points.

        Returns False behind the last.
        """
        if self._connecting is not None:
            self._connecting.step(by)
            return True
        canvas, graph = self._canvas, self._canvas.bridge.level.project.graph
        marks, points = canvas.drawing.annotations, canvas.drawing.reroutes
        selected: Set[object] = canvas.bridge.selection | marks.selected | points.selected
        steps: list[tuple[object, Callable[[], None]]] = []
        steps += [(node, partial(self._go, node)) for node in (*graph.order, *graph.tangled)]
        steps += [(name, partial(canvas.annotating.go, name)) for name in marks.items]
        steps += [(point, partial(canvas.rerouting.go, point)) for point in points.points]
        chosen = [number for number, (one, _) in enumerate(steps) if one in selected]
        start = (max(chosen) if by > 0 else min(chosen)) if chosen else (-1 if by > 0 else len(steps))
        if not 0 <= start + by < len(steps):
            return False
        _, go = steps[start + by]
        go()
        return True

    def connect(self) -> None:
        """Begin to draw a wire from the current node, if there is a port that it fits."""
        node = self.current
        if node is None:
            return
        connecting = Connecting(self._canvas, node) if self._canvas.drawing.node_items[node].has_output else None
        if connecting is None or not connecting.possible:
            if connecting is not None:
                connecting.cancel()
            title = self._canvas.bridge.level.project.graph.called(node)
            self._canvas.bridge.refuse(
                EditError("No input accepts the output of “{node}”. Add a layer that accepts it first.", node=title)
            )
            return
        self._connecting = connecting
        connecting.step(0)

    @property
    def connecting(self) -> bool:
        """Whether a wire is being drawn."""
        return self._connecting is not None

    def cancel(self) -> bool:
        """Leave connecting. Returns whether it was under way."""
        connecting, self._connecting = self._connecting, None
        if connecting is not None:
            connecting.cancel()
        return connecting is not None

    def end_nudging(self) -> None:
        """The next arrow key begins another move, which is undone by itself."""
        self._nudging = object()

    def follow(self) -> None:
        """The drawing changed: what was being connected may be gone."""
        self.cancel()

    def _press_connecting(self, event: QKeyEvent) -> bool:
        """While connecting, arrows choose and Enter connects; nothing else is done by accident."""
        connecting = self._connecting
        if connecting is None:
            return False
        key = Qt.Key(event.key())
        if key in ARROWS:
            connecting.step(sum(ARROWS[key]))
        elif key in ENTER:
            self._connecting = None
            connecting.finish(connecting.target())
        return True

    def _nudge_or_scroll(self, event: QKeyEvent) -> None:
        canvas, direction = self._canvas, ARROWS[Qt.Key(event.key())]
        marks, points = canvas.drawing.annotations.selected, canvas.drawing.reroutes.selected
        if canvas.bridge.selection or marks or points:
            step = GRID * (LARGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            off = direction[0] * step, direction[1] * step
            canvas.commands.nudge(canvas.bridge.selection, marks, points, off, self._nudging)
            self._keep_in_sight()
        else:
            canvas.pan(QPointF(-direction[0] * PAN_STEP, -direction[1] * PAN_STEP))

    def _keep_in_sight(self) -> None:
        node = self.current
        if node is not None:
            self._canvas.reveal(node)

    def _go_along(self, direction: tuple[int, int]) -> None:
        """Along a wire where one leads that way, else to the nearest card that way."""
        node = self.current
        if node is None:
            self.walk(1)
            return
        following = self._following(node, direction)
        if following is not None:
            self._go(following)

    def _extend(self, direction: tuple[int, int]) -> None:
        """Select one more: the next after the last of what is selected, or the one before the first."""
        bridge = self._canvas.bridge
        graph, selection = bridge.level.project.graph, bridge.selection
        chosen = [node for node in (*graph.order, *graph.tangled) if node in selection]
        if not chosen:
            self.walk(1)
            return
        following = self._following(chosen[-1 if sum(direction) > 0 else 0], direction)
        if following is not None:
            self._canvas.reveal(following)
            bridge.select({*selection, following})

    def _following(self, node: NodeId, direction: tuple[int, int]) -> NodeId | None:
        """The node along a wire where one leads that way, else the nearest card that way."""
        graph = self._canvas.bridge.level.project.graph
        if direction == (1, 0) and graph.outgoing[node]:
            return graph.outgoing[node][0].target
        if direction == (-1, 0) and graph.incoming[node]:
            return graph.incoming[node][0].source
        return self._nearest(node, direction)

    def _nearest(self, node: NodeId, direction: tuple[int, int]) -> NodeId | None:
        items = self._canvas.drawing.node_items
        here = items[node].card.center()
        best: tuple[float, NodeId] | None = None
        for other, item in items.items():
            off = item.card.center() - here
            along = off.x() * direction[0] + off.y() * direction[1]
            aside = abs(off.x() * direction[1]) + abs(off.y() * direction[0])
            if other != node and along > 0 and (best is None or along + 2 * aside < best[0]):
                best = (along + 2 * aside, other)
        return best[1] if best else None

    def _go(self, node: NodeId) -> None:
        self._canvas.drawing.select_wires(())
        self._canvas.reveal(node)

    def _rename(self) -> None:
        if self._canvas.annotating.current is not None:
            self._canvas.annotating.write(self._canvas.annotating.current)
        elif self.current is not None:
            self._canvas.rename(self.current)

    def _replace(self) -> None:
        self._canvas.offer_replacements()

    def _add(self) -> None:
        """Open the menu of layers; what is chosen goes behind the current node."""
        canvas, node = self._canvas, self.current
        if node is None:
            middle = QPointF(canvas.viewport().rect().center())
            canvas.offer_layers(Pointer(middle, canvas.seen().center()))
        else:
            canvas.offer_after(node)
