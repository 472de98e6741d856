"""The layers that every network has: where data enter and leave, dense layers, and changes of shape."""

from __future__ import annotations

import math
from typing import Self

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Fixed, Layer, Shape, describe
from netbuilder.layers.calls import Call, Carried, Function, Identity, Method, Module
from netbuilder.layers.keras_calls import SAME, channels_last, in_channels_first, reordered, to_channels_last, with_bias
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import Biased
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Arrange, Merge
from netbuilder.operations.tensor import Tensor, uniform, weight
from netbuilder.operations.training_only import Mask


class Input(Layer):
    """Where the features of the data enter the network."""

    type, title, category = "input", "Input", Category.CORE
    role = "input"

    sizes: tuple[int, ...] = param(
        (), "Shape", help="Empty: the shape of the chosen data. Otherwise, for example, 3, 32, 32."
    )
    columns: str = param(
        "", "Columns", help="Which features enter here: empty for all, a range such as 0:2, or a list such as 0, 3."
    )

    def input_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self) -> Shape:
        if not self.sizes:
            raise ShapeError("It takes its shape from the data. Choose data, or set its shape.")
        if min(self.sizes) < 1:
            raise ShapeError("Every size must be at least 1, but the shape is {shape}.", shape=describe(self.sizes))
        return self.sizes

    def torch(self) -> Call:
        return Identity()

    def keras(self) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x

    def summary(self) -> Message | str:
        return say("columns {columns}", columns=self.columns) if self.columns else ""


class Dense(Biased):
    """Every output is a weighted sum of all inputs; in a sequence, at each step separately."""

    type, title, category = "dense", "Dense", Category.CORE
    width = "units"

    units: int = param(32, "Units", min=1, max=1_000_000)
    bias: bool = param(True, "Bias")

    def shape(self, x: Shape) -> Shape:
        return (*row_or_sequence(x)[:-1], self.units)

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Linear", x[-1], self.units, **({} if self.bias else {"bias": False}))

    def keras(self, x: Shape) -> Call:
        given = {} if self.bias else {"use_bias": False}
        return Module("keras.layers.Dense", self.units, **given).spreading("uniform", x[-1])

    def keras_weights(self, x: Shape) -> Carried:
        return with_bias(SAME, self.bias)

    def operations(self, x: Tensor) -> Tensor:
        features = row_shape(x)[-1]
        product = x @ weight("weight", (self.units, features), uniform(features)).T
        return product + weight("bias", (self.units,), uniform(features)) if self.bias else product

    def parameter_count(self, x: Shape) -> int:
        return self.units * (x[-1] + self.bias)

    def summary(self) -> Message:
        return say("{units} units", units=self.units) if self.units != 1 else say("1 unit")


class Flatten(Layer):
    """Turns an image or a sequence into one long row of numbers."""

    type, title, category = "flatten", "Flatten", Category.CORE
    keeps_values = True

    def shape(self, x: Shape) -> Shape:
        return (math.prod(x),)

    def torch(self, x: Shape) -> Call:
        return Function("torch.flatten", start_dim=1)

    def keras(self, x: Shape) -> Call:
        return in_channels_first(x, Module("keras.layers.Flatten"))

    def operations(self, x: Tensor) -> Tensor:
        return Merge(1)(x)


class Reshape(Layer):
    """Arranges the same numbers in a different shape."""

    type, title, category = "reshape", "Reshape", Category.CORE
    keeps_values = takes_single = takes_fixed = True

    sizes: tuple[int, ...] = param((1, 8, 8), "Shape", help="One size may be -1: it is then computed.")

    def shape(self, x: Shape) -> Shape:
        total, unknown = math.prod(x), self.sizes.count(-1)
        known = math.prod(size for size in self.sizes if size != -1)
        if not self.sizes or unknown > 1 or any(size < 1 and size != -1 for size in self.sizes):
            raise ShapeError("Its shape must be whole numbers of at least 1, with at most one -1.")
        if total % known or (not unknown and total != known):
            raise ShapeError(
                "It cannot arrange {total} numbers as {shape}. Choose sizes whose product is {total}.",
                total=total,
                shape=describe(self.sizes),
            )
        found = (total // known if size == -1 else size for size in self.sizes)
        return Fixed(found) if isinstance(x, Fixed) else tuple(found)

    def torch(self, x: Shape) -> Call:
        rows = () if isinstance(x, Fixed) else (-1,)
        return Method("reshape", *rows, *(self.shape(x) if -1 in self.sizes else self.sizes))

    def keras(self, x: Shape) -> Call:
        wanted = self.shape(x)
        if isinstance(x, Fixed):
            return Function("keras.ops.reshape", wanted)
        sizes = wanted if reordered(wanted) else channels_last(wanted)
        return to_channels_last(wanted, in_channels_first(x, Module("keras.layers.Reshape", sizes)))

    def operations(self, x: Tensor) -> Tensor:
        if None in x.shape:
            return Arrange(self.shape(row_shape(x)))(x)
        return Arrange(self.shape(Fixed(size or 0 for size in x.shape))[1:])(x)

    def summary(self) -> str:
        return describe(self.sizes)


class Dropout(Layer):
    """Sets a random share of the numbers to zero during training, so that the network cannot rely on a few of them."""

    type, title, category = "dropout", "Dropout", Category.CORE
    purpose = "silencing"
    differs_in_training = True

    rate: float = param(0.5, "Rate", min=0.0, below=1.0, help="The share of numbers that are set to zero.")

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Dropout", self.rate)

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.Dropout", self.rate)

    def operations(self, x: Tensor) -> Tensor:
        return x * Mask(self.rate)(x)

    def without_chance(self) -> Self:
        return self.with_(rate=0.0)

    def summary(self) -> str:
        return f"{self.rate:g}"


class Output(Layer):
    """Where the output of the network leaves, to be compared with the target."""

    type, title, category = "output", "Output", Category.CORE
    role = "output"
    keeps_values = True

    weight: float = param(
        1.0,
        "Loss weight",
        min=0.0,
        help="How much this output counts in the loss, if there are several. 0: it is measured, but not learned.",
    )

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Identity()

    def keras(self, x: Shape) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x


def row_shape(x: Tensor) -> Shape:
    """The shape of one row of a tensor of shape (rows, …)."""
    return tuple(size or 0 for size in x.shape[1:])


def row_or_sequence(x: Shape) -> Shape:
    """The shape itself. Raises ShapeError where it is neither a row of numbers nor a sequence."""
    if len(x) in (1, 2):
        return x
    raise ShapeError(
        "It needs a row of numbers or a sequence (length × features), but gets {shape}. Put a Flatten before it.",
        shape=describe(x),
        insert=Flatten(),
    )
