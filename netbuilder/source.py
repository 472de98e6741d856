"""The network as source text: the class that the live module is compiled from and that every script contains."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

from netbuilder.graph import Graph, Node, NodeId
from netbuilder.layers.calls import Call
from netbuilder.shapes import Check

RESERVED = frozenset({"self", "torch", "forward", "training", "Network"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source and the node it comes from, so that a click on a node can light up its lines."""

    text: str
    node: NodeId | None = None


def network_lines(check: Check, class_name: str = "Network") -> list[Line]:
    """The lines of an ``nn.Module`` class for a drawing that is sound.

    ``forward`` takes one tensor for each input of the drawing and returns the output, or a tuple of the outputs.
    """
    names = identifiers(check.graph)
    calls = {node: _call(check, node) for node in _used(check.graph)}
    lines = [
        Line(f"class {class_name}(torch.nn.Module):"),
        Line("    def __init__(self) -> None:"),
        Line("        super().__init__()"),
    ]
    for node, call in calls.items():
        created = call.creation()
        if created is not None:
            lines.append(Line(f"        self.{names[node]} = {created}", node))
    inputs = [node.id for node in check.graph.with_role("input")]
    outputs = [node.id for node in check.graph.with_role("output")]
    signature = ", ".join(f"{names[node]}: torch.Tensor" for node in inputs)
    returns = "torch.Tensor" if len(outputs) == 1 else "tuple[torch.Tensor, ...]"
    lines += [Line(""), Line(f"    def forward(self, {signature}) -> {returns}:")]
    return lines + _forward(check.graph, calls, names)


def network_source(check: Check, class_name: str = "Network") -> str:
    """The class as one text, ending with a line break."""
    return "\n".join(line.text for line in network_lines(check, class_name)) + "\n"


def _forward(graph: Graph, calls: dict[NodeId, Call], names: dict[NodeId, str]) -> list[Line]:
    """One line a node; a value that only the next line needs is called ``x``."""
    value: dict[NodeId, str] = {}
    lines: list[Line] = []
    order = list(calls)
    for position, node in enumerate(order):
        layer = graph.nodes[node].layer
        if layer.role == "input":
            value[node] = names[node]
            continue
        sources = [value[source] for source in graph.inputs_of(node) if source is not None]
        expression = calls[node].expression(names[node], sources)
        if expression in sources:
            value[node] = expression
            continue
        value[node] = "x" if _only_next_needs(graph, order, position) else f"{names[node]}_output"
        lines.append(Line(f"        {value[node]} = {_bare(expression)}", node))
    outputs = [value[node.id] for node in graph.with_role("output")]
    return _returned(lines, outputs, graph)


def _returned(lines: list[Line], outputs: list[str], graph: Graph) -> list[Line]:
    last = lines[-1] if lines else None
    if len(outputs) == 1 and last and last.text.startswith(f"        {outputs[0]} = "):
        return [*lines[:-1], Line("        return " + last.text.partition(" = ")[2], last.node)]
    return [*lines, Line(f"        return {', '.join(outputs)}", graph.with_role("output")[0].id)]


def _only_next_needs(graph: Graph, order: list[NodeId], position: int) -> bool:
    """Whether this value is used nowhere but in the next computed line, so that the name ``x`` is free again."""
    readers = _readers(graph, order[position])
    if position + 1 == len(order):
        return True
    following = [n for n in order[position + 1 :] if graph.nodes[n].layer.role == "hidden"]
    return all(reader == following[0] for reader in readers) if following else len(readers) <= 1


def _readers(graph: Graph, node: NodeId) -> list[NodeId]:
    return [wire.target for wire in graph.outgoing[node]]


def _bare(expression: str) -> str:
    return expression[1:-1] if expression.startswith("(") and expression.endswith(")") else expression


def _call(check: Check, node: NodeId) -> Call:
    found = check.nodes[node]
    return found.node.layer.torch(*found.inputs)


def _used(graph: Graph) -> list[NodeId]:
    """The nodes that lead to an output, in computing order. Inputs always count."""
    wanted: set[NodeId] = {node.id for node in graph.with_role("output")}
    for node in reversed(graph.order):
        if node in wanted:
            wanted.update(wire.source for wire in graph.incoming[node])
    wanted.update(node.id for node in graph.with_role("input"))
    return [node for node in graph.order if node in wanted]


def identifiers(graph: Graph) -> dict[NodeId, str]:
    """A Python name for every node, from its name or its id: safe whatever a person typed, and unique."""
    taken: set[str] = set(RESERVED) | {"x"}
    found: dict[NodeId, str] = {}
    for node in graph.nodes.values():
        stem = _identifier(node)
        name, number = stem, 2
        while name in taken or f"{name}_output" in taken:
            name, number = f"{stem}_{number}", number + 1
        taken |= {name, f"{name}_output"}
        found[node.id] = name
    return found


def _identifier(node: Node) -> str:
    text = re.sub(r"[^a-z0-9]+", "_", (node.name or node.id).lower(), flags=re.ASCII).strip("_")
    if not text or text[0].isdigit() or keyword.iskeyword(text):
        text = f"layer_{text}".rstrip("_")
    return text
