"""Edits of blocks: made of a selection, unpacked, changed for all their uses, overridden in one, made independent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from functools import cached_property
from typing import Any

from netbuilder.errors import EditError
from netbuilder.graph.annotations import Annotation, AnnotationId
from netbuilder.graph.blocks import Block, BlockId, BlockUse, is_parameter
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Position, Wire, free_id
from netbuilder.graph.identifiers import latin
from netbuilder.graph.reroutes import shifted
from netbuilder.graph.wiring import require_nodes
from netbuilder.layers.base import INPUT, OUTPUT
from netbuilder.layers.interface import BlockInput, BlockOutput
from netbuilder.project.arrange import CARD_WIDTH, GAP_X
from netbuilder.project.block_links import free_id_of, with_blocks
from netbuilder.project.edits import id_stem, set_layer
from netbuilder.project.project import Project

STEP = CARD_WIDTH + GAP_X


def add_use(project: Project, block: BlockId, position: Position) -> tuple[Project, NodeId]:
    """Put a block on the canvas. Returns the new project and the id of the node. Raises EditError."""
    definition = _definition(project, block)
    node = free_id(project.graph.nodes, block)
    use = BlockUse(block=block, definition=definition)
    graph = Graph({**project.graph.nodes, node: Node(node, use, definition.name)}, project.graph.wires)
    return replace(project, graph=graph, layout={**project.layout, node: position}), node


def group(project: Project, nodes: Iterable[NodeId], name: str) -> tuple[Project, NodeId]:
    """Make a block of some nodes. Returns the new project and the id of the node that stands for them.

    Raises EditError where a node is not there, is an input or output, or where the selection is not convex: a path
    leads from it through other nodes back into it.
    """
    graph, chosen = project.graph, frozenset(nodes)
    require_nodes(graph, *chosen)
    _require_convex(graph, chosen)
    sides = _Sides(graph, chosen)
    block = free_id_of(project.blocks, latin(name) or "block")
    definition = Block(name.strip() or "Block", sides.inside(), sides.layout(project.layout), reroutes=project.reroutes)
    kept = {node_id: node for node_id, node in graph.nodes.items() if node_id not in chosen}
    use = free_id(graph.nodes, block)
    kept[use] = Node(use, BlockUse(block=block, definition=definition), definition.name)
    layout = {node: place for node, place in project.layout.items() if node not in chosen}
    layout[use] = _middle(project.layout, chosen)
    return (
        replace(
            project,
            graph=Graph(kept, sides.outside(use)),
            layout=layout,
            blocks={**project.blocks, block: definition},
        ),
        use,
    )


def _require_convex(graph: Graph, chosen: Set[NodeId]) -> None:
    if not chosen:
        raise EditError("Nothing is selected. Select the layers for the block.")
    for node in chosen:
        if graph.nodes[node].layer.role != "hidden":
            raise EditError(
                "“{node}” cannot be part of a block: it is where values enter or leave. Leave it out of the selection.",
                node=graph.called(node),
            )
    between = (graph.descendants(*chosen) & graph.ancestors(*chosen)) - chosen
    if between:
        named = [graph.called(node) for node in graph.nodes if node in between]
        raise EditError(
            "A path leads out of the selection through {nodes} and back into it. Select these too, or fewer layers.",
            nodes=", ".join(f"“{name}”" for name in named),
        )


class _Sides:
    """A selection as a block: what is inside it, its ports, and the wires that stay outside."""

    def __init__(self, graph: Graph, chosen: Set[NodeId]) -> None:
        self._graph, self._chosen = graph, chosen
        ordered = [wire for node in graph.nodes for wire in graph.incoming[node]]
        entering = [wire for wire in ordered if wire.target in chosen and wire.source not in chosen]
        leaving = [wire for wire in ordered if wire.source in chosen and wire.target not in chosen]
        loose = [port for node in graph.nodes if node in chosen for port in self._loose(node)]
        self._entries = self._named([wire.start for wire in entering], INPUT)
        self._exits = self._named([*(wire.start for wire in leaving), *(() if leaving else loose)], OUTPUT)
        self._entering, self._leaving = entering, leaving

    def _loose(self, node: NodeId) -> Iterable[Port]:
        """The ports of a node from which nothing leads: what leaves a block that feeds nothing yet."""
        used = {wire.source_port for wire in self._graph.outgoing[node]}
        return (Port(node, port) for port in self._graph.nodes[node].layer.output_ports() if port not in used)

    def _named(self, ports: Iterable[Port], stem: str) -> dict[Port, NodeId]:
        """A name for each port of the block: "input", or "input_1", "input_2", … where there are several."""
        several = list(dict.fromkeys(ports))
        names: dict[Port, NodeId] = {}
        for port in several:
            taken = {*self._chosen, *names.values()}
            alone = len(several) == 1 and stem not in taken
            names[port] = stem if alone else free_id(taken, stem)
        return names

    def inside(self) -> Graph:
        """The drawing of the block."""
        nodes: dict[NodeId, Node] = {name: Node(name, BlockInput()) for name in self._entries.values()}
        nodes |= {node_id: node for node_id, node in self._graph.nodes.items() if node_id in self._chosen}
        nodes |= {name: Node(name, BlockOutput()) for name in self._exits.values()}
        wires = {wire for wire in self._graph.wires if wire.source in self._chosen and wire.target in self._chosen}
        wires |= {Wire(self._entries[wire.start], wire.target, wire.target_port, OUTPUT) for wire in self._entering}
        wires |= {Wire(port.node, name, INPUT, port.name) for port, name in self._exits.items()}
        return Graph(nodes, frozenset(wires))

    def outside(self, use: NodeId) -> frozenset[Wire]:
        """The wires around the node that stands for the block."""
        touching = {*self._entering, *self._leaving}
        wires = {w for w in self._graph.wires - touching if w.source not in self._chosen}
        wires |= {Wire(port.node, use, name, port.name) for port, name in self._entries.items()}
        wires |= {replace(wire, source=use, source_port=self._exits[wire.start]) for wire in self._leaving}
        return frozenset(wires)

    def layout(self, places: Mapping[NodeId, Position]) -> dict[NodeId, Position]:
        """Where the nodes of the block lie: as they lay, with the ports to the left and to the right."""
        found = {node: places[node] for node in self._graph.nodes if node in self._chosen}
        left, right = min(x for x, _ in found.values()) - STEP, max(x for x, _ in found.values()) + STEP
        for port, name in self._entries.items():
            fed = [wire.target for wire in self._entering if wire.start == port]
            found[name] = (left, places[fed[0]][1])
        for port, name in self._exits.items():
            found[name] = (right, places[port.node][1])
        return found


def ungroup(project: Project, node: NodeId) -> tuple[Project, frozenset[NodeId]]:
    """Put what a block holds in its place, once for each repetition. Returns the new project and the new nodes.

    Raises EditError where the node uses no block, or where repetitions share weights.
    """
    use = _use(project, node)
    if project.graph.nodes[node].muted:
        raise EditError(
            "“{node}” is muted, but what is in it would not be. Unmute it first.", node=project.graph.called(node)
        )
    if use.shared and use.repeat > 1:
        raise EditError(
            "“{node}” repeats one block with shared weights, which single layers cannot have. "
            "Turn off Shared weights, or set Repeat to 1.",
            node=project.graph.called(node),
        )
    return _Unpacking(project, node, use).finished()


class _Unpacking:
    """A use of a block that is replaced by what it holds."""

    def __init__(self, project: Project, node: NodeId, use: BlockUse) -> None:
        self._project, self._node, self._use, self._inside = project, node, use, use.inside
        self._nodes = {other: one for other, one in project.graph.nodes.items() if other != node}
        self._wires = {w for w in project.graph.wires if node not in (w.source, w.target)}
        self._layout = {other: place for other, place in project.layout.items() if other != node}
        self._fresh: set[NodeId] = set()
        self._reroutes: dict[Wire, tuple[Position, ...]] = {}

    def finished(self) -> tuple[Project, frozenset[NodeId]]:
        """The project with the block unpacked."""
        feeding: dict[str, Port | None] = {w.target_port: w.start for w in self._project.graph.incoming[self._node]}
        for number in range(self._use.repeat):
            leaving = self._copy(number, feeding)
            feeding = dict(zip(self._use.input_ports(), leaving.values(), strict=False))
        for wire in self._project.graph.outgoing[self._node]:
            start = leaving.get(wire.source_port)
            if start is not None:
                self._wires.add(replace(wire, source=start.node, source_port=start.name))
        project = replace(
            self._project,
            graph=Graph(self._nodes, frozenset(self._wires)),
            layout=self._layout,
            annotations=self._annotations(),
            reroutes={**self._project.reroutes, **self._reroutes},
        )
        return project, frozenset(self._fresh)

    def _annotations(self) -> dict[AnnotationId, Annotation]:
        """Those of the project, and those of the block once for each repetition."""
        found = dict(self._project.annotations)
        for number in range(self._use.repeat):
            across, down = self._off(number)
            for one in self._use.definition.annotations.values():
                found[free_id(found, one.kind)] = replace(one, x=one.x + across, y=one.y + down)
        return found

    def _off(self, number: int) -> Position:
        """How far what lies in the block is moved for a repetition."""
        left, top, right = self._ends
        x, y = self._project.layout[self._node]
        return x - left - STEP + number * (right - left), y - top

    @cached_property
    def _ends(self) -> tuple[float, float, float]:
        """Left, top and right of the block's drawing; all 0 where it is empty."""
        places = self._use.definition.layout.values() or [(0.0, 0.0)]
        across, down = zip(*places, strict=True)
        return min(across), min(down), max(across)

    def _copy(self, number: int, feeding: Mapping[str, Port | None]) -> dict[str, Port | None]:
        """One repetition, fed by these ports. Returns the port from which each of its values leaves."""
        names: dict[NodeId, NodeId] = {}
        for node in self._inside.nodes.values():
            if node.layer.role == "hidden":
                names[node.id] = self._add(node, number)
        for wire in self._inside.wires:
            start = self._start(wire.start, names, feeding)
            if wire.target in names and start is not None:
                fresh = Wire(start.node, names[wire.target], wire.target_port, start.name)
                self._wires.add(fresh)
                if wire in self._use.definition.reroutes:
                    self._reroutes[fresh] = shifted(self._use.definition.reroutes[wire], self._off(number))
        ends = {node.id: self._inside.sources(node.id)[0] for node in self._inside.with_role("exit")}
        return {name: self._start(port, names, feeding) if port else None for name, port in ends.items()}

    def _start(self, port: Port, names: Mapping[NodeId, NodeId], feeding: Mapping[str, Port | None]) -> Port | None:
        return Port(names[port.node], port.name) if port.node in names else feeding.get(port.node)

    def _add(self, node: Node, number: int) -> NodeId:
        fresh = node.id if node.id not in self._nodes else free_id(self._nodes, id_stem(node.layer))
        (across, down), (x, y) = self._off(number), self._use.definition.layout[node.id]
        self._nodes[fresh] = replace(node, id=fresh)
        self._layout[fresh] = (x + across, y + down)
        self._fresh.add(fresh)
        return fresh


def opened(project: Project, block: BlockId) -> Project:
    """The drawing of a block as a project of its own, so that every edit of drawings works on it. Raises EditError."""
    definition = _definition(project, block)
    return replace(
        project,
        graph=definition.graph,
        layout=definition.layout,
        annotations=definition.annotations,
        reroutes=definition.reroutes,
    )


def closed(project: Project, block: BlockId, inside: Project) -> Project:
    """The project after ``opened`` has been edited: the definition is the new one, and every use follows.

    Settings that were edited there stay so. Wires to ports that are gone are cut; overrides of parameters that are gone
    are dropped. Raises EditError where the block would contain itself.
    """
    old = _definition(project, block)
    changed = replace(
        old, graph=inside.graph, layout=inside.layout, annotations=inside.annotations, reroutes=inside.reroutes
    )
    outside = replace(
        inside,
        graph=project.graph,
        layout=project.layout,
        annotations=project.annotations,
        reroutes=project.reroutes,
    )
    return with_blocks(outside, {**project.blocks, **inside.blocks, block: changed})


def edit_definition(project: Project, block: BlockId, edit: Callable[[Project], Project]) -> Project:
    """Change the drawing of a block by an edit of drawings; every use follows. Raises what the edit raises."""
    return closed(project, block, edit(opened(project, block)))


def promote(project: Project, block: BlockId, node: NodeId, parameter: str, name: str = "") -> Project:
    """Let uses of a block override a parameter inside it. A name that is taken sets this parameter as well.

    Raises EditError where there is no such parameter.
    """
    definition = _definition(project, block)
    target = (node, parameter)
    if not is_parameter(definition.graph, target):
        raise EditError(
            "The block “{block}” has no parameter “{parameter}” of “{node}”.",
            block=definition.name,
            parameter=parameter,
            node=node,
        )
    name = name or parameter
    targets = definition.parameters.get(name, ())
    if target in targets:
        return project
    parameters = {**definition.parameters, name: (*targets, target)}
    return with_blocks(project, {**project.blocks, block: replace(definition, parameters=parameters)})


def demote(project: Project, block: BlockId, name: str) -> Project:
    """Let no use of a block override this parameter any more."""
    definition = _definition(project, block)
    left = {other: targets for other, targets in definition.parameters.items() if other != name}
    return with_blocks(project, {**project.blocks, block: replace(definition, parameters=left)})


def override(project: Project, node: NodeId, name: str, value: Any) -> Project:
    """Give a promoted parameter another value in one use. Raises UserError where the value does not fit."""
    use = _use(project, node)
    accepted = use.definition.accepted(name, value)
    return set_layer(project, node, use.with_(overrides={**use.overrides, name: accepted}))


def follow(project: Project, node: NodeId, name: str) -> Project:
    """Let a parameter have the value of the definition again."""
    use = _use(project, node)
    left = {other: value for other, value in use.overrides.items() if other != name}
    return set_layer(project, node, use.with_(overrides=left))


def make_independent(project: Project, node: NodeId) -> Project:
    """Give one use a definition of its own, so that it no longer follows the others."""
    use = _use(project, node)
    block = free_id_of(project.blocks, use.block)
    definition = replace(use.definition, name=use.definition.name)
    project = replace(project, blocks={**project.blocks, block: definition})
    return set_layer(project, node, use.with_(block=block, definition=definition))


def _definition(project: Project, block: BlockId) -> Block:
    if block not in project.blocks:
        raise EditError("There is no block “{block}” in the project.", block=block)
    return project.blocks[block]


def _use(project: Project, node: NodeId) -> BlockUse:
    require_nodes(project.graph, node)
    layer = project.graph.nodes[node].layer
    if not isinstance(layer, BlockUse):
        raise EditError("“{node}” is not a block. Select a block.", node=project.graph.called(node))
    return layer


def _middle(layout: Mapping[NodeId, Position], chosen: Set[NodeId]) -> Position:
    places = [layout[node] for node in chosen]
    return (
        (min(x for x, _ in places) + max(x for x, _ in places)) / 2,
        (min(y for _, y in places) + max(y for _, y in places)) / 2,
    )
