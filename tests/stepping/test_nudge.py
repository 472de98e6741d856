"""A nudged number: what the loss does comes as near to ε × gradient as ε is small, and corners between are told."""

from __future__ import annotations

import pytest
import torch

from netbuilder.data.catalogue import dataset_types
from netbuilder.graph.blocks import NodePath
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.nudge import as_trained, nudge, usual_step
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.trainer import thread_count
from tests.drawing import drawn
from tests.stepping.test_contributions import probed
from tests.stepping.test_stepper import sample, with_fork


@pytest.mark.parametrize("make", [with_fork, lambda: sample("moons_overfit"), lambda: sample("digits_cnn")])
def test_what_the_loss_does_converges_to_the_gradient(make: object) -> None:
    assert callable(make)
    record, probe = probed(make())
    weight = record.weights[0]
    at = (0,) * len(weight.before.shape)
    for subject in (Subject("weight", weight.path, weight.name), Subject("value", NodePath("input_1"), "output")):
        place = at if subject.kind == "weight" else (0,) * len(record.values[0].value.shape)
        errors = []
        for moved in (1e-2, 1e-3, 1e-4):
            found = nudge(probe, subject, place, moved)
            if found.corner is None:
                errors.append(abs(found.change / moved - found.gradient))
        assert errors, "every step had a corner"
        assert errors[-1] <= 1e-3 * max(abs(found.gradient), 1e-6) + 1e-8
        assert errors == sorted(errors, reverse=True) or errors[0] < 1e-9


def test_the_gradient_is_the_one_that_the_step_recorded() -> None:
    record, probe = probed(sample("line_from_100"))
    weight = record.weights[0]
    found = nudge(probe, Subject("weight", weight.path, weight.name), (0, 0))
    assert weight.gradient is not None
    assert found.gradient == pytest.approx(float(weight.gradient.array[0, 0]), rel=1e-6)
    assert (found.number, found.moved) == (100.0, usual_step(100.0))
    assert found.loss == pytest.approx(record.loss, rel=1e-6)
    assert found.corner is None
    assert "458.2" in str(found.in_words())


@pytest.mark.parametrize(("layer", "start"), [("relu", 0.5), ("abs", 0.5)])
def test_a_corner_between_is_told_with_its_place(layer: str, start: float) -> None:
    """y = f(w x + b) with w = 0 turns at b = 0."""
    dense = {"units": 1, "start": "constant", "start_number": 0.0, "bias_start": "constant", "bias_number": start}
    project = drawn(("dense", dense), (layer, {}), data="line", rows=20, batch_size=4)
    record, probe = probed(edits.set_training(project, loss="mse"))
    bias = record.weights[1]
    subject = Subject("weight", bias.path, bias.name)
    assert nudge(probe, subject, (0,), -0.1).corner is None
    found = nudge(probe, subject, (0,), -0.8)
    assert found.corner == pytest.approx(0.0, abs=1e-3)
    assert "corner" in str(found.in_words())


def test_a_jump_of_a_step_function_is_told() -> None:
    dense = {"units": 1, "start": "constant", "start_number": 0.0, "bias_start": "constant", "bias_number": -0.25}
    project = drawn(
        ("dense", dense), ("step_function", {}), ("dense", {"units": 1}), data="line", rows=20, batch_size=4
    )
    record, probe = probed(edits.set_training(project, loss="mse"))
    bias = next(weight for weight in record.weights if weight.name.endswith("bias"))
    found = nudge(probe, Subject("weight", bias.path, bias.name), (0,), 1.0)
    assert found.gradient == 0
    assert found.corner == pytest.approx(0.0, abs=1e-2)


def of_one_parameter(*after: tuple[str, dict[str, object]], start: float) -> Project:
    """A loss of a single parameter."""
    types = layer_types()
    parameter = types["parameter"](sizes=(), start="constant", start_number=start)
    project, node = edits.add_node(Project(), parameter, (0, 0))
    for kind, values in (*after, ("drawn_loss", {})):
        project, node = edits.add_and_connect(project, types[kind](**values), (0, 0), node)
    project = edits.set_dataset(project, dataset_types()["no_data"].parse({}))
    return edits.set_training(edits.set_data(project, validation=0.0), patience=None)


@pytest.mark.parametrize(("kind", "corner"), [("squared", None), ("abs", 0.0), ("relu", 0.0)])
def test_a_slope_that_is_0_where_one_starts_is_no_corner_of_itself(kind: str, corner: float | None) -> None:
    record, probe = probed(of_one_parameter((kind, {}), start=0.0))
    weight = record.weights[0]
    found = nudge(probe, Subject("weight", weight.path, weight.name), ())
    assert found.corner == corner
    backwards = nudge(probe, Subject("weight", weight.path, weight.name), (), -1e-3)
    assert "= -0.001 × 0 = 0." in str(backwards.in_words()), "zero has no sign"


def test_a_corner_where_the_loss_is_0_on_both_sides_is_told() -> None:
    """The perceptron's loss is 0 for its first row at w = 0, where its rule gives a slope, and beyond, where none."""
    record, probe = probed(sample("perceptron"))
    weight = record.weights[0]
    found = nudge(probe, Subject("weight", weight.path, weight.name), (0,), 5.0)
    assert (found.loss, found.loss_after) == (0.0, 0.0)
    assert found.gradient < 0
    assert found.corner == 0


def test_where_the_loss_does_not_depend_on_a_number_rounding_is_no_corner() -> None:
    """A bias before batch normalization: the mean of the minibatch takes it away again."""
    layers = ("dense", {"units": 8}), ("batch_norm", {}), ("dense", {"units": 2})
    record, probe = probed(drawn(*layers, rows=40, batch_size=8))
    bias = record.weights[1]
    found = [nudge(probe, Subject("weight", bias.path, bias.name), (place,), 1e-3) for place in range(8)]
    assert any(one.gradient != 0 for one in found), "rounding leaves something"
    assert [one.corner for one in found] == [None] * 8


def test_dropout_silences_the_same_numbers_again() -> None:
    project = drawn(
        ("dense", {"units": 16}), ("dropout", {"rate": 0.5}), ("dense", {"units": 2}), rows=40, batch_size=8
    )
    record, probe = probed(project)
    assert float(probe.base.loss) == pytest.approx(record.loss, rel=1e-5)
    dropped = next(value for value in record.values if value.path.node == "dropout_1")
    again = probe.array(Subject("value", dropped.path, dropped.port))
    assert ((again == 0) == (dropped.value.array == 0)).all()


def test_whoever_probes_computes_with_the_threads_of_a_training() -> None:
    stepper, outside = Stepper(sample("line_from_100")), torch.get_num_threads()
    torch.set_num_threads(thread_count() + 1)
    try:
        with stepper.alone():
            assert torch.get_num_threads() == thread_count()
        assert torch.get_num_threads() == thread_count() + 1
    finally:
        torch.set_num_threads(outside)


def test_a_loss_that_only_64_bits_hold_is_told_beside_that_of_the_network() -> None:
    dense = {"units": 1, "start": "constant", "start_number": 60.0}
    project = drawn(("dense", dense), ("exp", {}), ("log", {}), data="line", rows=12, batch_size=12)
    record, probe = probed(edits.set_training(project, loss="mse"))
    weight = record.weights[0]
    found = nudge(probe, Subject("weight", weight.path, weight.name), (0, 0))
    assert "The loss of the network is inf" in str(as_trained(found, record.loss))
    assert as_trained(found, found.loss) is None
