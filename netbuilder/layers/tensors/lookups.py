"""What becomes rows: those of a matrix, looked up by their number, and one value repeated for each row."""

from __future__ import annotations

from netbuilder.layers.base import Fixed, Shape, describe, numbered_inputs
from netbuilder.layers.calls import Call
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, Written
from netbuilder.operations import lookups
from netbuilder.operations.axes import ForEachRow
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
        # Of the matrix itself the optimizer would get a gradient for each time that a row is taken, not for each row.
        return Written('keras.ops.take(1.0 * {0}, keras.ops.cast({1}, "int32"), axis=0)')

    def operations(self, *inputs: Tensor) -> Tensor:
        matrix, numbers = inputs
        return lookups.TakeRows()(matrix, lookups.WholeNumbers()(numbers))


class Expand(TensorOperation):
    """Repeats its first input, such as a Parameter, for each row of the second: a class token, for example.

    Attention and Concatenate, which need rows, can then take it.
    """

    type, title = "expand_to_rows", "Expand"

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(2)

    def shape(self, *inputs: Shape) -> Shape:
        value, rows = inputs
        if not isinstance(value, Fixed):
            raise ShapeError(
                "Its first input must be the same for all rows, such as a Parameter, but {shape} comes for each row.",
                shape=describe(value),
            )
        if isinstance(rows, Fixed):
            raise ShapeError(
                "Its second input must come for each row, such as the Input, but {shape} is the same for all rows.",
                shape=describe(rows),
            )
        return tuple(value)

    def torch(self, *inputs: Shape) -> Call:
        sides = ", ".join(["{1}.shape[0]", *["-1"] * len(inputs[0])])
        return Written(f"{{0}}.expand({sides})")

    def keras_call(self, *inputs: Shape) -> Call:
        value, rows = inputs
        first = ", ".join([":", *["0"] * len(rows), *["None"] * len(value)])
        # The zeros come first: as many as the value is long, they would be taken for a bias (Keras 3.15 on TensorFlow).
        return Written(f'(keras.ops.zeros_like({{1}}[{first}], dtype="float32") + {{0}})')

    def operations(self, *inputs: Tensor) -> Tensor:
        return ForEachRow()(*inputs)
