"""Layers as graphs of operations, ready to be printed: what enters, the weights, and what of them may be parameters."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from netbuilder.operations.scan import Scan, ScanBack
from netbuilder.operations.tensor import Constant, Entry, Tensor, entries, entry, ordered
from netbuilder.program.steps import Step

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

    @property
    def weights(self) -> list[tuple[Tensor, Entry]]:
        """The weights in the order in which they are read."""
        own = {id(tensor) for tensor in self.inputs.values()}
        return [pair for pair in entries(*self.outputs.values()) if id(pair[0]) not in own]

    @property
    def values(self) -> list[Tensor]:
        """Every value, each after what it reads."""
        return ordered(*self.outputs.values())

    @property
    def in_training(self) -> bool:
        """Whether it behaves otherwise while training."""
        return any(tensor.operation.in_training for tensor in self.values)


def opened(step: Step) -> OperationGraph:
    """The operations of a step that is a layer; inputs that are free are left out."""
    names = step.layer.input_ports()
    single = len(names) == 1
    inputs = {
        name: entry("x" if single else name, (None, *shape))
        for name, shape in zip(names, step.shapes, strict=True)
        if shape is not None
    }
    result = step.layer.operations(*inputs.values())
    ports = step.layer.output_ports()
    outputs = result if isinstance(result, Mapping) else {ports[0]: result}
    return OperationGraph(inputs, {port: outputs[port] for port in ports if port in step.used})


def structure(graph: OperationGraph) -> Hashable:
    """What two graphs must have in common to be printed as one function: all but sizes and free settings."""
    return (tuple(graph.inputs), tuple(graph.outputs), _outline(graph.values, tuple(graph.outputs.values())))


def _outline(values: Sequence[Tensor], outputs: Sequence[Tensor]) -> Hashable:
    number = {id(tensor): place for place, tensor in enumerate(values)}
    lines = tuple(
        (type(tensor.operation), tensor.name, _fixed(tensor), tuple(number[id(source)] for source in tensor.inputs))
        for tensor in values
    )
    return lines, tuple(number[id(tensor)] for tensor in outputs)


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
