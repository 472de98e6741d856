"""A loss drawn by hand: where the targets enter, and where the number leaves that training makes small."""

from __future__ import annotations

from typing import Literal

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Fixed, Layer, Shape, describe
from netbuilder.layers.calls import Call, Identity
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.reducing import Mean
from netbuilder.operations.tensor import Tensor

TargetForm = Literal["as they are", "one-hot"]


class Target(Layer):
    """Where the targets of the data enter, for a loss that is drawn by hand. Predictions must not depend on it."""

    type, title, category = "target_input", "Target", Category.OPERATIONS
    role = "input"
    of_targets = True

    form: TargetForm = param(
        "as they are",
        "Form",
        help="As they are: the numbers to predict, or the number of the class, from 0. One-hot: 1 for the class of the "
        "row, 0 for the others.",
    )

    def input_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self) -> Shape:
        raise ShapeError("It takes its shape from the data. Choose data.")

    def torch(self) -> Call:
        return Identity()

    def keras(self) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x

    def summary(self) -> str:
        return self.form


class DrawnLoss(Layer):
    """What training makes small: one number, or one for each row, of which the mean counts."""

    type, title, category = "drawn_loss", "Loss", Category.OPERATIONS
    role = "output"
    minimized = takes_fixed = takes_single = keeps_values = True

    weight: float = param(1.0, "Loss weight", above=0.0, help="How much it counts, if there are several losses.")

    def shape(self, x: Shape) -> Shape:
        if len(x):
            raise ShapeError(
                "A loss is one number, or one for each row, but {shape} reach it. Put a Mean or a Sum before it.",
                shape=describe(x),
                insert=Mean(),
            )
        return Fixed() if isinstance(x, Fixed) else ()

    def torch(self, x: Shape) -> Call:
        return Identity()

    def keras(self, x: Shape) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x
