"""What trainings that share their rows would lose on fresh ones."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.diagnosis.crossed_effects import crossed_effects, resampled_effects

Array = np.ndarray[Any, Any]

ROWS, JUDGED, TRAININGS = 60, 20, 6


def drawn(rng: np.random.Generator, of_rows: float, of_trainings: float) -> tuple[Array, Array, Array, float]:
    """Losses of six trainings, each judged by 20 of 60 rows, their rows, their trainings, and what the first would lose
    on fresh rows. The rest has the standard deviation 1, the mean is 5."""
    hard, bad = rng.normal(0, of_rows, ROWS), rng.normal(0, of_trainings, TRAININGS)
    rows = np.concatenate([rng.permutation(ROWS)[:JUDGED] for _ in range(TRAININGS)])
    trainings = np.repeat(np.arange(TRAININGS), JUDGED)
    values = 5 + hard[rows] + bad[trainings] + rng.normal(size=len(rows))
    return values[:, None], rows, trainings, 5 + bad[0]


@pytest.mark.parametrize(("of_rows", "of_trainings"), [(3.0, 0.2), (3.0, 1.0), (0.3, 0.2), (0.3, 1.0)])
def test_it_is_nearer_than_the_mean_of_the_own_rows_and_knows_how_near(of_rows: float, of_trainings: float) -> None:
    rng = np.random.default_rng(7)
    near, own, beyond = list[float](), list[float](), 0
    for _ in range(300):
        values, rows, trainings, truth = drawn(rng, of_rows, of_trainings)
        means, errors = crossed_effects(values, rows, trainings)
        near.append(float(means[0, 0]) - truth)
        own.append(float(values[:JUDGED].mean()) - truth)
        beyond += abs(near[-1]) > 2 * errors[0, 0]
    assert np.std(near) < (0.75 if of_rows > 1 else 1.05) * np.std(own)
    assert 0.02 <= beyond / 300 <= 0.12, "two standard errors hold in 88 to 98 %"


def test_rows_that_other_trainings_found_hard_do_not_speak_against_this_one() -> None:
    """All trainings are alike; the first happened to be judged by the hard rows alone."""
    hard = np.array([4.0] * 10 + [0.0] * 10)
    rows = np.concatenate([np.arange(10), np.arange(20), np.arange(20)])
    trainings = np.repeat([0, 1, 2], [10, 20, 20])
    values = (1 + hard[rows] + np.random.default_rng(1).normal(0, 0.1, len(rows)))[:, None]
    means, errors = crossed_effects(values, rows, trainings)
    assert values[:10].mean() == pytest.approx(5, abs=0.1)
    assert means[:, 0] == pytest.approx(3, abs=0.3)
    assert errors[0, 0] == pytest.approx(math.sqrt(hard.var() / 20), rel=0.3), "as uncertain as a mean over all 20 rows"


def test_of_one_training_it_is_the_mean_with_its_standard_error() -> None:
    values = np.random.default_rng(3).exponential(size=(50, 1))
    means, errors = crossed_effects(values, np.arange(50), np.zeros(50, int))
    assert means[0, 0] == pytest.approx(float(values.mean()))
    assert errors[0, 0] == pytest.approx(float(values.std(ddof=1)) / math.sqrt(50), rel=0.25)


@given(seed=st.integers(0, 10_000), scale=st.floats(1e-6, 1e6), shift=st.floats(-100, 100))
def test_it_has_no_units_of_its_own(seed: int, scale: float, shift: float) -> None:
    values, rows, trainings, _ = drawn(np.random.default_rng(seed), 1.0, 0.5)
    means, errors = crossed_effects(values, rows, trainings)
    moved, again = crossed_effects(scale * (values + shift), rows + 7, trainings)
    assert moved == pytest.approx(scale * (means + shift), rel=1e-4, abs=1e-4 * scale)
    assert again == pytest.approx(scale * errors, rel=1e-3)


def test_what_all_have_in_common_may_be_large_beside_what_varies() -> None:
    values, rows, trainings, _ = drawn(np.random.default_rng(9), 1.0, 0.5)
    means, errors = crossed_effects(values, rows, trainings)
    moved, again = crossed_effects(values + 1e9, rows, trainings)
    assert moved - 1e9 == pytest.approx(means, abs=1e-4)
    assert again == pytest.approx(errors, rel=1e-4)


def test_several_quantities_are_told_as_each_alone() -> None:
    values, rows, trainings, _ = drawn(np.random.default_rng(5), 1.0, 0.5)
    both = np.column_stack((values, values**2))
    means, errors = crossed_effects(both, rows, trainings)
    for place in (0, 1):
        alone = crossed_effects(both[:, place : place + 1], rows, trainings)
        assert means[:, place] == pytest.approx(alone[0][:, 0])
        assert errors[:, place] == pytest.approx(alone[1][:, 0])


def test_values_that_do_not_vary_have_no_error() -> None:
    means, errors = crossed_effects(np.ones((12, 1)), np.arange(12) % 6, np.repeat([0, 1], 6))
    assert means[:, 0] == pytest.approx(1)
    assert errors[:, 0] == pytest.approx(0, abs=1e-6)


def test_other_draws_of_the_rows_vary_as_much_as_the_standard_error_says() -> None:
    values, rows, trainings, _ = drawn(np.random.default_rng(5), 3.0, 0.2)
    means, errors = crossed_effects(values, rows, trainings)
    samples = resampled_effects(values, rows, trainings, 300)
    assert samples.shape == (300, 1)
    assert samples.std() == pytest.approx(errors[0, 0], rel=0.25)
    assert samples.mean() == pytest.approx(means[0, 0], abs=0.3 * errors[0, 0])
    assert (samples == resampled_effects(values, rows, trainings, 300)).all()


def test_alike_rows_are_drawn_alike() -> None:
    rows, trainings = np.arange(12) % 6, np.repeat([0, 1], 6)
    assert resampled_effects(np.ones((12, 2)), rows, trainings, 5) == pytest.approx(np.ones((5, 2)))
