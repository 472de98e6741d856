"""The network as source text: the class that the live module is compiled from and that every script contains."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netbuilder.graph import Graph, NodeId
from netbuilder.identifiers import identifiers
from netbuilder.layers.calls import Call
from netbuilder.shapes import Check

PASSING = "x"
"""The name of a value that only the next line needs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source and the node it comes from, so that a click on a node can light up its lines."""

    text: str
    node: NodeId | None = None


def network_source(check: Check, class_name: str = "Network") -> str:
    """The class as one text, ending with a line break."""
    return "\n".join(line.text for line in network_lines(check, class_name)) + "\n"


def network_lines(check: Check, class_name: str = "Network") -> list[Line]:
    """The lines of an ``nn.Module`` class for a drawing that is sound.

    ``forward`` takes one tensor for each input of the drawing and returns the output, or a tuple of the outputs.
    """
    drawing = _Drawing(check.graph)
    calls = {node: _call(check, node) for node in drawing.order}
    taken = ", ".join(f"{drawing.value_name(node)}: torch.Tensor" for node in drawing.inputs)
    returns = "torch.Tensor" if len(drawing.outputs) == 1 else "tuple[torch.Tensor, ...]"
    return [
        Line(f"class {class_name}(torch.nn.Module):"),
        Line("    def __init__(self) -> None:"),
        Line("        super().__init__()"),
        *_created(calls, drawing.names),
        Line(""),
        Line(f"    def forward(self, {taken}) -> {returns}:"),
        *_forward(drawing, calls),
    ]


def _created(calls: Mapping[NodeId, Call], names: Mapping[NodeId, str]) -> Iterator[Line]:
    for node, call in calls.items():
        created = call.creation()
        if created is not None:
            yield Line(f"        self.{names[node]} = {created}", node)


def _forward(drawing: _Drawing, calls: Mapping[NodeId, Call]) -> list[Line]:
    """One line for each node that computes, and the return, which takes the last of them in."""
    value = {node: drawing.value_name(node) for node in drawing.inputs}
    expressions: dict[NodeId, str] = {}
    for node in drawing.order:
        sources = [value[source] for source in drawing.graph.inputs_of(node) if source is not None]
        if node in drawing.computing:
            expressions[node] = _bare(calls[node].expression(drawing.names[node], sources))
            value[node] = drawing.value_name(node)
        elif sources:
            value[node] = sources[0]
    answers = [value[node] for node in drawing.outputs]
    last = next(reversed(expressions), None)
    lines = [Line(f"        {value[node]} = {text}", node) for node, text in expressions.items()]
    if last is not None and answers == [value[last]]:
        return [*lines[:-1], Line(f"        return {expressions[last]}", last)]
    return [*lines, Line(f"        return {', '.join(answers)}", drawing.outputs[0])]


class _Drawing:
    """A graph as ``forward`` sees it: in which order nodes compute, and what their values are called."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.names = identifiers(graph)
        self.inputs = [node.id for node in graph.with_role("input")]
        self.outputs = [node.id for node in graph.with_role("output")]
        self.order = list(dict.fromkeys([*self.inputs, *_depth_first(graph, self.outputs)]))
        hidden = [node for node in self.order if graph.nodes[node].layer.role == "hidden"]
        self.computing = {node: place for place, node in enumerate(hidden)}

    def value_name(self, node: NodeId) -> str:
        """``x`` for a value that only the next line needs, so that the name is free again; else the node's own."""
        place = self.computing.get(node, -1)
        end = len(self.computing)
        readers = {self.computing.get(w.target, end) for w in self.graph.outgoing[node] if self._is_used(w.target)}
        crowded = len(self.inputs) > 1 if place < 0 else len(self.outputs) > 1 and end in readers
        return self.names[node] if crowded or not readers <= {place + 1} else PASSING

    def _is_used(self, node: NodeId) -> bool:
        return node in self.computing or self.graph.nodes[node].layer.role == "output"


def _depth_first(graph: Graph, outputs: list[NodeId]) -> list[NodeId]:
    """What leads to the outputs, sources first, each branch to its end before the next: as people write it."""
    ordered: dict[NodeId, None] = {}
    waiting = [(node, False) for node in reversed(outputs)]
    while waiting:
        node, ready = waiting.pop()
        if ready:
            ordered[node] = None
        elif node not in ordered:
            waiting.append((node, True))
            sources = [source for source in graph.inputs_of(node) if source is not None]
            waiting.extend((source, False) for source in reversed(sources))
    return list(ordered)


def _bare(expression: str) -> str:
    """The expression without the parentheses around the whole of it."""
    if not (expression.startswith("(") and expression.endswith(")")):
        return expression
    try:
        ast.parse(expression[1:-1], mode="eval")
    except SyntaxError:
        return expression
    return expression[1:-1]


def _call(check: Check, node: NodeId) -> Call:
    found = check.nodes[node]
    return found.node.layer.torch(*found.inputs)
