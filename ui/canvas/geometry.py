"""Where things lie on the canvas: cards, ports, the curve of a wire, the grid, and free room."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, hypot
from operator import add

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.layers.base import Layer
from netbuilder.project.annotation_edits import HEAD
from netbuilder.project.arrange import CARD_HEIGHT, CARD_WIDTH, GAP_X, GRID, card_height, port_height
from netbuilder.project.project import Position, Project
from netbuilder.project.routes import route
from ui.canvas.wire_targets import Socket

PORT_RADIUS = 5.0
BENEATH = 52.0
"""How much room what is wrong with a layer takes beneath its card."""
CLEARANCE = 16.0
CORNER = 8.0
EDGE = 8.0
"""How far a note lies inside a frame at least."""
SAMPLES = 24
"""In so many straight pieces is the distance to a curve measured."""


def snapped(x: float, y: float) -> Position:
    """The nearest point of the grid."""
    return round(x / GRID) * GRID, round(y / GRID) * GRID


def whole(at: QPointF) -> Position:
    """A place in whole units of the canvas."""
    return float(round(at.x())), float(round(at.y()))


def port_place(layer: Layer, socket: Socket) -> QPointF:
    """The middle of a port, from the card's top left corner. The input that the card could grow is at its foot."""
    ports = layer.output_ports() if socket.output else layer.input_ports()
    across, height = (CARD_WIDTH if socket.output else 0.0), card_height(layer)
    if socket.name not in ports:
        return QPointF(across, height - CORNER)
    return QPointF(across, port_height(layer, ports.index(socket.name) + 1, len(ports)))


def curve(start: QPointF, end: QPointF, via: Sequence[Position] = ()) -> QPainterPath:
    """The line of a wire: leaves to the right, arrives from the left, also when it must turn back.

    ``via``: the points that it passes through, one curve from each to the next.
    """
    path = QPainterPath(start)
    for first, second, to in route((start.x(), start.y()), (end.x(), end.y()), via):
        path.cubicTo(*first, *second, *to)
    return path


def nearest_curve(path: QPainterPath, point: QPointF) -> int:
    """The number of the curve, among those that a path is made of, to which a point is nearest."""
    return min(range(path.elementCount() // 3), key=lambda number: distance(_part(path, number), point))


def longest_curve(path: QPainterPath) -> QPainterPath:
    """The longest of the curves that a path is made of."""
    return max((_part(path, number) for number in range(path.elementCount() // 3)), key=QPainterPath.length)


def _part(path: QPainterPath, number: int) -> QPainterPath:
    found = [path.elementAt(3 * number + i) for i in range(4)]
    start, first, second, end = (QPointF(element.x, element.y) for element in found)
    part = QPainterPath(start)
    part.cubicTo(first, second, end)
    return part


def distance(path: QPainterPath, point: QPointF) -> float:
    """How far a point lies from a curve, in canvas units."""
    samples = SAMPLES * (path.elementCount() // 3)
    points = [path.pointAtPercent(i / samples) for i in range(samples + 1)]
    return min(_to_segment(point, a, b) for a, b in itertools.pairwise(points))


def _to_segment(point: QPointF, a: QPointF, b: QPointF) -> float:
    dx, dy = b.x() - a.x(), b.y() - a.y()
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((point.x() - a.x()) * dx + (point.y() - a.y()) * dy) / length
    along = min(1.0, max(0.0, along))
    return hypot(point.x() - a.x() - along * dx, point.y() - a.y() - along * dy)


def card_rect(graph: Graph, layout: Mapping[NodeId, Position], node: NodeId) -> QRectF:
    """The card of a node on the canvas."""
    x, y = layout.get(node, (0.0, 0.0))
    return QRectF(x, y, CARD_WIDTH, card_height(graph.nodes[node].layer))


def bounds(project: Project) -> QRectF:
    """The rectangle around all cards; empty where there is none."""
    places = [project.layout.get(node, (0.0, 0.0)) for node in project.graph.nodes]
    return around(places, [card_height(node.layer) for node in project.graph.nodes.values()])


def around(places: Sequence[Position], heights: Iterable[float]) -> QRectF:
    """The rectangle around cards with these top left corners and heights; empty where there is none."""
    if not places:
        return QRectF()
    lefts, tops = zip(*places, strict=True)
    left, top, bottom = min(lefts), min(tops), max(map(add, tops, heights))
    return QRectF(left, top, max(lefts) + CARD_WIDTH - left, bottom - top)


def free_place(
    project: Project, wanted: Position, height: float = CARD_HEIGHT, width: float = CARD_WIDTH, *, notes: bool = False
) -> Position:
    """The place on the grid nearest to ``wanted`` where a new card, or a note, covers no card.

    ``notes``: and no note, nor the edge or the title of a frame.
    """
    x, y = snapped(*wanted)
    reach = 8 * (CARD_WIDTH + GAP_X)
    near = QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
    cards = [card_rect(project.graph, project.layout, node) for node in project.graph.nodes]
    frames = list[QRectF]()
    if notes:
        cards += _marks(project, "note")
        frames = _marks(project, "frame")
    cards = [card for card in cards if card.intersects(near)]
    step = 3 * GRID
    for ring in range(int(reach / step)):
        found = [place for place in _ring(x, y, ring, step) if _is_free(QRectF(*place, width, height), cards, frames)]
        if found:
            return min(found, key=lambda place: (hypot(place[0] - x, place[1] - y), place[0] < x))
    return x, y + reach


def free_offset(project: Project, pieces: QRectF) -> Position:
    """How far a copy of pieces of a drawing must be moved, down or to the right, to cover nothing; the least of both.
    Neither may it lie over a wire, which would seem to lead through it.

    ``pieces``: the rectangle around the pieces themselves. Beneath them is room for what is said of loose layers.
    """
    pieces = pieces.adjusted(0, 0, 0, BENEATH)
    others = [card_rect(project.graph, project.layout, node) for node in project.graph.nodes]
    others += _marks(project, "note")
    wires, frames = _Wires(project), _marks(project, "frame")
    down, right = (_offset(pieces, others, wires, frames, along) for along in ((0.0, 1.0), (1.0, 0.0)))
    return min(down, right, key=sum)


class _Wires:
    """The wires of a drawing, to be asked for those near a place: which these can be is told from where they turn."""

    def __init__(self, project: Project) -> None:
        self._ways: list[tuple[QRectF, QPointF, QPointF, Sequence[Position]]] = []
        for wire in project.graph.wires:
            start, end = (_end_of(project, wire, output=output) for output in (True, False))
            via = project.reroutes.get(wire, ())
            points = [start, *(point for one in route(start, end, via) for point in one)]
            across, down = zip(*points, strict=True)
            reach = QRectF(QPointF(min(across), min(down)), QPointF(max(across), max(down))).adjusted(-1, -1, 1, 1)
            self._ways.append((reach, QPointF(*start), QPointF(*end), via))

    def near(self, area: QRectF) -> list[QRectF]:
        """The straight parts of wires that lead through an area, each as the rectangle around it."""
        found = list[QRectF]()
        for reach, start, end, via in self._ways:
            if reach.intersects(area):
                path = curve(start, end, via)
                samples = SAMPLES * (path.elementCount() // 3)
                points = [path.pointAtPercent(i / samples) for i in range(samples + 1)]
                parts = (QRectF(a, b).normalized().adjusted(-1, -1, 1, 1) for a, b in itertools.pairwise(points))
                found += (part for part in parts if part.intersects(area))
        return found


def _end_of(project: Project, wire: Wire, *, output: bool) -> Position:
    """Where a wire starts or ends."""
    node, port = (wire.source, wire.source_port) if output else (wire.target, wire.target_port)
    x, y = project.layout.get(node, (0.0, 0.0))
    off = port_place(project.graph.nodes[node].layer, Socket(port, output=output))
    return x + off.x(), y + off.y()


def _offset(
    wanted: QRectF, others: Sequence[QRectF], wires: _Wires, frames: Sequence[QRectF], along: Position
) -> Position:
    """How far something must be moved one way until it is free: past what it would cover, as often as need be."""
    x, y = along
    gap = CLEARANCE + GRID
    off = _on_grid(x * (wanted.width() + gap) + y * (wanted.height() + gap))
    while True:
        place = wanted.translated(x * off, y * off)
        near = place.adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
        met = [other for other in others if other.intersects(near)] or wires.near(near)
        if not met and _is_free(place, (), frames):
            return x * off, y * off
        met = met or [one for one in frames if one.intersects(near)]
        ends = (x * (one.right() - wanted.left()) + y * (one.bottom() - wanted.top()) for one in met)
        off = max(off + GRID, _on_grid(max(ends) + gap))


def _on_grid(length: float) -> float:
    return ceil(length / GRID) * GRID


def _ring(x: float, y: float, ring: int, step: float) -> list[Position]:
    if ring == 0:
        return [(x, y)]
    far = range(-ring, ring + 1)
    return [(x + i * step, y + j * step) for i in far for j in far if max(abs(i), abs(j)) == ring]


def _marks(project: Project, kind: str) -> list[QRectF]:
    return [QRectF(n.x, n.y, n.width, n.height) for n in project.annotations.values() if n.kind == kind]


def _is_free(wanted: QRectF, cards: Iterable[QRectF], frames: Iterable[QRectF]) -> bool:
    """Whether something may lie there: a frame lies around all of it, or around nothing of it."""
    card = wanted.adjusted(-CLEARANCE, -CLEARANCE, CLEARANCE, CLEARANCE)
    if any(card.intersects(other) for other in cards):
        return False
    return all(
        not card.intersects(frame) or frame.adjusted(EDGE, HEAD, -EDGE, -EDGE).contains(wanted) for frame in frames
    )
