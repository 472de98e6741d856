"""The same numbers arranged otherwise: axes in another order, turned around, cut, and made longer."""

from __future__ import annotations

from typing import Any

from netbuilder.declaration import param
from netbuilder.layers.base import Shape, describe
from netbuilder.layers.calls import Call, Function, Item, Method
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, axes_of, first_axis, require_axis
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Index, Transpose, index_text, reversed_along
from netbuilder.operations.axes import Pad as Padded
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
        return Function("keras.ops.transpose", self._whole(first_axis(inputs[0])))

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
        require_axis(self.axis, x)
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
        places = self._places(first_axis(inputs[0]))
        alone = len(places) == 1 and self.keep  # Keras takes no slice that stands alone
        return Item(f"{index_text(places)}, ..." if alone else index_text(places))

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


class Flip(TensorOperation):
    """Turns one axis around: the last number comes first."""

    type, title = "flip_axis", "Flip"
    keeps_values = True

    axis: int = param(0, "Axis", min=0, max=7, help="The first axis of a row is 0.")

    def shape(self, x: Shape) -> Shape:
        require_axis(self.axis, x)
        return x

    def torch(self, x: Shape) -> Call:
        return Method("flip", self.axis + first_axis(x))

    def keras_call(self, *inputs: Shape) -> Call:
        return Function("keras.ops.flip", axis=self.axis + first_axis(inputs[0]))

    def operations(self, x: Tensor) -> Tensor:
        return reversed_along(x, self.axis + axes_of(x))

    def summary(self) -> Message:
        return say("axis {axis}", axis=self.axis)


class Pad(TensorOperation):
    """Adds a number at the ends of one axis."""

    type, title = "pad_axis", "Pad"

    axis: int = param(0, "Axis", min=0, max=7, help="The first axis of a row is 0.")
    before: int = param(1, "Before", min=0, max=1_000_000, help="How many are added at the start.")
    after: int = param(1, "After", min=0, max=1_000_000, help="How many are added at the end.")
    number: float = param(0.0, "Number", min=-1e12, max=1e12, help="What is added.")

    def shape(self, x: Shape) -> Shape:
        require_axis(self.axis, x)
        longer = x[self.axis] + self.before + self.after
        return type(x)((*x[: self.axis], longer, *x[self.axis + 1 :]))

    def torch(self, x: Shape) -> Call:
        ends = (0, 0) * (len(x) - self.axis - 1) + (self.before, self.after)
        if not self.number:
            return Function("torch.nn.functional.pad", ends)
        return Function("torch.nn.functional.pad", ends, value=self.number)

    def keras_call(self, *inputs: Shape) -> Call:
        (x,) = inputs
        sides = tuple((self.before, self.after) if axis == self.axis else (0, 0) for axis in range(len(x)))
        rows = ((0, 0),) * first_axis(x)
        return Function("keras.ops.pad", (*rows, *sides), constant_values=self.number)

    def operations(self, x: Tensor) -> Tensor:
        behind = x.rank - axes_of(x) - self.axis - 1
        return Padded(((self.before, self.after), *[(0, 0)] * behind), self.number)(x)

    def summary(self) -> Message:
        return say("axis {axis}", axis=self.axis)
