"""Remedies tried: with the seeds that follow, soon for all, taken up again where they were stopped."""

from __future__ import annotations

import itertools
import math
from threading import Event

import pytest

import samples
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project.edits import set_data, set_training
from netbuilder.project.project import Project
from netbuilder.remedies import seed_trainings
from netbuilder.remedies import trials as remedy_trials
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.paired import Difference
from netbuilder.remedies.trial import FEWEST_SEEDS, Trial, expected_seconds, in_order, too_long
from netbuilder.remedies.trials import Trials, tried
from netbuilder.training.trainer import Training
from tests.drawing import drawn


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


def finals(project: Project, first: int) -> list[float]:
    return [final(set_training(project, seed=first + more)) for more in range(3)]


def test_losses_are_those_of_trainings_with_the_seeds_that_follow() -> None:
    project = line(seed=7)
    (trial,) = tried(project, [FAST], seeds=3)
    assert trial.before == pytest.approx(finals(project, 7), rel=1e-5)
    assert trial.after == pytest.approx(finals(set_training(project, learning_rate=0.05), 7), rel=1e-5)
    assert trial.helps
    assert str(trial.message).startswith("larger steps: ")
    assert str(trial.message).endswith(", better in 3 of 3 seeds.")


def with_batch_norm() -> Project:
    """A network that keeps a state of its own, so that its seeds are trained one after another."""
    return drawn(("dense", {"units": 4}), ("batch_norm", {}), ("dense", {"units": 2}), epochs=3, batch_size=8)


def test_what_cannot_be_trained_at_once_comes_to_the_losses_of_its_trainings_too() -> None:
    project = with_batch_norm()
    (trial,) = tried(project, [FAST], seeds=3)
    assert trial.before == pytest.approx(finals(project, 0), rel=1e-5)


def test_with_patience_each_seed_has_an_end_of_its_own() -> None:
    project = line(epochs=300, patience=4, learning_rate=0.05)
    (trial,) = tried(project, [SLOW], seeds=3)
    ends = list[float]()
    for seed in range(3):
        training = Training(set_training(project, seed=seed))
        for _ in training.run():
            pass
        last = training.records[-max(1, round(0.1 * len(training.records))) :]
        ends.append(sum(record.validation_loss for record in last) / len(last))
    assert trial.before == pytest.approx(ends, rel=1e-4)


def test_the_fewest_seeds_of_each_go_together_before_the_rest_and_the_others_take_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(seed_trainings, "faster_way", lambda *_: VmapEnsemble)
        told = [(str(one.remedy.name), len(one.after)) for one in Trials(line(), [SLOW, FAST], seeds=5).run()]
    names = ["hardly any steps", "larger steps"]
    assert told == [(name, seeds) for seeds in (FEWEST_SEEDS, 5) for name in names]
    slower = Trials(with_batch_norm(), [SLOW, FAST], seeds=3)
    told = [(str(one.remedy.name), len(one.after)) for one in slower.run()]
    assert told == [(name, seeds) for seeds in (1, 2, 3) for name in names]
    assert (slower.done, slower.count) == (9, 9)


def test_nothing_is_said_of_what_a_remedy_brought_before_enough_seeds_are_done() -> None:
    trials, judged = Trials(with_batch_norm(), [FAST], seeds=4), list[bool]()
    for trial in trials.run():
        judged.append(trial.judged)
        assert trial.judged or not trial.helps
    assert judged == [count >= FEWEST_SEEDS for count in range(1, 5)]


def test_a_stopped_trial_goes_on_where_it_was_and_comes_to_the_same() -> None:
    project, stopping = with_batch_norm(), Event()
    trials = Trials(project, [SLOW, FAST], seeds=3)
    for count, _ in enumerate(trials.run(stopping), 1):
        if count == 3:
            stopping.set()
    assert trials.done == 5
    later = Trials(project, [FAST, SLOW], seeds=3, earlier=trials)
    assert later.done == 5
    assert len(list(later.run())) == 3
    whole = {str(one.remedy.name): one for one in tried(project, [SLOW, FAST], seeds=3)}
    for one in (SLOW, FAST):
        found = later.trial(one)
        assert found is not None
        assert (found.before, found.after) == (whole[str(one.name)].before, whole[str(one.name)].after)


def test_what_chance_may_make_is_no_help_and_is_said_to_be_none() -> None:
    again = remedy("as it was", batch_size=33)
    (trial,) = tried(line(batch_size=32), [again], seeds=3)
    assert trial.undecided
    assert not trial.helps
    assert str(trial.brought).endswith("no difference that can be told from chance")


def test_what_would_not_be_ready_in_time_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that goes on by half a second with each group: the fewest seeds of all take 1.5, the rest as a whole
    would take 4."""
    clock = itertools.count(step=0.5)
    monkeypatch.setattr(remedy_trials, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(seed_trainings, "faster_way", lambda *_: VmapEnsemble)
    for seconds, seeds in ((2.0, FEWEST_SEEDS), (4.0, 8)):
        trials = Trials(line(), [SLOW, FAST], seeds=8, seconds=seconds)
        assert {len(one.after) for one in list(trials.run())[-2:]} == {seeds}, seconds
        assert (trials.done, trials.count) == (3 * seeds, 3 * seeds)


def test_where_time_is_up_the_fewest_seeds_are_enough() -> None:
    trials = Trials(with_batch_norm(), [SLOW, FAST], seeds=5, seconds=0.0)
    told = list(trials.run())
    assert {len(trials.trial(one).after) for one in (SLOW, FAST)} == {FEWEST_SEEDS}  # type: ignore[union-attr]
    assert (trials.done, trials.count, trials.fewest) == (3 * FEWEST_SEEDS, 3 * FEWEST_SEEDS, FEWEST_SEEDS)
    assert [one.whole for one in told] == [False, False, False, False, True, True]


def test_a_remedy_that_takes_too_long_is_not_tried_and_says_so() -> None:
    """By its steps: four times as many epochs in batches half as large take eight times as long."""
    longer = remedy("longer", epochs=4 * line().training.epochs, batch_size=line().training.batch_size // 2)
    for alone, told in ((0.9, None), (1.1, "longer: not tried, as one training takes about 9 s.")):
        trials = Trials(line(), [longer, FAST], seeds=1, alone=alone)
        found = {str(one.remedy.name): one for one in trials.run()}
        assert (found["longer"].seconds is not None) == (told is not None)
        assert trials.done == trials.count
        if told is not None:
            assert str(found["longer"].message) == told
            assert not found["longer"].judged
            assert not found["longer"].helps
        assert found["larger steps"].seconds is None


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
    alike = Trial(FAST, (1.0, 1.0), (0.9, 0.9), Difference(0.1, 0.01, 5))
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
