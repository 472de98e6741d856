"""Why a gradient is what it is, in sentences with numbers: upstream × local = contribution."""

from __future__ import annotations

import math
from collections.abc import Iterator

from netbuilder.messages import Message, say
from netbuilder.stepping.contributions import Contributions, Way
from netbuilder.stepping.probe import Subject
from netbuilder.stepping.step_record import StepRecord


def contribution_words(found: Contributions, record: StepRecord) -> Iterator[Message]:
    """Line by line: each reader with its terms, what they add up to, and what the step then makes of it."""
    if found.gradient is None:
        yield say("No gradient comes back here: the loss does not depend on it in a way that backward can follow.")
        return
    yield from _as_trained(found.gradient, _recorded(record, found.subject, found.at))
    for way in found.ways:
        yield from _way(way, record.called(way.reader))
    if len(found.ways) > 1:
        totals = " + ".join(_signed(way.total) for way in found.ways)
        yield say(
            "It is read {count} times, so what comes back is added: {totals} = {gradient}",
            count=len(found.ways),
            totals=totals,
            gradient=_short(found.gradient),
        )
    elif not found.ways:
        yield say("Nothing that reads it passes a gradient back: it is 0.")
    yield from _afterwards(found.gradient, found.subject.kind == "weight", record)


def _recorded(record: StepRecord, subject: Subject, at: tuple[int, ...]) -> float | None:
    """The gradient as backward left it in the network; None where that number of it was not kept."""
    arrays = {("value", one.path, one.port): one.gradient for one in record.values}
    arrays |= {("weight", one.path, one.name): one.gradient for one in record.weights}
    kept = arrays[(subject.kind, subject.path, subject.name)]
    if kept is None or not all(place < side for place, side in zip(at, kept.array.shape, strict=True)):
        return None
    return float(kept.array[at])


def _as_trained(gradient: float, recorded: float | None) -> Iterator[Message]:
    """What the network has, where its 32-bit numbers end: at infinity, at 0, or where neither is a number."""
    if recorded is None or (math.isfinite(recorded) == math.isfinite(gradient) and (not recorded) == (not gradient)):
        return
    yield say(
        "The network has {recorded} here, as it computes in 32-bit numbers. In 64 bits, as below, it is {gradient}.",
        recorded=_short(recorded),
        gradient=_short(gradient),
    )


def _afterwards(gradient: float, of_weight: bool, record: StepRecord) -> Iterator[Message]:
    """What a second backward, gradients that were not cleared, and clipping make of it."""
    if record.interventions.backward_twice:
        yield say("Backward ran twice, so it is added twice: 2 × {gradient}", gradient=_signed(gradient))
    if not of_weight:
        return
    if record.interventions.keep_gradients and record.stale:
        yield say("zero_grad was left out, so what the step before has left is added to it.")
    if record.clipped_to is None:
        return
    if not math.isfinite(record.gradient_norm):
        yield say(
            "Clipping: all gradients together have the norm {norm}, so none of them is what backward computed.",
            norm=_short(record.gradient_norm),
        )
    elif record.gradient_norm > record.clipped_to:
        yield say(
            "Clipping: all gradients together have the norm {norm}, so each is multiplied by {bound} / {norm}.",
            norm=_short(record.gradient_norm),
            bound=_short(record.clipped_to),
        )


def _way(way: Way, node: Message) -> Iterator[Message]:
    """``node``: what the reader is called."""
    if way.passes:
        yield say("It goes on unchanged at “{node}”, and so does its gradient: {total}", node=node, **_values(way))
        return
    if way.loss:
        yield say("The loss changes by {total} for each 1 that it grows.", **_values(way))
        if way.rule:
            yield say("For the whole array: {rule}", rule=way.rule)
        return
    if not way.count:
        yield say("“{node}” does not change with it here: the local derivative is 0.", node=node, **_values(way))
        return
    yield say(
        "Through “{node}”, the gradient of its output (upstream) × its derivative (local):", node=node, **_values(way)
    )
    for term in way.terms:
        place = f"[{', '.join(map(str, term.at))}]"
        numbers = {"up": _short(term.upstream), "local": _signed(term.local), "product": _short(term.product)}
        yield say("{place}  {up} × {local} = {product}", place=place, **numbers)
    others = way.count - way.silent - len(way.terms)
    if others > 0:
        rest = _short(way.total - sum(term.product for term in way.terms))
        yield (
            say("and a smaller one: {rest}", rest=rest)
            if others == 1
            else say("and {count} smaller ones: {rest}", count=others, rest=rest)
        )
    if way.silent and way.silent < way.count:
        yield (
            say("and one that is 0, since no gradient arrives there")
            if way.silent == 1
            else say("and {count} that are 0, since no gradient arrives there", count=way.silent)
        )
    if way.count > 1:
        yield _summed(way)
    if way.rule:
        yield say("For the whole array: {rule}", rule=way.rule)


def _summed(way: Way) -> Message:
    places = ", ".join(map(str, way.axes))
    axes = say("axis {axis}", axis=places) if len(way.axes) == 1 else say("axes {axes}", axes=places)
    if way.repeated:
        return say(
            "It was repeated along {axes} to the shape {shape} (broadcast), so the terms are summed along it: {total}",
            axes=axes,
            **_values(way),
        )
    return say("It acts on {count} numbers, along {axes}; the terms are added: {total}", axes=axes, **_values(way))


def _values(way: Way) -> dict[str, object]:
    return {
        "total": _short(way.total),
        "count": way.count,
        "shape": " × ".join(map(str, way.shape)) or "1",
    }


def _signed(value: float) -> str:
    """In parentheses where a sign would meet an operator."""
    return _short(value) if value >= 0 else f"({_short(value)})"


def _short(value: float) -> str:
    return f"{value + 0.0:.4g}"  # zero has no sign
