"""What an edit or a deliberate mistake did to a step, in numbers, and why."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from netbuilder.graph.blocks import layers_within
from netbuilder.messages import Message, joined, say
from netbuilder.stepping.interventions import Edit, Interventions
from netbuilder.stepping.probe import Probe
from netbuilder.stepping.step_record import StepRecord

MOST_NAMED = 4
"""So many weights are named in one sentence."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a step, in 64 bits. ``norm``: of the gradients of all weights together, as one vector, before
    clipping; ``reached``: the names of the weights to which a gradient comes back.
    """

    loss: float
    norm: float
    reached: frozenset[str]


def outcome(probe: Probe) -> Outcome:
    """Of the step of a probe, with its interventions."""
    own = {name: weight.grad for name, weight in probe.base.weights.items() if weight.grad is not None}
    stale = probe.stale if probe.interventions.keep_gradients else {}
    times = 2 if probe.interventions.backward_twice else 1
    squares = 0.0
    for name in {**own, **stale}:
        parts = ([times * own[name]] if name in own else []) + ([stale[name].double()] if name in stale else [])
        squares += float(sum(parts[1:], parts[0]).square().sum())
    return Outcome(float(probe.base.loss), squares**0.5, frozenset(own))


Step = Callable[[Interventions], Outcome]


def consequences(record: StepRecord, step: Step) -> Iterator[Message]:
    """A sentence or two for each intervention in a step: what it alone changes, while all others are made.

    ``step``: computes the step with other interventions.
    """
    made = record.interventions
    with_all = _as_trained(step(made), record)
    for edit in made.edits:
        yield _edited(record, edit)
    if made.edits:
        yield _losses(with_all, step(replace(made, edits=())))
    if made.evaluation:
        yield _in_evaluation(record)
        yield _losses(with_all, step(replace(made, evaluation=False)))
    if made.detached:
        yield from _detached(record, with_all, step(replace(made, detached=frozenset())))
    if made.keep_gradients:
        yield _kept(record, with_all, step(replace(made, keep_gradients=False)))
    if made.backward_twice:
        yield say(
            "Backward ran a second time, which PyTorch allows only with retain_graph=True. It adds to the gradients "
            "that are there: {norms}.",
            norms=_norms(with_all, step(replace(made, backward_twice=False))),
        )


def _as_trained(found: Outcome, record: StepRecord) -> Outcome:
    """What the network has, where its 32-bit numbers end, and otherwise what comes of it in 64 bits."""
    loss = found.loss if math.isfinite(record.loss) else record.loss
    norm = found.norm if math.isfinite(record.gradient_norm) else record.gradient_norm
    return replace(found, loss=loss, norm=norm)


def _in_evaluation(record: StepRecord) -> Message:
    """What evaluation mode means for the layers that there are."""
    layers = tuple(layers_within(record.graph))
    silencing = any(layer.without_chance() != layer for layer in layers)
    comparing = any(layer.compares_rows for layer in layers)
    if silencing and comparing:
        return say(
            "In evaluation mode dropout silences nothing, and batch normalization takes its running means instead of "
            "this minibatch's."
        )
    if silencing:
        return say("In evaluation mode dropout silences nothing.")
    if comparing:
        return say("In evaluation mode batch normalization takes its running means instead of this minibatch's.")
    return say("No layer of this network differs in evaluation mode: it has neither dropout nor batch normalization.")


def _edited(record: StepRecord, edit: Edit) -> Message:
    """Which number stands where."""
    values = {"at": f"[{', '.join(map(str, edit.at))}]", "number": f"{edit.number:.6g}"}
    if edit.kind == "weight":
        weight = next(one for one in record.weights if one.name == edit.name)
        return say("Edited: {weight} at {at} = {number}.", weight=record.weight_called(weight), **values)
    node = record.called(edit.path, edit.name)
    if edit.kind == "gradient":
        return say("Edited: the gradient of “{node}” at {at} = {number}.", node=node, **values)
    return say("Edited: “{node}” at {at} = {number}.", node=node, **values)


def _losses(found: Outcome, without: Outcome) -> Message:
    after, before = _short(found.loss), _short(without.loss)
    if after == before:
        return say("The loss is {loss}, as it would be without.", loss=after)
    return say("The loss is {after} instead of {before}.", after=after, before=before)


def _detached(record: StepRecord, found: Outcome, without: Outcome) -> Iterator[Message]:
    names = [say("“{node}”", node=record.called(path)) for path in sorted(record.interventions.detached, key=str)]
    yield say(
        "Detached: the output of {nodes} is a plain number for backward, so nothing comes back through it.",
        nodes=joined(names),
    )
    lost = [record.weight_called(one) for one in record.weights if one.name in without.reached - found.reached]
    if lost and not found.reached:
        yield say("No gradient reaches any weight any more: nothing learns.")
    elif lost:
        named = joined(lost[:MOST_NAMED])
        if len(lost) > MOST_NAMED:
            named = say("{weights} and {count} others", weights=named, count=len(lost) - MOST_NAMED)
        yield say("No gradient reaches {weights} any more: they do not learn.", weights=named)
    else:
        yield say("Every weight still gets a gradient by another way: {norms}.", norms=_norms(found, without))


def _kept(record: StepRecord, found: Outcome, without: Outcome) -> Message:
    if not record.stale:
        return say(
            "zero_grad is left out. There was no gradient before this step, so nothing has changed yet; from the next "
            "minibatch on, every gradient is added to those before it."
        )
    return say(
        "zero_grad is left out: the gradient that the step before has left, of norm {stale}, is still there, and "
        "backward adds to it: {norms}.",
        stale=_short(record.stale),
        norms=_norms(found, without),
    )


def _norms(found: Outcome, without: Outcome) -> Message:
    """How long the gradient is, beside how long it would be."""
    values = {"after": _short(found.norm), "before": _short(without.norm)}
    if found.norm == without.norm:
        return say("its norm is {norm}, as it would be without", norm=values["after"])
    if not without.norm or not math.isfinite(found.norm):
        return Message(say("its norm is {after} instead of {before}").template, values)
    times = f"{found.norm / without.norm:.3g}"
    template = say("its norm is {after} instead of {before}, {times} times as large").template
    return Message(template, {**values, "times": times})


def _short(value: float) -> str:
    return f"{value:.4g}"
