"""The knobs of a drawing that are worth a sweep, each with its words and with values to begin from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from netbuilder.data.base import Signature
from netbuilder.data.steps import part_sizes
from netbuilder.declaration import Kind, Parameter
from netbuilder.experiments.knobs import DATA, TRAINING, Knob, knob
from netbuilder.graph import Node
from netbuilder.messages import Message, say
from netbuilder.project import Project
from netbuilder.shapes import Severity, check
from netbuilder.training.advice import project_problems

FACTORS = (1 / 8, 1 / 4, 1 / 2, 1, 2, 4)
"""Epochs and learning rates are tried at so many times what they are."""

WIDTHS = (1 / 128, 1 / 32, 1 / 8, 1 / 2, 1, 2)
"""Likewise sizes of layers, from far too small to more than enough."""

TRAINING_ROWS = f"{DATA}.training_rows"
"""The knob whose sweep is a learning curve."""

SHARES = (0.0, 0.1, 0.2, 0.3, 0.5, 0.7)
DECAYS = (0.0, 0.0001, 0.001, 0.01, 0.1)
NOISES = (0.0, 0.1, 0.2, 0.4)
FEWEST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A knob to turn. ``words``: what people call it; ``values``: texts that ``Knob.turned`` takes."""

    knob: Knob
    words: Message
    values: tuple[str, ...]


def offers(project: Project, signature: Signature | None) -> Iterator[Offer]:
    """What can be turned, what is asked for most first. ``signature``: of the data, None where there are none.

    A width that the loss or a later layer prescribes is no offer.
    """
    sound = _is_sound(project, signature)
    nodes = [project.graph.nodes[name] for name in project.graph.order if name in project.graph.used]
    for node in nodes:
        if node.layer.width:
            offer = _of_node(project, node, node.layer.width)
            if not sound or _is_sound(offer.knob.turned(project, offer.values[-1]), signature):
                yield offer
    for node in nodes:
        if node.layer.purpose == "silencing":
            for parameter in _numbers(node):
                yield _of_node(project, node, parameter.name)
    if signature is not None:
        yield _rows(project, signature)
    yield _of_training(project, "weight_decay", say("weight decay"), _with_drawn(DECAYS, project.training.weight_decay))
    noise = project.data.dataset.noise_name
    if noise:
        found = knob(project, f"{DATA}.{noise}")
        yield Offer(found, say("noise in the data"), _noises(found.value(project)))
    epochs = project.training.epochs
    yield _of_training(project, "epochs", say("epochs"), _sizes(epochs, 1, FACTORS))
    rate = project.training.learning_rate
    yield _of_training(project, "learning_rate", say("learning rate"), _texts(rate * factor for factor in FACTORS))


def _is_sound(project: Project, signature: Signature | None) -> bool:
    problems = project_problems(project, check(project.graph, signature))
    return all(problem.severity is not Severity.ERROR for problem in problems)


def _of_node(project: Project, node: Node, name: str) -> Offer:
    found = knob(project, f"{node.id}.{name}")
    words = say("“{node}”: {parameter}", node=project.graph.called(node.id), parameter=say(found.parameter.label))
    return Offer(found, words, _proposed(found.parameter, found.value(project)))


def _numbers(node: Node) -> list[Parameter]:
    kinds = (Kind.INTEGER, Kind.NUMBER)
    return [parameter for parameter in node.layer.parameters_declared() if parameter.kind in kinds]


def _proposed(parameter: Parameter, value: Any) -> tuple[str, ...]:
    if parameter.kind is Kind.INTEGER:
        return _sizes(value, int(parameter.minimum or 1), WIDTHS)
    return _with_drawn(SHARES, value)


def _of_training(project: Project, name: str, words: Message, values: tuple[str, ...]) -> Offer:
    return Offer(knob(project, f"{TRAINING}.{name}"), words, values)


def _rows(project: Project, signature: Signature) -> Offer:
    """Training rows, doubled from few to all that there are."""
    most = rows_there_are(project, signature)
    values = {FEWEST_ROWS * 2**power for power in range(12)} | {project.data.training_rows or most, most}
    fitting = sorted(count for count in values if count <= most)
    close = {low for low, high in pairwise(fitting) if high < 1.2 * low}
    kept = [count for count in fitting if count not in close or count == project.data.training_rows]
    return Offer(knob(project, TRAINING_ROWS), say("training rows"), _texts(kept))


def rows_there_are(project: Project, signature: Signature) -> int:
    """How many rows are left to train on before any limit."""
    return max(1, signature.rows - sum(part_sizes(signature.rows, project.data.validation, project.data.test)))


def _sizes(value: int, least: int, factors: tuple[float, ...]) -> tuple[str, ...]:
    return _texts(sorted({max(least, round(value * factor)) for factor in factors}))


def _noises(value: float) -> tuple[str, ...]:
    return _texts(sorted({value * factor for factor in (0, 0.5, 1, 1.5, 2)})) if value else _texts(NOISES)


def _with_drawn(values: tuple[float, ...], drawn: float) -> tuple[str, ...]:
    return _texts(sorted({*values, drawn}))


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(f"{value:.6g}" for value in values)


def standing(project: Project, name: str | None) -> float:
    """Where a knob stands on an axis; nan for what is no number, and without a knob. All training rows are as many as
    there are."""
    value = knob(project, name).value(project) if name is not None else None
    if value is None and name == TRAINING_ROWS:
        return float(rows_there_are(project, project.data.dataset.signature()))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
