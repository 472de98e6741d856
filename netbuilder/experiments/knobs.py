"""Whatever can be turned in a project, by name: a parameter of a layer, of the data or of the training."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netbuilder import edits
from netbuilder.declaration import Declared, Kind, Parameter
from netbuilder.errors import EditError
from netbuilder.graph import Node
from netbuilder.project import Project

DATA, TRAINING = "data", "training"
OFF = ("none", "off")


@dataclass(frozen=True, slots=True)
class Knob:
    """One parameter of a project. ``name``: ``dense_1.units``, ``data.noise``, ``training.epochs``."""

    name: str
    parameter: Parameter
    owner: Callable[[Project], Declared]
    put: Callable[[Project, Any], Project]

    def value(self, project: Project) -> Any:
        """What it stands at."""
        return self.owner(project).values()[self.parameter.name]

    def turned(self, project: Project, text: str) -> Project:
        """The project with the knob at a value, given as people write it: 8, 0.5, true, 3x3, none.

        Raises UserError where the parameter does not allow it.
        """
        return self.put(project, plain(self.parameter, text))


def knob(project: Project, name: str) -> Knob:
    """The knob of this name: ``NODE.PARAMETER`` by the node's id or its name in the drawing, ``data.PARAMETER`` or
    ``training.PARAMETER``. Raises EditError, naming what there is, where there is none.
    """
    place, dot, parameter = name.rpartition(".")
    if not dot or not place or not parameter:
        raise EditError(
            "A knob is named NODE.PARAMETER, data.PARAMETER or training.PARAMETER, not “{name}”.", name=name
        )
    if place == TRAINING:
        return _of_training(project, name, parameter)
    if place == DATA:
        return _of_data(project, name, parameter)
    return _of_node(project, name, place, parameter)


def plain(parameter: Parameter, text: str) -> Any:
    """The value that a text stands for; what it cannot stand for is left to the declaration to refuse."""
    text = text.strip()
    if parameter.optional and text.lower() in OFF:
        return None
    if parameter.kind is Kind.SIZES:
        return tuple(text.replace("×", "x").split("x")) if text else ()
    if parameter.kind in (Kind.INTEGER, Kind.NUMBER):
        with contextlib.suppress(ValueError):
            return int(text) if parameter.kind is Kind.INTEGER else float(text)
    return text


def _of_training(project: Project, name: str, wanted: str) -> Knob:
    parameter = _declared(project.training, wanted, name)
    return Knob(name, parameter, lambda p: p.training, lambda p, value: edits.set_training(p, **{wanted: value}))


def _of_data(project: Project, name: str, wanted: str) -> Knob:
    """One of the settings of the data, or one of the data set itself."""
    if any(parameter.name == wanted for parameter in project.data.parameters_declared()):
        parameter = _declared(project.data, wanted, name)
        return Knob(name, parameter, lambda p: p.data, lambda p, value: edits.set_data(p, **{wanted: value}))
    known = [parameter.name for parameter in project.data.parameters_declared()]
    parameter = _declared(project.data.dataset, wanted, name, known)

    def put(changed: Project, value: Any) -> Project:
        return edits.set_dataset(changed, changed.data.dataset.with_(**{wanted: value}))

    return Knob(name, parameter, lambda p: p.data.dataset, put)


def _of_node(project: Project, name: str, place: str, wanted: str) -> Knob:
    node = _node(project, place)
    parameter = _declared(node.layer, wanted, name)

    def put(changed: Project, value: Any) -> Project:
        return edits.set_parameter(changed, node.id, wanted, value)

    return Knob(name, parameter, lambda p: p.graph.nodes[node.id].layer, put)


def _node(project: Project, place: str) -> Node:
    nodes = project.graph.nodes
    if place in nodes:
        return nodes[place]
    named = [node for node in nodes.values() if node.title == place]
    if len(named) == 1:
        return named[0]
    if named:
        raise EditError(
            "{count} nodes are called “{name}”. Name the one that is meant by its id: {ids}.",
            count=len(named),
            name=place,
            ids=", ".join(node.id for node in named),
        )
    raise EditError(
        "There is no node “{name}” in the drawing. There are: {nodes}.", name=place, nodes=", ".join(nodes) or "–"
    )


def _declared(owner: Declared, wanted: str, name: str, more: list[str] | None = None) -> Parameter:
    """The parameter of this name. Raises EditError, naming the likeliest or all that there are."""
    found = {parameter.name: parameter for parameter in owner.parameters_declared()}
    if wanted in found:
        return found[wanted]
    known = [*found, *(more or [])]
    close = difflib.get_close_matches(wanted, known, 1)
    if close:
        raise EditError("There is no knob “{name}”. Is “{close}” meant?", name=name, close=close[0])
    if not known:
        raise EditError("There is no knob “{name}”: nothing can be turned there.", name=name)
    raise EditError("There is no knob “{name}”. There are: {known}.", name=name, known=", ".join(known))
