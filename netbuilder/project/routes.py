"""The way of a wire from port to port: a smooth curve, or, where it must go back, a lane half-way between two rows."""

from __future__ import annotations

from netbuilder.graph.graph import Position

LANE_DROP = 100.0
"""So far apart in height must the ends be for a wire that leads back to take a lane: more than a card is high."""
TURN = 40.0
"""How far out a wire turns around at most."""

Curve = tuple[Position, Position, Position]
"""The two control points of a cubic Bézier curve, and where it ends."""


def route(start: Position, end: Position) -> tuple[Curve, ...]:
    """The curves of a wire: it leaves to the right and arrives from the left, symmetric about the point half-way."""
    (x, y), (to_x, to_y) = start, end
    across = to_x - x
    if across < 0 and abs(to_y - y) >= LANE_DROP:
        return _through_lane(start, end)
    reach = max(24.0, across * 0.5) if across >= 0 else min(220.0, 64.0 - across * 0.4)
    return (((x + reach, y), (to_x - reach, to_y), end),)


def _through_lane(start: Position, end: Position) -> tuple[Curve, ...]:
    """Around to the lane, back along it, and around again to the end."""
    (x, y), (to_x, to_y) = start, end
    lane = (y + to_y) / 2
    return (
        ((x + TURN, y), (x + TURN, lane), (x, lane)),
        ((x, lane), (to_x, lane), (to_x, lane)),
        ((to_x - TURN, lane), (to_x - TURN, to_y), end),
    )
