"""The figures of a curve as a diagnosis tells them."""

from __future__ import annotations

from netbuilder.diagnosis.trends import Trend
from netbuilder.messages import Message, say

LEAST = 0.0001
"""A smaller loss is as good as none."""
FAR = 0.25
"""The last epoch is told beside a level where it is farther from it than this share."""


def figure(value: float) -> str:
    """Three digits; of what is next to nothing only that, as 1.16e-13 says no more to a learner."""
    return f"{value:.3g}" if not 0 <= value < LEAST else f"< {LEAST}"


def about(curve: Trend) -> Message:
    """The level of a curve in words: a middle, which no epoch need have had. Where the last epoch is far off, both are
    told."""
    level, last = curve.level, curve.now
    if 0 <= level < LEAST:
        return say("less than {least}", least=LEAST)
    return (
        say("about {figure}", figure=figure(level)) if abs(last - level) <= FAR * abs(level) else level_and_last(curve)
    )


def level_and_last(curve: Trend) -> Message:
    """The level of a curve beside its last epoch."""
    return say(
        "about {figure} (the median of the last {epochs} epochs; {last} in the last one)",
        figure=figure(curve.level),
        epochs=int(curve.epochs[-1] - curve.epochs[-curve.stretch]) + 1,
        last=figure(curve.now),
    )
