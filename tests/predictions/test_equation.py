"""A network that is a straight line tells its equation in the units of the data, however these were scaled."""

from __future__ import annotations

from itertools import product

import numpy
import pytest

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.files.read import read
from netbuilder.predictions.equation import equation
from netbuilder.project import edits
from netbuilder.training.trainer import Training
from tests.drawing import Draw


@pytest.mark.parametrize(("inputs", "targets"), [*product(["none", "min-max", "z-score"], ["none", "z-score"])])
def test_the_equation_is_that_of_least_squares_in_units_of_the_data(draw: Draw, inputs: str, targets: str) -> None:
    project = draw(("dense", {"units": 1}), data="line", epochs=120, learning_rate=0.05, batch_size=200, rows=120)
    dataset = project.data.dataset.with_(slope=-4.0, intercept=50.0)
    project = edits.set_data(edits.set_dataset(project, dataset), normalisation=inputs, target_normalisation=targets)
    project = edits.set_training(project, learning_rate=0.05 if targets == "z-score" else 1.0, epochs=400)
    prepared = prepare(project.data)
    training = Training(project, prepared=prepared)
    list(training.run())
    found = equation(project, prepared, training.last_weights)
    assert found is not None
    rows = prepared.training.rows
    slope, intercept = numpy.polyfit(prepared.table.features[rows, 0], prepared.table.targets[rows, 0], 1)
    assert (found.slope, found.intercept) == pytest.approx((slope, intercept), rel=0.02)
    assert str(found.message).startswith("y = −3.")
    assert " x + 49." in str(found.message)


@pytest.mark.parametrize(
    ("layers", "settings"),
    [
        ([("dense", {"units": 1}), ("relu", {})], {"data": "line"}),
        ([("dense", {"units": 2}), ("dense", {"units": 1})], {"data": "line"}),
        ([("dense", {"units": 1})], {"data": "moons"}),
        ([("dense", {"units": 1})], {"data": "diabetes"}),
        ([("polynomial_basis", {"degree": 1}), ("dense", {"units": 1})], {"data": "curve"}),
    ],
)
def test_other_networks_have_none(
    draw: Draw, layers: list[tuple[str, dict[str, int]]], settings: dict[str, str]
) -> None:
    project = draw(*layers, epochs=1, **settings)
    training = Training(project)
    list(training.run())
    assert equation(project, prepare(project.data), training.last_weights) is None


def test_weights_that_are_no_numbers_make_no_equation() -> None:
    project = edits.set_training(read(samples.path("line")), device="cpu")
    training = Training(project)
    list(training.run())
    broken = {name: weights * float("nan") for name, weights in training.last_weights.items()}
    assert equation(project, prepare(project.data), broken) is None
