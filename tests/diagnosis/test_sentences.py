"""What is said of a run beside its state: figures, how sure it is, and what leaves it open."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from netbuilder.data.pipeline import prepare
from netbuilder.diagnosis.further_trainings import MANY_ROWS, FurtherTrainings
from netbuilder.diagnosis.rules import diagnose
from netbuilder.training.baseline import Baseline, Expected, Further, Measured, OtherSplit, Turn
from tests.diagnosis.drawn_runs import falling, memorized, run, turning
from tests.drawing import drawn


def test_where_few_rows_do_not_show_the_turn_a_range_is_told() -> None:
    plain = run(100, memorized, turning)
    sure = diagnose([replace(record, validation_error=0.03, rise_error=0.02) for record in plain])
    assert sure.turn is not None
    assert sure.turn.between is None
    assert "anywhere" not in str(sure.message)
    few = diagnose([replace(record, validation_error=0.3, rise_error=0.25) for record in plain])
    assert few.turn is not None
    assert few.turn.between is not None
    first, last = few.turn.between
    assert first < 36 < 44 < last
    assert str(few.name) == f"Overfitting since epoch ≈ {few.since}"
    assert str(few.message).endswith(f" It may have set in anywhere from epoch {first} to {last}.")


def test_a_rise_of_many_times_is_told_by_both_losses() -> None:
    records = run(100, memorized, lambda epoch: falling(epoch) + 0.1 * max(0, epoch - 40))
    assert f"risen from its best (0.1 in epoch 40) to {records[-1].validation_loss:.3g}, while" in str(
        diagnose(records).why
    )


def test_one_validation_row_decides_nothing() -> None:
    found = diagnose(run(100, falling, turning), Baseline(1.0, 1))
    assert found.state == "unseen"
    assert "at least 5 validation rows are needed, but there are 1" in str(found.message)


def test_how_sure_it_is_is_said_in_words() -> None:
    doubts = {1.0: "None", 0.98: "almost certain", 0.9: "quite sure", 0.75: "likely", 0.6: "a close call"}
    found = diagnose(run(100, memorized, memorized))
    assert {doubt: str(replace(found, confidence=doubt).sure) for doubt in doubts} == doubts
    assert str(replace(found, confidence=0.75).message).startswith(
        "Fits well (likely): validation loss has settled at "
    )


@pytest.mark.parametrize(
    ("last", "words"),
    [(0.11, "settled at about 0.1, with"), (0.06, "about 0.1 (the median of the last 3 epochs; 0.06 in the last one)")],
)
def test_a_level_that_is_not_that_of_the_last_epoch_says_of_what_it_is(last: float, words: str) -> None:
    records = run(20, lambda _: 0.1, lambda epoch: last if epoch == 20 else 0.1)
    assert words in str(diagnose(records, Baseline(1.0, 400)).why)


def test_after_early_stopping_it_is_not_told_to_train_for_more_epochs() -> None:
    slow = run(60, lambda epoch: math.exp(-epoch / 100), lambda epoch: math.exp(-epoch / 100))
    assert "More epochs would lower it" in str(diagnose(slow, Baseline(1.0, 100)).why)
    stopped = diagnose(slow, Baseline(1.0, 100), "early stopping")
    assert "More epochs" not in str(stopped.why)


def test_a_small_gap_of_a_run_that_fits_is_explained() -> None:
    def low(epoch: int) -> float:
        return 0.01 + math.exp(-epoch / 5)

    apart = diagnose(run(100, low, lambda epoch: low(epoch) + 0.11), Baseline(1.0, 200))
    assert apart.state == "fits"
    assert str(apart.why).endswith(
        " The gap between the two losses is only 11% of what the same answer for every row costs."
    )
    for near in (0.03, 0.0):
        beside = diagnose(run(100, low, lambda epoch, near=near: low(epoch) + near), Baseline(1.0, 200))
        assert "gap" not in str(beside.why)


def test_a_rise_that_the_last_epoch_hides_is_not_called_one_of_no_percent() -> None:
    """Three of the last fifteen epochs come down to the best one, the last among them: more than a few lucky ones."""
    records = run(100, memorized, lambda epoch: 0.1004 if epoch in (90, 95, 100) else turning(epoch))
    found = diagnose(records)
    assert found.state == "overfitting"
    assert "0%" not in str(found.why)
    assert (
        "risen from its best (0.1 in epoch 40) to about 0.61 (the median of the last 15 epochs; 0.1 in the last one), "
        "while" in str(found.why)
    )


def test_overfitting_that_may_have_set_in_anywhere_is_given_no_range() -> None:
    splits = tuple(OtherSplit(0.6, 0.05, 0.02, 0.3, 0.3) for _ in range(5))

    def said(first: int, last: int) -> str:
        fresh = Expected(Measured(0.6, 0.05), Measured(0.3, 0.05), 0.3, Turn(21, (first, last)))
        further = Further(100, splits=splits, expected=fresh)
        found = diagnose(run(100, memorized, turning), Baseline(1.0, 20, further=further))
        assert found.state == "overfitting"
        return str(found.message)

    assert said(2, 97).startswith("Overfitting (")
    assert said(2, 97).endswith(" When it set in, these rows do not show.")
    assert said(2, 60).startswith("Overfitting since epoch ≈ 21 (")
    assert said(2, 60).endswith(" It may have set in anywhere from epoch 2 to 60.")


@pytest.mark.parametrize(("climbs", "state"), [(1.0, "diverging"), (0.02, "learning")])
def test_a_loss_that_never_was_as_low_as_a_constant_answer_diverges_by_its_own_measure(
    climbs: float, state: str
) -> None:
    """Steps that are a small part of it are no way off, though they are several times what a constant answer costs."""

    def far(epoch: int) -> float:
        return 50 - epoch / 10 if epoch < 80 else (50 - epoch / 10) * (1 + climbs)

    found = diagnose(run(100, far, far), Baseline(0.5, 100))
    assert (found.state == "diverging") == (state == "diverging")


def test_a_single_validation_row_tells_nothing_however_often_it_is_dealt() -> None:
    project = drawn(("dense", {"units": 2}), rows=40, epochs=12)
    assert FurtherTrainings(project, run(12, falling, turning), Baseline(1.0, validation_rows=1)).count == 0
    dealt = Further(100, splits=tuple(OtherSplit(0.3, 0.2, math.nan, 0.3, 0.0) for _ in range(5)))
    assert diagnose(run(100, falling, turning), Baseline(1.0, 1, further=dealt)).state == "unseen"


def test_where_validation_rows_are_many_no_other_split_is_tried() -> None:
    project = drawn(("dense", {"units": 2}), rows=40, epochs=12)
    known = Baseline(1.0, validation_rows=MANY_ROWS + 1)
    trainings = FurtherTrainings(project, run(12, falling, turning), known)
    assert len(prepare(project.data).validation) < MANY_ROWS
    assert trainings.count == 1
    assert FurtherTrainings(project, run(12, falling, turning), replace(known, validation_rows=MANY_ROWS)).count > 1


def doubtful(rise: float, error: float, jump: float = 0.0) -> str:
    """What is said of a run whose validation loss rises by so much in its second half, and jumps from epoch to
    epoch."""

    def validation(epoch: int) -> float:
        return falling(epoch) + rise * max(0, epoch - 50) / 50 + jump * (-1) ** epoch

    records = run(100, memorized, validation)
    known = Baseline(1.0, validation_rows=20)
    found = diagnose([replace(one, validation_error=error, rise_error=error) for one in records], known)
    assert found.state == "noisy"
    return str(found.why)


def test_what_leaves_it_open_is_named() -> None:
    assert doubtful(rise=0.1, error=0.1) == (
        "these curves may mean “Overfitting” or “Fits well”. With 20 validation rows the validation loss is uncertain "
        "by about ±0.1: validate on more rows."
    )
    assert doubtful(rise=0.0, error=0.001, jump=0.05) == (
        "these curves may mean “Fits well” or “Still learning”. Validation loss jumps by about ±0.0684 from epoch to "
        "epoch: lower the learning rate, or take larger batches. More epochs may settle it."
    )


def test_where_nothing_but_the_curve_leaves_it_open_no_rows_are_asked_for() -> None:
    slow = run(60, lambda epoch: math.exp(-epoch / 100), lambda epoch: math.exp(-epoch / 100))
    few = [replace(record, validation_error=0.1, rise_error=0.1) for record in slow]
    assert str(diagnose(few, Baseline(1.0, 20), "early stopping").why) == (
        "these curves may mean “Still learning” or “Fits well”. They lie between the two. More patience may settle it."
    )
