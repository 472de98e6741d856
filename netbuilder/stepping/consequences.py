"""What an edit or a deliberate mistake did to a step, in numbers, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netbuilder.messages import Message, say
from netbuilder.stepping.probe import Probe
from netbuilder.stepping.step_record import StepRecord


@dataclass(frozen=True, slots=True)
class Untouched:
    """The same step without any intervention. ``reached``: the names of the weights to which a gradient comes back."""

    loss: float
    gradient_norm: float
    reached: frozenset[str]


def untouched(probe: Probe) -> Untouched:
    """Of the step of a probe that has no interventions."""
    gradients = {name: weight.grad for name, weight in probe.base.weights.items() if weight.grad is not None}
    squares = sum(float(gradient.square().sum()) for gradient in gradients.values())
    return Untouched(float(probe.base.loss), squares**0.5, frozenset(gradients))


def consequences(record: StepRecord, without: Untouched) -> Iterator[Message]:
    """A sentence or two for each intervention in a step, compared with the step without any."""
    made = record.interventions
    for edit in made.edits:
        yield say("Edited: {edit}.", edit=edit.in_words())
    if made.edits:
        yield _losses(record, without)
    if made.evaluation:
        yield say(
            "In evaluation mode dropout silences nothing, and batch normalization takes its running means instead of "
            "this minibatch's."
        )
        yield _losses(record, without)
    if made.detached:
        yield from _detached(record, without)
    if made.keep_gradients:
        yield _kept(record, without)
    if made.backward_twice:
        yield say(
            "Backward ran a second time, which PyTorch allows only with retain_graph=True. It adds to the gradients "
            "that are there: {norms}.",
            norms=_norms(record, without),
        )


def _losses(record: StepRecord, without: Untouched) -> Message:
    after, before = _short(record.loss), _short(without.loss)
    if after == before:
        return say("The loss is {loss}, as it would be without.", loss=after)
    return say("The loss is {after} instead of {before}.", after=after, before=before)


def _detached(record: StepRecord, without: Untouched) -> Iterator[Message]:
    names = ", ".join(f"“{path}”" for path in sorted(map(str, record.interventions.detached)))
    yield say(
        "Detached: the output of {nodes} is a plain number for backward, so nothing comes back through it.", nodes=names
    )
    lost = [one.name for one in record.weights if one.gradient is None and one.name in without.reached]
    if lost:
        yield say("No gradient reaches {weights} any more: they do not learn.", weights=", ".join(lost))
    else:
        yield say("Every weight still gets a gradient by another way: {norms}.", norms=_norms(record, without))


def _kept(record: StepRecord, without: Untouched) -> Message:
    if not record.stale:
        return say(
            "zero_grad is left out. There was no gradient before this step, so nothing has changed yet; from the next "
            "minibatch on, every gradient is added to those before it."
        )
    return say(
        "zero_grad is left out: the gradient that the step before has left, of norm {stale}, is still there, and "
        "backward adds to it: {norms}.",
        stale=_short(record.stale),
        norms=_norms(record, without),
    )


def _norms(record: StepRecord, without: Untouched) -> Message:
    """How long the gradient is, beside how long it would be."""
    values = {"after": _short(record.gradient_norm), "before": _short(without.gradient_norm)}
    if not without.gradient_norm:
        return Message(say("its norm is {after} instead of {before}").template, values)
    times = f"{record.gradient_norm / without.gradient_norm:.3g}"
    template = say("its norm is {after} instead of {before}, {times} times as large").template
    return Message(template, {**values, "times": times})


def _short(value: float) -> str:
    return f"{value:.4g}"
