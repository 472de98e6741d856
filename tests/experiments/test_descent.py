"""A second descent is one only where the error falls by more than chance to both sides of its peak."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest

from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.descent import peak
from netbuilder.experiments.point import Point
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points

NOWHERE = numpy.zeros((1, 1))


def point(value: Any, test_error: float, standard_error: float = 0.1, *, stopped: bool = False) -> Point:
    spread = {"test_error": standard_error}
    terms = Terms(1, 0.0, 0.0, 0.0, test_error, test_error, math.nan, 20, 0, spread)
    where = Points(numpy.zeros(1, int), NOWHERE, NOWHERE, None, None, 0)
    return Point(value, Result((terms,), 20, 1.0, where, NOWHERE[None], None, None, (), stopped))


def found(knob: str, points: list[Point]) -> Any:
    top = peak(knob, points)
    return None if top is None else top.value


@pytest.mark.parametrize(
    ("errors", "top"),
    [
        ([5.0, 2.0, 4.0, 1.0], 4),
        ([2.0, 3.0, 4.0, 1.0], 4),
        ([5.0, 2.0, 1.0, 4.0], None),
        ([5.0, 4.0, 2.0, 1.0], None),
        ([2.0, 2.1, 2.0], None),
        ([], None),
    ],
)
def test_the_peak_lies_between_two_clear_falls(errors: list[float], top: int | None) -> None:
    widths = [point(2**place, error) for place, error in enumerate(errors)]
    for order in (widths, widths[::-1]):
        assert found("dense_1.units", order) == top


def test_a_dip_after_a_long_rise_is_no_second_descent() -> None:
    """It falls by more than chance, and takes back a tenth of the rise."""
    errors = (1.0, 5.0, 10.0, 9.1)
    assert found("depth", [point(place, error) for place, error in enumerate(errors)]) is None


def test_what_has_no_standard_error_is_no_peak() -> None:
    assert found("depth", [point(place, error, math.nan) for place, error in enumerate((1.0, 4.0, 1.0))]) is None


def test_what_was_stopped_on_the_way_is_no_end_of_a_fall() -> None:
    widths = [point(1, 2.0), point(2, 4.0), point(3, 1.0, stopped=True)]
    assert found("dense_1.units", widths) is None


@pytest.mark.parametrize(
    ("knob", "is_one"),
    [
        ("dense_1.units", True),
        ("dense_1..tanh_1.depth", True),
        ("training.epochs", True),
        ("data.training_rows", False),
        ("data.rows", False),
        ("training.batch_size", False),
    ],
)
def test_only_more_capacity_makes_it_a_double_descent(knob: str, is_one: bool) -> None:
    assert (found(knob, [point(1, 1.0), point(2, 4.0), point(3, 1.0)]) is not None) is is_one


def test_a_share_of_dropout_is_no_capacity() -> None:
    assert found("dropout_1.rate", [point(0.1, 1.0), point(0.2, 4.0), point(0.4, 1.0)]) is None
