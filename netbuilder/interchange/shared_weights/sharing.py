"""Weights that several layers have: one Parameter that all of them read, each drawn as the operations it consists of.

What is repeated in a row with the same weights stays a layer, or a block, and repeats with shared weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from netbuilder.graph.blocks import Block
from netbuilder.interchange.drawing.flat_drawing import FlatDrawing, FlatNode
from netbuilder.interchange.drawing.nesting import Group, nested
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.shared_weights.memory import Span, span, way_to
from netbuilder.interchange.shared_weights.opened_nodes import OpenedNodes, inside, trained
from netbuilder.interchange.traced import Scope
from netbuilder.layers.tensors.values import Parameter

Repetition = list[list[int]]
"""What is repeated in a row: the numbers of the nodes of each repetition."""


@dataclass(frozen=True)
class Shared:
    """A drawing in which weights that were used several times are drawn once, and the calls of modules with those that
    stand for opened layers."""

    flat: FlatDrawing
    scopes: Sequence[Scope]


def with_shared_weights(flat: FlatDrawing, scopes: Sequence[Scope]) -> Shared:
    """The drawing with one Parameter for each of the weights that several layers have, where these can be opened."""
    found = _Users(flat, scopes)
    if not found.tied:
        return Shared(flat, scopes)
    return _Redrawing(found, list(scopes)).drawn()


@dataclass(eq=False)
class _Users:
    """Which nodes of a drawing have the same weights."""

    flat: FlatDrawing
    scopes: Sequence[Scope]

    @cached_property
    def blocks(self) -> Mapping[int, Block]:
        """What the nodes consist of that have weights in common with others, where it can be drawn."""
        several = {number for users in self._several.values() for number in users}
        read = self._read
        found = {number: inside(self.flat, self.flat.nodes[number], frozenset(read[number])) for number in several}
        return {number: block for number, block in found.items() if block is not None}

    @cached_property
    def tied(self) -> Mapping[Span, Sequence[int]]:
        """The nodes that have each of the weights that become a Parameter, in the order in which they compute."""
        return {at: users for at, users in self._several.items() if self._can_be_drawn(at, users)}

    def arrays(self, number: int) -> Mapping[str, Any]:
        """The weights of a node that training changes."""
        return trained(self.flat.nodes[number])

    def at(self, number: int, where: Span) -> Any:
        """The weights of a node that are at this place in memory."""
        return next(array for array in self.arrays(number).values() if span(array) == where)

    def _can_be_drawn(self, at: Span, users: Sequence[int]) -> bool:
        first = self.at(users[0], at)
        drawn = all(number in self.blocks or self._is_parameter(number) for number in users)
        return drawn and all(way_to(first, self.at(number, at)) is not None for number in users)

    def _is_parameter(self, number: int) -> bool:
        return isinstance(self.flat.nodes[number].layer, Parameter)

    @cached_property
    def _by_span(self) -> Mapping[Span, Sequence[int]]:
        """The nodes by the places of their weights."""
        found: dict[Span, list[int]] = {}
        for number in range(len(self.flat.nodes)):
            for at in {span(array) for array in self.arrays(number).values() if array.size}:
                found.setdefault(at, []).append(number)
        return found

    @cached_property
    def _several(self) -> Mapping[Span, Sequence[int]]:
        """The weights that several nodes have, but for those that are repeated in a row and have them alone."""
        repetitions = list(self._repetitions())
        while True:
            found = {at: users for at, users in self._by_span.items() if len(_first(users, repetitions)) > 1}
            those = {number for users in found.values() for number in users}
            kept = [copies for copies in repetitions if not any(those.intersection(copy) for copy in copies)]
            if len(kept) == len(repetitions):
                return found
            repetitions = kept

    def _repetitions(self) -> Iterator[Repetition]:
        """What is repeated in a row with the same weights, the outermost first."""
        places = {id(node): number for number, node in enumerate(self.flat.nodes)}
        for groups in _shared_groups(nested(self.flat.nodes, self.scopes)):
            yield [[places[id(node)] for node in _nodes(group)] for group in groups]

    @cached_property
    def _read(self) -> Mapping[int, set[str]]:
        """The outputs of each node that others read."""
        found: dict[int, set[str]] = {number: set() for number in range(len(self.flat.nodes))}
        for node in self.flat.nodes:
            for port in node.inputs:
                if port is not None:
                    found[port.node].add(port.name)
        return found


def _first(users: Sequence[int], repetitions: Sequence[Repetition]) -> set[int]:
    """The nodes with those of repetitions counted as those that are repeated."""
    first = {
        number: copies[0][place] for copies in repetitions for copy in copies[1:] for place, number in enumerate(copy)
    }
    found = set(users)
    while moved := found & first.keys():
        found = found - moved | {first[number] for number in moved}
    return found


def _shared_groups(group: Group) -> Iterator[list[Group]]:
    """The groups that are repeated with shared weights, those inside others, too."""
    for element in group.elements:
        if element.shares:
            yield element.groups
        for inner in element.groups:
            yield from _shared_groups(inner)


def _nodes(group: Group) -> Iterator[FlatNode]:
    for element in group.elements:
        if element.node is not None:
            yield element.node
        for inner in element.groups:
            yield from _nodes(inner)


@dataclass(eq=False)
class _Redrawing:
    """A drawing copied node by node, those with shared weights opened."""

    users: _Users
    scopes: list[Scope]
    flat: FlatDrawing = field(default_factory=FlatDrawing)

    def __post_init__(self) -> None:
        self._ports: dict[Port, Port] = {}
        self._parameters: dict[Span, Port] = {}
        self._arranged: dict[tuple[Span, tuple[int, ...], tuple[int, ...]], Port] = {}
        self._opened = OpenedNodes(self.flat, self.scopes)

    def drawn(self) -> Shared:
        """The whole drawing."""
        for number, node in enumerate(self.users.flat.nodes):
            entering = tuple(None if port is None else self._ports[port] for port in node.inputs)
            tied = any(span(array) in self.users.tied for array in self.users.arrays(number).values())
            self._ports |= self._copied(number, node, entering) if not tied else self._shared(number, node, entering)
        return Shared(self.flat, self.scopes)

    def _copied(self, number: int, node: FlatNode, entering: tuple[Port | None, ...]) -> dict[Port, Port]:
        self.flat.nodes.append(FlatNode(node.layer, entering, node.scope, node.path, node.weights, node.shapes))
        made = len(self.flat.nodes) - 1
        return {Port(number, name): Port(made, name) for name in node.layer.output_ports()}

    def _shared(self, number: int, node: FlatNode, entering: tuple[Port | None, ...]) -> dict[Port, Port]:
        def weight(name: str, layer: Parameter) -> Port:
            array = node.weights[name]
            path = f"{node.path}.{name}".strip(".")
            if span(array) in self.users.tied:
                return self._read(array, layer, path)
            return self.flat.only(self.flat.add(layer, [], node.scope, path, {"": array}))

        if isinstance(node.layer, Parameter):
            return {Port(number, node.layer.output_ports()[0]): weight("", node.layer)}
        found = self._opened.draw(node, self.users.blocks[number], entering, weight)
        return {Port(number, name): port for name, port in found.items()}

    def _read(self, array: Any, layer: Parameter, path: str) -> Port:
        """The shared weights as one of their layers has them."""
        at = span(array)
        users = self.users.tied[at]
        if at not in self._parameters:
            scope = self._common([self.users.flat.nodes[number].scope for number in users])
            self._parameters[at] = self.flat.only(self.flat.add(layer, [], scope, path, {"": array}))
        key = at, tuple(array.shape), tuple(array.strides)
        if key not in self._arranged:
            port = self._parameters[at]
            for arranging in way_to(self.users.at(users[0], at), array) or []:
                port = self.flat.only(self.flat.add(arranging, [port], self.flat.nodes[port.node].scope))
            self._arranged[key] = port
        return self._arranged[key]

    def _common(self, scopes: Sequence[int]) -> int:
        """The innermost call of a module that all of these are part of."""
        ways = [list(self._way(scope)) for scope in scopes]
        return next(scope for scope in ways[0] if all(scope in way for way in ways))

    def _way(self, scope: int) -> Iterator[int]:
        while scope >= 0:
            yield scope
            scope = self.scopes[scope].parent
