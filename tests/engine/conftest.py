"""Random edits, as a person in a hurry makes them: what the tests of the core share."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from netbuilder import edits
from netbuilder.declaration import Kind, Parameter
from netbuilder.errors import UserError
from netbuilder.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import Project
from netbuilder.shapes import check

RandomEdit = Callable[[Project, Random], Project]


@pytest.fixture(scope="session")
def random_edit() -> RandomEdit:
    """An edit that is not refused and changes something."""

    def edit(project: Project, random: Random) -> Project:
        while True:
            try:
                edited = random.choice(EDITS if project.graph.nodes else (_add, _settings))(project, random)
            except UserError:
                continue
            if edited is not project:
                return edited

    return edit


def _add(project: Project, random: Random) -> Project:
    layer = random.choice(list(layer_types().values()))()
    place = (random.uniform(0, 1000), random.uniform(0, 1000))
    if project.graph.nodes and random.random() < 0.6:
        return edits.add_and_connect(project, layer, place, _node(project, random))[0]
    return edits.add_node(project, layer, place, random.choice(["", "stem", "head"]))[0]


def _connect(project: Project, random: Random) -> Project:
    target = _node(project, random)
    port = random.randint(0, len(project.graph.nodes[target].layer.ports()))
    return edits.connect(project, _node(project, random), target, port)


def _remove(project: Project, random: Random) -> Project:
    return edits.remove(project, random.sample(sorted(project.graph.nodes), min(len(project.graph.nodes), 2)))


def _disconnect(project: Project, random: Random) -> Project:
    return edits.disconnect(project, _wire(project, random))


def _insert(project: Project, random: Random) -> Project:
    layer = random.choice(list(layer_types().values()))()
    return edits.insert_on_wire(project, _wire(project, random), layer, (random.uniform(0, 1000), 0.0))[0]


def _move(project: Project, random: Random) -> Project:
    return edits.move(project, {_node(project, random): (random.uniform(0, 1000), random.uniform(0, 1000))})


def _rename(project: Project, random: Random) -> Project:
    return edits.rename(project, _node(project, random), random.choice(["", "a", "b", "పేరు"]))


def _set(project: Project, random: Random) -> Project:
    node = _node(project, random)
    declared = project.graph.nodes[node].layer.parameters_declared()
    if not declared:
        return project
    parameter = random.choice(declared)
    return edits.set_parameter(project, node, parameter.name, _value(parameter, random))


def _paste(project: Project, random: Random) -> Project:
    chosen = random.sample(sorted(project.graph.nodes), min(len(project.graph.nodes), 3))
    return edits.paste(project, edits.copy(project, chosen), (20.0, 20.0))[0]


def _repair(project: Project, random: Random) -> Project:
    problems = [problem for problem in check(project.graph, None).problems if problem.repair]
    return edits.apply_repair(project, random.choice(problems))[0] if problems else project


def _settings(project: Project, random: Random) -> Project:
    if random.random() < 0.5:
        return edits.set_training(project, epochs=random.randint(1, 5))
    return edits.set_data(project, split_seed=random.randint(0, 5))


EDITS = (
    _add, _add, _add, _connect, _connect, _connect, _connect, _remove, _disconnect, _insert, _move, _rename, _set, _set,
    _paste, _repair, _settings,
)  # fmt: skip


def _node(project: Project, random: Random) -> str:
    return random.choice(sorted(project.graph.nodes))


def _wire(project: Project, random: Random) -> Wire:
    return random.choice(sorted(project.graph.wires)) if project.graph.wires else Wire("none", "none")


def _value(parameter: Parameter, random: Random) -> Any:
    match parameter.kind:
        case Kind.INTEGER:
            low = int(parameter.minimum or 0)
            return random.randint(low, low + 4)
        case Kind.NUMBER:
            return random.uniform(0.01, 0.9)
        case Kind.SWITCH:
            return random.random() < 0.5
        case Kind.CHOICE:
            return random.choice(parameter.choices)
        case Kind.SIZES:
            return random.choice([(), (4,), (6, 2), (3, 4, 4), (-1, 1)])
        case _:
            return parameter.default
