"""A project without dropout: its random masks are of the framework's own, and differ."""

from __future__ import annotations

from dataclasses import replace

from netbuilder.graph.blocks import Block, BlockUse
from netbuilder.graph.graph import Graph
from netbuilder.layers.base import Layer
from netbuilder.project.project import Project


def without_chance(project: Project) -> Project:
    """The same project in which nothing is silenced at random while training, in its blocks neither."""
    return replace(project, graph=_calm(project.graph))


def _calm(graph: Graph) -> Graph:
    for node in graph.nodes.values():
        layer = _calm_use(node.layer) if isinstance(node.layer, BlockUse) else node.layer.without_chance()
        if layer != node.layer:
            graph = graph.replacing(replace(node, layer=layer))
    return graph


def _calm_use(use: BlockUse) -> Layer:
    """The use of a block; where something in it changes, it gets a drawing of its own with its values written in."""
    definition: Block = use.definition
    inside = _calm(use.inside)
    if inside == use.inside:
        return use
    return use.with_(definition=replace(definition, graph=inside), overrides={})
