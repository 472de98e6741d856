"""``netbuilder check``: the nodes with their shapes, and everything that is wrong with a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from netbuilder.commands.terminal.arguments import AsJson, ProjectFile
from netbuilder.commands.terminal.output import in_words, output, table, tell, write_json
from netbuilder.data.base import Note, Signature
from netbuilder.data.split_check import known_data
from netbuilder.errors import DataError
from netbuilder.files.read import read
from netbuilder.graph.blocks import BLOCK, BlockUse
from netbuilder.graph.graph import Node
from netbuilder.layers import Layer, UnknownLayer, describe
from netbuilder.messages import Message, say
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as check_shapes
from netbuilder.shapes.check_result import Check, Problem, Severity


def check(
    file: ProjectFile,
    as_json: AsJson = False,
) -> None:
    """Show every node with its output shape and parameters, and all problems. Exit code 1 if there are any."""
    from netbuilder.training.project_problems import project_problems

    project = read(file)
    signature, data_problem, notes = _data(project)
    checked = check_shapes(project.graph, signature)
    problems = project_problems(project, checked, data_problem, notes)
    said = [note for note in notes if not note.warning]
    if as_json:
        write_json({**_plain(checked, problems), "notes": [str(note.message) for note in said]})
    else:
        _show(checked, problems)
        for note in said:
            tell(say("Note: {note}", note=note.message))
    if problems:
        raise typer.Exit(1)


def _data(project: Project) -> tuple[Signature | None, Message | None, tuple[Note, ...]]:
    """What is known of the data, what is wrong with them, and what is to be said of them: they are loaded and split as
    for training."""
    from netbuilder.data.notes import notes_of, notes_of_refused

    signature, problem = known_data(project.data)
    if problem is not None:
        return signature, problem, notes_of_refused(project.data.dataset)
    try:
        return signature, None, notes_of(project.data)
    except DataError as error:
        return signature, error.message, ()


def _plain(checked: Check, problems: Sequence[Problem]) -> dict[str, Any]:
    nodes = []
    for node_id in _ordered(checked):
        found = checked.nodes[node_id]
        nodes.append(
            {
                "id": node_id,
                "name": found.node.title,
                "type": _type(found.node.layer),
                **({"muted": True} if found.node.muted else {}),
                **({"block": found.node.layer.block} if isinstance(found.node.layer, BlockUse) else {}),
                "shape": found.shape,
                "parameters": found.parameters,
            }
        )
    listed = [
        {
            "node": problem.node,
            "severity": problem.severity.value,
            "message": str(problem.message),
            **({"inside": str(problem.path)} if problem.path is not None else {}),
        }
        for problem in problems
    ]
    return {"nodes": nodes, "parameters": checked.parameters, "problems": listed}


def _ordered(checked: Check) -> list[str]:
    """The nodes as the network computes them; those on a loop last."""
    order = checked.graph.order
    return [*order, *(node for node in checked.graph.nodes if node not in set(order))]


def _type(layer: Layer) -> str:
    if isinstance(layer, BlockUse):
        return BLOCK
    return layer.original_type if isinstance(layer, UnknownLayer) else layer.type


def _type_in_words(layer: Layer) -> Message | str:
    return say("block {name}", name=layer.summary()) if isinstance(layer, BlockUse) else _type(layer)


def _kind(node: Node) -> Message | str:
    """The type, and whether the network does without it."""
    kind = _type_in_words(node.layer)
    return say("{type}, muted", type=kind) if node.muted else kind


def _show(checked: Check, problems: Sequence[Problem]) -> None:
    rows = table(say("Node"), say("Type"), say("Output"), say("Parameters"), numbers=[say("Parameters")])
    for node_id in _ordered(checked):
        found = checked.nodes[node_id]
        shape = "–" if found.shape is None else describe(found.shape)
        words = (in_words(text) for text in (checked.graph.called(node_id), _kind(found.node)))
        rows.add_row(*words, shape, f"{found.parameters:,}")
    rows.add_section()
    rows.add_row(in_words(say("Total")), "", "", f"{checked.parameters:,}")
    console = output()
    console.print(rows)
    if problems:
        console.print()
    for problem in problems:
        tell(sentence(problem, checked))


def sentence(problem: Problem, checked: Check) -> Message:
    """A problem in one line: its weight, its node and what to do."""
    weight = say("Warning") if problem.severity is Severity.WARNING else say("Problem")
    if problem.node is None:
        return say("{weight}: {problem}", weight=weight, problem=problem.message)
    name = checked.graph.called(problem.node)
    return say("{weight}: “{node}”: {problem}", weight=weight, node=name, problem=problem.message)
