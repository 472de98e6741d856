"""Which ports the loose end of a wire may go to, and why not the others. Asked port by port, answered once."""

from __future__ import annotations

from netbuilder.graph import NodeId
from netbuilder.messages import Message
from netbuilder.shapes import Check, would_fit

OUTPUT = None
"""Stands for the output of a node where a port number is expected."""


class Fitting:
    """The loose end of a wire whose other end is an output, or (``port`` given) an input port."""

    def __init__(self, check: Check, node: NodeId, port: int | None = OUTPUT) -> None:
        self.check, self.node, self.port = check, node, port
        self._reasons: dict[tuple[NodeId, int | None], Message | None] = {}

    @property
    def seeks_input(self) -> bool:
        """Whether the loose end looks for an input."""
        return self.port is OUTPUT

    def offers(self, port: int | None) -> bool:
        """Whether this kind of port can take the loose end at all."""
        return (port is not OUTPUT) == self.seeks_input

    def reason(self, node: NodeId, port: int | None) -> Message | None:
        """Why the wire cannot end here, or None if it fits."""
        key = (node, port)
        if key not in self._reasons:
            self._reasons[key] = self._judge(node, port)
        return self._reasons[key]

    def ends(self, node: NodeId, port: int | None) -> tuple[NodeId, NodeId, int]:
        """Source, target and port of the wire that would arise."""
        if self.port is not OUTPUT:
            return node, self.node, self.port
        return self.node, node, port or 0

    def _judge(self, node: NodeId, port: int | None) -> Message | None:
        return would_fit(self.check, *self.ends(node, port))

    def best_port(self, node: NodeId) -> int | None:
        """The port of a node that a wire dropped on its card should take: the first free one that fits.

        A layer that can grow has one more, behind its last. Where none is both free and fitting: the first that fits,
        else the first free, else the first.
        """
        if not self.seeks_input:
            return OUTPUT
        graph = self.check.graph
        sources = graph.inputs_of(node)
        spare = graph.nodes[node].layer.with_another_port() is not None
        ports = range(len(sources) + spare)
        fits = [port for port in ports if self.reason(node, port) is None]
        free = [port for port in ports if port == len(sources) or sources[port] is None]
        return next((port for port in fits if port in free), (fits + free + [0])[0])
