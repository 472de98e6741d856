"""A cursor goes through the moments of a step, in and over blocks, forwards and back, and stops at breakpoints."""

from __future__ import annotations

import pytest

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
    to_node,
)
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from tests.drawing import drawn
from tests.stepping.test_stepper import sample, with_fork


def first(record: StepRecord | None) -> StepRecord:
    assert record is not None
    return record


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
    assert str(stop_in_words(record, order[at], [Breakpoint(NodePath("relu_1")), Breakpoint(zero=True)])) == said
    assert stop_in_words(record, order[at], [Breakpoint(NodePath("relu_1"))]) is None
    beyond = [Breakpoint(zero=True, beyond=500.0)]
    at = run(record, order, 0, [Breakpoint(beyond=500.0)])
    assert str(order[at].path) == "dense_1"
    assert "the value of “Dense (dense_1)” reaches -100" in str(stop_in_words(record, order[at], beyond))
    assert "beyond the bound of 500" in str(stop_in_words(record, order[at], beyond))


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


def test_numbers_that_are_all_the_same_are_told_as_one() -> None:
    bowl = first(Stepper(sample("bowl")).next())
    told = [str(in_words(bowl, moment)) for moment in moments(bowl)]
    assert any("outputs one value: 13." in words for words in told)
    assert any("is 1 everywhere." in words for words in told)
    own = first(Stepper(sample("own_framework")).next())
    assert "“b” outputs 2 values, all of them 0." in [str(in_words(own, moment)) for moment in moments(own)]
