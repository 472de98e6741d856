"""The file of one experiment: its form, and how what was measured becomes JSON and comes back.

The file may come from somebody else: what does not belong together, or is larger than anything measured, is refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, model_validator

from netbuilder.experiments.decomposition import PerPoint, Terms, ZeroOne
from netbuilder.experiments.record import Result
from netbuilder.experiments.report import ZERO_ONE
from netbuilder.experiments.resampling import Points, Vary
from netbuilder.experiments.saved.saved_message import Line, SavedMessage, Written, said
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.runs.results import LARGEST

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

DRAWN_FEATURES = 2
"""Measurements along inputs are drawn over one or two features; where there are more, the points lie nowhere."""

DIGITS = 7
"""What is only drawn is kept as exactly as the networks computed it."""

MAX_ENTRIES = 10_000
"""Of values of the hyperparameter, of epochs that were measured, and of notes: more than are ever measured."""

Count = Annotated[int, Field(ge=0, le=2**62)]
Scalar = bool | Annotated[int, Field(ge=-(2**62), le=2**62)] | float | Line | None
Value = Scalar | list[Scalar]
"""Where a hyperparameter can be."""


class Numbers(Written):
    """An array: its shape, and its numbers row by row."""

    shape: Annotated[tuple[Count, ...], Field(max_length=3)]
    values: list[float]

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if math.prod(self.shape) != len(self.values):
            raise ValueError("the numbers do not fill the shape")
        _require_measured(self.values)
        return self

    @classmethod
    def of(cls, array: Array) -> Self:
        """The numbers of an array, rounded to ``DIGITS`` digits."""
        return cls(shape=array.shape, values=[float(f"{value:.{DIGITS}g}") for value in array.ravel().tolist()])

    def array(self) -> Array:
        """The array, float64."""
        import numpy

        return numpy.array(self.values, numpy.float64).reshape(self.shape)


class SavedPerPoint(Written):
    """See ``PerPoint``."""

    bias2: Numbers
    variance: Numbers
    mean: Numbers


class SavedPoints(Written):
    """Where the networks were measured: see ``Points``."""

    rows: list[Count]
    features: Numbers
    targets: Numbers
    expected: Numbers | None
    noise: Numbers | None
    classes: Count

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        points, columns = len(self.rows), self.targets.shape[-1] if self.targets.shape else 0
        _require(points > 0 and columns > 0 and self.classes in (0, columns))
        _require(len(self.features.shape) == 2 and self.features.shape[0] == points)
        _require(self.targets.shape == (points, columns))
        _require(self.expected is None or self.expected.shape == self.targets.shape)
        _require(self.noise is None or self.noise.shape == (points,))
        return self


class SavedResult(Written):
    """What was measured at one value of the hyperparameter. ``shown``, ``test_errors``: see ``Result``. ``predictions``
    lie in a file beside this one, in experiments of earlier versions here."""

    resamples: Count
    seconds: float
    stopped: bool
    notes: Annotated[list[SavedMessage | Line], Field(max_length=MAX_ENTRIES)]
    records: Annotated[tuple[Terms, ...], Field(max_length=MAX_ENTRIES)]
    zero_one: ZeroOne | None
    points: SavedPoints
    per_point: SavedPerPoint | None
    shown: Numbers | None
    test_errors: list[float] | None = None
    fits: Numbers | None = None

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        there, targets = self.per_point, self.points.targets.shape
        _require(there is None or there.mean.shape == targets)
        _require(there is None or there.bias2.shape == there.variance.shape == targets[:1])
        shown = self.shown.shape if self.shown is not None else ()
        _require(not shown or len(shown) == 2)
        _require(self.fits is None or self.fits.shape[1:] == (*shown[:1], targets[1]))
        _require(self.zero_one is None or self.zero_one.standard_errors.keys() >= set(ZERO_ONE))
        epochs = [terms.epoch for terms in self.records]
        _require(epochs == sorted({*epochs}) and all(0 <= epoch <= 2**31 for epoch in epochs))
        for terms in self.records:
            _require(min(terms.members, terms.diverged) >= 0 and max(terms.members, terms.diverged) <= 2**31)
        _require_measured([self.seconds, *(self.test_errors or ())])
        parts: list[Terms | ZeroOne] = [*self.records, *([self.zero_one] if self.zero_one else [])]
        for part in parts:
            _require_measured(_figures(part))
        return self


class SavedPoint(Written):
    """One value of the hyperparameter; ``problem``: why nothing was measured."""

    value: Value
    problem: SavedMessage | Line | None
    result: SavedResult | None


class ExperimentFile(Written):
    """What the file holds. ``project``: the whole project document. ``hyperparameter``: None where nothing was
    swept."""

    netbuilder: str
    started: Line
    resamples: Count
    vary: Vary
    knob: Line | None
    drawn: Value
    seconds: float
    stopped: bool
    points: Annotated[tuple[SavedPoint, ...], Field(max_length=MAX_ENTRIES)]
    project: dict[str, Any]

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        numbers = [self.drawn, *(point.value for point in self.points)]
        _require_measured([self.seconds, *(value for value in numbers if isinstance(value, float))])
        _require(self.knob is not None or len(self.points) == 1)
        return self


def written(point: SweepPoint) -> SavedPoint:
    """A point as the file has it."""
    value = list(point.value) if isinstance(point.value, tuple) else point.value
    problem = None if point.problem is None else SavedMessage.of(point.problem)
    return SavedPoint(value=value, problem=problem, result=_written(point.result) if point.result else None)


def found(point: SavedPoint) -> SweepPoint:
    """A point as it was, apart from what every single network predicted."""
    value = tuple(point.value) if isinstance(point.value, list) else point.value
    problem = None if point.problem is None else said(point.problem)
    return SweepPoint(value, _found(point.result) if point.result else None, problem)


def _require(fits: bool) -> None:
    if not fits:
        raise ValueError("the measurements do not belong together")


def _require_measured(values: Iterable[float]) -> None:
    """Raise ValueError where a number is larger than any that is measured; what is no number may stand there."""
    _require(not any(abs(value) > LARGEST for value in values))


def _figures(part: Terms | ZeroOne) -> list[float]:
    """All numbers of a decomposition."""
    own = [value for value in (getattr(part, slot.name) for slot in fields(part)) if isinstance(value, float)]
    return [*own, *part.standard_errors.values()]


def _written(result: Result) -> SavedResult:
    errors = result.test_errors
    return SavedResult(
        resamples=result.resamples,
        seconds=result.seconds,
        stopped=result.stopped,
        notes=[SavedMessage.of(note) for note in result.notes],
        records=result.records,
        zero_one=result.zero_one,
        points=_places(result.points),
        per_point=_measured(result.per_point) if result.per_point else None,
        shown=_numbers(result.shown),
        test_errors=None if errors is None else errors.tolist(),
    )


def _measured(there: PerPoint) -> SavedPerPoint:
    return SavedPerPoint(
        bias2=Numbers.of(there.bias2), variance=Numbers.of(there.variance), mean=Numbers.of(there.mean)
    )


def _places(points: Points) -> SavedPoints:
    features = points.features.reshape(len(points.rows), -1)
    return SavedPoints(
        rows=points.rows.tolist(),
        features=Numbers.of(features if features.shape[1] <= DRAWN_FEATURES else features[:, :0]),
        targets=Numbers.of(points.targets),
        expected=_numbers(points.expected),
        noise=_numbers(points.noise),
        classes=points.classes,
    )


def _numbers(array: Array | None) -> Numbers | None:
    return None if array is None else Numbers.of(array)


def _array(numbers: Numbers | None) -> Array | None:
    return None if numbers is None else numbers.array()


def _found(kept: SavedResult) -> Result:
    import numpy

    places = kept.points
    points = Points(
        rows=numpy.array(places.rows, numpy.int64),
        features=places.features.array(),
        targets=places.targets.array(),
        expected=_array(places.expected),
        noise=_array(places.noise),
        classes=places.classes,
    )
    there = kept.per_point
    return Result(
        records=kept.records,
        resamples=kept.resamples,
        seconds=kept.seconds,
        points=points,
        estimates=numpy.empty((0, *points.targets.shape)),
        per_point=PerPoint(there.bias2.array(), there.variance.array(), there.mean.array()) if there else None,
        zero_one=kept.zero_one,
        notes=tuple(said(note) for note in kept.notes),
        stopped=kept.stopped,
        shown=_array(kept.shown),
        fits=_array(kept.fits),
        test_errors=None if kept.test_errors is None else numpy.array(kept.test_errors, numpy.float64),
    )
