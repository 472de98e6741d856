"""The shape check: for every node an output shape or a problem. Only what an edit touched is computed again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from netbuilder.data.base import Signature
from netbuilder.errors import UserError
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Wire
from netbuilder.graph.wiring import refusal, with_port
from netbuilder.layers.base import Fixed, Layer, Shape, describe
from netbuilder.layers.core import Reshape
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import Message, say
from netbuilder.shapes.check_result import Check, Checked, Problem
from netbuilder.shapes.entry_shape import entry_shape, own_shape
from netbuilder.shapes.repairs import Insertion, Replacement
from netbuilder.shapes.through_blocks import check_use

CANNOT_PASS = say("It is muted, but more than one wire leads to it, or it has no single output. Unmute it.")
NOTHING_ARRIVES = say("It is muted, but nothing is connected to its input. Draw a wire to it, or delete it.")


def check(graph: Graph, signature: Signature | None, previous: Check | None = None) -> Check:
    """Check a drawing. A node whose declaration and input shapes are those of a ``previous`` check is not redone."""
    known = previous.nodes if previous and previous.signature == signature else {}
    if previous and known and graph.wires is previous.graph.wires and graph.nodes.keys() == previous.graph.nodes.keys():
        return _recheck(graph, signature, previous)
    return Check(graph, signature, _walked(graph, signature, known, {}))


def check_inside(graph: Graph, entries: Mapping[NodeId, Shape]) -> Check:
    """Check the drawing of a block that these shapes enter, by the ids of its block inputs.

    What follows an input for which there is no shape waits for it.
    """
    entered = {node.id: Checked(node, (), waiting=True) for node in graph.with_role("entry")}
    entered |= {node: Checked(graph.nodes[node], (), (shape,)) for node, shape in entries.items()}
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
    if node.muted:
        return _passed_by(graph, node, shapes)
    if wrong:
        return Checked(node, shapes, problem=Problem(node_id, wrong))
    if node.layer.role == "input":
        return _entry(node, signature)
    if shapes.count(None) > sources.count(None) and not node.layer.stands_in:
        return Checked(node, shapes, waiting=True)
    if before and before.node is node and before.inputs == shapes and before.outputs:
        return before
    return _computed(node, shapes)


def computed_as(node: Node, shapes: tuple[Shape | None, ...]) -> Checked:
    """What a node would be found to be if these shapes arrived, whatever is drawn."""
    return _computed(node, shapes)


def _passed_by(graph: Graph, node: Node, shapes: tuple[Shape | None, ...]) -> Checked:
    """A muted layer: what arrives is what leaves. Of one that nothing leads to, the network lacks nothing."""
    if not graph.passed_by(node.id):
        return Checked(node, shapes, problem=Problem(node.id, CANNOT_PASS))
    if not graph.incoming[node.id] and graph.outgoing[node.id]:
        return Checked(node, shapes, problem=Problem(node.id, NOTHING_ARRIVES))
    arriving = next((shape for shape in shapes if shape is not None), None)
    return Checked(node, shapes, waiting=True) if arriving is None else Checked(node, shapes, (arriving,))


def _computed(node: Node, shapes: tuple[Shape | None, ...]) -> Checked:
    if isinstance(node.layer, BlockUse):
        return check_use(node, node.layer, shapes, check_inside)
    try:
        _require_rows(node.layer, shapes)
        found = node.layer.shapes(*shapes)
        node.layer.require_usable(*shapes)
        return Checked(node, shapes, found, node.layer.parameter_count(*shapes))
    except ShapeError as error:
        repair = _repair(node.layer, shapes, error)
        message = error.message if repair or not error.otherwise else error.otherwise
        return Checked(node, shapes, problem=Problem(node.id, message, repair=repair))


def _require_rows(layer: Layer, shapes: tuple[Shape | None, ...]) -> None:
    """Raise ShapeError where a value without rows reaches a layer that computes row by row."""
    fixed = next((shape for shape in shapes if isinstance(shape, Fixed)), None)
    if fixed is not None and not (layer.takes_fixed or layer.stands_in):
        raise ShapeError(
            "It computes row by row, but gets {shape}, which is the same for all rows. Put an operation between them "
            "that also takes rows, such as Add or MatMul.",
            shape=describe(fixed),
        )
    if () in shapes and not (layer.takes_single or layer.stands_in):
        raise ShapeError(
            "It needs several numbers in each row, but gets a single one. Put a Reshape to 1 before it.",
            insert=Reshape(sizes=(1,)),
        )


def _entry(node: Node, signature: Signature | None) -> Checked:
    """An input: its own shape, or that of the data. Where the two differ, what follows is checked with its own."""
    try:
        return Checked(node, (), (entry_shape(node.layer, signature),))
    except UserError as error:
        return Checked(node, (), own_shape(node.layer), problem=Problem(node.id, error.message))


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


def _repair(layer: Layer, shapes: tuple[Shape | None, ...], error: ShapeError) -> Insertion | Replacement | None:
    """The layer that the error suggests: instead, or at the first port where it really repairs the problem."""
    if error.instead is not None:
        return Replacement(error.instead)
    if error.insert is None:
        return None
    for number, port in enumerate(layer.input_ports()):
        if shapes[number] is not None and _repairs(error.insert, layer, shapes, number):
            return Insertion(error.insert, port)
    return None


def _repairs(insert: Layer, layer: Layer, shapes: tuple[Shape | None, ...], port: int) -> bool:
    try:
        layer.shape(*shapes[:port], insert.shape(shapes[port]), *shapes[port + 1 :])
    except ShapeError:
        return False
    return True


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
        problem = check_use(check.graph.nodes[wanted.target], layer, tuple(shapes), check_inside).problem
        return problem.message if problem else None
    try:
        _require_rows(layer, tuple(shapes))
        layer.shapes(*shapes)
    except ShapeError as error:
        return error.message
    return None
