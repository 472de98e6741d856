"""Random edits, as a user in a hurry makes them: what the tests of the core share."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from netbuilder.declaration import Kind, Parameter
from netbuilder.errors import UserError
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Wire
from netbuilder.graph.wiring import next_port
from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check

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
    layer, source = project.graph.nodes[target].layer, _node(project, random)
    port = random.choice([*layer.input_ports(), next_port(layer) or "none"])
    outputs = project.graph.nodes[source].layer.output_ports()
    return edits.connect(project, source, target, port, random.choice(outputs) if outputs else "")


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


def _group(project: Project, random: Random) -> Project:
    hidden = [node for node in project.graph.nodes.values() if node.layer.role == "hidden"]
    start = random.choice(hidden or [None])
    if start is None:
        return project
    chosen = {start.id}
    for _ in range(random.randint(0, 3)):
        around = [w.target for n in chosen for w in project.graph.outgoing[n]]
        chosen |= {n for n in around if project.graph.nodes[n].layer.role == "hidden"}
    return block_edits.group(project, chosen, random.choice(["stage", "Branch", "పేరు"]))[0]


def _uses(project: Project) -> list[str]:
    return sorted(node.id for node in project.graph.nodes.values() if isinstance(node.layer, BlockUse))


def _ungroup(project: Project, random: Random) -> Project:
    uses = _uses(project)
    return block_edits.ungroup(project, random.choice(uses))[0] if uses else project


def _independent(project: Project, random: Random) -> Project:
    uses = _uses(project)
    return block_edits.make_independent(project, random.choice(uses)) if uses else project


def _use_again(project: Project, random: Random) -> Project:
    if not project.blocks:
        return project
    place = (random.uniform(0, 1000), random.uniform(0, 1000))
    return block_edits.add_use(project, random.choice(sorted(project.blocks)), place)[0]


def _inside(project: Project, random: Random) -> Project:
    """Any edit, in the drawing of a block; blocks inside it are reached in the same way."""
    if not project.blocks:
        return project

    def changed(level: Project) -> Project:
        return random.choice(EDITS if level.graph.nodes else (_add,))(level, random)

    return block_edits.edit_definition(project, random.choice(sorted(project.blocks)), changed)


def _promote(project: Project, random: Random) -> Project:
    if not project.blocks:
        return project
    block = random.choice(sorted(project.blocks))
    nodes = sorted(project.blocks[block].graph.nodes)
    layer = project.blocks[block].graph.nodes[node := random.choice(nodes)].layer if nodes else None
    known = sorted(layer.definition.parameters if isinstance(layer, BlockUse) else layer.values()) if layer else []
    return block_edits.promote(project, block, node, random.choice(known)) if known else project


def _override(project: Project, random: Random) -> Project:
    promoted = [(use, name) for use in _uses(project) for name in project.graph.nodes[use].layer.definition.parameters]
    if not promoted:
        return project
    use, name = random.choice(promoted)
    return block_edits.override(project, use, name, random.choice([1, 2, 3, 0.5, True, "ReLU"]))


def _repeat(project: Project, random: Random) -> Project:
    uses = _uses(project)
    if not uses:
        return project
    name, value = random.choice([("repeat", 1), ("repeat", 2), ("repeat", 3), ("shared", True), ("shared", False)])
    return edits.set_parameter(project, random.choice(uses), name, value)


def _settings(project: Project, random: Random) -> Project:
    if random.random() < 0.5:
        return edits.set_training(project, epochs=random.randint(1, 5))
    return edits.set_data(project, split_seed=random.randint(0, 5))


EDITS = (
    _add, _add, _add, _connect, _connect, _connect, _connect, _remove, _disconnect, _insert, _move, _rename, _set, _set,
    _paste, _repair, _settings,
    _group, _group, _ungroup, _independent, _use_again, _inside, _inside, _inside, _promote, _override, _repeat,
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
