"""Small projects to train, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netbuilder import edits
from netbuilder.data.catalogue import dataset_types
from netbuilder.layers import layer_types
from netbuilder.project import Project

Draw = Callable[..., Project]


def drawn(*layers: tuple[str, dict[str, Any]], data: str = "moons", **training: Any) -> Project:
    project, before = Project(), ""
    for kind, parameters in (("input", {}), *layers, ("output", {})):
        project, node = edits.add_node(project, layer_types()[kind](**parameters), (0.0, 0.0))
        if before:
            project = edits.connect(project, before, node)
        before = node
    project = edits.set_dataset(project, dataset_types()[data]())
    return edits.set_training(project, **{"epochs": 3, "device": "cpu", **training})


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), data="moons", epochs=3)``: the layers between an input and an output."""
    return drawn


@pytest.fixture
def forgetful() -> Project:
    """A network with dropout on 150 rows of two moons."""
    hidden = (("dense", {"units": 16}), ("relu", {}), ("dropout", {"rate": 0.3}))
    return drawn(*hidden, ("dense", {"units": 2}), epochs=6)
