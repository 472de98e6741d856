"""The causes of overfitting, each on a slider: where it can stand, and the edit that puts it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from netbuilder import edits
from netbuilder.data.base import Signature
from netbuilder.data.steps import part_sizes
from netbuilder.errors import EditError
from netbuilder.graph import Node, NodeId
from netbuilder.messages import Message, say
from netbuilder.project import Project
from netbuilder.shapes import Check
from netbuilder.shapes import check as check_graph
from netbuilder.training.depth import depth, repeated, usual_stretch
from netbuilder.training.surgery import hidden, resized, width_of

Value = int | float | None

FEWEST_ROWS = 2
EACH = 10
"""Up to so many rows the slider has a place for each number."""
ROUND = (10, 15, 20, 30, 40, 50, 70)
"""Above, these numbers times a power of ten: each step changes about as much as the others."""

NOISE_STEP, MOST_NOISE, MOST_FLIPPED = 0.05, 1.0, 0.5
"""Noise in shares of the spread; of labels, half at most: with two classes more would only swap them."""

WIDEST, DEEPEST = 512, 8
"""Where the sliders of the network end, unless the drawing is larger already."""


@dataclass(frozen=True)
class Cause:
    """One cause in one project. ``values``: where it can stand, rising; ``at``: the place among them where it stands.

    ``why_not``: the reason, where there is nothing to move; ``values`` are then those that there are, or none.
    """

    name: str
    title: Message
    help: Message
    base: Project
    values: tuple[Value, ...] = ()
    at: int = 0
    put: Callable[[Any], Project] | None = None
    said: Callable[[Any, Project], Message] | None = None
    why_not: Message | None = None

    def project(self, place: int) -> Project:
        """The project with the cause at this place; where it stands already, the very project.

        Raises UserError where the drawing cannot be so.
        """
        if place == self.at or self.put is None:
            return self.base
        return self.put(self.values[place])

    def words(self, place: int, project: Project) -> Message:
        """What stands beside the slider at this place. ``project``: what ``project`` gives for it."""
        return self.said(self.values[place], project) if self.said else say("–")


def causes(project: Project, check: Check) -> tuple[Cause, ...]:
    """The causes, in the order of the sliders. ``check``: of the project, with the signature of its data."""
    return (
        *_capacities(project, check),
        _rows(project, check.signature),
        _input_noise(project, check.signature),
        _label_noise(project, check.signature),
        _width(project, check),
        _depth(project, check),
    )


def _capacities(project: Project, check: Check) -> Iterator[Cause]:
    """One for each layer without weights by which the network can bend more or less."""
    for id_ in check.graph.order:
        node = check.graph.nodes[id_]
        name = node.layer.capacity
        if not name or id_ not in check.graph.used:
            continue
        parameter = next(row for row in node.layer.parameters_declared() if row.name == name)

        def put(value: int, id_: NodeId = id_, name: str = name) -> Project:
            return edits.set_parameter(project, id_, name, value)

        values = range(int(parameter.minimum or 1), int(parameter.maximum or 1) + 1)
        yield Cause(
            f"{name} of {id_}",
            say("{parameter} of “{node}”", parameter=say(parameter.label), node=check.graph.called(id_)),
            say("How much the network can bend: each step gives the layer behind more numbers to weigh."),
            project,
            *_standing(values, node.layer.values()[name]),
            put=put,
            said=lambda value, made: _with_parameters(say("{value}", value=value), made, check),
        )


def _rows(project: Project, signature: Signature | None) -> Cause:
    """A limit on the rows to learn from; at the end of the slider there is none."""
    title = say("Training rows")
    help_ = say("Fewer rows are learned by heart more easily. The validation rows stay the same.")
    settings = project.data
    if signature is None:
        return Cause("rows", title, help_, project, why_not=_no_data())
    left = signature.rows - sum(part_sizes(signature.rows, settings.validation, settings.test))
    if left <= FEWEST_ROWS:
        return Cause("rows", title, help_, project, why_not=say("There are too few rows to leave some out."))
    limit = settings.training_rows if (settings.training_rows or left) < left else None
    stops = {*range(EACH), *(figure * 10**power for power in range(len(str(left))) for figure in ROUND)}
    values = sorted({*(stop for stop in stops if FEWEST_ROWS <= stop < left), *([limit] if limit else [])})
    # How many rows a stratified split leaves is known only once the classes are.
    whole = say("all") if settings.split == "stratified" else say("all {rows}", rows=f"{left:,}")

    def said(value: int | None, _: Project) -> Message:
        return whole if value is None else say("{rows} rows", rows=f"{value:,}")

    places: tuple[Value, ...] = (*values, None)
    return Cause(
        "rows",
        title,
        help_,
        project,
        places,
        places.index(limit),
        put=lambda value: edits.set_data(project, training_rows=value),
        said=said,
    )


def _input_noise(project: Project, signature: Signature | None) -> Cause:
    title = say("Input noise")
    help_ = say("Moves the inputs of the training rows at random, by a share of their spread.")
    if signature is None:
        return Cause("input noise", title, help_, project, why_not=_no_data())
    return Cause(
        "input noise",
        title,
        help_,
        project,
        *_standing(_shares(MOST_NOISE), project.data.input_noise),
        put=lambda value: edits.set_data(project, input_noise=value),
        said=lambda value, _: say("{share:.0%} of the spread", share=value),
    )


def _label_noise(project: Project, signature: Signature | None) -> Cause:
    title = say("Label noise")
    if signature is None:
        return Cause("label noise", title, say("Makes targets of training rows wrong."), project, why_not=_no_data())
    if signature.task == "classification":
        help_ = say("Gives a share of the training rows another class. A powerful network learns them by heart.")
        most = MOST_FLIPPED
    else:
        help_ = say("Moves the targets of the training rows at random, by a share of their spread.")
        most = MOST_NOISE

    def said(value: float, _: Project) -> Message:
        if most == MOST_FLIPPED:
            return say("{share:.0%} of the rows", share=value)
        return say("{share:.0%} of the spread", share=value)

    return Cause(
        "label noise",
        title,
        help_,
        project,
        *_standing(_shares(most), project.data.label_noise),
        put=lambda value: edits.set_data(project, label_noise=value),
        said=said,
    )


def _width(project: Project, check: Check) -> Cause:
    """All hidden layers together; they keep their proportions."""
    title, help_ = say("Network width"), say("How many units the hidden layers have. They keep their proportions.")
    inner = hidden(check)
    if not inner:
        reason = say("There is no hidden layer to widen or narrow. Put one in.")
        return Cause("width", title, help_, project, why_not=reason)
    widest = max(map(width_of, inner))
    powers = [2**power for power in range(max(WIDEST, widest).bit_length()) if 2**power <= max(WIDEST, widest)]

    def said(_: int, made: Project) -> Message:
        widths = {width_of(made.graph.nodes[node.id]) for node in inner}
        most = f"{max(widths):,}"
        return _with_parameters(
            say("{width}", width=most) if len(widths) == 1 else say("up to {width}", width=most), made, check
        )

    return Cause(
        "width",
        title,
        help_,
        project,
        *_standing(powers, widest),
        put=lambda value: _scaled(project, inner, value / widest),
        said=said,
    )


def _depth(project: Project, check: Check) -> Cause:
    """How often the last hidden layer comes, with its activation."""
    title, help_ = (
        say("Network depth"),
        say("How many hidden layers there are. The last one is repeated, with what belongs to it."),
    )
    try:
        chosen = usual_stretch(check.graph)
    except EditError as error:
        return Cause("depth", title, help_, project, why_not=error.message)
    there = depth(check.graph, chosen)
    others = len(hidden(check)) - there

    def said(value: int, made: Project) -> Message:
        return _with_parameters(say("{count}", count=others + value), made, check)

    return Cause(
        "depth",
        title,
        help_,
        project,
        *_standing(range(1, max(DEEPEST, there) + 1), there),
        put=lambda value: repeated(project, chosen, value),
        said=said,
    )


def _scaled(project: Project, nodes: Iterable[Node], factor: float) -> Project:
    for node in nodes:
        project = resized(project, node.id, max(1, round(width_of(node) * factor)))
    return project


def _shares(most: float) -> list[float]:
    """From none to the most, in steps; round numbers, which sums of the step are not."""
    return [round(number * NOISE_STEP, 2) for number in range(round(most / NOISE_STEP) + 1)]


def _standing(values: Iterable[int | float], value: int | float) -> tuple[tuple[Value, ...], int]:
    """The values with the one at which it stands among them, and its place."""
    places = tuple(sorted({*values, value}))
    return places, places.index(value)


def _with_parameters(words: Message, made: Project, check: Check) -> Message:
    """The words, and how many weights the network then has."""
    found = check if made.graph is check.graph else check_graph(made.graph, check.signature, check)
    return say("{words} · {count} parameters", words=words, count=f"{found.parameters:,}")


def _no_data() -> Message:
    return say("Choose data first.")
