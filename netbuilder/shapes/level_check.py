"""The check of one level: the drawing of a block, with the values of the open use and the shapes that arrive there."""

from __future__ import annotations

from collections.abc import Iterator

from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.shapes.check import check, check_inside
from netbuilder.shapes.check_result import Check, Checked, Problem

Level = tuple[NodeId, ...]


def check_at(found: Check, level: Level) -> Check:
    """The check of the drawing to which these uses of blocks lead, outermost first, from the check around it."""
    for use in level:
        found = _check_inside(found.nodes[use])
    return found


def _check_inside(checked: Checked) -> Check:
    layer = checked.node.layer
    if not isinstance(layer, BlockUse):
        raise TypeError(f"{checked.node.id} uses no block")
    ports, block, graph = layer.input_ports(), layer.definition, layer.inside
    shapes = zip(ports, checked.inputs or (None,) * len(ports), strict=True)
    entries = {port: shape for port, shape in shapes if shape is not None}
    key = ("check", id(graph), tuple(entries.items()))
    found: Check = block.remembered(key, lambda: check_inside(graph, entries))
    return found


def check_again(graph: Graph, previous: Check) -> Check:
    """The check of an edited drawing, on the level of the check before."""
    if previous.entries is None:
        return check(graph, previous.signature, previous)
    return check_inside(graph, previous.entries)


def problems_at(whole: Check, found: Check, level: Level) -> tuple[Problem, ...]:
    """What is wrong on a level whose check was ``found``: also what only this use of the block, with its values and its
    repetitions, makes wrong."""
    known = {problem.node for problem in found.problems}
    return (*found.problems, *(p for p in _reaching(whole, level) if p.node not in known))


def _reaching(whole: Check, level: Level) -> Iterator[Problem]:
    """The problems of the whole drawing that lie on this level or deeper, as this level shows them."""
    for problem in whole.problems:
        path, fault, depth = problem.path, problem.fault, len(level)
        if path is None or fault is None or tuple(use for use, _ in path.within[:depth]) != level:
            continue
        if len(path.within) == depth:
            yield Problem(path.node, fault.message, problem.severity, fault.repair)
        else:
            inner = NodePath(path.node, path.within[depth:])
            yield Problem(path.within[depth][0], problem.message, problem.severity, path=inner, fault=fault)
