"""What happens to loaded rows: split, normalize, add noise. Exported scripts contain these functions as they stand."""

from __future__ import annotations

from typing import Any


def part_sizes(rows: int, validation: float, test: float) -> tuple[int, int]:
    """How many rows validate and how many test: at least one where there is a share."""
    validating = max(1, round(rows * validation)) if validation else 0
    return validating, max(1, round(rows * test)) if test else 0


def ordered_split(targets: Any, validation: float, test: float) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, in this order in the data."""
    rows = list(range(len(targets)))
    validating, testing = part_sizes(len(rows), validation, test)
    first, second = len(rows) - validating - testing, len(rows) - testing
    return rows[:first], rows[first:second], rows[second:]


def shuffled_split(targets: Any, validation: float, test: float, seed: int) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, drawn blindly."""
    import random

    rows = list(range(len(targets)))
    random.Random(seed).shuffle(rows)
    first, testing = part_sizes(len(rows), validation, test)
    second = first + testing
    return rows[second:], rows[:first], rows[first:second]


def stratified_split(targets: Any, validation: float, test: float, seed: int) -> tuple[list[int], list[int], list[int]]:
    """Row numbers for training, validation and test, with the same share of each class.

    The classes take turns, so that the first rows of a part have these shares too.
    """
    import array
    import random

    import numpy

    order = array.array("q", range(len(targets)))
    random.Random(seed).shuffle(order)
    rows = numpy.frombuffer(order, numpy.int64)
    _, counts = numpy.unique(targets, return_counts=True)
    by_class = rows[numpy.argsort(targets[rows], kind="stable")]
    parts: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for group in numpy.split(by_class, numpy.cumsum(counts)[:-1]):
        first, testing = part_sizes(len(group), validation, test)
        second = first + testing
        shares = (group[second:], group[:first], group[first:second])
        for part, share in zip(parts, shares, strict=True):
            part.append((share, (numpy.arange(len(share)) + 0.5) / len(share)))
    for part in parts:
        row, turn = map(numpy.concatenate, zip(*part, strict=True))
        part[:] = row[numpy.lexsort((row, turn))].tolist()
    return parts


def filled(features: Any, training: list[int], gaps: tuple[tuple[int, int], ...]) -> Any:
    """The features with the median of the training rows where they are nan.

    A gap of several columns, one for each category, gets the most frequent one.
    """
    import numpy

    whole = numpy.array(features, numpy.float64)
    for start, end in gaps:
        part = whole[:, start:end]
        known = part[training][~numpy.isnan(part[training, 0])]
        value = numpy.zeros(end - start)
        if end - start > 1:
            value[known.sum(axis=0).argmax()] = 1.0
        elif len(known):
            value[:] = numpy.median(known)
        part[numpy.isnan(part[:, 0])] = value
    return whole


def min_max(training: Any) -> tuple[Any, Any]:
    """Shift and scale that bring each feature of the training rows between 0 and 1."""
    shift = training.min(axis=0)
    scale = training.max(axis=0) - shift
    scale[scale == 0] = 1.0
    return shift, scale


def global_min_max(training: Any) -> tuple[Any, Any]:
    """Shift and scale that bring the training rows as a whole between 0 and 1."""
    shift = training.min()
    scale = training.max() - shift
    return shift, scale if scale else 1.0


def z_score(training: Any) -> tuple[Any, Any]:
    """Shift and scale that give each feature in training mean 0 and deviation 1."""
    shift = training.mean(axis=0)
    scale = training.std(axis=0)
    constant = training.min(axis=0) == training.max(axis=0)
    scale[constant | (scale == 0)] = 1.0
    return shift, scale


def class_weights(training: Any, classes: int) -> Any:
    """How much a row of each class counts: scikit-learn's "balanced" weights.

    From the training rows: rows / (classes present × rows of the class), 1 for a class
    without any. All classes then count the same, a row 1 on average.
    """
    import numpy

    counts = numpy.bincount(numpy.asarray(training, numpy.int64), minlength=classes)
    present = counts > 0
    return numpy.where(present, len(training) / (present.sum() * numpy.maximum(counts, 1)), 1.0)


def noisy(values: Any, training: list[int], noise: float, seed: int, stream: int) -> Any:
    """The values of all rows, those of the training rows moved by normal noise.

    Its deviation is ``noise`` times that of each column over the training rows.
    Streams of one seed have nothing to do with each other.
    """
    import numpy

    moved = numpy.array(values, numpy.float64)
    known = moved[training]
    drawn = numpy.random.RandomState((seed, stream)).randn(*known.shape)
    moved[training] = known + noise * known.std(axis=0) * drawn
    return moved


def flipped_classes(targets: Any, training: list[int], noise: float, classes: int, seed: int, stream: int) -> Any:
    """The classes, a share of those of the training rows exchanged for another.

    A higher share flips the rows of a lower one too, to the same classes.
    """
    import numpy

    flipped = numpy.array(targets, numpy.int64)
    order, step = numpy.random.RandomState((seed, stream)).rand(len(training), 2).T
    chosen = numpy.argsort(order, kind="stable")[: round(noise * len(training))]
    rows = numpy.asarray(training, numpy.int64)[chosen]
    other = 1 + (step[chosen] * (classes - 1)).astype(numpy.int64)
    flipped[rows] = (flipped[rows] + other) % classes
    return flipped
