"""Whatever can be swept in a project, by name: a parameter of a layer, of the data or of the training, or a depth."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from netbuilder.declaration import Declared, Kind, Parameter, param
from netbuilder.errors import EditError
from netbuilder.factors import depth as depths
from netbuilder.factors.depth import Stretch
from netbuilder.graph.graph import Node
from netbuilder.messages import Message, say
from netbuilder.project import edits
from netbuilder.project.project import Project

DATA, TRAINING, DEPTH = "data", "training", "depth"
OFF = ("none", "off")
BETWEEN = ".."
"""What stands between the first and the last layer of a stretch."""


class Depth(Declared):
    """How often some layers come one after another, as a parameter that can be swept like any other."""

    title: ClassVar[str] = "the network"

    depth: int = param(
        1,
        "Depth",
        min=depths.MIN_DEPTH,
        max=depths.MAX_DEPTH,
        help="How many times the chosen layers are repeated in a row.",
    )


@dataclass(frozen=True, slots=True)
class Hyperparameter:
    """One parameter of a project. ``name``: ``dense_1.units``, ``data.noise``, ``training.epochs``, ``depth``.

    ``label``: what users call it.
    """

    name: str
    label: Message
    parameter: Parameter
    owner: Callable[[Project], Declared]
    put: Callable[[Project, Any], Project]

    def value(self, project: Project) -> Any:
        """What it stands at."""
        return self.owner(project).values()[self.parameter.name]

    def turned(self, project: Project, text: str) -> Project:
        """The project with the hyperparameter at a value, given as users write it: 8, 0.5, true, 3x3, none.

        Raises UserError where the parameter does not allow it.
        """
        return self.put(project, plain(self.parameter, text))


def hyperparameter(project: Project, name: str) -> Hyperparameter:
    """The hyperparameter of this name: ``NODE.PARAMETER`` by the node's id or its name in the drawing,
    ``data.PARAMETER`` or ``training.PARAMETER``; ``depth``, ``NODE.depth`` or ``FIRST..LAST.depth`` for how often the
    last hidden layer, a layer, or a stretch of layers comes. Raises EditError, naming what there is, where there is
    none.
    """
    place, dot, parameter = name.rpartition(".")
    if name == DEPTH:
        return _of_depth(name, depths.usual_stretch(project.graph), project)
    if place and parameter == DEPTH:
        return _of_depth(name, _stretch(project, place), project)
    if not dot or not place or not parameter:
        raise EditError(
            "A hyperparameter is named NODE.PARAMETER, data.PARAMETER, training.PARAMETER, depth, NODE.depth or "
            "FIRST..LAST.depth, not “{name}”.",
            name=name,
        )
    if place == TRAINING:
        return _of_training(project, name, parameter)
    if place == DATA:
        return _of_data(project, name, parameter)
    return _of_node(project, name, place, parameter)


def adds_capacity(name: str) -> bool:
    """Whether more of this may make a network able to do more: a number that belongs to a layer, a depth, or epochs."""
    place, _, parameter = name.rpartition(".")
    return parameter == "epochs" if place == TRAINING else place != DATA


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


def _of_training(project: Project, name: str, wanted: str) -> Hyperparameter:
    parameter = _declared(project.training, wanted, name)
    label = say("Training: {parameter}", parameter=say(parameter.label))
    return Hyperparameter(
        name, label, parameter, lambda p: p.training, lambda p, value: edits.set_training(p, **{wanted: value})
    )


def _of_data(project: Project, name: str, wanted: str) -> Hyperparameter:
    """One of the settings of the data, or one of the data set itself."""
    if any(parameter.name == wanted for parameter in project.data.parameters_declared()):
        parameter = _declared(project.data, wanted, name)
        label = say("Data: {parameter}", parameter=say(parameter.label))
        return Hyperparameter(
            name, label, parameter, lambda p: p.data, lambda p, value: edits.set_data(p, **{wanted: value})
        )
    known = [parameter.name for parameter in project.data.parameters_declared()]
    parameter = _declared(project.data.dataset, wanted, name, known)

    def put(changed: Project, value: Any) -> Project:
        return edits.set_dataset(changed, changed.data.dataset.with_(**{wanted: value}))

    label = say("Data: {parameter}", parameter=say(parameter.label))
    return Hyperparameter(name, label, parameter, lambda p: p.data.dataset, put)


def _of_node(project: Project, name: str, place: str, wanted: str) -> Hyperparameter:
    node = _node(project, place)
    parameter = _declared(node.layer, wanted, name)

    def put(changed: Project, value: Any) -> Project:
        return edits.set_parameter(changed, node.id, wanted, value)

    label = say("{node}: {parameter}", node=project.graph.called(node.id), parameter=say(parameter.label))
    return Hyperparameter(name, label, parameter, lambda p: p.graph.nodes[node.id].layer, put)


def _of_depth(name: str, chosen: Stretch, project: Project) -> Hyperparameter:
    """A depth. It is bound to the first of equal stretches, which stays whatever it is set to."""
    first = depths.copies(project.graph, chosen)[0]

    def put(changed: Project, value: Any) -> Project:
        return depths.repeated(changed, first, Depth.parse({DEPTH: value}).depth)

    def owner(changed: Project) -> Depth:
        # Not validated: what a user has drawn may be deeper than what is proposed.
        return Depth.model_construct(depth=depths.depth(changed.graph, first))

    label = say("Depth: “{node}” repeated", node=project.graph.called(_entry(project, first)))
    return Hyperparameter(name, label, Depth.parameters_declared()[0], owner, put)


def _entry(project: Project, chosen: Stretch) -> str:
    return next(node for node in project.graph.order if node in chosen.nodes)


def _stretch(project: Project, place: str) -> Stretch:
    first, between, last = place.partition(BETWEEN)
    if not between:
        return depths.stretch_of(project.graph, _node(project, place).id)
    return depths.stretch(project.graph, _node(project, first).id, _node(project, last).id)


def _node(project: Project, place: str) -> Node:
    nodes = project.graph.nodes
    if place in nodes:
        return nodes[place]
    named = [node for node in nodes.values() if node.title.casefold() == place.casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        raise EditError(
            "{count} nodes are called “{name}”. Give the id of the one that you mean: {ids}.",
            count=len(named),
            name=place,
            ids=", ".join(node.id for node in named),
        )
    raise EditError(
        "There is no node “{name}” in the network. There are: {nodes}.", name=place, nodes=", ".join(nodes) or "–"
    )


def _declared(owner: Declared, wanted: str, name: str, more: list[str] | None = None) -> Parameter:
    """The parameter of this name. Raises EditError, naming the likeliest or all that there are."""
    found = {parameter.name: parameter for parameter in owner.parameters_declared()}
    if wanted in found:
        return found[wanted]
    known = [*found, *(more or [])]
    close = difflib.get_close_matches(wanted, known, 1)
    if close:
        raise EditError("There is no hyperparameter “{name}”. Did you mean “{close}”?", name=name, close=close[0])
    if not known:
        raise EditError("There is no hyperparameter “{name}”: nothing can be swept there.", name=name)
    raise EditError("There is no hyperparameter “{name}”. There are: {known}.", name=name, known=", ".join(known))
