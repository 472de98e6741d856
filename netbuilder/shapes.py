"""The shape check: for every node an output shape or a problem. Only what an edit touched is worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from netbuilder.data.base import Signature
from netbuilder.errors import ShapeError, UserError
from netbuilder.graph import Graph, Node, NodeId, Wire
from netbuilder.layers.base import Layer, Shape, describe, port_title
from netbuilder.messages import Message, say
from netbuilder.repairs import Insertion, Repair
from netbuilder.wiring import refusal, with_port


class Severity(StrEnum):
    """An error keeps the network from being built; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do. ``node`` is None where the whole drawing or the settings are meant."""

    node: NodeId | None
    message: Message
    severity: Severity = Severity.ERROR
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found of one node. ``shape`` is None where it has none; ``waiting``: because a source has none."""

    node: Node
    inputs: tuple[Shape | None, ...]
    shape: Shape | None
    parameters: int = 0
    problem: Problem | None = None
    waiting: bool = False


@dataclass(frozen=True)
class Check:
    """The result for a whole drawing with data of some signature (None: no data are known)."""

    graph: Graph
    signature: Signature | None
    nodes: Mapping[NodeId, Checked] = field(default_factory=dict)

    @cached_property
    def parameters(self) -> int:
        """The number of trainable parameters of the network; while no wire leads to an output yet, of all nodes."""
        outputs, used = len(self.graph.with_role("output")), self.graph.used
        return sum(self.nodes[node].parameters for node in (used if len(used) > outputs else self.graph.nodes))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: those of nodes in the order of the drawing, then those of the drawing."""
        found = (self.nodes[node].problem for node in self.graph.nodes)
        return (*(problem for problem in found if problem), *_of_the_whole(self))

    @property
    def sound(self) -> bool:
        """Whether a network can be built."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    def shape(self, node: NodeId) -> Shape | None:
        """The output shape of a node, without the batch, or None."""
        return self.nodes[node].shape


def check(graph: Graph, signature: Signature | None, previous: Check | None = None) -> Check:
    """Check a drawing. A node whose declaration and input shapes are those of a ``previous`` check is not redone."""
    known = previous.nodes if previous and previous.signature == signature else {}
    if previous and known and graph.wires is previous.graph.wires and graph.nodes.keys() == previous.graph.nodes.keys():
        return _recheck(graph, signature, previous)
    found: dict[NodeId, Checked] = {}
    for node in graph.order:
        found[node] = _checked(graph, node, signature, found, known.get(node))
    for node in graph.tangled:
        found[node] = _on_a_loop(graph.nodes[node])
    return Check(graph, signature, found)


def _recheck(graph: Graph, signature: Signature | None, previous: Check) -> Check:
    """Same wires, other declarations: walk on only while shapes change."""
    found = dict(previous.nodes)
    dirty = {n for n, node in graph.nodes.items() if node is not previous.nodes[n].node}
    if not dirty:
        return Check(graph, signature, found)
    for node in graph.order:
        if node in dirty:
            dirty.discard(node)
            before = found[node]
            found[node] = _checked(graph, node, signature, found, before)
            if found[node].shape != before.shape:
                dirty.update(wire.target for wire in graph.outgoing[node])
            if not dirty:
                break
    for node in dirty:
        found[node] = _on_a_loop(graph.nodes[node])
    return Check(graph, signature, found)


def _checked(
    graph: Graph, node_id: NodeId, signature: Signature | None, found: Mapping[NodeId, Checked], before: Checked | None
) -> Checked:
    node = graph.nodes[node_id]
    wires = graph.incoming[node_id]
    sources = graph.inputs_of(node_id)
    shapes = tuple([None if source is None else found[source].shape for source in sources])
    wrong = _wiring(node, wires, sources)
    if wrong:
        return Checked(node, shapes, None, problem=Problem(node_id, wrong))
    if node.layer.role == "input":
        return _entry(node, signature)
    if shapes.count(None) > sources.count(None):
        return Checked(node, shapes, None, waiting=True)
    if before and before.node is node and before.inputs == shapes and before.shape is not None:
        return before
    return _worked_out(node, shapes)


def _worked_out(node: Node, shapes: tuple[Shape | None, ...]) -> Checked:
    try:
        shape = node.layer.shape(*shapes)
        return Checked(node, shapes, shape, node.layer.parameter_count(*shapes))
    except ShapeError as error:
        repair = _repair(node.layer, shapes, error)
        message = error.message if repair or not error.otherwise else error.otherwise
        return Checked(node, shapes, None, problem=Problem(node.id, message, repair=repair))


def _entry(node: Node, signature: Signature | None) -> Checked:
    """An input: its own shape, or that of the data."""
    try:
        return Checked(node, (), entry_shape(node.layer, signature))
    except UserError as error:
        return Checked(node, (), None, problem=Problem(node.id, error.message))


def entry_shape(layer: Layer, signature: Signature | None) -> Shape:
    """The shape of an input layer for data of this signature. Raises ShapeError where they disagree."""
    columns = layer.values().get("columns", "")
    if signature is None:
        return layer.shape()
    if columns:
        return (len(chosen_columns(columns, signature.features)),)
    if layer.values().get("sizes") and (shape := layer.shape()) != signature.features:
        raise ShapeError(
            "Its shape is {shape}, but the data have {features} per row. "
            "Empty its shape to follow the data, or choose other data.",
            shape=describe(shape),
            features=describe(signature.features),
        )
    return signature.features


def chosen_columns(text: str, features: Shape) -> tuple[int, ...]:
    """The feature numbers, counted from 0, that a text such as "0:2" or "0, 3" names.

    Raises ShapeError where the text is none of these or names a feature that is not there.
    """
    if len(features) != 1:
        raise ShapeError(
            "Columns can be chosen only from rows of numbers, but the data have {features} per row. Empty its columns.",
            features=describe(features),
        )
    count = features[0]
    try:
        if ":" in text:
            start, _, stop = text.partition(":")
            chosen = tuple(range(int(start or 0), int(stop or count)))
        else:
            chosen = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise ShapeError(
            "Its columns must be a range such as 0:2 or a list such as 0, 3, but they are “{text}”.", text=text
        ) from error
    if not chosen or min(chosen) < 0 or max(chosen) >= count:
        raise ShapeError(
            "Its columns “{text}” must lie between 0 and {last}: the data have {count} features.",
            text=text,
            last=count - 1,
            count=count,
        )
    return chosen


def _wiring(node: Node, wires: tuple[Wire, ...], sources: tuple[NodeId | None, ...]) -> Message | None:
    """What is wrong with the wires of a node, apart from shapes."""
    ports = node.layer.ports()
    if len(wires) == len(ports) and None not in sources:
        return None
    taken = [wire.port for wire in wires]
    twice = next((port for port in taken if taken.count(port) > 1), None)
    if twice is not None and twice < len(ports):
        return say("Two wires end in its input “{port}”. Remove one of them.", port=port_title(ports[twice]))
    if any(port >= len(ports) for port in taken):
        return say("A wire ends in an input that it does not have. Remove that wire.")
    optional = node.layer.optional_ports()
    free = [name for name, source in zip(ports, sources, strict=True) if source is None and name not in optional]
    if free and len(ports) == 1:
        return say("Nothing is connected to its input. Draw a wire to it from the layer before.")
    if free:
        return say("Nothing is connected to its input “{port}”. Draw a wire to it.", port=port_title(free[0]))
    return None


def _on_a_loop(node: Node) -> Checked:
    message = say("It lies on a loop, or behind one. Remove a wire, so that the network leads from inputs to outputs.")
    return Checked(node, (), None, problem=Problem(node.id, message))


def _repair(layer: Layer, shapes: tuple[Shape | None, ...], error: ShapeError) -> Insertion | None:
    """The layer that the error suggests, at the first port where it really mends."""
    if error.insert is None:
        return None
    for port, shape in enumerate(shapes):
        if shape is not None and _mends(error.insert, layer, shapes, port):
            return Insertion(error.insert, port)
    return None


def _mends(insert: Layer, layer: Layer, shapes: tuple[Shape | None, ...], port: int) -> bool:
    try:
        layer.shape(*shapes[:port], insert.shape(shapes[port]), *shapes[port + 1 :])
    except ShapeError:
        return False
    return True


def _of_the_whole(check: Check) -> Iterable[Problem]:
    graph = check.graph
    if not graph.nodes:
        yield Problem(None, say("The drawing is empty. Drag an Input, some layers and an Output to the canvas."))
        return
    if not graph.with_role("input"):
        yield Problem(
            None, say("The network has no input. Drag an Input to the canvas and wire it to the first layer.")
        )
    if not graph.with_role("output"):
        yield Problem(
            None, say("The network has no output. Drag an Output to the canvas and wire the last layer to it.")
        )
    for node in graph.with_role("output"):
        if graph.outgoing[node.id]:
            yield Problem(
                node.id, say("A wire leads out of it, but the answer leaves the network there. Remove the wire.")
            )
    for node in graph.nodes.values():
        alone = node.layer.role != "output" and not graph.outgoing[node.id]
        if alone and check.nodes[node.id].problem is None:
            yield Problem(node.id, say("Its output goes nowhere. Connect it, or delete the node."), Severity.WARNING)


def would_fit(check: Check, source: NodeId, target: NodeId, port: int) -> Message | None:
    """Why a wire that is still being dragged would not fit, or None. Asked before the drop.

    Shapes are judged once every port that must be connected is.
    """
    refused = refusal(check.graph, source, target, port)
    if refused:
        return refused.message
    layer = with_port(check.graph.nodes[target].layer, port)
    sources = check.graph.inputs_of(target)
    shapes = [check.nodes[n].shape if n is not None else None for n in sources]
    shapes += [None] * (len(layer.ports()) - len(shapes))
    shapes[port] = check.nodes[source].shape
    required = [s for s, name in zip(shapes, layer.ports(), strict=True) if name not in layer.optional_ports()]
    if any(shape is None for shape in required) or shapes[port] is None:
        return None
    try:
        layer.shape(*shapes)
    except ShapeError as error:
        return error.message
    return None
