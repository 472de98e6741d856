"""An automatic layout: few crossings, nothing on top of anything else, long chains in rows; and the size of cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, NodeId, Position
from netbuilder.layers.base import Layer
from netbuilder.project.layering import centres, components, layered
from netbuilder.project.wrapping import bands, shelves, stacked, with_lanes

CARD_WIDTH = 168.0
CARD_HEIGHT = 84.0
GRID = 8.0
GAP_X = 32.0
GAP_Y = 60.0
PORT_STEP = 18.0
HEAD, FOOT = 52.0, 36.0
"""The room above and below the rows in which the ports of a block are named."""
WAY_SIZE = 2 * GRID
"""The room that a wire takes where it passes a column by."""
RATIO = 2.0
"""How many times as wide as high a canvas usually is."""

Flow = Literal["right", "down"]
"""Where wires lead."""


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


def arranged(graph: Graph, flow: Flow = "right", ratio: float = RATIO) -> dict[NodeId, Position]:
    """A place for every node, the top left at (0, 0): the same for the same drawing, wherever its nodes lay before.

    Wires lead to the right, or down; long chains are wrapped into rows (or columns), so that the whole is about
    ``ratio`` times as wide as it is high. Parts that no wire connects lie beside each other.
    """
    parts = [_arranged_part(part, flow, ratio) for part in components(graph)]
    corners = shelves([size for _, size in parts], ratio, GAP_Y)
    places = {
        node: (_on_grid(left + x), _on_grid(top + y))
        for (found, _), (left, top) in zip(parts, corners, strict=True)
        for node, (x, y) in found.items()
    }
    return {node: places[node] for node in graph.nodes}


def _arranged_part(graph: Graph, flow: Flow, ratio: float) -> tuple[dict[NodeId, Position], tuple[float, float]]:
    """The places of one connected part, the top left at (0, 0), and its size."""
    layers, nodes, down = layered(graph), list(graph.nodes), flow == "down"
    heights = [card_height(node.layer) for node in graph.nodes.values()]
    sizes = [CARD_WIDTH] * len(nodes) if down else heights
    sizes = [*sizes, *[WAY_SIZE] * (len(layers.before) - len(nodes))]
    gap = GAP_X if down else GAP_Y
    middles = centres(layers, sizes, gap)
    bounds = [_bounds(column, middles, sizes) for column in layers.columns]
    columns = [[i for i in column if i < len(nodes)] for column in layers.columns]
    lengths = [max(heights[i] for i in column) + GAP_Y if down else CARD_WIDTH + GAP_X for column in columns]
    rows = bands(lengths, [end - start for start, end in bounds], layers.necks, 1 / ratio if down else ratio, gap)
    covered = [_around([bounds[number] for number in row]) for row in rows]
    # Downwards, a wire leads from the foot of one row to the head of the next without a lane.
    joints = [
        (middles[out], [middles[end] for end in ends]) for out, ends in (layers.necks[r.stop - 1] for r in rows[:-1])
    ]
    moved = stacked(covered, gap) if down else with_lanes(covered, joints, gap)
    places: dict[NodeId, Position] = {}
    for row, off in zip(rows, moved, strict=True):
        along = 0.0
        for number in row:
            for i in columns[number]:
                side = middles[i] - sizes[i] / 2 + off
                places[nodes[i]] = (side, along) if down else (along, side)
            along += lengths[number]
    return _from_corner(graph, places)


def _bounds(column: Iterable[int], middles: Sequence[float], sizes: Sequence[float]) -> tuple[float, float]:
    """Where a column begins and ends across."""
    return _around([(middles[i] - sizes[i] / 2, middles[i] + sizes[i] / 2) for i in column])


def _around(bounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(start for start, _ in bounds), max(end for _, end in bounds)


def _from_corner(graph: Graph, places: Mapping[NodeId, Position]) -> tuple[dict[NodeId, Position], tuple[float, float]]:
    """The places moved so that the top left is at (0, 0), and the size of the whole."""
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    right = max(x for x, _ in places.values()) + CARD_WIDTH
    bottom = max(y + card_height(graph.nodes[node].layer) for node, (_, y) in places.items())
    return {node: (x - left, y - top) for node, (x, y) in places.items()}, (right - left, bottom - top)


def _on_grid(value: float) -> float:
    return round(value / GRID) * GRID
