"""Small projects to train, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from netbuilder.data.catalogue import dataset_types
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.shapes.check_result import Check


def fed_by(graph: Graph, node: NodeId) -> tuple[NodeId | None, ...]:
    """The node that feeds each input port, None where the port is free."""
    return tuple(source.node if source is not None else None for source in graph.sources(node))


Draw = Callable[..., Project]
"""As ``drawn``, perhaps with other data than two moons."""


def in_a_line(layers: Iterable[tuple[str, dict[str, Any]]]) -> Project:
    """Layers between an input and an output; the rest is as in a new project."""
    project, before = Project(), ""
    for kind, parameters in (("input", {}), *layers, ("output", {})):
        project, node = edits.add_node(project, layer_types()[kind](**parameters), (0.0, 0.0))
        project = edits.connect(project, before, node) if before else project
        before = node
    return project


def drawn(*layers: tuple[str, dict[str, Any]], data: str = "moons", **settings: Any) -> Project:
    """``drawn(("dense", {"units": 2}), rows=40, epochs=3)``: layers between an input and an output.

    What is no training setting is a parameter of the data set.
    """
    project = in_a_line(layers)
    training = {name for name in type(project.training).model_fields if name in settings}
    trained = {name: settings[name] for name in training}
    others = {name: value for name, value in settings.items() if name not in training}
    project = edits.set_dataset(project, dataset_types()[data].parse(others))
    return edits.set_training(project, **{"epochs": 3, "device": "cpu", "learning_rate": 0.01, **trained})


def checked(project: Project) -> Check:
    """What is found of a project whose data are known beforehand."""
    return check(project.graph, project.data.dataset.signature())
