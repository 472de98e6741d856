"""Blocks: a drawing that stands as one node in other drawings. The definition owns every value; a use overrides few."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from netbuilder.declaration import Parameter, param
from netbuilder.errors import EditError
from netbuilder.graph.annotations import COLOURS, Annotation, AnnotationId, Colour
from netbuilder.graph.graph import Graph, Node, NodeId, Position
from netbuilder.graph.reroutes import Reroutes, of_wires
from netbuilder.layers.base import Category, Layer
from netbuilder.messages import Message, say

BlockId = str
BLOCK = "block"
"""The type of a node in a file that uses a block."""

Target = tuple[NodeId, str]
"""A parameter inside a block: the node, and the parameter's name (of a nested block, the name that it promotes)."""

BlockColour = Colour
"""The colours that the cards of a block may have."""

MAX_REPEATS = 1000
MAX_REMEMBERED = 256

T = TypeVar("T")


@dataclass(frozen=True)
class Block:
    """The definition of a block.

    ``graph``: its drawing, in which block inputs and block outputs are the ports of the node outside, named by their
    ids; ``layout``: the top left corner of each node, in canvas units; ``parameters``: what a use may override, by the
    name that it has outside, with every parameter inside that it sets; ``in_tensors``: whether scripts with layers
    write it in tensors, as a layer of one's own; ``note``: what the user says of it;
    ``annotations``: the frames and notes in its drawing; ``reroutes``: the points that its wires pass through; those of
    wires that are not in it are dropped.
    """

    name: str
    graph: Graph = field(default_factory=Graph)
    layout: Mapping[NodeId, Position] = field(default_factory=dict)
    parameters: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    in_tensors: bool = False
    colour: BlockColour = "usual"
    note: str = ""
    annotations: Mapping[AnnotationId, Annotation] = field(default_factory=dict)
    reroutes: Reroutes = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reroutes", of_wires(self.reroutes, self.graph.wires))

    @cached_property
    def layers(self) -> int:
        """How many layers it stands for, those of the blocks in it as often as they are repeated."""
        inner = (node.layer for node in self.graph.nodes.values() if node.layer.role == "hidden")
        return sum(layer.definition.layers * layer.repeat if isinstance(layer, BlockUse) else 1 for layer in inner)

    @cached_property
    def _known(self) -> dict[Hashable, Any]:
        return {}

    def remembered(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """What ``work_out`` finds of this definition, computed once: a definition never changes."""
        found: T | None = self._known.get(key)
        if found is None:
            if len(self._known) >= MAX_REMEMBERED:
                self._known.clear()
            self._known[key] = found = work_out()
        return found

    def accepted(self, name: str, value: Any) -> Any:
        """A value as the parameter behind ``name`` takes it. Raises UserError where it does not fit."""
        return replace(self, graph=self.with_values({name: value})).value(name)

    def value(self, name: str) -> Any:
        """The value of a promoted parameter where no use overrides it."""
        node, parameter = self.parameters[name][0]
        layer = self.graph.nodes[node].layer
        return layer.value(parameter) if isinstance(layer, BlockUse) else layer.values()[parameter]

    def declared(self, name: str) -> Parameter | None:
        """How a promoted parameter is edited: as inside, by its name here. None where no form edits it."""
        node, parameter = self.parameters[name][0]
        layer = self.graph.nodes[node].layer
        inner: Parameter | None
        if isinstance(layer, BlockUse):
            inner = layer.definition.declared(parameter)
        else:
            inner = next((found for found in layer.parameters_declared() if found.name == parameter), None)
        if inner is None:
            return None
        return replace(inner, name=name, label=inner.label if name == parameter else name.replace("_", " "))

    def with_values(self, overrides: Mapping[str, Any]) -> Graph:
        """The drawing with promoted parameters set. Raises UserError where a value does not fit its parameter."""
        return self.remembered(("graph", json.dumps(overrides, sort_keys=True)), lambda: self._with_values(overrides))

    def _with_values(self, overrides: Mapping[str, Any]) -> Graph:
        graph = self.graph
        for name, value in overrides.items():
            for node, parameter in self._targets(name):
                graph = graph.replacing(_set(graph.nodes[node], parameter, value))
        return graph

    def _targets(self, name: str) -> tuple[Target, ...]:
        if name not in self.parameters:
            known = ", ".join(self.parameters) or say("none")
            raise EditError(
                "The block “{block}” has no parameter “{name}” to override. It has: {known}.",
                block=self.name,
                name=name,
                known=known,
            )
        return self.parameters[name]


class BlockUse(Layer):
    """A block in a drawing, one or several times in a row.

    ``block``: the id of the definition; ``definition``: the definition itself, which the project sees to;
    ``overrides``: the promoted parameters that have another value here.
    """

    title = "Block"
    category = Category.CORE

    block: BlockId
    definition: Any
    overrides: dict[str, Any] = {}
    repeat: int = param(1, "Repeat", min=1, max=MAX_REPEATS, help="How many times the block is repeated in a row.")
    shared: bool = param(False, "Shared weights", help="All repetitions share the same weights.")

    def input_ports(self) -> tuple[str, ...]:
        """The ids of the block's inputs."""
        return tuple(node.id for node in self.definition.graph.with_role("entry"))

    def output_ports(self) -> tuple[str, ...]:
        """The ids of the block's outputs."""
        return tuple(node.id for node in self.definition.graph.with_role("exit"))

    def port_label(self, name: str) -> Message:
        """The name that the user gave the port inside the block, or its id."""
        node = self.definition.graph.nodes.get(name)
        return say("{name}", name=node.name) if node is not None and node.name else super().port_label(name)

    @property
    def inside(self) -> Graph:
        """The drawing of the block with the values that this use gives it."""
        block: Block = self.definition
        return block.with_values(self.overrides)

    def value(self, name: str) -> Any:
        """The value of a promoted parameter in this use."""
        block: Block = self.definition
        return self.overrides[name] if name in self.overrides else block.value(name)

    def summary(self) -> Message | str:
        """The block's name, and how often it comes."""
        name: str = self.definition.name
        return say("{block} × {times}", block=name, times=self.repeat) if self.repeat > 1 else name


@dataclass(frozen=True, slots=True, order=True)
class NodePath:
    """Where a node is: its id, and the uses of blocks that lead to it, outermost first.

    Each use has the number of its repetition, from 0.
    """

    node: NodeId
    within: tuple[tuple[NodeId, int], ...] = ()

    def below(self, use: NodeId, repetition: int) -> NodePath:
        """The same node, seen from one level further out."""
        return NodePath(self.node, ((use, repetition), *self.within))

    def __str__(self) -> str:
        return "/".join([*(f"{use}[{number + 1}]" for use, number in self.within), self.node])


def called_at(graph: Graph, path: NodePath) -> Message:
    """What sentences call a node in a drawing or inside its blocks: block › layer, each as its own drawing calls it, a
    block that is repeated with the number of the repetition, from 1."""
    around: Message | None = None
    for use, number in path.within:
        block, name = graph.nodes[use].layer, _inside(around, graph.called(use))
        if not isinstance(block, BlockUse):
            break
        around = say("{block} {number}", block=name, number=number + 1) if block.repeat > 1 else name
        graph = block.inside
    return _inside(around, graph.called(path.node))


def _inside(around: Message | None, name: Message) -> Message:
    return name if around is None else say("{block} › {layer}", block=around, layer=name)


def layers_within(graph: Graph) -> Iterator[Layer]:
    """Every layer of a network and of the blocks in it, each definition's once for each use. Muted ones are none."""
    for node in graph.active.nodes.values():
        if isinstance(node.layer, BlockUse):
            yield from layers_within(node.layer.inside)
        else:
            yield node.layer


def card_category(node: Node) -> Category:
    """The category whose colour a card has: that of the layer, or that of the colour which the user chose."""
    layer = node.layer
    if node.colour in COLOURS:
        return COLOURS[node.colour]
    return COLOURS.get(layer.definition.colour, layer.category) if isinstance(layer, BlockUse) else layer.category


def is_parameter(graph: Graph, target: Target) -> bool:
    """Whether there is such a parameter in a drawing."""
    node, parameter = target
    if node not in graph.nodes:
        return False
    layer = graph.nodes[node].layer
    return parameter in (layer.definition.parameters if isinstance(layer, BlockUse) else layer.values())


def _set(node: Node, parameter: str, value: Any) -> Node:
    layer = node.layer
    if isinstance(layer, BlockUse):
        layer.definition.with_values({parameter: value})  # whether there is such a parameter, and the value fits it
        return replace(node, layer=layer.with_(overrides={**layer.overrides, parameter: value}))
    return replace(node, layer=layer.with_(**{parameter: value}))
