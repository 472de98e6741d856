"""Small projects to train many times, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from netbuilder import edits
from netbuilder.data.catalogue import dataset_types
from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.record import Result
from netbuilder.layers import layer_types
from netbuilder.project import Project

Draw = Callable[..., Project]
Measure = Callable[..., Result]


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), data="moons", rows=40, epochs=3)``: layers between an input and an output.

    What is no training setting is a parameter of the data set.
    """

    def drawn(*layers: tuple[str, dict[str, Any]], data: str = "curve", **settings: Any) -> Project:
        project, before = Project(), ""
        for kind, parameters in (("input", {}), *layers, ("output", {})):
            project, node = edits.add_node(project, layer_types()[kind](**parameters), (0.0, 0.0))
            if before:
                project = edits.connect(project, before, node)
            before = node
        training = {name for name in type(project.training).model_fields if name in settings}
        trained = {name: settings[name] for name in training}
        others = {name: value for name, value in settings.items() if name not in training}
        project = edits.set_dataset(project, dataset_types()[data].parse(others))
        return edits.set_training(project, **{"epochs": 3, "device": "cpu", **trained})

    return drawn


@pytest.fixture
def measure() -> Measure:
    """The result of a whole experiment."""

    def measured(project: Project, **settings: Any) -> Result:
        *_, last = BiasVariance(project, **settings).run()
        assert isinstance(last, Result)
        return last

    return measured
