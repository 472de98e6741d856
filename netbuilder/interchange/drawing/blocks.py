"""Groups become blocks: equal ones share a definition, and what differs between them is promoted to a parameter."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from netbuilder.graph.blocks import Block, BlockId, BlockUse, Target
from netbuilder.graph.graph import LONGEST_NAME, Graph, Node, NodeId, Wire, free_id
from netbuilder.graph.identifiers import identifiers, latin
from netbuilder.interchange.drawing.nesting import Element, Entry, Group, Inner, Source
from netbuilder.layers.base import INPUT, OUTPUT, Layer
from netbuilder.layers.interface import BlockInput, BlockOutput
from netbuilder.project.arrange import arranged
from netbuilder.project.block_links import free_id_of
from netbuilder.project.edits import id_stem


@dataclass(eq=False)
class Definition:
    """A block and the groups that are uses of it. ``ids``: the node of each element; ``promoted``: the elements and
    parameters that each parameter of the block sets."""

    id: BlockId
    groups: list[Group]
    ids: list[NodeId] = field(default_factory=list)
    promoted: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    block: Block | None = None


class Blocks:
    """The blocks of a drawing, those inside others first."""

    def __init__(self, root: Group) -> None:
        self._found: dict[Hashable, Definition] = {}
        self._gather(root)
        for definition in self._found.values():
            self._define(definition)
        self.root = root
        self.ids = _ids(root)
        self.graph = self._graph(root, self.ids, {}, {})

    @property
    def definitions(self) -> dict[BlockId, Block]:
        """The definitions by their ids."""
        return {found.id: found.block for found in self._found.values() if found.block is not None}

    def weights(self) -> Iterator[tuple[str, Any]]:
        """Every array with its name in the state dict of the network."""
        yield from self._weights(self.root, self.graph, self.ids, "")

    def _weights(self, group: Group, graph: Graph, ids: list[NodeId], prefix: str) -> Iterator[tuple[str, Any]]:
        names = identifiers(graph)
        for element, node in zip(group.elements, ids, strict=True):
            if element.node is not None:
                for name, array in element.node.weights.items():
                    yield f"{prefix}{names[node]}.{name}".removesuffix("."), array
                continue
            for number, inner in enumerate(element.groups[:1] if element.shares else element.groups):
                place = f"{number}." if len(element.groups) > 1 and not element.shares else ""
                found = self._found[inner.outline]
                if found.block is not None:
                    yield from self._weights(inner, found.block.graph, found.ids, f"{prefix}{names[node]}.{place}")

    def _gather(self, group: Group) -> None:
        for element in group.elements:
            for inner in element.groups:
                self._gather(inner)
                if inner.outline not in self._found:
                    self._found[inner.outline] = Definition("", [])
                self._found[inner.outline].groups.append(inner)

    def _define(self, found: Definition) -> None:
        first = found.groups[0]
        taken = {other.block.name for other in self._found.values() if other.block is not None}
        name = _free_name(_name(found.groups), taken)
        found.id = free_id_of((other.id for other in self._found.values()), latin(name) or "block")
        found.ids = _ids(first)
        found.promoted = self._promoted(found)
        ports = _ports(first)
        graph = self._graph(first, found.ids, *ports)
        targets: dict[str, tuple[Target, ...]] = {
            name: tuple((found.ids[place], parameter) for place, parameter in places)
            for name, places in found.promoted.items()
        }
        found.block = Block(name, graph, arranged(graph), targets)

    def _graph(
        self, group: Group, ids: list[NodeId], entries: Mapping[int, NodeId], exits: Mapping[int, NodeId]
    ) -> Graph:
        nodes: dict[NodeId, Node] = {
            name: Node(name, BlockInput(), group.labels[number][:LONGEST_NAME]) for number, name in entries.items()
        }
        wires: set[Wire] = set()
        outputs: list[tuple[str, ...]] = []
        for element, node in zip(group.elements, ids, strict=True):
            layer = self._layer(element)
            name = element.name_in(group.scope)[:LONGEST_NAME]
            nodes[node] = Node(node, layer, name or (layer.definition.name if isinstance(layer, BlockUse) else ""))
            outputs.append(layer.output_ports())
        for element, node in zip(group.elements, ids, strict=True):
            for port, name in zip(element.inputs, nodes[node].layer.input_ports(), strict=True):
                if port is not None:
                    wires.add(_wire(group.source(port), ids, outputs, entries, node, name))
        for number, name in exits.items():
            nodes[name] = Node(name, BlockOutput())
            wires.add(_wire(group.source(group.exits[number]), ids, outputs, entries, name, INPUT))
        return Graph(nodes, frozenset(wires))

    def _layer(self, element: Element) -> Layer:
        if element.node is not None:
            return element.node.layer
        found = self._found[element.groups[0].outline]
        overrides = self._overrides(found, element.groups[0])
        return BlockUse(
            block=found.id,
            definition=found.block,
            overrides=overrides,
            repeat=max(1, len(element.groups)),
            shared=element.shares,
        )

    def _overrides(self, found: Definition, group: Group) -> dict[str, Any]:
        """The values in which a use differs from the definition."""
        block = found.block
        values = {name: self._value(found, group, name) for name in found.promoted}
        return {} if block is None else {name: value for name, value in values.items() if block.value(name) != value}

    def _value(self, found: Definition, group: Group, name: str) -> Any:
        place, parameter = found.promoted[name][0]
        return self._values(group.elements[place])[parameter]

    def _values(self, element: Element) -> Mapping[str, Any]:
        """What can be set in an element, by name: its parameters, or what its block promotes."""
        if element.node is not None:
            return element.node.layer.values()
        found = self._found[element.groups[0].outline]
        return {name: self._value(found, element.groups[0], name) for name in found.promoted}

    def _promoted(self, found: Definition) -> dict[str, list[tuple[int, str]]]:
        """What differs between the uses; values that always agree with each other are one parameter."""
        columns: dict[str, list[tuple[int, str]]] = {}
        tables = [[self._values(element) for element in group.elements] for group in found.groups]
        for place, values in enumerate(tables[0]):
            for parameter in values:
                column = [table[place][parameter] for table in tables]
                if any(value != column[0] for value in column):
                    columns.setdefault(json.dumps(column), []).append((place, parameter))
        named: dict[str, list[tuple[int, str]]] = {}
        for places in columns.values():
            place, parameter = places[0]
            name = parameter if parameter not in named else f"{found.ids[place]}_{parameter}"
            named[free_id_of(named, name)] = places
        return named


def _wire(
    source: Source,
    ids: list[NodeId],
    outputs: list[tuple[str, ...]],
    entries: Mapping[int, NodeId],
    node: NodeId,
    port: str,
) -> Wire:
    if isinstance(source, Inner):
        return Wire(ids[source.element], node, port, outputs[source.element][source.output])
    if isinstance(source, Entry):
        return Wire(entries[source.number], node, port, OUTPUT)
    raise ValueError("a wire that starts nowhere")


def _ids(group: Group) -> list[NodeId]:
    """An id for the node of each element: its name where it has one."""
    found: list[NodeId] = []
    for element in group.elements:
        stem = latin(element.name_in(group.scope))
        if stem and stem not in found and stem not in (INPUT, OUTPUT):
            found.append(stem)
        else:
            layer = element.node.layer if element.node is not None else None
            found.append(
                free_id(found, id_stem(layer) if layer is not None else latin(_name(element.groups)) or "block")
            )
    return found


def _ports(group: Group) -> tuple[dict[int, NodeId], dict[int, NodeId]]:
    """The ids of the ports of a block, by their numbers."""
    taken = set(_ids(group))
    found = []
    for stem, ports in ((INPUT, group.entries), (OUTPUT, group.exits)):
        names: dict[int, NodeId] = {}
        for number in range(len(ports)):
            names[number] = stem if len(ports) == 1 and stem not in taken else free_id(taken, stem)
            taken.add(names[number])
        found.append(names)
    return found[0], found[1]


def _name(groups: Iterable[Group]) -> str:
    """What a block is called: its class, or of a mere container the name that it has in the module around it."""
    scopes = [group.called for group in groups]
    if scopes[0].own:
        return scopes[0].kind
    last = {re.sub(r"(\.\d+)+$", "", scope.path).rpartition(".")[2] for scope in scopes}
    name = last.pop() if len(last) == 1 else re.sub(r"\d+$", "", min(last))
    return name if name and not name.isdecimal() else scopes[0].kind


def _free_name(wanted: str, taken: set[str]) -> str:
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name[:LONGEST_NAME]
