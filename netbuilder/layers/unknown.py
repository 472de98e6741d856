"""Stand-ins: for a layer that this version does not know, and for what an imported network has and no layer does."""

from __future__ import annotations

from typing import Any, Self

from netbuilder.declaration import param
from netbuilder.layers.base import DECLARED, INPUT, OUTPUT, Category, Layer, Shape, numbered_inputs
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import Message, say


class UnknownLayer(Layer):
    """A layer of another version of NetBuilder. It is kept as it is, and cannot be trained here.

    ``inputs``, ``outputs``: the ports at which its wires end and start in the file.
    """

    title = "Unknown layer"
    category = Category.CORE
    stands_in = True

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

    def values(self) -> dict[str, Any]:
        """The parameters as the file has them, so that a block may promote them."""
        return dict(self.original_values)

    def with_(self, **changes: Any) -> Self:
        """A copy with some of them changed; what they allow is not known here."""
        return self.model_copy(update={"original_values": {**self.original_values, **changes}})

    def summary(self) -> str:
        return self.original_type


class Placeholder(Layer):
    """Something in an imported network that has no layer here. Replace it, or delete it.

    ``nearest_type``, ``nearest_values``: the layer that comes closest to it, empty where there is none.
    """

    type, title, category = "placeholder", "Placeholder", Category.CORE
    in_palette, stands_in = False, True

    what: str = param("", "What", help="What the imported network calls here.")
    reason: str = param("", "Reason", help="Why no layer is the same.")
    inputs: int = param(1, "Inputs", min=1, max=64)
    outputs: int = param(1, "Outputs", min=1, max=64)
    nearest_type: str = ""
    nearest_values: dict[str, Any] = {}

    def input_ports(self) -> tuple[str, ...]:
        return (INPUT,) if self.inputs == 1 else numbered_inputs(self.inputs)

    def output_ports(self) -> tuple[str, ...]:
        return (OUTPUT,) if self.outputs == 1 else tuple(f"{OUTPUT}_{number}" for number in range(1, self.outputs + 1))

    def port_label(self, name: str) -> Message:
        word, _, number = name.rpartition("_")
        return say("output {number}", number=number) if word == OUTPUT else super().port_label(name)

    def shape(self, *inputs: Any) -> Shape:
        raise ShapeError(
            "No layer computes “{what}”: {reason} Replace it by other layers, or delete it.",
            what=self.what,
            reason=self.reason,
            instead=self.nearest,
        )

    @property
    def nearest(self) -> Layer | None:
        """The layer that comes closest, or None."""
        kind = DECLARED.get(self.nearest_type)
        return kind.parse(self.nearest_values) if kind is not None else None

    def summary(self) -> str:
        return self.what
