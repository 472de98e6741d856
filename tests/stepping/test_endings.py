"""When a training ends is decided by its steps and epochs as they are after an edit, not as they were before."""

from __future__ import annotations

import math

import pytest
import torch

from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.stepping.interventions import Edit, Interventions
from netbuilder.stepping.moment_words import in_words
from netbuilder.stepping.moments import moments
from netbuilder.stepping.step_record import StepRecord
from netbuilder.stepping.stepper import Stepper
from tests.drawing import drawn
from tests.stepping.test_stepper import sample


def made(stepper: Stepper, count: int) -> list[StepRecord]:
    """So many steps, or as many as there are."""
    found = (stepper.next() for _ in range(count))
    return [record for record in found if record is not None]


def with_weight(record: StepRecord, number: float) -> Interventions:
    """The first weight of all set to a number before a step."""
    weight = record.weights[0]
    at = (0,) * len(weight.before.shape)
    return record.interventions.with_edit(Edit("weight", weight.path, weight.name, at, number))


def line(**settings: object) -> Project:
    return edits.set_training(sample("line_from_100"), device="cpu", **settings)


def test_after_a_loss_that_an_edit_made_no_number_no_minibatch_follows_until_it_is_taken_back() -> None:
    stepper, plain = Stepper(line()), Stepper(line())
    first, second = made(stepper, 2)
    expected = made(plain, 3)
    broken = stepper.again(second, with_weight(second, 3e38))[0]
    assert not math.isfinite(broken.loss)
    assert "here a training ends" in " ".join(str(in_words(broken, moment)) for moment in moments(broken))
    assert stepper.next() is None
    assert "The loss is no longer a number at step 2 of epoch 1." in str(stepper.ending)
    (mended,) = stepper.again(broken, Interventions())
    assert stepper.ending is None
    third = stepper.next()
    assert third is not None
    assert [first.loss, mended.loss, third.loss] == [one.loss for one in expected]


def test_a_training_that_ended_at_a_loss_that_is_no_number_goes_on_once_its_cause_is_taken_back() -> None:
    project = line(learning_rate=0.45)
    stepper, plain = Stepper(project), Stepper(project)
    (first,) = made(stepper, 1)
    edited = stepper.again(first, with_weight(first, 1e17))[0]
    assert math.isfinite(edited.loss)
    steps = [edited, *made(stepper, 40)]
    assert len(steps) < 30
    assert not math.isfinite(steps[-1].loss)
    assert stepper.next() is None
    again = stepper.again(edited, Interventions())
    assert all(math.isfinite(record.loss) for record in again)
    again += made(stepper, 31 - len(again))
    assert [record.loss for record in again] == [record.loss for record in made(plain, 31)]
    assert (again[-1].epoch, again[-1].batch) == (2, 1)


def stopping_early(**settings: object) -> Project:
    layers = ("dense", {"units": 2})
    known = {"rows": 40, "batch_size": 8, "epochs": 5, "patience": 1, "learning_rate": 0.01}
    return drawn(layers, **{**known, **settings})


def test_an_edit_made_later_ends_the_training_where_one_made_in_its_time_does() -> None:
    at_once, later = Stepper(stopping_early()), Stepper(stopping_early())
    (*_, last) = made(at_once, 4)
    steps = [*at_once.again(last, with_weight(last, 1e4)), *made(at_once, 100)]
    assert steps[-1].epoch > 2, "the first epoch is by far the worst"
    *_, last, _ = made(later, 5)
    assert (last.epoch, last.batch) == (1, last.batches)
    others = [*later.again(last, with_weight(last, 1e4)), *made(later, 100)]
    assert [one.loss for one in others] == [one.loss for one in steps]
    judged = [[one.judged_by for one in stepper.training.records] for stepper in (at_once, later)]
    assert judged[0] == judged[1]
    assert str(at_once.ending) == str(later.ending)


@pytest.mark.parametrize("decay", ["none", "cosine"])
def test_a_training_that_was_stopped_early_goes_on_once_the_edit_is_taken_back(decay: str) -> None:
    plain, stepper = Stepper(stopping_early(decay=decay)), Stepper(stopping_early(decay=decay))
    steps = made(plain, 100)
    assert steps[-1].epoch > 2
    records = made(stepper, 8)
    last = records[-1]
    (far,) = stepper.again(last, with_weight(last, 1e4))
    assert stepper.next() is None, "the second epoch is worse than the first"
    assert "The best was epoch 1." in str(stepper.ending)
    following = [*records[:-1], *stepper.again(far, Interventions()), *made(stepper, 100)]
    assert [(one.loss, one.learning_rate) for one in following] == [(one.loss, one.learning_rate) for one in steps]
    own, others = plain.training.network, stepper.training.network
    assert own is not None
    assert others is not None
    assert all(torch.equal(one, other) for one, other in zip(own.parameters(), others.parameters(), strict=True))
