"""Rows as points to draw predictions over: in original units, with what they were drawn from where that is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.base import Signature
from netbuilder.data.generated import NoData
from netbuilder.data.settings import DataSettings
from netbuilder.errors import DataError

if TYPE_CHECKING:
    import numpy

    from netbuilder.data.pipeline import Part, Prepared
    from netbuilder.data.truth import Truth

    Array = numpy.ndarray[Any, Any]

Kind = Literal["curve", "map", "classes", "numbers"]
GRID = 200
"""Points along each side of a map, and four times as many along a curve."""
MARGIN = 0.08
"""What a map shows beyond the outermost points, as a share of their extent."""
MAX_ROWS = 10_000
"""Of each part at most so many rows are looked at, evenly spread."""
LARGEST = 50_000_000
"""Numbers in a table above which it is not read a second time beside the training."""


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Rows as they are before normalization, those for training first and with the noise that is added to them.

    ``features``: float64 (rows, *shape). ``targets``: int64 (rows,) class numbers or float64 (rows,), the first number
    to predict. ``numbers``: int64 (rows,), their places in the table, from 0. ``held_out``: bool (rows,), whether the
    row is for validation.
    """

    features: Array
    targets: Array
    numbers: Array
    held_out: Array


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The points, and the place where predictions are drawn.

    ``x``, ``y``: float64, the grid along the first and the second feature, in original units; empty where the kind of
    picture has no such axis. ``truth``: float64 (len(x),), the curve without its noise, or None where nobody knows it.
    """

    kind: Kind
    signature: Signature
    points: Points
    x: Array
    y: Array
    truth: Array | None = None


def kind_of(signature: Signature) -> Kind:
    """A curve for one feature and a number to predict, a map for two features; else classes or numbers compared."""
    if signature.features == (2,):
        return "map"
    if signature.task == "classification":
        return "classes"
    return "curve" if signature.features == (1,) else "numbers"


def require_readable(settings: DataSettings) -> None:
    """Raise DataError where there are no data, too many to be read beside the training, or none that can be read."""
    if isinstance(settings.dataset, NoData):
        raise DataError(
            "Predictions need data, and this project has none: its loss depends on its parameters alone. "
            "The curves and the landscape show how it learns."
        )
    signature = settings.dataset.signature()
    numbers = signature.rows * math.prod(signature.features)
    if numbers > LARGEST:
        raise DataError(
            "Predictions are not drawn for more than {most:,} numbers; these data have {numbers:,}. Training reads "
            "them all. Choose fewer rows to see the predictions.",
            most=LARGEST,
            numbers=numbers,
        )


def scene(prepared: Prepared, truth: Truth | None = None) -> Scene:
    """The scene of prepared data. ``truth``: what they were drawn from, where it is known."""
    import numpy

    points, kind = _points(prepared), kind_of(prepared.signature)
    x = y = numpy.empty(0)
    if kind == "map":
        x, y = (_extent(points.features[:, feature], GRID) for feature in (0, 1))
    elif kind == "curve":
        x = _extent(points.features[:, 0], 4 * GRID)
    curve = truth.expected(x[:, None])[:, 0] if truth is not None and kind == "curve" else None
    return Scene(kind, prepared.signature, points, x, y, curve)


def _points(prepared: Prepared) -> Points:
    import numpy

    parts = [_spread(part) for part in (prepared.training, prepared.validation)]
    numbers = numpy.concatenate(parts)
    targets = prepared.noisy.targets[numbers]
    return Points(
        features=prepared.noisy.features[numbers],
        targets=targets if targets.ndim == 1 else targets[:, 0],
        numbers=numbers,
        held_out=numpy.arange(len(numbers)) >= len(parts[0]),
    )


def _spread(part: Part) -> Array:
    """The numbers of at most ``MAX_ROWS`` rows of a part."""
    import numpy

    if len(part) <= MAX_ROWS:
        return part.rows
    chosen: Array = part.rows[numpy.linspace(0, len(part) - 1, MAX_ROWS).astype(int)]
    return chosen


def _extent(values: Array, count: int) -> Array:
    """``count`` places from the lowest value to the highest, and a little beyond."""
    import numpy

    low, high = float(values.min()), float(values.max())
    beyond = (high - low) * MARGIN or max(abs(high), 1.0) * MARGIN
    places: Array = numpy.linspace(low - beyond, high + beyond, count)
    return places
