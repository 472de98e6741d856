"""The standard errors of a score, where there are few rows."""

from __future__ import annotations

import math

import numpy
import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.data.pipeline import Part, prepare
from netbuilder.predictions.scoring import Score, score
from netbuilder.predictions.trained_network import TrainedNetwork
from tests.drawing import drawn


def missed_by(misses: list[float]) -> Score:
    """A line, on rows at 0, 1, 2, … whose targets lie beside it by so much."""
    project = drawn(("dense", {"units": 1}), data="line", rows=30)
    network = TrainedNetwork(project, prepare(project.data))
    network.put({name: torch.ones_like(weight) for name, weight in build(network.check).state_dict().items()})
    features = numpy.arange(len(misses), dtype=numpy.float32)[:, None]
    targets = network.outputs(torch.from_numpy(features)).numpy() + numpy.array(misses, numpy.float32)[:, None]
    return score(network, Part(features, targets, numpy.arange(len(misses))))


def test_of_six_rows_the_error_of_r2_is_one_that_can_be_read() -> None:
    """Some draws hardly vary: their R² is far below 0 and makes the standard deviation of all draws 82."""
    found = missed_by([1.5, 0.8, -0.2, -1.6, 0.2, 1.4])
    assert 0.3 < found.value < 0.7
    assert 0.1 < found.value_error < 0.8


@pytest.mark.parametrize("misses", [[0.1, 0.0, 0.2, 0.1], [5.0, 4.001, 2.999, 2.002, 0.998, 3.0]])
def test_rows_that_are_too_few_say_nothing_of_how_far_r2_is_off(misses: list[float]) -> None:
    """Four rows; and six, of which only one differs from the others."""
    found = missed_by(misses)
    assert math.isfinite(found.value)
    assert math.isnan(found.value_error)


@pytest.mark.parametrize("right", [6, 5, 0])
def test_a_few_rows_that_are_all_right_or_all_wrong_have_an_error(right: int) -> None:
    project = drawn(("dense", {"units": 2}), data="moons", rows=30)
    network = TrainedNetwork(project, prepare(project.data))
    network.put(build(network.check).state_dict())
    features = prepare(project.data).training.features[:6]
    chosen = network.outputs(torch.from_numpy(features)).numpy().argmax(axis=1)
    targets = numpy.where(numpy.arange(6) < right, chosen, 1 - chosen)
    found = score(network, Part(features, targets, numpy.arange(6)))
    share = (right + 2) / 10
    assert found.value == pytest.approx(right / 6)
    assert found.value_error == pytest.approx(math.sqrt(share * (1 - share) / 10))
