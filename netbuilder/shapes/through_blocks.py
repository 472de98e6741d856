"""The shape check through a block: its drawing, checked with what enters each of its repetitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import Graph, Node, NodeId
from netbuilder.layers.base import Shape, describe
from netbuilder.messages import Message, say
from netbuilder.shapes.check_result import Check, Checked, Fault, Problem, Severity

MOST_LAYERS = 100_000
"""Blocks in blocks, each repeated, soon come to more than any computer holds."""

CheckInside = Callable[[Graph, Mapping[NodeId, Shape]], Check]
"""Checks the drawing of a block that these shapes enter, by the ids of its block inputs."""


def check_use(node: Node, use: BlockUse, shapes: tuple[Shape | None, ...], check_inside: CheckInside) -> Checked:
    """A use of a block for the shapes that arrive: checked repetition by repetition, until one has a problem."""
    if use.definition.layers * use.repeat > MOST_LAYERS:
        return Checked(node, shapes, problem=Problem(node.id, _too_many(use)))
    passes: list[Check] = []
    leaving = shapes
    for number in range(use.repeat):
        found = _pass(use, leaving, check_inside)
        passes.append(found)
        wrong = next((problem for problem in found.problems if problem.severity is Severity.ERROR), None)
        if wrong is not None:
            return Checked(node, shapes, problem=_inside(node, found, wrong, number), inside=tuple(passes))
        leaving = _leaving(found)
        refused = _repeats(use, shapes, leaving)
        if refused is not None:
            return Checked(node, shapes, problem=Problem(node.id, refused), inside=tuple(passes))
    parameters = sum(found.parameters for found in (passes[:1] if use.shared else passes))
    return Checked(node, shapes, _leaving(passes[-1]), parameters, inside=tuple(passes))


def _too_many(use: BlockUse) -> Message:
    return say(
        "It stands for {count} layers in all, but a network can have at most {most}. Lower Repeat, here or inside.",
        count=f"{use.definition.layers * use.repeat:,}",
        most=f"{MOST_LAYERS:,}",
    )


def _pass(use: BlockUse, shapes: tuple[Shape | None, ...], check_inside: CheckInside) -> Check:
    graph = use.inside.active
    entries = {port: shape for port, shape in zip(use.input_ports(), shapes, strict=True) if shape is not None}
    key = ("check", id(graph), tuple(entries.items()))
    found: Check = use.definition.remembered(key, lambda: check_inside(graph, entries))
    return found


def _leaving(found: Check) -> tuple[Shape, ...]:
    shapes = (found.shape(node.id) for node in found.graph.with_role("exit"))
    return tuple(shape for shape in shapes if shape is not None)


def _inside(node: Node, found: Check, wrong: Problem, number: int) -> Problem:
    """A problem inside a block, as the node that stands for the block shows it."""
    block = node.layer.summary()
    if wrong.fault is not None:
        fault = replace(wrong.fault, blocks=say("{outer} › {inner}", outer=block, inner=wrong.fault.blocks))
    else:
        called = None if wrong.node is None else found.graph.called(wrong.node)
        fault = Fault(block, called, wrong.message, wrong.repair)
    if fault.node is None:
        message = say("Inside “{blocks}”: {problem}", blocks=fault.blocks, problem=fault.message)
    else:
        message = say(
            "Inside “{blocks}”, “{node}”: {problem}", blocks=fault.blocks, node=fault.node, problem=fault.message
        )
    path = wrong.path or (NodePath(wrong.node) if wrong.node is not None else None)
    return Problem(node.id, message, path=path.below(node.id, number) if path else None, fault=fault)


def _repeats(use: BlockUse, entering: tuple[Shape | None, ...], leaving: tuple[Shape, ...]) -> Message | None:
    """Why a block cannot follow on itself, or None."""
    if use.repeat == 1:
        return None
    if len(leaving) != len(entering):
        return say(
            "A block that is repeated must have as many outputs as inputs, but this one has {outputs} and {inputs}. "
            "Set Repeat to 1, or change its ports.",
            outputs=len(leaving),
            inputs=len(entering),
        )
    if use.shared and leaving != entering:
        return say(
            "With shared weights, the output of the block must have the shape of its input, but {entering} enters and "
            "{leaving} leaves. Turn off Shared weights, or give it the same shape.",
            entering=", ".join(describe(shape) for shape in entering if shape is not None),
            leaving=", ".join(describe(shape) for shape in leaving),
        )
    return None
