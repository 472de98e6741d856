"""Operations as layers: for each operation that a layer is made of, the layers that compute it, one after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netbuilder.layers.activation import Sigmoid, Tanh
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.merge import Add, Concatenate, Multiply
from netbuilder.layers.tensors import arithmetic, arranging, matrices, reducing, sliding
from netbuilder.operations import axes, elementwise, reductions, windows
from netbuilder.operations import matrices as products
from netbuilder.operations.tensor import Operation, Sizes, Tensor

LOWEST = -1e12
"""What stands for minus infinity in padding: lower than what any network computes."""


def layers_for(tensor: Tensor) -> tuple[Layer, ...] | None:
    """The layers that compute a value from its inputs: the first gets these, each other one what the one before gives.

    None where there are no such layers, as for random masks.
    """
    sizes = tuple(source.shape for source in tensor.inputs)
    make = _MADE.get(type(tensor.operation))
    return None if make is None else make(tensor.operation, sizes, tensor.shape)


Make = Callable[[Any, tuple[Sizes, ...], Sizes], tuple[Layer, ...]]


def _plain(kind: type[Layer]) -> Make:
    return lambda operation, sizes, result: (kind(),)


def _reshaped(operation: Operation, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    return (Reshape(sizes=tuple(size or 0 for size in result[front(result) :])),)


def _turned(operation: axes.Transpose, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    rows = front(sizes[0])
    return (arranging.Permute(order=tuple(axis - rows for axis in operation.order[rows:])),)


def _part(operation: axes.Index, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    """A slice or a flip for each axis of which not all is taken, the last axes first: their numbers stay right."""
    rows = front(sizes[0])
    found: list[Layer] = []
    for axis, place in reversed(list(enumerate(operation.places))):
        if place == arranging.WHOLE:
            continue
        if isinstance(place, int):
            found.append(arranging.Slice(axis=axis - rows, start=place, keep=False))
            continue
        start, stop, step = place
        if step == -1:
            found.append(arranging.Flip(axis=axis - rows))
        else:
            found.append(arranging.Slice(axis=axis - rows, start=start or 0, stop=stop, step=step or 1))
    return tuple(found)


def _joined(operation: axes.Concatenate, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    return (Concatenate(inputs=len(sizes), axis=operation.axis % len(result) - front(result)),)


def _padded(operation: axes.Pad, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    first = len(result) - len(operation.sides) - front(result)
    number = max(operation.value, LOWEST)
    return tuple(
        arranging.Pad(axis=first + place, before=before, after=after, number=number)
        for place, (before, after) in enumerate(operation.sides)
        if before or after
    )


def _along(kind: type[reducing.Reducing]) -> Make:
    def make(operation: reductions.Along, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
        rows, rank = front(sizes[0]), len(sizes[0])
        wanted = sorted(axis % rank - rows for axis in operation.axes)
        if len(wanted) == rank - rows:
            return (kind(keep=operation.keep),)
        return tuple(kind(axis=axis, keep=operation.keep) for axis in reversed(wanted))

    return make


def _largest(operation: reductions.Along, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    """Several axes, if not all, are one first, so that all that are largest share the gradient evenly."""
    rows, rank = front(sizes[0]), len(sizes[0])
    wanted = sorted(axis % rank for axis in operation.axes)
    if len(wanted) in (1, rank - rows) or operation.keep:
        return _along(reducing.Max)(operation, sizes, result)
    merged = (*sizes[0][rows : wanted[0]], -1)
    return Reshape(sizes=tuple(size or 0 for size in merged)), reducing.Max(axis=wanted[0] - rows)


def _first_largest(operation: Operation, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    return (reducing.Max(axis=len(result) - front(result), ties="to the first"),)


def _windows(operation: windows.Windows, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    axis = operation.axis - front(result)
    return (sliding.Windows(axis=axis, size=operation.size, stride=operation.stride, dilation=operation.dilation),)


def _overlaid(operation: windows.Overlay, sizes: tuple[Sizes, ...], result: Sizes) -> tuple[Layer, ...]:
    return (sliding.Overlay(axis=operation.axis - front(result), stride=operation.stride, extra=operation.extra),)


def front(sizes: Sizes) -> int:
    """Where the axes of a row begin: behind the rows, if there are any."""
    return 1 if sizes and sizes[0] is None else 0


_MADE: Mapping[type[Operation], Make] = {
    elementwise.Add: _plain(Add),
    elementwise.Subtract: _plain(arithmetic.Subtract),
    elementwise.Multiply: _plain(Multiply),
    elementwise.Divide: _plain(arithmetic.Divide),
    elementwise.Square: _plain(arithmetic.Square),
    elementwise.Exp: _plain(arithmetic.Exponential),
    elementwise.Sin: _plain(arithmetic.Sine),
    elementwise.Cos: _plain(arithmetic.Cosine),
    elementwise.Log: _plain(arithmetic.Logarithm),
    elementwise.Sqrt: _plain(arithmetic.SquareRoot),
    elementwise.Abs: _plain(arithmetic.Absolute),
    elementwise.Erf: _plain(arithmetic.ErrorFunction),
    elementwise.Sigmoid: _plain(Sigmoid),
    elementwise.Tanh: _plain(Tanh),
    elementwise.Power: lambda operation, sizes, result: (arithmetic.Power(exponent=operation.exponent),),
    products.MatMul: _plain(matrices.MatMul),
    reductions.Sum: _along(reducing.Sum),
    reductions.Mean: _along(reducing.Mean),
    reductions.Peak: _along(reducing.Max),
    reductions.EvenMax: _largest,
    reductions.FirstMax: _first_largest,
    reductions.Expand: _reshaped,
    axes.Merge: _reshaped,
    axes.Rows: _reshaped,
    axes.SplitAxis: _reshaped,
    axes.Arrange: _reshaped,
    axes.Transpose: _turned,
    axes.Index: _part,
    axes.Concatenate: _joined,
    axes.Pad: _padded,
    windows.Windows: _windows,
    windows.Overlay: _overlaid,
}
"""How each operation is computed by layers; what needs more than a chain of them is drawn by ``project.opening``."""
