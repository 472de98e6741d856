"""Many numbers become one: their sum, their mean, the largest of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.layers.base import Shape, describe, sizes_of
from netbuilder.layers.calls import Call, Chain, Function, Identity, Item, Method
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, Written, axes_of, first_axis, shape_of
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Transpose
from netbuilder.operations.reductions import Along, EvenMax, Expand, FirstMax, without
from netbuilder.operations.reductions import Mean as Average
from netbuilder.operations.reductions import Sum as Total
from netbuilder.operations.tensor import Tensor


class Reducing(TensorOperation):
    """What sums, means and largest numbers share: along which axis. ``method``: PyTorch's; ``name``: Keras' own."""

    operation: ClassVar[type[Along]]
    method: ClassVar[str]
    name: ClassVar[str]

    axis: int | None = param(None, "Axis", min=0, max=7, help="0: the first of a row. Off: all numbers of each row.")
    keep: bool = param(False, "Keep the axis", help="The axis stays, with one number on it.")

    def shape(self, x: Shape) -> Shape:
        if self.axis is not None and self.axis >= len(x):
            raise ShapeError(
                "There is no axis {axis} in {shape}: the first is 0. Choose another, or turn it off for all numbers.",
                axis=self.axis,
                shape=describe(x),
            )
        axes = self._axes(len(x), first_axis(x))
        return shape_of(without(sizes_of(x), axes, self.keep)) if axes else x

    def torch(self, x: Shape) -> Call:
        axes = self._axes(len(x), first_axis(x))
        if not axes:
            return Identity()
        kept = {"keepdim": True} if self.keep else {}
        return Method(self.method, dim=axes[0] if len(axes) == 1 else axes, **kept)

    def keras_call(self, *inputs: Shape) -> Call:
        (x,) = inputs
        axes = self._axes(len(x), first_axis(x))
        if not axes:
            return Identity()
        kept = {"keepdims": True} if self.keep else {}
        return Function(f"keras.ops.{self.name}", axis=axes[0] if len(axes) == 1 else axes, **kept)

    def operations(self, x: Tensor) -> Tensor:
        front = axes_of(x)
        axes = self._axes(x.rank - front, front)
        return self.operation(axes, self.keep)(x) if axes else x

    def _axes(self, rank: int, front: int) -> tuple[int, ...]:
        """The axes of the tensor; ``front``: how many axes of rows it has."""
        return tuple(range(front, front + rank)) if self.axis is None else (self.axis + front,)

    def summary(self) -> Message | str:
        return say("axis {axis}", axis=self.axis) if self.axis is not None else ""


class Sum(Reducing):
    """The sum of all numbers of a row, or along one axis."""

    type, title, operation, method, name = "tensor_sum", "Sum", Total, "sum", "sum"


class Mean(Reducing):
    """The mean of all numbers of a row, or along one axis."""

    type, title, operation, method, name = "tensor_mean", "Mean", Average, "mean", "mean"


class Max(Reducing):
    """The largest number of a row, or along one axis."""

    type, title, operation, method, name = "tensor_max", "Max", EvenMax, "amax", "max"
    brief: ClassVar[Mapping[str, Any]] = {"ties": "shared"}

    ties: Literal["shared", "to the first"] = param(
        "shared",
        "Ties",
        help="To which of several largest numbers the gradient goes: each gets an equal share, or the first all of it. "
        "The first can be chosen along one axis.",
    )

    def torch(self, x: Shape) -> Call:
        if not self._to_the_first:
            return super().torch(x)
        kept = {"keepdim": True} if self.keep else {}
        return Chain(Method("max", dim=self.axis_of(x), **kept), Item(0))

    def keras_call(self, *inputs: Shape) -> Call:
        if not self._to_the_first:
            return super().keras_call(*inputs)
        axis = self.axis_of(inputs[0])
        places = f"keras.ops.argmax({{0}}, axis={axis}, keepdims=True)"
        taken = f"keras.ops.take_along_axis({{0}}, {places}, axis={axis})"
        return Written(taken if self.keep else f"keras.ops.squeeze({taken}, axis={axis})")

    def operations(self, x: Tensor) -> Tensor:
        if not self._to_the_first:
            return super().operations(x)
        (axis,) = self._axes(0, axes_of(x))
        others = [other for other in range(x.rank) if other != axis]
        largest = FirstMax()(x if axis == x.rank - 1 else Transpose((*others, axis))(x))
        return Expand((axis,))(largest) if self.keep else largest

    def axis_of(self, x: Shape) -> int:
        """The axis of the whole tensor, where one is chosen."""
        return self._axes(len(x), first_axis(x))[0]

    def idle_parameters(self) -> frozenset[str]:
        return frozenset({"ties"}) if self.axis is None else frozenset()

    @property
    def _to_the_first(self) -> bool:
        return self.ties == "to the first" and self.axis is not None
