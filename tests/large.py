"""A drawing of many nodes."""

from __future__ import annotations

from itertools import pairwise

from netbuilder.graph.graph import Graph, Node, Wire
from netbuilder.layers import layer_types
from netbuilder.project.project import Project

COLUMNS = 32


def large_project(nodes: int = 1000) -> Project:
    """A chain of dense layers and activations, laid out in rows."""
    types = layer_types()
    kinds = ["input", *(("dense", "relu")[i % 2] for i in range(nodes - 2)), "output"]
    ids = [f"node_{i}" for i in range(nodes)]
    graph = Graph(
        {name: Node(name, types[kind]()) for name, kind in zip(ids, kinds, strict=True)},
        frozenset(Wire(a, b) for a, b in pairwise(ids)),
    )
    return Project(graph, {name: (i % COLUMNS * 240.0, i // COLUMNS * 144.0) for i, name in enumerate(ids)})
