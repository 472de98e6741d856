"""Layers as graphs of operations, ready to be printed: what enters, the weights, and what of them may be parameters."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from netbuilder.layers.base import Layer, Shape, sizes_of
from netbuilder.operations.elementwise import Elementwise
from netbuilder.operations.matrices import MatMul
from netbuilder.operations.scan import Scan, ScanBack, StepFunction
from netbuilder.operations.tensor import Constant, Entry, Sizes, Tensor, entries, entry, ordered

Slot = tuple[int, str]
"""A setting in a graph that a function may take as a parameter: the number of the value, the name of the setting."""


@dataclass(frozen=True, eq=False)
class OperationGraph:
    """``inputs``: what it is computed from; ``outputs``: by port, those used; ``fixed``: the inputs whose gradient
    nobody wants.
    """

    inputs: Mapping[str, Tensor]
    outputs: Mapping[str, Tensor]
    fixed: frozenset[str] = frozenset()

    @cached_property
    def weights(self) -> list[tuple[Tensor, Entry]]:
        """The weights in the order in which they are read."""
        own = {id(tensor) for tensor in self.inputs.values()}
        return [pair for pair in entries(*self.outputs.values()) if id(pair[0]) not in own]

    @cached_property
    def values(self) -> list[Tensor]:
        """Every value, each after what it reads."""
        return ordered(*self.outputs.values())

    @cached_property
    def structure(self) -> Hashable:
        """What two graphs must have in common to be printed as one function: all but sizes and free settings."""
        return tuple(self.inputs), tuple(self.outputs), _outline(self.values, tuple(self.outputs.values()))

    @cached_property
    def in_training(self) -> bool:
        """Whether it behaves otherwise while training."""
        return any(tensor.operation.in_training for tensor in self.values)


@lru_cache(maxsize=4096)
def opened(layer: Layer, shapes: tuple[Shape | None, ...], used: frozenset[str]) -> OperationGraph:
    """The operations of a layer for inputs of these shapes; those that are free (None) are left out.

    ``used``: the output ports that are wanted.
    """
    names = layer.input_ports()
    single = len(names) == 1
    inputs = {
        name: entry("x" if single else name, sizes_of(shape))
        for name, shape in zip(names, shapes, strict=True)
        if shape is not None
    }
    result = layer.operations(*inputs.values())
    ports = layer.output_ports()
    outputs = result if isinstance(result, Mapping) else {ports[0]: result}
    return OperationGraph(inputs, {port: outputs[port] for port in ports if port in used})


def weight_name(step: str, label: str) -> str:
    """What a weight is called in the whole network; one that is all of its layer by the layer's name."""
    return f"{step}.{label}" if label else step


def step_graph(step: StepFunction) -> OperationGraph:
    """What is repeated along a sequence, as a graph of its own; its constants are inputs like the others."""
    state = zip(step.inputs[1:], step.state, strict=False)
    return OperationGraph(
        {label_of(tensor): tensor for tensor in step.inputs},
        {f"new_{label_of(before)}": after for before, after in state},
    )


def label_of(tensor: Tensor) -> str:
    """What a value from outside is called. Raises TypeError for one that is computed."""
    if not isinstance(tensor.operation, Entry):
        raise TypeError("only a value from outside has a label")
    return tensor.operation.label


def _outline(values: Sequence[Tensor], outputs: Sequence[Tensor]) -> Hashable:
    number = {id(tensor): place for place, tensor in enumerate(values)}
    lines = tuple(
        (
            type(tensor.operation),
            tensor.name,
            _fixed(tensor),
            tuple(number[id(source)] for source in tensor.inputs),
            _repeats(tensor),
        )
        for tensor in values
    )
    return lines, tuple(number[id(tensor)] for tensor in outputs)


def _repeats(tensor: Tensor) -> Hashable:
    """Along which axes the inputs of an operation number by number, or of a product, are repeated."""
    if not isinstance(tensor.operation, Elementwise | MatMul) or len(tensor.inputs) < 2:
        return ()
    kept = 2 if isinstance(tensor.operation, MatMul) else 0
    return tuple(_repeated(source.shape, tensor.shape, kept) for source in tensor.inputs)


def _repeated(source: Sizes, whole: Sizes, kept: int) -> tuple[int, ...]:
    """The axes of the whole along which a source is repeated; the last ``kept`` never are."""
    missing = len(whole) - len(source)
    sides = zip(source[: len(source) - kept], whole[missing:], strict=False)
    return (missing, *(missing + axis for axis, (own, other) in enumerate(sides) if own == 1 and other != 1))


def _fixed(tensor: Tensor) -> Hashable:
    """The settings that are part of the text."""
    operation = tensor.operation
    if isinstance(operation, Entry):
        return operation.label
    if isinstance(operation, Scan | ScanBack):
        return operation.step.name
    free = free_settings(tensor)
    return tuple((name, value) for name, value in operation.settings().items() if name not in free)


def free_settings(tensor: Tensor) -> tuple[str, ...]:
    """The settings of its operation that may become parameters: of constants, only those that a layer sets."""
    operation = tensor.operation
    if isinstance(operation, Constant) and operation.label == "number":
        return ()
    return operation.free


def slots(graph: OperationGraph) -> Iterator[tuple[Slot, object]]:
    """Every free setting with its value."""
    for place, tensor in enumerate(graph.values):
        for name in free_settings(tensor):
            yield (place, name), tensor.operation.settings()[name]
