"""The losses of single validation rows in trainings beside each other, and what they tell of the first of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

import numpy

from netbuilder.diagnosis.crossed_effects import crossed_effects, resampled_effects
from netbuilder.diagnosis.trends import FEWEST_LAST, LAST_SHARE
from netbuilder.diagnosis.turns import likeliest
from netbuilder.training.baseline import Expected, Measured, Turn

STRETCHES = 50
"""A run is looked at in about so many stretches of epochs."""
OF_AGE = 0.1
"""A stretch is at most this share of the epochs before it: early on, losses change from epoch to epoch."""
LAST_OF_LONGER = 0.1
"""The stretch at the end of the longer training that is its result."""
SMOOTHED = 1.5
"""The standard deviation, in stretches, of the weights by which a course is smoothed."""
SAMPLES = 60
"""So many draws of the rows show how sure the turn is."""
FEWEST_VALUES = 3
"""Of fewer values nothing is known about how they vary."""

Array = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class RowCourse:
    """One training, in the units of the run. ``rows``: the numbers of its validation rows, (rows,); ``losses``: theirs
    over the epochs of the run, (stretches, rows); ``after``: over those of the longer training, (stretches, rows), none
    where it was not trained longer."""

    rows: Array
    losses: Array
    after: Array


def row_course(rows: Array, losses: Array, epochs: int) -> RowCourse:
    """``losses``: (all epochs, rows); ``epochs``: of the run."""
    return RowCourse(rows, _means(losses[:epochs], _starts(epochs)), _longer(losses[epochs:], epochs))


def moved_to(course: RowCourse, losses: Sequence[float]) -> RowCourse:
    """The same rows, each with as much more loss as makes their mean that of the run after each of its epochs. A
    training that is not quite the same tells which rows are hard, but nothing of more epochs of the run."""
    run = _means(numpy.array(losses)[:, None], _starts(len(losses)))
    return replace(
        course, losses=course.losses + run - course.losses.mean(axis=1, keepdims=True), after=course.after[:0]
    )


def _longer(losses: Array, epochs: int) -> Array:
    """The means over the stretches after a run of so many epochs: all as long as its last."""
    return _means(losses, list(range(0, len(losses), _longest(epochs)))) if len(losses) else losses


def _means(losses: Array, starts: Sequence[int]) -> Array:
    lengths = numpy.diff([*starts, len(losses)])
    means: Array = numpy.add.reduceat(losses, starts, dtype=float) / lengths[:, None]
    return means


def _starts(epochs: int) -> list[int]:
    """Before which epoch, counted from 0, each stretch of a run begins."""
    starts = [0]
    while (start := starts[-1] + min(_longest(epochs), max(1, int(OF_AGE * starts[-1])))) < epochs:
        starts.append(start)
    return starts


def _longest(epochs: int) -> int:
    return max(1, epochs // STRETCHES)


def expected(courses: Sequence[RowCourse], epochs: int) -> Expected | None:
    """What the first of these trainings, a run of so many epochs, would lose on fresh rows; None of too few values."""
    if sum(len(course.rows) for course in courses) < FEWEST_VALUES:
        return None
    ends = [_end(course, epochs) for course in courses]
    falls = [(course.losses - end).T for course, end in zip(courses, ends, strict=True)]
    means = crossed_effects(*_of_all(courses, falls))[0]
    elsewhere_too = means[1:].mean(axis=0) if len(courses) > 1 else means[0]
    lows = int(_lowest(means[0])), int(_lowest(elsewhere_too))
    bottoms = [[course.losses[around].mean(axis=0) for around in map(_around, lows)] for course in courses]
    own, elsewhere, level = _measured(
        courses,
        [numpy.column_stack((end - low, end - other, end)) for end, (low, other) in zip(ends, bottoms, strict=True)],
    )
    rise = _middle(own, elsewhere)
    if len(courses[0].after):
        longer = [(course, low) for course, low in zip(courses, bottoms, strict=True) if len(course.after)]
        stays = _middle(
            *_measured(
                [course for course, _ in longer],
                [(numpy.median(course.after, axis=0) - low).T for course, low in longer],
            )
        )
        rise = min(rise, stays, key=lambda found: found.value)
    return Expected(level, rise, level.value - own.value, _turn(courses, falls, epochs))


def expected_fall(courses: Sequence[RowCourse], epochs: int) -> Measured | None:
    """By how much the longer training would lower the loss of the first of them on fresh rows; None where it was not
    trained longer, or of too few values."""
    longer = [course for course in courses if len(course.after)]
    if not longer or longer[0] is not courses[0] or sum(len(course.rows) for course in longer) < FEWEST_VALUES:
        return None
    falls = [_end(course, epochs) - _last(course.after, LAST_OF_LONGER * len(course.after)) for course in longer]
    (found,) = _measured(longer, [fall[:, None] for fall in falls])
    return found


def _turn(courses: Sequence[RowCourse], falls: Sequence[Array], epochs: int) -> Turn:
    """Where the course of the first of them is lowest. ``falls``: from each stretch to the end, (rows, stretches)."""
    drawn = resampled_effects(*_of_all(courses, falls), SAMPLES)
    starts = numpy.array([*_starts(epochs), epochs])
    middles = (starts[:-1] + 1 + starts[1:]) // 2
    return likeliest(middles[_lowest(drawn)], epochs)


def _of_all(courses: Sequence[RowCourse], values: Sequence[Array]) -> tuple[Array, Array, Array]:
    """The values of all trainings, their rows and their trainings. ``values``: of each training, (rows,
    quantities)."""
    rows = numpy.concatenate([course.rows for course in courses])
    trainings = numpy.repeat(numpy.arange(len(courses)), [len(course.rows) for course in courses])
    return numpy.concatenate(values), rows, trainings


def _measured(courses: Sequence[RowCourse], values: Sequence[Array]) -> list[Measured]:
    """The quantities of the first training."""
    means, errors = crossed_effects(*_of_all(courses, values))
    return [Measured(float(mean), float(error)) for mean, error in zip(means[0], errors[0], strict=True)]


def _end(course: RowCourse, epochs: int) -> Array:
    """Where the losses of the rows stand at the end of the run, (rows,)."""
    return _last(course.losses, max(FEWEST_LAST, LAST_SHARE * epochs) / _longest(epochs))


def _last(losses: Array, stretches: float) -> Array:
    """The mean over so many stretches at the end, at least one."""
    last: Array = losses[-max(1, round(stretches)) :].mean(axis=0)
    return last


def _lowest(courses: Array) -> Array:
    """The stretch where each smoothed course is lowest. ``courses``: (..., stretches)."""
    from scipy.ndimage import gaussian_filter1d

    lowest: Array = gaussian_filter1d(courses, SMOOTHED, mode="nearest").argmin(-1)
    return lowest


def _around(stretch: int) -> slice:
    return slice(max(0, stretch - 1), stretch + 2)


def _middle(one: Measured, other: Measured) -> Measured:
    """From the lowest point of its own course, which lies too low by chance, and from where the mean of the others is
    lowest, which lies too high: in the middle of both."""
    return Measured(fmean((one.value, other.value)), fmean((one.error, other.error)))
