"""The canvas for screen readers: nodes in the order of the network, frames and notes, then wires, as its children."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from netbuilder.graph.annotations import Annotation, AnnotationId
from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.project.changes import Change
from ui.canvas.accessible.parts import MarkPart, NodePart, PointPart, ReadCanvas, WirePart

REACH = 8.0
"""Units of the canvas within which a wire is met."""


class MarkKey(NamedTuple):
    """A frame or note: its id may be that of a node, too."""

    mark: AnnotationId


Key = NodeId | MarkKey | Wire
Selectable = Key | ReroutePoint


class CanvasInterface(QAccessibleWidget):
    """Made by Qt when a screen reader asks for the canvas. A part is made when it is asked for, and kept while it is
    there: screen readers know it by its address."""

    def __init__(self, canvas: ReadCanvas) -> None:
        super().__init__(canvas.as_widget(), QAccessible.Role.Canvas)
        self._canvas = canvas
        self._nodes: dict[NodeId, NodePart] = {}
        self._marks: dict[MarkKey, MarkPart] = {}
        self._wires: dict[Wire, WirePart] = {}
        self._listed: tuple[Graph | None, Mapping[AnnotationId, Annotation] | None, tuple[Key, ...]] = (None, None, ())

    def childCount(self) -> int:
        """Widgets that lie over the drawing, nodes, frames and notes, and wires."""
        return super().childCount() + len(self._keys())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # may be out of range
        """The widgets first."""
        before, keys = super().childCount(), self._keys()
        if index < before:
            return super().child(index)
        return self.part(keys[index - before]) if index - before < len(keys) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a child, or -1."""
        key: Key | None = None
        if isinstance(child, NodePart):
            key = child.node
        elif isinstance(child, MarkPart):
            key = MarkKey(child.mark)
        elif isinstance(child, WirePart):
            key = child.wire
        keys = self._keys()
        return super().childCount() + keys.index(key) if key in keys else super().indexOfChild(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is met at a point of the screen: a widget over the drawing, else a card, a wire, a frame or a note."""
        found = super().childAt(x, y)
        if found is not None and found.object() is not self._canvas.viewport():
            return found
        within = QPointF(self._canvas.viewport().mapFromGlobal(QPoint(x, y)))
        at = self._canvas.viewportTransform().inverted()[0].map(within)
        card = self._canvas.drawing.node_at(at)
        if card is not None:
            return self.part(card.node.id)
        wire = self._canvas.drawing.wire_at(at, REACH)
        if wire is not None:
            return self.part(wire.wire)
        mark = self._canvas.drawing.annotations.at(at)
        return self.part(MarkKey(mark.name)) if mark is not None else found

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The node, frame, note or reroute point that the keys act upon."""
        alone = self.alone()
        if self._canvas.as_widget().hasFocus() and alone is not None:
            return self.part(alone)
        return super().focusChild()

    def alone(self) -> Selectable | None:
        """The node, or else the frame, note or reroute point, that is selected with nothing of its kind beside it."""
        selection, drawing = self._canvas.bridge.selection, self._canvas.drawing
        marks, points = drawing.annotations.selected, drawing.reroutes.selected
        if len(selection) == 1:
            return next(iter(selection))
        if selection or len(marks) + len(points) != 1:
            return None
        return MarkKey(next(iter(marks))) if marks else next(iter(points))

    def part(self, key: Selectable) -> NodePart | MarkPart | WirePart | PointPart:
        """The part for a node, a frame or note, a wire, or a reroute point."""
        if isinstance(key, ReroutePoint):
            return self._wire_part(key.wire).point(key.number)
        if isinstance(key, Wire):
            return self._wire_part(key)
        if isinstance(key, MarkKey):
            return self._marks.setdefault(key, self._marks.get(key) or MarkPart(self._canvas, key.mark))
        return self._nodes.setdefault(key, self._nodes.get(key) or NodePart(self._canvas, key))

    def _wire_part(self, wire: Wire) -> WirePart:
        return self._wires.setdefault(wire, self._wires.get(wire) or WirePart(self._canvas, wire))

    def forget(self, keys: Iterable[Key]) -> None:
        """These are gone."""
        for key in keys:
            part: NodePart | MarkPart | WirePart | None
            if isinstance(key, Wire):
                part = self._wires.pop(key, None)
            else:
                part = self._marks.pop(key, None) if isinstance(key, MarkKey) else self._nodes.pop(key, None)
            if part is not None:
                part.forget()

    def forget_all(self) -> None:
        """Another drawing is open, or the canvas is gone. At the end of the program Qt has forgotten them itself."""
        if QCoreApplication.instance() is None or QCoreApplication.closingDown():
            return
        self.forget([*self._nodes, *self._marks, *self._wires])

    def _keys(self) -> tuple[Key, ...]:
        """Nodes, frames and notes, and wires, in the order in which they are told."""
        project = self._canvas.bridge.level.project
        graph, annotations = project.graph, project.annotations
        if self._listed[0] is not graph or self._listed[1] is not annotations:
            keys: tuple[Key, ...] = *graph.order, *graph.tangled, *map(MarkKey, annotations), *sorted(graph.wires)
            self._listed = graph, annotations, keys
        return self._listed[2]


class Announcer(QObject):
    """Tells screen readers of focus, selection and changes of the drawing. While none listens, it does nothing."""

    def __init__(self, canvas: ReadCanvas) -> None:
        super().__init__(canvas.as_widget())
        _install()
        self._canvas = canvas
        self.interface: CanvasInterface | None = None
        self._selection: frozenset[Selectable] = frozenset()
        self._annotations: Mapping[AnnotationId, Annotation] = canvas.bridge.level.project.annotations
        canvas.bridge.selection_changed.connect(self._select)
        for changed in (canvas.drawing.annotations, canvas.drawing.reroutes):
            changed.selection_changed.connect(self._select)
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
        alone = found.alone() if found is not None else None
        if found is not None and alone is not None:
            self._tell(found, alone, QAccessible.Event.Focus)

    def _select(self, _: object = None) -> None:
        found, before, drawing = self._heard(), self._selection, self._canvas.drawing
        marks = map(MarkKey, drawing.annotations.selected)
        selection = self._selection = frozenset({*self._canvas.bridge.selection, *marks, *drawing.reroutes.selected})
        if found is None:
            return
        for key in before - selection:
            if found.part(key).isValid():
                self._tell(found, key, QAccessible.Event.SelectionRemove)
            elif not isinstance(key, ReroutePoint):  # which are forgotten with their wires
                found.forget([key])
        for key in selection - before:
            self._tell(found, key, QAccessible.Event.SelectionAdd)
        if self._canvas.as_widget().hasFocus():
            self.tell_focus()

    def _follow(self, change: Change) -> None:
        found, before = self._heard(), self._annotations
        now = self._annotations = self._canvas.bridge.level.project.annotations
        if found is None:
            return
        found.forget([*change.removed, *change.disconnected, *map(MarkKey, before.keys() - now.keys())])
        for node in change.changed:
            self._tell(found, node, QAccessible.Event.NameChanged)
        for mark in before.keys() & now.keys():
            if before[mark].text != now[mark].text:
                self._tell(found, MarkKey(mark), QAccessible.Event.NameChanged)
        nodes = change.added or change.removed or change.connected or change.disconnected
        if nodes or change.rerouted or before.keys() != now.keys():
            self._tell_of_canvas(QAccessible.Event.ObjectReorder)

    def _turn(self) -> None:
        if self.interface is not None:
            self.interface.forget_all()
        self._selection, self._annotations = frozenset(), self._canvas.bridge.level.project.annotations
        if QAccessible.isActive():
            self._tell_of_canvas(QAccessible.Event.ObjectReorder)

    def _heard(self) -> CanvasInterface | None:
        """The interface, where a screen reader listens."""
        if not QAccessible.isActive():
            return None
        found = QAccessible.queryAccessibleInterface(self._canvas.as_widget())
        return found if isinstance(found, CanvasInterface) else None

    def _tell(self, found: CanvasInterface, key: Selectable, event: QAccessible.Event) -> None:
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
