"""Why a gradient is what it is, in sentences with numbers: upstream × local = contribution."""

from __future__ import annotations

from collections.abc import Iterator

from netbuilder.messages import Message, say
from netbuilder.stepping.contributions import Contributions, Way


def contribution_words(found: Contributions) -> Iterator[Message]:
    """Line by line: each reader with its terms, and what they add up to."""
    if found.gradient is None:
        yield say("No gradient comes back here: the loss does not depend on it in a way that backward can follow.")
        return
    for way in found.ways:
        yield from _way(way)
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


def _way(way: Way) -> Iterator[Message]:
    if way.passes:
        yield say("It goes on unchanged at “{node}”, and so does its gradient: {total}", **_values(way))
        return
    if way.loss:
        yield say("The loss changes by {total} for each 1 that it grows.", **_values(way))
        return
    if not way.count:
        yield say("“{node}” does not change with it here: the local derivative is 0.", **_values(way))
        return
    yield say("Through “{node}”, upstream × local:", **_values(way))
    for term in way.terms:
        place = f"[{', '.join(map(str, term.at))}]"
        numbers = {"up": _short(term.upstream), "local": _signed(term.local), "product": _short(term.product)}
        yield say("{place}  {up} × {local} = {product}", place=place, **numbers)
    if way.count > len(way.terms):
        rest = way.total - sum(term.product for term in way.terms)
        yield say("and {count} smaller terms: {rest}", count=way.count - len(way.terms), rest=_short(rest))
    if way.count > 1:
        yield _summed(way)
    if way.rule:
        yield say("For the whole array: {rule}", rule=way.rule)


def _summed(way: Way) -> Message:
    axes = ", ".join(map(str, way.axes))
    if way.repeated:
        return say(
            "It was repeated along axis {axes} to the shape {shape} (broadcast), so the terms are summed along it: "
            "{total}",
            axes=axes,
            **_values(way),
        )
    return say("It acts on {count} numbers, along axis {axes}; the terms are added: {total}", axes=axes, **_values(way))


def _values(way: Way) -> dict[str, object]:
    return {
        "node": str(way.reader),
        "total": _short(way.total),
        "count": way.count,
        "shape": " × ".join(map(str, way.shape)) or "1",
    }


def _signed(value: float) -> str:
    """In parentheses where a sign would meet an operator."""
    return _short(value) if value >= 0 else f"({_short(value)})"


def _short(value: float) -> str:
    return f"{value:.4g}"
