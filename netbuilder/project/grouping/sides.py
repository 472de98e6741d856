"""A selection as a block: what is inside it, its ports, and the wires that stay outside, with their points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from netbuilder.graph.graph import Graph, Node, NodeId, Port, Position, Wire, free_id
from netbuilder.graph.reroutes import Reroutes
from netbuilder.layers.base import INPUT, OUTPUT
from netbuilder.layers.interface import BlockInput, BlockOutput
from netbuilder.project.arrange import CARD_WIDTH, GAP_X, card_height
from netbuilder.project.project import Project

STEP = CARD_WIDTH + GAP_X
"""The distance from a port of a block to the nearest of its nodes."""


class Sides:
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
        wires |= {self._from_entry(wire) for wire in self._entering}
        wires |= {self._to_exit(port) for port in self._exits}
        return Graph(nodes, frozenset(wires))

    def _from_entry(self, wire: Wire) -> Wire:
        return Wire(self._entries[wire.start], wire.target, wire.target_port, OUTPUT)

    def _to_exit(self, port: Port) -> Wire:
        return Wire(port.node, self._exits[port], INPUT, port.name)

    def _to_use(self, port: Port, use: NodeId) -> Wire:
        return Wire(port.node, use, self._entries[port], port.name)

    def _from_use(self, wire: Wire, use: NodeId) -> Wire:
        return replace(wire, source=use, source_port=self._exits[wire.start])

    def outside(self, use: NodeId) -> frozenset[Wire]:
        """The wires around the node that stands for the block."""
        touching = {*self._entering, *self._leaving}
        wires = {w for w in self._graph.wires - touching if w.source not in self._chosen}
        wires |= {self._to_use(port, use) for port in self._entries}
        wires |= {self._from_use(wire, use) for wire in self._leaving}
        return frozenset(wires)

    def reroutes(self, project: Project, use: NodeId) -> tuple[Reroutes, Reroutes]:
        """The points of the wires inside the block, and of those around it.

        Of a wire that is cut, those among the nodes of the block belong to its half inside, and the others to the half
        outside. Of several wires that become one, the first keeps its points.
        """
        within, around = dict(project.reroutes), dict(project.reroutes)
        area = self._area(project)
        for wire in self._entering:
            points = project.reroutes.get(wire, ())
            cut = next((number for number, point in enumerate(points) if _lies_in(point, area)), len(points))
            around.setdefault(self._to_use(wire.start, use), points[:cut])
            within[self._from_entry(wire)] = points[cut:]
        for wire in self._leaving:
            points = project.reroutes.get(wire, ())
            cut = max((number + 1 for number, point in enumerate(points) if _lies_in(point, area)), default=0)
            within.setdefault(self._to_exit(wire.start), points[:cut])
            around[self._from_use(wire, use)] = points[cut:]
        return within, around

    def _area(self, project: Project) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the cards that are chosen."""
        cards = [(*project.layout[node], card_height(project.graph.nodes[node].layer)) for node in self._chosen]
        left, top = min(x for x, _, _ in cards), min(y for _, y, _ in cards)
        return left, top, max(x for x, _, _ in cards) + CARD_WIDTH, max(y + height for _, y, height in cards)

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


def _lies_in(point: Position, area: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = area
    return left <= point[0] <= right and top <= point[1] <= bottom
