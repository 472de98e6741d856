"""Columns for the automatic layout: which node stands in which, in what order, and where along the column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from netbuilder.graph.graph import Graph, NodeId

SWEEPS = 24
ROUNDS = 4
FEW = 10_000
"""Up to so many places, neighbours in a column are exchanged as well."""
PATIENCE = 4
"""So many sweeps without an improvement end the search."""
WORK = 150_000
"""So many places are put in order in all sweeps together, but two sweeps at least: what takes long is given less."""
WAYS_PER_NODE, LEAST_WAYS = 3, 400
"""So many places for passing wires at least, and so many more for each node; the longest wires are left out then."""
MANY = 300
"""In drawings of more places short wires count more than straight ones."""

Neck = tuple[int, list[int]]


@dataclass(frozen=True, slots=True)
class Layers:
    """Places in columns. Places from 0 are the nodes in the order of the graph; then come those of passing wires.

    ``before``, ``after``: for each place the places that it is wired to on either side; ``necks``: the columns behind
    which all wires come from one node of the column, that node, and where these wires end.
    """

    columns: list[list[int]]
    before: list[list[int]]
    after: list[list[int]]
    necks: dict[int, Neck]


def components(graph: Graph) -> list[Graph]:
    """The parts of a drawing that no wire connects, in the order of their first nodes."""
    found: list[Graph] = []
    seen: set[NodeId] = set()
    for first in graph.nodes:
        if first in seen:
            continue
        waiting, part = [first], {first}
        while waiting:
            node = waiting.pop()
            ends = {wire.source for wire in graph.incoming[node]} | {wire.target for wire in graph.outgoing[node]}
            waiting.extend(ends - part)
            part |= ends
        seen |= part
        if len(part) == len(graph.nodes):
            return [graph]
        wires = frozenset(wire for node in part for wire in graph.outgoing[node])
        found.append(Graph({node: graph.nodes[node] for node in graph.nodes if node in part}, wires))
    return found


def layered(graph: Graph) -> Layers:
    """The columns of a drawing, with few crossings between them."""
    ranks = _ranks(graph)
    layers = _linked(graph, ranks)
    _uncross(layers)
    return layers


def centres(layers: Layers, sizes: Sequence[float], gap: float) -> list[float]:
    """The middle of each place along its column: that of its neighbours, as far as the others leave room.

    Of those before it, then of those behind it, which leaves chains straight; in a large drawing then twice of all:
    wires are shorter there, and fewer cross the long ones.
    """
    middle = [0.0] * len(sizes)
    for column in layers.columns:
        wanted = [_mean_of(layers.before[place], middle, 0.0) for place in column]
        _settle(column, wanted, sizes, gap, middle)
    for column in reversed(layers.columns):
        wanted = [_mean_of(layers.after[place], middle, middle[place]) for place in column]
        _settle(column, wanted, sizes, gap, middle)
    for column in (*layers.columns, *reversed(layers.columns)) if len(sizes) > MANY else ():
        wanted = [_mean_of(layers.before[place] + layers.after[place], middle, middle[place]) for place in column]
        _settle(column, wanted, sizes, gap, middle)
    return middle


def _settle(
    column: list[int], wanted: Sequence[float], sizes: Sequence[float], gap: float, middle: list[float]
) -> None:
    """Put a column's places in their order, none closer than a gap, and together as near as can be to the wanted."""
    placed: list[float] = []
    off, end = 0.0, -inf
    for place, want in zip(column, wanted, strict=True):
        half = sizes[place] / 2
        at = max(want, end + half)
        placed.append(at)
        off += want - at
        end = at + half + gap
    shift = off / len(column)
    for place, at in zip(column, placed, strict=True):
        middle[place] = at + shift


def _ranks(graph: Graph) -> dict[NodeId, int]:
    """The longest path that leads to each node; what lies on a loop goes behind its known sources."""
    rank: dict[NodeId, int] = {}
    for node in (*graph.order, *graph.tangled):
        rank[node] = 1 + max((rank[wire.source] for wire in graph.incoming[node] if wire.source in rank), default=-1)
    for node in reversed(graph.order):
        # What has more wires ahead than behind stands directly before what it feeds: wires are shorter so.
        leaving, arriving = graph.outgoing[node], graph.incoming[node]
        if len(leaving) > len(arriving) and graph.nodes[node].layer.role != "input":
            rank[node] = max(rank[node], min(rank[wire.target] for wire in leaving) - 1)
    used = {old: new for new, old in enumerate(sorted(set(rank.values())))}
    return {node: used[rank[node]] for node in graph.nodes}


def _linked(graph: Graph, ranks: dict[NodeId, int]) -> Layers:
    """Columns whose places know their neighbours.

    A wire that passes columns by has a place of its own in each of them, so that the cards there make way for it.
    """
    number = {node: i for i, node in enumerate(ranks)}
    columns: list[list[int]] = [[] for _ in range(1 + max(ranks.values(), default=-1))]
    for node, column in ranks.items():
        columns[column].append(number[node])
    before: list[list[int]] = [[] for _ in ranks]
    after: list[list[int]] = [[] for _ in ranks]
    crossed = [0] * len(columns)
    wires = sorted((number[wire.source], number[wire.target], wire.target_port) for wire in graph.wires)
    rank = list(ranks.values())
    longest = _longest_way([rank[end] - rank[start] - 1 for start, end, _ in wires], len(rank))
    for source, target, _ in wires:
        # On a loop one wire leads back.
        start, end = (source, target) if rank[source] <= rank[target] else (target, source)
        first, last = rank[start], rank[end]
        placed = last - first - 1 <= longest
        for gap in range(first, last):
            crossed[gap] += 1 if placed else 2
        if first == last or not placed:
            continue
        passing = range(len(before), len(before) + last - first - 1)
        for passed, place in zip(range(first + 1, last), passing, strict=True):
            columns[passed].append(place)
            before.append([])
            after.append([])
        for one, other in pairwise([start, *passing, end]):
            after[one].append(other)
            before[other].append(one)
    return Layers(columns, before, after, _necks(rank, wires, crossed))


def _necks(rank: list[int], wires: list[tuple[int, int, str]], crossed: list[int]) -> dict[int, Neck]:
    """Behind which columns one node alone leads on. ``crossed``: how many wires lead on behind each column."""
    targets: list[list[int]] = [[] for _ in rank]
    for source, target, _ in wires:
        if rank[source] < rank[target]:
            targets[source].append(target)
    return {rank[node]: (node, ends) for node, ends in enumerate(targets) if ends and len(ends) == crossed[rank[node]]}


def _longest_way(passed: list[int], nodes: int) -> int:
    """So many columns may a wire pass to have a place in each: all places together stay few, so the work does too."""
    left = LEAST_WAYS + WAYS_PER_NODE * nodes
    longest = 0
    for count in sorted(passed):
        left -= max(0, count)
        if left < 0:
            break
        longest = count
    return longest


def _uncross(layers: Layers) -> None:
    """Order each column by the mean place of its neighbours, forth and back (the barycentre heuristic of Sugiyama,
    Tagawa and Toda, 1981), and keep the order with the fewest crossings."""
    place = [0.0] * len(layers.before)
    for column in layers.columns:
        _number(column, place)
    best, kept, idle = _crossings(layers, place), [list(column) for column in layers.columns], 0
    for sweep in range(min(SWEEPS, max(2, WORK // len(place)))):
        if best == 0 or idle == PATIENCE:
            break
        forth = sweep % 2 == 0
        links = layers.before if forth else layers.after
        for column in layers.columns if forth else reversed(layers.columns):
            if len(column) > 1:
                means = [_mean_of(links[i], place, place[i]) for i in column]
                column[:] = [node for _, _, node in sorted(zip(means, range(len(column)), column, strict=True))]
                _number(column, place)
        if len(place) <= FEW:
            _exchange(layers, place)
        found = _crossings(layers, place)
        idle += 1
        if found < best:
            best, kept, idle = found, [list(column) for column in layers.columns], 0
    layers.columns[:] = kept


def _exchange(layers: Layers, place: list[float]) -> None:
    """Let neighbours in a column change places as long as that takes crossings away."""
    for column in layers.columns:
        for _ in range(ROUNDS):
            before = list(column)
            for i in range(len(column) - 1):
                one, other = column[i], column[i + 1]
                if sum(_gain(links[one], links[other], place) for links in (layers.before, layers.after)) > 0:
                    column[i], column[i + 1] = other, one
            if column == before:
                break
        _number(column, place)


def _gain(upper: list[int], lower: list[int], place: list[float]) -> int:
    """How many crossings fewer there are where the lower one goes above the upper."""
    gain = 0
    for a in upper:
        at = place[a]
        for b in lower:
            other = place[b]
            gain += (at > other) - (at < other)
    return gain


def _number(column: list[int], place: list[float]) -> None:
    step = 1 / len(column)
    for i, node in enumerate(column):
        place[node] = (i + 0.5) * step


def _mean_of(links: list[int], place: list[float], otherwise: float) -> float:
    if len(links) == 1:
        return place[links[0]]
    return sum([place[other] for other in links]) / len(links) if links else otherwise


def _crossings(layers: Layers, place: list[float]) -> int:
    """How many pairs of links between neighbouring columns cross."""
    count = 0
    for column, following in pairwise(layers.columns):
        if len(column) < 2 or len(following) < 2:
            continue
        seen: list[float] = []
        for node in column:
            ends = layers.after[node]
            for end in sorted([place[other] for other in ends]) if len(ends) > 1 else [place[i] for i in ends]:
                at = bisect_right(seen, end)
                count += len(seen) - at
                seen.insert(at, end)
    return count
