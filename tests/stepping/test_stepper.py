"""Stepping is the training itself: the same weights to the last bit, with every value and gradient on the way."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import torch

import samples
from netbuilder.files.read import read
from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.stepping.numbers import LARGEST, numbers
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.trainer import Training
from tests.drawing import drawn

SAMPLES = sorted(path.stem for path in Path(samples.__file__).parent.glob("*.netb"))


def sample(name: str) -> Project:
    return read(Path(samples.__file__).with_name(f"{name}.netb"))


def with_fork() -> Project:
    """A value that three layers read, all of them in a block that comes twice in a row."""
    project = drawn(("dense", {"units": 2}), ("tanh", {}), ("dense", {"units": 2}), rows=40, epochs=2, batch_size=8)
    for name in ("sigmoid_1", "relu_1"):
        project, _ = edits.add_node(project, layer_types()[name.partition("_")[0]](), (0, 0))
        project = edits.connect(project, "dense_1", name)
    project, add = edits.add_node(project, layer_types()["add"](inputs=3), (0, 0))
    project = edits.disconnect(project, Wire("tanh_1", "dense_2"))
    for port, name in zip(("input_1", "input_2", "input_3"), ("tanh_1", "sigmoid_1", "relu_1"), strict=True):
        project = edits.connect(project, name, add, port)
    project = edits.connect(project, add, "dense_2")
    project, block = block_edits.group(project, ["dense_1", "tanh_1", "sigmoid_1", "relu_1", add], "fork")
    return edits.set_parameter(project, block, "repeat", 2)


def stepped(project: Project) -> tuple[Stepper, list[StepRecord]]:
    """All steps of a training."""
    stepper, records = Stepper(project), list[StepRecord]()
    while record := stepper.next():
        records.append(record)
    return stepper, records


@pytest.mark.parametrize("name", SAMPLES)
def test_a_stepped_training_gives_the_weights_of_the_trainer_bit_for_bit(name: str) -> None:
    project = edits.set_training(sample(name), epochs=2, device="cpu")
    training = Training(project)
    list(training.run())
    stepper, records = stepped(project)
    assert records
    own, other = training.last_weights, stepper.training.last_weights
    assert list(own) == list(other)
    assert [key for key in own if not torch.equal(own[key], other[key])] == []
    assert [one.validation_loss for one in training.records] == pytest.approx(
        [one.validation_loss for one in stepper.training.records], abs=0, nan_ok=True
    )


def test_blocks_repeats_and_forks_are_stepped_bit_for_bit() -> None:
    project = with_fork()
    training = Training(project)
    list(training.run())
    stepper, records = stepped(project)
    assert len(records) == sum(record.batch == record.batches for record in records) * records[0].batches
    own, other = training.last_weights, stepper.training.last_weights
    assert [key for key in own if not torch.equal(own[key], other[key])] == []


def test_the_gradient_of_a_fork_is_the_sum_of_what_comes_back_through_each_reader() -> None:
    record = Stepper(with_fork()).next()
    assert record is not None
    forks = [value for value in record.values if value.contributions]
    assert [str(value.path) for value in forks] == ["fork_1[1]/dense_1", "fork_1[2]/dense_1"]
    for value in forks:
        assert value.gradient is not None
        readers = {one.reader.node: one.gradient.array for one in value.contributions}
        assert set(readers) == {"tanh_1", "sigmoid_1", "relu_1"}
        assert sum(readers.values()) == pytest.approx(value.gradient.array, abs=1e-7)
        slope = 1 - numpy.tanh(value.value.array) ** 2
        upstream = next(other.gradient for other in record.values if other.path == value.contributions[0].reader)
        assert upstream is not None
        assert readers["tanh_1"] == pytest.approx(upstream.array * slope, abs=1e-6)


def test_a_line_by_hand() -> None:
    """y = w x + b with the mean squared error: every number as it is computed on paper."""
    record = Stepper(sample("line_from_100")).next()
    assert record is not None
    x, y = record.values[0].value.array[:, 0], record.values[-1].value.array[:, 0]
    weight, bias = record.weights
    assert (weight.name.rpartition(".")[2], bias.name.rpartition(".")[2]) == ("weight", "bias")
    assert weight.before.array.item() == 100
    assert y == pytest.approx(100 * x)
    assert weight.gradient is not None
    assert bias.gradient is not None
    slopes = record.values[-1].gradient
    assert slopes is not None
    assert weight.gradient.array.item() == pytest.approx(float(slopes.array[:, 0] @ x), rel=1e-5)
    assert bias.gradient.array.item() == pytest.approx(float(slopes.array.sum()), rel=1e-5)
    stepped_by = record.learning_rate * weight.gradient.array.item()
    assert weight.after.array.item() == pytest.approx(100 - stepped_by, rel=1e-6)
    assert record.gradient_norm == pytest.approx(
        float(numpy.hypot(weight.gradient.array.item(), bias.gradient.array.item())), rel=1e-5
    )


def test_a_clipped_gradient_is_told_from_its_norm() -> None:
    record = Stepper(edits.set_training(sample("line_from_100"), gradient_clip=0.5)).next()
    assert record is not None
    assert record.clipped_to == 0.5
    kept = [weight.gradient.norm for weight in record.weights if weight.gradient is not None]
    assert float(numpy.linalg.norm(kept)) == pytest.approx(0.5, rel=1e-4)
    assert record.gradient_norm > 1


def test_the_optimizers_state_is_there_before_and_after() -> None:
    stepper = Stepper(edits.set_training(sample("moons_overfit"), optimizer="adam", epochs=1))
    first, second = stepper.next(), stepper.next()
    assert first is not None
    assert second is not None
    assert first.weights[0].state_before == {}
    assert set(first.weights[0].state) == {"step", "exp_avg", "exp_avg_sq"}
    mean, gradient = second.weights[0].state["exp_avg"].array, second.weights[0].gradient
    before = second.weights[0].state_before["exp_avg"].array
    assert gradient is not None
    assert mean == pytest.approx(0.9 * before + 0.1 * gradient.array, abs=1e-7)
    assert first.stale == 0
    assert second.stale == pytest.approx(first.gradient_norm)


def test_of_a_large_array_a_corner_is_kept_with_figures_over_all_of_it() -> None:
    values = torch.arange(3_000_000, dtype=torch.float32).reshape(3, 1_000_000)
    found = numbers(values)
    assert found.array.size <= LARGEST
    assert not found.whole
    assert (found.low, found.high, found.shape) == (0.0, 2_999_999.0, (3, 1_000_000))
    assert (found.array == values.numpy()[: found.array.shape[0], : found.array.shape[1]]).all()


def test_the_figures_are_those_of_all_numbers() -> None:
    torch.manual_seed(0)
    values = 1000 + torch.randn(7, 5, 3)
    found = numbers(values)
    assert (found.low, found.high) == (values.min().item(), values.max().item())
    assert found.mean == pytest.approx(values.double().mean().item())
    assert found.deviation == pytest.approx(values.double().std(correction=0).item(), rel=1e-6)
    assert found.norm == pytest.approx(values.double().norm().item())
    with pytest.raises(ValueError, match="read-only"):
        found.array[0, 0, 0] = 1.0
    assert numbers(torch.tensor(3.0)).array.item() == 3.0


def test_what_is_not_finite_is_counted() -> None:
    found = numbers(torch.tensor([1.0, float("nan"), float("inf"), 0.0]))
    assert (found.not_finite, found.zeros, found.high) == (2, 1, 1.0)
    assert found.plain()["values"] == [1.0, None, None, 0.0]
    assert numbers(torch.tensor([float("nan")])).plain()["mean"] is None
