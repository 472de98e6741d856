"""What happens at a moment of a step, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from netbuilder.messages import Message, say
from netbuilder.stepping.moments import Moment, Phase
from netbuilder.stepping.numbers import Numbers
from netbuilder.stepping.step_record import StepRecord

TITLES: Mapping[Phase, Message] = {
    "zero": say("Clear the gradients"),
    "forward": say("Forward"),
    "loss": say("Loss"),
    "backward": say("Backward"),
    "update": say("Update"),
}


def in_words(record: StepRecord, moment: Moment) -> Message:
    """What happens at a moment."""
    if moment.phase == "zero":
        return _cleared(record)
    if moment.phase == "loss":
        return say(
            "The loss of these {rows} rows is {loss}: one number that says how wrong the outputs are.",
            rows=record.rows,
            loss=_short(record.loss),
        )
    if moment.phase == "update":
        return _updated(record, moment)
    return _forward(record, moment) if moment.phase == "forward" else _backward(record, moment)


def _cleared(record: StepRecord) -> Message:
    if not record.stale:
        return say("There are no gradients yet. Backward adds to what is there, so every step starts without any.")
    return say(
        "The gradients of the last step, of norm {norm}, are cleared: backward adds to what is there.",
        norm=_short(record.stale),
    )


def _forward(record: StepRecord, moment: Moment) -> Message:
    found = record.values[moment.place]
    if moment.place == 0:
        return say("{shape} values enter: one row for each row of the data.", shape=_sides(found.value))
    if found.value.array.size == 1:
        return say("“{node}” outputs one value: {value}.", node=found.name, value=_short(found.value.low))
    if found.value.low == found.value.high and not found.value.not_finite:
        return say(
            "“{node}” outputs {shape} values, all of them {value}.",
            node=found.name,
            shape=_sides(found.value),
            value=_short(found.value.low),
        )
    return say(
        "“{node}” outputs {shape} values, from {low} to {high}.",
        node=found.name,
        shape=_sides(found.value),
        low=_short(found.value.low),
        high=_short(found.value.high),
    )


def _backward(record: StepRecord, moment: Moment) -> Message:
    found = record.values[moment.place]
    gradient = found.gradient
    if gradient is None:
        return say("No gradient comes back to “{node}”.", node=found.name)
    if found.contributions:
        shares = ((record.name_of(one.reader), one.gradient.norm) for one in found.contributions)
        terms = " + ".join(f"{name} {_short(norm)}" for name, norm in shares)
        return say(
            "“{node}” is read {count} times, so the gradients that come back are added (their norms: {terms}).",
            node=found.name,
            count=len(found.contributions),
            terms=terms,
        )
    if not gradient.norm:
        return say("The gradient of “{node}” is 0 everywhere: nothing before it learns from here.", node=found.name)
    if gradient.low == gradient.high and not gradient.not_finite:
        return say(
            "The gradient of the loss with respect to “{node}” is {value} everywhere.",
            node=found.name,
            value=_short(gradient.low),
        )
    return say(
        "The gradient of the loss with respect to “{node}” ranges from {low} to {high}.",
        node=found.name,
        low=_short(gradient.low),
        high=_short(gradient.high),
    )


def _updated(record: StepRecord, moment: Moment) -> Message:
    found = record.weights[moment.place]
    if found.gradient is None:
        return say("No gradient came back to {weight}: it stays as it is.", weight=found.name)
    return say(
        "{weight}: its norm goes from {before} to {after}; the norm of its gradient is {gradient}.",
        weight=found.name,
        before=_short(found.before.norm),
        after=_short(found.after.norm),
        gradient=_short(found.gradient.norm),
    )


def _sides(found: Numbers) -> str:
    return " × ".join(map(str, found.shape)) or "1"


def _short(value: float) -> str:
    return f"{value:.4g}"
