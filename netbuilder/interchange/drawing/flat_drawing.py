"""The nodes of a drawing before they are put into blocks: each knows the call that it comes from, and its weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from netbuilder.errors import UserError
from netbuilder.interchange.drawing.call import NoLayerError
from netbuilder.interchange.drawing.placed import Placed, Port
from netbuilder.layers.base import Layer, Shape
from netbuilder.layers.core import Flatten, Input, Output, Reshape
from netbuilder.layers.unknown import Placeholder
from netbuilder.messages import Message


@dataclass(frozen=True)
class FlatNode:
    """A node. ``inputs``: the port that each of its ports is fed from, None where it is free; ``scope``: the call of a
    module that it belongs to; ``path``: its name in the whole module, empty where it has none; ``weights``: arrays by
    PyTorch's names below the layer; ``shapes``: what leaves it."""

    layer: Layer
    inputs: tuple[Port | None, ...]
    scope: int
    path: str = ""
    weights: Mapping[str, Any] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()


class FlatDrawing:
    """Nodes in the order in which they compute."""

    def __init__(self) -> None:
        self.nodes: list[FlatNode] = []
        self._shaped: dict[tuple[Port, Shape], Port] = {}

    def add(
        self,
        layer: Layer,
        inputs: Sequence[Port | None],
        scope: int,
        path: str = "",
        weights: Mapping[str, Any] | None = None,
    ) -> int:
        """Draw a layer. Returns its number. Raises NoLayerError where it does not take the shapes that reach it."""
        try:
            shapes = layer.shapes(*(None if port is None else self.shape(port) for port in inputs))
        except UserError as error:
            raise NoLayerError(error.message) from error
        self.nodes.append(FlatNode(layer, tuple(inputs), scope, path, weights or {}, tuple(shapes)))
        return len(self.nodes) - 1

    def add_placeholder(
        self, layer: Placeholder, inputs: Sequence[Port], scope: int, path: str, shapes: Sequence[Shape]
    ) -> int:
        """Draw a placeholder that stands for something with outputs of these shapes."""
        self.nodes.append(FlatNode(layer, tuple(inputs), scope, path, {}, tuple(shapes)))
        return len(self.nodes) - 1

    def shape(self, port: Port) -> Shape:
        """The shape of a row that leaves by a port."""
        node = self.nodes[port.node]
        return node.shapes[node.layer.output_ports().index(port.name)]

    def only(self, node: int) -> Port:
        """The first output port of a node."""
        return Port(node, self.nodes[node].layer.output_ports()[0])

    def is_fresh_input(self, port: Port) -> bool:
        """Whether a port is that of an input which nothing is drawn behind yet."""
        return isinstance(self.nodes[port.node].layer, Input) and not any(port in node.inputs for node in self.nodes)

    def turn_input(self, port: Port, sizes: Shape) -> None:
        """Give an input its sizes in another order."""
        node = self.nodes[port.node]
        changed = {"sizes": sizes, "columns": ""}
        self.nodes[port.node] = replace(node, layer=node.layer.with_(**changed), shapes=(sizes,))

    def shaped(self, value: Placed, wanted: Shape) -> Port:
        """The port at which a value is with another shape: one layer more, unless it has it already."""
        if value.shape == wanted:
            return value.port
        key = (value.port, wanted)
        if key not in self._shaped:
            layer = Flatten() if len(wanted) == 1 else Reshape(sizes=wanted)
            self._shaped[key] = self.only(self.add(layer, [value.port], value.scope))
        return self._shaped[key]

    def take_back(self, count: int) -> None:
        """Leave out what was drawn after the first ``count`` nodes."""
        del self.nodes[count:]
        self._shaped = {key: port for key, port in self._shaped.items() if port.node < count}

    def without_loose_ends(self) -> FlatDrawing:
        """The drawing without the layers whose values lead to no output."""
        found, numbers = FlatDrawing(), dict[int, int]()
        wanted = {
            number for number, node in enumerate(self.nodes) if isinstance(node.layer, Input | Output | Placeholder)
        }
        for number in reversed(range(len(self.nodes))):
            if number in wanted:
                wanted.update(port.node for port in self.nodes[number].inputs if port is not None)
        for number in sorted(wanted):
            node = self.nodes[number]
            entering = tuple(None if port is None else Port(numbers[port.node], port.name) for port in node.inputs)
            found.nodes.append(replace(node, inputs=entering))
            numbers[number] = len(found.nodes) - 1
        return found

    def end(self, port: Port, name: str) -> None:
        """Draw an output."""
        self.nodes.append(FlatNode(Output(), (port,), 0, name, {}, (self.shape(port),)))


def placeholder(what: str, reason: Message, inputs: int, outputs: int, nearest: Layer | None) -> Placeholder:
    """A placeholder that says what stands here and why no layer is the same."""
    near = {} if nearest is None else {"nearest_type": nearest.type, "nearest_values": nearest.values()}
    return Placeholder.parse(
        {"what": what, "reason": str(reason), "inputs": max(1, inputs), "outputs": max(1, outputs), **near}
    )
