"""What happens at a moment of a step, in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping

from netbuilder.messages import Message, joined, say
from netbuilder.stepping.moments import Moment, Phase, Stop, shown
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
        if not math.isfinite(record.loss):
            return say(
                "The loss of these {rows} rows is {loss}, which is not a finite number: here a training ends.",
                rows=record.rows,
                loss=_short(record.loss),
            )
        return say(
            "The loss of these {rows} rows is {loss}: one number that says how wrong the outputs are.",
            rows=record.rows,
            loss=_short(record.loss),
        )
    found = shown(record, moment)
    if found is not None and found.not_finite:
        if found.not_finite == 1:
            return say(
                "Of {all} numbers in {what}, one is not finite: infinite, or not a number.",
                all=math.prod(found.shape),
                what=_shown_called(record, moment),
            )
        return say(
            "Of {all} numbers in {what}, {count} are not finite: infinite, or not a number.",
            all=math.prod(found.shape),
            what=_shown_called(record, moment),
            count=found.not_finite,
        )
    if moment.phase == "update":
        return _updated(record, moment)
    return _forward(record, moment) if moment.phase == "forward" else _backward(record, moment)


def _cleared(record: StepRecord) -> Message:
    if not record.stale:
        return say("There are no gradients yet. Backward adds to what is there, so every step starts without any.")
    if record.interventions.keep_gradients:
        return say(
            "zero_grad is left out, so the gradients of the last step, of norm {norm}, stay: backward adds to them.",
            norm=_short(record.stale),
        )
    return say(
        "The gradients of the last step, of norm {norm}, are cleared: backward adds to what is there.",
        norm=_short(record.stale),
    )


def _forward(record: StepRecord, moment: Moment) -> Message:
    found = record.values[moment.place]
    name = record.called(found.path, found.port)
    if moment.place == 0:
        return say("{shape} values enter: one row for each row of the data.", shape=_sides(found.value))
    if found.value.array.size == 1:
        return say("“{node}” outputs one value: {value}.", node=name, value=_short(found.value.low))
    if found.value.low == found.value.high:
        return say(
            "“{node}” outputs {shape} values, all of them {value}.",
            node=name,
            shape=_sides(found.value),
            value=_short(found.value.low),
        )
    return say(
        "“{node}” outputs {shape} values, from {low} to {high}.",
        node=name,
        shape=_sides(found.value),
        low=_short(found.value.low),
        high=_short(found.value.high),
    )


def _backward(record: StepRecord, moment: Moment) -> Message:
    found = record.values[moment.place]
    gradient, name = found.gradient, record.called(found.path, found.port)
    if gradient is None:
        return say("No gradient comes back to “{node}”.", node=name)
    if found.contributions:
        terms = [
            say("{node} {norm}", node=record.called(one.reader), norm=_short(one.gradient.norm))
            for one in found.contributions
        ]
        return say(
            "“{node}” is read {count} times, so the gradients that come back are added (their norms: {terms}).",
            node=name,
            count=len(found.contributions),
            terms=joined(terms, " + "),
        )
    if not gradient.norm:
        return say("The gradient of “{node}” is 0 everywhere: nothing before it learns from here.", node=name)
    if gradient.array.size == 1 and gradient.whole:
        return say(
            "The gradient of the loss with respect to “{node}” is {value}.", node=name, value=_short(gradient.low)
        )
    if gradient.low == gradient.high:
        return say(
            "The gradient of the loss with respect to “{node}” is {value} everywhere.",
            node=name,
            value=_short(gradient.low),
        )
    return say(
        "The gradient of the loss with respect to “{node}” ranges from {low} to {high}.",
        node=name,
        low=_short(gradient.low),
        high=_short(gradient.high),
    )


def _updated(record: StepRecord, moment: Moment) -> Message:
    found = record.weights[moment.place]
    if found.gradient is None:
        return say("No gradient came back to {weight}: it stays as it is.", weight=record.weight_called(found))
    before, after = _told_apart(found.before.norm, found.after.norm)
    return say(
        "The norm of {weight} goes from {before} to {after}; that of its gradient is {gradient}.",
        weight=record.weight_called(found),
        before=before,
        after=after,
        gradient=_short(found.gradient.norm),
    )


def _told_apart(before: float, after: float) -> tuple[str, str]:
    """Two numbers with four digits, or with so many more that they differ where they do."""
    if before != after and _short(before) == _short(after):
        return next(
            (
                (one, other)
                for digits in (6, 8, 10)
                if (one := f"{before:.{digits}g}") != (other := f"{after:.{digits}g}")
            ),
            (_short(before), _short(after)),
        )
    return _short(before), _short(after)


def stop_in_words(record: StepRecord, moment: Moment, stop: Stop) -> Message:
    """Why running has stopped at a moment: the node or the array, the number, and where it stands."""
    found = stop.found
    if found is None:
        node = record.called(moment.path) if moment.path is not None else ""
        return say("Stopped: there is a breakpoint at “{node}”.", node=node)
    what = _stop_called(record, moment, stop)
    if stop.cause == "zero":
        return (
            say("Stopped: {what} is 0 everywhere.", what=what)
            if found.shape
            else say("Stopped: {what} is 0.", what=what)
        )
    number = _short(float(found.array[stop.at])) if stop.at or not found.shape else _short(found.size)
    if stop.at:
        what = say("{what} at {place}", what=what, place=f"[{', '.join(map(str, stop.at))}]")
    if stop.cause == "beyond":
        return say(
            "Stopped: {what} is {number}, beyond the bound of {bound}.",
            what=what,
            number=number,
            bound=f"{stop.bound:g}",
        )
    if found.not_finite == 1 and (stop.at or not found.shape):
        return say("Stopped: {what} is {number}, which is not a finite number.", what=what, number=number)
    if stop.at:
        return say(
            "Stopped: {what} is {number}, the first of {count} numbers that are not finite.",
            what=what,
            number=number,
            count=found.not_finite,
        )
    return say("Stopped: {what} has {count} numbers that are not finite.", what=what, count=found.not_finite)


def _stop_called(record: StepRecord, moment: Moment, stop: Stop) -> Message:
    """What has stopped a run at a breakpoint, as part of a sentence."""
    if stop.role == "loss":
        return say("the loss")
    if moment.phase == "update" and stop.role == "gradient":
        return say("the gradient of {weight}", weight=record.weight_called(record.weights[moment.place]))
    return _shown_called(record, moment)


def _shown_called(record: StepRecord, moment: Moment) -> Message:
    """What a moment is about, within a sentence."""
    if moment.phase == "update":
        return record.weight_called(record.weights[moment.place])
    found = record.values[moment.place]
    name = record.called(found.path, found.port)
    if moment.phase == "backward":
        return say("the gradient of “{node}”", node=name)
    return say("the value of “{node}”", node=name)


def _sides(found: Numbers) -> str:
    return " × ".join(map(str, found.shape)) or "1"


def _short(value: float) -> str:
    return f"{value + 0.0:.4g}"  # zero has no sign
