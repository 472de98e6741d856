"""What the figures of the layers say, in sentences: vanishing and exploding gradients, dead units."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from netbuilder.layer_statistics.statistics import LayerStatistics, NetworkStatistics
from netbuilder.messages import Message, say

APART = 1_000.0
"""A gradient vanishes or explodes where that of a weight is so many times smaller or larger than in the last layer: no
learning rate suits both then."""
EXPLODED = 1e6
"""A gradient of such a norm has exploded whatever that of other layers is: losses of scaled targets start near 1."""
UNITS_NAMED = 5
"""So many dead units of a layer are named by their numbers."""
ADVICE = say("Lower the learning rate or clip gradients, and train again.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence. ``wrong``: it says that something keeps the network from learning; ``layer``: the one that it is
    about, or None."""

    message: Message
    wrong: bool
    layer: LayerStatistics | None = None


@dataclass(frozen=True, slots=True)
class _Learning:
    """A layer to whose weights a gradient comes back. ``norm``: of it, ``size``: of that of one weight."""

    layer: LayerStatistics
    norm: float
    size: float

    @property
    def name(self) -> Message:
        return self.layer.layer.name


def findings(found: NetworkStatistics) -> tuple[Finding, ...]:
    """What is to be said of a network, what is wrong first."""
    return (*_of_gradients(found), *_of_dead_units(found))


def _of_gradients(found: NetworkStatistics) -> Iterator[Finding]:
    learning = list(_learning(found))
    broken = next((one for one in found.layers if _is_broken(one)), None)
    if broken is not None or not math.isfinite(found.loss):
        yield _not_finite(broken)
    elif (steepest := max(learning, key=lambda one: one.norm, default=None)) and steepest.norm >= EXPLODED:
        yield _exploded(steepest)
    elif len(learning) > 1:
        yield from _compared(learning)


def _learning(found: NetworkStatistics) -> Iterator[_Learning]:
    """The layers with weights of their own to which a gradient comes back, each once."""
    for one in found.layers:
        if one.layer.has_own_weights and one.gradient_norm is not None and one.gradient_size is not None:
            yield _Learning(one, one.gradient_norm, one.gradient_size)


def _is_broken(one: LayerStatistics) -> bool:
    return any(figure is not None and not math.isfinite(figure) for figure in (one.norm, one.gradient_norm))


def _exploded(steepest: _Learning) -> Finding:
    message = say(
        "The gradient has exploded: in “{layer}” its norm is {norm}. {advice}",
        layer=steepest.name,
        norm=f"{steepest.norm:.2g}",
        advice=ADVICE,
    )
    return Finding(message, wrong=True, layer=steepest.layer)


def _not_finite(broken: LayerStatistics | None) -> Finding:
    if broken is None:
        return Finding(say("The loss is no longer a number. {advice}", advice=ADVICE), wrong=True)
    message = say(
        "The gradient has exploded: “{layer}” has weights or gradients that are no longer numbers. {advice}",
        layer=broken.layer.name,
        advice=ADVICE,
    )
    return Finding(message, wrong=True, layer=broken)


def _compared(learning: Sequence[_Learning]) -> Iterator[Finding]:
    """The gradients of the layers against that of the last one, a weight's each."""
    *before, last = learning
    smallest = min(before, key=lambda one: one.size)
    largest = max(before, key=lambda one: one.size)
    if not last.size and not largest.size:
        message = say("No weight gets a gradient: the loss of these rows does not change with any of them.")
        yield Finding(message, wrong=True)
        return
    if not smallest.size:
        message = say("No gradient comes back to “{layer}”: it does not learn.", layer=smallest.name)
        yield Finding(message, wrong=True, layer=smallest.layer)
    elif smallest.size * APART <= last.size:
        message = say(
            "The gradient vanishes: that of a weight is {times} times smaller in “{early}” than in “{last}” ({small} "
            "and {large}, root mean square). ReLU, normalization, He or Xavier starting values or a skip "
            "connection let more of it through.",
            early=smallest.name,
            last=last.name,
            **_sizes(smallest, last),
        )
        yield Finding(message, wrong=True, layer=smallest.layer)
    elif largest.size < APART * last.size:
        yield Finding(_balanced(learning[0], last), wrong=False)
    if last.size and largest.size >= APART * last.size:
        message = say(
            "The gradient explodes: that of a weight is {times} times larger in “{early}” than in “{last}” ({large} "
            "and {small}, root mean square). Normalization, smaller starting values or gradient clipping "
            "keep it in bounds.",
            early=largest.name,
            last=last.name,
            **_sizes(last, largest),
        )
        yield Finding(message, wrong=True, layer=largest.layer)


def _sizes(small: _Learning, large: _Learning) -> dict[str, str]:
    return {"times": _times(large.size / small.size), "small": f"{small.size:.2g}", "large": f"{large.size:.2g}"}


def _balanced(first: _Learning, last: _Learning) -> Message:
    """No layer is far from the last one: the first one compared with it."""
    return say(
        "No gradient vanishes or explodes: a weight of “{first}” gets {times} times that of “{last}”.",
        first=first.name,
        times=_times(first.size / last.size),
        last=last.name,
    )


def _times(ratio: float) -> str:
    """A ratio with two digits: 0.34, 23, 12,000."""
    rounded = float(f"{ratio:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else f"{rounded:g}"


def _of_dead_units(found: NetworkStatistics) -> Iterator[Finding]:
    for one in found.layers:
        if not (one.layer.bends and one.zero_units):
            continue
        named = ", ".join(map(str, one.zero_units[:UNITS_NAMED])) + (" …" if len(one.zero_units) > UNITS_NAMED else "")
        message = say(
            "Dead units in “{layer}”: {count} of {units} (number {named}), 0 for all {rows} rows; no gradient passes "
            "them.",
            layer=one.layer.name,
            count=f"{len(one.zero_units):,}",
            units=f"{one.units:,}",
            rows=f"{found.rows:,}",
            named=named,
        )
        yield Finding(message, wrong=True, layer=one)
