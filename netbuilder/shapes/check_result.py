"""The outcome of a shape check: the shapes of every node, its problems, and the problems of the whole drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from netbuilder.data.base import Signature
from netbuilder.graph.blocks import NodePath
from netbuilder.graph.graph import Graph, Node, NodeId
from netbuilder.layers.base import Shape
from netbuilder.messages import Message, say
from netbuilder.shapes.repairs import Repair


class Severity(StrEnum):
    """An error keeps the network from being built; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem inside a block, where it is. ``blocks``: the names of the blocks around it, from outside to inside;
    ``repair``: of the drawing in which it is."""

    blocks: Message | str
    node: Message | str | None
    message: Message
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do. ``node`` is None where the whole drawing or the settings are meant.

    ``path`` and ``fault``: where the fault itself is and what it is, if it is inside the block of ``node``.
    """

    node: NodeId | None
    message: Message
    severity: Severity = Severity.ERROR
    repair: Repair | None = None
    path: NodePath | None = None
    fault: Fault | None = None

    @property
    def offered(self) -> Repair | None:
        """The repair of the problem, or of the fault inside the block."""
        return self.fault.repair if self.fault is not None else self.repair


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found of one node.

    ``outputs``: the shape of each output port (of the answer, for an output layer), empty where there is none;
    ``waiting``: because a node before it has none; ``inside``: of a block, the check of each repetition.
    """

    node: Node
    inputs: tuple[Shape | None, ...]
    outputs: tuple[Shape, ...] = ()
    parameters: int = 0
    problem: Problem | None = None
    waiting: bool = False
    inside: tuple[Check, ...] = ()

    @property
    def shape(self) -> Shape | None:
        """The shape of the first output, without the batch, or None."""
        return self.outputs[0] if self.outputs else None

    def shape_at(self, port: str) -> Shape | None:
        """The shape that leaves by an output port, or None."""
        ports = self.node.layer.output_ports()
        return self.outputs[ports.index(port)] if self.outputs and port in ports else None


@dataclass(frozen=True)
class Check:
    """The result for a whole drawing with data of some signature (None: no data are known).

    ``entries``: of the drawing of a block, the shape that enters at each block input; None for the project's drawing.
    """

    graph: Graph
    signature: Signature | None
    nodes: Mapping[NodeId, Checked] = field(default_factory=dict)
    entries: Mapping[NodeId, Shape] | None = None

    @cached_property
    def active(self) -> Check:
        """The same for the network without its muted layers: what passes them by has the shapes that it had."""
        graph = self.graph.active
        return self if graph is self.graph else Check(graph, self.signature, self.nodes, self.entries)

    @cached_property
    def parameters(self) -> int:
        """The number of trainable parameters of the network; while no wire leads to an output yet, of all nodes."""
        outputs, used = len(self.graph.ends), self.graph.used
        return sum(self.nodes[node].parameters for node in (used if len(used) > outputs else self.graph.nodes))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: those of nodes in the order of the drawing, then those of the drawing."""
        strangers = {problem.node: problem for problem in _strangers(self)}
        found = (strangers.get(node) or self.nodes[node].problem for node in self.graph.nodes)
        return (*(problem for problem in found if problem), *_of_the_whole(self))

    @property
    def sound(self) -> bool:
        """Whether a network can be built."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    def shape(self, node: NodeId) -> Shape | None:
        """The output shape of a node, without the batch, or None."""
        return self.nodes[node].shape


def _of_the_whole(check: Check) -> Iterable[Problem]:
    graph = check.graph
    if not graph.nodes:
        yield Problem(None, say("The network is empty. Drag an Input, some layers and an Output to the canvas."))
        return
    yield from _loose_starts(check.graph)
    if check.entries is not None:
        if not graph.with_role("exit"):
            yield Problem(None, say("The block has no output. Add a Block output to it."))
        return
    if all(node.layer.input_ports() for node in graph.nodes.values()):
        yield Problem(
            None, say("The network has no input. Drag an Input to the canvas and wire it to the first layer.")
        )
    if not graph.with_role("output"):
        yield Problem(
            None, say("The network has no output. Drag an Output to the canvas and wire the last layer to it.")
        )
    for node in graph.nodes.values():
        alone = node.layer.role != "output" and not graph.outgoing[node.id]
        if alone and check.nodes[node.id].problem is None:
            yield Problem(
                node.id, say("Its output is not connected. Connect it, or delete the node."), Severity.WARNING
            )


def _strangers(check: Check) -> Iterable[Problem]:
    """Nodes that belong on the other side of a block."""
    if check.entries is None:
        for node in check.graph.with_role("exit"):
            yield Problem(node.id, say("It belongs inside a block. Use an Output here."))
        return
    for node in check.graph.with_role("input") + check.graph.with_role("output"):
        yield Problem(node.id, say("It is inside a block, where no data enter or leave. Move it outside."))


def _loose_starts(graph: Graph) -> Iterable[Problem]:
    """Wires that start where nothing comes out."""
    for node in graph.nodes.values():
        starts = {wire.source_port for wire in graph.outgoing[node.id]}
        if starts <= set(node.layer.output_ports()):
            continue
        if node.layer.role == "output":
            message = say("A wire leads out of it, but it is an output of the network. Remove the wire.")
        else:
            message = say("A wire starts at an output that it does not have. Remove that wire.")
        yield Problem(node.id, message)
