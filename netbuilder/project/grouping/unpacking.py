"""A use of a block that is replaced by what it holds, once for each repetition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from netbuilder.graph.annotations import Annotation, AnnotationId
from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Position, Wire, free_id
from netbuilder.graph.order import drawing_order
from netbuilder.graph.reroutes import shifted
from netbuilder.layers.tensors.values import Parameter
from netbuilder.project.edits import id_stem
from netbuilder.project.grouping.sides import STEP
from netbuilder.project.project import Project


class Feed(NamedTuple):
    """What feeds a port of a block: where it starts, if anywhere, and the reroute points on the way to the port."""

    start: Port | None
    via: tuple[Position, ...] = ()


class Unpacking:
    """A use of a block that is replaced by what it holds."""

    def __init__(self, project: Project, node: NodeId, use: BlockUse) -> None:
        self._project, self._node, self._use, self._inside = project, node, use, use.inside
        self._nodes = {other: one for other, one in project.graph.nodes.items() if other != node}
        self._wires = {w for w in project.graph.wires if node not in (w.source, w.target)}
        self._layout = {other: place for other, place in project.layout.items() if other != node}
        self._fresh: set[NodeId] = set()
        self._reroutes: dict[Wire, tuple[Position, ...]] = {}
        self._copies: list[Mapping[NodeId, NodeId]] = []

    def finished(self) -> tuple[Project, frozenset[NodeId]]:
        """The project with the block unpacked."""
        known = self._project.reroutes
        feeding = {w.target_port: Feed(w.start, known.get(w, ())) for w in self._project.graph.incoming[self._node]}
        for number in range(self._use.repeat):
            leaving = self._copy(number, feeding)
            feeding = dict(zip(self._use.input_ports(), leaving.values(), strict=False))
        for wire in self._project.graph.outgoing[self._node]:
            start, via = leaving.get(wire.source_port, Feed(None))
            if start is not None:
                self._draw(replace(wire, source=start.node, source_port=start.name), (*via, *known.get(wire, ())))
        project = replace(
            self._project,
            graph=self._as_drawn_before(Graph(self._nodes, frozenset(self._wires))),
            layout=self._layout,
            annotations=self._annotations(),
            reroutes={**self._project.reroutes, **self._reroutes},
        )
        return project, frozenset(self._fresh)

    def _as_drawn_before(self, graph: Graph) -> Graph:
        """Parameters get the turns by which they draw their starting values in the order of before."""
        if graph.tangled or self._inside.tangled:
            return graph
        inside = drawing_order(self._inside)
        before: list[NodeId] = []
        for node in drawing_order(self._project.graph):
            before += [names[one] for names in self._copies for one in inside] if node == self._node else [node]
        weighted = {node.id for node in graph.nodes.values() if isinstance(node.layer, Parameter)}
        wanted = [node for node in before if node in weighted]
        if [node for node in drawing_order(graph) if node in weighted] == wanted:
            return graph
        nodes = dict(graph.nodes)
        for turn, node in enumerate(wanted, 1):
            nodes[node] = replace(nodes[node], layer=nodes[node].layer.with_(turn=turn))
        return Graph(nodes, graph.wires)

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

    def _draw(self, wire: Wire, via: tuple[Position, ...]) -> None:
        self._wires.add(wire)
        if via:
            self._reroutes[wire] = via

    def _copy(self, number: int, feeding: Mapping[str, Feed]) -> dict[str, Feed]:
        """One repetition, fed like this. Returns what feeds each port from which its values leave."""
        names: dict[NodeId, NodeId] = {}
        for node in self._inside.nodes.values():
            if node.layer.role == "hidden":
                names[node.id] = self._add(node, number)
        for wire in self._inside.wires:
            start, via = self._feed(wire, number, names, feeding)
            if wire.target in names and start is not None:
                self._draw(Wire(start.node, names[wire.target], wire.target_port, start.name), via)
        self._copies.append(names)
        ends = {node.id: self._inside.incoming[node.id] for node in self._inside.with_role("exit")}
        return {
            name: self._feed(wires[0], number, names, feeding) if wires else Feed(None) for name, wires in ends.items()
        }

    def _feed(self, wire: Wire, number: int, names: Mapping[NodeId, NodeId], feeding: Mapping[str, Feed]) -> Feed:
        """What feeds the end of a wire of the block."""
        via = shifted(self._use.definition.reroutes.get(wire, ()), self._off(number))
        if wire.source in names:
            return Feed(Port(names[wire.source], wire.source_port), via)
        start, before = feeding.get(wire.source, Feed(None))
        return Feed(start, (*before, *via))

    def _add(self, node: Node, number: int) -> NodeId:
        fresh = node.id if node.id not in self._nodes else free_id(self._nodes, id_stem(node.layer))
        (across, down), (x, y) = self._off(number), self._use.definition.layout[node.id]
        self._nodes[fresh] = replace(node, id=fresh)
        self._layout[fresh] = (x + across, y + down)
        self._fresh.add(fresh)
        return fresh
