"""A second descent is one only where the error falls by more than chance to both sides of its peak."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest

from netbuilder.experiments.decomposition import Terms
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points
from netbuilder.experiments.sweep.double_descent import Peak, peak
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.experiments.wording import remarks

NOWHERE = numpy.zeros((1, 1))
TARGETS = numpy.array([[-2.0], [2.0]])
"""Their variance is 4: always answering the mean has that error."""


def point(
    value: Any, test_error: float, standard_error: float = 0.1, training_error: float = 0.0, *, stopped: bool = False
) -> SweepPoint:
    spread = {"test_error": standard_error}
    terms = Terms(1, 0.0, 0.0, 0.0, test_error, test_error, training_error, 20, 0, spread)
    where = Points(numpy.arange(2), TARGETS, TARGETS, None, None, 0)
    return SweepPoint(value, Result((terms,), 20, 1.0, where, NOWHERE[None], None, None, (), stopped))


def found(hyperparameter: str, points: list[SweepPoint]) -> Any:
    top = peak(hyperparameter, points)
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
    ("hyperparameter", "is_one"),
    [
        ("dense_1.units", True),
        ("dense_1..tanh_1.depth", True),
        ("training.epochs", True),
        ("data.training_rows", False),
        ("data.rows", False),
        ("training.batch_size", False),
    ],
)
def test_only_more_capacity_makes_it_a_double_descent(hyperparameter: str, is_one: bool) -> None:
    assert (found(hyperparameter, [point(1, 1.0), point(2, 4.0), point(3, 1.0)]) is not None) is is_one


def test_a_share_of_dropout_is_no_capacity() -> None:
    assert found("dropout_1.rate", [point(0.1, 1.0), point(0.2, 4.0), point(0.4, 1.0)]) is None


@pytest.mark.parametrize(
    ("training_errors", "is_one"),
    [
        ((2.0, 0.5, 0.0, 0.0), True),
        ((2.0, 0.5, 0.04, 0.0), True),
        ((2.0, 0.5, 0.05, 0.0), False),
        ((2.0, 1.0, 0.5, 0.5), False),
        ((2.0, 1.0, math.nan, 0.0), False),
    ],
)
def test_a_fall_before_the_rows_are_met_is_no_double_descent(training_errors: tuple[float, ...], is_one: bool) -> None:
    """The error is highest at the second value, and what counts is how well the next one learns its rows."""
    errors = zip((2.0, 4.0, 1.0, 1.0), training_errors, strict=True)
    points = [point(place, test, training_error=training) for place, (test, training) in enumerate(errors)]
    top = peak("basis.degree", points)
    assert top is not None
    assert (top.value, top.double_descent) == (1, is_one)


def test_of_two_peaks_the_one_behind_which_rows_are_met_is_told() -> None:
    tests, training = (1.0, 9.0, 2.0, 5.0, 1.0, 1.0), (3.0, 2.0, 1.0, 0.3, 0.0, 0.0)
    points = [point(place, test, training_error=training[place]) for place, test in enumerate(tests)]
    assert peak("basis.degree", points) == Peak(3, beyond=2)


def test_what_is_no_double_descent_is_not_called_so() -> None:
    one, two = (1.0, 4.0, 1.0), (1.0, 4.0, 2.0, 1.0)
    for training_error, tests, ending in (
        (0.0, two, "falls again: double descent."),
        (0.0, one, "Measure more values beyond it to tell whether it is double descent."),
        (0.0, (1.0, 4.0, 3.95, 1.0), "to tell whether it is double descent."),
        (1.0, two, "so this is not double descent."),
    ):
        points = [point(place, test, training_error=training_error) for place, test in enumerate(tests)]
        said = [str(message) for message in remarks("basis.degree", points)]
        assert said[-1].startswith("Beyond the peak at basis.degree = 1 the test error falls again")
        assert said[-1].endswith(ending)
