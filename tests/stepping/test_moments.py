"""A cursor goes through the moments of a step, in and over blocks, forwards and back, and stops at breakpoints."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
import torch

from netbuilder.graph.blocks import NodePath
from netbuilder.project import edits
from netbuilder.stepping.moment_words import in_words, stop_in_words
from netbuilder.stepping.moments import (
    PHASES,
    Breakpoint,
    Moment,
    end_of_phase,
    moments,
    out,
    over,
    run,
    shown,
    stop_at,
    to_node,
)
from netbuilder.stepping.numbers import numbers
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from tests.drawing import drawn
from tests.stepping.test_stepper import sample, with_fork


def first(record: StepRecord | None) -> StepRecord:
    assert record is not None
    return record


def why(record: StepRecord, moment: Moment, *breakpoints: Breakpoint) -> str:
    """Why running stops at a moment; nothing where it does not."""
    stop = stop_at(record, moment, breakpoints)
    return "" if stop is None else str(stop_in_words(record, moment, stop))


def met_at(record: StepRecord, one: Breakpoint) -> list[int]:
    """Every moment at which a breakpoint is met."""
    return [at for at, moment in enumerate(moments(record)) if one.met(record, moment) is not None]


@pytest.fixture(scope="module")
def record() -> StepRecord:
    return first(Stepper(with_fork()).next())


def test_the_phases_come_one_after_another_and_backward_is_forward_reversed(record: StepRecord) -> None:
    order = moments(record)
    assert [phase for at, phase in enumerate(m.phase for m in order) if not at or order[at - 1].phase != phase] == list(
        PHASES
    )
    forward = [moment.path for moment in order if moment.phase == "forward"]
    assert [moment.path for moment in order if moment.phase == "backward"] == forward[::-1]
    assert sum(moment.phase == "update" for moment in order) == len(record.weights)


def test_a_step_over_a_block_leaves_out_what_is_inside(record: StepRecord) -> None:
    order = moments(record)
    at, visited = to_node(order, 0, NodePath("input_1")), list[str]()
    while order[at].phase == "forward":
        visited.append(str(order[at].path))
        at = over(order, at)
    assert visited == ["input_1", "fork_1", "dense_2"]


def test_a_step_out_goes_to_the_block_itself(record: StepRecord) -> None:
    order = moments(record)
    inside = to_node(order, 0, NodePath("tanh_1", (("fork_1", 1),)))
    assert str(order[out(order, inside)].path) == "fork_1"


def test_the_end_of_a_phase_is_its_last_moment_and_from_there_that_of_the_next(record: StepRecord) -> None:
    order = moments(record)
    at, phases = -1, list[str]()
    for _ in PHASES:
        at = end_of_phase(order, max(at, 0)) if at >= 0 else 0
        phases.append(order[at].phase)
    assert phases == list(PHASES)
    assert at == len(order) - 1
    assert end_of_phase(order, at) == at


def test_running_stops_where_a_gradient_is_zero_or_a_value_is_too_large() -> None:
    dead = drawn(("dense", {"units": 4, "bias_start": "constant", "bias_number": -1000.0}), ("relu", {}), ("dense", {}))
    record = first(Stepper(edits.set_parameter(dead, "dense_2", "units", 2)).next())
    order = moments(record)
    at = run(record, order, 0, [Breakpoint(zero=True)])
    assert (order[at].phase, str(order[at].path)) == ("forward", "relu_1")
    at = run(record, order, at, [Breakpoint(zero=True)])
    assert (order[at].phase, str(order[at].path)) == ("backward", "dense_1")
    assert "nothing before it learns" in str(in_words(record, order[at]))
    said = "Stopped: the gradient of “Dense (dense_1)” is 0 everywhere."
    assert why(record, order[at], Breakpoint(NodePath("relu_1")), Breakpoint(zero=True)) == said
    assert why(record, order[at], Breakpoint(NodePath("relu_1"))) == ""
    at = run(record, order, 0, [Breakpoint(beyond=500.0)])
    assert str(order[at].path) == "dense_1"
    said = why(record, order[at], Breakpoint(zero=True, beyond=500.0))
    array = record.values[order[at].place].value.array
    row, column = divmod(int(abs(array).argmax()), array.shape[1])
    place = f"“Dense (dense_1)” at [{row}, {column}]"
    assert said == f"Stopped: the value of {place} is {array[row, column]:.4g}, beyond the bound of 500."


def test_the_loss_and_the_gradients_of_weights_are_beyond_a_bound_too() -> None:
    record = first(Stepper(sample("line_from_100")).next())
    order, bound = moments(record), Breakpoint(beyond=400.0)
    said = {order[at].phase: why(record, order[at], bound) for at in met_at(record, bound)}
    assert list(said) == ["loss", "backward", "update"]
    assert said["loss"] == "Stopped: the loss is 2.237e+04, beyond the bound of 400."
    weight = "the gradient of the weight of “Dense” at [0, 0]"
    assert said["update"] == f"Stopped: {weight} is 458.2, beyond the bound of 400."


def test_a_loss_and_the_gradient_of_a_weight_that_are_0_are_met() -> None:
    record = first(Stepper(sample("perceptron")).next())
    order, zero = moments(record), Breakpoint(zero=True)
    assert "Stopped: the loss is 0." in [why(record, order[at], zero) for at in met_at(record, zero)]
    blocked = drawn(("dense", {"units": 3}), ("dense", {"units": 2, "start": "zeros"}))
    record = first(Stepper(blocked).next())
    said = [why(record, moments(record)[at], zero) for at in met_at(record, zero)]
    assert "Stopped: the gradient of the weight of “Dense (dense_1)” is 0 everywhere." in said


def test_the_first_number_that_is_not_finite_is_named_and_an_infinite_one_is_beyond_every_bound() -> None:
    record = first(Stepper(drawn(("dense", {"units": 3}), ("dense", {"units": 2}))).next())
    value = record.values[1]
    broken = numbers(torch.tensor([[1.0, 2.0, -3.0], [1.0, math.inf, math.nan], [9.0, math.nan, 0.0]]))
    record = replace(record, values=(record.values[0], replace(value, value=broken), *record.values[2:]))
    order = moments(record)
    (at,) = (at for at, moment in enumerate(order) if moment.phase == "forward" and moment.place == 1)
    place = "the value of “Dense (dense_1)” at [1, 1] is inf"
    said = why(record, order[at], Breakpoint(not_finite=True))
    assert said == f"Stopped: {place}, the first of 3 numbers that are not finite."
    assert why(record, order[at], Breakpoint(beyond=1e30)) == f"Stopped: {place}, beyond the bound of 1e+30."


def test_a_large_array_that_is_0_everywhere_is_met_too() -> None:
    record = first(Stepper(drawn(("dense", {"units": 2}))).next())
    zeros = numbers(torch.zeros(300, 300))
    assert not zeros.whole
    record = replace(record, values=(replace(record.values[0], value=zeros), *record.values[1:]))
    moment = moments(record)[1]
    assert why(record, moment, Breakpoint(zero=True)) == "Stopped: the value of “Input” is 0 everywhere."


def test_running_stops_at_a_node_and_at_what_is_not_a_number(record: StepRecord) -> None:
    order = moments(record)
    at = run(record, order, 0, [Breakpoint(NodePath("dense_2"))])
    assert (order[at].phase, order[at].path) == ("forward", NodePath("dense_2"))
    assert run(record, order, 0, [Breakpoint(not_finite=True)]) == len(order) - 1
    far = edits.set_parameter(sample("line_from_100"), "dense_1", "start_number", 1e6)
    broken = first(Stepper(edits.set_training(far, learning_rate=10.0)).next())
    assert run(broken, moments(broken), 0, [Breakpoint(beyond=1e7)]) < len(moments(broken)) - 1


def test_every_moment_has_words_and_what_it_shows(record: StepRecord) -> None:
    order = moments(record)
    assert all(str(in_words(record, moment)) for moment in order)
    told = {moment.phase for moment in order if shown(record, moment) is not None}
    assert told == {"forward", "backward", "update"}
    fork = next(moment for moment in order if moment.phase == "backward" and record.values[moment.place].contributions)
    assert "is read 3 times" in str(in_words(record, fork))
    assert "no gradients yet" in str(in_words(record, Moment("zero")))


def test_a_norm_that_changes_a_little_is_told_with_the_digits_in_which_it_does() -> None:
    record = first(Stepper(sample("moons_overfit")).next())
    said = [str(in_words(record, moment)) for moment in moments(record) if moment.phase == "update"]
    ends = [re.findall(r"goes from (\S+) to (\S+);", words)[0] for words in said]
    assert len(ends) == 4
    assert all(before != after for before, after in ends), ends


def test_numbers_that_are_all_the_same_are_told_as_one() -> None:
    bowl = first(Stepper(sample("bowl")).next())
    told = [str(in_words(bowl, moment)) for moment in moments(bowl)]
    assert any("outputs one value: 13." in words for words in told)
    assert any("is 1 everywhere." in words for words in told)
    own = first(Stepper(sample("own_framework")).next())
    assert "“b” outputs 2 values, all of them 0." in [str(in_words(own, moment)) for moment in moments(own)]
