"""Which wires may be drawn, whatever the shapes are."""

from __future__ import annotations

from netbuilder.errors import EditError
from netbuilder.graph import Graph, NodeId
from netbuilder.layers.base import Layer


def refusal(graph: Graph, source: NodeId, target: NodeId, port: int) -> EditError | None:
    """Why this wire cannot be drawn whatever the shapes are, or None. An occupied port is no reason: it is rewired.

    The port after the last is allowed where the layer can have one more.
    """
    require_nodes(graph, source, target)
    ports = with_port(graph.nodes[target].layer, port).ports()
    if not ports:
        return EditError("“{node}” has no input: data enter the network there.", node=graph.called(target))
    if not 0 <= port < len(ports):
        return EditError("“{node}” has no input number {port}.", node=graph.called(target), port=port + 1)
    if graph.nodes[source].layer.role == "output":
        return EditError("“{node}” has no output: the answer leaves the network there.", node=graph.called(source))
    if source == target:
        return EditError("“{node}” cannot feed itself. Draw the wire to another layer.", node=graph.called(source))
    if graph.reaches(target, source):
        return EditError(
            "This wire would close a loop: “{target}” already leads to “{source}”. "
            "A network computes from its inputs to its outputs; remove a wire on the way back first.",
            source=graph.called(source),
            target=graph.called(target),
        )
    return None


def with_port(layer: Layer, port: int) -> Layer:
    """The layer, with one port more if ``port`` is just behind its last and it can grow."""
    return (layer.with_another_port() or layer) if port == len(layer.ports()) else layer


def require_nodes(graph: Graph, *nodes: NodeId) -> None:
    """Raise EditError where a node is not in the drawing."""
    for node in nodes:
        if node not in graph.nodes:
            raise EditError("There is no node “{node}” in the drawing.", node=node)
