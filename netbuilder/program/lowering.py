"""From a checked drawing to its program: what leads to an output, in the order in which it is computed.

Parameters may be drawn earlier: see ``layers.tensors.draws``.
"""

from __future__ import annotations

from collections.abc import Set

from netbuilder.graph.graph import NodeId, Port
from netbuilder.graph.identifiers import identifiers
from netbuilder.graph.order import in_turn, sources
from netbuilder.layers.base import OUTPUT
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
    reads = sources(graph, ends)
    order = list(dict.fromkeys([*starts, *reads]))
    read = {source for found in reads.values() for source in found if source is not None}
    hidden = in_turn(graph, [node for node in order if graph.nodes[node].layer.role == "hidden"])
    return Program(
        inputs={Port(node, OUTPUT): names[node] for node in starts},
        specs={Port(node, OUTPUT): TensorSpec(check.nodes[node].outputs[0]) for node in starts},
        steps=tuple(_step(check, node, names[node], reads[node], read, known) for node in hidden),
        outputs=tuple(source for node in ends for source in reads[node] if source is not None),
        ends=ends,
    )


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
