"""Edits: functions from a project to a new project. None of them changes anything in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from netbuilder.data.base import Dataset
from netbuilder.data.settings import DataSettings
from netbuilder.errors import EditError
from netbuilder.graph.annotations import Annotation, AnnotationId, Colour
from netbuilder.graph.blocks import Block, BlockId, BlockUse
from netbuilder.graph.graph import LONGEST_NAME, Graph, Node, NodeId, Wire, free_id
from netbuilder.graph.reroutes import Reroutes, between, shifted
from netbuilder.graph.wiring import refusal, require_mutable, require_nodes, wire_between, with_port
from netbuilder.layers.base import Layer
from netbuilder.project.block_links import adopted, blocks_within, renamed_blocks
from netbuilder.project.project import Position, Project
from netbuilder.shapes.check_result import Problem
from netbuilder.shapes.repairs import DataChange, Insertion, Removal, Replacement


def add_node(project: Project, layer: Layer, position: Position, name: str = "") -> tuple[Project, NodeId]:
    """Put a layer on the canvas. Returns the new project and the id of the new node."""
    node = Node(free_id(project.graph.nodes, id_stem(layer)), layer, name)
    graph = Graph({**project.graph.nodes, node.id: node}, project.graph.wires)
    return replace(project, graph=graph, layout={**project.layout, node.id: position}), node.id


def remove(project: Project, nodes: Iterable[NodeId] = (), wires: Iterable[Wire] = ()) -> Project:
    """Delete nodes with their wires, and single wires."""
    graph = project.graph
    gone, cut = graph.nodes.keys() & set(nodes), graph.wires & set(wires)
    if not gone and not cut:
        return project
    kept = {node_id: node for node_id, node in graph.nodes.items() if node_id not in gone}
    left = frozenset(w for w in graph.wires if w not in cut and w.source not in gone and w.target not in gone)
    layout = {node_id: position for node_id, position in project.layout.items() if node_id not in gone}
    return replace(project, graph=Graph(kept, left), layout=layout)


def take_out(project: Project, nodes: Iterable[NodeId], wires: Iterable[Wire] = ()) -> Project:
    """Delete nodes and wires as ``remove`` does, and close the gap that a node with one wire arriving leaves.

    What fed it then feeds what it has fed; of a chain of such nodes, what fed the first. The new wire has the reroute
    points of those that it joins.
    """
    gone = project.graph.nodes.keys() & set(nodes)
    left = remove(project, gone, wires)
    for wire in sorted(project.graph.wires):
        if wire.source in gone and wire.target not in gone:
            way = _way_to(project.graph, wire.source, gone)
            if way:
                joined = replace(wire, source=way[0].source, source_port=way[0].source_port)
                points = tuple(point for one in (*way, wire) for point in project.reroutes.get(one, ()))
                if not refusal(left.graph, joined):
                    left = reroute(draw(left, joined), {**left.reroutes, joined: points})
    return left


def _way_to(graph: Graph, node: NodeId, gone: Set[NodeId]) -> list[Wire]:
    """The wires that lead to this node from the first node before it that stays, along nodes that have one wire
    arriving; none where there is no such node."""
    way: list[Wire] = []
    while len(graph.incoming[node]) == 1 and graph.incoming[node][0] not in way:
        way.insert(0, graph.incoming[node][0])
        node = way[0].source
        if node not in gone:
            return way
    return []


def move(project: Project, positions: Mapping[NodeId, Position]) -> Project:
    """Lay nodes elsewhere. The reroute points of a wire whose ends both move by the same amount go along."""
    require_nodes(project.graph, *positions)
    if all(project.layout.get(node) == position for node, position in positions.items()):
        return project
    carried = dict[Wire, tuple[Position, ...]]()
    for wire, points in between(project.reroutes, positions.keys()).items():
        offsets = {_offset(project, node, positions[node]) for node in (wire.source, wire.target)}
        if len(offsets) == 1:
            carried[wire] = shifted(points, offsets.pop())
    layout = {**project.layout, **positions}
    return replace(project, layout=layout, reroutes={**project.reroutes, **carried} if carried else project.reroutes)


def _offset(project: Project, node: NodeId, position: Position) -> Position:
    (x, y), (to_x, to_y) = project.layout.get(node, position), position
    return to_x - x, to_y - y


def reroute(project: Project, reroutes: Reroutes) -> Project:
    """Lead wires through other points. Points of wires that are not in the drawing are dropped."""
    return project if reroutes == project.reroutes else replace(project, reroutes=reroutes)


def connect(project: Project, source: NodeId, target: NodeId, target_port: str = "", source_port: str = "") -> Project:
    """Draw a wire between two nodes; a port that is not named is the first one. Raises what ``draw`` raises."""
    return draw(project, wire_between(project.graph, source, target, target_port, source_port))


def draw(project: Project, drawn: Wire) -> Project:
    """Draw a wire; one that already ends in the same port gives way.

    A wire to the port after the last makes a merging layer grow. Raises EditError for a loop or a missing port.
    """
    error = refusal(project.graph, drawn)
    if error:
        raise error
    if drawn in project.graph.wires:
        return project
    target = drawn.target
    project = set_layer(project, target, with_port(project.graph.nodes[target].layer, drawn.target_port))
    kept = frozenset(w for w in project.graph.wires if w.end != drawn.end)
    return replace(project, graph=Graph(project.graph.nodes, kept | {drawn}))


def disconnect(project: Project, wire: Wire) -> Project:
    """Remove a wire."""
    return remove(project, wires=[wire])


def set_parameter(project: Project, node: NodeId, name: str, value: Any) -> Project:
    """Change a parameter of a layer. Wires into ports that the layer then lacks are removed.

    Raises UserError where the value does not fit.
    """
    require_nodes(project.graph, node)
    old = project.graph.nodes[node]
    return set_layer(project, node, old.layer.with_(**{name: value}))


def set_layer(project: Project, node: NodeId, layer: Layer) -> Project:
    """Give a node another declaration, keeping its wires where the ports still exist."""
    require_nodes(project.graph, node)
    if layer == project.graph.nodes[node].layer:
        return project
    graph = project.graph.replacing(replace(project.graph.nodes[node], layer=layer))
    inputs, outputs = layer.input_ports(), layer.output_ports()
    cut = [wire for wire in graph.incoming[node] if wire.target_port not in inputs]
    cut += [wire for wire in graph.outgoing[node] if wire.source_port not in outputs]
    return remove(replace(project, graph=graph), wires=cut) if cut else replace(project, graph=graph)


def replace_layer(project: Project, node: NodeId, layer: Layer) -> Project:
    """Put another layer in the place of a node's, whose wires then lead to and from the ports at the same places."""
    graph, old = project.graph, project.graph.nodes[node].layer
    inputs = dict(zip(old.input_ports(), layer.input_ports(), strict=False))
    outputs = dict(zip(old.output_ports(), layer.output_ports(), strict=False))
    moved = {
        wire: replace(
            wire,
            target_port=inputs.get(wire.target_port, wire.target_port) if wire.target == node else wire.target_port,
            source_port=outputs.get(wire.source_port, wire.source_port) if wire.source == node else wire.source_port,
        )
        for wire in graph.wires
    }
    reroutes = {moved[wire]: points for wire, points in project.reroutes.items()}
    return set_layer(
        replace(project, graph=Graph(graph.nodes, frozenset(moved.values())), reroutes=reroutes), node, layer
    )


def rename(project: Project, node: NodeId, name: str) -> Project:
    """Give a node another name; empty for the layer's title. Raises EditError where it is too long."""
    require_nodes(project.graph, node)
    if len(name.strip()) > LONGEST_NAME:
        raise EditError(
            "A name can have {most} characters, but this one has {count}. Shorten it.",
            most=LONGEST_NAME,
            count=len(name.strip()),
        )
    if name.strip() == project.graph.nodes[node].name:
        return project
    return replace(project, graph=project.graph.replacing(replace(project.graph.nodes[node], name=name.strip())))


def mute(project: Project, nodes: Iterable[NodeId], *, muted: bool = True) -> Project:
    """Have the network do without layers, or (not ``muted``) with them again. Raises EditError where one must stay."""
    graph, changed = project.graph, dict[NodeId, Node]()
    for node in nodes:
        require_nodes(graph, node)
        if muted and not graph.nodes[node].muted:
            require_mutable(graph, node)
        if graph.nodes[node].muted is not muted:
            changed[node] = replace(graph.nodes[node], muted=muted)
    return replace(project, graph=Graph({**graph.nodes, **changed}, graph.wires)) if changed else project


def colour(project: Project, nodes: Iterable[NodeId], chosen: Colour) -> Project:
    """Give the cards of nodes another colour."""
    changed = {node: project.graph.nodes[node] for node in nodes if node in project.graph.nodes}
    for node in changed.values():
        if node.colour != chosen:
            project = replace(project, graph=project.graph.replacing(replace(node, colour=chosen)))
    return project


def add_and_connect(
    project: Project, layer: Layer, position: Position, source: NodeId, source_port: str = "", name: str = ""
) -> tuple[Project, NodeId]:
    """Put a layer on the canvas and wire ``source`` to its first port. Raises EditError where that cannot be."""
    project, node = add_node(project, layer, position, name)
    return connect(project, source, node, source_port=source_port), node


def insert_on_wire(
    project: Project, cut: Wire, layer: Layer, position: Position, name: str = ""
) -> tuple[Project, NodeId]:
    """Put a layer into a wire: the wire is cut, and the layer takes its input from one half and feeds the other.

    Raises EditError where the wire is not there, or the layer has no input or no output.
    """
    if cut not in project.graph.wires:
        raise EditError("The wire is no longer there. Draw it again first.")
    project, node = add_and_connect(project, layer, position, cut.source, cut.source_port, name)
    return connect(project, node, cut.target, cut.target_port), node


def apply_repair(project: Project, problem: Problem) -> tuple[Project, NodeId | None]:
    """Do what a problem's repair proposes. Returns the new project and the id of the layer to look at then.

    That is the layer put in or changed, or the one that now stands where another was taken out; None where the data
    settings were changed. Raises EditError where the problem has no repair, or the drawing has changed since.
    """
    repair = problem.repair
    if isinstance(repair, DataChange):
        return set_data(project, **repair.changes), None
    if repair is None or problem.node is None:
        raise EditError("This problem has no automatic repair. Do what its message says.")
    require_nodes(project.graph, problem.node)
    if isinstance(repair, Insertion):
        return _inserted(project, problem.node, repair)
    if isinstance(repair, Replacement):
        return replace_layer(project, problem.node, repair.layer), problem.node
    if isinstance(repair, Removal):
        require_nodes(project.graph, repair.node)
        arriving = project.graph.incoming[repair.node]
        if len(arriving) != 1:
            raise EditError("The wire is no longer there. Draw it again first.")
        return take_out(project, [repair.node]), arriving[0].source
    if repair.node is None:
        return set_training(project, **{repair.parameter: repair.value}), problem.node
    return set_parameter(project, repair.node, repair.parameter, repair.value), repair.node


def _inserted(project: Project, target: NodeId, repair: Insertion) -> tuple[Project, NodeId]:
    arriving = [wire for wire in project.graph.incoming[target] if wire.target_port == repair.port]
    if not arriving:
        raise EditError("The wire is no longer there. Draw it again first.")
    (left, top), (right, bottom) = project.layout[arriving[0].source], project.layout[target]
    return insert_on_wire(project, arriving[0], repair.layer, ((left + right) / 2, (top + bottom) / 2))


@dataclass(frozen=True)
class Fragment:
    """A piece of a drawing, as the clipboard holds it, with the blocks that it uses and the points of its wires."""

    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]
    layout: Mapping[NodeId, Position]
    blocks: Mapping[BlockId, Block] = field(default_factory=dict)
    annotations: tuple[Annotation, ...] = ()
    reroutes: Reroutes = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.nodes and not self.annotations


def copy(project: Project, nodes: Iterable[NodeId], annotations: Iterable[AnnotationId] = ()) -> Fragment:
    """The chosen nodes with the wires among them, and the chosen frames and notes."""
    ids = project.graph.nodes.keys() & set(nodes)
    chosen = [node for node in project.graph.nodes.values() if node.id in ids]
    wires = tuple(w for w in sorted(project.graph.wires) if w.source in ids and w.target in ids)
    blocks = blocks_within(Graph({node.id: node for node in chosen}))
    layout = {node.id: project.layout[node.id] for node in chosen}
    noted = set(annotations)
    marks = tuple(one for name, one in project.annotations.items() if name in noted)
    return Fragment(tuple(chosen), wires, layout, blocks, marks, between(project.reroutes, ids))


def paste(project: Project, fragment: Fragment, offset: Position) -> tuple[Project, dict[NodeId, NodeId]]:
    """Add a fragment, moved by ``offset``. Returns the new project and the new id of each old one.

    A block that the project has stays the same block; others are added to it.
    """
    if fragment.blocks:
        project, names = adopted(project, fragment.blocks)
        found = renamed_blocks(Graph({node.id: node for node in fragment.nodes}), names, project.blocks)
        fragment = replace(fragment, nodes=tuple(found.nodes.values()))
    nodes, layout = dict(project.graph.nodes), dict(project.layout)
    renamed: dict[NodeId, NodeId] = {}
    for node in fragment.nodes:
        fresh = free_id(nodes, id_stem(node.layer))
        renamed[node.id] = fresh
        nodes[fresh] = replace(node, id=fresh)
        x, y = fragment.layout[node.id]
        layout[fresh] = (x + offset[0], y + offset[1])
    fresh_wires = {w: replace(w, source=renamed[w.source], target=renamed[w.target]) for w in fragment.wires}
    wires = project.graph.wires | set(fresh_wires.values())
    reroutes = {fresh_wires[w]: shifted(points, offset) for w, points in fragment.reroutes.items()}
    marks = dict(project.annotations)
    for one in fragment.annotations:
        marks[free_id(marks, one.kind)] = replace(one, x=one.x + offset[0], y=one.y + offset[1])
    pasted = replace(
        project,
        graph=Graph(nodes, wires),
        layout=layout,
        annotations=marks,
        reroutes={**project.reroutes, **reroutes},
    )
    return pasted, renamed


def set_data(project: Project, **changes: Any) -> Project:
    """Change data settings. Raises UserError where a value does not fit.

    Data of another type than before have their targets scaled as in a new project, unless the changes say otherwise:
    what an older file keeps for its own data is not meant for others.
    """
    if "dataset" in changes and type(changes["dataset"]) is not type(project.data.dataset):
        usual = DataSettings.model_fields["target_normalisation"].default
        changes = {"target_normalisation": usual, **changes}
    data = project.data.with_(**changes)
    return project if data == project.data else replace(project, data=data)


def set_dataset(project: Project, dataset: Dataset) -> Project:
    """Choose other data, or other parameters of the data."""
    return set_data(project, dataset=dataset)


def set_training(project: Project, **changes: Any) -> Project:
    """Change training settings. Raises UserError where a value does not fit."""
    training = project.training.with_(**changes)
    return project if training == project.training else replace(project, training=training)


def id_stem(layer: Layer) -> str:
    """What the ids of such nodes begin with: the type (a layer of another version has none), or the id of the block."""
    return layer.block if isinstance(layer, BlockUse) else getattr(layer, "type", "node")
