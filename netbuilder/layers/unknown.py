"""A stand-in for a layer that this version does not know: it keeps what the file said and gives it back on saving."""

from __future__ import annotations

from typing import Any

from netbuilder.layers.base import INPUT, OUTPUT, Category, Layer, Shape
from netbuilder.layers.shape_error import ShapeError


class UnknownLayer(Layer):
    """A layer of another version of NetBuilder. It is kept as it is, and cannot be trained here.

    ``inputs``, ``outputs``: the ports at which its wires end and start in the file.
    """

    title = "Unknown layer"
    category = Category.CORE

    original_type: str
    original_values: dict[str, Any]
    inputs: tuple[str, ...] = (INPUT,)
    outputs: tuple[str, ...] = (OUTPUT,)

    def input_ports(self) -> tuple[str, ...]:
        return self.inputs

    def output_ports(self) -> tuple[str, ...]:
        return self.outputs

    def optional_inputs(self) -> frozenset[str]:
        return frozenset(self.input_ports())

    def shape(self, *inputs: Any) -> Shape:
        raise ShapeError(
            "This version of NetBuilder does not know the layer “{type}”. Install a newer version, or delete the node.",
            type=self.original_type,
        )

    def summary(self) -> str:
        return self.original_type
