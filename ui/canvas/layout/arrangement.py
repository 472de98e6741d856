"""Actions that lay several cards at once: arranged anew, aligned with one another, or evenly distributed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QPointF, QRectF

from netbuilder.graph.graph import Graph, NodeId, Position
from netbuilder.messages import Message, say
from netbuilder.project.arrange import GRID, Flow, arranged
from ui.canvas import geometry
from ui.canvas.canvas_protocols import EditableCanvas
from ui.canvas.layout.glide import Glide

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]

EDGES: Mapping[Edge, Message] = {
    "left": say("Align left"),
    "centre": say("Align centers"),
    "right": say("Align right"),
    "top": say("Align top"),
    "middle": say("Align middles"),
    "bottom": say("Align bottom"),
}
_OF_EDGE: Mapping[Edge, Callable[[QRectF], float]] = {
    "left": QRectF.left,
    "centre": lambda card: card.center().x(),
    "right": QRectF.right,
    "top": QRectF.top,
    "middle": lambda card: card.center().y(),
    "bottom": QRectF.bottom,
}


class Arrangement:
    """Each action is one edit of the document, and the cards glide to their new places.

    Arranging takes the reroute points of the wires away, which were meant for the old places.
    """

    def __init__(self, canvas: EditableCanvas) -> None:
        self._canvas = canvas
        self.glide = Glide(canvas)

    def arrange(self, flow: Flow = "right") -> None:
        """Lay the whole drawing out again; its middle stays where it is."""
        self._arrange(frozenset(self._canvas.drawing.node_items), flow)

    def arrange_selected(self, flow: Flow = "right") -> None:
        """Lay the selected nodes out again, near where they lie and beside the others."""
        self._arrange(self._canvas.bridge.selection, flow)

    def align(self, edge: Edge) -> None:
        """Bring an edge or the middles of the selected cards into one line, where the outermost or the mean one is."""
        cards = self._selected()
        if len(cards) < 2:
            return
        found = {node: _OF_EDGE[edge](card) for node, card in cards.items()}
        line = _line(edge, list(found.values()))
        across = edge in ("left", "centre", "right")
        places = {}
        for node, card in cards.items():
            off = line - found[node]
            places[node] = (card.x() + off, card.y()) if across else (card.x(), card.y() + off)
        self._lay(places, EDGES[edge])

    def distribute(self, *, across: bool) -> None:
        """Make the gaps between the selected cards equal, from left to right or from top to bottom."""
        cards = self._selected()
        if len(cards) < 3:
            return
        order = sorted(cards, key=lambda node: (cards[node].x(), node) if across else (cards[node].y(), node))
        sizes = {node: card.width() if across else card.height() for node, card in cards.items()}
        first, last = cards[order[0]], cards[order[-1]]
        room = last.x() - first.x() if across else last.y() - first.y()
        gap = (room - sum(sizes[node] for node in order[:-1])) / (len(order) - 1)
        at, places = (first.x() if across else first.y()), dict[NodeId, Position]()
        for node in order:
            places[node] = (round(at), cards[node].y()) if across else (cards[node].x(), round(at))
            at += sizes[node] + gap
        self._lay(places, say("Distribute"))

    def _selected(self) -> dict[NodeId, QRectF]:
        project = self._canvas.commands.project
        return {n: geometry.card_rect(project.graph, project.layout, n) for n in sorted(self._canvas.bridge.selection)}

    def _arrange(self, nodes: frozenset[NodeId], flow: Flow) -> None:
        project = self._canvas.commands.project
        if not nodes:
            return
        graph = project.graph
        if len(nodes) < len(graph.nodes):
            wires = frozenset(w for w in graph.wires if w.source in nodes and w.target in nodes)
            graph = Graph({name: node for name, node in graph.nodes.items() if name in nodes}, wires)
        found = arranged(graph, flow)
        cards = {node: geometry.card_rect(graph, found, node) for node in graph.nodes}
        before = {node: geometry.card_rect(graph, project.layout, node) for node in graph.nodes}
        wanted = _around(before).center() - _around(cards).center()
        others = [geometry.card_rect(project.graph, project.layout, n) for n in project.graph.nodes if n not in nodes]
        off = _free(list(cards.values()), others, QPointF(*geometry.snapped(wanted.x(), wanted.y())))
        places = {n: (x + off.x(), y + off.y()) for n, (x, y) in found.items()}
        self._lay(places, say("Arrange"), straighten=True)

    def _lay(self, places: Mapping[NodeId, Position], label: Message, *, straighten: bool = False) -> None:
        self.glide.finish()
        before = {node: self._canvas.drawing.node_items[node].pos() for node in places}
        if self._canvas.commands.lay(places, label, straighten=straighten):
            self.glide.start(before)


def _line(edge: Edge, found: list[float]) -> float:
    """Where cards are aligned: at the outermost of them, or for middles half-way between the outermost, on the grid."""
    if edge in ("left", "top"):
        return min(found)
    if edge in ("right", "bottom"):
        return max(found)
    return round((min(found) + max(found)) / 2 / GRID) * GRID


def _around(cards: Mapping[NodeId, QRectF]) -> QRectF:
    whole = QRectF()
    for card in cards.values():
        whole = whole.united(card)
    return whole


def _free(cards: list[QRectF], others: list[QRectF], wanted: QPointF) -> QPointF:
    """The move nearest to the wanted one by which no card comes to lie on another: down, up, right or left of it."""
    if not others:
        return wanted
    whole = QRectF()
    for card in cards:
        whole = whole.united(card)
    taken = [other.adjusted(-GRID, -GRID, GRID, GRID) for other in others]
    step, number = 3 * GRID, 0
    while True:
        for across, down in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            off = wanted + QPointF(across, down) * step * number
            near = [other for other in taken if other.intersects(whole.translated(off))]
            if not any(card.translated(off).intersects(other) for card in cards for other in near):
                return off
        number += 1
