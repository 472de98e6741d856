"""Nodes gathered by the calls of modules that they come from: which become blocks, which of them are equal."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from netbuilder.interchange.drawing.flat_drawing import FlatNode
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.shared_weights.memory import Span, span
from netbuilder.interchange.traced import Scope
from netbuilder.layers.base import Shape
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.values import Parameter

NUMBERED = re.compile(r"(\.\d+)+$")
"""The end of a name that counts the members of a container."""
ROOT = Scope(path="", kind="", own=True)


@dataclass(frozen=True)
class Entry:
    """Where a value enters a group, by its number."""

    number: int


@dataclass(frozen=True)
class Inner:
    """What leaves an element of a group, by the number of the element and of its output."""

    element: int
    output: int


Source = Entry | Inner | None


@dataclass(eq=False)
class Group:
    """The nodes of one call of a module. ``elements``: nodes, and groups that stand one or several times in a row;
    ``entries``: the ports outside that it reads, those of weights last; ``labels``: what the weights among them are
    called; ``exits``: its own ports that are read outside; ``called``: what it is called after, where it is all that
    another module consists of."""

    scope: Scope
    elements: list[Element] = field(default_factory=list)
    entries: list[Port] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    exits: list[Port] = field(default_factory=list)
    called: Scope = ROOT

    @cached_property
    def outline(self) -> Hashable:
        """What two groups must share to be one block: everything but the values of parameters."""
        kinds = self.scope.kind, self.called.kind
        exits = tuple(self.source(port) for port in self.exits)
        return kinds, len(self.entries), exits, tuple(self._outlined(element) for element in self.elements)

    def _outlined(self, element: Element) -> Hashable:
        sources = tuple(None if port is None else self.source(port) for port in element.inputs)
        return element.outline, element.name_in(self.scope), len(element.groups), sources

    @cached_property
    def values(self) -> str:
        """The values of all parameters, as text to be compared."""
        return "\n".join(element.values for element in self.elements)

    @cached_property
    def places(self) -> Sequence[Span]:
        """Where in memory its weights are."""
        found = list[Span]()
        for element in self.elements:
            if element.node is not None:
                found += map(span, element.node.weights.values())
            found += (place for group in element.groups for place in group.places)
        return found

    def nodes(self) -> Iterator[FlatNode]:
        """The nodes whose weights are in the network: of what is repeated with shared weights those of one time."""
        for element in self.elements:
            if element.node is not None:
                yield element.node
            for group in element.groups[:1] if element.shares else element.groups:
                yield from group.nodes()

    def source(self, port: Port) -> Source:
        """Where a port is, as seen inside."""
        for number, element in enumerate(self.elements):
            if port in element.outputs:
                return Inner(number, element.outputs.index(port))
        return Entry(self.entries.index(port))


@dataclass(eq=False)
class Element:
    """A node of a group (``node``), or groups that follow on each other (``groups``). ``keeps_shape``: whether what
    leaves has the shape of what enters."""

    node: FlatNode | None
    groups: list[Group]
    inputs: list[Port | None]
    outputs: list[Port]
    keeps_shape: bool = False

    @property
    def path(self) -> str:
        """The name of its module in the whole network."""
        return self.node.path if self.node is not None else self.groups[0].called.path

    def name_in(self, scope: Scope) -> str:
        """What the user has called it, as seen from the module around it; empty for a number."""
        name = self.path.removeprefix(f"{scope.path}.") if scope.path else self.path
        return "" if name.replace(".", "").isdecimal() else NUMBERED.sub("", name) if self.groups[1:] else name

    @cached_property
    def outline(self) -> Hashable:
        """What two elements must share to stand at the same place of one block."""
        if self.node is None:
            return self.groups[0].outline
        layer = self.node.layer
        return type(layer).__name__, layer.input_ports(), layer.output_ports()

    @property
    def shares(self) -> bool:
        """Whether it is repeated with the same weights each time."""
        first, *others = [list(group.places) for group in self.groups] or [[]]
        return self.keeps_shape and bool(first) and bool(others) and all(other == first for other in others)

    @cached_property
    def values(self) -> str:
        """The values of its parameters, as text to be compared."""
        if self.node is None:
            return self.groups[0].values
        return json.dumps(self.node.layer.values(), sort_keys=True)


def nested(nodes: Sequence[FlatNode], scopes: Sequence[Scope]) -> Group:
    """The whole drawing as a group, with the groups in it."""
    return _Nesting(nodes, scopes).whole()


class _Nesting:
    """The groups of a drawing."""

    def __init__(self, nodes: Sequence[FlatNode], scopes: Sequence[Scope]) -> None:
        self._nodes, self._scopes = nodes, scopes
        self._readers: dict[Port, list[int]] = {}
        for number, node in enumerate(nodes):
            for port in node.inputs:
                if port is not None:
                    self._readers.setdefault(port, []).append(number)

    def whole(self) -> Group:
        """The root, without a single block around everything."""
        root = self._group(0)
        while len(inner := [e for e in root.elements if e.node is None or e.node.layer.role == "hidden"]) == 1:
            if not inner[0].groups or len(inner[0].groups) > 1:
                break
            at = root.elements.index(inner[0])
            root.elements[at : at + 1] = inner[0].groups[0].elements
            root.scope = inner[0].groups[0].scope
        return root

    def _inside(self, scope: int) -> Iterator[int]:
        """The numbers of the nodes of a call and of those within it."""
        return (number for number, node in enumerate(self._nodes) if self._is_within(node.scope, scope))

    def _is_within(self, scope: int, outer: int) -> bool:
        while scope > outer:
            scope = self._scopes[scope].parent
        return scope == outer

    def _group(self, scope: int) -> Group:
        numbers = list(self._inside(scope))
        own = set(numbers)
        group = Group(self._scopes[scope], called=self._scopes[scope])
        seen: set[int] = set()
        for number in numbers:
            child = self._child(self._nodes[number].scope, scope)
            if child == scope:
                group.elements.append(self._single(number))
            elif child not in seen:
                seen.add(child)
                group.elements += self._gathered(self._group(child))
        entering = (port for number in numbers for port in self._nodes[number].inputs if port is not None)
        outside = dict.fromkeys(port for port in entering if port.node not in own)
        group.entries = sorted(outside, key=lambda port: self._weight(port) is not None)
        group.labels = [self._label(port) for port in group.entries]
        group.exits = [port for number in numbers for port in self._ports(number) if self._is_read_outside(port, own)]
        group.elements = _repeated(_called_again(group.elements), self._readers)
        for element in group.elements:
            element.keeps_shape = self._shapes(element.inputs) == self._shapes(element.outputs)
        return group

    def _weight(self, port: Port) -> FlatNode | None:
        """The weight that a port gives, as it is or arranged otherwise; None for all else."""
        node = self._nodes[port.node]
        while isinstance(node.layer, Permute | Reshape) and node.inputs[0] is not None:
            node = self._nodes[node.inputs[0].node]
        return node if isinstance(node.layer, Parameter) else None

    def _label(self, port: Port) -> str:
        """What a weight that enters is called in its layer; empty for all else."""
        node = self._weight(port)
        return "" if node is None else node.path.rpartition(".")[2].replace("_", " ")

    def _shapes(self, ports: Sequence[Port | None]) -> list[Shape]:
        return [
            self._nodes[port.node].shapes[self._nodes[port.node].layer.output_ports().index(port.name)]
            for port in ports
            if port is not None and self._nodes[port.node].shapes
        ]

    def _child(self, scope: int, outer: int) -> int:
        """The call directly within ``outer`` that a call is in, or ``outer`` itself."""
        while scope != outer and self._scopes[scope].parent != outer:
            scope = self._scopes[scope].parent
        return scope

    def _gathered(self, group: Group) -> list[Element]:
        """A group as an element; one of a single element is that element."""
        only = group.elements[0] if len(group.elements) == 1 else None
        if only is not None and len(only.groups) == 1:
            only.groups[0].called = group.called
        if len(group.elements) < 2 or not group.entries or not group.exits:
            return group.elements
        return [Element(None, [group], list(group.entries), list(group.exits))]

    def _single(self, number: int) -> Element:
        node = self._nodes[number]
        return Element(node, [], list(node.inputs), list(self._ports(number)))

    def _ports(self, number: int) -> Iterator[Port]:
        return (Port(number, name) for name in self._nodes[number].layer.output_ports())

    def _is_read_outside(self, port: Port, own: set[int]) -> bool:
        return any(reader not in own for reader in self._readers.get(port, ()))


def _called_again(elements: Sequence[Element]) -> list[Element]:
    """The elements; layers that are called several times in a row are groups of one, which can be repeated."""
    again = {
        place
        for number, pair in enumerate(pairwise(elements))
        if _is_same_layer(*pair)
        for place in (number, number + 1)
    }
    return [_as_group(element) if place in again else element for place, element in enumerate(elements)]


def _is_same_layer(one: Element, other: Element) -> bool:
    """Whether a layer is called again with what it has given."""
    if one.node is None or other.node is None or len(other.inputs) != 1 or other.inputs != one.outputs:
        return False
    places = [[span(array) for array in element.weights.values()] for element in (one.node, other.node)]
    return bool(places[0]) and places[0] == places[1]


def _as_group(element: Element) -> Element:
    layer = element.node.layer if element.node is not None else None
    scope = Scope(path=element.path, kind=layer.title if layer is not None else "", own=True)
    entries = [port for port in element.inputs if port is not None]
    group = Group(scope, [element], entries, [""] * len(entries), element.outputs, called=scope)
    return Element(None, [group], element.inputs, element.outputs)


def _repeated(elements: Sequence[Element], readers: Mapping[Port, Sequence[int]]) -> list[Element]:
    """Equal groups that follow on each other as one element."""
    found: list[Element] = []
    for element in elements:
        last = found[-1] if found else None
        if last is not None and _follows(last, element) and _read_once(last.outputs[0], element, readers):
            found[-1] = Element(None, [*last.groups, *element.groups], last.inputs, element.outputs)
        else:
            found.append(element)
    return found


def _follows(last: Element, element: Element) -> bool:
    if not last.groups or not element.groups:
        return False
    same = last.groups[0].outline == element.groups[0].outline and last.values == element.values
    plain = len(last.inputs) == len(last.outputs) == len(element.outputs) == 1
    return same and plain and element.inputs == last.outputs


def _read_once(port: Port, element: Element, readers: Mapping[Port, Sequence[int]]) -> bool:
    """Whether a port is read by one element only."""
    inner = set(_numbers(element))
    return all(reader in inner for reader in readers.get(port, ()))


def _numbers(element: Element) -> Iterator[int]:
    for port in element.outputs:
        yield port.node
    for group in element.groups:
        for inner in group.elements:
            yield from _numbers(inner)


def parameters(element: Element) -> Mapping[str, Any]:
    """The parameters of a single node by name."""
    return {} if element.node is None else element.node.layer.values()
