"""A stand-in for a layer that this version does not know: it keeps what the file said and gives it back on saving."""

from __future__ import annotations

from typing import Any

from netbuilder.errors import ShapeError
from netbuilder.layers.base import Category, Layer, Shape, numbered_ports


class UnknownLayer(Layer):
    """A layer of another version of NetBuilder. It is kept as it is, and cannot be trained here."""

    title = "Unknown layer"
    category = Category.CORE

    original_type: str
    original_values: dict[str, Any]
    port_count: int = 1

    def ports(self) -> tuple[str, ...]:
        return numbered_ports(self.port_count) if self.port_count > 1 else ("input",)

    def optional_ports(self) -> frozenset[str]:
        return frozenset(self.ports())

    def shape(self, *inputs: Any) -> Shape:
        raise ShapeError(
            "This version of NetBuilder does not know the layer “{type}”. Install a newer version, or delete the node.",
            type=self.original_type,
        )

    def summary(self) -> str:
        return self.original_type
