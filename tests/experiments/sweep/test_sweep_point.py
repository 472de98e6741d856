"""Two values of a hyperparameter are told apart by the errors of the same networks at both."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest

from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points
from netbuilder.experiments.sweep.sweep_point import SweepPoint, is_above

Array = numpy.ndarray[Any, Any]
NOWHERE = numpy.zeros((1, 1))
LUCK = numpy.random.RandomState(0).randn(40)
"""What every network owes to its rows and noise, the same at all values."""


def point(test_errors: Array, *, paired: bool = True) -> SweepPoint:
    known = test_errors[numpy.isfinite(test_errors)]
    mean, spread = float(known.mean()), float(known.std(ddof=1)) / math.sqrt(len(known))
    terms = Terms(1, 0.0, 0.0, 0.0, mean, mean, math.nan, len(known), 0, {"test_error": spread})
    where = Points(numpy.zeros(1, int), NOWHERE, NOWHERE, None, None, 0)
    errors = test_errors if paired else None
    return SweepPoint(1, Result((terms,), 40, 1.0, where, NOWHERE[None], None, None, (), test_errors=errors))


def test_the_luck_that_both_share_does_not_hide_a_difference() -> None:
    worse = 5 + LUCK + 0.2 + 0.1 * numpy.random.RandomState(1).randn(40)
    assert is_above(point(worse), point(5 + LUCK))
    assert not is_above(point(5 + LUCK), point(worse))
    assert not is_above(point(worse, paired=False), point(5 + LUCK, paired=False))


def test_networks_that_diverged_at_one_of_both_are_left_out_of_the_comparison() -> None:
    worse, same = 5 + LUCK + 0.2, 5 + LUCK + 0.01 * numpy.random.RandomState(1).randn(40)
    worse[:3], same[5] = math.nan, math.nan
    assert is_above(point(worse), point(same))


def test_equal_networks_are_not_told_apart() -> None:
    assert not is_above(point(5 + LUCK), point(5 + LUCK))
    assert not is_above(point(5 + LUCK), SweepPoint(2, None))


@pytest.mark.parametrize("seed", range(3))
def test_chance_alone_is_seldom_taken_for_a_difference(seed: int) -> None:
    generator = numpy.random.RandomState(seed)
    pairs = [(point(generator.randn(30)), point(generator.randn(30))) for _ in range(300)]
    share = sum(is_above(one, other) or is_above(other, one) for one, other in pairs) / 300
    assert 0.01 < share < 0.10
