"""Overfitting factors that lie in the drawing: layers that let it bend more, its width, its depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netbuilder.errors import EditError
from netbuilder.factors.depth import repeated, usual_repeats
from netbuilder.factors.factor import Factor, with_current_value
from netbuilder.graph.graph import Node, NodeId
from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.project.layer_edits import hidden, resized, width_of
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_graph
from netbuilder.shapes.check_result import Check

WIDEST, DEEPEST = 512, 8
"""Where the sliders of the network end, unless the drawing is larger already."""


def capacities(project: Project, check: Check) -> Iterator[Factor]:
    """One for each layer without weights by which the network can bend more or less."""
    for id_ in check.graph.order:
        node = check.graph.nodes[id_]
        name = node.layer.capacity
        if not name or id_ not in check.graph.used:
            continue
        parameter = next(row for row in node.layer.parameters_declared() if row.name == name)

        def put(base: Project, value: int, id_: NodeId = id_, name: str = name) -> Project:
            return edits.set_parameter(base, id_, name, value)

        values = range(int(parameter.minimum or 1), int(parameter.maximum or 1) + 1)
        yield Factor(
            f"{name} of {id_}",
            say("{parameter} of “{node}”", parameter=say(parameter.label), node=check.graph.called(id_)),
            say("How much the network's function can bend: each step gives the next layer more numbers to weight."),
            project,
            *with_current_value(values, node.layer.values()[name]),
            put=put,
            said=lambda value, made: _with_parameters(say("{value}", value=value), made, check),
        )


def network_width(project: Project, check: Check) -> Factor:
    """All hidden layers together; they keep their proportions."""
    title, help_ = say("Network width"), say("How many units the hidden layers have. They keep their proportions.")
    inner = hidden(check)
    if not inner:
        reason = say("There is no hidden layer to widen or narrow. Add one.")
        return Factor("width", title, help_, project, why_not=reason)
    widest = max(map(width_of, inner))
    powers = [2**power for power in range(max(WIDEST, widest).bit_length()) if 2**power <= max(WIDEST, widest)]

    def said(_: int, made: Project) -> Message:
        widths = {width_of(made.graph.nodes[node.id]) for node in inner}
        most = f"{max(widths):,}"
        return _with_parameters(
            say("{width}", width=most) if len(widths) == 1 else say("up to {width}", width=most), made, check
        )

    return Factor(
        "width",
        title,
        help_,
        project,
        *with_current_value(powers, widest),
        put=lambda base, value: _scaled(base, inner, value / widest),
        said=said,
    )


def network_depth(project: Project, check: Check) -> Factor:
    """How often the last hidden layer comes, with its activation."""
    title, help_ = (
        say("Network depth"),
        say("How many hidden layers there are. The last one is repeated, with the layers that belong to it."),
    )
    try:
        repeats = usual_repeats(check.graph)
    except EditError as error:
        return Factor("depth", title, help_, project, why_not=error.message)
    chosen, there = repeats[0], len(repeats)
    others = len(hidden(check)) - there

    def said(value: int, made: Project) -> Message:
        return _with_parameters(say("{count}", count=others + value), made, check)

    return Factor(
        "depth",
        title,
        help_,
        project,
        *with_current_value(range(1, max(DEEPEST, there) + 1), there),
        put=lambda base, value: repeated(base, chosen, value),
        said=said,
    )


def _scaled(project: Project, nodes: Iterable[Node], factor: float) -> Project:
    for node in nodes:
        project = resized(project, node.id, max(1, round(width_of(node) * factor)))
    return project


def _with_parameters(words: Message, made: Project, check: Check) -> Message:
    """The words, and how many weights the network then has."""
    found = check if made.graph.active is check.graph else check_graph(made.graph.active, check.signature, check)
    return say("{words} · {count} parameters", words=words, count=f"{found.parameters:,}")
