"""Products that sum: of matrices, and of rows."""

from __future__ import annotations

from netbuilder.layers.base import Shape, describe, numbered_inputs, sizes_of
from netbuilder.layers.calls import Call, Chain, Function, Method, Operator
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, repeated, shape_of
from netbuilder.operations import matrices
from netbuilder.operations.reductions import Sum, broadcast
from netbuilder.operations.tensor import Tensor


class MatMul(TensorOperation):
    """The matrix product: each row of the first input times each column of the second, summed."""

    type, title = "matmul", "MatMul"

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(2)

    def shape(self, *inputs: Shape) -> Shape:
        first, second = map(sizes_of, inputs)
        if len(first) < 2 or len(second) < 2:
            raise ShapeError(
                "It needs two matrices, but gets {first} and {second}. For two rows of numbers, use a Dot.",
                first=describe(inputs[0]),
                second=describe(inputs[1]),
            )
        if first[-1] != second[-2] or first[-1] is None:
            raise ShapeError(
                "The last side of the first input must be as long as the last but one of the second, but they are "
                "{first} and {second}. Change one of them, or put a Permute before it.",
                first=describe(inputs[0]),
                second=describe(inputs[1]),
            )
        try:
            return shape_of((*broadcast(first[:-2], second[:-2]), first[-2], second[-1]))
        except ValueError as error:
            raise ShapeError(
                "Its inputs {first} and {second} have several matrices that do not pair up: before the last two, each "
                "two sides must be equal, or one of them 1, and rows must meet rows.",
                first=describe(inputs[0]),
                second=describe(inputs[1]),
            ) from error

    def torch(self, *inputs: Shape) -> Call:
        return Operator("@")

    def keras_call(self, *inputs: Shape) -> Call:
        return Function("keras.ops.matmul")

    def operations(self, *inputs: Tensor) -> Tensor:
        return matrices.MatMul()(*inputs)


class Dot(TensorOperation):
    """The products of two inputs number by number, summed along the last axis."""

    type, title = "dot", "Dot"
    takes_single = False

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(2)

    def shape(self, *inputs: Shape) -> Shape:
        sizes = sizes_of(repeated(*inputs))
        if not sizes or sizes[-1] is None:
            raise ShapeError("It sums along the last axis, but gets single numbers. Use a Multiply.")
        return shape_of(sizes[:-1])

    def torch(self, *inputs: Shape) -> Call:
        return Chain(Function("torch.mul"), Method("sum", dim=-1))

    def keras_call(self, *inputs: Shape) -> Call:
        return Chain(Function("keras.ops.multiply"), Function("keras.ops.sum", axis=-1))

    def operations(self, *inputs: Tensor) -> Tensor:
        first, second = inputs
        return Sum((-1,))(first * second)
