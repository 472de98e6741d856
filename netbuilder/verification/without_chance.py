"""A project without dropout: its random masks are of the framework's own, and differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from netbuilder.graph.blocks import Block, BlockUse
from netbuilder.graph.graph import Graph, Node
from netbuilder.layers.base import Layer
from netbuilder.project.project import Project


def without_chance(project: Project) -> Project:
    """The same project in which nothing is silenced at random while training."""
    return replace(project, graph=_calm(project.graph))


def _calm(graph: Graph) -> Graph:
    for node in graph.nodes.values():
        layer = _calm_use(node.layer) if isinstance(node.layer, BlockUse) else _calm_layer(node.layer)
        if layer is not node.layer:
            graph = graph.replacing(Node(node.id, layer, node.name))
    return graph


def _calm_layer(layer: Layer) -> Layer:
    return layer.with_(**{layer.chance: 0.0}) if layer.chance and layer.values()[layer.chance] else layer


def _calm_use(use: BlockUse) -> BlockUse:
    definition: Block = use.definition
    inside = _calm(definition.graph)
    overrides = {name: value for name, value in use.overrides.items() if not _by_chance(definition, name)}
    if inside is definition.graph and overrides == use.overrides:
        return use
    return use.with_(definition=replace(definition, graph=inside), overrides=overrides)


def _by_chance(definition: Block, name: str) -> bool:
    """Whether a promoted parameter says how much is silenced."""
    return any(_sets_chance(definition.graph.nodes[node].layer, inner) for node, inner in definition.parameters[name])


def _sets_chance(layer: Any, parameter: str) -> bool:
    if isinstance(layer, BlockUse):
        return _by_chance(layer.definition, parameter)
    return bool(layer.chance) and parameter == layer.chance
