"""Smooth courses of noisy curves, for the eye: the raw values stay in sight behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ui.charts.series import Array

Strength = Literal["off", "light", "strong"]
SHARES: dict[Strength, float] = {"off": 0.0, "light": 0.02, "strong": 0.08}
"""Half the window of the mean, as a share of the epochs drawn."""


def smoothed(values: Array, strength: Strength) -> Array:
    """The centred mean of each value and its neighbours.

    Near the start it is taken over as many as lie on either side, so that a steep beginning is neither lifted nor
    shifted; at the end over those that there are.
    """
    import numpy

    if strength == "off":
        return values
    place = numpy.arange(len(values))
    half = numpy.minimum(max(1, round(SHARES[strength] * len(values))), place)
    first, beyond = place - half, numpy.minimum(place + half + 1, len(values))
    sums = numpy.concatenate(([0.0], numpy.cumsum(values)))
    means: Array = (sums[beyond] - sums[first]) / (beyond - first)
    return means
