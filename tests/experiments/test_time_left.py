"""The time left follows the pace of the last seconds, and is told once there is something to tell it from."""

from __future__ import annotations

import math

import pytest

from netbuilder.experiments.time_left import KNOWN_AFTER, WINDOW, TimeLeft


def test_at_an_even_pace_it_is_what_is_left() -> None:
    pace = TimeLeft(100.0)
    assert [pace.left(100.0 + second, second / 50) for second in (10, 20, 30)] == pytest.approx([40.0, 30.0, 20.0])


def test_in_the_first_moments_nothing_is_said() -> None:
    pace = TimeLeft(0.0)
    assert math.isnan(pace.left(KNOWN_AFTER / 2, 0.1))
    assert math.isnan(pace.left(2 * KNOWN_AFTER, 0.0))


def test_a_slow_beginning_is_soon_forgotten() -> None:
    """Ten seconds for the first hundredth, then a hundredth every tenth of a second."""
    pace = TimeLeft(0.0)
    pace.left(10.0, 0.01)
    for step in range(1, round(10 * WINDOW) + 2):
        left = pace.left(10.0 + step / 10, 0.01 + step / 100)
    assert left == pytest.approx((0.99 - step / 100) * 10, rel=0.01)
