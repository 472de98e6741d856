"""Where the values of a hyperparameter stand along the axis of the lab's U-curve."""

from __future__ import annotations

import math

import pytest

from ui.lab.charts.value_scale import place, places


@pytest.mark.parametrize(
    ("numbers", "wanted"),
    [
        ((1.0, 2.0, 4.0), [1.0, 2.0, 4.0]),
        ((1.0, 10.0, 100.0), [0.0, 1.0, 2.0]),
        ((0.0, 0.5, 1.0), [0.0, 0.5, 1.0]),
        ((1.0, 5.0, 9.0), [1.0, 5.0, 9.0]),
        ((1.0, 0.0, 0.001, 0.1), [3.0, 0.0, 1.0, 2.0]),
        ((8.0, 0.0, 64.0, 8.0), [1.0, 0.0, 2.0, 1.0]),
        ((5.0, math.nan, 1.0), [0.0, 1.0, 2.0]),
        ((7.0,), [7.0]),
        ((), []),
    ],
)
def test_values_stand_by_size_or_factor_or_side_by_side(numbers: tuple[float, ...], wanted: list[float]) -> None:
    assert places(numbers).tolist() == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("number", "numbers", "wanted"),
    [
        (4.0, (2.0, 4.0, 6.0), 4.0),
        (10.0, (1.0, 100.0), 1.0),
        (3.0, (2.0, 4.0), 3.0),
        (9.0, (2.0, 4.0), math.nan),
        (0.05, (0.0, 0.001, 0.1), math.nan),
        (0.1, (0.0, 0.001, 0.1), 2.0),
        (math.nan, (1.0, 2.0), math.nan),
        (2.0, (), math.nan),
    ],
)
def test_the_drawing_stands_among_them_where_that_can_be_told(
    number: float, numbers: tuple[float, ...], wanted: float
) -> None:
    assert place(number, numbers) == pytest.approx(wanted, nan_ok=True)
