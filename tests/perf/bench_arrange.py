"""The automatic layout beside fast-sugiyama: how long it takes, and how many wires cross."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from time import perf_counter
from typing import Any

from netbuilder.graph.graph import Graph, Node, Position, Wire
from netbuilder.layers import layer_types
from netbuilder.project.arrange import arranged
from tests.perf.table import Measured, show

SIZES = (10, 100, 1000, 5000)
RIVAL_MOST = 1000
"""Random drawings of more nodes than this keep the rival for minutes. Measured once at 5,000: 0.6 s against some 100 s,
with 1.45 times its crossings (362,475 against 250,040), as the longest wires have no places of their own."""
BAR = 1.0
"""Seconds for the largest."""
ONE_ROW = 1e9
"""So wide may the whole be that nothing is wrapped: crossings are compared where both lay in one row."""
WORSE = 1.5
"""So many times the rival's crossings are allowed."""


def drawing(wires: set[tuple[int, int]], nodes: int) -> Graph:
    """A drawing of nodes with one output each; every wire ends in a port of its own."""
    layer = layer_types()["relu"]()
    named = frozenset(Wire(f"n{a}", f"n{b}", f"input_{a}") for a, b in wires)
    return Graph({f"n{i}": Node(f"n{i}", layer) for i in range(nodes)}, named)


def chain(nodes: int) -> Graph:
    """One after another."""
    return drawing({(i, i + 1) for i in range(nodes - 1)}, nodes)


def residual(nodes: int) -> Graph:
    """A chain in which every third node is skipped to from three before."""
    return drawing({(i, i + 1) for i in range(nodes - 1)} | {(i, i + 3) for i in range(0, nodes - 3, 3)}, nodes)


def random_dag(nodes: int) -> Graph:
    """Each node has up to three sources, mostly among the forty before it."""
    dice, wires = random.Random(0), set[tuple[int, int]]()
    for i in range(1, nodes):
        for _ in range(dice.choice([1, 1, 2, 2, 3])):
            wires.add((dice.randrange(max(0, i - 40), i) if dice.random() < 0.9 else dice.randrange(i), i))
    return drawing(wires, nodes)


def crossings(graph: Graph, places: dict[str, Position]) -> int:
    """How many pairs of straight wires without a common end cross."""
    import numpy as np

    wires = sorted(graph.wires)
    number = {name: i for i, name in enumerate(graph.nodes)}
    ends = np.array([[number[w.source], number[w.target]] for w in wires])
    start, end = (np.array([places[name] for name in graph.nodes], float)[ends[:, side]] for side in (0, 1))
    count = 0
    for i in range(len(wires) - 1):
        rest = slice(i + 1, None)
        apart = ~(ends[rest] == ends[i, 0]).any(1) & ~(ends[rest] == ends[i, 1]).any(1)
        across = _side(start[i], end[i], start[rest]) * _side(start[i], end[i], end[rest]) < 0
        along = _side(start[rest], end[rest], start[i]) * _side(start[rest], end[rest], end[i]) < 0
        count += int((apart & across & along).sum())
    return count


def _side(start: Any, end: Any, point: Any) -> Any:
    """On which side of a line a point lies; each of the three may be many."""
    import numpy as np

    ahead, off = end - start, point - start
    return np.sign(ahead[..., 0] * off[..., 1] - ahead[..., 1] * off[..., 0])


def rivals(graph: Graph) -> dict[str, Position]:
    """The places that fast-sugiyama gives."""
    found = import_module("fast_sugiyama").from_edges([(wire.source, wire.target) for wire in sorted(graph.wires)])
    return {node: place for places, *_ in found for node, place in places}


def rows() -> Iterator[Measured]:
    """Time and crossings of each kind and size."""
    for kind in (chain, residual, random_dag):
        for nodes in SIZES:
            graph = kind(nodes)
            graph.order  # noqa: B018  (known already when a drawing is arranged: the shape check asks for it)
            ours, mine = _timed(partial(arranged, graph, ratio=ONE_ROW))
            if kind is random_dag and nodes > RIVAL_MOST:
                yield Measured(f"{kind.__name__}, {nodes:,}: time", ours, BAR, ours / BAR, 1)
                continue
            theirs, rival = _timed(partial(rivals, graph))
            bar = BAR / theirs
            yield Measured(f"{kind.__name__}, {nodes:,}: time", ours, theirs, ours / theirs, bar)
            met, other = crossings(graph, mine), crossings(graph, rival)
            ratio = (met + 1) / (other + 1)
            yield Measured(f"{kind.__name__}, {nodes:,}: crossings", met, other, ratio, WORSE, "")


def _timed(act: partial[dict[str, Position]]) -> tuple[float, dict[str, Position]]:
    """The shortest of three times, and what came out."""
    taken = []
    for _ in range(3):
        began = perf_counter()
        found = act()
        taken.append(perf_counter() - began)
    return min(taken), found


if __name__ == "__main__":
    sys.exit(0 if show(rows()) else 1)
