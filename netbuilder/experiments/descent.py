"""Whether a test error that rose falls again: the second descent of networks that are more than large enough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from netbuilder.experiments.decomposition import CLEAR, Terms
from netbuilder.experiments.knobs import adds_capacity
from netbuilder.experiments.sweep import Point


def peak(knob: str, points: Sequence[Point]) -> Point | None:
    """The point from which the test error falls to both sides by more than chance makes likely (Belkin, Hsu, Ma &
    Mandal, Reconciling modern machine-learning practice and the classical bias-variance trade-off, PNAS 116, 2019).

    None where there is none, and where the knob does not make the network able to do more.
    """
    if not adds_capacity(knob):
        return None
    counts = [point for point in points if point.is_whole and isinstance(point.value, int)]
    rising = sorted(counts, key=lambda point: int(point.value))
    terms = [point.terms for point in rising if point.terms is not None]
    tops = [
        place
        for place, top in enumerate(terms)
        if any(_above(top, low) and _above(top, high) for low, high in product(terms[:place], terms[place + 1 :]))
    ]
    return rising[max(tops, key=lambda place: terms[place].test_error)] if tops else None


def _above(one: Terms, other: Terms) -> bool:
    spread = math.hypot(*(terms.standard_errors.get("test_error", math.nan) for terms in (one, other)))
    return one.test_error - other.test_error > CLEAR * spread
