"""Differences row by row and seed by seed: how often their error covers what is true."""

from __future__ import annotations

import math

import numpy as np
import pytest

from netbuilder.remedies.paired import UNKNOWN, difference, group_weights, unpaired


def drawn_twice(rng: np.random.Generator, seeds: int, rows: int, gain: float) -> tuple[np.ndarray, np.ndarray]:
    """Losses before and after: rows that are unequally hard and change unequally, and seeds that differ."""
    hard, changed = rng.exponential(1.0, rows), rng.normal(gain, 0.5, rows)
    before = hard + rng.normal(0, 0.3, (seeds, rows)) + rng.normal(0, 0.1, (seeds, 1))
    after = hard - changed + rng.normal(0, 0.3, (seeds, rows)) + rng.normal(0, 0.1, (seeds, 1))
    return before, after


@pytest.mark.parametrize(("seeds", "rows"), [(8, 8), (8, 60), (3, 20)])
def test_of_what_is_said_with_nine_in_ten_one_in_ten_is_wrong_at_most(seeds: int, rows: int) -> None:
    rng = np.random.default_rng(0)
    wrong = np.mean([difference(*drawn_twice(rng, seeds, rows, 0.0)).least(0.9) > 0 for _ in range(2000)])
    assert 0.04 < wrong < 0.12


def test_a_true_gain_is_found() -> None:
    rng = np.random.default_rng(1)
    found = [difference(*drawn_twice(rng, 8, 60, 0.3)) for _ in range(200)]
    assert np.mean([one.least(0.9) > 0 for one in found]) > 0.95
    assert np.mean([one.mean for one in found]) == pytest.approx(0.3, abs=0.02)


def test_pairs_cancel_what_makes_rows_hard() -> None:
    before, after = drawn_twice(np.random.default_rng(2), 8, 60, 0.3)
    assert unpaired(before, after).error > 1.5 * difference(before, after).error
    assert unpaired(before, after[:, :30]).mean == pytest.approx(before.mean() - after[:, :30].mean())


def test_groups_count_the_same_however_many_rows_they_have() -> None:
    groups = np.array([0] * 9 + [4])
    weights = group_weights(groups, 10)
    assert weights.sum() == pytest.approx(1)
    assert weights[9] == pytest.approx(0.5)
    before = np.zeros((3, 10))
    after = np.zeros((3, 10))
    after[:, 9] = -1.0
    assert difference(before, after, groups).mean == pytest.approx(0.5)


def test_nothing_is_known_from_one_row_or_one_seed_or_what_is_no_number() -> None:
    one_row, one_seed = np.ones((5, 1)), np.ones((1, 5))
    for values in (one_row, one_seed):
        assert difference(values, 0 * values).error == math.inf
        assert difference(values, 0 * values).least(0.9) == -math.inf
    assert difference(np.full((3, 3), math.inf), np.ones((3, 3))) == UNKNOWN
