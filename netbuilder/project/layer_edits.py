"""Larger edits of a drawing, of which remedies are made: a layer behind another, a block taken out, a block doubled."""

from __future__ import annotations

from netbuilder.errors import EditError
from netbuilder.graph.graph import Graph, Node, NodeId
from netbuilder.graph.wiring import require_nodes
from netbuilder.layers.base import Layer
from netbuilder.project import edits
from netbuilder.project.arrange import CARD_WIDTH
from netbuilder.project.edits import add_node, connect, move, remove, set_parameter
from netbuilder.project.project import Position, Project
from netbuilder.shapes.check_result import Check

STEP = 240.0
"""The distance from one card to the next, in canvas units."""

CLOSE = CARD_WIDTH + 16.0
"""The least distance at which two cards leave room for the wire between them."""


def weighty(check: Check) -> tuple[Node, ...]:
    """The layers with weights that have a part in the answer, in the order in which they compute."""
    graph = check.graph
    return tuple(graph.nodes[n] for n in graph.order if n in graph.used and check.nodes[n].parameters)


def hidden(check: Check) -> tuple[Node, ...]:
    """The layers of a free width, as others with weights follow on them; in the order in which they compute."""
    heavy = weighty(check)
    before = check.graph.ancestors(*(node.id for node in heavy))
    return tuple(node for node in heavy if node.layer.width and node.id in before)


def width_of(node: Node) -> int:
    """How many units, filters or features a layer has."""
    return int(getattr(node.layer, node.layer.width))


def followers(graph: Graph, node: NodeId) -> tuple[NodeId, ...]:
    """The layers that hang on a node alone and compute nothing themselves: its activation, its norm, its dropout."""
    found: list[NodeId] = []
    while len(graph.outgoing[node]) == 1:
        node = graph.outgoing[node][0].target
        if graph.nodes[node].layer.purpose == "computing" or len(graph.incoming[node]) != 1:
            break
        found.append(node)
    return tuple(found)


def put_behind(project: Project, node: NodeId, *layers: Layer) -> Project:
    """Put layers, one after another, behind a node: they feed all that the node has fed. What follows makes room.

    Raises EditError where the node is no longer there, or leads nowhere.
    """
    require_nodes(project.graph, node)
    leaving = project.graph.outgoing[node]
    if not leaving:
        raise EditError("Nothing follows “{node}”. Connect it first.", node=project.graph.called(node))
    across, down = _direction(project, node, leaving[0].target)
    project = make_room(project, node, (len(layers) * across, len(layers) * down))
    before, (x, y) = node, project.layout[node]
    for number, layer in enumerate(layers, 1):
        project, fresh = add_node(project, layer, (x + number * across, y + number * down))
        project = connect(project, before, fresh)
        before = fresh
    for wire in leaving:
        project = connect(project, before, wire.target, wire.target_port)
    return remove(project, wires=leaving)


def take_out(project: Project, node: NodeId) -> Project:
    """Remove a node and its followers, and wire what came before to what comes after.

    Raises EditError where the node is no longer there, or has not exactly one input.
    """
    require_nodes(project.graph, node)
    graph, block = project.graph, (node, *followers(project.graph, node))
    if len(graph.incoming[node]) != 1:
        raise EditError("“{node}” does not have exactly one input. Remove it yourself.", node=graph.called(node))
    return edits.take_out(project, block)


def resized(project: Project, node: NodeId, width: int) -> Project:
    """Give a node another number of units, filters or features. Raises EditError where it is no longer there."""
    require_nodes(project.graph, node)
    return set_parameter(project, node, project.graph.nodes[node].layer.width, width)


def _direction(project: Project, node: NodeId, target: NodeId) -> Position:
    """Whether the drawing runs to the right or downwards at this place, and in how large steps."""
    (x, y), (right, below) = project.layout[node], project.layout[target]
    if abs(below - y) > abs(right - x):
        return (0.0, STEP / 2)
    return (right - x if CLOSE <= right - x <= STEP else STEP, 0.0)


def make_room(project: Project, node: NodeId, offset: Position) -> Project:
    """Everything behind a node, farther away (or nearer, where the offset is negative)."""
    behind = project.graph.descendants(node) - {node}
    places = {other: project.layout[other] for other in behind}
    return move(project, {other: (x + offset[0], y + offset[1]) for other, (x, y) in places.items()})
