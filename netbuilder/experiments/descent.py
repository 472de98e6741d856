"""Whether a test error that rose falls again: the second descent of networks that are more than large enough."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

from netbuilder.experiments.decomposition import CLEAR, Terms


def peak(terms: Sequence[Terms]) -> int | None:
    """The place, among terms in the order of their values, from which the test error falls to both sides by more than
    chance makes likely (Belkin et al., PNAS 116, 2019); None where there is none."""
    tops = [
        place
        for place, top in enumerate(terms)
        if any(_above(top, low) and _above(top, high) for low, high in product(terms[:place], terms[place + 1 :]))
    ]
    return max(tops, key=lambda place: terms[place].test_error, default=None)


def _above(one: Terms, other: Terms) -> bool:
    spread = math.hypot(*(terms.standard_errors.get("test_error", math.nan) for terms in (one, other)))
    return one.test_error - other.test_error > CLEAR * spread
