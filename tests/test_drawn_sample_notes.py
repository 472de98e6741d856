"""What the notes of the samples say that are drawn to be followed by hand: the bowl, the line from 100, the perceptron
and the framework of one's own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy
import pytest

import samples
from netbuilder.data.pipeline import prepare
from netbuilder.files.read import read
from netbuilder.predictions.equation import Equation, equation
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.trainer import Training
from tests.drawing import drawn

BOTTOM = numpy.array([3.0, -2.0])


def opened(name: str, *said: str) -> Project:
    """The sample, whose notes say this."""
    project = edits.set_training(read(samples.path(name)), device="cpu")
    assert all(words in project.notes for words in said)
    return project


def trained(project: Project, **settings: object) -> Training:
    training = Training(edits.set_training(project, **settings))
    list(training.run())
    return training


def distance(training: Training) -> float:
    """How far the point is from the bottom of the bowl."""
    return float(numpy.linalg.norm(training.last_weights["point"].numpy() - BOTTOM))


def line(training: Training) -> Equation:
    found = equation(training.project, prepare(training.project.data), training.last_weights)
    assert found is not None
    return found


def test_the_bowl_is_left_at_rates_above_one_and_momentum_overshoots() -> None:
    bowl = opened("bowl", "a rate of 0.5 is at the bottom after a single step", "above 1", "Momentum of 0.9 overshoots")
    assert distance(trained(bowl, learning_rate=0.5, epochs=1)) == pytest.approx(0.0, abs=1e-6)
    for rate in (1.01, 1.2):
        losses = [record.train_loss for record in trained(bowl, learning_rate=rate).records]
        assert all(later > earlier for earlier, later in pairwise(losses))
    rolled = trained(bowl, momentum=0.9, epochs=4).last_weights["point"].numpy()
    assert abs(rolled[0]) > 3.0
    assert rolled[1] < -2.0
    assert distance(trained(bowl, momentum=0.9, epochs=60)) < 0.2


def test_the_line_ends_in_nearly_the_same_place_from_anywhere() -> None:
    project = opened("line_from_100", "y = 1.86 x + 1.07", "start at -100", "the loss grows from epoch to epoch")
    ends = [trained(edits.set_parameter(project, "dense_1", "start_number", start)) for start in (100.0, -100.0, 7.0)]
    for end in ends:
        assert (line(end).slope, line(end).intercept) == pytest.approx((1.86, 1.07), abs=0.02)
    losses = [record.train_loss for record in trained(project, learning_rate=0.3).records]
    assert all(later > earlier for earlier, later in pairwise(losses))


def test_the_perceptron_comes_to_rest_where_the_classes_can_be_separated_and_else_never() -> None:
    project = opened("perceptron", "From the sixth epoch on no training row is wrong", "with a spread of 3")
    for seed in range(5):
        right = [record.train_metric for record in trained(project, seed=seed).records]
        assert right[4] < 1.0
        assert right[5:] == [1.0] * 5
    wide = edits.set_dataset(project, project.data.dataset.with_(spread=3.0))
    eight, nine = (trained(wide, epochs=epochs) for epochs in (8, 9))
    assert all(record.train_metric < 0.8 for record in nine.records)
    assert eight.last_weights["w"].tolist() != nine.last_weights["w"].tolist()


def test_a_framework_of_ones_own_has_the_curves_of_the_layers_that_it_is_made_of() -> None:
    project = opened("own_framework", "Dense of 2 units and a Log softmax", "the curves are the same but for")
    for node in ("parameter_1", "parameter_2"):
        project = edits.set_parameter(project, node, "start", "zeros")
    layers = drawn(("dense", {"units": 2, "start": "zeros", "bias_start": "zeros"}), ("log_softmax", {}))
    layers = replace(layers, data=project.data, training=project.training)
    own, theirs = trained(project).records, trained(layers).records
    assert len(own) == len(theirs) == 30
    for one, other in zip(own, theirs, strict=True):
        assert (one.train_loss, one.validation_loss) == pytest.approx(
            (other.train_loss, other.validation_loss), abs=1e-6
        )
