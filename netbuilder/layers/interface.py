"""Where values enter and leave a block: each is one port of the node that stands for the block elsewhere."""

from __future__ import annotations

from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Identity
from netbuilder.layers.shape_error import ShapeError
from netbuilder.operations.tensor import Tensor


class BlockInput(Layer):
    """Where a value enters a block."""

    type, title, category = "block_input", "Block input", Category.CORE
    role = "entry"
    in_palette = False

    def input_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self) -> Shape:
        raise ShapeError("It belongs inside a block. Use an Input here.")

    def torch(self) -> Call:
        return Identity()

    def keras(self) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x


class BlockOutput(Layer):
    """Where a value leaves a block."""

    type, title, category = "block_output", "Block output", Category.CORE
    role = "exit"
    in_palette = False
    keeps_values = True

    def output_ports(self) -> tuple[str, ...]:
        return ()

    def shape(self, x: Shape) -> Shape:
        return x

    def torch(self, x: Shape) -> Call:
        return Identity()

    def keras(self, x: Shape) -> Call:
        return Identity()

    def operations(self, x: Tensor) -> Tensor:
        return x
