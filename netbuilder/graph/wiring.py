"""Which wires may be drawn, whatever the shapes are."""

from __future__ import annotations

from netbuilder.errors import EditError
from netbuilder.graph.graph import Graph, NodeId, Wire
from netbuilder.layers.base import Layer


def wire_between(graph: Graph, source: NodeId, target: NodeId, target_port: str = "", source_port: str = "") -> Wire:
    """The wire between two nodes; a port that is not named is the first one. Raises EditError where there is none."""
    require_nodes(graph, source, target)
    inputs, outputs = graph.nodes[target].layer.input_ports(), graph.nodes[source].layer.output_ports()
    if not inputs:
        raise EditError("“{node}” has no input port: it is an input of the network.", node=graph.called(target))
    if not outputs:
        raise EditError("“{node}” has no output port: it is an output of the network.", node=graph.called(source))
    return Wire(source, target, target_port or inputs[0], source_port or outputs[0])


def refusal(graph: Graph, wanted: Wire) -> EditError | None:
    """Why this wire cannot be drawn whatever the shapes are, or None. An occupied port is no reason: it is rewired.

    The port after the last is allowed where the layer can have one more.
    """
    try:
        wire_between(graph, wanted.source, wanted.target)
    except EditError as error:
        return error
    source, target = graph.nodes[wanted.source].layer, graph.nodes[wanted.target].layer
    if wanted.target_port not in with_port(target, wanted.target_port).input_ports():
        label = target.port_label(wanted.target_port)
        return EditError("“{node}” has no port “{port}”.", node=graph.called(wanted.target), port=label)
    if wanted.source_port not in source.output_ports():
        label = source.port_label(wanted.source_port)
        return EditError("“{node}” has no port “{port}”.", node=graph.called(wanted.source), port=label)
    if wanted.source == wanted.target:
        return EditError(
            "“{node}” cannot feed itself. Draw the wire to another layer.", node=graph.called(wanted.source)
        )
    if graph.reaches(wanted.target, wanted.source):
        return EditError(
            "This wire would close a loop: “{target}” already leads to “{source}”. "
            "A network computes from its inputs to its outputs; remove a wire on the way back first.",
            source=graph.called(wanted.source),
            target=graph.called(wanted.target),
        )
    return None


def with_port(layer: Layer, port: str) -> Layer:
    """The layer, with one input port more if ``port`` is the one that it would get next."""
    return layer if port in layer.input_ports() or port != next_port(layer) else layer.with_another_port() or layer


def next_port(layer: Layer) -> str | None:
    """The input port that a layer would get if it grew, or None where it cannot grow."""
    grown = layer.with_another_port()
    return grown.input_ports()[-1] if grown else None


def require_mutable(graph: Graph, node: NodeId) -> None:
    """Raise EditError where the network cannot do without a node."""
    if error := mute_refusal(graph, node):
        raise error


def mute_refusal(graph: Graph, node: NodeId) -> EditError | None:
    """Why the network cannot do without a node, or None."""
    layer, name, wires = graph.nodes[node].layer, graph.called(node), len(graph.incoming[node])
    if layer.role != "hidden":
        return EditError(
            "“{node}” cannot be muted: it is where values enter or leave. Mute a layer between them.", node=name
        )
    if len(layer.output_ports()) != 1:
        return EditError(
            "“{node}” cannot be muted: only a layer with one output can, but it has {count}.",
            node=name,
            count=len(layer.output_ports()),
        )
    if wires != 1:
        return EditError(
            "“{node}” cannot be muted: what passes it by must come from exactly one wire, but {count} lead to it.",
            node=name,
            count=wires,
        )
    return None


def require_nodes(graph: Graph, *nodes: NodeId) -> None:
    """Raise EditError where a node is not in the drawing."""
    for node in nodes:
        if node not in graph.nodes:
            raise EditError("There is no node “{node}” in the network.", node=node)
