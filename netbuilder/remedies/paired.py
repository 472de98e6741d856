"""How far the mean of differences row by row and seed by seed can be told from none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """``mean``: by how much the values got lower; ``error``: its standard error, infinite where it is unknown;
    ``degrees``: those of freedom, which say how far the error itself may be off."""

    mean: float
    error: float
    degrees: float

    def least(self, sure: float) -> float:
        """What the difference exceeds with this chance, 0.5 to 1, by Student's distribution (Biometrika 6, 1908)."""
        return self.mean - self._margin(sure)

    def most(self, sure: float) -> float:
        """What it stays below with this chance."""
        return self.mean + self._margin(sure)

    def _margin(self, sure: float) -> float:
        from scipy.special import stdtrit

        return self.error * float(stdtrit(self.degrees, sure)) if math.isfinite(self.error) else math.inf


UNKNOWN = Difference(0.0, math.inf, 1.0)
"""Where nothing is known of a difference."""


def difference(before: Array, after: Array, groups: Array | None = None) -> Difference:
    """How much lower the mean of ``after`` is, both (seeds, rows) of the same seeds and rows.

    Two things may be chance: which rows were judged, and which seeds were drawn. Both variances add up, and their
    degrees of freedom as Welch has it (Biometrika 34, 1947). ``groups``: a number for each row, (rows,); each group
    counts the same then, however many rows it has.
    """
    import numpy

    with numpy.errstate(invalid="ignore"):
        apart = before - after
    if not numpy.isfinite(apart).all():
        return UNKNOWN
    weights = group_weights(groups, apart.shape[1])
    numbers = numpy.zeros(len(weights), numpy.int64) if groups is None else groups
    of_rows, of_seeds = apart.mean(axis=0), apart @ weights
    return _summed(float(of_seeds.mean()), [_of_rows(of_rows, weights, numbers), _of_seeds(of_seeds)])


def unpaired(before: Array, after: Array) -> Difference:
    """The same where other rows were judged, (seeds, rows) each: nothing cancels."""
    import numpy

    if not (numpy.isfinite(before).all() and numpy.isfinite(after).all()):
        return UNKNOWN
    parts = []
    for values in (before, after):
        rows = values.shape[1]
        parts += [
            _of_rows(values.mean(axis=0), group_weights(None, rows), numpy.zeros(rows, numpy.int64)),
            _of_seeds(values.mean(axis=1)),
        ]
    return _summed(float(before.mean() - after.mean()), parts)


def group_weights(groups: Array | None, rows: int) -> Array:
    """How much each row counts in the mean, (rows,): as much as any other, or each group as much as any other."""
    import numpy

    if groups is None:
        return numpy.full(rows, 1 / rows)
    _, places, counts = numpy.unique(groups, return_inverse=True, return_counts=True)
    weights: Array = 1 / (len(counts) * counts[places])
    return weights


Variance = tuple[float, float]
"""Of a mean, and its degrees of freedom."""


def _of_rows(values: Array, weights: Array, groups: Array) -> Variance:
    """Of the weighted mean of values, (rows,), which spread alike within each group."""
    import numpy

    _, places, counts = numpy.unique(groups, return_inverse=True, return_counts=True)
    centered = values - (numpy.bincount(places, values) / counts)[places]
    free = len(values) - len(counts)
    return (float((centered**2).sum()) / free * float((weights**2).sum()), free) if free else (math.inf, 1)


def _of_seeds(values: Array) -> Variance:
    """Of the mean of values, (seeds,)."""
    count = len(values)
    return (float(values.var(ddof=1)) / count, count - 1) if count > 1 else (math.inf, 1)


def _summed(mean: float, parts: Sequence[Variance]) -> Difference:
    total = math.fsum(variance for variance, _ in parts)
    if not math.isfinite(total):
        return Difference(mean, math.inf, 1.0)
    squares = math.fsum(variance**2 / degrees for variance, degrees in parts)
    return Difference(mean, math.sqrt(total), total**2 / squares if squares else 1.0)
