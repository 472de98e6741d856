"""Whether a test error that rose falls again: the second descent of networks that are more than large enough."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from netbuilder.experiments.knobs import adds_capacity
from netbuilder.experiments.point import Point, is_above

LEAST_FALL = 0.25
"""A fall is told where it takes back so much of the rise before it."""


def peak(knob: str, points: Sequence[Point]) -> Point | None:
    """The point behind which the test error falls again, by more than chance makes likely and by a good part of what it
    rose (Belkin, Hsu, Ma & Mandal, Reconciling modern machine-learning practice and the classical bias-variance
    trade-off, PNAS 116, 2019).

    None where there is none, and where the knob does not make the network able to do more.
    """
    if not adds_capacity(knob):
        return None
    counts = [point for point in points if point.is_whole and isinstance(point.value, int)]
    rising = sorted(counts, key=lambda point: int(point.value))
    tops = [
        top
        for place, top in enumerate(rising)
        if any(_is_summit(low, top, high) for low, high in product(rising[:place], rising[place + 1 :]))
    ]
    return max(tops, key=_error, default=None)


def _is_summit(low: Point, top: Point, high: Point) -> bool:
    """Whether the way from ``low`` over ``top`` to ``high`` leads up and clearly down again."""
    fall, rise = _error(top) - _error(high), _error(top) - _error(low)
    return is_above(top, low) and is_above(top, high) and fall >= LEAST_FALL * rise


def _error(point: Point) -> float:
    return point.terms.test_error if point.terms else 0.0
