"""The losses of single validation rows over trainings beside each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from netbuilder.diagnosis.row_courses import RowCourse, expected, expected_fall, moved_to, row_course

Array = np.ndarray[Any, Any]

RNG = np.random.default_rng(11)
HARD = RNG.exponential(size=40)
"""How hard each of 40 rows is."""


def falls_and_rises(epochs: int, turn: int, rise: float) -> Array:
    """A loss that falls to 1 at its turn and has risen by so much at the end."""
    at = np.arange(1, epochs + 1)
    return np.where(at < turn, 1 + 0.5 * (1 - at / turn), 1 + rise * (at - turn) / (epochs - turn))


def course(means: Array, epochs: int, seed: int) -> RowCourse:
    """A training judged by 12 of the rows: each costs the mean, times how hard it is."""
    rows = np.random.default_rng(seed).permutation(40)[:12]
    losses = means[:, None] * HARD[rows] / HARD.mean()
    return row_course(rows, losses, epochs)


@pytest.mark.parametrize("epochs", [20, 100, 137, 700])
def test_the_turn_is_where_the_loss_of_fresh_rows_is_lowest(epochs: int) -> None:
    turn = round(0.3 * epochs)
    found = expected([course(falls_and_rises(epochs, turn, 0.5), epochs, seed) for seed in range(6)], epochs)
    assert found is not None
    assert found.turn.epoch == pytest.approx(turn, abs=0.06 * epochs)
    assert found.turn.between is None
    assert found.rise.value == pytest.approx(0.45, abs=0.1)
    assert found.level.value == pytest.approx(1.45, abs=0.15)
    assert found.lowest == pytest.approx(1.0, abs=0.15)


def test_where_few_rows_disagree_the_turn_is_told_as_a_range() -> None:
    """Some rows turn in epoch 20, others in epoch 80: six of them say little of where the mean of all does."""
    early, late = falls_and_rises(100, 20, 1.0), falls_and_rises(100, 80, 1.0)
    losses = np.column_stack((early, late, 3 * early, 4 * late, early, late))
    found = expected([row_course(np.arange(6), losses + 0.1 * number, 100) for number in range(3)], 100)
    assert found is not None
    assert found.turn.between is not None
    first, last = found.turn.between
    assert first <= 25
    assert last >= 72
    many = np.tile(losses, 50)
    plain = expected([row_course(np.arange(300), many + 0.1 * number, 100) for number in range(3)], 100)
    assert plain is not None
    assert plain.turn.between is None


def test_early_on_a_turn_is_told_to_a_few_epochs() -> None:
    """A run of 1,000 epochs is looked at 20 epochs at a time, but not in its first ones."""
    found = expected([course(falls_and_rises(1000, 3, 1.0), 1000, seed) for seed in range(6)], 1000)
    assert found is not None
    assert abs(found.turn.epoch - 3) <= 5
    assert found.turn.between is None


def test_a_rise_that_the_longer_training_takes_back_is_none() -> None:
    up, down = falls_and_rises(100, 30, 0.5), np.full(100, 1.05)
    stays = [course(np.concatenate((up, np.full(100, 1.5))), 100, seed) for seed in range(6)]
    returns = [course(np.concatenate((up, down)), 100, seed) for seed in range(6)]
    for courses, rise in ((stays, 0.45), (returns, 0.05)):
        found = expected(courses, 100)
        assert found is not None
        assert found.rise.value == pytest.approx(rise, abs=0.1)


def test_the_fall_is_that_of_fresh_rows_between_the_end_and_the_longer_training() -> None:
    means = np.concatenate((np.full(50, 2.0), np.full(50, 1.5)))
    longer = [course(means, 50, seed) for seed in range(3)]
    found = expected_fall(longer, 50)
    assert found is not None
    assert found.value == pytest.approx(0.5, abs=2 * found.error)
    shorter = [longer[0], *(course(means[:50], 50, seed) for seed in (1, 2))]
    alone = expected_fall(shorter, 50)
    assert alone is not None
    rows = longer[0].losses[-1] - longer[0].after[-1]
    assert alone.value == pytest.approx(float(rows.mean()))
    assert expected_fall(shorter[1:], 50) is None
    assert expected_fall([shorter[1], longer[0]], 50) is None, "the longer training of another split is not of this run"


def test_a_training_that_is_not_quite_the_same_lends_its_rows_and_not_its_course() -> None:
    means = np.concatenate((falls_and_rises(60, 20, 0.5), np.full(60, 0.2)))
    moved = moved_to(course(means, 60, 0), [3.0] * 60)
    assert moved.losses.mean(axis=1) == pytest.approx(3.0)
    assert np.ptp(moved.losses, axis=1).min() > 0.5, "hard rows stay hard"
    assert len(moved.after) == 0


def test_of_two_values_nothing_is_told() -> None:
    two = RowCourse(np.arange(2), np.ones((10, 2)), np.ones((10, 2)))
    assert expected([two], 10) is None
    assert expected_fall([two], 10) is None
