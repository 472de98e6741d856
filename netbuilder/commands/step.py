"""``netbuilder step``: one minibatch of a training, value by value, gradient by gradient, weight by weight."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile
from netbuilder.commands.terminal.output import output, table, tell, write_json
from netbuilder.errors import ProjectError
from netbuilder.files.read import read
from netbuilder.messages import Message, joined, say

if TYPE_CHECKING:
    from netbuilder.project.project import Project
    from netbuilder.stepping.numbers import Numbers
    from netbuilder.stepping.step_record import StepRecord, WeightUpdate, WireValue


def step(
    file: ProjectFile,
    batch: Annotated[int, typer.Option(min=1, help="Which minibatch of the training, counted from its start.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Train up to a minibatch, and show everything that happens in it: forward, loss, backward, update."""
    record = _recorded(read(file), batch)
    if as_json:
        write_json(_plain(record))
    else:
        _show(record)


def _recorded(project: Project, batch: int) -> StepRecord:
    from netbuilder.stepping.stepper import Stepper

    stepper, record = Stepper(project), None
    for number in range(batch):
        found = stepper.next()
        if found is None:
            raise _beyond(number)
        most = found.batches * project.training.epochs
        if batch > most:  # known at once: nobody has to wait for the last
            raise _beyond(most)
        record = found
    if record is None:
        raise ProjectError("The training has no minibatch.")
    return record


def _beyond(count: int) -> ProjectError:
    return ProjectError("The training has only {count} minibatches. Ask for one of them.", count=count)


def _show(record: StepRecord) -> None:
    tell(
        say(
            "Epoch {epoch}, minibatch {batch} of {batches}: {rows} rows, loss {loss}, learning rate {rate}.",
            epoch=record.epoch,
            batch=record.batch,
            batches=record.batches,
            rows=record.rows,
            loss=f"{record.loss:.6g}",
            rate=f"{record.learning_rate:.4g}",
        )
    )
    ends = (say("Lowest"), say("Highest"), say("Gradient from"), say("to"))
    values = table(say("Forward ↓, backward ↑"), say("Shape"), *ends, numbers=ends)
    for value in record.values:
        values.add_row(_path(value), _shape(value.value), *_ends(value.value), *_ends(value.gradient))
    output().print(values)
    if left_out := list(_not_finite(record)):
        tell(say("Not finite, and left out of lowest and highest: {arrays}.", arrays=joined(left_out)))
    columns = (say("Norm before"), say("Norm of its gradient"), say("Norm after"))
    weights = table(say("Update"), say("Shape"), *columns, numbers=columns)
    for weight in record.weights:
        gradient = "–" if weight.gradient is None else f"{weight.gradient.norm:.4g}"
        norms = (f"{weight.before.norm:.6g}", gradient, f"{weight.after.norm:.6g}")
        weights.add_row(weight.name, _shape(weight.before), *norms)
    output().print(weights)
    if record.clipped_to is not None and record.gradient_norm > record.clipped_to:
        tell(
            say(
                "The gradient had the norm {norm} and was clipped to {bound}.",
                norm=f"{record.gradient_norm:.4g}",
                bound=record.clipped_to,
            )
        )


def _not_finite(record: StepRecord) -> Iterator[Message]:
    """Each value and each gradient that has numbers which are not finite, with their count."""
    for value in record.values:
        node = _path(value)
        for array, found in ((node, value.value), (say("the gradient of {node}", node=node), value.gradient)):
            if found is not None and found.not_finite:
                count, every = f"{found.not_finite:,}", f"{math.prod(found.shape):,}"
                yield say("{array} ({count} of {all})", array=array, count=count, all=every)


def _path(value: WireValue) -> str:
    return str(value.path) if value.port == "output" else f"{value.path}, {value.port}"


def _shape(found: Numbers) -> str:
    return " × ".join(map(str, found.shape)) or "1"


def _ends(found: Numbers | None) -> tuple[str, str]:
    return ("–", "–") if found is None else (f"{found.low:.4g}", f"{found.high:.4g}")


def _plain(record: StepRecord) -> dict[str, Any]:
    names = ("epoch", "batch", "batches", "rows", "learning_rate", "loss", "gradient_norm", "clipped_to")
    return {
        **{name: getattr(record, name) for name in names},
        "values": [_plain_value(value) for value in record.values],
        "weights": [_plain_weight(weight) for weight in record.weights],
    }


def _plain_value(value: WireValue) -> dict[str, Any]:
    return {
        "node": str(value.path),
        "port": value.port,
        "value": value.value.plain(),
        "gradient": None if value.gradient is None else value.gradient.plain(),
        "contributions": {str(one.reader): one.gradient.plain() for one in value.contributions},
    }


def _plain_weight(weight: WeightUpdate) -> dict[str, Any]:
    return {
        "weight": weight.name,
        "node": str(weight.path),
        "before": weight.before.plain(),
        "gradient": None if weight.gradient is None else weight.gradient.plain(),
        "state_before": {name: state.plain() for name, state in weight.state_before.items()},
        "state": {name: state.plain() for name, state in weight.state.items()},
        "after": weight.after.plain(),
    }
