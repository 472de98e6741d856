"""A layer opened into the tensor operations that it is made of, as the drawing of a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from netbuilder.errors import EditError
from netbuilder.graph.blocks import Block, BlockId, BlockUse
from netbuilder.graph.graph import Graph, Node, NodeId, Port, Wire, free_id
from netbuilder.graph.identifiers import latin
from netbuilder.layers.base import INPUT, OUTPUT, Layer, Shape, sizes_of
from netbuilder.layers.core import Dropout, Reshape
from netbuilder.layers.interface import BlockInput, BlockOutput
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.normalization import BatchNorm
from netbuilder.layers.tensors.arithmetic import Divide, Exponential, Subtract, Where
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.layers.tensors.draws import Draw, draws
from netbuilder.layers.tensors.lookups import TakeRows
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.opened import front, layers_for
from netbuilder.layers.tensors.operation import TensorOperation
from netbuilder.layers.tensors.starting import Way
from netbuilder.layers.tensors.values import ConstantNumbers, Parameter
from netbuilder.operations import axes, elementwise, lookups, scan, training_only
from netbuilder.operations.tensor import Constant, Entry, Operation, Part, Tensor, entries, entry
from netbuilder.project.arrange import arranged
from netbuilder.project.block_links import free_id_of
from netbuilder.project.edits import id_stem
from netbuilder.project.project import Project
from netbuilder.shapes.check import computed_as

SINGLE = "There is nothing to open in “{node}”: it is a single operation."
LONGEST = 64
"""So many steps of a sequence are drawn one by one."""
FULL = 40.0
"""Sigmoid and tanh are as good as flat from here; of larger exponents the gradient would be infinity times zero."""


def open_layer(project: Project, node: NodeId, shapes: Sequence[Shape | None]) -> tuple[Project, BlockId]:
    """Put a block of tensor operations in the place of a layer, with the same ports and starting values.

    ``shapes``: of what arrives at each of the layer's inputs. Returns the new project and the block's id. Raises
    EditError where the layer is no such layer, or has something in it that no operation here computes.
    """
    found = project.graph.nodes[node]
    _require_layer(project.graph, found, shapes)
    name = found.name or found.layer.title
    used = {wire.source_port for wire in project.graph.outgoing[node]}
    blocks, made = definitions(found.layer, shapes, name, project.blocks, used)
    opened = replace(found, layer=BlockUse(block=made, definition=blocks[made]), name=name)
    return replace(project, graph=project.graph.replacing(opened), blocks=blocks), made


def definitions(
    layer: Layer,
    shapes: Sequence[Shape | None],
    name: str,
    known: Mapping[BlockId, Block],
    used: Set[str] = frozenset(),
) -> tuple[dict[BlockId, Block], BlockId]:
    """The blocks that are known with those that the operations of a layer make, and the id of its own.

    ``name``: what the layer is called; ``used``: the outputs that anything reads, none for all. Raises EditError where
    some operation has no card here.
    """
    blocks, made = dict(known), free_id_of(known, latin(name) or "opened")
    drawing = _Drawing(name, blocks)
    inputs = {
        port: entry(port, sizes_of(shape))
        for port, shape in zip(layer.input_ports(), shapes, strict=True)
        if shape is not None
    }
    result = layer.operations(*(inputs.get(port) for port in layer.input_ports()))
    outputs = result if isinstance(result, dict) else dict(zip(layer.output_ports(), [result], strict=True))
    if used:
        outputs = {port: tensor for port, tensor in outputs.items() if port in used}
    graph = drawing.finished(inputs, outputs, draws(layer, list(entries(*outputs.values()))))
    if [type(node.layer) for node in graph.nodes.values() if node.layer.role == "hidden"] in ([], [type(layer)]):
        raise EditError(SINGLE, node=name)
    blocks[made] = Block(name, graph, arranged(graph))
    return blocks, made


def can_be_opened(layer: Layer) -> bool:
    """Whether a layer may have operations inside: it is no operation, no block, and not where values come or go."""
    return layer.role == "hidden" and not isinstance(layer, BlockUse | TensorOperation) and bool(layer.input_ports())


def _require_layer(graph: Graph, node: Node, shapes: Sequence[Shape | None]) -> None:
    layer, name = node.layer, graph.called(node.id)
    if isinstance(layer, BlockUse):
        raise EditError("“{node}” is a block: open it with Enter.", node=name)
    if layer.role != "hidden":
        raise EditError("There is nothing inside “{node}”: it is where values enter or leave.", node=name)
    if not can_be_opened(layer):
        raise EditError(SINGLE, node=name)
    missing = {port for port, shape in zip(layer.input_ports(), shapes, strict=True) if shape is None}
    if missing - layer.optional_inputs():
        raise EditError(
            "“{node}” can be opened once the shape of what arrives is known. Connect its inputs, and choose data.",
            node=name,
        )
    problem = computed_as(node, tuple(shapes)).problem
    if problem is not None:
        raise EditError("“{node}” cannot be opened yet: {problem}", node=name, problem=problem.message)


class _Drawing:
    """The operations of one layer as cards and wires. Definitions of steps that are repeated go into ``blocks``."""

    def __init__(self, name: str, blocks: dict[BlockId, Block]) -> None:
        self._name, self._blocks = name, blocks
        self._nodes: dict[NodeId, Node] = {}
        self._wires: set[Wire] = set()
        self._ports: dict[int, Port] = {}
        self._draws: Mapping[str, Draw] = {}
        self._scans: dict[int, tuple[Port, Port]] = {}
        self._drawers: Mapping[type[Operation], Callable[[Tensor, Any], Port]] = {
            Entry: self._weight,
            Constant: lambda tensor, operation: self._constant((), (operation.value,)),
            Part: self._part,
            elementwise.Multiply: self._product,
            elementwise.Divide: self._quotient,
            elementwise.Where: self._choice,
            axes.Repeat: self._repeated,
            lookups.TakeRows: self._rows,
            lookups.ZeroState: self._zeros,
            lookups.Interpolation: self._blend,
            axes.Concatenate: self._joined,
        }

    def finished(self, inputs: Mapping[str, Tensor], outputs: Mapping[str, Tensor], draws: Mapping[str, Draw]) -> Graph:
        """The graph from the inputs to the outputs, whose names are those of the ports. Raises EditError.

        ``draws``: how the weights start, by their names.
        """
        self._draws = draws
        if not any(tensor.inputs[0].inputs for tensor in outputs.values() if tensor.inputs):
            self._drawers = {**self._drawers, elementwise.Sigmoid: self._sigmoid, elementwise.Tanh: self._tanh}
        for port, tensor in inputs.items():
            self._nodes[port] = Node(port, BlockInput())
            self._ports[id(tensor)] = Port(port, OUTPUT)
        # Their ids are given before others can take them; they stand last in the end.
        ends = {port: self._nodes.setdefault(port, Node(port, BlockOutput())) for port in outputs}
        for tensor, found in entries(*outputs.values()):  # weights come in the order in which they are read
            if id(tensor) not in self._ports and found.learned:
                self._port(tensor)
        for port, tensor in outputs.items():
            self._nodes[port] = self._nodes.pop(port)
            self._wire(self._port(tensor), ends[port].id, INPUT)
        return Graph(self._nodes, frozenset(self._wires))

    def _port(self, tensor: Tensor) -> Port:
        """The port from which a value comes, drawn when it is first asked for."""
        found = self._ports.get(id(tensor))
        if found is None:
            drawer = self._drawers.get(type(tensor.operation), self._chain)
            found = self._ports[id(tensor)] = drawer(tensor, tensor.operation)
        return found

    def _add(self, layer: Layer, *sources: Port, name: str = "") -> Port:
        """Put a card with its wires; ``name``: what it is called, if anything."""
        stem = latin(name) or id_stem(layer)
        node = free_id_of(self._nodes, stem) if name else free_id(self._nodes, stem)
        self._nodes[node] = Node(node, layer, name.replace("_", " "))
        for port, source in zip(layer.input_ports(), sources, strict=True):
            self._wire(source, node, port)
        return Port(node, next(iter(layer.output_ports())))

    def _wire(self, source: Port, target: NodeId, port: str) -> None:
        self._wires.add(Wire(source.node, target, port, source.name))

    def _chain(self, tensor: Tensor, operation: Operation) -> Port:
        layers = layers_for(tensor)
        if layers is None:
            raise EditError(
                "“{node}” cannot be opened: no operation here does what a part of it does ({operation}).",
                node=self._name,
                operation=type(operation).__name__,
            )
        ports = [self._port(source) for source in tensor.inputs]
        for layer in layers:
            ports = [self._add(layer, *ports, name=(tensor.name or "") if layer is layers[-1] else "")]
        return ports[0]

    def _weight(self, tensor: Tensor, operation: Entry) -> Port:
        if operation.start is None:
            raise EditError(
                "“{node}” cannot be opened: its “{input}” is empty.", node=self._name, input=operation.label
            )
        draw = self._draws.get(operation.label, Draw(operation.label, operation.start))
        sizes = _sides(tensor)
        layer = Parameter(sizes=sizes, trainable=operation.learned, **_starting(draw))
        return self._add(layer, name=operation.label.replace(".", "_"))

    def _constant(self, sizes: tuple[int, ...], numbers: Sequence[float]) -> Port:
        return self._add(ConstantNumbers(sizes=sizes, numbers=" ".join(map(repr, numbers))))

    def _part(self, tensor: Tensor, operation: Part) -> Port:
        (whole,) = tensor.inputs
        if isinstance(whole.operation, scan.Scan):
            return self._scanned(whole, whole.operation)[operation.number]
        if not isinstance(whole.operation, axes.Split):
            return self._chain(whole, whole.operation)
        (source,) = whole.inputs
        rows, size = front(source.shape), tensor.shape[whole.operation.axis] or 0
        layer = Slice(
            axis=whole.operation.axis % source.rank - rows,
            start=size * operation.number,
            stop=size * (operation.number + 1),
        )
        return self._add(layer, self._port(source), name=tensor.name or "")

    def _product(self, tensor: Tensor, operation: elementwise.Multiply) -> Port:
        """A product with a random mask is dropout."""
        first, second = tensor.inputs
        if isinstance(second.operation, training_only.Mask):
            return self._add(Dropout(rate=second.operation.rate), self._port(first))
        return self._chain(tensor, operation)

    def _joined(self, tensor: Tensor, operation: axes.Concatenate) -> Port:
        return self._chain(tensor, operation) if len(tensor.inputs) > 1 else self._port(tensor.inputs[0])

    def _sigmoid(self, tensor: Tensor, operation: elementwise.Sigmoid) -> Port:
        """1 / (1 + e⁻ˣ)."""
        total = self._add(Add(), self._constant((), (1.0,)), self._power(tensor.inputs[0], -1.0))
        return self._add(Divide(), self._constant((), (1.0,)), total)

    def _tanh(self, tensor: Tensor, operation: elementwise.Tanh) -> Port:
        """(1 - e⁻²ˣ) / (1 + e⁻²ˣ)."""
        power, one = self._power(tensor.inputs[0], -2.0), self._constant((), (1.0,))
        return self._add(Divide(), self._add(Subtract(), one, power), self._add(Add(), one, power))

    def _power(self, tensor: Tensor, factor: float) -> Port:
        """e to the power of a multiple of a value, ``FULL`` at most. What is no number stays none."""
        source = self._add(Multiply(), self._port(tensor), self._constant((), (factor,)))
        full = self._constant((), (FULL,))
        return self._add(Exponential(), self._add(Where(), self._add(Subtract(), source, full), full, source))

    def _quotient(self, tensor: Tensor, operation: elementwise.Divide) -> Port:
        """What is centered and scaled by mean and variance of a batch: these are kept by one card."""
        centered = tensor.inputs[0].inputs
        batch = centered[-1].inputs[0] if centered and isinstance(centered[-1].operation, Part) else None
        if batch is None or not isinstance(batch.operation, training_only.Moments):
            return self._chain(tensor, operation)
        layer = BatchNorm(momentum=batch.operation.momentum, affine=False)
        return self._add(layer, self._port(batch.inputs[0]), name=tensor.name or "")

    def _choice(self, tensor: Tensor, operation: elementwise.Where) -> Port:
        condition, *others = tensor.inputs
        if not isinstance(condition.operation, elementwise.Greater):
            return self._chain(tensor, operation)
        first, second = condition.inputs
        above = self._port(first)
        if second.operation != Constant(0.0):
            above = self._add(Subtract(), above, self._port(second))
        return self._add(Where(), above, *map(self._port, others), name=tensor.name or "")

    def _repeated(self, tensor: Tensor, operation: axes.Repeat) -> Port:
        """An axis of one number behind the one that is repeated, times as many ones, and one axis of both."""
        (source,) = tensor.inputs
        behind = [size or 0 for size in source.shape[operation.axis + 1 :]]
        apart = [size or 0 for size in source.shape[front(source.shape) : operation.axis + 1]]
        wide = self._add(Reshape(sizes=(*apart, 1, *behind)), self._port(source))
        ones = self._constant((operation.times, *[1] * len(behind)), (1.0,))
        copies = self._add(Multiply(), wide, ones)
        return self._add(Reshape(sizes=_sides(tensor)), copies)

    def _rows(self, tensor: Tensor, operation: lookups.TakeRows) -> Port:
        matrix, numbers = tensor.inputs
        (source,) = numbers.inputs
        return self._add(TakeRows(), self._port(matrix), self._port(source))

    def _zeros(self, tensor: Tensor, operation: lookups.ZeroState) -> Port:
        """Zeros for each row: the first step of the sequence times zeros."""
        sequence, _ = tensor.inputs
        first = self._add(Slice(axis=0, start=0, keep=False), self._port(sequence))
        nothing = self._constant((sequence.shape[-1] or 0, tensor.shape[-1] or 0), (0.0,))
        return self._add(MatMul(), first, nothing, name="zeros")

    def _blend(self, tensor: Tensor, operation: lookups.Interpolation) -> Port:
        wide, side = _sides(tensor)
        shares = [_shares(row, operation.factor, side) for row in range(wide)]
        return self._constant((wide, side), [share for row in shares for share in row])

    def _scanned(self, whole: Tensor, operation: scan.Scan) -> tuple[Port, Port]:
        """The states after all moments, and the last one: a use of one block for each moment."""
        if id(whole) not in self._scans:
            self._scans[id(whole)] = self._unrolled(whole, operation.step)
        return self._scans[id(whole)]

    def _unrolled(self, whole: Tensor, step: scan.StepFunction) -> tuple[Port, Port]:
        sequence, *rest = whole.inputs
        states, constants = rest[: len(step.state)], rest[len(step.state) :]
        length = sequence.shape[1] or 0
        if length > LONGEST:
            raise EditError(
                "“{node}” reads {length} steps, which would be drawn one by one. It can be opened for sequences of at "
                "most {most}.",
                node=self._name,
                length=length,
                most=LONGEST,
            )
        use = self._step(step)
        now, fixed = [self._port(state) for state in states], [self._port(constant) for constant in constants]
        kept = []
        for moment in range(length):
            entering = self._add(Slice(axis=0, start=moment, keep=False), self._port(sequence))
            node = self._add(use, entering, *now, *fixed, name=f"step_{moment + 1}").node
            now = [Port(node, port) for port in use.output_ports()]
            kept.append(now[0])
        return self._stacked(kept, step.state[0].shape[-1] or 0), now[0]

    def _step(self, step: scan.StepFunction) -> BlockUse:
        """A use of the block that computes one step; all directions and levels of a layer use the same."""
        block = step.name
        inputs = {found.label: tensor for tensor, found in entries(*step.inputs)}
        states = list(inputs)[1 : 1 + len(step.state)]
        outputs = {f"new_{name}": tensor for name, tensor in zip(states, step.state, strict=True)}
        name = step.name.replace("_", " ")
        graph = _Drawing(name, {}).finished(inputs, outputs, {})
        definition = Block(name, graph, arranged(graph))
        if self._blocks.get(block, definition) != definition:
            block = free_id_of(self._blocks, block)
        self._blocks[block] = definition
        return BlockUse(block=block, definition=definition)

    def _stacked(self, states: Sequence[Port], width: int) -> Port:
        """States side by side along an axis of their own."""
        rows = [self._add(Reshape(sizes=(1, width)), state) for state in states]
        return self._add(Concatenate(inputs=len(rows), axis=0), *rows) if len(rows) > 1 else rows[0]


def _starting(draw: Draw) -> dict[str, Any]:
    """The settings of a parameter that starts so."""
    start, skipping = draw.start, {"turn": draw.turn, "skipped": draw.skipped, "skipped_kind": draw.skipped_kind}
    if start.kind == "typed":
        return {"start": "typed in", "start_typed": start.reach, **skipping}
    if start.kind == "zeros":
        return {"start": "zeros", **skipping}
    kind: Way = "constant" if start.kind == "ones" else start.kind
    return {"start": kind, "start_number": start.number, **skipping}


def _sides(tensor: Tensor) -> tuple[int, ...]:
    """The shape without the rows."""
    return tuple(size or 0 for size in tensor.shape[front(tensor.shape) :])


def _shares(row: int, factor: int, side: int) -> list[float]:
    """Of each number along a side, how much of it is in one number of the side that is made longer by blending."""
    at = min(max((row + 0.5) / factor - 0.5, 0.0), side - 1.0)
    below = int(at)
    shares = [0.0] * side
    shares[below] += 1.0 - (at - below)
    shares[min(below + 1, side - 1)] += at - below
    return shares
