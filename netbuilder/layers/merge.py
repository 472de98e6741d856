"""Merging: several branches of a network become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar, Self

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Fixed, Layer, Shape, describe, numbered_inputs
from netbuilder.layers.calls import Call, Function, Operator
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.core import Dense, Flatten
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import InTorchOrder, axes_of, first_axis, in_torch_order, repeated
from netbuilder.messages import say
from netbuilder.operations.axes import Concatenate as Joined
from netbuilder.operations.elementwise import Add as Plus
from netbuilder.operations.elementwise import Multiply as Times
from netbuilder.operations.tensor import Operation, Sizes, Tensor

MOST = 64


class Merge(Layer):
    """What merging layers share: as many ports as one asks for."""

    category = Category.MERGE

    inputs: int = param(2, "Inputs", min=2, max=MOST)

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(self.inputs)

    def with_another_port(self) -> Self | None:
        return self.with_(inputs=self.inputs + 1) if self.inputs < MOST else None


class Elementwise(Merge):
    """What merging number by number shares. A side of 1 is repeated, and so is a value without rows.

    ``symbol``: Python's operator; ``operation``: of two tensors.
    """

    takes_fixed = takes_single = True

    symbol: ClassVar[str]
    operation: ClassVar[Operation]

    def shape(self, *inputs: Shape) -> Shape:
        first, *others = inputs
        result = first
        for other in others:
            try:
                result = repeated(result, other)
            except ShapeError as error:
                if not first or isinstance(result, Fixed) or isinstance(other, Fixed):
                    raise
                fitting = Conv2D(filters=first[0], kernel=1) if len(first) == 3 else Dense(units=first[-1])
                raise ShapeError(
                    "It needs inputs of one shape, but gets {first} and {other}. "
                    "Give them one, for example by a {layer} layer before one of them.",
                    first=describe(result),
                    other=describe(other),
                    layer=say(fitting.title),
                    insert=fitting,
                ) from error
        return result

    def torch(self, *inputs: Shape) -> Call:
        return Operator(self.symbol)

    def keras(self, *inputs: Shape) -> Call:
        return in_torch_order(self.keras_call(*inputs), inputs, self.shape(*inputs), names_axes=False)

    def keras_call(self, *inputs: Shape) -> Call:
        """The call of Keras over inputs whose axes are in PyTorch's order where that matters."""
        return Operator(self.symbol)

    def operations(self, *inputs: Tensor) -> Tensor:
        return reduce(self.operation, inputs)


class Add(Elementwise):
    """Adds branches element by element, as a skip connection does."""

    type, title, symbol, operation = "add", "Add", "+", Plus()

    def keras_call(self, *inputs: Shape) -> Call:
        return KerasSum(inputs)


class Multiply(Elementwise):
    """Multiplies branches element by element, as a gate does."""

    type, title, symbol, operation = "multiply", "Multiply", "*", Times()


class Concatenate(Merge):
    """Puts the features (of images: the channels) of branches side by side, or another axis."""

    type, title = "concatenate", "Concatenate"
    takes_fixed = True
    brief: ClassVar[Mapping[str, Any]] = {"axis": None}

    axis: int | None = param(None, "Axis", min=0, max=7, help="0: the first of a row. Off: the features or channels.")

    def shape(self, *inputs: Shape) -> Shape:
        first, axis = inputs[0], self._axis(inputs[0])
        if not 0 <= axis < len(first):
            raise ShapeError(
                "There is no axis {axis} in {shape}: the first is 0. Choose another, or turn it off.",
                axis=axis,
                shape=describe(first),
            )
        for other in inputs[1:]:
            alike = type(other) is type(first) and len(other) == len(first)
            if not alike or _without(other, axis) != _without(first, axis):
                raise ShapeError(
                    "Its inputs may differ only in their number of features or channels, but are {first} and {other}. "
                    "Put a Flatten before each that is not one row of numbers."
                    if self.axis is None
                    else "Its inputs may differ only on axis {axis}, but are {first} and {other}.",
                    axis=axis,
                    first=describe(first),
                    other=describe(other),
                    insert=Flatten(),
                )
        return type(first)((*first[:axis], sum(shape[axis] for shape in inputs), *first[axis + 1 :]))

    def torch(self, *inputs: Shape) -> Call:
        return Function("torch.cat", packed=True, dim=self._axis(inputs[0]) + first_axis(inputs[0]))

    def keras(self, *inputs: Shape) -> Call:
        if isinstance(inputs[0], Fixed):
            return Function("keras.ops.concatenate", packed=True, axis=self._axis(inputs[0]))
        if self.axis is None:
            return Function("keras.layers.concatenate", packed=True)
        joined = Function("keras.layers.concatenate", packed=True, axis=self.axis + 1)
        return InTorchOrder(joined, inputs, self.shape(*inputs))

    def operations(self, *inputs: Tensor) -> Tensor:
        front = axes_of(inputs[0])
        return Joined(self._axis(inputs[0].shape[front:]) + front)(*inputs)

    def _axis(self, shape: Sizes) -> int:
        """The axis, counted without the rows."""
        return _axis(shape) if self.axis is None else self.axis


@dataclass(frozen=True)
class KerasSum:
    """A sum in Keras, which takes the second of two terms for a bias where its only long side is as long as the first
    term's last, wherever that side is (Keras 3.15 on TensorFlow): there, a function of the script adds."""

    shapes: tuple[Shape, ...]

    def creation(self) -> str | None:
        return None

    def expression(self, module: str, inputs: Sequence[str]) -> str:
        text, shape, plain = inputs[0], self.shapes[0], True
        for name, other in zip(inputs[1:], self.shapes[1:], strict=True):
            plain = _adds_as_it_reads(shape, other)
            text = f"{text} + {name}" if plain else f"repeating_sum({text}, {name})"
            shape = repeated(shape, other)
        return f"({text})" if plain else text


def _adds_as_it_reads(first: Shape, second: Shape) -> bool:
    """Whether Keras' sum of two terms is PyTorch's: alike, one number, or a bias in its place."""
    if not isinstance(second, Fixed):
        return second == first and not isinstance(first, Fixed)
    bias = len(second) == 1 and second[-1:] == first[-1:]
    return all(side == 1 for side in second) or bias or (tuple(first) == tuple(second) and isinstance(first, Fixed))


def _axis(shape: Sizes) -> int:
    """The axis of the features, counted without the batch."""
    return 0 if len(shape) == 3 else len(shape) - 1


def _without(shape: Shape, axis: int) -> tuple[int, ...]:
    return (*shape[:axis], *shape[axis + 1 :])
