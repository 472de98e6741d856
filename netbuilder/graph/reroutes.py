"""Reroute points: places that a wire passes through on its way. They bend the picture of the wire, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from netbuilder.errors import EditError
from netbuilder.graph.graph import NodeId, Position, Wire

Reroutes = Mapping[Wire, tuple[Position, ...]]
"""The points of each wire that has any, from its source to its target, in canvas units."""


class ReroutePoint(NamedTuple):
    """One of them: its wire, and its number along the wire, from 0."""

    wire: Wire
    number: int


def of_wires(reroutes: Reroutes, wires: Set[Wire]) -> Reroutes:
    """Without wires that are not among these, or have no points; itself where there are none of these."""
    if all(points and wire in wires for wire, points in reroutes.items()):
        return reroutes
    return {wire: points for wire, points in reroutes.items() if points and wire in wires}


def with_point(reroutes: Reroutes, point: ReroutePoint, place: Position) -> Reroutes:
    """With a point more: it gets this number, and those behind it the next ones."""
    points = reroutes.get(point.wire, ())
    return {**reroutes, point.wire: (*points[: point.number], place, *points[point.number :])}


def without_points(reroutes: Reroutes, gone: Iterable[ReroutePoint]) -> Reroutes:
    """Without these points."""
    taken = set(gone)
    left = {
        wire: tuple(place for number, place in enumerate(points) if ReroutePoint(wire, number) not in taken)
        for wire, points in reroutes.items()
    }
    return {wire: points for wire, points in left.items() if points}


def moved(reroutes: Reroutes, places: Mapping[ReroutePoint, Position]) -> Reroutes:
    """With points elsewhere. Raises EditError where there is no such point."""
    changed: dict[Wire, list[Position]] = {}
    for point, place in places.items():
        points = changed.setdefault(point.wire, list(reroutes.get(point.wire, ())))
        if point.number >= len(points):
            raise EditError("This reroute point is no longer there. Add it again first.")
        points[point.number] = place
    return {**reroutes, **{wire: tuple(points) for wire, points in changed.items()}}


def places(reroutes: Reroutes) -> dict[ReroutePoint, Position]:
    """Every point, and where it is."""
    return {
        ReroutePoint(wire, number): place for wire, points in reroutes.items() for number, place in enumerate(points)
    }


def between(reroutes: Reroutes, nodes: Set[NodeId]) -> Reroutes:
    """Those of the wires among these nodes."""
    return {wire: points for wire, points in reroutes.items() if wire.source in nodes and wire.target in nodes}


def apart(reroutes: Reroutes, nodes: Set[NodeId]) -> Reroutes:
    """Those of the wires that touch none of these nodes."""
    return {wire: points for wire, points in reroutes.items() if not {wire.source, wire.target} & nodes}


def halves(
    points: tuple[Position, ...], start: Position, end: Position, at: Position
) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """The points of a wire from ``start`` to ``end`` that is cut near a place: those before it, and those behind it."""
    steps = pairwise([start, *points, end])
    number, _ = min(enumerate(_off(at, *step) for step in steps), key=lambda found: found[1])
    return points[:number], points[number:]


def _off(at: Position, start: Position, end: Position) -> float:
    """The distance of a place from a straight line between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    share = ((at[0] - start[0]) * across + (at[1] - start[1]) * down) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(at[0] - start[0] - share * across, at[1] - start[1] - share * down)


def shifted(points: Iterable[Position], off: Position) -> tuple[Position, ...]:
    """Points, all moved by so much."""
    return tuple((x + off[0], y + off[1]) for x, y in points)
