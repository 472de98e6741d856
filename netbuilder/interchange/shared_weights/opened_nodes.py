"""A layer as the tensor operations that it is made of, with weights that stand outside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from netbuilder.errors import EditError
from netbuilder.graph.blocks import Block, BlockUse
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.graph.identifiers import latin
from netbuilder.interchange.drawing.flat_drawing import FlatDrawing, FlatNode
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.shared_weights.memory import learned
from netbuilder.interchange.traced import Scope
from netbuilder.layers.base import Layer
from netbuilder.layers.normalization import BatchNorm
from netbuilder.layers.tensors.values import ConstantNumbers, Parameter
from netbuilder.layers.unknown import Placeholder
from netbuilder.project.opening import definitions

WeightPort = Callable[[str, Parameter], Port]
"""Where a weight comes from, by its name in the layer and the parameter that it would be."""


def inside(flat: FlatDrawing, node: FlatNode, used: frozenset[str]) -> Block | None:
    """What a layer consists of, a parameter for each of its weights; None where that cannot be drawn.

    ``used``: the outputs that anything reads.
    """
    if isinstance(node.layer, Placeholder | Parameter):
        return None
    shapes = [None if port is None else flat.shape(port) for port in node.inputs]
    try:
        blocks, made = definitions(node.layer, shapes, node.layer.title, {}, used)
    except EditError:
        return None
    block, names = blocks[made], _names(node)
    parameters = {one.id for one in block.graph.nodes.values() if isinstance(one.layer, Parameter)}
    return block if parameters <= names.keys() and _trained(names, node) <= parameters else None


def trained(node: FlatNode) -> Mapping[str, Any]:
    """The weights of a node that training changes. A constant has numbers, but no weights."""
    if isinstance(node.layer, Parameter):
        return node.weights if node.layer.trainable else {}
    return {} if "" in node.weights else learned(node.weights)


def _names(node: FlatNode) -> dict[NodeId, str]:
    """The weights by the ids that their parameters have."""
    return {latin(name.replace(".", "_")): name for name in node.weights}


def _trained(names: Mapping[NodeId, str], node: FlatNode) -> set[NodeId]:
    wanted = learned(node.weights)
    return {key for key, name in names.items() if name in wanted}


class OpenedNodes:
    """Draws what layers consist of. ``scopes``: the calls of modules, to which each layer adds one of its own."""

    def __init__(self, flat: FlatDrawing, scopes: list[Scope]) -> None:
        self._flat, self._scopes = flat, scopes

    def draw(
        self, node: FlatNode, block: Block, entering: Sequence[Port | None], weight: WeightPort
    ) -> Mapping[str, Port]:
        """Draw what is inside a layer. Returns the ports at which its outputs are."""
        names = _names(node)
        scope = self._scope(node.scope, node.path, node.layer.title)
        given = {port: source for port, source in zip(node.layer.input_ports(), entering, strict=True) if source}

        def parameter(name: NodeId, layer: Parameter) -> Port:
            return weight(names[name], layer)

        return self._graph(block.graph, given, parameter, scope, node.weights)

    def _scope(self, parent: int, path: str, kind: str) -> int:
        self._scopes.append(Scope(path=path, kind=kind, own=True, parent=parent))
        return len(self._scopes) - 1

    def _graph(
        self,
        graph: Graph,
        given: Mapping[NodeId, Port],
        parameter: WeightPort,
        scope: int,
        weights: Mapping[str, Any],
    ) -> dict[str, Port]:
        """Draw a graph between the ports that enter it. Returns those that leave it."""
        ports, leaving = {(name, ""): port for name, port in given.items()}, dict[str, Port]()
        for name in graph.order:
            layer = graph.nodes[name].layer
            sources = [
                None if source is None else ports.get((source.node, source.name), ports.get((source.node, "")))
                for source in graph.sources(name)
            ]
            if layer.role == "entry":
                continue
            if layer.role == "exit":
                leaving[name] = _present(sources[0])
            elif isinstance(layer, Parameter):
                ports[name, ""] = parameter(name, layer.with_(turn=0, skipped=0))
            elif isinstance(layer, BlockUse):
                inner = dict(zip(layer.input_ports(), map(_present, sources), strict=True))
                path = self._scope(scope, "", layer.definition.name)
                found = self._graph(layer.inside, inner, parameter, path, {})
                ports |= {(name, port): source for port, source in found.items()}
            else:
                ports |= self._single(name, layer, sources, scope, weights)
        return leaving

    def _single(
        self, name: NodeId, layer: Layer, sources: Sequence[Port | None], scope: int, weights: Mapping[str, Any]
    ) -> dict[tuple[NodeId, str], Port]:
        """Draw one operation. The running mean and variance of a batch norm stay with it."""
        import numpy

        kept: dict[str, Any] = {}
        if isinstance(layer, BatchNorm):
            kept = {key: array for key, array in weights.items() if key not in learned(weights)}
        elif isinstance(layer, ConstantNumbers):
            kept = {"": numpy.array(layer.nested_numbers(), numpy.float32)}
        node = self._flat.add(layer, sources, scope, weights=kept)
        return {(name, port): Port(node, port) for port in layer.output_ports()}


def _present(port: Port | None) -> Port:
    if port is None:
        raise ValueError("an operation that reads nothing")
    return port
