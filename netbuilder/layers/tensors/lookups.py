"""Rows of a matrix, looked up by their number."""

from __future__ import annotations

from netbuilder.layers.base import Fixed, Shape, describe, numbered_inputs
from netbuilder.layers.calls import Call
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, Written
from netbuilder.operations import lookups
from netbuilder.operations.tensor import Tensor


class TakeRows(TensorOperation):
    """The rows of a matrix whose numbers come in, from 0: the first input is the matrix, the second the numbers."""

    type, title = "take_rows", "Take rows"

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(2)

    def shape(self, *inputs: Shape) -> Shape:
        matrix, numbers = inputs
        if not isinstance(matrix, Fixed) or len(matrix) != 2:
            raise ShapeError(
                "Its first input must be a matrix that is the same for all rows, such as a Parameter, but is {shape}.",
                shape=describe(matrix),
            )
        return type(numbers)((*numbers, matrix[1]))

    def torch(self, *inputs: Shape) -> Call:
        return Written("torch.nn.functional.embedding({1}.long(), {0})")

    def keras_call(self, *inputs: Shape) -> Call:
        return Written('keras.ops.take({0}, keras.ops.cast({1}, "int32"), axis=0)')

    def operations(self, *inputs: Tensor) -> Tensor:
        matrix, numbers = inputs
        return lookups.TakeRows()(matrix, lookups.WholeNumbers()(numbers))
