"""What the notes of the samples say is so for five seeds of the weights, and their advice has the effect they name."""

from __future__ import annotations

from collections.abc import Callable

import numpy
import pytest

import samples
from netbuilder.data.pipeline import Prepared, prepare
from netbuilder.experiments.sweep.sweep import Sweep, SweepSpec, Swept
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.predictions.equation import equation
from netbuilder.predictions.trained_network import TrainedNetwork
from netbuilder.project import edits
from netbuilder.project.layer_edits import put_behind
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.trainer import Training

SEEDS = range(5)
Ends = list[EpochRecord]


def opened(name: str, *said: str) -> Project:
    """The sample, whose notes say this."""
    project = edits.set_training(read(samples.path(name)), device="cpu")
    assert all(words in project.notes for words in said)
    return project


def trained(project: Project, **settings: object) -> list[Training]:
    """A training for each seed."""
    prepared, found = prepare(project.data), []
    for seed in SEEDS:
        training = Training(edits.set_training(project, **{**settings, "seed": seed}), prepared=prepared)
        list(training.run())
        found.append(training)
    return found


def ends(trainings: list[Training]) -> Ends:
    return [training.records[-1] for training in trainings]


def bests(trainings: list[Training]) -> Ends:
    found = [best(training.records) for training in trainings]
    return [record for record in found if record is not None]


def validation(records: Ends) -> list[float]:
    return [record.validation_loss for record in records]


def test_the_line_finds_what_least_squares_finds() -> None:
    project = opened("line", "y = 1.90 x + 1.03", "0.001", "a rate of 1")
    prepared = prepare(project.data)
    rows = prepared.training.features[:, 0], prepared.training.targets[:, 0]
    wanted = numpy.polyfit(*rows, 1)
    for training in trained(project):
        found = equation(project, prepared, training.best_weights)
        assert found is not None
        assert (found.slope, found.intercept) == pytest.approx(tuple(wanted), abs=0.03)
        assert (found.slope, found.intercept) == pytest.approx((1.90, 1.03), abs=0.02)
    assert all(record.epoch >= 28 for record in bests(trained(project, learning_rate=0.001)))
    assert all(len(training.records) < 30 for training in trained(project, learning_rate=1.0))


def test_the_moons_are_memorized_and_each_advice_lowers_the_end() -> None:
    project = opened("moons_overfit", "allow all 200 training rows", "make the wide layer smaller", "add weight decay")
    whole = trained(project, epochs=250)
    turns, last = bests(whole), ends(whole)
    assert all(20 < turn.epoch < 75 for turn in turns)
    assert all(end.train_loss < 0.05 for end in last)
    assert all(end.validation_loss > 1.5 * turn.validation_loss for end, turn in zip(last, turns, strict=True))
    lowest = min(validation(last))
    narrow = edits.set_parameter(project, "dense_1", "units", 8)
    every = edits.set_data(project, training_rows=None)
    assert max(validation(ends(trained(narrow, epochs=150)))) < lowest
    assert max(validation(ends(trained(project, epochs=150, weight_decay=0.01)))) < lowest
    assert max(validation(ends(trained(every, epochs=60)))) < lowest


def test_fifteen_flowers_are_too_few_and_weight_decay_helps_more_than_all_rows() -> None:
    project = opened("iris_15_rows", "more than doubles", "weight decay of 0.01", "overfits with some seeds even then")
    fifteen = trained(project)
    turns, last = bests(fifteen), ends(fifteen)
    rises = [end.validation_loss / turn.validation_loss for end, turn in zip(last, turns, strict=True)]
    assert numpy.mean(rises) > 2
    assert min(rises) > 1.5
    held = trained(project, weight_decay=0.01)
    assert max(validation(ends(held))) < min(validation(last))
    every = trained(edits.set_data(project, training_rows=None), epochs=100)
    assert max(validation(bests(every))) < min(validation(turns))
    risen = [end / turn for end, turn in zip(validation(ends(every)), validation(bests(every)), strict=True)]
    assert max(risen) > 2


def test_thousands_of_weights_meet_five_points_and_a_line_is_right_about_the_others() -> None:
    project = opened("five_points", "more than twice its best", "learning rate to 0.05", "at the noise, 0.09")
    assert check(project.graph, project.data.dataset.signature()).parameters > 2000
    wide = trained(project)
    assert all(end.train_loss < 1e-6 for end in ends(wide))
    for end, turn in zip(ends(wide), bests(wide), strict=True):
        assert end.validation_loss > 2 * turn.validation_loss
    straight = edits.take_out(project, ("dense_1", "tanh_1", "dense_2", "tanh_2"))
    for training in trained(straight, learning_rate=0.05):
        assert misses(training).min() > 0.01
        assert training.records[-1].validation_loss == pytest.approx(0.09, abs=0.01)


def misses(training: Training) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]:
    """By how much the network misses each training row."""
    import torch

    prepared = training.prepared
    assert prepared is not None
    network = TrainedNetwork(training.project, prepared)
    network.put(training.last_weights)
    answers = network.answers(torch.from_numpy(prepared.training.features))
    return numpy.abs(answers - prepared.training.targets)[:, 0].astype(numpy.float64)


def test_a_polynomial_of_seven_parameters_meets_five_points_and_is_far_off_between() -> None:
    project = opened("five_points_polynomial", "with degree 6 it has 7", "with degree 1 it is a line of 2")
    lines = trained(edits.set_parameter(project, "polynomial_basis_1", "degree", 1), epochs=100)
    curves = trained(project, epochs=200)
    assert all(end.train_loss < 1e-6 for end in ends(curves))
    assert min(validation(ends(curves))) > 5 * max(validation(ends(lines)))


def test_a_closed_boundary_needs_more_than_two_hidden_units_and_five_do() -> None:
    project = opened("circles_one_output", "Five hidden units are enough to close a boundary", "two hidden units")
    prepared = prepare(project.data)
    for training in trained(project):
        assert closes(training, prepared)
    for training in trained(edits.set_parameter(project, "dense_1", "units", 2)):
        assert not closes(training, prepared)
        assert training.records[-1].validation_metric < 0.8


def closes(training: Training, prepared: Prepared) -> bool:
    """Whether the middle belongs to the inner circle, and the outer one lies outside the boundary all around."""
    network = TrainedNetwork(training.project, prepared)
    network.put(training.last_weights)
    angles = numpy.linspace(0, 2 * numpy.pi, 72, endpoint=False)
    ring = numpy.stack([numpy.cos(angles), numpy.sin(angles)], axis=1)
    around = network.answers(network.normalised(1.1 * ring)).argmax(axis=1)
    middle = network.answers(network.normalised(numpy.zeros((1, 2)))).argmax(axis=1)
    return bool((around == 0).all() and middle[0] == 1)


def test_one_straight_line_does_not_separate_xor_and_eight_units_with_relu_do() -> None:
    project = opened("xor_underfits", "both losses stay high", "a Dense of 8 units and a ReLU")
    for end in ends(trained(project)):
        assert min(end.train_loss, end.validation_loss) > 0.65
    assert trained(project, epochs=200)[0].records[-1].train_loss > 0.65
    kinds = layer_types()
    deeper = put_behind(project, "input_1", kinds["dense"](units=8))
    new = next(node for node in deeper.graph.nodes if node not in project.graph.nodes)
    deeper = put_behind(deeper, new, kinds["relu"]())
    assert all(end.validation_metric > 0.88 for end in ends(trained(deeper)))


def without_a_layer(project: Project) -> Project:
    return edits.take_out(project, ("dense_2", "tanh_2"))


def with_relu(project: Project) -> Project:
    for node in ("tanh_1", "tanh_2"):
        project = edits.take_out(put_behind(project, node, layer_types()["relu"]()), (node,))
    return project


def with_noise(project: Project) -> Project:
    return edits.set_dataset(project, project.data.dataset.with_(noise=0.1))


@pytest.mark.parametrize(
    ("change", "lowest", "highest"),
    [(None, 0.95, 1.0), (without_a_layer, 0.5, 0.8), (with_relu, 0.95, 1.0), (with_noise, 0.7, 0.9)],
    ids=["as it is", "one hidden layer", "ReLU", "noise"],
)
def test_two_hidden_layers_bend_the_boundary_between_the_spirals(
    change: Callable[[Project], Project] | None, lowest: float, highest: float
) -> None:
    project = opened("spirals", "one hidden layer only, which is right about 7 of 10", "ReLU", "noise of 0.1")
    found = [end.validation_metric for end in ends(trained(change(project) if change else project, epochs=120))]
    assert lowest <= min(found)
    assert max(found) <= highest


def test_the_petals_know_more_about_the_species_than_the_sepals() -> None:
    project = opened("iris_two_inputs", "remove one of the paths, and the Concatenate", "It is the petals")
    whole = ends(trained(project))
    assert all(end.validation_metric > 0.93 for end in whole)
    sepals, petals = (
        ends(trained(edits.take_out(edits.remove(project, path), ("concatenate_1",)), epochs=40))
        for path in (("input_2", "dense_2", "relu_2"), ("input_1", "dense_1", "relu_1"))
    )
    assert min(end.validation_metric for end in petals) > max(end.validation_metric for end in sepals) + 0.05


def test_the_path_of_the_digits_bypasses_two_convolutions() -> None:
    graph = opened("digits_cnn", "bypasses two convolutions").graph
    sources = [source.node for source in graph.sources("add_1") if source is not None]
    assert sorted(sources) == ["conv2d_3", "relu_1"]
    between = [graph.sources(node)[0] for node in ("conv2d_3", "relu_2", "conv2d_2")]
    assert [source.node for source in between if source is not None] == ["relu_2", "conv2d_2", "relu_1"]


@pytest.mark.parametrize("seed", SEEDS)
def test_degree_9_is_closer_to_the_truth_than_degree_4(seed: int) -> None:
    project = opened("double_descent", "With degree 9", "vary the targets and weights", "where the variance peaks")
    spec = SweepSpec(project, "polynomial_basis_1.degree", resamples=20, vary="targets", seed=seed)
    swept = list(Sweep(spec, ["1", "4", "9"]).run())[-1]
    assert isinstance(swept, Swept)
    line, peak, beyond = (point.terms for point in swept.points)
    assert line is not None
    assert peak is not None
    assert beyond is not None
    assert line.test_error < beyond.test_error < peak.test_error
    assert peak.variance > max(line.variance, beyond.variance)
