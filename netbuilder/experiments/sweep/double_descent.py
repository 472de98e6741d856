"""Whether a test error that rose falls again: the second descent of networks that are more than large enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from netbuilder.experiments.sweep.hyperparameters import adds_capacity
from netbuilder.experiments.sweep.sweep_point import SweepPoint, is_above

MIN_FALL = 0.25
"""A fall is told where it takes back so much of the rise before it."""
MET = 0.01
"""Rows are met where the training error is so small a share of that of always answering the mean target: R² ≥ 0.99."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Where the test error is highest between two falls. ``value``: of the hyperparameter.

    ``double_descent``: whether the networks behind it meet their training rows. That a test error falls again before
    networks can do so has other reasons.
    """

    value: int
    double_descent: bool


def peak(hyperparameter: str, points: Sequence[SweepPoint]) -> Peak | None:
    """The point behind which the test error falls again, by more than chance makes likely and by a good part of what it
    rose (Belkin, Hsu, Ma & Mandal, Reconciling modern machine-learning practice and the classical bias-variance
    trade-off, PNAS 116, 2019). One behind which the rows are met comes before all others, then the higher one.

    None where there is none, and where the hyperparameter does not make the network able to do more.
    """
    if not adds_capacity(hyperparameter):
        return None
    counts = [point for point in points if point.is_whole and isinstance(point.value, int)]
    rising = sorted(counts, key=lambda point: int(point.value))
    tops = [
        (_meets_its_rows(rising[place + 1]), _error(top), top)
        for place, top in enumerate(rising)
        if any(_is_summit(low, top, high) for low, high in product(rising[:place], rising[place + 1 :]))
    ]
    if not tops:
        return None
    meets, _, top = max(tops, key=lambda found: found[:2])
    return Peak(int(top.value), meets)


def _is_summit(low: SweepPoint, top: SweepPoint, high: SweepPoint) -> bool:
    """Whether the way from ``low`` over ``top`` to ``high`` leads up and clearly down again."""
    fall, rise = _error(top) - _error(high), _error(top) - _error(low)
    return is_above(top, low) and is_above(top, high) and fall >= MIN_FALL * rise


def _meets_its_rows(point: SweepPoint) -> bool:
    """Whether the networks go through their training rows: the interpolation threshold is reached."""
    if point.terms is None or point.result is None:
        return False
    where = point.result.points
    return point.terms.training_error <= MET * float(where.targets.var(axis=0).sum()) * where.share


def _error(point: SweepPoint) -> float:
    return point.terms.test_error if point.terms else 0.0
