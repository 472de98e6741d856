"""A number that the learner predicts before it is shown, and how far off that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from netbuilder.messages import Message, say

SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Prediction:
    """``right``: within half a unit of the last digit that is shown; ``share``: how far off, relative to the number."""

    guess: float
    number: float

    @property
    def right(self) -> bool:
        """Whether the two look alike as they are shown."""
        if not math.isfinite(self.number):
            return False
        if not self.number:
            return abs(self.guess) < 10.0**-SHOWN_DIGITS
        unit = 10.0 ** (math.floor(math.log10(abs(self.number))) - SHOWN_DIGITS + 1)
        return abs(self.guess - self.number) <= unit / 2 * (1 + 1e-9)

    def in_words(self) -> Message:
        """Right, or how far off."""
        number, apart = f"{self.number:.4g}", abs(self.guess - self.number)
        if not math.isfinite(self.number):
            return say("It is {number}, which is not a finite number.", number=number)
        if self.right:
            return say("Right: {number}.", number=number)
        if not self.number:
            return say("Off by {apart}: it is 0.", apart=f"{apart:.3g}")
        return say(
            "Off by {apart} ({share} %): it is {number}.",
            apart=f"{apart:.3g}",
            share=f"{100 * apart / abs(self.number):.3g}",
            number=number,
        )
