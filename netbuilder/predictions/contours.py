"""Level lines of a field on a grid, and the boundaries between classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]


def zero_lines(field: Array, x: Array, y: Array) -> Array:
    """The lines along which ``field`` (len(y), len(x)) changes its sign: float64 (points, 2), as (x, y).

    A row of NaN stands between two lines; a closed line ends where it begins. Where the field is not finite there is
    no line.
    """
    import contourpy
    import numpy

    finite = numpy.ma.masked_invalid(field)
    generator = contourpy.contour_generator(x, y, finite, line_type=contourpy.LineType.ChunkCombinedNan)
    points: Array | None = generator.lines(0.0)[0][0]
    return numpy.empty((0, 2)) if points is None else points


def boundaries(scores: Array, x: Array, y: Array) -> Array:
    """Where the class with the highest of ``scores`` (len(y), len(x), classes) changes: lines as in ``zero_lines``.

    Between each class and the strongest of the others; of the last class nothing is left to draw.
    """
    import numpy

    classes = scores.shape[2]
    if classes == 2:
        return zero_lines(scores[:, :, 1] - scores[:, :, 0], x, y)
    others = [numpy.delete(scores, number, axis=2).max(axis=2) for number in range(classes - 1)]
    return joined([zero_lines(scores[:, :, number] - rest, x, y) for number, rest in enumerate(others)])


def joined(lines: Sequence[Array]) -> Array:
    """Several arrays of lines as one, a row of NaN between each two that are not empty."""
    import numpy

    gap = numpy.full((1, 2), numpy.nan)
    parts = [part for array in lines if len(array) for part in (gap, array)]
    return numpy.concatenate(parts[1:]) if parts else numpy.empty((0, 2))
