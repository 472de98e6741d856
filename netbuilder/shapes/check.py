"""The shape check: for every node an output shape or a problem. Only what an edit touched is computed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from netbuilder.data.base import Signature
from netbuilder.errors import ShapeError, UserError
from netbuilder.graph.blocks import BlockUse, NodePath
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Wire
from netbuilder.graph.wiring import refusal, with_port
from netbuilder.layers.base import Layer, Shape, describe
from netbuilder.messages import Message, say
from netbuilder.shapes.repairs import Insertion, Repair


class Severity(StrEnum):
    """An error keeps the network from being built; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do. ``node`` is None where the whole drawing or the settings are meant.

    ``path``: where the error itself is, if it is inside the block that ``node`` stands for.
    """

    node: NodeId | None
    message: Message
    severity: Severity = Severity.ERROR
    repair: Repair | None = None
    path: NodePath | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found of one node.

    ``outputs``: the shape of each output port (of the answer, for an output layer), empty where there is none;
    ``waiting``: because a node before it has none; ``inside``: of a block, the check of each repetition.
    """

    node: Node
    inputs: tuple[Shape | None, ...]
    outputs: tuple[Shape, ...] = ()
    parameters: int = 0
    problem: Problem | None = None
    waiting: bool = False
    inside: tuple[Check, ...] = ()

    @property
    def shape(self) -> Shape | None:
        """The shape of the first output, without the batch, or None."""
        return self.outputs[0] if self.outputs else None

    def shape_at(self, port: str) -> Shape | None:
        """The shape that leaves by an output port, or None."""
        ports = self.node.layer.output_ports()
        return self.outputs[ports.index(port)] if self.outputs and port in ports else None


@dataclass(frozen=True)
class Check:
    """The result for a whole drawing with data of some signature (None: no data are known).

    ``entries``: of the drawing of a block, the shape that enters at each block input; None for the project's drawing.
    """

    graph: Graph
    signature: Signature | None
    nodes: Mapping[NodeId, Checked] = field(default_factory=dict)
    entries: Mapping[NodeId, Shape] | None = None

    @cached_property
    def parameters(self) -> int:
        """The number of trainable parameters of the network; while no wire leads to an output yet, of all nodes."""
        outputs, used = len(self.graph.ends), self.graph.used
        return sum(self.nodes[node].parameters for node in (used if len(used) > outputs else self.graph.nodes))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: those of nodes in the order of the drawing, then those of the drawing."""
        strangers = {problem.node: problem for problem in _strangers(self)}
        found = (strangers.get(node) or self.nodes[node].problem for node in self.graph.nodes)
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
    return Check(graph, signature, _walked(graph, signature, known, {}))


def check_inside(graph: Graph, entries: Mapping[NodeId, Shape]) -> Check:
    """Check the drawing of a block that these shapes enter, by the ids of its block inputs."""
    entered = {node: Checked(graph.nodes[node], (), (shape,)) for node, shape in entries.items()}
    return Check(graph, None, _walked(graph, None, {}, entered), entries)


def _walked(
    graph: Graph, signature: Signature | None, known: Mapping[NodeId, Checked], entered: Mapping[NodeId, Checked]
) -> dict[NodeId, Checked]:
    """Every node computed, its sources first, apart from those that are ``entered`` from outside."""
    found = dict(entered)
    for node in graph.order:
        if node not in entered:
            found[node] = _checked(graph, node, signature, found, known.get(node))
    for node in graph.tangled:
        found[node] = _on_a_loop(graph.nodes[node])
    return found


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
            if found[node].outputs != before.outputs:
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
    sources = graph.sources(node_id)
    shapes = tuple([None if source is None else found[source.node].shape_at(source.name) for source in sources])
    wrong = _wiring(node, wires, sources)
    if wrong:
        return Checked(node, shapes, problem=Problem(node_id, wrong))
    if node.layer.role == "input":
        return _entry(node, signature)
    if shapes.count(None) > sources.count(None):
        return Checked(node, shapes, waiting=True)
    if before and before.node is node and before.inputs == shapes and before.outputs:
        return before
    return _worked_out(node, shapes)


def _worked_out(node: Node, shapes: tuple[Shape | None, ...]) -> Checked:
    if isinstance(node.layer, BlockUse):
        return _through(node, node.layer, shapes)
    try:
        return Checked(node, shapes, node.layer.shapes(*shapes), node.layer.parameter_count(*shapes))
    except ShapeError as error:
        repair = _repair(node.layer, shapes, error)
        message = error.message if repair or not error.otherwise else error.otherwise
        return Checked(node, shapes, problem=Problem(node.id, message, repair=repair))


def _through(node: Node, use: BlockUse, shapes: tuple[Shape | None, ...]) -> Checked:
    """A block: its drawing checked with what enters each repetition, until one has a problem."""
    passes: list[Check] = []
    leaving = shapes
    for number in range(use.repeat):
        found = _pass(use, leaving)
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


def _pass(use: BlockUse, shapes: tuple[Shape | None, ...]) -> Check:
    graph = use.inside
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
    if wrong.node is None:
        return Problem(node.id, say("Inside “{block}”: {problem}", block=block, problem=wrong.message))
    name = found.graph.called(wrong.node)
    message = say("Inside “{block}”, “{node}”: {problem}", block=block, node=name, problem=wrong.message)
    return Problem(node.id, message, path=(wrong.path or NodePath(wrong.node)).below(node.id, number))


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


def _entry(node: Node, signature: Signature | None) -> Checked:
    """An input: its own shape, or that of the data."""
    try:
        return Checked(node, (), (entry_shape(node.layer, signature),))
    except UserError as error:
        return Checked(node, (), problem=Problem(node.id, error.message))


def entry_shape(layer: Layer, signature: Signature | None) -> Shape:
    """The shape of an input layer for data of this signature. Raises ShapeError where they disagree."""
    columns = layer.values().get("columns", "")
    if signature is None:
        return layer.shape()
    if columns:
        return (len(chosen_columns(columns, signature.features)),)
    if layer.values().get("sizes") and (shape := layer.shape()) != signature.features:
        raise ShapeError(
            "Its shape is {shape}, but the data have {features} per row. Clear its shape to follow the data, or "
            "choose other data.",
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
            "Columns can be chosen only from rows of numbers, but the data have {features} per row. Clear its columns.",
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
            "Its columns “{text}” must be between 0 and {last}: the data have {count} features.",
            text=text,
            last=count - 1,
            count=count,
        )
    return chosen


def _wiring(node: Node, wires: tuple[Wire, ...], sources: tuple[Port | None, ...]) -> Message | None:
    """What is wrong with the wires that arrive at a node, apart from shapes."""
    ports, label = node.layer.input_ports(), node.layer.port_label
    if len(wires) == len(ports) and None not in sources:
        return None
    taken = Counter(wire.target_port for wire in wires)
    twice = next((port for port in ports if taken[port] > 1), None)
    if twice is not None:
        return say("Two wires end at its input “{port}”. Remove one of them.", port=label(twice))
    if not taken.keys() <= set(ports):
        return say("A wire ends at an input that it does not have. Remove that wire.")
    optional = node.layer.optional_inputs()
    free = [name for name, source in zip(ports, sources, strict=True) if source is None and name not in optional]
    if free and len(ports) == 1:
        return say("Nothing is connected to its input. Draw a wire to it from the layer before.")
    if free:
        return say("Nothing is connected to its input “{port}”. Draw a wire to it.", port=label(free[0]))
    return None


def _on_a_loop(node: Node) -> Checked:
    message = say("It is on a loop, or after one. Remove a wire, so that the network leads from inputs to outputs.")
    return Checked(node, (), problem=Problem(node.id, message))


def _repair(layer: Layer, shapes: tuple[Shape | None, ...], error: ShapeError) -> Insertion | None:
    """The layer that the error suggests, at the first port where it really repairs the problem."""
    if error.insert is None:
        return None
    for number, port in enumerate(layer.input_ports()):
        if shapes[number] is not None and _mends(error.insert, layer, shapes, number):
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
        yield Problem(None, say("The network is empty. Drag an Input, some layers and an Output to the canvas."))
        return
    yield from _loose_starts(check.graph)
    if check.entries is not None:
        if not graph.with_role("exit"):
            yield Problem(None, say("The block has no output. Add a Block output to it."))
        return
    if not graph.with_role("input"):
        yield Problem(
            None, say("The network has no input. Drag an Input to the canvas and wire it to the first layer.")
        )
    if not graph.with_role("output"):
        yield Problem(
            None, say("The network has no output. Drag an Output to the canvas and wire the last layer to it.")
        )
    for node in graph.nodes.values():
        alone = node.layer.role != "output" and not graph.outgoing[node.id]
        if alone and check.nodes[node.id].problem is None:
            yield Problem(
                node.id, say("Its output is not connected. Connect it, or delete the node."), Severity.WARNING
            )


def _strangers(check: Check) -> Iterable[Problem]:
    """Nodes that belong on the other side of a block."""
    if check.entries is None:
        for node in check.graph.with_role("exit"):
            yield Problem(node.id, say("It belongs inside a block. Use an Output here."))
        return
    for node in check.graph.with_role("input") + check.graph.with_role("output"):
        yield Problem(node.id, say("It is inside a block, where no data enter or leave. Move it outside."))


def _loose_starts(graph: Graph) -> Iterable[Problem]:
    """Wires that start where nothing comes out."""
    for node in graph.nodes.values():
        starts = {wire.source_port for wire in graph.outgoing[node.id]}
        if starts <= set(node.layer.output_ports()):
            continue
        if node.layer.role == "output":
            message = say("A wire leads out of it, but it is an output of the network. Remove the wire.")
        else:
            message = say("A wire starts at an output that it does not have. Remove that wire.")
        yield Problem(node.id, message)


def would_fit(check: Check, wanted: Wire) -> Message | None:
    """Why a wire that is still being dragged would not fit, or None. Asked before the drop.

    Shapes are judged once every port that must be connected is.
    """
    refused = refusal(check.graph, wanted)
    if refused:
        return refused.message
    layer = with_port(check.graph.nodes[wanted.target].layer, wanted.target_port)
    starts = {wire.target_port: wire.start for wire in check.graph.incoming[wanted.target]}
    starts[wanted.target_port] = wanted.start
    arriving = {port: check.nodes[start.node].shape_at(start.name) for port, start in starts.items()}
    shapes = [arriving.get(port) for port in layer.input_ports()]
    required = [s for s, name in zip(shapes, layer.input_ports(), strict=True) if name not in layer.optional_inputs()]
    if None in required or arriving[wanted.target_port] is None:
        return None
    if isinstance(layer, BlockUse):
        problem = _through(check.graph.nodes[wanted.target], layer, tuple(shapes)).problem
        return problem.message if problem else None
    try:
        layer.shapes(*shapes)
    except ShapeError as error:
        return error.message
    return None
