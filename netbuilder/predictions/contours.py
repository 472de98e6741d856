"""Level lines of a field on a grid: where it crosses zero, as short straight pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

Spot = tuple[float, float]

DIGITS = 9
"""Ends that are alike in so many digits behind the point are one."""


def zero_line(field: Array, x: Array, y: Array) -> Array:
    """Where ``field`` (len(y), len(x)) changes its sign: float64 (pieces, 2, 2), of each piece both ends as (x, y).

    Between two neighbours of the grid the field counts as straight. Where it is not a number there is no line.
    """
    import numpy

    above = field > 0
    lower, upper = above[:-1], above[1:]
    rows, columns = numpy.nonzero(
        (lower[:, :-1] != lower[:, 1:]) | (upper[:, :-1] != upper[:, 1:]) | (lower != upper)[:, 1:]
    )
    corners = _at_corners(field, rows, columns).astype(numpy.float64)
    finite = numpy.isfinite(corners).all(axis=0)
    corners, rows, columns = corners[:, finite], rows[finite], columns[finite]
    crossed = (corners > 0) != numpy.roll(corners > 0, -1, axis=0)
    ends = _ends(corners, x, y, rows, columns)
    saddle = crossed.all(axis=0)
    plain = numpy.nonzero(~saddle)[0]
    sides = numpy.sort(numpy.argsort(~crossed[:, plain], axis=0, kind="stable")[:2], axis=0)
    pieces = [numpy.stack([ends[sides[0], plain], ends[sides[1], plain]], axis=1)]
    same = (corners.mean(axis=0) > 0) == (corners[0] > 0)
    for chosen, pairs in ((saddle & same, ((0, 1), (2, 3))), (saddle & ~same, ((3, 0), (1, 2)))):
        pieces += [numpy.stack([ends[one, chosen], ends[other, chosen]], axis=1) for one, other in pairs]
    return numpy.concatenate(pieces)


def _at_corners(field: Array, rows: Array, columns: Array) -> Array:
    """(4, cells): the field around cells of the grid, from the lower left corner counter-clockwise."""
    import numpy

    return numpy.stack(
        [field[rows, columns], field[rows, columns + 1], field[rows + 1, columns + 1], field[rows + 1, columns]]
    )


def joined(pieces: Array) -> list[Array]:
    """Pieces that meet, end to end: lines, each float64 (points, 2). A closed one ends where it begins."""
    import numpy

    unit = float(numpy.abs(pieces).max(initial=0.0)) or 1.0
    ends = [((a, b), (c, d)) for (a, b), (c, d) in numpy.round(pieces / unit, DIGITS).tolist()]
    meeting: dict[Spot, list[int]] = {}
    for number, piece in enumerate(ends):
        for end in piece:
            meeting.setdefault(end, []).append(number)
    left, lines = dict.fromkeys(range(len(ends))), []
    loose = [spot for spot, numbers in meeting.items() if len(numbers) == 1]
    for start in [*loose, *(piece[0] for piece in ends)]:
        line = _walked(start, ends, meeting, left)
        if len(line) > 1:
            lines.append(numpy.array(line) * unit)
    return lines


def _walked(
    start: Spot, ends: Sequence[tuple[Spot, Spot]], meeting: Mapping[Spot, list[int]], left: dict[int, None]
) -> list[Spot]:
    """From a spot along pieces that are left, each of which is taken once."""
    line = [start]
    while there := [number for number in meeting[line[-1]] if number in left]:
        del left[there[0]]
        one, other = ends[there[0]]
        line.append(other if one == line[-1] else one)
    return line


def _ends(corners: Array, x: Array, y: Array, rows: Array, columns: Array) -> Array:
    """The crossings on the four sides of each cell, (4, cells, 2); of use only where there is a crossing."""
    import numpy

    left, right, low, high = x[columns], x[columns + 1], y[rows], y[rows + 1]
    around = numpy.stack([numpy.stack(place, axis=1) for place in _corners(left, right, low, high)])
    following = numpy.roll(corners, -1, axis=0)
    step = corners - following
    share = numpy.divide(corners, step, out=numpy.zeros_like(step), where=step != 0)[..., None]
    ends: Array = around + share * (numpy.roll(around, -1, axis=0) - around)
    return ends


def _corners(left: Array, right: Array, low: Array, high: Array) -> tuple[tuple[Array, Array], ...]:
    return (left, low), (right, low), (right, high), (left, high)
