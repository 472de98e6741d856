"""Numbers edited by hand and deliberate mistakes: the same step again, marked, with what follows from it in numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy
import pytest
import torch

from netbuilder.errors import ProjectError, TrainingError
from netbuilder.graph.blocks import NodePath
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.contributions import contributions
from netbuilder.stepping.interventions import Edit, Interventions, typed_number
from netbuilder.stepping.moment_words import in_words
from netbuilder.stepping.moments import moments
from netbuilder.stepping.nudge import nudge
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import KEPT, StepRecord
from netbuilder.stepping.stepper import Stepper
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.stepping.test_stepper import sample, with_fork


def begun(project: Project, steps: int = 1) -> tuple[Stepper, StepRecord]:
    stepper = Stepper(edits.set_training(project, device="cpu"))
    records = [stepper.next() for _ in range(steps)]
    assert records[-1] is not None
    return stepper, records[-1]


def norms(record: StepRecord) -> list[float]:
    return [0.0 if weight.gradient is None else weight.gradient.norm for weight in record.weights]


def told(stepper: Stepper, record: StepRecord) -> str:
    return " ".join(map(str, stepper.consequences(record)))


@pytest.mark.parametrize("optimizer", ["sgd", "adam", "rmsprop"])
def test_a_step_made_again_is_the_same_step_and_the_training_goes_on_as_if_nothing_was(optimizer: str) -> None:
    layers = (("dense", {"units": 8}), ("dropout", {"rate": 0.3}), ("batch_norm", {}), ("dense", {"units": 2}))
    project = drawn(*layers, rows=40, batch_size=8, epochs=2, optimizer=optimizer)
    plain, again = Stepper(project), Stepper(project)
    while first := plain.next():
        other = again.next()
        assert other is not None
        other = again.again(other, Interventions())[0]
        assert other.loss == first.loss
        pairs = zip(first.weights, other.weights, strict=True)
        assert [one.name for one, two in pairs if (one.after.array != two.after.array).any()] == []
    again.next()
    own, others = plain.training.last_weights, again.training.last_weights
    assert [key for key in own if not torch.equal(own[key], others[key])] == []


def test_backward_twice_doubles_every_gradient_and_says_so() -> None:
    stepper, record = begun(with_fork())
    again = stepper.again(record, Interventions(backward_twice=True))[0]
    assert norms(again) == pytest.approx([2 * norm for norm in norms(record)], rel=1e-5)
    assert "2 times as large" in told(stepper, again)
    assert again.interventions.backward_twice


def test_without_zero_grad_gradients_add_up_from_the_second_minibatch_on() -> None:
    stepper, record = begun(sample("line_from_100"))
    again = stepper.again(record, Interventions(keep_gradients=True))[0]
    assert norms(again) == norms(record)
    assert "nothing has changed yet" in told(stepper, again)
    following = stepper.next()
    assert following is not None
    assert following.interventions.keep_gradients
    assert "stay: backward adds to them" in str(in_words(following, moments(following)[0]))
    (first, _), (second, _) = ([weight.gradient for weight in one.weights] for one in (again, following))
    assert first is not None
    assert second is not None
    x, slopes = following.values[0].value.array[:, 0], following.values[-1].gradient
    assert slopes is not None
    own = float(slopes.array[:, 0] @ x)
    assert second.array.item() == pytest.approx(first.array.item() + own, rel=1e-5)
    assert "is still there" in told(stepper, following)


def test_behind_a_detached_node_nothing_learns() -> None:
    project = drawn(("dense", {"units": 3}), ("tanh", {}), ("dense", {"units": 2}), rows=40, batch_size=8)
    stepper, record = begun(project)
    again = stepper.again(record, Interventions(detached=frozenset([NodePath("tanh_1")])))[0]
    reached = {weight.name: weight.gradient is not None for weight in again.weights}
    assert [reached[name] for name in reached] == [False, False, True, True]
    first = again.weights[0]
    assert (first.before.array == first.after.array).all()
    assert "No gradient reaches the weight of “Dense (dense_1)”, the bias of “Dense (dense_1)”" in told(stepper, again)
    everything = stepper.again(again, Interventions(detached=frozenset([NodePath("dense_2")])))[0]
    assert norms(everything) == [0.0] * 4


def test_in_evaluation_mode_dropout_silences_nothing() -> None:
    project = drawn(
        ("dense", {"units": 16}), ("dropout", {"rate": 0.5}), ("dense", {"units": 2}), rows=40, batch_size=8
    )
    stepper, record = begun(project)
    again = stepper.again(record, Interventions(evaluation=True))[0]
    dense, dropped = (next(v.value.array for v in again.values if v.path.node == n) for n in ("dense_1", "dropout_1"))
    assert (dense == dropped).all()
    assert f"{again.loss:.4g} instead of {record.loss:.4g}" in told(stepper, again)
    back = stepper.again(again, Interventions())[0]
    assert back.loss == record.loss
    same, first = begun(drawn(("dense", {"units": 2}), rows=40, batch_size=8))
    again = same.again(first, Interventions(evaluation=True))[0]
    assert f"The loss is {first.loss:.4g}, as it would be without." in told(same, again)


@pytest.mark.parametrize(
    ("layers", "words"),
    [
        (["dropout"], "In evaluation mode dropout silences nothing."),
        (["batch_norm"], "In evaluation mode batch normalization takes its running means instead of this minibatch's."),
        (["batch_norm", "dropout"], "dropout silences nothing, and batch normalization takes its running means"),
        (["relu"], "No layer of this network differs in evaluation mode: it has neither dropout nor batch norm"),
    ],
)
def test_what_evaluation_mode_changes_is_said_of_the_layers_that_there_are(layers: list[str], words: str) -> None:
    between = ((kind, {"rate": 0.5} if kind == "dropout" else {}) for kind in layers)
    stepper, record = begun(drawn(("dense", {"units": 4}), *between, ("dense", {"units": 2}), rows=40, batch_size=8))
    assert words in told(stepper, stepper.again(record, Interventions(evaluation=True))[0])


def test_an_edited_value_goes_on_from_there_and_is_marked() -> None:
    stepper, record = begun(sample("line_from_100"))
    output = record.values[-1]
    edit = Edit("value", output.path, output.port, (1, 0), 0.0)
    again = stepper.again(record, Interventions((edit,)))[0]
    changed = again.values[-1].value.array
    assert changed[1, 0] == 0.0
    assert (numpy.delete(changed, 1, 0) == numpy.delete(output.value.array, 1, 0)).all()
    assert again.loss != record.loss
    assert again.interventions.edits == (edit,)
    assert "Edited: “Dense” at [1, 0] = 0" in told(stepper, again)
    assert again.values[-1].gradient is not None
    x, slopes = again.values[0].value.array[:, 0], again.values[-1].gradient.array[:, 0]
    gradient = again.weights[0].gradient
    assert gradient is not None
    without = numpy.array([0, 2, 3])
    assert gradient.array.item() == pytest.approx(float(slopes[without] @ x[without]), rel=1e-5)
    following = stepper.next()
    assert following is not None
    assert not following.interventions
    assert following.weights[0].before.array.item() == again.weights[0].after.array.item()


def test_an_edited_weight_and_an_edited_gradient_change_the_update() -> None:
    stepper, record = begun(sample("line_from_100"))
    weight, output = record.weights[0], record.values[-1]
    again = stepper.again(record, Interventions((Edit("weight", weight.path, weight.name, (0, 0), 2.0),)))[0]
    assert again.weights[0].before.array.item() == 2.0
    assert again.values[-1].value.array == pytest.approx(2.0 * again.values[0].value.array)
    zeros = tuple(Edit("gradient", output.path, output.port, (row, 0), 0.0) for row in range(4))
    again = stepper.again(again, Interventions(zeros))[0]
    assert norms(again) == [0.0, 0.0]
    assert again.weights[0].after.array.item() == 100.0


def small_network(**training: Any) -> Project:
    """Five minibatches an epoch, with dropout, and statistics that are kept from batch to batch."""
    layers = (("dense", {"units": 8}), ("dropout", {"rate": 0.3}), ("batch_norm", {}), ("dense", {"units": 2}))
    return drawn(*layers, rows=50, batch_size=8, epochs=2, **training)


def weights_of(stepper: Stepper) -> dict[str, torch.Tensor]:
    return dict(stepper.training.last_weights)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("mistakes", [Interventions(), Interventions(keep_gradients=True, backward_twice=True)])
def test_an_earlier_minibatch_made_again_is_as_if_it_had_been_changed_in_its_time(
    optimizer: str, mistakes: Interventions
) -> None:
    project = small_network(optimizer=optimizer, decay="exponential")
    at_once, later = Stepper(project), Stepper(project)
    first = at_once.next()
    assert first is not None
    weight = first.weights[0]
    edit = Edit("weight", weight.path, weight.name, (0, 0), 0.75)
    changed = replace(mistakes, edits=(edit,))
    expected = at_once.again(first, changed)
    expected += [record for _ in range(6) if (record := at_once.next()) is not None]
    records = [record for _ in range(7) if (record := later.next()) is not None]
    made = later.again(records[0], changed)
    places = [(record.epoch, record.batch, record.batches) for record in records]
    assert records[-1].learning_rate < records[0].learning_rate, "an epoch has ended in between"
    assert [(record.epoch, record.batch, record.batches) for record in made] == places
    assert [record.loss for record in made] == [record.loss for record in expected]
    assert [record.interventions for record in made] == [changed] + 6 * [mistakes]
    assert [record.learning_rate for record in made] == [record.learning_rate for record in records]
    own, others = weights_of(at_once), weights_of(later)
    assert [key for key in own if not torch.equal(own[key], others[key])] == []
    following, wanted = later.next(), at_once.next()
    assert following is not None
    assert wanted is not None
    assert following.loss == wanted.loss


def test_an_edit_in_a_later_minibatch_stays_when_an_earlier_one_is_changed_and_taken_back() -> None:
    stepper, first = begun(small_network(optimizer="sgd"))
    second = stepper.next()
    assert second is not None
    weight = second.weights[-1]
    later = Interventions((Edit("weight", weight.path, weight.name, (0,), 3.0),))
    (second,) = stepper.again(second, later)
    first, between = stepper.again(first, Interventions(backward_twice=True))
    assert between.interventions == replace(later, backward_twice=True)
    assert between.loss != second.loss
    _, back = stepper.again(first, Interventions())
    assert (back.loss, back.interventions) == (second.loss, later)


def test_each_of_several_mistakes_is_told_by_what_it_alone_changes() -> None:
    stepper, record = begun(sample("line_from_100"), 2)
    (again,) = stepper.again(record, Interventions(keep_gradients=True, backward_twice=True))
    kept, twice = map(str, stepper.consequences(again))
    without_kept = stepper.again(again, Interventions(backward_twice=True))[0]
    without_twice = stepper.again(without_kept, Interventions(keep_gradients=True))[0]
    assert f"its norm is {again.gradient_norm:.4g} instead of {without_kept.gradient_norm:.4g}" in kept
    assert f"its norm is {again.gradient_norm:.4g} instead of {without_twice.gradient_norm:.4g}" in twice
    assert without_kept.gradient_norm != without_twice.gradient_norm


def test_a_detached_node_is_told_of_though_old_gradients_are_still_there() -> None:
    stepper, record = begun(drawn(("dense", {"units": 2}), ("tanh", {}), ("dense", {"units": 2}), rows=40), 1)
    record = stepper.next() or record
    made = Interventions(keep_gradients=True, detached=frozenset([NodePath("tanh_1")]))
    again = stepper.again(record, made)[0]
    assert "No gradient reaches the weight of “Dense (dense_1)”" in told(stepper, again)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1, 2]", "One number is expected"),
        ("two", "One number is expected"),
        ("", "One number is expected"),
        ("nan", "finite"),
        ("-inf", "finite"),
        ("1e39", "too large"),
    ],
)
def test_what_is_no_number_of_the_array_is_refused_with_a_sentence(text: str, words: str) -> None:
    _, record = begun(sample("line_from_100"))
    with pytest.raises(ProjectError, match=words):
        typed_number(text, record.values[0].value)
    assert typed_number("\N{MINUS SIGN}0.5", record.values[0].value) == -0.5


def test_a_loss_that_reaches_no_parameter_names_them() -> None:
    project = drawn(("dense", {"units": 2}), ("step_function", {}), rows=40)
    for run in (lambda: list(Training(project).run()), lambda: Stepper(project).next()):
        with pytest.raises(TrainingError, match=r"dense_1\.weight, dense_1\.bias"):
            run()


def test_a_parameter_that_no_gradient_reaches_stays_as_it_is_and_is_named() -> None:
    project = drawn(("dense", {"units": 2}), ("step_function", {}), ("dense", {"units": 2}), rows=40)
    _, record = begun(project)
    first = record.weights[0]
    assert first.gradient is None
    assert (first.before.array == first.after.array).all()
    order = moments(record)
    (words,) = (in_words(record, m) for m in order if m.phase == "update" and m.place == 0)
    assert str(words) == "No gradient came back to the weight of “Dense (dense_1)”: it stays as it is."


def test_an_earlier_minibatch_can_be_explained_and_nudged_as_it_was() -> None:
    stepper, record = begun(sample("line_from_100"))
    weight = record.weights[0]
    subject = Subject("weight", weight.path, weight.name)
    there = nudge(stepper.probe(record), subject, (0, 0))
    for _ in range(3):
        assert stepper.next() is not None
    again = nudge(stepper.probe(record), subject, (0, 0))
    assert (again.loss, again.gradient, again.change) == (there.loss, there.gradient, there.change)
    assert weight.gradient is not None
    found = contributions(stepper.probe(record), subject, (0, 0))
    assert found.gradient == pytest.approx(float(weight.gradient.array[0, 0]), rel=1e-5)


def test_as_many_minibatches_as_can_be_gone_back_to_are_kept_and_then_it_is_said() -> None:
    stepper, record = begun(sample("line_from_100"))
    for _ in range(KEPT - 1):
        assert stepper.next() is not None
    assert stepper.can_probe(record)
    assert stepper.next() is not None
    assert not stepper.can_probe(record)
    with pytest.raises(ProjectError, match="no longer kept"):
        stepper.probe(record)


def test_what_an_edit_does_beyond_32_bits_is_what_the_network_has() -> None:
    stepper, record = begun(sample("own_framework"))
    z = next(one for one in record.values if one.path.node == "add_1")
    edit = Edit("value", z.path, z.port, (0, 0), 200.0)
    (again,) = stepper.again(record, Interventions((edit,), backward_twice=True))
    said = told(stepper, again)
    assert not math.isfinite(again.loss) or not math.isfinite(again.gradient_norm)
    assert f"The loss is {again.loss:.4g} instead of" in said
    assert f"its norm is {again.gradient_norm:.4g} instead of" in said
    assert "times as large" not in said
