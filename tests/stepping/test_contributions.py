"""Upstream × local = contribution: what every reader sends back adds up to the gradient that autograd computes."""

from __future__ import annotations

import numpy
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netbuilder.graph.blocks import NodePath
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.contribution_words import contribution_words
from netbuilder.stepping.contributions import contributions
from netbuilder.stepping.interventions import Interventions
from netbuilder.stepping.probe import Probe, Subject
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from tests.blocks import nested, residual, shared_weights
from tests.drawing import drawn
from tests.stepping.test_stepper import SAMPLES, sample, with_fork


def probed(project: Project) -> tuple[StepRecord, Probe]:
    stepper = Stepper(edits.set_training(project, device="cpu"))
    record = stepper.next()
    assert record is not None
    return record, stepper.probe(record)


def some_places(shape: tuple[int, ...], generator: numpy.random.Generator, count: int = 2) -> list[tuple[int, ...]]:
    return [tuple(int(generator.integers(side)) for side in shape) for _ in range(count)]


def require_sums(project: Project, places: int = 2) -> int:
    """Of every value and every weight whose gradient has not overflowed, at random places. Returns how many were
    compared."""
    record, probe = probed(project)
    generator, compared = numpy.random.default_rng(0), 0
    arrays = [(Subject("value", one.path, one.port), one.gradient) for one in record.values]
    arrays += [(Subject("weight", one.path, one.name), one.gradient) for one in record.weights]
    for subject, gradient in arrays:
        whole = probe.gradient(subject)
        assert (whole is None) == (gradient is None), subject
        if whole is None or gradient is None or not whole.isfinite().all():
            continue
        for at in some_places(tuple(whole.shape), generator, places):
            found = contributions(probe, subject, at)
            assert found.gradient is not None
            scale = max(1.0, float(whole.abs().max()))
            assert sum(way.total for way in found.ways) == pytest.approx(found.gradient, abs=1e-10 * scale), subject
            if gradient.whole and record.clipped_to is None:
                assert found.gradient == pytest.approx(float(gradient.array[at]), rel=1e-3, abs=1e-4 * scale), subject
            compared += 1
    return compared


@pytest.mark.parametrize("name", SAMPLES)
def test_contributions_add_up_in_every_sample(name: str) -> None:
    assert require_sums(sample(name))


@pytest.mark.parametrize("make", [with_fork, residual, nested, shared_weights])
def test_contributions_add_up_through_blocks_repeats_and_forks(make: object) -> None:
    assert callable(make)
    assert require_sums(edits.set_training(make(), epochs=1))


LAYERS = st.sampled_from(
    [
        ("dense", {"units": 3}),
        ("tanh", {}),
        ("relu", {}),
        ("leaky_relu", {}),
        ("elu", {}),
        ("gelu", {}),
        ("silu", {}),
        ("sigmoid", {}),
        ("softmax", {}),
        ("log_softmax", {}),
        ("dropout", {"rate": 0.4}),
        ("batch_norm", {}),
        ("layer_norm", {}),
        ("squared", {}),
        ("abs", {}),
        ("exp", {}),
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LAYERS, min_size=1, max_size=6), st.sampled_from(["adam", "sgd"]), st.integers(0, 5))
def test_contributions_add_up_in_random_drawings(
    layers: list[tuple[str, dict[str, object]]], optimizer: str, seed: int
) -> None:
    project = drawn(("dense", {"units": 3}), *layers, ("dense", {"units": 2}), rows=40, batch_size=5, epochs=1)
    compared = require_sums(edits.set_training(project, optimizer=optimizer, seed=seed), 1)
    assume(compared)


def test_the_line_is_explained_as_on_paper() -> None:
    """The gradient of w is the sum over the rows of the slope of the output times x."""
    record, probe = probed(sample("line_from_100"))
    weight = record.weights[0]
    found = contributions(probe, Subject("weight", weight.path, weight.name), (0, 0))
    (way,) = found.ways
    slopes, x = record.values[-1].gradient, record.values[0].value
    assert slopes is not None
    assert [term.upstream for term in way.terms] == pytest.approx(slopes.array[:, 0].tolist(), rel=1e-5)
    assert [term.local for term in way.terms] == pytest.approx(x.array[:, 0].tolist(), rel=1e-6)
    assert (way.count, way.axes, way.shape) == (4, (0,), (4, 1))
    assert weight.gradient is not None
    assert way.total == pytest.approx(float(weight.gradient.array[0, 0]), rel=1e-5)
    assert way.rule == "upstream.T @ x"
    assert not way.repeated, "the product with x is no broadcast"


def test_the_loss_is_a_reader_whose_local_derivative_is_that_of_the_square() -> None:
    record, probe = probed(sample("line_from_100"))
    value = record.values[-1]
    (way,) = contributions(probe, Subject("value", value.path, value.port), (0, 0)).ways
    (term,) = way.terms
    assert way.loss
    assert (term.at, term.upstream) == ((), 1.0)
    assert value.gradient is not None
    assert term.local == pytest.approx(float(value.gradient.array[0, 0]), rel=1e-5)


def test_a_bias_is_told_to_be_repeated_along_the_rows() -> None:
    record, probe = probed(drawn(("dense", {"units": 3}), ("tanh", {}), ("dense", {"units": 2}), rows=40, batch_size=6))
    bias = next(weight for weight in record.weights if weight.name.endswith("1.bias"))
    (way,) = contributions(probe, Subject("weight", bias.path, bias.name), (2,)).ways
    assert (way.repeated, way.axes, way.count) == (True, (0,), 6)
    assert all(term.local == 1 and term.at[1] == 2 for term in way.terms)
    assert way.rule == "upstream.sum(axis=0)"
    weight = next(weight for weight in record.weights if weight.name.endswith("1.weight"))
    (way,) = contributions(probe, Subject("weight", weight.path, weight.name), (2, 1)).ways
    assert not way.repeated


def test_a_fork_names_each_reader_and_a_block_is_passed_into() -> None:
    record, probe = probed(with_fork())
    fork = next(value for value in record.values if len(value.contributions) == 3)
    found = contributions(probe, Subject("value", fork.path, fork.port), (0, 1))
    assert {way.reader.node for way in found.ways} == {"tanh_1", "sigmoid_1", "relu_1"}
    into = contributions(probe, Subject("value", record.values[0].path, record.values[0].port), (0, 0))
    (way,) = into.ways
    assert (way.passes, way.reader.node) == (True, "fork_1")


def test_probing_leaves_the_training_alone() -> None:
    plain, probed_too = (Stepper(with_fork()) for _ in range(2))
    while plain.next():
        record = probed_too.next()
        assert record is not None
        weight = record.weights[0]
        contributions(probed_too.probe(record), Subject("weight", weight.path, weight.name), (0, 0))
        torch.rand(3)
    probed_too.next()
    own, other = plain.training.last_weights, probed_too.training.last_weights
    assert [key for key in own if not torch.equal(own[key], other[key])] == []


def test_the_words_have_the_numbers_and_what_the_step_makes_of_them() -> None:
    project = edits.set_training(sample("line_from_100"), gradient_clip=10.0)
    record, probe = probed(project)
    weight = record.weights[0]
    lines = [
        str(line)
        for line in contribution_words(
            contributions(probe, Subject("weight", weight.path, weight.name), (0, 0)), record
        )
    ]
    assert "[0, 0]  143 × 2.924 = 418.1" in lines
    assert "For the whole array: upstream.T @ x" in lines
    assert lines[-1] == "Clipping: all gradients together have the norm 506.3, so each is multiplied by 10 / 506.3."


def test_terms_that_are_zero_are_counted_and_not_listed() -> None:
    record, probe = probed(sample("digits_cnn"))
    bias = next(weight for weight in record.weights if weight.name == "conv2d_1.bias")
    (way,) = contributions(probe, Subject("weight", bias.path, bias.name), (0,)).ways
    assert way.silent
    assert all(term.product for term in way.terms)
    assert way.count - way.silent >= len(way.terms)


LOSSES = {
    "cross-entropy": ("iris_15_rows", {}),
    "binary cross-entropy": ("circles_one_output", {}),
    "mse": ("line_from_100", {}),
    "mae": ("line_from_100", {"loss": "mae"}),
    "huber": ("line_from_100", {"loss": "huber"}),
    "drawn": ("bowl", {}),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_the_formula_of_a_loss_gives_the_gradient_that_the_step_recorded(loss: str) -> None:
    name, settings_ = LOSSES[loss]
    stepper = Stepper(edits.set_training(sample(name), device="cpu", **settings_))
    record = stepper.next()
    assert record is not None
    probe = stepper.probe(record)
    (end,) = probe.program.outputs
    value = next(one for one in record.values if (one.path, one.port) == (NodePath(end.node), end.name))
    assert value.gradient is not None
    at = (0,) * len(value.value.shape)
    (way,) = contributions(probe, Subject("value", value.path, value.port), at).ways
    targets = next(iter(probe.rows.targets.values())).numpy()
    outputs = value.value.array.astype(float)
    space = {
        "outputs": outputs,
        "targets": targets.reshape(outputs.shape) if targets.size == outputs.size else targets,
        "rows": record.rows,
        "softmax": lambda x: numpy.exp(x) / numpy.exp(x).sum(1, keepdims=True),
        "sigmoid": lambda x: 1 / (1 + numpy.exp(-x)),
        "one_hot": lambda codes: numpy.eye(outputs.shape[-1])[codes],
        **{word: getattr(numpy, word) for word in ("sign", "clip")},
    }
    wanted = numpy.broadcast_to(eval(way.rule, space), outputs.shape)
    assert value.gradient.array == pytest.approx(wanted, rel=1e-4, abs=1e-6)
    assert way.rule in " ".join(
        map(str, contribution_words(contributions(probe, Subject("value", value.path, value.port), at), record))
    )


def test_of_a_parameter_that_stands_alone_the_gradient_is_explained_by_its_readers() -> None:
    record, probe = probed(sample("own_framework"))
    weight = record.weights[0]
    found = contributions(probe, Subject("weight", weight.path, weight.name), (0, 1))
    lines = [str(line) for line in contribution_words(found, record)]
    assert lines[0] == "Through “MatMul”, the gradient of its output (upstream) × its derivative (local):"
    assert lines[-1] == "For the whole array: input_1.T @ upstream"
    assert weight.gradient is not None
    assert sum(way.total for way in found.ways) == pytest.approx(float(weight.gradient.array[0, 1]), rel=1e-5)


def test_a_weight_is_read_by_the_repetitions_that_share_it_alone() -> None:
    for make, readers in ((nested, 1), (shared_weights, 4)):
        stepper = Stepper(make())
        record = stepper.next()
        assert record is not None
        weight = next(one for one in record.weights if one.path.within and one.name.endswith("weight"))
        subject = Subject("weight", weight.path, weight.name)
        assert len(contributions(stepper.probe(record), subject, (0, 0)).ways) == readers


def test_of_many_weights_that_learn_nothing_a_few_are_named() -> None:
    stepper = Stepper(nested())
    record = stepper.next()
    assert record is not None
    again = stepper.again(record, Interventions(detached=frozenset([NodePath("outer_1")])))[0]
    said = str(stepper.consequences(again)[-1])
    assert said.endswith("and 10 others any more: they do not learn.")


@pytest.mark.parametrize(
    ("slope", "layers", "has"),
    [(60.0, ("exp", "log"), ("nan", "inf", "-inf")), (15.0, ("sigmoid",), ("0", "-0"))],
    ids=["beyond 32 bits", "lost in 32 bits"],
)
def test_where_32_bits_end_it_says_what_the_network_has(
    slope: float, layers: tuple[str, ...], has: tuple[str, ...]
) -> None:
    dense = {"units": 1, "start": "constant", "start_number": slope}
    project = drawn(("dense", dense), *((one, {}) for one in layers), data="line", rows=12, batch_size=12)
    record, probe = probed(edits.set_training(project, loss="mse"))
    value = next(one for one in record.values if one.path.node == "dense_1")
    assert value.gradient is not None
    told = 0
    for row, recorded in enumerate(value.gradient.array[:, 0]):
        found = contributions(probe, Subject("value", value.path, value.port), (row, 0))
        first = str(next(iter(contribution_words(found, record))))
        assert found.gradient is not None
        assert numpy.isfinite(found.gradient)
        ends = not numpy.isfinite(recorded) or not recorded
        assert first.startswith(tuple(f"The network has {one} here" for one in has)) == ends, (row, recorded)
        assert not ends or f"it is {found.gradient:.4g}." in first
        told += ends
    assert 0 < told < 12


def test_clipping_by_a_norm_that_is_not_finite_is_told() -> None:
    dense = {"units": 1, "start": "constant", "start_number": 60.0}
    project = drawn(("dense", dense), ("exp", {}), ("log", {}), data="line", rows=12, batch_size=12, gradient_clip=1.0)
    record, probe = probed(edits.set_training(project, loss="mse"))
    bias = record.weights[1]
    found = contributions(probe, Subject("weight", bias.path, bias.name), (0,))
    assert "Clipping: all gradients together have the norm nan" in str(list(contribution_words(found, record))[-1])
