"""The gesture that moves what is selected: cards, frames with what they hold, notes, and reroute points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsLineItem

from netbuilder.graph.graph import Position
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.project.annotation_edits import carried_points, held
from ui.canvas import geometry
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.gestures.mouse_gestures import ABOVE_ALL, Gesture, IntoWire
from ui.canvas.items.node_item import NodeItem
from ui.canvas.pointer import Pointer
from ui.canvas.reroutes.reroute_layer import PointHandle

ALIGN_REACH = 5.0
"""How near cards must lie to be aligned, in pixels of the screen."""


class Near(NamedTuple):
    """An alignment within reach: how far off it is, where the moved thing would begin, the line, and the other card."""

    off: float
    place: float
    line: float
    card: QRectF


class Lines:
    """The lines of cards in one direction, to be searched quickly: edges and middles across, or down.

    ``lines``: of each card, each with the share of the size at which it is, for like meets like.
    """

    def __init__(self, cards: Sequence[QRectF], lines: Sequence[tuple[tuple[float, float], ...]]) -> None:
        self._cards = cards
        self._of_share: dict[float, list[tuple[float, int, int]]] = {}
        for card, found in enumerate(lines):
            for rank, (line, share) in enumerate(found):
                self._of_share.setdefault(share, []).append((line, card, rank))
        for lined in self._of_share.values():
            lined.sort()

    def nearest(self, wanted: float, size: float, reach: float) -> Near | None:
        """The line that is nearest to where something of a size wants to begin; of equally near ones, the first."""
        best: tuple[float, int, int, float, float] | None = None
        for share, lined in self._of_share.items():
            at = wanted + share * size
            for line, card, rank in lined[bisect_left(lined, (at - reach,)) : bisect_right(lined, (at + reach, inf))]:
                found = abs(line - at), card, rank, line - share * size, line
                best = found if best is None else min(best, found)
        if best is None or best[0] > reach:
            return None
        off, card, _, place, line = best
        return Near(off, place, line, self._cards[card])


class MoveSelected(Gesture):
    """Moves what is selected; what is under the mouse keeps to the grid, or to a neighbour's edge."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, canvas: GestureCanvas, start: Pointer, lead: NodeItem | AnnotationItem | PointHandle) -> None:
        super().__init__(canvas, start)
        drawing, selection = canvas.drawing, canvas.bridge.selection
        self._lead = lead
        chosen, points = drawing.annotations.selected, drawing.reroutes.selected
        if isinstance(lead, NodeItem):
            self._only = lead.node.id in selection and not start.adds
            selection |= {lead.node.id}
        elif isinstance(lead, AnnotationItem):
            self._only = lead.name in chosen and not start.adds
            chosen |= {lead.name}
        else:
            self._only = lead.point in points and not start.adds
            points |= {lead.point}
        project = canvas.commands.project
        within, marks = held(project, chosen)
        self._nodes = {node: drawing.node_items[node].pos() for node in selection | within}
        self._marks = {name: drawing.annotations.items[name].pos() for name in marks}
        points |= carried_points(project, self._nodes.keys(), marks)
        self._points = {point: drawing.reroutes.place(point) for point in points}
        touching = drawing.wires_of(self._nodes)
        within_them = {w for w in touching if {w.source, w.target} <= self._nodes.keys() and w not in project.reroutes}
        self._inner = [(drawing.wire_items[wire], drawing.wire_items[wire].pos()) for wire in within_them]
        self._crossing = [drawing.wire_items[wire] for wire in touching - within_them]
        canvas.paint_together(on=len(self._nodes) + len(self._marks) > 1)
        self._seen, self._lines = QRectF(), (Lines((), ()), Lines((), ()))
        alone = isinstance(lead, NodeItem) and len(self._nodes) == 1 and not self._marks and not points
        self._into = IntoWire(canvas, lead.node.id if isinstance(lead, NodeItem) and alone else None)
        self._from, self._off = lead.pos(), QPointF()
        self._lead_rect = lead.card if isinstance(lead, NodeItem) else QRectF()
        self._guides = [QGraphicsLineItem() for _ in range(2)]
        pen = QPen(QColor(drawing.look.ink.theme.accent), 1.0, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        for guide in self._guides:
            guide.setPen(pen)
            guide.setZValue(ABOVE_ALL)
            guide.hide()
            drawing.addItem(guide)

    def drag(self, pointer: Pointer) -> None:
        """Show everything, and the wires of the cards, where it would lie."""
        wanted = self._from + pointer.scene - self.start.scene
        free = bool(pointer.keys & Qt.KeyboardModifier.AltModifier)
        off = (wanted if free else self._aligned(wanted)) - self._from
        self._into.look(pointer, self._lead_rect.translated(off))
        if off == self._off:
            return
        self._off, drawing = off, self.canvas.drawing
        for node, place in self._nodes.items():
            drawing.node_items[node].setPos(place + off)
        for name, place in self._marks.items():
            drawing.annotations.items[name].setPos(place + off)
        drawing.reroutes.show(self._places(off))
        for wire, place in self._inner:  # both ends move alike, and so does its picture
            wire.setPos(place + off)
        for wire in self._crossing:
            wire.follow(passing=True)

    def finish(self, pointer: Pointer) -> None:
        """Lay everything where it is shown, or put the one node into a wire; a mere click selects it alone."""
        into, drawing = self._into.wire, self.canvas.drawing
        self._end()
        if self.moved and into is not None and isinstance(self._lead, NodeItem):
            place = (self._lead.x(), self._lead.y())
            self.canvas.commands.insert_existing(self._lead.node.id, into, place)
            drawing.settle(self._nodes)
        elif self.moved:
            points = self._places(self._off)
            nodes = {node: drawing.node_items[node].pos().toTuple() for node in self._nodes}
            marks = {name: drawing.annotations.items[name].pos().toTuple() for name in self._marks}
            self.canvas.commands.move_together(nodes, marks, points)
        elif self._only and isinstance(self._lead, NodeItem):
            drawing.annotations.select(())
            self.canvas.bridge.select([self._lead.node.id])
        elif self._only and isinstance(self._lead, AnnotationItem):
            self.canvas.bridge.select(())
            drawing.annotations.select([self._lead.name])
        elif self._only and isinstance(self._lead, PointHandle):
            self.canvas.rerouting.go(self._lead.point)

    def cancel(self) -> None:
        """Let everything spring back."""
        self._end()
        self.canvas.drawing.settle(self._nodes)
        self.canvas.drawing.annotations.settle(self._marks)
        self.canvas.drawing.reroutes.settle(self._points)

    def _places(self, off: QPointF) -> dict[ReroutePoint, Position]:
        """Where the points that go along would be."""
        return {point: (x + off.x(), y + off.y()) for point, (x, y) in self._points.items()}

    def _end(self) -> None:
        self.canvas.paint_together(on=False)
        self._into.end()
        for wire in self._crossing:
            wire.follow()
        for guide in self._guides:
            self.canvas.drawing.removeItem(guide)

    def _aligned(self, wanted: QPointF) -> QPointF:
        """The nearest place on the grid, or in line with a card that can be seen: its left edge, middle or right edge
        across, its top, middle or bottom down."""
        x, y = geometry.snapped(wanted.x(), wanted.y())
        reach, size = self.canvas.reach(ALIGN_REACH), self._lead.card
        lines_across, lines_down = self._neighbours()
        across = lines_across.nearest(wanted.x(), size.width(), reach)
        down = lines_down.nearest(wanted.y(), size.height(), reach)
        place = QPointF(across.place if across else x, down.place if down else y)
        moved = QRectF(place, size.size())
        self._show_guide(0, across, moved)
        self._show_guide(1, down, moved)
        return place

    def _neighbours(self) -> tuple[Lines, Lines]:
        """The lines across and down of the cards that can be seen and are not moved: the same as long as the same part
        of the canvas is seen."""
        if self.canvas.seen() != self._seen:
            self._seen = self.canvas.seen()
            cards = [other.card for other in self.canvas.visible_nodes() if other.node.id not in self._nodes]
            across = [((card.left(), 0.0), (card.center().x(), 0.5), (card.right(), 1.0)) for card in cards]
            down = [((card.center().y(), 0.5), (card.top(), 0.0), (card.bottom(), 1.0)) for card in cards]
            self._lines = Lines(cards, across), Lines(cards, down)
        return self._lines

    def _show_guide(self, number: int, near: Near | None, card: QRectF) -> None:
        guide = self._guides[number]
        guide.setVisible(near is not None)
        if near is None:
            return
        if number == 0:
            top, bottom = min(card.top(), near.card.top()), max(card.bottom(), near.card.bottom())
            guide.setLine(QLineF(near.line, top - 12, near.line, bottom + 12))
        else:
            left, right = min(card.left(), near.card.left()), max(card.right(), near.card.right())
            guide.setLine(QLineF(left - 12, near.line, right + 12, near.line))
