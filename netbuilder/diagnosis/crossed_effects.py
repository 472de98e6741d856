"""What trainings that share their rows lose on fresh ones, where each was judged by some of the rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy

ROW_RATIOS = numpy.geomspace(1e-3, 100, 11)
"""The variance of the rest, divided by that of the rows: from rows that differ far more than all else to rows that are
alike."""
TRAINING_RATIOS = numpy.geomspace(1, 1e4, 9)
"""The same of the trainings, which differ at most as much as the rest does."""

Array = numpy.ndarray[Any, Any]


def crossed_effects(values: Array, rows: Array, trainings: Array) -> tuple[Array, Array]:
    """The mean over all rows there could be, for each training, and its standard error.

    A value is taken for a sum of what all have in common, what makes its row hard, what makes its training bad, and
    the rest, the last three being random: rows that happened to be hard are known as such by the other trainings that
    were judged by them. How much each varies is not known: the estimates of all ratios of the variances are weighted
    by their restricted likelihood (Patterson and Thompson, Biometrika 58, 1971), each from the mixed model equations
    (Henderson, Biometrics 31, 1975), from which the rows are eliminated.

    ``values``: (values, quantities), all with the same ``rows`` and ``trainings``, (values,): the number of the row,
    and that of the training, from 0 without gaps. There are at least three values. Returns two arrays (trainings,
    quantities).
    """
    center, asked = values.mean(0), _asked(trainings)
    fits = list(_fits(values - center, rows, trainings, numpy.ones((1, len(numpy.unique(rows))))))
    means = numpy.array([asked @ fit.effects[0] for fit in fits])
    variances = numpy.array([((asked @ fit.inverse[0]) * asked).sum(1)[:, None] * fit.rest for fit in fits])
    weights = _weights(fits)
    mean: Array = (weights * means).sum(0)
    variance: Array = (weights * (variances + (means - mean) ** 2)).sum(0)
    return center + mean, numpy.sqrt(variance)


def resampled_effects(values: Array, rows: Array, trainings: Array, samples: int) -> Array:
    """The means of the first training as other rows could have told them: those of so many samples, each of as many
    rows, drawn from these with replacement (the bootstrap: Efron, Annals of Statistics 7, 1979).

    The arguments as for ``crossed_effects``. Returns (samples, quantities), the same each time.
    """
    total = len(numpy.unique(rows))
    drawn = numpy.random.default_rng(0).multinomial(total, numpy.full(total, 1 / total), samples)
    center, first = values.mean(0), _asked(trainings)[0]
    fits = list(_fits(values - center, rows, trainings, drawn))
    apart = (_weights(fits) * numpy.array([first @ fit.effects for fit in fits])).sum(0)
    means: Array = center + apart
    return means


def _asked(trainings: Array) -> Array:
    """Which effects make up the mean of each training: what all have in common, and its own."""
    total = int(trainings.max()) + 1
    return numpy.column_stack((numpy.ones(total), numpy.eye(total)))


@dataclass(frozen=True, slots=True)
class _Fit:
    """What one pair of ratios makes of each sample of the rows. ``likelihood``: the logarithm of the restricted one,
    (samples, quantities); ``effects``: what all have in common, and then that of each training, (samples, effects,
    quantities); ``rest``: the variance of the rest, (samples, quantities), and ``inverse``: the covariances of the
    effects in units of that, (samples, effects, effects)."""

    likelihood: Array
    effects: Array
    inverse: Array
    rest: Array


def _weights(fits: Sequence[_Fit]) -> Array:
    """How much each pair of ratios counts, (pairs, samples, quantities); together 1."""
    likelihoods = numpy.array([fit.likelihood for fit in fits])
    weights = numpy.exp(likelihoods - likelihoods.max(0))
    normed: Array = weights / weights.sum(0)
    return normed


def _fits(values: Array, rows: Array, trainings: Array, drawn: Array) -> Iterator[_Fit]:
    """``drawn``: how often each row, in the order of their numbers, is in each sample, (samples, rows)."""
    total = int(trainings.max()) + 1
    design = numpy.column_stack((numpy.ones(len(values)), numpy.eye(total)[trainings]))
    _, places, judged = numpy.unique(rows, return_inverse=True, return_counts=True)
    taken = drawn[:, places]
    of_all, by_row = _moments(taken, design, values), _by_judgments(design, values, places, judged, drawn)
    freedom = taken.sum(1)[:, None] - 1
    for row_ratio in ROW_RATIOS:
        left, right, remaining = of_all.products.copy(), of_all.sums.copy(), of_all.squares.copy()
        of_rows = numpy.zeros((len(drawn), 1))
        for judgments, (count, alike) in by_row.items():
            share = 1 / (judgments + row_ratio)
            left -= share * alike.products
            right -= share * alike.sums
            remaining -= share * alike.squares
            of_rows -= count * numpy.log(share * row_ratio)
        for training_ratio in TRAINING_RATIOS:
            inverse = numpy.linalg.inv(left + numpy.diag([0.0, *[training_ratio] * total]))
            effects = inverse @ right
            rest = numpy.maximum(remaining - (effects * right).sum(1), numpy.finfo(float).tiny) / freedom
            determinant = of_rows - numpy.linalg.slogdet(inverse)[1][:, None] - total * numpy.log(training_ratio)
            yield _Fit(-(freedom * numpy.log(rest) + determinant) / 2, effects, inverse, rest)


@dataclass(frozen=True, slots=True)
class _Moments:
    """Sums over values, or rows, each as often as a sample has it: of the products of the design, (samples, effects,
    effects), of those with the values, (samples, effects, quantities), and of the squared values, (samples,
    quantities)."""

    products: Array
    sums: Array
    squares: Array


def _moments(taken: Array, design: Array, values: Array) -> _Moments:
    """``taken``: how often each sample has each of them, (samples, values)."""
    columns = design.T
    return _Moments(
        numpy.stack([taken @ (column[:, None] * design) for column in columns], axis=1),
        numpy.stack([taken @ (column[:, None] * values) for column in columns], axis=1),
        taken @ values**2,
    )


def _by_judgments(
    design: Array, values: Array, places: Array, judged: Array, drawn: Array
) -> dict[int, tuple[Array, _Moments]]:
    """Of the rows that have judged equally many trainings: how many each sample has, (samples, 1), and the moments of
    what each row has summed up over its trainings."""
    order, starts = numpy.argsort(places, kind="stable"), numpy.cumsum(judged) - judged
    designs, sums = (numpy.add.reduceat(each[order], starts) for each in (design, values))
    found = {}
    for judgments in numpy.unique(judged):
        alike = judged == judgments
        taken = drawn[:, alike]
        found[int(judgments)] = taken.sum(1)[:, None], _moments(taken, designs[alike], sums[alike])
    return found
