"""Merging: several branches of a network become one."""

from __future__ import annotations

from functools import reduce
from typing import ClassVar, Self

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape, describe, numbered_inputs
from netbuilder.layers.calls import Call, Function, Operator
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.core import Dense, Flatten
from netbuilder.layers.shape_error import ShapeError
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
    """What merging number by number shares. A side of 1 is repeated.

    ``symbol``: Python's operator; ``operation``: of two tensors.
    """

    symbol: ClassVar[str]
    operation: ClassVar[Operation]

    def shape(self, *inputs: Shape) -> Shape:
        first, *others = inputs
        result = first
        for other in others:
            pairs = list(zip(result, other, strict=False))
            if len(other) != len(result) or any(a != b and 1 not in (a, b) for a, b in pairs):
                fitting = Conv2D(filters=first[0], kernel=1) if len(first) == 3 else Dense(units=first[-1])
                raise ShapeError(
                    "It needs inputs of one shape, but gets {first} and {other}. "
                    "Give them one, for example by a {layer} layer before one of them.",
                    first=describe(result),
                    other=describe(other),
                    layer=say(fitting.title),
                    insert=fitting,
                )
            result = tuple(b if a == 1 else a for a, b in pairs)
        return result

    def torch(self, *inputs: Shape) -> Call:
        return Operator(self.symbol)

    def keras(self, *inputs: Shape) -> Call:
        return Operator(self.symbol)

    def operations(self, *inputs: Tensor) -> Tensor:
        return reduce(self.operation, inputs)


class Add(Elementwise):
    """Adds branches element by element, as a skip connection does."""

    type, title, symbol, operation = "add", "Add", "+", Plus()


class Multiply(Elementwise):
    """Multiplies branches element by element, as a gate does."""

    type, title, symbol, operation = "multiply", "Multiply", "*", Times()


class Concatenate(Merge):
    """Puts the features (of images: the channels) of branches side by side."""

    type, title = "concatenate", "Concatenate"

    def shape(self, *inputs: Shape) -> Shape:
        first, axis = inputs[0], _axis(inputs[0])
        for other in inputs[1:]:
            if len(other) != len(first) or _without(other, axis) != _without(first, axis):
                raise ShapeError(
                    "Its inputs may differ only in their number of features or channels, but are {first} and {other}. "
                    "Put a Flatten before each that is not one row of numbers.",
                    first=describe(first),
                    other=describe(other),
                    insert=Flatten(),
                )
        return (*first[:axis], sum(shape[axis] for shape in inputs), *first[axis + 1 :])

    def torch(self, *inputs: Shape) -> Call:
        return Function("torch.cat", packed=True, dim=_axis(inputs[0]) + 1)

    def keras(self, *inputs: Shape) -> Call:
        return Function("keras.layers.concatenate", packed=True)

    def operations(self, *inputs: Tensor) -> Tensor:
        return Joined(_axis(inputs[0].shape[1:]) + 1)(*inputs)


def _axis(shape: Sizes) -> int:
    """The axis of the features, counted without the batch."""
    return 0 if len(shape) == 3 else len(shape) - 1


def _without(shape: Shape, axis: int) -> Shape:
    return shape[:axis] + shape[axis + 1 :]
