"""From the entries of a file to drawings: nodes, wires and places, of the project and of the blocks in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import ValidationError

from netbuilder.errors import FileError, UserError
from netbuilder.files.reasons import readable
from netbuilder.files.schema import (
    AnnotationEntry,
    BlockEntry,
    BlockUseEntry,
    DrawingEntry,
    NodeEntry,
    WireEntry,
)
from netbuilder.graph.annotations import LONGEST_NOTE, Annotation, AnnotationId
from netbuilder.graph.blocks import BLOCK, Block, BlockId, BlockUse, Target, is_parameter
from netbuilder.graph.graph import LONGEST_NAME, Graph, Node, NodeId, Position, Wire
from netbuilder.graph.reroutes import Reroutes
from netbuilder.layers import Layer, UnknownLayer
from netbuilder.layers.base import INPUT, OUTPUT, numbered_inputs
from netbuilder.layers.catalogue import known_layer_types
from netbuilder.project.arrange import GAP_Y, arranged, card_height

MAX_NUMBERED = 1000


def blocks(entries: Mapping[BlockId, BlockEntry]) -> dict[BlockId, Block]:
    """The definitions, in the order of the file. Raises FileError, also where blocks contain each other."""
    found: dict[BlockId, Block] = {}
    for name in _innermost_first(entries):
        try:
            found[name] = _block(entries[name], found)
        except UserError as error:
            raise FileError("the block “{block}”: {problem}", block=name, problem=error.message) from error
    return {name: found[name] for name in entries}


def drawing(entry: DrawingEntry, known: Mapping[BlockId, Block]) -> tuple[Graph, dict[NodeId, Position]]:
    """A drawing and its layout. Raises FileError."""
    ports = _Ports(entry.wires)
    nodes: dict[NodeId, Node] = {}
    for one in entry.nodes:
        if one.id in nodes:
            raise FileError("two nodes have the id “{id}”. Give one of them another.", id=one.id)
        nodes[one.id] = Node(one.id, _layer(one, ports, known), one.name, one.muted, one.colour)
    graph = Graph(nodes, frozenset(_wires(entry.wires, nodes)))
    return graph, _layout(graph, {node: (x, y) for node, (x, y) in entry.layout.items()})


def annotations_in(entries: Mapping[AnnotationId, AnnotationEntry]) -> dict[AnnotationId, Annotation]:
    """The frames and notes of a drawing. Raises FileError where a text is too long."""
    found: dict[AnnotationId, Annotation] = {}
    for name, entry in entries.items():
        text, most = "\n".join(entry.text), LONGEST_NAME if entry.kind == "frame" else LONGEST_NOTE
        if len(text) > most:
            raise FileError(
                "the text of “{annotation}” has {count} characters, but at most {most} are allowed. Shorten it.",
                annotation=name,
                count=len(text),
                most=most,
            )
        (x, y), (width, height) = entry.place, entry.size
        found[name] = Annotation(entry.kind, x, y, width, height, text, entry.colour)
    return found


def reroutes_in(entries: Iterable[WireEntry], nodes: Mapping[NodeId, Node]) -> Reroutes:
    """The points that the wires of a drawing pass through; its nodes are those that ``drawing`` has made."""
    return {_wire(entry, nodes): tuple((x, y) for x, y in entry.via) for entry in entries if entry.via}


def _innermost_first(entries: Mapping[BlockId, BlockEntry]) -> Iterable[BlockId]:
    uses = {name: [used for used in _used(entry) if used in entries] for name, entry in entries.items()}
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        circle = " → ".join(f"“{name}”" for name in error.args[1])
        raise FileError("blocks contain each other: {circle}. Take one out of the other.", circle=circle) from error


def _used(entry: BlockEntry) -> Iterable[BlockId]:
    """The blocks that a block uses. Entries that are damaged are refused later."""
    for node in entry.nodes:
        name = node.parameters.get("block") if node.type == BLOCK else None
        if isinstance(name, str):
            yield name


def _block(entry: BlockEntry, known: Mapping[BlockId, Block]) -> Block:
    graph, layout = drawing(entry, known)
    targets = {
        name: tuple((node, parameter) for node, parameter in places) for name, places in entry.parameters.items()
    }
    for name, places in targets.items():
        for target in places:
            _require_parameter(graph, name, target)
    note = "\n".join(entry.note)
    marks = annotations_in(entry.annotations)
    reroutes = reroutes_in(entry.wires, graph.nodes)
    return Block(entry.name, graph, layout, targets, entry.in_tensors, entry.colour, note, marks, reroutes)


def _require_parameter(graph: Graph, name: str, target: Target) -> None:
    node, parameter = target
    if not is_parameter(graph, target):
        raise FileError(
            "its parameter “{name}” sets “{parameter}” of the node “{node}”, but there is no such parameter.",
            name=name,
            parameter=parameter,
            node=node,
        )


class _Ports:
    """The ports of every node at which wires end and start, by their names in the file: all that is known of a layer
    that this version does not know."""

    def __init__(self, wires: Iterable[WireEntry]) -> None:
        self._inputs: dict[NodeId, dict[str, None]] = {}
        self._outputs: dict[NodeId, dict[str, None]] = {}
        for wire in wires:
            self._inputs.setdefault(wire.target, {})[wire.target_port or INPUT] = None
            self._outputs.setdefault(wire.source, {})[wire.source_port or OUTPUT] = None

    def inputs(self, node: NodeId) -> tuple[str, ...]:
        """Those that wires end in; of numbered ones also those before them."""
        found = list(self._inputs.get(node, {INPUT: None}))
        numbers = [int(number) for name in found if (number := name.removeprefix(f"{INPUT}_")).isdecimal()]
        numbered = numbered_inputs(min(max(numbers, default=0), MAX_NUMBERED))
        return tuple(sorted({*found, *numbered}, key=lambda name: (len(name), name)))

    def outputs(self, node: NodeId) -> tuple[str, ...]:
        """In the order of their names."""
        return tuple(sorted(self._outputs.get(node, {OUTPUT: None})))


def _layer(entry: NodeEntry, ports: _Ports, known: Mapping[BlockId, Block]) -> Layer:
    kind = known_layer_types().get(entry.type)
    try:
        if entry.type == BLOCK:
            return use_of_block(entry.parameters, known)
        if kind is None:
            return UnknownLayer(
                original_type=entry.type,
                original_values=entry.parameters,
                inputs=tuple(entry.inputs) or ports.inputs(entry.id),
                outputs=tuple(entry.outputs) or ports.outputs(entry.id),
            )
        return kind.from_file(entry.parameters)
    except UserError as error:
        raise FileError("the node “{node}”: {problem}", node=entry.name or entry.id, problem=error.message) from error


def use_of_block(parameters: dict[str, Any], known: Mapping[BlockId, Block]) -> BlockUse:
    """A node that uses a block, from what the file says of it. Raises UserError."""
    try:
        entry = BlockUseEntry.model_validate(parameters)
    except ValidationError as error:
        raise readable(error) from error
    if entry.block not in known:
        raise FileError("there is no block “{block}” in the file.", block=entry.block)
    definition = known[entry.block]
    return BlockUse.parse(
        {
            "block": entry.block,
            "definition": definition,
            "overrides": {name: definition.accepted(name, value) for name, value in entry.overrides.items()},
            "repeat": entry.repeat,
            "shared": entry.shared,
        }
    )


def _wires(found: Iterable[WireEntry], nodes: Mapping[NodeId, Node]) -> Iterable[Wire]:
    for entry in found:
        for end in (entry.source, entry.target):
            if end not in nodes:
                raise FileError(
                    "a wire leads from “{source}” to “{target}”, but there is no node “{missing}”.",
                    source=entry.source,
                    target=entry.target,
                    missing=end,
                )
        yield _wire(entry, nodes)


def _wire(entry: WireEntry, nodes: Mapping[NodeId, Node]) -> Wire:
    inputs, outputs = nodes[entry.target].layer.input_ports(), nodes[entry.source].layer.output_ports()
    target_port = entry.target_port or _first(inputs, INPUT)
    source_port = entry.source_port or _first(outputs, OUTPUT)
    return Wire(entry.source, entry.target, target_port, source_port)


def _first(ports: Sequence[str], otherwise: str) -> str:
    return ports[0] if ports else otherwise


def _layout(graph: Graph, places: dict[NodeId, Position]) -> dict[NodeId, Position]:
    """A place for every node; those that a hand-written file does not place are arranged below the others."""
    missing = {name: node for name, node in graph.nodes.items() if name not in places}
    if not missing:
        return {node: places[node] for node in graph.nodes}
    wires = frozenset(wire for wire in graph.wires if wire.source in missing and wire.target in missing)
    left, top = 0.0, 0.0
    if placed := [(*places[name], card_height(node.layer)) for name, node in graph.nodes.items() if name in places]:
        left = min(x for x, _, _ in placed)
        top = max(y + height for _, y, height in placed) + GAP_Y
    found = arranged(Graph(missing, wires))
    return {node: places.get(node) or (left + found[node][0], top + found[node][1]) for node in graph.nodes}
