"""The same numbers arranged otherwise: axes in another order, and part of an axis."""

from __future__ import annotations

from typing import Any

from netbuilder.declaration import param
from netbuilder.layers.base import Shape, describe
from netbuilder.layers.calls import Call, Function, Item, Method
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, axes_of, first_axis
from netbuilder.operations.axes import Index, Transpose, index_text
from netbuilder.operations.tensor import Tensor

WHOLE = (None, None, None)


class Permute(TensorOperation):
    """Puts the axes of each row into another order."""

    type, title = "permute_axes", "Permute"
    keeps_values = True

    order: tuple[int, ...] = param(
        (1, 0), "Order", help="Which axis comes first, second, …: 1, 0 turns a matrix over. The first axis is 0."
    )

    def shape(self, x: Shape) -> Shape:
        if not x or sorted(self.order) != list(range(len(x))):
            raise ShapeError(
                "Its order must name each of the {count} axes of {shape} once, from 0 on, but is {order}.",
                count=len(x),
                shape=describe(x),
                order=", ".join(map(str, self.order)),
            )
        return type(x)(x[axis] for axis in self.order)

    def torch(self, x: Shape) -> Call:
        return Method("permute", *self._whole(first_axis(x)))

    def keras_call(self, *inputs: Shape) -> Call:
        return Function("keras.ops.transpose", self._whole(1))

    def operations(self, x: Tensor) -> Tensor:
        return Transpose(self._whole(axes_of(x)))(x)

    def _whole(self, front: int) -> tuple[int, ...]:
        return (*range(front), *(axis + front for axis in self.order))

    def summary(self) -> str:
        return ", ".join(map(str, self.order))


class Slice(TensorOperation):
    """Takes a part of one axis."""

    type, title = "slice_axis", "Slice"
    keeps_values = True

    axis: int = param(0, "Axis", min=0, max=7, help="The first axis of a row is 0.")
    start: int = param(0, "Start", min=-1_000_000, max=1_000_000, help="Below 0: counted from the end.")
    stop: int | None = param(
        None, "Stop", min=-1_000_000, max=1_000_000, help="The first place that is left out. Off: to the end."
    )
    step: int = param(1, "Step", min=1, max=1000)
    keep: bool = param(True, "Keep the axis", help="Off: takes the place at the start alone, and the axis goes.")

    def shape(self, x: Shape) -> Shape:
        if self.axis >= len(x):
            raise ShapeError("There is no axis {axis} in {shape}: the first is 0.", axis=self.axis, shape=describe(x))
        side = x[self.axis]
        count = len(range(side)[self._place]) if self.keep else int(-side <= self.start < side)
        if not count:
            raise ShapeError(
                "Nothing is left of the {side} places of axis {axis}. Choose another start or stop.",
                side=side,
                axis=self.axis,
            )
        return type(x)((*x[: self.axis], *([count] if self.keep else []), *x[self.axis + 1 :]))

    def torch(self, x: Shape) -> Call:
        return Item(index_text(self._places(first_axis(x))))

    def keras_call(self, *inputs: Shape) -> Call:
        return Item(index_text(self._places(1)))

    def operations(self, x: Tensor) -> Tensor:
        return Index(self._places(axes_of(x)))(x)

    @property
    def _place(self) -> slice:
        return slice(self.start, self.stop, self.step)

    def _places(self, front: int) -> tuple[Any, ...]:
        """The index as ``Index`` takes it; ``front``: how many axes of rows there are."""
        part = (self.start or None, self.stop, self.step if self.step > 1 else None)
        return (*[WHOLE] * (front + self.axis), part if self.keep else self.start)

    def idle_parameters(self) -> frozenset[str]:
        return frozenset() if self.keep else frozenset({"stop", "step"})

    def summary(self) -> str:
        return index_text((self._places(0)[-1],))
