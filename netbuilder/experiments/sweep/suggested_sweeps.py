"""The hyperparameters worth turning in a project, the likeliest first, each with values to try."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netbuilder.data.preparation import part_sizes
from netbuilder.data.split_check import known_data
from netbuilder.declaration import Declared, Kind, Parameter
from netbuilder.errors import EditError
from netbuilder.experiments.sweep.hyperparameters import DATA, DEPTH, TRAINING, Hyperparameter, hyperparameter
from netbuilder.graph.graph import Node
from netbuilder.project.project import Project

OF_DATA = ("training_rows", "input_noise", "label_noise")
"""Settings of the data that make a network under- or overfit, apart from the noise of the data set itself."""

OF_TRAINING = ("weight_decay", "epochs", "learning_rate", "batch_size")

BY_TENS = frozenset({"weight_decay", "learning_rate"})
"""What changes something only where it is multiplied by ten."""

SHARES = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8)
DEPTHS = (1, 2, 3, 4, 5)
MAX_TRIED = 10
"""Of so few values that a parameter allows, all are tried."""


@dataclass(frozen=True, slots=True)
class SuggestedSweep:
    """A hyperparameter, and values as users write them, from the least to the largest; the drawn one is among them."""

    hyperparameter: Hyperparameter
    values: tuple[str, ...]


def suggested_sweeps(project: Project) -> tuple[SuggestedSweep, ...]:
    """What can be swept by numbers: widths, degrees, the depth, shares of dropout, the data, and training."""
    offered = (SuggestedSweep(found, values_to_try(project, found)) for found in _found(project))
    return tuple(proposal for proposal in offered if len(proposal.values) > 1)


def _found(project: Project) -> Iterator[Hyperparameter]:
    graph = project.graph.active
    inside = [
        graph.nodes[node] for node in graph.order if node in graph.used and graph.nodes[node].layer.role == "hidden"
    ]
    sized = [node for node in inside if node.layer.width]
    before = graph.ancestors(*(node.id for node in sized))
    free = [node for node in sized if node.id in before]
    yield from (hyperparameter(project, f"{node.id}.{node.layer.width}") for node in free)
    yield from (hyperparameter(project, f"{node.id}.{node.layer.capacity}") for node in inside if node.layer.capacity)
    with contextlib.suppress(EditError):  # nothing that could be repeated
        yield hyperparameter(project, DEPTH)
    silencing = [node for node in inside if node.layer.purpose == "silencing"]
    yield from _of_layers(project, silencing)
    yield from _named(project, DATA, project.data, OF_DATA)
    yield from _named(project, DATA, project.data.dataset, [project.data.dataset.noise_name])
    yield from _named(project, TRAINING, project.training, OF_TRAINING)
    yield from _of_layers(project, [n for n in inside if n not in silencing and len(n.layer.input_ports()) == 1])


def _of_layers(project: Project, nodes: Iterable[Node]) -> Iterator[Hyperparameter]:
    """The numbers of layers, apart from those of their capacity, which are shown first, or belong to the answer."""
    for node in nodes:
        shown = (node.layer.width, node.layer.capacity)
        numbers = [p.name for p in node.layer.parameters_declared() if p.name not in shown]
        yield from _named(project, node.id, node.layer, numbers)


def _named(project: Project, place: str, owner: Declared, names: Iterable[str]) -> Iterator[Hyperparameter]:
    declared = {parameter.name: parameter for parameter in owner.parameters_declared()}
    for name in names:
        if name in declared and declared[name].kind in (Kind.INTEGER, Kind.NUMBER):
            yield hyperparameter(project, f"{place}.{name}")


def values_to_try(project: Project, found: Hyperparameter) -> tuple[str, ...]:
    """Values of a hyperparameter worth trying, from the least to the largest, as users write them; empty where none
    is."""
    parameter, drawn = found.parameter, found.value(project)
    if parameter.name == DEPTH:
        return _written({*DEPTHS, drawn})
    if found.name == f"{DATA}.training_rows":
        return _rows(parameter, drawn, _training_rows(project))
    if drawn is None:
        return ()
    if parameter.kind is Kind.INTEGER:
        few = _few(parameter)
        return _written(few or (_whole(parameter, drawn * 2.0**power) for power in range(-3, 3)))
    return _written({drawn, *_numbers(parameter, drawn)})


def _few(parameter: Parameter) -> range:
    """All values of a parameter that allows only a few; otherwise none."""
    least, most = parameter.minimum, parameter.maximum
    if least is None or most is None or most - least >= MAX_TRIED:
        return range(0)
    return range(int(least), int(most) + 1)


def _numbers(parameter: Parameter, drawn: float) -> Iterator[float]:
    if parameter.minimum == 0.0 and 1.0 in (parameter.maximum, parameter.below):
        yield from SHARES
        return
    if parameter.minimum == 0.0:
        yield 0.0
    factor, middle = (10.0, drawn or 0.01) if parameter.name in BY_TENS else (2.0, drawn or 0.2)
    for power in range(-2, 3):
        value = float(f"{middle * factor**power:.3g}")
        if parameter.maximum is None or value <= parameter.maximum:
            yield value


def _whole(parameter: Parameter, value: float) -> int:
    """A whole number that the parameter allows."""
    least, most = parameter.minimum, parameter.maximum
    low = value if least is None else max(value, least)
    return round(low if most is None else min(low, most))


def _rows(parameter: Parameter, drawn: int | None, there: int) -> tuple[str, ...]:
    """Numbers of training rows, up to as many as there are."""
    if drawn is None:
        return _written(_whole(parameter, there / 2**halves) for halves in range(5)) if there else ()
    ladder = (_whole(parameter, drawn * 2.0**power) for power in range(-3, 3))
    return _written(min(rows, there) if rows > drawn else rows for rows in ladder)


def _training_rows(project: Project) -> int:
    """How many rows there are to learn from; 0 where nobody knows. A stratified split may differ by a few."""
    signature, problem = known_data(project.data)
    if signature is None or problem:
        return 0
    return signature.rows - sum(part_sizes(signature.rows, project.data.validation, project.data.test))


def _written(values: Iterable[float]) -> tuple[str, ...]:
    return tuple(f"{value:g}" if isinstance(value, float) else str(value) for value in sorted(set(values)))
