"""The derivative of a graph of operations with respect to what enters it, as a graph of operations again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netbuilder.operations.tensor import Part, Tensor, ordered


def gradient(outputs: Sequence[Tensor], upstream: Sequence[Tensor]) -> Mapping[int, Tensor]:
    """What each value contributes to the outputs, by the identity of the value, from what arrives at the outputs.

    Reverse mode: from the outputs back to what enters, each operation's declared derivative times what arrives; what
    arrives at a value by several ways is added (Griewank and Walther, Evaluating Derivatives, 3.2).
    """
    arriving: dict[int, Tensor] = {}
    known = {id(tensor) for tensor in ordered(*outputs, *upstream)}
    for output, first in zip(outputs, upstream, strict=True):
        _add(arriving, output, first)
    parts: dict[int, dict[int, Tensor]] = {}
    for tensor in reversed(ordered(*outputs)):
        if isinstance(tensor.operation, Part):
            parts.setdefault(id(tensor.inputs[0]), {})[tensor.operation.number] = tensor
            continue
        for source, slope in zip(tensor.inputs, _slopes(tensor, arriving, parts), strict=True):
            if slope is not None:
                _note_origin(slope, tensor, known)
                _add(arriving, source, slope)
    return arriving


def _note_origin(slope: Tensor, origin: Tensor, known: set[int]) -> None:
    """Note of every new value that it belongs to the derivative of ``origin``."""
    waiting = [slope]
    while waiting:
        tensor = waiting.pop()
        if id(tensor) not in known:
            known.add(id(tensor))
            tensor.origin = origin
            waiting.extend(tensor.inputs)


def _slopes(
    tensor: Tensor, arriving: Mapping[int, Tensor], parts: Mapping[int, Mapping[int, Tensor]]
) -> Sequence[Tensor | None]:
    nothing = [None] * len(tensor.inputs)
    if id(tensor) in parts:
        shapes = tensor.operation.shapes(*(source.shape for source in tensor.inputs))
        found = parts[id(tensor)]
        outputs = [found.get(at) or Tensor(Part(at), (tensor,), shape) for at, shape in enumerate(shapes)]
        slopes = [arriving.get(id(output)) for output in outputs]
        return nothing if all(slope is None for slope in slopes) else tensor.operation.derivatives(outputs, slopes)
    if id(tensor) not in arriving:
        return nothing
    return tensor.operation.derivative(tensor, arriving[id(tensor)])


def _add(arriving: dict[int, Tensor], tensor: Tensor, slope: Tensor) -> None:
    known = arriving.get(id(tensor))
    if known is None:
        arriving[id(tensor)] = slope
    elif slope.operation.operator == "negative":
        arriving[id(tensor)] = known - slope.inputs[0]
    else:
        arriving[id(tensor)] = known + slope
