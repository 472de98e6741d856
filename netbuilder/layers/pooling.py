"""Pooling: makes sequences and images smaller by summing up neighbourhoods, and larger by repeating them."""

from __future__ import annotations

from typing import ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.layers.base import Category, Layer, Shape
from netbuilder.layers.calls import Call, Chain, Function, Method, Module
from netbuilder.layers.convolution import places
from netbuilder.layers.keras_calls import padded
from netbuilder.layers.kinds import image, sequence_or_image
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Merge, Pad, Repeat, Transpose
from netbuilder.operations.lookups import Interpolation
from netbuilder.operations.reductions import EvenMax, FirstMax, Mean
from netbuilder.operations.tensor import Tensor
from netbuilder.operations.windows import Windows


class Pooling(Layer):
    """What pooling layers share. ``path``, ``keras_path``: the modules without the number of their sides.

    ``border``: the number that padding adds.
    """

    category = Category.POOLING
    path: ClassVar[str]
    keras_path: ClassVar[str]
    border: ClassVar[float] = 0.0

    size: int = param(2, "Window size", min=1, max=1000)
    stride: int | None = param(None, "Stride", min=1, max=1000, help="Empty: the same as the window size.")
    padding: int = param(0, "Padding", min=0, max=500, help="How many numbers are added at each border.")

    def shape(self, x: Shape) -> Shape:
        sequence_or_image(x)
        if self.padding > self.size // 2:
            raise ShapeError("Its padding may be at most half of its window size of {size}.", size=self.size)
        if len(x) == 2:
            return self._places(x[0]), x[1]
        return x[0], self._places(x[1]), self._places(x[2])

    def torch(self, x: Shape) -> Call:
        changed = {}
        if self.stride is not None:
            changed["stride"] = self.stride
        if self.padding:
            changed["padding"] = self.padding
        module = Module(f"{self.path}{len(x) - 1}d", self.size, **changed)
        swap = Method("transpose", 1, 2)
        return module if len(x) == 3 else Chain(swap, module, swap)

    def keras(self, x: Shape) -> Call:
        given = {} if self.stride is None else {"strides": self.stride}
        module = Module(f"{self.keras_path}{len(x) - 1}D", self.size, **given)
        return padded([(self.padding, self.padding)] * (len(x) - 1), module, self.border)

    def _windows(self, x: Tensor) -> Tensor:
        """The windows along each side: (rows, places, k, features) or (rows, channels, height, k, width, k)."""
        image, stride = x.rank == 4, self.stride or self.size
        if self.padding:
            ends = (self.padding, self.padding)
            x = Pad((ends, ends) if image else (ends, (0, 0)), self.border)(x)
        if not image:
            return Windows(1, self.size, stride)(x)
        return Windows(2, self.size, stride)(Windows(3, self.size, stride)(x))

    def summary(self) -> Message:
        if self.stride is not None:
            return say("of {size}, stride {stride}", size=self.size, stride=self.stride)
        return say("of {size}", size=self.size)

    def _places(self, size: int) -> int:
        return places(size, self.size, self.stride or self.size, 2 * self.padding)


class MaxPool(Pooling):
    """Keeps the largest number of each window of a sequence or an image."""

    type, title, path = "max_pool", "Max pooling", "torch.nn.MaxPool"
    keras_path, border = "keras.layers.MaxPooling", float("-inf")

    def operations(self, x: Tensor) -> Tensor:
        windows = self._windows(x)
        if x.rank == 3:
            return FirstMax()(Transpose((0, 1, 3, 2))(windows))
        return FirstMax()(Merge(4)(Transpose((0, 1, 2, 4, 3, 5))(windows)))


class AveragePool(Pooling):
    """Keeps the mean of each window of a sequence or an image."""

    type, title, path = "average_pool", "Average pooling", "torch.nn.AvgPool"
    keras_path = "keras.layers.AveragePooling"

    def operations(self, x: Tensor) -> Tensor:
        return Mean((2,) if x.rank == 3 else (3, 5))(self._windows(x))


class GlobalPooling(Layer):
    """What global pooling layers share. ``path``: the PyTorch function; ``keras_path``: as in ``Pooling``."""

    category = Category.POOLING
    path: ClassVar[str]
    keras_path: ClassVar[str]

    def shape(self, x: Shape) -> Shape:
        sequence_or_image(x)
        return (x[1],) if len(x) == 2 else (x[0],)

    def torch(self, x: Shape) -> Call:
        return Function(self.path, dim=1 if len(x) == 2 else (2, 3))

    def keras(self, x: Shape) -> Call:
        return Module(f"{self.keras_path}{len(x) - 1}D")


class GlobalAveragePool(GlobalPooling):
    """Keeps only the mean of each channel of an image or each feature of a sequence."""

    type, title, path = "global_average_pool", "Global average pooling", "torch.mean"
    keras_path = "keras.layers.GlobalAveragePooling"

    def operations(self, x: Tensor) -> Tensor:
        return Mean((1,) if x.rank == 3 else (2, 3))(x)


class GlobalMaxPool(GlobalPooling):
    """Keeps only the largest number of each channel of an image or each feature of a sequence."""

    type, title, path = "global_max_pool", "Global max pooling", "torch.amax"
    keras_path = "keras.layers.GlobalMaxPooling"

    def operations(self, x: Tensor) -> Tensor:
        return EvenMax((1,) if x.rank == 3 else (2, 3))(x)


class Upsample(Layer):
    "Makes an image larger by repeating its numbers, or by blending neighbors."

    type, title, category = "upsample", "Upsampling", Category.POOLING

    factor: int = param(2, "Factor", min=1, max=100)
    mode: Literal["nearest", "bilinear"] = param("nearest", "Mode", help="Nearest repeats numbers, bilinear blends.")

    def shape(self, x: Shape) -> Shape:
        channels, height, width = image(x)
        return channels, height * self.factor, width * self.factor

    def torch(self, x: Shape) -> Call:
        return Module("torch.nn.Upsample", scale_factor=self.factor, mode=self.mode)

    def keras(self, x: Shape) -> Call:
        return Module("keras.layers.UpSampling2D", self.factor, interpolation=self.mode)

    def operations(self, x: Tensor) -> Tensor:
        if self.mode == "nearest":
            return Repeat(3, self.factor)(Repeat(2, self.factor)(x))
        return Interpolation(2, self.factor)(x) @ x @ Interpolation(3, self.factor)(x).T

    def summary(self) -> str:
        return f"× {self.factor}"
