"""An automatic layout: layers from left to right, few crossings, nothing on top of anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.layers.base import Layer
from netbuilder.project.project import Position

CARD_WIDTH = 168.0
CARD_HEIGHT = 84.0
GRID = 8.0
GAP_X = 32.0
GAP_Y = 60.0
PORT_STEP = 18.0
HEAD, FOOT = 52.0, 36.0
"""The room above and below the rows in which the ports of a block are named."""
SWEEPS = 8
WAY_HEIGHT = 2 * GRID
"""The room that a wire takes where it passes a column by."""

Links = Mapping[NodeId, tuple[tuple[NodeId, ...], tuple[NodeId, ...]]]


def named_ports(layer: Layer) -> int:
    """In how many rows a card names its ports: that of a block with several of a kind does, as theirs have names."""
    ports = max(len(layer.input_ports()), len(layer.output_ports()))
    return ports if isinstance(layer, BlockUse) and ports > 1 else 0


def card_height(layer: Layer) -> float:
    """The height of a layer's card in canvas units: it grows where the ports would stand too close."""
    if rows := named_ports(layer):
        return -(-(HEAD + rows * PORT_STEP + FOOT) // GRID) * GRID
    ports = max(len(layer.input_ports()), len(layer.output_ports()))
    return max(CARD_HEIGHT, (ports + 1) * PORT_STEP // GRID * GRID)


def port_height(layer: Layer, number: float, count: int) -> float:
    """How far below the top of a layer's card a port lies: its number, from 1, among so many of a kind."""
    if rows := named_ports(layer):
        return HEAD + (number - 0.5 + (rows - count) / 2) * PORT_STEP
    return card_height(layer) * number / (count + 1)


def arranged(graph: Graph) -> dict[NodeId, Position]:
    """A place for every node, the top left at (0, 0).

    The column is the longest path from an input; within a column, each node lies near the mean of its neighbours
    (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981).
    """
    columns = _columns(graph)
    links = _links(graph, columns)
    _uncross(columns, links)
    rows = _rows(graph, columns, links)
    top = min((rows[node] for node in graph.nodes), default=0.0)
    return {
        node: (index * (CARD_WIDTH + GAP_X), _on_grid(rows[node] - top))
        for index, column in enumerate(columns)
        for node in column
        if node in graph.nodes
    }


def _columns(graph: Graph) -> list[list[NodeId]]:
    """Nodes by the longest path that leads to them; what lies on a loop goes behind its known sources."""
    rank: dict[NodeId, int] = {}
    for node in (*graph.order, *graph.tangled):
        sources = [rank[wire.source] for wire in graph.incoming[node] if wire.source in rank]
        rank[node] = 1 + max(sources, default=-1)
    for node in reversed(graph.order):
        # A lone branch stands directly before what it feeds, not at the far left.
        targets = [rank[wire.target] for wire in graph.outgoing[node]]
        if targets and not graph.incoming[node] and graph.nodes[node].layer.role != "input":
            rank[node] = max(rank[node], min(targets) - 1)
    columns: list[list[NodeId]] = [[] for _ in range(1 + max(rank.values(), default=-1))]
    for node in graph.nodes:
        columns[rank[node]].append(node)
    return [column for column in columns if column]


def _links(graph: Graph, columns: list[list[NodeId]]) -> Links:
    """For each place its sources and its targets.

    A wire that passes columns by gets a place of its own in each of them, so that the cards there make way for it.
    """
    rank = {node: index for index, column in enumerate(columns) for node in column}
    sources: dict[NodeId, list[NodeId]] = {node: [] for node in rank}
    targets: dict[NodeId, list[NodeId]] = {node: [] for node in rank}
    for wire in sorted(graph.wires):
        passed = range(rank[wire.source] + 1, rank[wire.target])
        way = [
            wire.source,
            *(f"{wire.source} → {wire.target} {wire.target_port} {index}" for index in passed),
            wire.target,
        ]
        for index, place in zip(passed, way[1:], strict=False):
            columns[index].append(place)
            sources[place], targets[place] = [], []
        for before, after in pairwise(way):
            targets[before].append(after)
            sources[after].append(before)
    return {place: (tuple(sources[place]), tuple(targets[place])) for place in sources}


def _uncross(columns: list[list[NodeId]], links: Links) -> None:
    """Order each column by the mean place of its neighbours, forth and back; equal means keep their order."""
    for sweep in range(SWEEPS):
        side = sweep % 2
        place = {node: i / len(column) for column in columns for i, node in enumerate(column)}
        for column in columns if side == 0 else reversed(columns):
            means = {node: _mean([place[other] for other in links[node][side]], place[node]) for node in column}
            column.sort(key=means.__getitem__)
            place.update((node, i / len(column)) for i, node in enumerate(column))


def _rows(graph: Graph, columns: list[list[NodeId]], links: Links) -> dict[NodeId, float]:
    """The top of each card: centred on its neighbours as far as the others of its column leave room."""
    height = dict.fromkeys(links, WAY_HEIGHT)
    height.update((node, card_height(graph.nodes[node].layer)) for node in graph.nodes)
    centre: dict[NodeId, float] = {}
    for column in columns:
        wanted = [_mean([centre[source] for source in links[node][0] if source in centre], 0.0) for node in column]
        centre.update(zip(column, _spread(wanted, [height[node] for node in column]), strict=True))
    for column in reversed(columns):
        wanted = [_mean([centre[target] for target in links[node][1]], centre[node]) for node in column]
        centre.update(zip(column, _spread(wanted, [height[node] for node in column]), strict=True))
    return {node: middle - height[node] / 2 for node, middle in centre.items()}


def _spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Centres in the given order, none closer than a gap, and together as near to the wanted ones as their mean."""
    placed: list[float] = []
    for i, middle in enumerate(wanted):
        least = placed[-1] + (heights[i - 1] + heights[i]) / 2 + GAP_Y if placed else middle
        placed.append(max(middle, least))
    shift = _mean([want - got for want, got in zip(wanted, placed, strict=True)], 0.0)
    return [middle + shift for middle in placed]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _on_grid(value: float) -> float:
    return round(value / GRID) * GRID
