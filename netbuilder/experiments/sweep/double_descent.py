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


ENOUGH = 2
"""Values behind the peak, beyond the interpolation threshold, at which the error must be clearly lower."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Where the test error is highest between two falls. ``value``: of the hyperparameter.

    ``beyond``: at how many values behind it the error is clearly lower and the networks meet their training rows. That
    a test error falls again before networks can do so has other reasons.
    """

    value: int
    beyond: int

    @property
    def double_descent(self) -> bool:
        """Whether the second fall is told: one value alone may be a lucky one."""
        return self.beyond >= ENOUGH


def peak(hyperparameter: str, points: Sequence[SweepPoint]) -> Peak | None:
    """The point behind which the test error falls again, by more than chance makes likely and by a good part of what it
    rose (Belkin, Hsu, Ma & Mandal, Reconciling modern machine-learning practice and the classical bias-variance
    trade-off, PNAS 116, 2019). One that is a double descent comes before all others, then the higher one.

    None where there is none, and where the hyperparameter does not make the network able to do more.
    """
    if not adds_capacity(hyperparameter):
        return None
    counts = [point for point in points if point.is_whole and isinstance(point.value, int)]
    rising = sorted(counts, key=lambda point: int(point.value))
    tops = [
        (Peak(int(top.value), _beyond(rising[:place], top, rising[place + 1 :])), _error(top))
        for place, top in enumerate(rising)
        if any(_is_summit(low, top, high) for low, high in product(rising[:place], rising[place + 1 :]))
    ]
    return max(tops, key=lambda found: (min(found[0].beyond, ENOUGH), found[1]))[0] if tops else None


def _beyond(before: Sequence[SweepPoint], top: SweepPoint, behind: Sequence[SweepPoint]) -> int:
    """At how many of the values behind a peak the rows are met and the error is clearly lower: none, where the next one
    still misses them, as the peak is then not where networks begin to meet them."""
    if not behind or not _meets_its_rows(behind[0]):
        return 0
    return sum(_meets_its_rows(high) and any(_is_summit(low, top, high) for low in before) for high in behind)


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
