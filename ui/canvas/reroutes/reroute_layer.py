"""The reroute points of the open drawing: which of them are selected, and where they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Signal

from netbuilder.graph.graph import Position, Wire
from netbuilder.graph.reroutes import ReroutePoint
from ui.canvas.items.wire_item import WireItem
from ui.project.bridge import Bridge


class PointHandle:
    """One point as it is grasped: the lead of a move, as a card is."""

    def __init__(self, point: ReroutePoint, place: Position) -> None:
        self.point, self._place = point, QPointF(*place)

    def pos(self) -> QPointF:
        """Where it was when it was grasped."""
        return self._place

    @property
    def card(self) -> QRectF:
        """It has no size."""
        return QRectF(self._place, QSizeF(0, 0))


class RerouteLayer(QObject):
    """The points are painted by their wires. It holds no truth of its own: it follows the document."""

    selection_changed = Signal()

    def __init__(self, bridge: Bridge, wire_items: Mapping[Wire, WireItem], parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._wire_items = bridge, wire_items
        self.selected: frozenset[ReroutePoint] = frozenset()
        # Whoever selects a node, from a list of problems perhaps, does not mean that points are deleted with it.
        bridge.selection_changed.connect(lambda _: self.select(()))

    @property
    def points(self) -> list[ReroutePoint]:
        """All of them, wire by wire."""
        reroutes = self._bridge.level.project.reroutes
        return [ReroutePoint(wire, number) for wire in sorted(reroutes) for number in range(len(reroutes[wire]))]

    def place(self, point: ReroutePoint) -> Position:
        """Where the document has a point."""
        return self._bridge.level.project.reroutes[point.wire][point.number]

    def follow(self, wires: Iterable[Wire]) -> None:
        """Lead these wires through the points that the document has now, and forget selected points that are gone."""
        reroutes = self._bridge.level.project.reroutes
        for wire in wires:
            if wire in self._wire_items:
                self._wire_items[wire].lead_through(reroutes.get(wire, ()))
        self.select(point for point in self.selected if point.number < len(reroutes.get(point.wire, ())))

    def settle(self, points: Iterable[ReroutePoint]) -> None:
        """Put points back where the document says, after a gesture that was not carried out."""
        self.follow({point.wire for point in points})

    def show(self, places: Mapping[ReroutePoint, Position]) -> None:
        """Show points elsewhere, for a look."""
        for wire in {point.wire for point in places}:
            item = self._wire_items[wire]
            item.lead_through(tuple(places.get(ReroutePoint(wire, n), was) for n, was in enumerate(item.via)))

    def select(self, points: Iterable[ReroutePoint]) -> None:
        """Make these the selected ones."""
        chosen = frozenset(points)
        if chosen == self.selected:
            return
        before, self.selected = self.selected, chosen
        for wire in {point.wire for point in before ^ chosen}:
            if wire in self._wire_items:
                self._wire_items[wire].mark_points({point.number for point in chosen if point.wire == wire})
        self.selection_changed.emit()

    def at(self, at: QPointF, near: Iterable[WireItem], reach: float) -> PointHandle | None:
        """The nearest point within ``reach`` of a place, of these wires."""
        best: tuple[float, ReroutePoint] | None = None
        for item in near:
            for number, place in enumerate(item.via):
                off = (QPointF(*place) - at).manhattanLength()
                if off <= reach and (best is None or off < best[0]):
                    best = (off, ReroutePoint(item.wire, number))
        return PointHandle(best[1], self.place(best[1])) if best is not None else None

    def touched_by(self, area: QRectF) -> set[ReroutePoint]:
        """The points in a rectangle."""
        return {point for point in self.points if area.contains(QPointF(*self.place(point)))}

    def around(self) -> QRectF:
        """The rectangle around all of them."""
        places = [place for points in self._bridge.level.project.reroutes.values() for place in points]
        if not places:
            return QRectF()
        across, down = zip(*places, strict=True)
        left, top = min(across), min(down)
        return QRectF(left, top, max(1.0, max(across) - left), max(1.0, max(down) - top))
