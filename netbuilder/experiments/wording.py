"""What an experiment found, in words: numbers with their errors, and sentences on what the numbers do not say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from netbuilder.experiments.sweep.double_descent import peak
from netbuilder.experiments.sweep.sweep import WORDS, least, reading
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.messages import Message, say

MAX_DIGITS = 5
"""Behind the point; smaller numbers are written with a power of ten."""


def figure(value: float) -> str:
    """A measured number with four sensible digits; "–" where there is none."""
    return f"{value:.4g}" if math.isfinite(value) else "–"


def with_error(value: float, error: float | None) -> str:
    """A number with as many digits as mean something, and its standard error."""
    if not error or not math.isfinite(error) or not math.isfinite(value):
        return figure(value)
    digits = max(0, -math.floor(math.log10(error)))
    if digits > MAX_DIGITS:
        return f"{value:.2g} ± {error:.1g}"
    return f"{value:z.{digits}f} ± {error:.{digits}f}"


def remarks(hyperparameter: str | None, points: Sequence[SweepPoint], *, stopped: bool = False) -> Iterator[Message]:
    """One sentence after the other: what was left out, what is wrong with each network, and where the test
    error is lowest.

    ``hyperparameter``: the name of what was swept, None where there is one point only.
    """
    if stopped:
        yield say("Stopped early: these numbers cover what was done by then.")
    for point in points:
        yield from left_out(hyperparameter, point)
        if point.terms is not None and point.terms.members > 1 and (point.is_whole or not hyperparameter):
            yield say("{point}: {reading}.", point=named(hyperparameter, point), reading=WORDS[reading(point.terms)])
        yield from in_zero_one(hyperparameter, point)
    if hyperparameter:
        yield from _best(hyperparameter, points)
        top = peak(hyperparameter, points)
        if top is not None and top.double_descent:
            yield say(
                "Beyond the peak at {hyperparameter} = {value} the test error falls again: double descent.",
                hyperparameter=hyperparameter,
                value=top.value,
            )
        elif top is not None and top.beyond:
            yield say(
                "Beyond the peak at {hyperparameter} = {value} the test error falls again at one value where the "
                "networks fit all their training rows. Measure more values beyond it to tell whether it is double "
                "descent.",
                hyperparameter=hyperparameter,
                value=top.value,
            )
        elif top is not None:
            yield say(
                "Beyond the peak at {hyperparameter} = {value} the test error falls again, but the networks do not "
                "fit all their training rows there, so this is not double descent.",
                hyperparameter=hyperparameter,
                value=top.value,
            )


def named(hyperparameter: str | None, point: SweepPoint) -> Message:
    """What sentences call a point."""
    return (
        say("{hyperparameter} = {value}", hyperparameter=hyperparameter, value=point.value)
        if hyperparameter
        else say("The network")
    )


def left_out(hyperparameter: str | None, point: SweepPoint) -> Iterator[Message]:
    """Why there are no numbers at a point, or fewer networks than were asked for."""
    if point.problem is not None:
        yield say("{point}: {problem}", point=named(hyperparameter, point), problem=point.problem)
    if hyperparameter and point.result is not None and point.terms is not None and not point.is_whole:
        yield say(
            "{point}: stopped before all {count} networks had finished training, so it is not compared with the "
            "others.",
            point=named(hyperparameter, point),
            count=f"{point.result.resamples:,}",
        )
    final = point.result.final if point.result else None
    if final is not None and final.diverged:
        yield say(
            "{point}: {count} of {all} networks diverged and were left out. "
            "Lower the learning rate, or clip the gradients.",
            point=named(hyperparameter, point),
            count=final.diverged,
            all=final.diverged + final.members,
        )


def in_zero_one(hyperparameter: str | None, point: SweepPoint) -> Iterator[Message]:
    """The decomposition of 0-1 loss, where classes were predicted."""
    found = point.result.zero_one if point.result else None
    if found is not None:
        yield say(
            "{point}: 0-1 loss after Domingos: bias {bias}, variance {variance} (net {net}), noise {noise}, "
            "test error {error}.",
            point=named(hyperparameter, point),
            bias=figure(found.bias),
            variance=figure(found.variance),
            net=figure(found.net_variance),
            noise=figure(found.noise),
            error=with_error(found.test_error, found.standard_errors["test_error"]),
        )


def _best(hyperparameter: str, points: Sequence[SweepPoint]) -> Iterator[Message]:
    best, is_clear = least(points)
    if best is None:
        if not any(point.terms for point in points):
            yield say("Nothing could be measured.")
    elif is_clear or len(points) < 2:
        yield say(
            "The lowest test error is at {hyperparameter} = {value}.", hyperparameter=hyperparameter, value=best.value
        )
    else:
        yield say(
            "The lowest test error is at {hyperparameter} = {value}, but there are not enough resamples to tell it "
            "from all others.",
            hyperparameter=hyperparameter,
            value=best.value,
        )
