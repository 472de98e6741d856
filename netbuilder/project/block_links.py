"""Definitions of blocks and their uses, kept in step: every use holds the definition that stands in the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from netbuilder.errors import EditError
from netbuilder.graph.blocks import Block, BlockId, BlockUse, is_parameter
from netbuilder.graph.graph import LONGEST_NAME, Graph, free_id
from netbuilder.project.project import Project


def with_blocks(project: Project, blocks: Mapping[BlockId, Block]) -> Project:
    """The project with other definitions, every use holding the one that stands there. Raises EditError on a circle."""
    linked: dict[BlockId, Block] = {}
    for block in innermost_first(blocks):
        linked[block] = _with_links(blocks[block], linked)
    ordered = {block: linked[block] for block in blocks}
    return replace(project, graph=linked_to(project.graph, ordered), blocks=ordered)


def _with_links(definition: Block, blocks: Mapping[BlockId, Block]) -> Block:
    """A definition whose uses hold the definitions in ``blocks``, without parameters that set nothing any more."""
    graph = linked_to(definition.graph, blocks)
    left = {
        name: kept
        for name, targets in definition.parameters.items()
        if (kept := tuple(target for target in targets if is_parameter(graph, target)))
    }
    if graph is definition.graph and left == definition.parameters:
        return definition
    return replace(definition, graph=graph, parameters=left)


def adopted(project: Project, blocks: Mapping[BlockId, Block]) -> tuple[Project, dict[BlockId, BlockId]]:
    """The project with definitions that come from elsewhere, and the id that each has here.

    One that stands here already is not copied: copies keep naming the same definition.
    """
    names: dict[BlockId, BlockId] = {}
    known = dict(project.blocks)
    for block in innermost_first(blocks):
        definition = replace(blocks[block], graph=renamed_blocks(blocks[block].graph, names, known))
        if known.get(block, definition) != definition:
            names[block] = free_id_of(known, block)
        else:
            names[block] = block
        known.setdefault(names[block], definition)
    return replace(project, blocks=known), names


def renamed_blocks(graph: Graph, names: Mapping[BlockId, BlockId], blocks: Mapping[BlockId, Block]) -> Graph:
    """A drawing whose uses name blocks by their ids in ``blocks``."""
    return _with_layers(
        graph,
        lambda use: use.with_(block=names[use.block], definition=blocks[names[use.block]]),
    )


def blocks_within(graph: Graph) -> dict[BlockId, Block]:
    """The definitions that a drawing uses, also inside other blocks."""
    found: dict[BlockId, Block] = {}
    waiting = [graph]
    while waiting:
        for node in waiting.pop().nodes.values():
            if isinstance(node.layer, BlockUse) and node.layer.block not in found:
                found[node.layer.block] = node.layer.definition
                waiting.append(node.layer.definition.graph)
    return found


def free_block_name(wanted: str, taken: Set[str]) -> str:
    """The name itself, or with the first number that makes it differ from those that are taken."""
    name, number = wanted, 2
    while name in taken:
        end = f" {number}"
        name, number = wanted[: LONGEST_NAME - len(end)] + end, number + 1
    return name


def free_id_of(taken: Iterable[str], wanted: str) -> str:
    """An id that is not taken: the wanted one, or that with a number."""
    used = set(taken)
    return wanted if wanted not in used else free_id(used, wanted)


def linked_to(graph: Graph, blocks: Mapping[BlockId, Block]) -> Graph:
    """The drawing with every use holding the definition that stands in ``blocks``; itself where all do."""

    def link(use: BlockUse) -> BlockUse:
        definition = blocks[use.block]
        if definition is use.definition:
            return use
        left = {name: value for name, value in use.overrides.items() if name in definition.parameters}
        return use.with_(definition=definition, overrides=left)

    return _with_layers(graph, link)


def _with_layers(graph: Graph, change: Callable[[BlockUse], BlockUse]) -> Graph:
    changed = {
        node_id: replace(node, layer=layer)
        for node_id, node in graph.nodes.items()
        if isinstance(node.layer, BlockUse) and (layer := change(node.layer)) is not node.layer
    }
    if not changed:
        return graph
    nodes = {**graph.nodes, **changed}
    inputs = {node: set(nodes[node].layer.input_ports()) for node in changed}
    outputs = {node: set(nodes[node].layer.output_ports()) for node in changed}
    lost = {
        wire
        for wire in graph.wires
        if wire.target_port not in inputs.get(wire.target, {wire.target_port})
        or wire.source_port not in outputs.get(wire.source, {wire.source_port})
    }
    return Graph(nodes, graph.wires - lost)


def innermost_first(blocks: Mapping[BlockId, Block]) -> tuple[BlockId, ...]:
    """The ids, each after those of the blocks inside it. Raises EditError where a block contains itself."""
    uses = {
        name: [n.layer.block for n in block.graph.nodes.values() if isinstance(n.layer, BlockUse)]
        for name, block in blocks.items()
    }
    try:
        return tuple(TopologicalSorter(uses).static_order())
    except CycleError as error:
        name = blocks[error.args[1][0]].name
        raise EditError("The block “{block}” cannot contain itself. Use another block there.", block=name) from error
