"""What operations on tensors share as layers: their inputs may have rows or not, and are repeated as in PyTorch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from netbuilder.layers.base import Category, Fixed, Layer, Shape, describe, numbered_inputs, sizes_of
from netbuilder.layers.calls import Call
from netbuilder.layers.shape_error import ShapeError
from netbuilder.operations.reductions import broadcast
from netbuilder.operations.tensor import Operation, Sizes, Tensor


class TensorOperation(Layer):
    """An operation on tensors. Axes are counted within a row; of a value without rows, from its first axis.

    ``names_axes``: it matters to it which axis is which, as it does not number by number.
    """

    names_axes: ClassVar[bool] = True
    category = Category.OPERATIONS
    takes_fixed = takes_single = True

    def keras(self, *inputs: Shape) -> Call:
        return in_torch_order(self.keras_call(*inputs), inputs, self.shape(*inputs), self.names_axes)

    def keras_call(self, *inputs: Shape) -> Call:
        """The call of Keras over inputs whose axes are in PyTorch's order."""
        raise NotImplementedError


class Unary(TensorOperation):
    """An operation number by number. ``operation``: what it is; ``call``, ``keras_name``: PyTorch's and Keras' call."""

    names_axes = False
    operation: ClassVar[Operation]
    call: ClassVar[Call]
    keras_function: ClassVar[Call]

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return self.call

    def keras_call(self, *inputs: Shape) -> Call:
        return self.keras_function

    def operations(self, x: Tensor) -> Tensor:
        return self.operation(x)


class Binary(TensorOperation):
    """An operation of two inputs number by number; a side of 1, or one that is missing in front, is repeated."""

    names_axes = False
    operation: ClassVar[Operation]
    call: ClassVar[Call]
    keras_function: ClassVar[Call]

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(2)

    def shape(self, *inputs: Shape) -> Shape:
        return repeated(*inputs)

    def torch(self, *inputs: Shape) -> Call:
        return self.call

    def keras_call(self, *inputs: Shape) -> Call:
        return self.keras_function

    def operations(self, *inputs: Tensor) -> Tensor:
        return self.operation(*inputs)


@dataclass(frozen=True)
class Written:
    """A call written out over its inputs: ``Written("torch.where({0} > 0, {1}, {2})")``. Only declarations hold it."""

    text: str

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        return self.text.format(*inputs)


@dataclass(frozen=True)
class InTorchOrder:
    """A Keras call on values in PyTorch's order of axes, within a network whose images have their channels last."""

    call: Call
    inputs: tuple[Shape, ...]
    output: Shape

    def creation(self) -> str | None:
        return self.call.creation()

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        turned = [_turned(name, shape, (0, 3, 1, 2)) for name, shape in zip(inputs, self.inputs, strict=True)]
        return _turned(self.call.expression(module, turned), self.output, (0, 2, 3, 1))


def in_torch_order(call: Call, inputs: tuple[Shape, ...], output: Shape, names_axes: bool) -> Call:
    """A Keras call on values in PyTorch's order of axes, where that order matters.

    It does where an axis is named, and where an image meets a value without rows: that has its axes as they are drawn.
    """
    meets_fixed = any(isinstance(x, Fixed) and x for x in inputs) and any(map(_is_image, inputs))
    return InTorchOrder(call, inputs, output) if names_axes or meets_fixed else call


def _turned(text: str, shape: Shape, order: tuple[int, ...]) -> str:
    return f"keras.ops.transpose({text}, {order})" if _is_image(shape) else text


def _is_image(shape: Shape) -> bool:
    """Whether Keras has its channels last: a value without rows is no image of a row."""
    return len(shape) == 3 and not isinstance(shape, Fixed)


def repeated(*inputs: Shape) -> Shape:
    """The shape to which inputs are repeated number by number. Raises ShapeError where they do not fit."""
    try:
        return shape_of(broadcast(*map(sizes_of, inputs)))
    except ValueError as error:
        raise unlike(*inputs) from error


def unlike(first: Shape, *others: Shape) -> ShapeError:
    """The sentence for shapes that cannot be repeated to one."""
    other = next((shape for shape in others if not _fit(first, shape)), first)
    return ShapeError(
        "It cannot repeat {first} and {other} to one shape. Counted from the last, each two sides must be equal, or "
        "one of them 1, and rows must meet rows.",
        first=describe(first),
        other=describe(other),
    )


def _fit(first: Shape, second: Shape) -> bool:
    try:
        shape_of(broadcast(sizes_of(first), sizes_of(second)))
    except ValueError:
        return False
    return True


def shape_of(sizes: Sizes) -> Shape:
    """The shape on a wire of a tensor with these sizes. Raises ValueError where its rows do not come first."""
    if sizes and sizes[0] is None:
        rest = sizes[1:]
        if None in rest:
            raise ValueError("rows meet a side that is none of rows")
        return tuple(size or 0 for size in rest)
    if None in sizes:
        raise ValueError("the rows are not in front")
    return Fixed(size or 0 for size in sizes)


def first_axis(x: Any) -> int:
    """Where the axes of a row begin in the tensor: behind the rows, if it has any."""
    return 0 if isinstance(x, Fixed) else 1


def axes_of(x: Tensor) -> int:
    """The same of a tensor in a graph of operations."""
    return 1 if x.shape and x.shape[0] is None else 0


def require_axis(axis: int, x: Shape) -> None:
    """Raise ShapeError where a shape has no such axis."""
    if axis >= len(x):
        raise ShapeError("There is no axis {axis} in {shape}: the first is 0.", axis=axis, shape=describe(x))
