"""Whether a test error that rose falls again: the second descent of networks that are more than large enough."""

from __future__ import annotations

from collections.abc import Sequence

from netbuilder.experiments.knobs import adds_capacity
from netbuilder.experiments.point import Point, is_above


def peak(knob: str, points: Sequence[Point]) -> Point | None:
    """The point from which the test error falls to both sides by more than chance makes likely (Belkin, Hsu, Ma &
    Mandal, Reconciling modern machine-learning practice and the classical bias-variance trade-off, PNAS 116, 2019).

    None where there is none, and where the knob does not make the network able to do more.
    """
    if not adds_capacity(knob):
        return None
    counts = [point for point in points if point.is_whole and isinstance(point.value, int)]
    rising = sorted(counts, key=lambda point: int(point.value))
    tops = [
        top
        for place, top in enumerate(rising)
        if any(is_above(top, low) for low in rising[:place])
        and any(is_above(top, high) for high in rising[place + 1 :])
    ]
    return max(tops, key=lambda top: top.terms.test_error if top.terms else 0.0, default=None)
