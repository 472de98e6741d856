"""What trainings that share their rows lose on fresh ones, where each was judged by some of the rows."""

from __future__ import annotations

import math
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
    total, count = int(trainings.max()) + 1, len(values)
    design = numpy.column_stack((numpy.ones(count), numpy.eye(total)[trainings]))
    asked = numpy.column_stack((numpy.ones(total), numpy.eye(total)))
    center = values.mean(0)
    apart = values - center
    products, sums, squares = design.T @ design, design.T @ apart, (apart**2).sum(0)
    by_row = _by_judgments(design, apart, rows)
    fits, means, variances = list[Array](), list[Array](), list[Array]()
    for row_ratio in ROW_RATIOS:
        left, right, remaining, of_rows = products.copy(), sums.copy(), squares.copy(), 0.0
        for alike in by_row:
            share = 1 / (alike.judgments + row_ratio)
            left -= share * alike.products
            right -= share * alike.sums
            remaining -= share * alike.squares
            of_rows -= alike.rows * math.log(share * row_ratio)
        for training_ratio in TRAINING_RATIOS:
            inverse = numpy.linalg.inv(left + numpy.diag([0.0, *[training_ratio] * total]))
            effects = inverse @ right
            rest = numpy.maximum(remaining - (effects * right).sum(0), numpy.finfo(float).tiny) / (count - 1)
            determinant = of_rows - numpy.linalg.slogdet(inverse)[1] - total * numpy.log(training_ratio)
            fits.append(-((count - 1) * numpy.log(rest) + determinant) / 2)
            means.append(asked @ effects)
            variances.append(((asked @ inverse) * asked).sum(1)[:, None] * rest)
    weights = numpy.exp(numpy.array(fits) - numpy.max(fits, axis=0))[:, None]
    weights /= weights.sum(0)
    mean = (weights * means).sum(0)
    variance = (weights * (variances + (numpy.array(means) - mean) ** 2)).sum(0)
    return center + mean, numpy.sqrt(variance)


@dataclass(frozen=True, slots=True)
class _Alike:
    """Rows that have judged equally many trainings. ``products``, ``sums``, ``squares``: of what each row has summed up
    over its trainings, the design and the values, added over the rows."""

    judgments: int
    rows: int
    products: Array
    sums: Array
    squares: Array


def _by_judgments(design: Array, values: Array, rows: Array) -> list[_Alike]:
    _, places, judged = numpy.unique(rows, return_inverse=True, return_counts=True)
    order, starts = numpy.argsort(places, kind="stable"), numpy.cumsum(judged) - judged
    designs, sums = (numpy.add.reduceat(each[order], starts) for each in (design, values))
    return [
        _Alike(
            int(judgments),
            int((alike := judged == judgments).sum()),
            designs[alike].T @ designs[alike],
            designs[alike].T @ sums[alike],
            (sums[alike] ** 2).sum(0),
        )
        for judgments in numpy.unique(judged)
    ]
