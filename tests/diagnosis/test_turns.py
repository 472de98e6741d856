"""When a validation loss turned, and what is said where that is not plain."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from netbuilder.diagnosis.trends import Trend
from netbuilder.diagnosis.turns import NEAR, likeliest, of_curve
from netbuilder.training.baseline import Turn


def test_turns_that_lie_together_are_told_as_one() -> None:
    assert likeliest(np.array([38, 40, 40, 41, 42, 44, 44, 45, 39, 95]), 100) == Turn(41)


def test_an_early_turn_is_not_moved_to_the_middle_of_a_tenth_of_the_run() -> None:
    assert likeliest(np.array([2, 3, 3, 3, 4]), 1000) == Turn(3)


def test_turns_apart_are_told_as_the_range_of_most_at_the_densest_place() -> None:
    drawn = np.array([10] * 5 + [50] * 3 + [90] * 2)
    assert likeliest(drawn, 100) == Turn(10, (10, 90))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40))
def test_the_epoch_lies_in_its_range_and_that_in_the_run(drawn: list[int]) -> None:
    found = likeliest(np.array(drawn), 60)
    first, last = found.between or (found.epoch, found.epoch)
    assert min(drawn) <= first <= found.epoch <= last <= max(drawn)
    sure = np.mean([abs(turn - found.epoch) <= 2 * NEAR * 60 for turn in drawn])
    assert found.between is not None or sure >= 0.9


def valley(slope: float) -> Trend:
    """A loss that is lowest at epoch 40 of 100 and rises by ``slope`` until the end."""
    epochs = np.arange(1, 101)
    return Trend(epochs, np.where(epochs < 40, 1 + slope * (40 - epochs) / 60, 1 + slope * (epochs - 40) / 60))


def test_a_curve_whose_rise_is_sure_shows_its_turn() -> None:
    assert of_curve(valley(0.5), 40, 0.05) == Turn(40)
    assert of_curve(valley(0.5), 40, 0.0) == Turn(40)


def test_a_curve_of_few_rows_leaves_it_open() -> None:
    turn = of_curve(valley(0.5), 40, 0.3)
    assert turn.between is not None
    first, last = turn.between
    assert 22 <= first <= 33
    assert 47 <= last <= 58
    wider = of_curve(valley(0.5), 40, 0.4).between
    assert wider is not None
    assert wider[0] < first < last < wider[1]


def test_a_curve_that_never_rose_has_no_range() -> None:
    level = Trend(np.arange(1, 101), np.ones(100))
    assert of_curve(level, 1, 0.5) == Turn(1)
