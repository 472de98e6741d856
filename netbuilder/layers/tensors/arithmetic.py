"""Arithmetic number by number; sums and products of several inputs are among the merging layers."""

from __future__ import annotations

from typing import ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.layers.base import Shape, numbered_inputs
from netbuilder.layers.calls import Call, Chain, Function, Method, Operator
from netbuilder.layers.tensors.operation import Binary, TensorOperation, Unary, Written, repeated
from netbuilder.operations import elementwise
from netbuilder.operations.elementwise import Compared
from netbuilder.operations.lookups import Floats
from netbuilder.operations.tensor import Tensor


class Subtract(Binary):
    """Subtracts the second input from the first, number by number."""

    type, title, operation = "subtract", "Subtract", elementwise.Subtract()
    call = keras_function = Operator("-")


class Divide(Binary):
    """Divides the first input by the second, number by number."""

    type, title, operation = "divide", "Divide", elementwise.Divide()
    call = keras_function = Operator("/")


class Square(Unary):
    """The square of each number."""

    type, title, operation, gives = "squared", "Square", elementwise.Square(), "positive"
    call, keras_function = Function("torch.square"), Function("keras.ops.square")


class SquareRoot(Unary):
    """The square root of each number."""

    type, title, operation = "square_root", "Square root", elementwise.Sqrt()
    call, keras_function = Function("torch.sqrt"), Function("keras.ops.sqrt")


class Exponential(Unary):
    """The exponential of each number."""

    type, title, operation, gives = "exp", "Exp", elementwise.Exp(), "positive"
    call, keras_function = Function("torch.exp"), Function("keras.ops.exp")


class Logarithm(Unary):
    """The natural logarithm of each number."""

    type, title, operation = "log", "Log", elementwise.Log()
    call, keras_function = Function("torch.log"), Function("keras.ops.log")


class Sine(Unary):
    """The sine of each number, in radians: an activation for periodic data."""

    type, title, operation = "sine_wave", "Sine", elementwise.Sin()
    call, keras_function = Function("torch.sin"), Function("keras.ops.sin")


class Cosine(Unary):
    """The cosine of each number, in radians."""

    type, title, operation = "cosine_wave", "Cosine", elementwise.Cos()
    call, keras_function = Function("torch.cos"), Function("keras.ops.cos")


class Absolute(Unary):
    """Each number without its sign."""

    type, title, operation, gives = "abs", "Abs", elementwise.Abs(), "positive"
    call, keras_function = Function("torch.abs"), Function("keras.ops.abs")


class ErrorFunction(Unary):
    """The error function of each number, from -1 to 1: what the bell curve adds up to, as GELU needs it."""

    type, title, operation = "error_function", "Erf", elementwise.Erf()
    call, keras_function = Function("torch.erf"), Function("keras.ops.erf")


class Power(TensorOperation):
    """Each number to a power."""

    type, title = "power", "Power"
    names_axes = False

    exponent: float = param(2.0, "Exponent", min=-10.0, max=10.0)

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Function("torch.pow", self.exponent)

    def keras_call(self, *inputs: Shape) -> Call:
        return Function("keras.ops.power", self.exponent)

    def operations(self, x: Tensor) -> Tensor:
        return elementwise.Power(self.exponent)(x)

    def summary(self) -> str:
        return f"{self.exponent:g}"


class Step(TensorOperation):
    """1 where a number is above 0, and 0 elsewhere. Its derivative is 0: nothing before it learns through it."""

    type, title, gives = "step_function", "Step", "unit"
    names_axes = False

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Chain(Function("torch.gt", 0), Method("float"))

    def keras_call(self, *inputs: Shape) -> Call:
        return Chain(Function("keras.ops.greater", 0), Function("keras.ops.cast", "float32"))

    def operations(self, x: Tensor) -> Tensor:
        return Floats()(x > 0)


class Compare(Binary):
    """1 where two inputs are related like this, and 0 elsewhere. Its derivative is 0."""

    type, title, gives = "comparison", "Compare", "unit"
    names: ClassVar[dict[str, tuple[str, str]]] = {
        ">": ("gt", "greater"),
        "≥": ("ge", "greater_equal"),
        "<": ("lt", "less"),
        "≤": ("le", "less_equal"),
        "=": ("eq", "equal"),
    }

    relation: Literal[">", "≥", "<", "≤", "="] = param(">", "Relation", help="Of the first input to the second.")

    def torch(self, *inputs: Shape) -> Call:
        return Chain(Function(f"torch.{self.names[self.relation][0]}"), Method("float"))

    def keras_call(self, *inputs: Shape) -> Call:
        return Chain(Function(f"keras.ops.{self.names[self.relation][1]}"), Function("keras.ops.cast", "float32"))

    def operations(self, *inputs: Tensor) -> Tensor:
        return Floats()(Compared({"≥": ">=", "≤": "<=", "=": "=="}.get(self.relation, self.relation))(*inputs))

    def summary(self) -> str:
        return self.relation


class Where(TensorOperation):
    """The second input where the first is above 0, the third elsewhere. The gradient goes to the one that was taken."""

    type, title = "where_above", "Where"
    names_axes = False
    text: ClassVar[str] = "where({0} > 0, {1}, {2})"

    def input_ports(self) -> tuple[str, ...]:
        return numbered_inputs(3)

    def shape(self, *inputs: Shape) -> Shape:
        return repeated(*inputs)

    def torch(self, *inputs: Shape) -> Call:
        return Written(f"torch.{self.text}")

    def keras_call(self, *inputs: Shape) -> Call:
        return Written(f"keras.ops.{self.text}")

    def operations(self, *inputs: Tensor) -> Tensor:
        condition, first, second = inputs
        return elementwise.Where()(condition > 0, first, second)
