"""Edits of the definitions of blocks: named, coloured, annotated, deleted; and where each is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from netbuilder.declaration import Declared, param
from netbuilder.errors import EditError
from netbuilder.graph.blocks import Block, BlockColour, BlockId, BlockUse, Target
from netbuilder.graph.graph import LONGEST_NAME, Graph
from netbuilder.graph.identifiers import latin
from netbuilder.messages import Message, say
from netbuilder.project.block_edits import promote
from netbuilder.project.block_links import adopted, free_block_name, free_id_of, with_blocks
from netbuilder.project.project import Project


class BlockSettings(Declared):
    """What the user says of a block beyond its drawing."""

    title: ClassVar[str] = "Block"

    name: str = param("", "Block name", help="Every use of the block that is called so gets the new name, too.")
    colour: BlockColour = param("usual", "Color", help="Of the cards of this block.")
    in_tensors: bool = param(
        False,
        "Written in tensors",
        help="In scripts with layers, the block becomes a layer of your own: its weights and low-level code.",
    )


def use_counts(project: Project) -> Counter[BlockId]:
    """How many nodes use each block, in the project's drawing and inside blocks."""
    graphs = (project.graph, *(block.graph for block in project.blocks.values()))
    nodes = (node for graph in graphs for node in graph.nodes.values())
    return Counter(node.layer.block for node in nodes if isinstance(node.layer, BlockUse))


def _uses(project: Project, block: BlockId) -> Iterator[Message]:
    """What sentences call each node that uses a block."""
    for around, graph in (("", project.graph), *((other.name, other.graph) for other in project.blocks.values())):
        for node in graph.nodes.values():
            if isinstance(node.layer, BlockUse) and node.layer.block == block:
                name = graph.called(node.id)
                yield say("“{node}” in “{block}”", node=name, block=around) if around else say("“{node}”", node=name)


def rename_block(project: Project, block: BlockId, name: str) -> Project:
    """Give a block another name. Uses that are called as it was are called so, too. Raises EditError."""
    old, name = _definition(project, block), name.strip()
    if not name:
        raise EditError("A block needs a name. Type one.")
    if len(name) > LONGEST_NAME:
        raise EditError(
            "A name can have {most} characters, but this one has {count}. Shorten it.",
            most=LONGEST_NAME,
            count=len(name),
        )
    if name == old.name:
        return project

    def renamed(graph: Graph) -> Graph:
        for node in graph.nodes.values():
            if isinstance(node.layer, BlockUse) and node.layer.block == block and node.name == old.name:
                graph = graph.replacing(replace(node, name=name))
        return graph

    blocks = dict(project.blocks)
    for other, found in project.blocks.items():
        graph = renamed(found.graph)
        blocks[other] = found if graph is found.graph else replace(found, graph=graph)
    blocks[block] = replace(blocks[block], name=name)
    return with_blocks(replace(project, graph=renamed(project.graph)), blocks)


def set_note(project: Project, block: BlockId, note: str) -> Project:
    """Say something about a block: what it is for. Raises EditError."""
    return _changed(project, block, replace(_definition(project, block), note=note))


def write_in_tensors(project: Project, block: BlockId, in_tensors: bool) -> Project:
    """Have scripts with layers write a block in tensors, as a layer of one's own, or as layers. Raises EditError."""
    return _changed(project, block, replace(_definition(project, block), in_tensors=in_tensors))


def set_colour(project: Project, block: BlockId, colour: BlockColour) -> Project:
    """Give the cards of a block another colour. Raises EditError."""
    return _changed(project, block, replace(_definition(project, block), colour=colour))


def promoted_as(definition: Block, target: Target) -> str | None:
    """The name by which uses of a block may override a parameter inside it, or None."""
    return next((name for name, targets in definition.parameters.items() if target in targets), None)


def promote_alone(project: Project, block: BlockId, target: Target) -> Project:
    """Let uses of a block override a parameter inside it, under a name of its own. Raises EditError."""
    definition, (node, parameter) = _definition(project, block), target
    if promoted_as(definition, target) is not None:
        return project
    name = parameter
    if name in definition.parameters:
        name = free_id_of(definition.parameters, f"{latin(definition.graph.nodes[node].name) or node}_{parameter}")
    return promote(project, block, node, parameter, name)


def demote_alone(project: Project, block: BlockId, target: Target) -> Project:
    """Let no use of a block override this parameter any more; others of the same name stay. Raises EditError."""
    definition = _definition(project, block)
    left = {name: tuple(t for t in targets if t != target) for name, targets in definition.parameters.items()}
    return _changed(project, block, replace(definition, parameters={n: t for n, t in left.items() if t}))


def adopt(project: Project, block: BlockId, blocks: Mapping[BlockId, Block]) -> tuple[Project, BlockId]:
    """Take a block from elsewhere, with those that it uses. Returns the new project and the id that it has here.

    One that stands here already stays the same; one that only has the name or the id of another gets a name of its own.
    """
    more, names = adopted(project, blocks)
    return with_own_names(project, more), names[block]


def with_own_names(before: Project, project: Project) -> Project:
    """The project with names of their own for definitions that it had not ``before``, and that are called as others."""
    for fresh in [block for block in project.blocks if block not in before.blocks]:
        others = {found.name for other, found in project.blocks.items() if other != fresh}
        project = rename_block(project, fresh, free_block_name(project.blocks[fresh].name, others))
    return project


def delete_block(project: Project, block: BlockId) -> Project:
    """Take a definition out of the project. Raises EditError where it is used, naming the uses."""
    definition = _definition(project, block)
    uses = list(_uses(project, block))
    if uses:
        named = [str(use) for use in uses[:MOST_NAMED]] + ["…"] * (len(uses) > MOST_NAMED)
        raise EditError(
            "The block “{block}” is still used by {uses}. Delete or unpack these first.",
            block=definition.name,
            uses=", ".join(named),
        )
    return replace(project, blocks={other: found for other, found in project.blocks.items() if other != block})


MOST_NAMED = 5
"""So many uses are named in a sentence."""


def _changed(project: Project, block: BlockId, definition: Block) -> Project:
    if definition == project.blocks[block]:
        return project
    return with_blocks(project, {**project.blocks, block: definition})


def _definition(project: Project, block: BlockId) -> Block:
    if block not in project.blocks:
        raise EditError("There is no block “{block}” in the project.", block=block)
    return project.blocks[block]
