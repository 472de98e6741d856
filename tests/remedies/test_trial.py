"""Remedies tried: with the seeds that follow, soon for all, taken up again where they were stopped."""

from __future__ import annotations

import math
from threading import Event

import pytest

import samples
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project.edits import set_data, set_training
from netbuilder.project.project import Project
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.trial import FEWEST_SEEDS, Trial, Trials, expected_seconds, in_order, too_long, tried
from netbuilder.training.trainer import Training


def line(**training: object) -> Project:
    return set_training(read(samples.path("line")), device="cpu", **({"epochs": 12, "learning_rate": 0.001} | training))


def remedy(name: str, **training: object) -> Remedy:
    title = say(name)
    return Remedy(title, title, title, lambda project: set_training(project, **training))


SLOW, FAST = remedy("hardly any steps", learning_rate=1e-6), remedy("larger steps", learning_rate=0.05)


def final(project: Project) -> float:
    """The loss of the last epoch: a tenth of twelve."""
    training = Training(project)
    for _ in training.run():
        pass
    return training.records[-1].validation_loss


def test_losses_are_those_of_trainings_with_the_seeds_that_follow() -> None:
    project = line(seed=7)
    (trial,) = tried(project, [FAST], seeds=3)
    assert trial.before == tuple(final(set_training(project, seed=7 + more)) for more in range(3))
    faster = set_training(project, learning_rate=0.05)
    assert trial.after == tuple(final(set_training(faster, seed=7 + more)) for more in range(3))
    assert trial.helps
    assert str(trial.message).startswith("larger steps: ")
    assert str(trial.message).endswith(", better in 3 of 3 seeds.")


def test_something_is_known_of_all_before_the_second_seed_begins() -> None:
    trials = Trials(line(), [SLOW, FAST], seeds=3)
    told = [(str(one.remedy.name), len(one.after)) for one in trials.run()]
    names = ["hardly any steps", "larger steps"]
    assert told == [(name, seeds) for seeds in (1, 2, 3) for name in names]
    assert (trials.done, trials.count) == (9, 9)


def test_nothing_is_said_of_what_a_remedy_brought_before_enough_seeds_are_done() -> None:
    trials, judged = Trials(line(), [FAST], seeds=5), list[bool]()
    for trial in trials.run():
        judged.append(trial.judged)
        assert trial.helps == trial.judged
    assert judged == [count >= FEWEST_SEEDS for count in range(1, 6)]


def test_a_stopped_trial_goes_on_where_it_was_and_comes_to_the_same() -> None:
    project, stopping = line(), Event()
    trials = Trials(project, [SLOW, FAST], seeds=3)
    for count, _ in enumerate(trials.run(stopping), 1):
        if count == 3:
            stopping.set()
    assert trials.done == 5
    later = Trials(project, [FAST, SLOW], seeds=3, earlier=trials)
    assert later.done == 5
    told = list(later.run())
    assert len(told) == 3
    whole = {str(one.remedy.name): one for one in tried(project, [SLOW, FAST], seeds=3)}
    for one in (SLOW, FAST):
        found = later.trial(one)
        assert found is not None
        assert (found.before, found.after) == (whole[str(one.name)].before, whole[str(one.name)].after)


def test_a_training_that_is_stopped_halfway_leaves_no_result() -> None:
    stopping = Event()
    stopping.set()
    trials = Trials(line(epochs=100_000), [FAST])
    assert list(trials.run(stopping)) == []
    assert trials.done == 0


def test_what_was_found_of_another_project_is_not_taken_over() -> None:
    trials = Trials(line(), [FAST], seeds=1)
    list(trials.run())
    assert Trials(line(batch_size=5), [FAST], seeds=1, earlier=trials).done == 0
    assert Trials(line(), [FAST], seeds=1, earlier=trials).done == 2


def test_what_helped_comes_first_and_other_rows_are_no_comparison() -> None:
    other = Remedy(say("other rows"), say("other rows"), say(""), lambda project: set_data(project, split_seed=9))
    found = {str(one.remedy.name): one for one in tried(line(), [SLOW, other, FAST], seeds=3)}
    assert [one.same_rows for one in found.values()] == [True, False, True]
    assert "(on other validation rows)" in str(found["other rows"].message)
    assert in_order(list(found.values()))[0].remedy is FAST
    split = Trial(other, (1.0, 1.0), (0.1, 0.1), same_rows=False)
    alike = Trial(FAST, (1.0, 1.0), (0.9, 0.9))
    assert in_order([split, alike]) == [alike, split]


def test_what_breaks_off_comes_last_and_is_no_gain() -> None:
    broken, none = Trial(FAST, (1.0, 1.0), (math.inf, 0.2)), Trial(SLOW, (1.0, 1.0), (1.1, 1.1))
    both = Trial(FAST, (math.inf,), (math.inf,))
    assert in_order([broken, both, none]) == [none, broken, both]
    assert not broken.helps
    assert "1 → no number" in str(broken.message)
    cured = Trial(SLOW, (math.inf, math.inf), (0.2, 0.3))
    assert cured.helps


@pytest.mark.parametrize(("epochs", "patience", "expected"), [(4, None, 2.0), (40, None, 20.0), (40, 5, 2.0)])
def test_the_time_of_a_training_is_told_by_a_run_that_was_stopped(
    epochs: int, patience: int | None, expected: float
) -> None:
    from dataclasses import replace

    training = Training(line(epochs=4))
    for _ in training.run():
        pass
    records = [replace(record, seconds=record.epoch / 2) for record in training.records]
    project = line(epochs=epochs, patience=patience)
    assert expected_seconds(records, project) == expected
    assert too_long(records, project) == (expected > 8)
    assert math.isnan(expected_seconds([], project))
