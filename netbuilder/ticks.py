"""The round numbers at which an axis is labelled."""

from __future__ import annotations

import math

TOLERANCE = 1e-9
"""Of a step: arithmetic with floats loses less."""


def tick_step(length: float, most: float) -> float:
    """The smallest 1, 2 or 5 times a power of ten that divides ``length`` (above 0) into at most ``most`` parts."""
    least = length / most
    size = 10.0 ** math.floor(math.log10(least))
    return next(lead * size for lead in (1, 2, 5, 10) if lead * size >= least * (1 - TOLERANCE))


def ticks(low: float, high: float, most: int, smallest: float = 0.0) -> list[float]:
    """The round numbers between ``low`` and ``high``, about ``most`` at most, ``smallest`` or more apart."""
    step = max(tick_step(high - low, most), smallest)
    return [count * step for count in range(math.ceil(low / step - TOLERANCE), math.floor(high / step + TOLERANCE) + 1)]
