"""Edits: functions from a project to a new project. None of them changes anything in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from netbuilder.data.base import Dataset
from netbuilder.errors import EditError
from netbuilder.graph import Graph, Node, NodeId, Wire, free_id
from netbuilder.layers.base import Layer
from netbuilder.project import Position, Project


def add_node(project: Project, layer: Layer, position: Position, name: str = "") -> tuple[Project, NodeId]:
    """Put a layer on the canvas. Returns the new project and the id of the new node."""
    node = Node(free_id(project.graph.nodes, layer.type), layer, name)
    graph = Graph({**project.graph.nodes, node.id: node}, project.graph.wires)
    return replace(project, graph=graph, layout={**project.layout, node.id: position}), node.id


def remove(project: Project, nodes: Iterable[NodeId] = (), wires: Iterable[Wire] = ()) -> Project:
    """Delete nodes with their wires, and single wires."""
    gone, cut = set(nodes), set(wires)
    graph = project.graph
    kept = {node_id: node for node_id, node in graph.nodes.items() if node_id not in gone}
    left = frozenset(w for w in graph.wires if w not in cut and w.source not in gone and w.target not in gone)
    layout = {node_id: position for node_id, position in project.layout.items() if node_id not in gone}
    return replace(project, graph=Graph(kept, left), layout=layout)


def move(project: Project, positions: Mapping[NodeId, Position]) -> Project:
    """Lay nodes elsewhere."""
    _require(project.graph, *positions)
    return replace(project, layout={**project.layout, **positions})


def refusal(graph: Graph, source: NodeId, target: NodeId, port: int) -> EditError | None:
    """Why this wire cannot be drawn whatever the shapes are, or None. An occupied port is no reason: it is rewired."""
    _require(graph, source, target)
    ports = graph.nodes[target].layer.ports()
    if not ports:
        return EditError("“{node}” has no input: data enter the network there.", node=graph.nodes[target].title)
    if not 0 <= port < len(ports):
        return EditError("“{node}” has no input number {port}.", node=graph.nodes[target].title, port=port + 1)
    if graph.nodes[source].layer.role == "output":
        return EditError("“{node}” has no output: the answer leaves the network there.", node=graph.nodes[source].title)
    if graph.reaches(target, source):
        return EditError(
            "This wire would close a loop: “{target}” already leads to “{source}”. "
            "A network computes from its inputs to its outputs; remove a wire on the way back first.",
            source=graph.nodes[source].title,
            target=graph.nodes[target].title,
        )
    return None


def connect(project: Project, source: NodeId, target: NodeId, port: int = 0) -> Project:
    """Draw a wire; one that already ends in the same port gives way. Raises EditError for a loop or a missing port."""
    error = refusal(project.graph, source, target, port)
    if error:
        raise error
    kept = frozenset(w for w in project.graph.wires if (w.target, w.port) != (target, port))
    graph = Graph(project.graph.nodes, kept | {Wire(source, target, port)})
    return replace(project, graph=graph)


def disconnect(project: Project, wire: Wire) -> Project:
    """Remove a wire."""
    return remove(project, wires=[wire])


def set_parameter(project: Project, node: NodeId, name: str, value: Any) -> Project:
    """Change a parameter of a layer. Wires into ports that the layer then lacks are removed.

    Raises UserError where the value does not fit.
    """
    _require(project.graph, node)
    old = project.graph.nodes[node]
    return set_layer(project, node, old.layer.with_(**{name: value}))


def set_layer(project: Project, node: NodeId, layer: Layer) -> Project:
    """Give a node another declaration, keeping its wires where the ports still exist."""
    graph = project.graph.replacing(replace(project.graph.nodes[node], layer=layer))
    ports = len(layer.ports())
    cut = [wire for wire in graph.incoming[node] if wire.port >= ports]
    return remove(replace(project, graph=graph), wires=cut) if cut else replace(project, graph=graph)


def rename(project: Project, node: NodeId, name: str) -> Project:
    """Give a node another name; empty for the layer's title."""
    _require(project.graph, node)
    return replace(project, graph=project.graph.replacing(replace(project.graph.nodes[node], name=name.strip())))


def insert_on_wire(project: Project, wire: Wire, layer: Layer, position: Position) -> tuple[Project, NodeId]:
    """Put a layer into a wire: the wire is cut, and both halves end at the new node's first port."""
    project, node = add_node(disconnect(project, wire), layer, position)
    project = connect(project, wire.source, node)
    return connect(project, node, wire.target, wire.port), node


@dataclass(frozen=True)
class Fragment:
    """A piece of a drawing, as the clipboard holds it."""

    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]
    layout: Mapping[NodeId, Position]


def copy(project: Project, nodes: Iterable[NodeId]) -> Fragment:
    """The chosen nodes with the wires among them."""
    chosen = [project.graph.nodes[n] for n in project.graph.nodes if n in set(nodes)]
    ids = {node.id for node in chosen}
    wires = tuple(w for w in sorted(project.graph.wires) if w.source in ids and w.target in ids)
    return Fragment(tuple(chosen), wires, {n: project.layout[n] for n in ids})


def paste(project: Project, fragment: Fragment, offset: Position) -> tuple[Project, dict[NodeId, NodeId]]:
    """Add a fragment, moved by ``offset``. Returns the new project and the new id of each old one."""
    nodes, layout = dict(project.graph.nodes), dict(project.layout)
    renamed: dict[NodeId, NodeId] = {}
    for node in fragment.nodes:
        fresh = free_id(nodes, node.layer.type if hasattr(node.layer, "type") else "node")
        renamed[node.id] = fresh
        nodes[fresh] = replace(node, id=fresh)
        x, y = fragment.layout[node.id]
        layout[fresh] = (x + offset[0], y + offset[1])
    wires = project.graph.wires | {Wire(renamed[w.source], renamed[w.target], w.port) for w in fragment.wires}
    return replace(project, graph=Graph(nodes, wires), layout=layout), renamed


def set_data(project: Project, **changes: Any) -> Project:
    """Change data settings. Raises UserError where a value does not fit."""
    return replace(project, data=project.data.with_(**changes))


def set_dataset(project: Project, dataset: Dataset) -> Project:
    """Choose other data, or other parameters of the data."""
    return set_data(project, dataset=dataset)


def set_training(project: Project, **changes: Any) -> Project:
    """Change training settings. Raises UserError where a value does not fit."""
    return replace(project, training=project.training.with_(**changes))


def _require(graph: Graph, *nodes: NodeId) -> None:
    for node in nodes:
        if node not in graph.nodes:
            raise EditError("There is no node “{node}” in the drawing.", node=node)
