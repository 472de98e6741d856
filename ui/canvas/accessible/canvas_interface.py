"""The canvas for screen readers: its nodes in the order of the network, then its wires, as its children."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.project.changes import Change
from ui.canvas.accessible.parts import NodePart, ReadCanvas, WirePart

REACH = 8.0
"""Units of the canvas within which a wire is met."""


class CanvasInterface(QAccessibleWidget):
    """Made by Qt when a screen reader asks for the canvas. A part is made when it is asked for, and kept while it is
    there: screen readers know it by its address."""

    def __init__(self, canvas: ReadCanvas) -> None:
        super().__init__(canvas.as_widget(), QAccessible.Role.Canvas)
        self._canvas = canvas
        self._nodes: dict[NodeId, NodePart] = {}
        self._wires: dict[Wire, WirePart] = {}
        self._listed: tuple[Graph | None, tuple[NodeId | Wire, ...]] = (None, ())

    def childCount(self) -> int:
        """Widgets that lie over the drawing, nodes, and wires."""
        return super().childCount() + len(self._keys())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # may be out of range
        """The widgets first."""
        before, keys = super().childCount(), self._keys()
        if index < before:
            return super().child(index)
        return self.part(keys[index - before]) if index - before < len(keys) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a child, or -1."""
        keys = self._keys()
        if isinstance(child, NodePart) and child.node in keys:
            return super().childCount() + keys.index(child.node)
        if isinstance(child, WirePart) and child.wire in keys:
            return super().childCount() + keys.index(child.wire)
        return super().indexOfChild(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is met at a point of the screen: a widget over the drawing, else a card, else a wire."""
        found = super().childAt(x, y)
        if found is not None and found.object() is not self._canvas.viewport():
            return found
        within = QPointF(self._canvas.viewport().mapFromGlobal(QPoint(x, y)))
        at = self._canvas.viewportTransform().inverted()[0].map(within)
        card = self._canvas.drawing.node_at(at)
        if card is not None:
            return self.part(card.node.id)
        wire = self._canvas.drawing.wire_at(at, REACH)
        return self.part(wire.wire) if wire is not None else found

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The node that the keys act upon."""
        selection = self._canvas.bridge.selection
        if self._canvas.as_widget().hasFocus() and len(selection) == 1:
            return self.part(next(iter(selection)))
        return super().focusChild()

    def part(self, key: NodeId | Wire) -> NodePart | WirePart:
        """The part for a node or a wire."""
        if isinstance(key, Wire):
            return self._wires.setdefault(key, self._wires.get(key) or WirePart(self._canvas, key))
        return self._nodes.setdefault(key, self._nodes.get(key) or NodePart(self._canvas, key))

    def forget(self, keys: Iterable[NodeId | Wire]) -> None:
        """These are gone."""
        for key in keys:
            part = self._wires.pop(key, None) if isinstance(key, Wire) else self._nodes.pop(key, None)
            if part is not None:
                part.forget()

    def forget_all(self) -> None:
        """Another drawing is open, or the canvas is gone. At the end of the program Qt has forgotten them itself."""
        if QCoreApplication.instance() is None or QCoreApplication.closingDown():
            return
        self.forget([*self._nodes, *self._wires])

    def _keys(self) -> tuple[NodeId | Wire, ...]:
        """Nodes and wires, in the order in which they are told."""
        graph = self._canvas.bridge.level.project.graph
        if self._listed[0] is not graph:
            self._listed = graph, (*graph.order, *graph.tangled, *sorted(graph.wires))
        return self._listed[1]


class Announcer(QObject):
    """Tells screen readers of focus, selection and changes of the drawing. While none listens, it does nothing."""

    def __init__(self, canvas: ReadCanvas) -> None:
        super().__init__(canvas.as_widget())
        _install()
        self._canvas = canvas
        self.interface: CanvasInterface | None = None
        self._selection: frozenset[NodeId] = frozenset()
        canvas.bridge.selection_changed.connect(self._select)
        canvas.drawing.followed.connect(self._follow)
        canvas.drawing.turned.connect(self._turn)

    def made(self) -> CanvasInterface:
        """The canvas's interface, which is kept here."""
        self.interface = CanvasInterface(self._canvas)
        self._canvas.as_widget().destroyed.connect(self.interface.forget_all)
        return self.interface

    def tell_focus(self) -> None:
        """The keys act on the canvas now: say on what there."""
        found = self._heard()
        if found is not None and len(self._canvas.bridge.selection) == 1:
            self._tell(found, next(iter(self._canvas.bridge.selection)), QAccessible.Event.Focus)

    def _select(self, selection: frozenset[NodeId]) -> None:
        found, before = self._heard(), self._selection
        self._selection = selection
        if found is None:
            return
        for node in before - selection:
            if node in self._canvas.drawing.node_items:
                self._tell(found, node, QAccessible.Event.SelectionRemove)
        for node in selection - before:
            self._tell(found, node, QAccessible.Event.SelectionAdd)
        if self._canvas.as_widget().hasFocus():
            self.tell_focus()

    def _follow(self, change: Change) -> None:
        found = self._heard()
        if found is None:
            return
        found.forget([*change.removed, *change.disconnected])
        for node in change.changed:
            self._tell(found, node, QAccessible.Event.NameChanged)
        if change.added or change.removed or change.connected or change.disconnected:
            self._tell_of_canvas(QAccessible.Event.ObjectReorder)

    def _turn(self) -> None:
        if self.interface is not None:
            self.interface.forget_all()
        self._selection = frozenset()
        if QAccessible.isActive():
            self._tell_of_canvas(QAccessible.Event.ObjectReorder)

    def _heard(self) -> CanvasInterface | None:
        """The interface, where a screen reader listens."""
        if not QAccessible.isActive():
            return None
        found = QAccessible.queryAccessibleInterface(self._canvas.as_widget())
        return found if isinstance(found, CanvasInterface) else None

    def _tell(self, found: CanvasInterface, key: NodeId | Wire, event: QAccessible.Event) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(found.part(key), event))

    def _tell_of_canvas(self, event: QAccessible.Event) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self._canvas.as_widget(), event))


@cache
def _install() -> None:
    """Have Qt ask here for the interfaces of canvases; it keeps the function for good, so once is enough."""
    QAccessible.installFactory(_made)


def _made(_class: str, found: QObject) -> QAccessibleInterface | None:
    announcer = getattr(found, "announcer", None) if isinstance(found, QWidget) else None
    return announcer.made() if isinstance(announcer, Announcer) else None
