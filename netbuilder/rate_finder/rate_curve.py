"""The loss over growing learning rates: smoothed, with the rate that it suggests, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from netbuilder.messages import Message, say

STEPS, LOWEST, HIGHEST = 200, 1e-7, 10.0
"""So many minibatches, each with a rate that is a constant factor above the last."""

SMOOTHING = 0.9
"""How much of the running mean is left after each minibatch."""

DIVERGED = 4.0
"""It stops where the smoothed loss exceeds its least by such a factor."""

CALM = 20
"""In the first so many steps the rate is too small to change anything: the minibatches differ by themselves only."""

REACH = 5
"""The slope at a step is taken over so many steps to each side."""

LEAST_FALL = 0.01
"""A loss that falls by less than this share of itself does not fall."""

Ending = Literal["complete", "diverged", "not finite", "stopped"]


@dataclass(frozen=True)
class RateCurve:
    """``rates``: of the steps, growing; ``losses``: of each minibatch before its step, (steps,); ``smoothed``: their
    running mean; ``own``: the rate of the project; ``suggested``: where the loss falls fastest, with two digits, None
    where it does not fall; ``epoch_steps``: minibatches in an epoch; ``ending``: why there is no further step."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    smoothed: tuple[float, ...]
    own: float
    suggested: float | None
    epoch_steps: int
    ending: Ending

    def in_words(self) -> tuple[Message, ...]:
        """What is found, why it ended, and what limits it, a sentence each."""
        return (*self._finding(), *self._end(), *self._limits())

    def _finding(self) -> tuple[Message, ...]:
        if self.suggested is None:
            return (self._nothing(),)
        return (
            say(
                "The loss falls fastest at the learning rate {rate}; the project has {own}.",
                rate=_text(self.suggested),
                own=_text(self.own),
            ),
        )

    def _nothing(self) -> Message:
        if len(self.losses) <= CALM:
            return say("Too few steps were made to suggest a rate: {count}.", count=len(self.losses))
        if _fall(self.losses, self.smoothed) <= 0:
            return say(
                "The loss falls at none of these rates, so none is suggested. Look at the starting values of the "
                "weights, or at the loss."
            )
        return say(
            "The minibatches differ among themselves by more than the loss falls, so no rate is suggested. A larger "
            "batch size makes them more alike."
        )

    def _end(self) -> tuple[Message, ...]:
        last = _text(self.rates[-1])
        if self.ending == "diverged":
            return (say("It stopped at {rate}, where the loss rose above four times its lowest value.", rate=last),)
        if self.ending == "not finite":
            return (say("It stopped at {rate}, where the loss was no longer a number.", rate=last),)
        return (say("It was stopped at {rate}.", rate=last),) if self.ending == "stopped" else ()

    def _limits(self) -> tuple[Message, ...]:
        found = []
        if self.epoch_steps == 1:
            found.append(say("An epoch is one minibatch, so each step saw the same rows."))
        if not LOWEST <= self.own <= HIGHEST:
            found.append(say("The project's rate lies outside the range that was tried."))
        return tuple(found)


def rate_of(step: int) -> float:
    """The learning rate of a step, counted from 0: LOWEST first, HIGHEST last, a constant factor between two."""
    return float(LOWEST * (HIGHEST / LOWEST) ** (step / (STEPS - 1)))


def smoothed(losses: Sequence[float]) -> tuple[float, ...]:
    """The exponential running mean, corrected for its start at 0 as Adam's are (Kingma and Ba, 2015, section 3)."""
    mean, found = 0.0, []
    for count, loss in enumerate(losses, 1):
        mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
        found.append(mean / (1 - SMOOTHING**count))
    return tuple(found)


def has_diverged(losses: Sequence[float], least: float) -> bool:
    """Whether the last of the smoothed losses exceeds ``least``, the lowest of them, by the factor DIVERGED.

    Below zero, where factors say nothing, it may rise by as much as it may at the same distance above.
    """
    return losses[-1] - least > (DIVERGED - 1) * abs(least) and least != 0.0


def suggested(losses: Sequence[float], means: Sequence[float]) -> float | None:
    """The rate at which the smoothed loss falls fastest over the logarithm of the rate, before its lowest point.

    Smith (2017), section 3.3, reads it from the picture; the steepest descent is what fastai's finder suggests. None
    where the loss falls by no more than the minibatches differ among themselves.
    """
    if len(losses) <= CALM:
        return None
    calm = losses[:CALM]
    if _fall(losses, means) <= max(stdev(calm), LEAST_FALL * abs(fmean(calm))):
        return None
    lowest = min(range(len(means)), key=means.__getitem__)
    places = range(REACH, max(REACH + 1, min(lowest + 1, len(means) - REACH)))
    steepest = min(places, key=lambda place: means[place + REACH] - means[place - REACH])
    return two_digits(rate_of(steepest))


def _fall(losses: Sequence[float], means: Sequence[float]) -> float:
    """How far the smoothed loss falls below the first losses. There are more than CALM."""
    return fmean(losses[:CALM]) - min(means[CALM:])


def two_digits(rate: float) -> float:
    """A rate as one types it: 0.0123 as 0.012."""
    return float(f"{rate:.1e}")


def _text(rate: float) -> str:
    return f"{rate:.2g}" if math.isfinite(rate) else str(rate)
