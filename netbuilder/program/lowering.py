"""From a checked drawing to its program: what leads to an output, in the order in which it is computed.

Parameters may be drawn earlier: see ``layers.tensors.draws``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Set
from functools import partial

from netbuilder.graph.graph import Graph, NodeId, Port
from netbuilder.graph.identifiers import identifiers
from netbuilder.layers.base import OUTPUT
from netbuilder.layers.tensors.values import Parameter
from netbuilder.program.steps import Program, Step, TensorSpec
from netbuilder.shapes.check_result import Check


def lower(check: Check) -> Program:
    """The program of a drawing that is sound. Nodes that lead to no output, and muted ones, are left out.

    Nodes that only mark where values enter or leave are no steps. Equal uses of a block share one program.
    """
    return _lowered(check.active, {})


def _lowered(check: Check, known: dict[int, Program]) -> Program:
    """``known``: the programs of the checks that have been met, by the identity of the check."""
    if id(check) not in known:
        known[id(check)] = _program(check, known)
    return known[id(check)]


def _program(check: Check, known: dict[int, Program]) -> Program:
    graph, names = check.graph, identifiers(check.graph)
    starts = [node.id for node in graph.starts]
    ends = tuple(node.id for node in graph.ends)
    sources = _sources(graph, ends)
    order = list(dict.fromkeys([*starts, *sources]))
    read = {source for found in sources.values() for source in found if source is not None}
    hidden = sorted((node for node in order if graph.nodes[node].layer.role == "hidden"), key=partial(_turn, graph))
    return Program(
        inputs={Port(node, OUTPUT): names[node] for node in starts},
        specs={Port(node, OUTPUT): TensorSpec(check.nodes[node].outputs[0]) for node in starts},
        steps=tuple(_step(check, node, names[node], sources[node], read, known) for node in hidden),
        outputs=tuple(source for node in ends for source in sources[node] if source is not None),
        ends=ends,
    )


def _turn(graph: Graph, node: NodeId) -> float:
    """When the starting values of a node are drawn: those without a turn of their own come last, as they are."""
    layer = graph.nodes[node].layer
    return layer.turn if isinstance(layer, Parameter) and layer.turn else math.inf


def _step(
    check: Check, node: NodeId, name: str, inputs: tuple[Port | None, ...], read: Set[Port], known: dict[int, Program]
) -> Step:
    found = check.nodes[node]
    ports = found.node.layer.output_ports()
    return Step(
        node=node,
        name=name,
        layer=found.node.layer,
        inputs=inputs,
        shapes=found.inputs,
        outputs={Port(node, port): TensorSpec(shape) for port, shape in zip(ports, found.outputs, strict=True)},
        used=frozenset(port for port in ports if Port(node, port) in read),
        repetitions=tuple(_lowered(inside, known) for inside in found.inside),
    )


def _sources(graph: Graph, ends: Iterable[NodeId]) -> dict[NodeId, tuple[Port | None, ...]]:
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
