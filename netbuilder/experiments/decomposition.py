"""Bias², variance and noise from the predictions of many networks, with their standard errors."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from netbuilder.experiments.few_networks import is_clear, widening
from netbuilder.experiments.resampling import Points

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

NAMES = ("bias2", "variance", "noise", "total", "test_error")
"""The terms in their order: the first three add up to ``total``, which the measured test error should meet."""

DIFFERENCE = "bias2 - variance"
"""Under this name the standard errors hold that of the difference of both."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The decomposition of the expected squared error at some epoch (Geman, Bienenstock & Doursat, Neural Computation
    4, 1992): of the predicted numbers, or of the predicted probabilities of the classes (the Brier score).

    ``nan`` is what cannot be said: bias² and variance of a single network, the noise of rows whose formula nobody
    knows (``bias2`` then holds both). Estimates are unbiased, so that a bias² near zero may come out below it.
    ``test_error``: measured at the points, on targets that the networks have not seen. ``training_error``: the same
    measure on the rows that each network learned from, at the last epoch alone. ``members``: the networks that were
    counted; ``diverged``: those left out because their predictions are no longer numbers.
    """

    epoch: int
    bias2: float
    variance: float
    noise: float
    total: float
    test_error: float
    training_error: float
    members: int
    diverged: int
    standard_errors: Mapping[str, float] = field(default_factory=dict)

    def is_clear(self, name: str) -> bool:
        """Whether there were enough networks to tell a term from zero."""
        error = self.standard_errors.get(name, math.nan)
        return is_clear(getattr(self, name), error, self.members)


@dataclass(frozen=True, slots=True)
class ZeroOne:
    """The decomposition of the share of wrong classes (Domingos, A Unified Bias-Variance Decomposition, ICML 2000).

    The main prediction of a point is the class that most networks choose. ``bias``: the share of points where it is not
    the likeliest class; ``variance``: the share of predictions that differ from it; ``net_variance``: how much these
    raise the error, as they help where the main prediction is wrong; ``noise``: the share of wrong classes of the best
    that could be done. Without noise, ``bias + net_variance`` is the expected error.
    """

    bias: float
    variance: float
    net_variance: float
    noise: float
    test_error: float
    standard_errors: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class PerPoint:
    """Bias² and variance at each point, float64 (points,), and the mean prediction (points, numbers or classes)."""

    bias2: Array
    variance: Array
    mean: Array


def decompose(epoch: int, estimates: Array, met: Array, points: Points, training_errors: Array | None = None) -> Terms:
    """The terms for ``estimates`` (members, points, numbers), compared with ``met`` of the same shape.

    Members whose predictions are not all finite are left out. ``training_errors``: (members,), where measured.
    """
    import numpy

    learned = numpy.full(len(estimates), math.nan) if training_errors is None else training_errors
    finite = counted(estimates)
    members, diverged = int(finite.sum()), int((~finite).sum())
    noise = math.nan if points.noise is None else float(points.noise.mean())
    if not members:
        return Terms(epoch, math.nan, math.nan, noise, math.nan, math.nan, math.nan, 0, diverged)
    if diverged:
        estimates, met, learned = estimates[finite], met[finite], learned[finite]
    errors, weight = estimates - points.goal, points.share / estimates.shape[1]
    distances, tests = _squares(errors) * weight, test_errors(estimates, met, points)
    bias2, variance, leaving_out = _of_squares(errors, weight)
    leaving_out[DIFFERENCE] = leaving_out["bias2"] - leaving_out["variance"]
    # Few networks mostly show too little variance: where it is the larger, the plain error is enough.
    spread = {
        "bias2": _jackknifed(leaving_out["bias2"]),
        "variance": _jackknifed(leaving_out["variance"], squares=True, skewed=True),
        DIFFERENCE: _jackknifed(leaving_out[DIFFERENCE], skewed=bias2 > variance),
    }
    spread |= {"noise": 0.0 * noise, "total": _of_mean(distances), "test_error": _of_mean(tests)}
    return Terms(
        epoch=epoch,
        bias2=bias2,
        variance=variance,
        noise=noise,
        total=float(distances.mean()) + (0.0 if points.noise is None else noise),
        test_error=float(tests.mean()),
        training_error=float(learned.mean()),
        members=members,
        diverged=diverged,
        standard_errors={**spread, "training_error": _of_mean(learned)},
    )


def test_errors(estimates: Array, met: Array, points: Points) -> Array:
    """The squared error of each member at the points, (members,), from arrays (members, points, numbers)."""
    errors: Array = _squares(estimates - met) * (points.share / estimates.shape[1])
    return errors


def counted(estimates: Array) -> Array:
    """Which members have not diverged: all that they predict are numbers."""
    import numpy

    finite: Array = numpy.all(numpy.isfinite(estimates), axis=(1, 2))
    return finite


def _of_squares(errors: Array, weight: float) -> tuple[float, float, dict[str, Array]]:
    """Bias², variance, and both with each member left out in turn.

    With e the errors of R members at a point and ē their mean, E ē² is bias² + variance/R. So variance is
    Σ(e − ē)²/(R − 1) and bias² is ē² − variance/R, both unbiased. Left out, member i moves ē to ē − (eᵢ − ē)/(R − 1),
    which gives both without doing the sums again.
    """
    import numpy

    count = len(errors)
    if count < 2:
        return math.nan, math.nan, {"bias2": numpy.empty(0), "variance": numpy.empty(0)}
    mean = errors.mean(axis=0)
    rest = errors - mean
    squares, along = _squares(rest) * weight, (rest * mean).sum(axis=(1, 2)) * weight
    variance = float(squares.sum()) / (count - 1)
    size = float((mean**2).sum()) * weight
    if count < 3:
        return size - variance / count, variance, {"bias2": numpy.empty(0), "variance": numpy.empty(0)}
    left = count - 1
    variances = (squares.sum() - squares * (1 + 1 / left)) / (left - 1)
    biases = size - 2 * along / left + squares / left**2 - variances / left
    return size - variance / count, variance, {"bias2": biases, "variance": variances}


def per_point(estimates: Array, points: Points) -> PerPoint:
    """Bias² and variance at each point, from ``estimates`` (members, points, numbers) that are finite."""
    import numpy

    count, mean = len(estimates), estimates.mean(axis=0)
    if count < 2:
        nothing = numpy.full(len(mean), math.nan)
        return PerPoint(nothing, nothing, mean)
    variance = ((estimates - mean) ** 2).sum(axis=(0, 2)) * points.share / (count - 1)
    bias2 = ((mean - points.goal) ** 2).sum(axis=1) * points.share - variance / count
    return PerPoint(bias2, variance, mean)


def zero_one(estimates: Array, met: Array, points: Points) -> ZeroOne:
    """The decomposition of the share of wrong classes, from finite probabilities (members, points, classes)."""
    import numpy

    votes, best = estimates.argmax(axis=2), points.goal.argmax(axis=1)
    counts = numpy.eye(points.classes, dtype=numpy.int64)[votes]
    wrong = (votes != met.argmax(axis=2)).mean(axis=1)
    total, members = counts.sum(axis=0), len(votes)
    found = _of_votes(total, best)
    leaving_out = numpy.array([_of_votes(total - one, best) for one in counts]) if members > 2 else numpy.empty((0, 3))
    names = ("bias", "variance", "net_variance")
    spread = {name: _jackknifed(column) for name, column in zip(names, leaving_out.T, strict=True)}
    noise = math.nan if points.expected is None else float(1 - points.expected.max(axis=1).mean())
    errors = {**spread, "noise": 0.0 if points.expected is not None else math.nan, "test_error": _of_mean(wrong)}
    return ZeroOne(*found, noise, float(wrong.mean()), errors)


def _of_votes(counts: Array, best: Array) -> tuple[float, float, float]:
    """Bias, variance and net variance from how many networks chose each class, (points, classes)."""
    import numpy

    members, places = counts[0].sum(), numpy.arange(len(counts))
    main = counts.argmax(axis=1)
    bias = float((main != best).mean())
    variance = float(1 - (counts[places, main] / members).mean())
    missed = float(1 - (counts[places, best] / members).mean())
    return bias, variance, missed - bias


def _squares(values: Array) -> Array:
    """The sum of squares of each member."""
    sums: Array = (values**2).sum(axis=(1, 2))
    return sums


def _of_mean(values: Array) -> float:
    """The standard error of a mean of independent squares: s/√R, widened."""
    import numpy

    if len(values) < 2 or not numpy.isfinite(values).all():
        return math.nan
    wide = widening(len(values), squares=True, skewness=_skewness(values))
    return wide * float(values.std(ddof=1)) / math.sqrt(len(values))


def _jackknifed(leaving_out: Array, *, squares: bool = False, skewed: bool = False) -> float:
    """The standard error of an estimate from its values with each member left out: √((R − 1)/R Σ(θᵢ − θ̄)²) (Tukey's
    jackknife, Annals of Mathematical Statistics 29, 1958), widened. ``skewed``: also for how skewed they are."""
    count = len(leaving_out)
    if count < 3:
        return math.nan
    wide = widening(count, squares=squares, skewness=_skewness(leaving_out) if skewed else 0.0)
    return wide * math.sqrt((count - 1) * float(leaving_out.var()))


def _skewness(values: Array) -> float:
    """The third standardized moment; 0 of equal values."""
    rest = values - values.mean()
    spread = float((rest**2).mean())
    return float((rest**3).mean()) / spread**1.5 if spread > 0 else 0.0
