"""What trainings that share their rows lose on fresh ones, where each was judged by some of the rows."""

from __future__ import annotations

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
    _, places = numpy.unique(rows, return_inverse=True)
    count, total, rows_in_all = len(values), int(trainings.max()) + 1, int(places.max()) + 1
    design = numpy.column_stack((numpy.ones(count), numpy.eye(total)[trainings]))
    judged = numpy.bincount(places).astype(float)
    designs, sums = _by_row(design, places, rows_in_all), _by_row(values, places, rows_in_all)
    asked = numpy.column_stack((numpy.ones(total), numpy.eye(total)))
    fits, means, variances = list[Array](), list[Array](), list[Array]()
    for row_ratio in ROW_RATIOS:
        share = 1 / (judged + row_ratio)[:, None]
        left = design.T @ design - (designs * share).T @ designs
        right = design.T @ values - (designs * share).T @ sums
        squares = (values**2).sum(0) - (sums**2 * share).sum(0)
        of_rows = -numpy.log(share).sum() - rows_in_all * numpy.log(row_ratio)
        for training_ratio in TRAINING_RATIOS:
            inverse = numpy.linalg.inv(left + numpy.diag([0.0, *[training_ratio] * total]))
            effects = inverse @ right
            rest = numpy.maximum(squares - (effects * right).sum(0), numpy.finfo(float).tiny) / (count - 1)
            determinant = of_rows - numpy.linalg.slogdet(inverse)[1] - total * numpy.log(training_ratio)
            fits.append(-((count - 1) * numpy.log(rest) + determinant) / 2)
            means.append(asked @ effects)
            variances.append(((asked @ inverse) * asked).sum(1)[:, None] * rest)
    weights = numpy.exp(numpy.array(fits) - numpy.max(fits, axis=0))[:, None]
    weights /= weights.sum(0)
    mean = (weights * means).sum(0)
    variance = (weights * (variances + (numpy.array(means) - mean) ** 2)).sum(0)
    return mean, numpy.sqrt(variance)


def _by_row(values: Array, places: Array, count: int) -> Array:
    """The sums over the trainings that were judged by each row, (rows, columns)."""
    sums = numpy.zeros((count, values.shape[1]))
    numpy.add.at(sums, places, values)
    return sums
