"""Levels: the project's own drawing, or that of a block inside it, as a project that every edit works on."""

from __future__ import annotations

from collections.abc import Iterable

from netbuilder.errors import EditError
from netbuilder.graph.blocks import BlockId, BlockUse
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.project.block_edits import closed, opened
from netbuilder.project.project import Project

Level = tuple[NodeId, ...]
"""The uses of blocks that lead to a drawing, outermost first; empty for the project's own."""


def blocks_on_the_way(project: Project, level: Level) -> tuple[BlockId, ...]:
    """The block that each use of a level is of. Raises EditError where there is no such level."""
    graph, found = project.graph, list[BlockId]()
    for use in level:
        layer = graph.nodes[use].layer if use in graph.nodes else None
        if not isinstance(layer, BlockUse):
            raise EditError("There is no block “{node}” here any more. Open another one.", node=use)
        found.append(layer.block)
        graph = project.blocks[layer.block].graph
    return tuple(found)


def nearest(project: Project, level: Iterable[NodeId]) -> Level:
    """The level itself, or the innermost one on the way to it that the project still has."""
    wanted = tuple(level)
    while wanted:
        try:
            blocks_on_the_way(project, wanted)
        except EditError:
            wanted = wanted[:-1]
        else:
            break
    return wanted


def level_of(project: Project, block: BlockId) -> Level:
    """The first place at which the drawing of a block can be opened; empty where the block is used nowhere."""
    waiting: list[tuple[Level, Graph]] = [((), project.graph)]
    known = {block}
    for level, graph in waiting:
        for node in graph.nodes.values():
            if not isinstance(node.layer, BlockUse):
                continue
            if node.layer.block == block:
                return (*level, node.id)
            if node.layer.block not in known:
                known.add(node.layer.block)
                waiting.append(((*level, node.id), project.blocks[node.layer.block].graph))
    return ()


def at_level(project: Project, level: Level) -> Project:
    """The drawing of a level as a project of its own. Raises EditError where there is no such level."""
    found = blocks_on_the_way(project, level)
    return opened(project, found[-1]) if found else project


def edited_at(project: Project, level: Level, inside: Project) -> Project:
    """The project after what ``at_level`` gave has been edited to ``inside``: every use of the block follows.

    Raises EditError where there is no such level, or where a block would contain itself.
    """
    found = blocks_on_the_way(project, level)
    return closed(project, found[-1], inside) if found else inside
