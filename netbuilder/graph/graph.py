"""The drawing as a value: nodes, wires, and the order in which the network computes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from netbuilder.graph.annotations import Colour
from netbuilder.layers.base import INPUT, OUTPUT, Layer
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    from networkx import DiGraph

NodeId = str
Position = tuple[float, float]
"""The top left corner of a card, in canvas units."""
T = TypeVar("T")
LONGEST_NAME = 200
"""Of a node or a block, in characters."""


@dataclass(frozen=True, slots=True)
class Node:
    """One layer in the drawing. ``name`` is what the user calls it; empty for the layer's title.

    ``muted``: the network does without it, and what enters it goes on to where it leads.
    ``colour``: that of its card; the usual one is that of the layer.
    """

    id: NodeId
    layer: Layer
    name: str = ""
    muted: bool = False
    colour: Colour = "usual"

    @property
    def title(self) -> str:
        """The name, or the layer's title."""
        return self.name or self.layer.title


class Port(NamedTuple):
    """A port of a node, by its name. Whether it is an input or an output follows from where it stands."""

    node: NodeId
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Wire:
    """A connection from an output port of ``source`` to an input port of ``target``, both by their names."""

    source: NodeId
    target: NodeId
    target_port: str = INPUT
    source_port: str = OUTPUT

    @property
    def start(self) -> Port:
        """The output port where it starts."""
        return Port(self.source, self.source_port)

    @property
    def end(self) -> Port:
        """The input port where it ends."""
        return Port(self.target, self.target_port)


_ends = attrgetter("source", "target", "target_port", "source_port")
"""The order of wires: theirs compared field by field is the same one, many times slower."""


@dataclass(frozen=True)
class Graph:
    """Nodes by id and the set of wires. A value: edits make new graphs (see ``netbuilder.project.edits``)."""

    nodes: Mapping[NodeId, Node] = field(default_factory=dict)
    wires: frozenset[Wire] = frozenset()

    @cached_property
    def incoming(self) -> Mapping[NodeId, tuple[Wire, ...]]:
        """For every node its incoming wires, in the order of its ports; those to ports that it lacks come last."""
        found = _grouped(self.nodes, self.wires, "target")
        return {node: self._by_port(node, wires) for node, wires in found.items()}

    def _by_port(self, node: NodeId, wires: tuple[Wire, ...]) -> tuple[Wire, ...]:
        if len(wires) < 2:
            return wires
        place = {name: number for number, name in enumerate(self.nodes[node].layer.input_ports())}
        return tuple(sorted(wires, key=lambda w: (place.get(w.target_port, len(place)), w)))

    @cached_property
    def outgoing(self) -> Mapping[NodeId, tuple[Wire, ...]]:
        """For every node its outgoing wires, in a stable order."""
        return _grouped(self.nodes, sorted(self.wires, key=_ends), "source")

    def sources(self, node: NodeId) -> tuple[Port | None, ...]:
        """The output port connected to each input port of a node, None where that is free."""
        found = {wire.target_port: wire.start for wire in self.incoming[node]}
        return tuple([found.get(name) for name in self.nodes[node].layer.input_ports()])

    @cached_property
    def order(self) -> tuple[NodeId, ...]:
        """Every node after its sources; nodes on a loop, and what follows them, are left out.

        Sorted by the standard library: the first paint needs this and must not wait for the import of networkx.
        """
        sorter = TopologicalSorter({node: [wire.source for wire in self.incoming[node]] for node in self.nodes})
        with suppress(CycleError):  # it then goes as far as the loop lets it
            sorter.prepare()
        ordered: list[NodeId] = []
        while ready := sorter.get_ready():
            ordered.extend(ready)
            sorter.done(*ready)
        return tuple(ordered)

    @cached_property
    def active(self) -> Graph:
        """The drawing without its muted layers, each passed by: the network that is trained, exported and judged.

        A muted layer that cannot be passed by stays (see ``passed_by``).
        """
        passed = {node.id for node in self.nodes.values() if node.muted and self.passed_by(node.id)}
        if not passed:
            return self
        kept = {node_id: node for node_id, node in self.nodes.items() if node_id not in passed}
        starts = [(wire, self._start_before(wire.start, passed)) for wire in self.wires if wire.target not in passed]
        wires = (Wire(start.node, wire.target, wire.target_port, start.name) for wire, start in starts if start)
        return Graph(kept, frozenset(wires))

    def passed_by(self, node: NodeId) -> bool:
        """Whether a node, were it muted, can be passed by: it has one output, and at most one wire leads to it."""
        layer = self.nodes[node].layer
        return layer.role == "hidden" and len(layer.output_ports()) == 1 and len(self.incoming[node]) <= 1

    def _start_before(self, start: Port, passed: Set[NodeId]) -> Port | None:
        """The port itself, or that from which a muted node has its value; None where nothing leads to that."""
        seen: set[NodeId] = set()
        while start.node in passed:
            arriving = self.incoming[start.node]
            if not arriving or start.node in seen:
                return None
            seen.add(start.node)
            start = arriving[0].start
        return start

    @property
    def starts(self) -> tuple[Node, ...]:
        """Where values enter: the inputs of a network, or those of a block."""
        return self.with_role("input") + self.with_role("entry")

    @property
    def ends(self) -> tuple[Node, ...]:
        """Where values leave: the outputs of a network, or those of a block."""
        return self.with_role("output") + self.with_role("exit")

    @cached_property
    def tangled(self) -> tuple[NodeId, ...]:
        """The nodes that ``order`` leaves out: those on a loop and those behind one, in the order of the drawing."""
        ordered = set(self.order)
        return tuple(node for node in self.nodes if node not in ordered)

    @cached_property
    def used(self) -> frozenset[NodeId]:
        """The nodes that lead to an output: those of which the network is made."""
        found: set[NodeId] = set()
        waiting = [node.id for node in self.ends]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(wire.source for wire in self.incoming[node])
        return frozenset(found)

    @property
    def network(self) -> DiGraph[NodeId]:
        """The drawing as a networkx graph, not to be changed. Two wires between the same nodes are one edge of it.

        Each call takes time in proportion to the drawing: ask once, not in a loop.
        """
        return _network(tuple(self.nodes), self.wires)

    def ancestors(self, *nodes: NodeId) -> frozenset[NodeId]:
        """Every node from which a path of at least one wire leads to any of these nodes."""
        if nodes not in self._ancestors:
            starts = {wire.source for node in nodes for wire in self.incoming[node]}
            self._ancestors[nodes] = _reached(self.network.reverse(copy=False), starts)
        return self._ancestors[nodes]

    def descendants(self, *nodes: NodeId) -> frozenset[NodeId]:
        """Every node to which a path of at least one wire leads from any of these nodes."""
        if nodes not in self._descendants:
            starts = {wire.target for node in nodes for wire in self.outgoing[node]}
            self._descendants[nodes] = _reached(self.network, starts)
        return self._descendants[nodes]

    @cached_property
    def _ancestors(self) -> dict[tuple[NodeId, ...], frozenset[NodeId]]:
        return {}

    @cached_property
    def _descendants(self) -> dict[tuple[NodeId, ...], frozenset[NodeId]]:
        return {}

    def reaches(self, start: NodeId, goal: NodeId) -> bool:
        """Whether a path of wires leads from ``start`` to ``goal`` (a node reaches itself).

        A single question needs no networkx. To ask many, call ``ancestors(goal)`` or ``descendants(start)`` once:
        the answer is then looked up there.
        """
        if (goal,) in self._ancestors:
            return start == goal or start in self._ancestors[(goal,)]
        if (start,) in self._descendants:
            return start == goal or goal in self._descendants[(start,)]
        seen, waiting = {start}, [start]
        while waiting:
            node = waiting.pop()
            if node == goal:
                return True
            for wire in self.outgoing[node]:
                if wire.target not in seen:
                    seen.add(wire.target)
                    waiting.append(wire.target)
        return False

    @cached_property
    def essence(self) -> tuple[Mapping[NodeId, Layer], frozenset[Wire]]:
        """What makes the network: the layers that lead to an output, by node, and their wires, but no names.

        Muted layers are passed by.

        Equal layers and equal sets of wires are the same objects here, so that two drawings are compared quickly.
        """
        if self.active is not self:
            return self.active.essence
        layers = {node: _interned(self.nodes[node].layer) for node in self.used}
        wires = frozenset(wire for wire in self.wires if wire.target in layers)
        return layers, _interned(self.wires if wires == self.wires else wires)

    def replacing(self, node: Node) -> Graph:
        """The graph with one node's declaration or name changed. What was computed and still holds is kept."""
        graph, old = Graph({**self.nodes, node.id: node}, self.wires), self.nodes[node.id]
        kept = ["outgoing", "order", "tangled", "_ancestors", "_descendants"]
        if node.layer.input_ports() == old.layer.input_ports():
            kept.append("incoming")
        if node.layer.role == old.layer.role:
            kept.append("used")
        if node.title == old.title:
            kept.append("_titles")
        for known in kept:
            if known in self.__dict__:
                graph.__dict__[known] = self.__dict__[known]
        if self.__dict__.get("active") is self and not node.muted:
            graph.__dict__["active"] = graph
        if "essence" in self.__dict__ and "used" in kept and "active" in graph.__dict__:
            layers, wires = self.essence
            layer = {node.id: _interned(node.layer)} if node.id in layers else {}
            graph.__dict__["essence"] = ({**layers, **layer}, wires)
        return graph

    def called(self, node: NodeId) -> Message:
        """What sentences call a node: its title, with its id where another node has the same title.

        A name that the user gave stays as it is; the title of a layer is translated with the sentence.
        """
        found = self.nodes[node]
        title = say("{name}", name=found.name) if found.name else say(found.layer.title)
        return title if self._titles[found.title] == 1 else say("{name} ({id})", name=title, id=node)

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(node.title for node in self.nodes.values())

    def with_role(self, role: str) -> tuple[Node, ...]:
        """The nodes of a role (see ``layers.base.Role``), in the order of the drawing's ids."""
        return tuple(node for node in self.nodes.values() if node.layer.role == role)


def _grouped(nodes: Iterable[NodeId], wires: Iterable[Wire], end: str) -> dict[NodeId, tuple[Wire, ...]]:
    lists: dict[NodeId, list[Wire]] = {node: [] for node in nodes}
    for wire in wires:
        lists[getattr(wire, end)].append(wire)
    return {node: tuple(found) for node, found in lists.items()}


@lru_cache(maxsize=4)
def _network(nodes: tuple[NodeId, ...], wires: frozenset[Wire]) -> DiGraph[NodeId]:
    """Kept for the last few drawings only: it is much larger than the drawing, and an undo history holds many."""
    from networkx import DiGraph

    network: DiGraph[NodeId] = DiGraph()
    network.add_nodes_from(nodes)
    network.add_edges_from((wire.source, wire.target) for wire in wires)
    return network


@lru_cache(maxsize=10_000)
def _first_of_equals(value: Hashable) -> Hashable:
    return value


def _interned(value: T) -> T:
    """The same object for all equal values; the value itself where it is not hashable, as an unknown layer may be."""
    try:
        return cast("T", _first_of_equals(cast("Hashable", value)))
    except TypeError:
        return value


def _reached(network: DiGraph[NodeId], starts: set[NodeId]) -> frozenset[NodeId]:
    """These nodes and all that follow from them along the edges."""
    from networkx import bfs_layers

    return frozenset(chain.from_iterable(bfs_layers(network, starts)))


def free_id(taken: Iterable[NodeId], stem: str) -> NodeId:
    """The first of ``stem_1``, ``stem_2``, … that is not taken."""
    used = set(taken)
    return next(name for name in _numbered(stem) if name not in used)


def _numbered(stem: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{stem}_{number}"
        number += 1
