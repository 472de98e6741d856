"""What of a drawing predicts: the network up to its outputs, without a loss that is drawn in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netbuilder.errors import ExportError
from netbuilder.graph.graph import Graph
from netbuilder.graph.identifiers import identifiers


def without_losses(graph: Graph) -> Graph:
    """The nodes that lead to an output that is no loss; the graph itself where no loss is drawn.

    Raises ExportError where no output is left, or one depends on the targets.
    """
    ends = [node for node in graph.ends if not node.layer.minimized]
    if len(ends) == len(graph.ends) and not any(node.layer.of_targets for node in graph.starts):
        return graph
    if not ends:
        raise ExportError(
            "An ONNX file holds what predicts, but the drawing has only a loss. Put an Output behind what predicts."
        )
    losses = {node.id for node in graph.ends} - {node.id for node in ends}
    rest = {name: node for name, node in graph.nodes.items() if name not in losses}
    kept = Graph(rest, frozenset(wire for wire in graph.wires if wire.target in rest)).used
    for name in kept:
        if graph.nodes[name].layer.of_targets:
            raise ExportError(
                "An ONNX file holds what predicts, but what leads to an Output reads “{node}”. Take it from there.",
                node=graph.called(name),
            )
    nodes = {name: node for name, node in graph.nodes.items() if name in kept}
    return Graph(nodes, frozenset(wire for wire in graph.wires if wire.target in nodes))


def carried_over(weights: Mapping[str, Any], whole: Graph, part: Graph) -> dict[str, Any]:
    """The weights of a drawing that its part has, by their names there (those of the nodes come first)."""
    names = identifiers(part)
    renamed = {name: names[node] for node, name in identifiers(whole).items() if node in names}
    found = ((*name.partition("."), value) for name, value in weights.items())
    return {renamed[head] + dot + rest: value for head, dot, rest, value in found if head in renamed}
