"""The file of one experiment: its form, and how what was measured becomes JSON and comes back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, JsonValue, model_validator

from netbuilder.experiments.decomposition import PerPoint, Terms, ZeroOne
from netbuilder.experiments.point import Point
from netbuilder.experiments.record import Result
from netbuilder.experiments.resampling import Points, Vary
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

DRAWN_FEATURES = 2
"""Measurements along inputs are drawn over one or two features; where there are more, the points lie nowhere."""

DIGITS = 7
"""What is only drawn is kept as exactly as the networks computed it."""


class Written(BaseModel):
    """A part of the file. What is no number is written as "NaN", and read so."""

    model_config = ConfigDict(extra="ignore", ser_json_inf_nan="strings")


class Numbers(Written):
    """An array: its shape, and its numbers row by row."""

    shape: tuple[int, ...]
    values: list[float]

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if min(self.shape, default=0) < 0 or math.prod(self.shape) != len(self.values):
            raise ValueError("the numbers do not fill the shape")
        return self

    @classmethod
    def of(cls, array: Array) -> Self:
        """The numbers of an array, rounded to ``DIGITS`` digits."""
        return cls(shape=array.shape, values=[float(f"{value:.{DIGITS}g}") for value in array.ravel().tolist()])

    def array(self) -> Array:
        """The array, float64."""
        import numpy

        return numpy.array(self.values, numpy.float64).reshape(self.shape)


class KeptPerPoint(Written):
    """See ``PerPoint``."""

    bias2: Numbers
    variance: Numbers
    mean: Numbers


class KeptPoints(Written):
    """Where the networks were measured: see ``Points``."""

    rows: list[int]
    features: Numbers
    targets: Numbers
    expected: Numbers | None
    noise: Numbers | None
    classes: int


class KeptMessage(Written):
    """A sentence: its template and its values, so that it is read in the language of whoever reads it."""

    template: str
    values: dict[str, KeptMessage | bool | int | float | str | None]

    @model_validator(mode="after")
    def _rendering(self) -> Self:
        try:
            str(self.message())
        except (ArithmeticError, AttributeError, LookupError, TypeError) as error:
            raise ValueError("the values do not fit the template") from error
        return self

    @classmethod
    def of(cls, message: Message) -> Self:
        """The sentence, its values as plain as they are written."""
        return cls(template=message.template, values={name: _plain(value) for name, value in message.values.items()})

    def message(self) -> Message:
        """The sentence as it was."""
        values = {
            name: _said(value) if isinstance(value, KeptMessage) else value for name, value in self.values.items()
        }
        return Message(self.template, values)


class KeptResult(Written):
    """What was measured at one value of the knob. ``shown``, ``test_errors``: see ``Result``. ``fits`` lie in a file
    beside this one, in experiments of earlier versions here."""

    resamples: int
    seconds: float
    stopped: bool
    notes: list[KeptMessage | str]
    records: tuple[Terms, ...]
    zero_one: ZeroOne | None
    points: KeptPoints
    per_point: KeptPerPoint | None
    shown: Numbers | None
    test_errors: list[float] | None = None
    fits: Numbers | None = None


class KeptPoint(Written):
    """One value of the knob; ``problem``: why nothing was measured."""

    value: JsonValue
    problem: KeptMessage | str | None
    result: KeptResult | None


class KeptFile(Written):
    """What the file holds. ``project``: the whole project document. ``knob``: None where nothing was turned."""

    netbuilder: str
    started: str
    resamples: int
    vary: Vary
    knob: str | None
    drawn: JsonValue
    seconds: float
    stopped: bool
    points: tuple[KeptPoint, ...]
    project: dict[str, Any]


def written(point: Point) -> KeptPoint:
    """A point as the file has it."""
    value = list(point.value) if isinstance(point.value, tuple) else point.value
    problem = None if point.problem is None else KeptMessage.of(point.problem)
    return KeptPoint(value=value, problem=problem, result=_written(point.result) if point.result else None)


def found(point: KeptPoint) -> Point:
    """A point as it was, apart from what every single network predicted."""
    value = tuple(point.value) if isinstance(point.value, list) else point.value
    problem = None if point.problem is None else _said(point.problem)
    return Point(value, _found(point.result) if point.result else None, problem)


def _said(kept: KeptMessage | str) -> Message:
    return kept.message() if isinstance(kept, KeptMessage) else say("{text}", text=kept)


def _plain(value: Any) -> KeptMessage | bool | int | float | str | None:
    if isinstance(value, Message):
        return KeptMessage.of(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _written(result: Result) -> KeptResult:
    errors = result.test_errors
    return KeptResult(
        resamples=result.resamples,
        seconds=result.seconds,
        stopped=result.stopped,
        notes=[KeptMessage.of(note) for note in result.notes],
        records=result.records,
        zero_one=result.zero_one,
        points=_places(result.points),
        per_point=_measured(result.per_point) if result.per_point else None,
        shown=_numbers(result.shown),
        test_errors=None if errors is None else errors.tolist(),
    )


def _measured(there: PerPoint) -> KeptPerPoint:
    return KeptPerPoint(bias2=Numbers.of(there.bias2), variance=Numbers.of(there.variance), mean=Numbers.of(there.mean))


def _places(points: Points) -> KeptPoints:
    features = points.features.reshape(len(points.rows), -1)
    return KeptPoints(
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


def _found(kept: KeptResult) -> Result:
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
        notes=tuple(_said(note) for note in kept.notes),
        stopped=kept.stopped,
        shown=_array(kept.shown),
        fits=_array(kept.fits),
        test_errors=None if kept.test_errors is None else numpy.array(kept.test_errors, numpy.float64),
    )
