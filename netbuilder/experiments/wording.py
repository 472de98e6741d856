"""What an experiment found, in words: numbers with their errors, and sentences on what the numbers do not say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from netbuilder.experiments.decomposition import ZeroOne
from netbuilder.experiments.sweep import WORDS, Point, least, reading
from netbuilder.messages import Message, say


def figure(value: float) -> str:
    """A measured number with four sensible digits; "–" where there is none."""
    return f"{value:.4g}" if math.isfinite(value) else "–"


def with_error(value: float, error: float | None) -> str:
    """A number with as many digits as mean something, and its standard error."""
    if not error or not math.isfinite(error) or not math.isfinite(value):
        return figure(value)
    digits = max(0, -math.floor(math.log10(error)))
    return f"{value:.{digits}f} ± {error:.{digits}f}"


def remarks(knob: str | None, points: Sequence[Point], *, stopped: bool = False) -> Iterator[Message]:
    """One sentence after the other: what was left out, what ails each network, and where the test error is least.

    ``knob``: the name of what was turned, None where there is one point only.
    """
    if stopped:
        yield say("Stopped early: these are the numbers of what was done by then.")
    for point in points:
        named = say("{knob} = {value}", knob=knob, value=point.value) if knob else say("The drawing")
        yield from _of_point(point, named)
    if knob:
        yield _best(knob, points)


def _of_point(point: Point, named: Message) -> Iterator[Message]:
    if point.problem is not None:
        yield say("{point}: {problem}", point=named, problem=point.problem)
    final = point.result.final if point.result else None
    if final is not None and final.diverged:
        yield say(
            "{point}: {count} of {all} networks diverged and were left out. "
            "Lower the learning rate, or clip the gradients.",
            point=named,
            count=final.diverged,
            all=final.diverged + final.members,
        )
    if point.terms is not None and final is not None and final.members > 1:
        yield say("{point}: {reading}.", point=named, reading=WORDS[reading(point.terms)])
    if point.result is not None and point.result.zero_one is not None:
        yield _zero_one(point.result.zero_one, named)


def _zero_one(found: ZeroOne, named: Message) -> Message:
    return say(
        "{point}: 0-1 loss after Domingos: bias {bias}, variance {variance} (net {net}), noise {noise}, "
        "test error {error}.",
        point=named,
        bias=figure(found.bias),
        variance=figure(found.variance),
        net=figure(found.net_variance),
        noise=figure(found.noise),
        error=with_error(found.test_error, found.standard_errors["test_error"]),
    )


def _best(knob: str, points: Sequence[Point]) -> Message:
    best, is_clear = least(points)
    if best is None:
        return say("Nothing could be measured.")
    if len(points) > 1 and not is_clear:
        return say(
            "The least test error is at {knob} = {value}, but there are not enough resamples to tell it "
            "from all others.",
            knob=knob,
            value=best.value,
        )
    return say("The least test error is at {knob} = {value}.", knob=knob, value=best.value)
