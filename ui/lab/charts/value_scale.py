"""Where the values of a hyperparameter stand along an axis: by their logarithms where they span much, or side by
side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy

Array = numpy.ndarray[Any, Any]

SPAN = 8.0
"""From this ratio between the largest and the least value on, the axis is logarithmic."""


def places(numbers: Sequence[float]) -> Array:
    """Where numbers stand, float64 of the same length; what is no number makes all stand in the order given."""
    found = numpy.array(numbers, float)
    if not numpy.isfinite(found).all():
        return numpy.arange(len(found), dtype=float)
    if _is_uneven(found):
        return numpy.unique(found, return_inverse=True)[1].astype(float)
    return numpy.log10(found) if _is_log(found) else found


def place(number: float, numbers: Sequence[float]) -> float:
    """Where a number stands among others; nan where it cannot be told."""
    if number in numbers:
        return float(places(numbers)[list(numbers).index(number)])
    found = numpy.array(numbers, float)
    if not math.isfinite(number) or not len(found) or not numpy.isfinite(found).all() or _is_uneven(found):
        return math.nan
    if not found.min() <= number <= found.max():
        return math.nan
    return math.log10(number) if _is_log(found) else number


def _is_log(numbers: Array) -> bool:
    """Whether numbers span much, unless they follow one another in equal steps."""
    if not len(numbers) or not bool((numbers > 0).all()) or float(numbers.max()) < SPAN * float(numbers.min()):
        return False
    steps = numpy.diff(numpy.unique(numbers))
    return len(steps) < 2 or not numpy.allclose(steps, steps[0])


def _is_uneven(numbers: Array) -> bool:
    """Whether zero, or less, stands beside values that span much."""
    positive = numbers[numbers > 0]
    return len(positive) < len(numbers) and _is_log(positive)
