"""The way of a wire from port to port: a smooth curve, through the points that the user has put, or, where it must go
back, along a lane half-way between two rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from netbuilder.graph.graph import Position

LANE_DROP = 100.0
"""So far apart in height must the ends be for a wire that leads back to take a lane: more than a card is high."""
TURN = 40.0
"""How far out a wire turns around at most."""
TENSION = 0.4
"""How far the control points of a curve through points lie from its ends, as a share of the distance of these."""

Curve = tuple[Position, Position, Position]
"""The two control points of a cubic Bézier curve, and where it ends."""


def route(start: Position, end: Position, via: Sequence[Position] = ()) -> tuple[Curve, ...]:
    """The curves of a wire: it leaves to the right and arrives from the left, symmetric about the point half-way.

    ``via``: points that it passes through instead, one curve from each to the next.
    """
    if via:
        return _through([start, *via, end])
    (x, y), (to_x, to_y) = start, end
    across = to_x - x
    if across < 0 and abs(to_y - y) >= LANE_DROP:
        return _through_lane(start, end)
    reach = max(24.0, across * 0.5) if across >= 0 else min(220.0, 64.0 - across * 0.4)
    return (((x + reach, y), (to_x - reach, to_y), end),)


def _through(points: Sequence[Position]) -> tuple[Curve, ...]:
    """Through all points without a corner: at each, in the direction from the one before to the one behind.

    As a cardinal spline, but with control points so far away as the next point is, so that close points make no loop;
    where the next point lies behind, the way turns around as soon as it can.
    """
    middles = [_direction(before, behind) for before, behind in zip(points, points[2:], strict=False)]
    directions = [(1.0, 0.0), *middles, (1.0, 0.0)]
    found: list[Curve] = []
    for ((x, y), (to_x, to_y)), ((dx, dy), (to_dx, to_dy)) in zip(pairwise(points), pairwise(directions), strict=True):
        length = hypot(to_x - x, to_y - y)
        ahead = (to_x - x) * dx + (to_y - y) * dy, (to_x - x) * to_dx + (to_y - y) * to_dy
        reach, to_reach = (TENSION * length if along > 0 else min(TENSION * length, 2 * TURN) for along in ahead)
        first, second = (x + reach * dx, y + reach * dy), (to_x - to_reach * to_dx, to_y - to_reach * to_dy)
        found.append((first, second, (to_x, to_y)))
    return tuple(found)


def _direction(start: Position, end: Position) -> Position:
    """The unit vector from one point to another; to the right where they are the same."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    return (across / length, down / length) if length else (1.0, 0.0)


def _through_lane(start: Position, end: Position) -> tuple[Curve, ...]:
    """Around to the lane, back along it, and around again to the end."""
    (x, y), (to_x, to_y) = start, end
    lane = (y + to_y) / 2
    return (
        ((x + TURN, y), (x + TURN, lane), (x, lane)),
        ((x, lane), (to_x, lane), (to_x, lane)),
        ((to_x - TURN, lane), (to_x - TURN, to_y), end),
    )
