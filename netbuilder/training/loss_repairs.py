"""Which one step fixes a loss that does not fit the network, or a last layer that works against its loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from netbuilder.errors import UserError
from netbuilder.graph.graph import Graph, NodeId
from netbuilder.layers import layer_types
from netbuilder.layers.base import INPUT
from netbuilder.project.edits import apply_repair
from netbuilder.project.project import Project
from netbuilder.shapes.check import check as checked
from netbuilder.shapes.check_result import Check, Problem, Severity
from netbuilder.shapes.repairs import Insertion, Removal, Repair, Setting

Finder = Callable[[Project, Check], Sequence[Problem]]
"""What finds the problems of loss and last layer, without their repairs."""


def with_repairs(project: Project, check: Check, found: Sequence[Problem], find: Finder) -> Iterator[Problem]:
    """The problems, each with the first repair that has been tried out and leaves fewer of them."""
    before = len(found) + len(check.problems)
    for problem in found:
        offered = (replace(problem, repair=repair) for repair in _candidates(project, check, problem))
        yield next((offer for offer in offered if _left(project, check, offer, find) < before), problem)


def _left(project: Project, check: Check, problem: Problem, find: Finder) -> float:
    """How many problems are left after the repair."""
    try:
        repaired, _ = apply_repair(project, problem)
    except UserError:
        return float("inf")
    after = checked(repaired.graph.active, check.signature, check)
    return len(after.problems) + len(find(repaired, after))


def _candidates(project: Project, check: Check, problem: Problem) -> Iterator[Repair]:
    if problem.node is None:
        return
    if problem.severity is Severity.ERROR:
        yield from _widths(check, problem.node)
        yield from _layers_with_width(check, problem.node)
        yield _loss(project, "auto")
    elif project.training.loss == "nll":
        yield _loss(project, "cross-entropy")
    else:
        yield Removal(problem.node, check.graph.called(problem.node))


def _widths(check: Check, output: NodeId) -> Iterator[Repair]:
    """The width of the last layer that has one, as the target wants it."""
    node = _last_with_width(check.graph, output)
    if node is None:
        return
    layer = check.graph.nodes[node].layer
    label = next(parameter.label for parameter in layer.parameters_declared() if parameter.name == layer.width)
    for width in _wanted_widths(check):
        yield Setting(node, layer.width, label, width)


def _layers_with_width(check: Check, output: NodeId) -> Iterator[Repair]:
    """A layer put in before the output that makes of what arrives there as many numbers as the target wants."""
    (arriving,) = check.nodes[output].inputs or (None,)
    kinds = [kind for kind in layer_types().values() if kind.width and len(kind().input_ports()) == 1]
    for kind, width in product(kinds if arriving is not None else (), _wanted_widths(check)):
        try:
            layer = kind().with_(**{kind.width: width})
            if layer.shape(arriving) == (width,):
                yield Insertion(layer, INPUT)
        except UserError:
            continue


def _wanted_widths(check: Check) -> tuple[int, ...]:
    """How many numbers the target may want, the most usual first."""
    signature = check.signature
    if signature is None:
        return ()
    return (signature.targets,) if signature.task == "regression" else (len(signature.classes), 1)


def _last_with_width(graph: Graph, node: NodeId) -> NodeId | None:
    """The first layer, walking back from an output along single wires, that can be made wider."""
    seen: set[NodeId] = set()
    while not graph.nodes[node].layer.width:
        seen.add(node)
        if len(graph.incoming[node]) != 1 or graph.incoming[node][0].source in seen:
            return None
        node = graph.incoming[node][0].source
    return node


def _loss(project: Project, name: str) -> Setting:
    label = next(parameter.label for parameter in project.training.parameters_declared() if parameter.name == "loss")
    return Setting(None, "loss", label, name)
