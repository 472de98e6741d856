"""In which order the nodes of a drawing compute, and in which their starting values are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netbuilder.graph.graph import Graph, NodeId, Port
from netbuilder.layers.tensors.values import Parameter


def sources(graph: Graph, ends: Iterable[NodeId]) -> dict[NodeId, tuple[Port | None, ...]]:
    """What leads to the ends, and the ports that each node reads from: sources first, each branch to its end before
    the next, as engineers write it."""
    ordered: dict[NodeId, tuple[Port | None, ...]] = {}
    waiting: list[tuple[NodeId, tuple[Port | None, ...] | None]] = [(node, None) for node in reversed(tuple(ends))]
    while waiting:
        node, found = waiting.pop()
        if found is not None:
            ordered[node] = found
        elif node not in ordered:
            found = graph.sources(node)
            waiting.append((node, found))
            waiting.extend((source.node, None) for source in reversed(found) if source is not None)
    return ordered


def in_turn(graph: Graph, order: Sequence[NodeId]) -> list[NodeId]:
    """The order in which starting values are drawn: that of computation, but before a parameter with a turn come those
    with an earlier turn, which read nothing and so can stand anywhere before. See ``layers.tensors.draws``.
    """
    layers = ((node, graph.nodes[node].layer) for node in order)
    turns = {node: layer.turn for node, layer in layers if isinstance(layer, Parameter) and layer.turn}
    waiting = sorted(turns, key=turns.__getitem__)
    found: list[NodeId] = []
    for node in order:
        if node not in turns:
            found.append(node)
        elif node in waiting:
            due = waiting.index(node) + 1
            found += waiting[:due]
            del waiting[:due]
    return found


def drawing_order(graph: Graph) -> list[NodeId]:
    """The nodes between the ends of a drawing, in the order in which their starting values are drawn."""
    active = graph.active
    order = [*sources(active, (node.id for node in active.ends))]
    return in_turn(active, [node for node in order if active.nodes[node].layer.role == "hidden"])
