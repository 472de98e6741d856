"""Edits of blocks: made of a selection, unpacked, changed for all their uses, overridden in one, made independent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from typing import Any

from netbuilder.errors import EditError
from netbuilder.graph.blocks import Block, BlockId, BlockUse, is_parameter
from netbuilder.graph.graph import Graph, Node, NodeId, Position, free_id
from netbuilder.graph.identifiers import latin
from netbuilder.graph.wiring import require_nodes
from netbuilder.project.block_links import free_block_name, free_id_of, with_blocks
from netbuilder.project.edits import rename, set_layer
from netbuilder.project.grouping.sides import Sides
from netbuilder.project.grouping.unpacking import Unpacking
from netbuilder.project.project import Project


def add_use(project: Project, block: BlockId, position: Position) -> tuple[Project, NodeId]:
    """Put a block on the canvas. Returns the new project and the id of the node. Raises EditError."""
    definition = _definition(project, block)
    node = free_id(project.graph.nodes, block)
    use = BlockUse(block=block, definition=definition)
    graph = Graph({**project.graph.nodes, node: Node(node, use, definition.name)}, project.graph.wires)
    return replace(project, graph=graph, layout={**project.layout, node: position}), node


def group(project: Project, nodes: Iterable[NodeId], name: str) -> tuple[Project, NodeId]:
    """Make a block of some nodes. Returns the new project and the id of the node that stands for them.

    Raises EditError where a node is not there, is an input or output, or where the selection is not convex: a path
    leads from it through other nodes back into it.
    """
    graph, chosen = project.graph, frozenset(nodes)
    require_nodes(graph, *chosen)
    _require_convex(graph, chosen)
    sides = Sides(graph, chosen)
    block = free_id_of(project.blocks, latin(name) or "block")
    use = free_id(graph.nodes.keys() - chosen, block)
    within, around = sides.reroutes(project, use)
    definition = Block(name.strip() or "Block", sides.inside(), sides.layout(project.layout), reroutes=within)
    kept = {node_id: node for node_id, node in graph.nodes.items() if node_id not in chosen}
    kept[use] = Node(use, BlockUse(block=block, definition=definition), definition.name)
    layout = {node: place for node, place in project.layout.items() if node not in chosen}
    layout[use] = _middle(project.layout, chosen)
    return (
        replace(
            project,
            graph=Graph(kept, sides.outside(use)),
            layout=layout,
            blocks={**project.blocks, block: definition},
            reroutes=around,
        ),
        use,
    )


def _require_convex(graph: Graph, chosen: Set[NodeId]) -> None:
    if not chosen:
        raise EditError("Nothing is selected. Select the layers for the block.")
    for node in chosen:
        if graph.nodes[node].layer.role != "hidden":
            raise EditError(
                "“{node}” cannot be part of a block: it is where values enter or leave. Leave it out of the selection.",
                node=graph.called(node),
            )
    between = (graph.descendants(*chosen) & graph.ancestors(*chosen)) - chosen
    if between:
        named = [graph.called(node) for node in graph.nodes if node in between]
        raise EditError(
            "A path leads out of the selection through {nodes} and back into it. Select these too, or fewer layers.",
            nodes=", ".join(f"“{name}”" for name in named),
        )


def ungroup(project: Project, node: NodeId) -> tuple[Project, frozenset[NodeId]]:
    """Put what a block holds in its place, once for each repetition. Returns the new project and the new nodes.

    Raises EditError where the node uses no block, or where repetitions share weights.
    """
    use = _use(project, node)
    if project.graph.nodes[node].muted:
        raise EditError(
            "“{node}” is muted, but what is in it would not be. Unmute it first.", node=project.graph.called(node)
        )
    if use.shared and use.repeat > 1:
        raise EditError(
            "“{node}” repeats one block with shared weights, which single layers cannot have. "
            "Turn off Shared weights, or set Repeat to 1.",
            node=project.graph.called(node),
        )
    return Unpacking(project, node, use).finished()


def opened(project: Project, block: BlockId) -> Project:
    """The drawing of a block as a project of its own, so that every edit of drawings works on it. Raises EditError."""
    definition = _definition(project, block)
    return replace(
        project,
        graph=definition.graph,
        layout=definition.layout,
        annotations=definition.annotations,
        reroutes=definition.reroutes,
    )


def closed(project: Project, block: BlockId, inside: Project) -> Project:
    """The project after ``opened`` has been edited: the definition is the new one, and every use follows.

    Settings that were edited there stay so. Wires to ports that are gone are cut; overrides of parameters that are gone
    are dropped. Raises EditError where the block would contain itself.
    """
    old = _definition(project, block)
    changed = replace(
        old, graph=inside.graph, layout=inside.layout, annotations=inside.annotations, reroutes=inside.reroutes
    )
    outside = replace(
        inside,
        graph=project.graph,
        layout=project.layout,
        annotations=project.annotations,
        reroutes=project.reroutes,
    )
    return with_blocks(outside, {**project.blocks, **inside.blocks, block: changed})


def edit_definition(project: Project, block: BlockId, edit: Callable[[Project], Project]) -> Project:
    """Change the drawing of a block by an edit of drawings; every use follows. Raises what the edit raises."""
    return closed(project, block, edit(opened(project, block)))


def promote(project: Project, block: BlockId, node: NodeId, parameter: str, name: str = "") -> Project:
    """Let uses of a block override a parameter inside it. A name that is taken sets this parameter as well.

    Raises EditError where there is no such parameter.
    """
    definition = _definition(project, block)
    target = (node, parameter)
    if not is_parameter(definition.graph, target):
        raise EditError(
            "The block “{block}” has no parameter “{parameter}” of “{node}”.",
            block=definition.name,
            parameter=parameter,
            node=node,
        )
    name = name or parameter
    targets = definition.parameters.get(name, ())
    if target in targets:
        return project
    parameters = {**definition.parameters, name: (*targets, target)}
    return with_blocks(project, {**project.blocks, block: replace(definition, parameters=parameters)})


def demote(project: Project, block: BlockId, name: str) -> Project:
    """Let no use of a block override this parameter any more."""
    definition = _definition(project, block)
    left = {other: targets for other, targets in definition.parameters.items() if other != name}
    return with_blocks(project, {**project.blocks, block: replace(definition, parameters=left)})


def override(project: Project, node: NodeId, name: str, value: Any) -> Project:
    """Give a promoted parameter another value in one use. Raises UserError where the value does not fit."""
    use = _use(project, node)
    accepted = use.definition.accepted(name, value)
    return set_layer(project, node, use.with_(overrides={**use.overrides, name: accepted}))


def follow(project: Project, node: NodeId, name: str) -> Project:
    """Let a parameter have the value of the definition again."""
    use = _use(project, node)
    left = {other: value for other, value in use.overrides.items() if other != name}
    return set_layer(project, node, use.with_(overrides=left))


def make_independent(project: Project, node: NodeId) -> Project:
    """Give one use a definition of its own, with a name of its own, so that it no longer follows the others."""
    use, old = _use(project, node), project.graph.nodes[node].name
    block = free_id_of(project.blocks, use.block)
    name = free_block_name(use.definition.name, {other.name for other in project.blocks.values()})
    definition = replace(use.definition, name=name)
    project = replace(project, blocks={**project.blocks, block: definition})
    project = set_layer(project, node, use.with_(block=block, definition=definition))
    return rename(project, node, name) if old == use.definition.name else project


def _definition(project: Project, block: BlockId) -> Block:
    if block not in project.blocks:
        raise EditError("There is no block “{block}” in the project.", block=block)
    return project.blocks[block]


def _use(project: Project, node: NodeId) -> BlockUse:
    require_nodes(project.graph, node)
    layer = project.graph.nodes[node].layer
    if not isinstance(layer, BlockUse):
        raise EditError("“{node}” is not a block. Select a block.", node=project.graph.called(node))
    return layer


def _middle(layout: Mapping[NodeId, Position], chosen: Set[NodeId]) -> Position:
    places = [layout[node] for node in chosen]
    return (
        (min(x for x, _ in places) + max(x for x, _ in places)) / 2,
        (min(y for _, y in places) + max(y for _, y in places)) / 2,
    )
