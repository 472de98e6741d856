"""Convolutions: small filters that slide over a sequence or an image."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from netbuilder.declaration import param
from netbuilder.errors import ExportError
from netbuilder.layers.base import Category, Shape, describe
from netbuilder.layers.calls import Call, Carried, Chain, Function, Item, Method, Module
from netbuilder.layers.core import row_shape
from netbuilder.layers.keras_calls import SAME, padded, with_bias
from netbuilder.layers.kinds import image, sequence
from netbuilder.layers.shape_error import ShapeError
from netbuilder.layers.tensors.starting import Biased
from netbuilder.messages import Message, say
from netbuilder.operations.axes import Index, Merge, Pad, SplitAxis, Transpose
from netbuilder.operations.reductions import Expand
from netbuilder.operations.tensor import Tensor, uniform, weight
from netbuilder.operations.windows import Overlay, Windows

KERNELS_LAST: Carried = {**SAME, "kernel": lambda arrays: arrays["weight"].transpose(2, 3, 1, 0)}
"""PyTorch keeps filters as (first, second, height, width), Keras as (height, width, second, first)."""


def places(size: int, window: int, stride: int, padding: int) -> int:
    """How many places a window takes along ``size`` numbers with ``padding`` zeros at both ends together.

    Raises ShapeError where not even one place is left.
    """
    if size + padding < window:
        raise ShapeError(
            "Its window spans {window}, but what it slides along is only {size} long, padding included. "
            "Choose a smaller window or more padding.",
            window=window,
            size=size + padding,
        )
    return (size + padding - window) // stride + 1


def filters_in_words(filters: int, kernel: int | str, stride: int) -> Message:
    """How many filters of which size, such as "32 filters of 3"."""
    if stride > 1:
        return say("{filters} filters of {kernel}, stride {stride}", filters=filters, kernel=kernel, stride=stride)
    return say("{filters} filters of {kernel}", filters=filters, kernel=kernel)


class Convolution(Biased):
    """What convolutions share: the size of the filters and how they walk."""

    category = Category.CONVOLUTION
    width = "filters"

    filters: int = param(32, "Filters", min=1, max=100_000)
    kernel: int = param(3, "Kernel size", min=1, max=1000)
    stride: int = param(1, "Stride", min=1, max=1000)
    padding: Literal["valid", "same"] = param(
        "valid", "Padding", help="Same: with zeros at the borders, so that a stride of 1 keeps the size."
    )
    dilation: int = param(
        1, "Dilation", min=1, max=1000, help="The distance between the numbers that a filter looks at."
    )
    bias: bool = param(True, "Bias")

    def summary(self) -> Message:
        kernel = _one_or_all(self._kernels)
        words = kernel if isinstance(kernel, int) else " × ".join(map(str, kernel))
        return filters_in_words(self.filters, words, self.stride)

    @property
    def _kernels(self) -> tuple[int, ...]:
        """How many numbers a filter looks at along each side."""
        return (self.kernel,)

    @property
    def _reaches(self) -> tuple[int, ...]:
        """How far a filter reaches beyond its first number along each side."""
        return tuple(self.dilation * (kernel - 1) for kernel in self._kernels)

    @property
    def _ends(self) -> tuple[tuple[int, int], ...]:
        """How many zeros are added before and after along each side."""
        if self.padding == "valid":
            return ((0, 0),) * len(self._kernels)
        return tuple((reach // 2, reach - reach // 2) for reach in self._reaches)

    def _places(self, size: int, side: int = 0) -> int:
        return places(size, self._reaches[side] + 1, self.stride, sum(self._ends[side]))

    def _module(self, path: str, channels: int, **options: Any) -> Call:
        """The module, with explicit zeros before it where they cannot be the same at both ends."""
        even = all(before == after for before, after in self._ends)
        changed = {name: options[name] for name in options if options[name] != 1}
        if self.stride != 1:
            changed["stride"] = self.stride
        if even and any(map(any, self._ends)):
            changed["padding"] = "same" if self.stride == 1 else _one_or_all([before for before, _ in self._ends])
        if self.dilation != 1:
            changed["dilation"] = self.dilation
        if not self.bias:
            changed["bias"] = False
        module = Module(path, channels, self.filters, _one_or_all(self._kernels), **changed)
        if even:
            return module
        last_first = tuple(zeros for ends in reversed(self._ends) for zeros in ends)
        return Chain(Function("torch.nn.functional.pad", last_first), module)

    def _keras(self, path: str, channels: int, **options: Any) -> Call:
        """The Keras layer, with explicit zeros before it where its own "same" would put them elsewhere."""
        if self.stride > 1 and self.dilation > 1:
            raise ExportError(
                "Keras has no convolution with both a stride ({stride}) and a dilation ({dilation}) above 1. "
                "Set one of them to 1.",
                stride=self.stride,
                dilation=self.dilation,
            )
        given: dict[str, Any] = {name: value for name, value in options.items() if value != 1}
        ends = self._ends
        if any(map(any, ends)) and self.stride == 1:
            given["padding"], ends = "same", ((0, 0),) * len(ends)
        if self.stride != 1:
            given["strides"] = self.stride
        if self.dilation != 1:
            given["dilation_rate"] = self.dilation
        if not self.bias:
            given["use_bias"] = False
        module = Module(path, self.filters, _one_or_all(self._kernels), **given)
        return padded(ends, module.spreading("uniform", channels * math.prod(self._kernels)))

    def _padded(self, x: Tensor, *after: tuple[int, int]) -> Tensor:
        """The numbers with zeros at the ends of each side, if the size is kept; ``after``: those of the last axes."""
        return Pad((*self._ends, *after))(x) if any(map(any, self._ends)) else x

    def _windows(self, x: Tensor, axis: int, side: int = 0) -> Tensor:
        return Windows(axis, self._kernels[side], self.stride, self.dilation)(x)


class Conv1D(Convolution):
    """Slides small filters along a sequence."""

    type, title = "conv1d", "Conv 1D"

    def shape(self, x: Shape) -> Shape:
        length, _ = sequence(x)
        return self._places(length), self.filters

    def torch(self, x: Shape) -> Call:
        _, features = x
        swap = Method("transpose", 1, 2)
        return Chain(swap, self._module("torch.nn.Conv1d", features), swap)

    def keras(self, x: Shape) -> Call:
        return self._keras("keras.layers.Conv1D", x[1])

    def keras_weights(self, x: Shape) -> Carried:
        return with_bias(SAME, self.bias)

    def operations(self, x: Tensor) -> Tensor:
        _, features = row_shape(x)
        start = uniform(features * self.kernel)
        windows = self._windows(self._padded(x, (0, 0)), 1)
        patches = Merge(2)(Transpose((0, 1, 3, 2))(windows)).called("patches")
        result = patches @ Merge(1)(weight("weight", (self.filters, features, self.kernel), start)).T
        return result + weight("bias", (self.filters,), start) if self.bias else result

    def parameter_count(self, x: Shape) -> int:
        return self.filters * (x[1] * self.kernel + self.bias)


class Conv2D(Convolution):
    """Slides small filters over an image."""

    type, title = "conv2d", "Conv 2D"
    brief: ClassVar[Mapping[str, Any]] = {**Convolution.brief, "kernel_width": None}

    groups: int = param(1, "Groups", min=1, max=100_000, help="Each group of filters sees its own share of channels.")
    kernel_width: int | None = param(None, "Kernel width", min=1, max=1000, help="Off: filters are as wide as high.")

    @property
    def _kernels(self) -> tuple[int, ...]:
        return self.kernel, self.kernel if self.kernel_width is None else self.kernel_width

    def shape(self, x: Shape) -> Shape:
        channels, height, width = image(x)
        if channels % self.groups or self.filters % self.groups:
            raise ShapeError(
                "Its {groups} groups must divide both the {channels} channels that reach it and its {filters} filters. "
                "Choose other numbers.",
                groups=self.groups,
                channels=channels,
                filters=self.filters,
            )
        return self.filters, self._places(height), self._places(width, 1)

    def torch(self, x: Shape) -> Call:
        channels, _, _ = x
        return self._module("torch.nn.Conv2d", channels, groups=self.groups)

    def keras(self, x: Shape) -> Call:
        return self._keras("keras.layers.Conv2D", x[0] // self.groups, groups=self.groups)

    def keras_weights(self, x: Shape) -> Carried:
        return with_bias(KERNELS_LAST, self.bias)

    def operations(self, x: Tensor) -> Tensor:
        channels = row_shape(x)[0] // self.groups
        start = uniform(channels * math.prod(self._kernels))
        filters = weight("weight", (self.filters, channels, *self._kernels), start)
        windows = self._windows(self._windows(self._padded(x), 3, 1), 2)
        result = _all_channels(windows, filters) if self.groups == 1 else _in_groups(windows, filters, self.groups)
        return result + Expand((1, 2))(weight("bias", (self.filters,), start)) if self.bias else result

    def parameter_count(self, x: Shape) -> int:
        return self.filters * (x[0] // self.groups * math.prod(self._kernels) + self.bias)


class ConvTranspose2D(Biased):
    """Spreads each number of an image over a small patch of a larger one: a convolution in reverse."""

    type, title, category = "conv_transpose2d", "Transposed Conv 2D", Category.CONVOLUTION
    width = "filters"

    filters: int = param(32, "Filters", min=1, max=100_000)
    kernel: int = param(2, "Kernel size", min=1, max=1000)
    stride: int = param(2, "Stride", min=1, max=1000, help="How many times larger the image becomes.")
    crop: int = param(0, "Crop", min=0, max=1000, help="How much is cut from each border (PyTorch's padding).")
    extra: int = param(0, "Extra", min=0, max=1000, help="How much is added at one end (PyTorch's output padding).")
    bias: bool = param(True, "Bias")

    def shape(self, x: Shape) -> Shape:
        _, height, width = image(x)
        if self.extra and self.extra >= self.stride:
            raise ShapeError("Its extra must be smaller than its stride of {stride}.", stride=self.stride)
        result = self.filters, self._grown(height), self._grown(width)
        if min(result) < 1:
            raise ShapeError(
                "Nothing is left of {shape} after cutting {crop} from each border. Choose a smaller crop.",
                shape=describe(x),
                crop=self.crop,
            )
        return result

    def torch(self, x: Shape) -> Call:
        channels, _, _ = x
        given: dict[str, Any] = {"padding": self.crop, "output_padding": self.extra, "bias": self.bias}
        usual: dict[str, Any] = {"padding": 0, "output_padding": 0, "bias": True}
        changed = {name: value for name, value in given.items() if value != usual[name]}
        return Module("torch.nn.ConvTranspose2d", channels, self.filters, self.kernel, stride=self.stride, **changed)

    def keras(self, x: Shape) -> Call:
        given: dict[str, Any] = {"strides": self.stride}
        if self.extra or self.kernel < self.stride:
            given["output_padding"] = self.extra
        if not self.bias:
            given["use_bias"] = False
        layer = Module("keras.layers.Conv2DTranspose", self.filters, self.kernel, **given)
        module = layer.spreading("uniform", self.filters * self.kernel**2)
        cut = f"{self.crop}:-{self.crop}"
        return Chain(module, Item(f":, {cut}, {cut}")) if self.crop else module

    def keras_weights(self, x: Shape) -> Carried:
        return with_bias(KERNELS_LAST, self.bias)

    def operations(self, x: Tensor) -> Tensor:
        channels, start = row_shape(x)[0], uniform(self.filters * self.kernel**2)
        filters = weight("weight", (channels, self.filters, self.kernel, self.kernel), start)
        matrices = Expand((2,))(Transpose((2, 3, 0, 1))(filters))
        patches = (Expand((1, 2))(Transpose((0, 2, 3, 1))(x)) @ matrices).called("patches")
        wide = Overlay(4, self.stride, self.extra)(Transpose((0, 5, 3, 1, 4, 2))(patches))
        result = Overlay(2, self.stride, self.extra)(wide)
        if self.crop:
            whole, inside = (None, None, None), (self.crop, -self.crop, None)
            result = Index((whole, whole, inside, inside))(result)
        return result + Expand((1, 2))(weight("bias", (self.filters,), start)) if self.bias else result

    def parameter_count(self, x: Shape) -> int:
        return self.filters * (x[0] * self.kernel**2 + self.bias)

    def summary(self) -> Message:
        return filters_in_words(self.filters, self.kernel, self.stride)

    def _grown(self, size: int) -> int:
        return (size - 1) * self.stride - 2 * self.crop + self.kernel + self.extra


def _one_or_all(sides: Sequence[int]) -> int | tuple[int, ...]:
    """One number where all sides have the same."""
    return sides[0] if len(set(sides)) == 1 else tuple(sides)


def _all_channels(windows: Tensor, filters: Tensor) -> Tensor:
    """Every filter on every window, as one matrix product: windows are (rows, channels, height, k, width, k)."""
    patches = Merge(3)(Transpose((0, 2, 4, 1, 3, 5))(windows)).called("patches")
    return Transpose((0, 3, 1, 2))(patches @ Merge(1)(filters).T)


def _in_groups(windows: Tensor, filters: Tensor, groups: int) -> Tensor:
    """The same, group by group: a matrix product for each."""
    split = SplitAxis(1, groups)(windows)
    patches = Merge(4)(Transpose((0, 3, 1, 5, 2, 4, 6))(split)).called("patches")
    result = patches @ Merge(2)(SplitAxis(0, groups)(filters)).T
    return Merge(1, 2)(Transpose((0, 2, 4, 1, 3))(result))
