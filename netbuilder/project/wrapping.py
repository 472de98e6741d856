"""Long chains in rows, as text is set in lines: where the columns of a layout are cut, and how parts share the room."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

SHORT = 8
"""So many columns are never cut."""
LENGTHS = (4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256)
"""In columns. Few lengths, so that one node more rarely means another length and moves everything."""
GAIN = 1.25
"""Rows are worth it where the whole is seen so much larger."""

Band = range
"""Columns that stand in one row, by their numbers."""


def bands(
    sizes: Sequence[float], extents: Sequence[float], necks: Container[int], ratio: float, gap: float
) -> list[Band]:
    """The columns in rows, so that the whole is about ``ratio`` times as long as it is wide.

    ``sizes``: how long each column is along the row, with the gap behind it; ``extents``: how wide it is across;
    ``necks``: the columns behind which a row may be cut.
    """
    count = len(sizes)
    whole = [range(count)]
    if count <= SHORT:
        return whole
    cuts = [i + 1 for i in range(count - 1) if i in necks]
    best, least = whole, _largest(whole, sizes, extents, ratio, gap) / GAIN
    for length in LENGTHS:
        if length >= count:
            break
        tried = _filled(count, cuts, length)
        size = _largest(tried, sizes, extents, ratio, gap)
        if size < least:
            best, least = tried, size
    return best


def _filled(count: int, cuts: Sequence[int], length: int) -> list[Band]:
    """Rows of at most so many columns, cut as late as may be; longer where there is no cut."""
    found: list[Band] = []
    start, last = 0, 0
    for cut in (*cuts, count):
        if cut - start > length and last > start:
            found.append(range(start, last))
            start = last
        last = cut
    return [*found, range(start, count)]


def _largest(
    tried: Sequence[Band], sizes: Sequence[float], extents: Sequence[float], ratio: float, gap: float
) -> float:
    """How long the whole is, or as long as its width asks for."""
    length = max(sum(sizes[band.start : band.stop]) for band in tried)
    across = sum(max(extents[band.start : band.stop]) + gap for band in tried)
    return max(length, across * ratio)


def shelves(sizes: Sequence[tuple[float, float]], ratio: float, gap: float) -> list[tuple[float, float]]:
    """A corner for each of several rectangles, in their order: side by side, and below where a shelf is full."""
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    room = max([(area * ratio) ** 0.5, *(width for width, _ in sizes)])
    corners: list[tuple[float, float]] = []
    x = y = depth = 0.0
    for width, height in sizes:
        if x > 0 and x + width > room:
            x, y, depth = 0.0, y + depth + gap, 0.0
        corners.append((x, y))
        x, depth = x + width + gap, max(depth, height)
    return corners


def stacked(bounds: Sequence[tuple[float, float]], gap: float) -> list[float]:
    """How far each row is moved across to lie beside the one before. ``bounds``: where each begins and ends."""
    found = [-bounds[0][0]]
    for before, after in pairwise(bounds):
        found.append(found[-1] + before[1] + gap - after[0])
    return found


def with_lanes(
    bounds: Sequence[tuple[float, float]], joints: Sequence[tuple[float, Sequence[float]]], gap: float
) -> list[float]:
    """As ``stacked``, and half-way along each wire from one row to the next lies a lane that no row covers.

    ``joints``: for each row but the last, where its wires go out, and where each comes into the next row.
    """
    found = [-bounds[0][0]]
    for (before, after), (out, ends) in zip(pairwise(bounds), joints, strict=True):
        needed = [max(2 * before[1] - out - into, out + into - 2 * after[0]) for into in ends]
        found.append(found[-1] + max(needed) + gap)
    return found
