"""Which ports the loose end of a wire may go to, and why not the others. Asked port by port, answered once."""

from __future__ import annotations

from typing import NamedTuple

from netbuilder.graph.graph import NodeId, Wire
from netbuilder.graph.wiring import next_port
from netbuilder.layers.base import Layer, Shape
from netbuilder.messages import Message
from netbuilder.shapes.check import would_fit
from netbuilder.shapes.check_result import Check


class Socket(NamedTuple):
    """A port of a card: its name, and whether values leave or enter there."""

    name: str
    output: bool


def sockets(layer: Layer) -> tuple[Socket, ...]:
    """The ports of a layer: inputs, then outputs, each in their order."""
    inputs = (Socket(name, output=False) for name in layer.input_ports())
    outputs = (Socket(name, output=True) for name in layer.output_ports())
    return (*inputs, *outputs)


class WireTargets:
    """The loose end of a wire whose other end is at a socket of ``node``; without one, at its first output."""

    def __init__(self, check: Check, node: NodeId, socket: Socket | None = None) -> None:
        self.check, self.node = check, node
        self.socket = socket or Socket(check.graph.nodes[node].layer.output_ports()[0], output=True)
        self._reasons: dict[tuple[NodeId, Socket], Message | None] = {}

    @property
    def seeks_input(self) -> bool:
        """Whether the loose end looks for an input."""
        return self.socket.output

    def offers(self, socket: Socket) -> bool:
        """Whether this kind of port can take the loose end at all."""
        return socket.output != self.socket.output

    def reason(self, node: NodeId, socket: Socket) -> Message | None:
        """Why the wire cannot end here, or None if it fits."""
        key = (node, socket)
        if key not in self._reasons:
            self._find_loops()
            self._reasons[key] = would_fit(self.check, self.wire(node, socket))
        return self._reasons[key]

    def wire(self, node: NodeId, socket: Socket) -> Wire:
        """The wire that would arise."""
        if self.seeks_input:
            return Wire(self.node, node, socket.name, self.socket.name)
        return Wire(node, self.node, self.socket.name, socket.name)

    def _find_loops(self) -> None:
        """Find once which wires would close a loop, for all nodes, rather than for each port."""
        find = self.check.graph.ancestors if self.seeks_input else self.check.graph.descendants
        find(self.node)

    def best(self, node: NodeId) -> Socket | None:
        """The port of a node that a wire dropped on its card should take: the first free one that fits.

        A layer that can grow has one more, behind its last. Where none is both free and fitting: the first that fits,
        else the first free, else the first. None where the node has no port of this kind.
        """
        layer = self.check.graph.nodes[node].layer
        offered = [socket for socket in sockets(layer) if self.offers(socket)]
        taken: set[str] = set()
        if self.seeks_input:
            spare = next_port(layer)
            offered += [Socket(spare, output=False)] if spare else []
            taken = {wire.target_port for wire in self.check.graph.incoming[node]}
        fits = [socket for socket in offered if self.reason(node, socket) is None]
        free = [socket for socket in offered if socket.name not in taken]
        return next((socket for socket in fits if socket in free), next(iter(fits + free + offered), None))


def arriving(loose: WireTargets) -> Shape | None:
    """The shape that the wire carries to its loose end, where it is known."""
    return loose.check.nodes[loose.node].shape_at(loose.socket.name) if loose.seeks_input else None
