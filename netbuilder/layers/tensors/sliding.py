"""Windows that slide along an axis, as convolutions and pooling read them, and windows laid over each other again."""

from __future__ import annotations

from netbuilder.declaration import param
from netbuilder.layers.base import Shape, describe
from netbuilder.layers.calls import Call, Chain, Item, Method
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.operation import TensorOperation, Written, axes_of, first_axis, require_axis
from netbuilder.messages import Message, say
from netbuilder.operations import windows
from netbuilder.operations.tensor import Tensor


class Windows(TensorOperation):
    """Every window of numbers along an axis, which becomes two: the places of the window, and the numbers in it."""

    type, title = "sliding_windows", "Windows"

    axis: int = param(0, "Axis", min=0, max=7, help="The first axis of a row is 0.")
    size: int = param(3, "Size", min=1, max=1_000_000, help="How many numbers a window has.")
    stride: int = param(1, "Stride", min=1, max=1_000_000, help="How far a window is from the next.")
    dilation: int = param(1, "Dilation", min=1, max=1_000_000, help="How far the numbers in a window are apart.")

    def shape(self, x: Shape) -> Shape:
        require_axis(self.axis, x)
        if x[self.axis] < self._reach:
            raise ShapeError(
                "A window reaches over {reach} numbers, but axis {axis} has {side}. Choose a smaller size or dilation.",
                reach=self._reach,
                axis=self.axis,
                side=x[self.axis],
            )
        return type(x)((*x[: self.axis], self._places(x), self.size, *x[self.axis + 1 :]))

    def torch(self, x: Shape) -> Call:
        axis = self.axis + first_axis(x)
        parts: list[Call] = [Method("unfold", axis, self._reach, self.stride)]
        parts += [Item(f"..., ::{self.dilation}")] if self.dilation > 1 else []
        parts += [Method("movedim", -1, axis + 1)] if self.axis + 1 < len(x) else []
        return Chain(*parts)

    def keras_call(self, *inputs: Shape) -> Call:
        places = f"keras.ops.arange({self._places(inputs[0])})[:, None] * {self.stride}"
        numbers = f"keras.ops.arange({self.size}) * {self.dilation}"
        axis = self.axis + first_axis(inputs[0])
        return Written(f"keras.ops.take({{0}}, {places} + {numbers}, axis={axis})")

    def operations(self, x: Tensor) -> Tensor:
        return windows.Windows(self.axis + axes_of(x), self.size, self.stride, self.dilation)(x)

    @property
    def _reach(self) -> int:
        return self.dilation * (self.size - 1) + 1

    def _places(self, x: Shape) -> int:
        return (x[self.axis] - self._reach) // self.stride + 1

    def summary(self) -> Message:
        return say("{size} along axis {axis}", size=self.size, axis=self.axis)


class Overlay(TensorOperation):
    """Lays windows over each other and adds what meets: two axes, places and numbers, become one."""

    type, title = "overlaid_windows", "Overlay"

    axis: int = param(0, "Axis", min=0, max=7, help="That of the places; the numbers of a window are on the next.")
    stride: int = param(1, "Stride", min=1, max=1_000_000, help="How far a window is from the next.")
    extra: int = param(0, "Extra", min=0, max=1_000_000, help="How many zeros follow: fewer than the stride.")

    def shape(self, x: Shape) -> Shape:
        if self.axis + 1 >= len(x):
            raise ShapeError(
                "It needs axes {axis} and {next}, places and numbers of windows, but gets {shape}.",
                axis=self.axis,
                next=self.axis + 1,
                shape=describe(x),
            )
        if self.extra and self.extra >= self.stride:
            raise ShapeError("Its extra must be smaller than its stride of {stride}.", stride=self.stride)
        return type(x)((*x[: self.axis], self._side(x), *x[self.axis + 2 :]))

    def torch(self, x: Shape) -> Call:
        places, size = x[self.axis : self.axis + 2]
        axis, side = self.axis + first_axis(x), self._side(x)
        pairs = f"torch.reshape(torch.movedim({{0}}, ({axis + 1}, {axis}), (-2, -1)), (-1, {size}, {places}))"
        folded = f"torch.nn.functional.fold({pairs}, ({side}, 1), ({size}, 1), stride=({self.stride}, 1))"
        back = ", ".join(map(str, (*self._others(x), side)))
        return Written(f"torch.movedim(torch.reshape({folded}, ({back}{',' if ', ' not in back else ''})), -1, {axis})")

    def keras_call(self, *inputs: Shape) -> Call:
        (x,) = inputs
        (places, size), axis = x[self.axis : self.axis + 2], self.axis + first_axis(x)
        rest = ", ".join(map(str, (*self._others(x), places * size)))
        pairs = f"keras.ops.reshape(keras.ops.moveaxis({{0}}, ({axis}, {axis + 1}), (-2, -1)), ({rest}))"
        at = f"keras.ops.arange({places})[:, None] * {self.stride} + keras.ops.arange({size})"
        meets = f"keras.ops.reshape({at}, (-1, 1)) == keras.ops.arange({self._side(x)})"
        matrix = f'keras.ops.cast({meets}, "float32")'
        return Written(f"keras.ops.moveaxis(keras.ops.matmul({pairs}, {matrix}), -1, {axis})")

    def operations(self, x: Tensor) -> Tensor:
        return windows.Overlay(self.axis + axes_of(x), self.stride, self.extra)(x)

    def _side(self, x: Shape) -> int:
        places, size = x[self.axis : self.axis + 2]
        return (places - 1) * self.stride + size + self.extra

    def _others(self, x: Shape) -> tuple[int, ...]:
        """The sides of all other axes, the rows' among them."""
        return (*[-1] * first_axis(x), *x[: self.axis], *x[self.axis + 2 :])

    def summary(self) -> Message:
        return say("axis {axis}", axis=self.axis)
