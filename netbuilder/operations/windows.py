"""Windows that slide along an axis, and what lays them over each other again: each is the derivative of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.operations.reductions import Like
from netbuilder.operations.tensor import Operation, Sizes, Tensor


@dataclass(frozen=True)
class Windows(Operation):
    """Every window of numbers along an axis, which becomes two: the places of the window, and the numbers in it."""

    axis: int
    size: int
    stride: int = 1
    dilation: int = 1
    free = ("size", "stride", "dilation")
    template, stem = "windows({0}, {axis}, {size}, {stride}, {dilation})", "views"
    recomputed = True

    def shape(self, *shapes: Sizes) -> Sizes:
        """(places, size) in place of the axis' side."""
        side = shapes[0][self.axis]
        reach = self.dilation * (self.size - 1) + 1
        places = None if side is None else (side - reach) // self.stride + 1
        return (*shapes[0][: self.axis], places, self.size, *shapes[0][self.axis + 1 :])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """The windows laid over each other at their places."""
        return (OverlayLike(self.axis, self.stride, self.dilation)(upstream, output.inputs[0]),)


@dataclass(frozen=True)
class OverlayLike(Like):
    """Windows laid over each other and summed, in the shape of the second input."""

    axis: int
    stride: int
    dilation: int
    free = ("stride", "dilation")
    template, stem = "overlaid({0}, {axis}, {1}.shape[{axis}], {stride}, {dilation})", "overlaid"


@dataclass(frozen=True)
class Overlay(Operation):
    """Windows laid over each other and summed: (places, size) become one axis. ``extra``: how much longer it is."""

    axis: int
    stride: int
    extra: int = 0
    free = ("stride", "extra")
    template, stem = "overlay({0}, {axis}, {stride}, {extra})", "overlaid"

    def shape(self, *shapes: Sizes) -> Sizes:
        """One side in place of two."""
        places, size = shapes[0][self.axis : self.axis + 2]
        side = None if places is None or size is None else (places - 1) * self.stride + size + self.extra
        return (*shapes[0][: self.axis], side, *shapes[0][self.axis + 2 :])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives at each place of each window."""
        return (WindowsLike(self.axis, self.stride)(upstream, output.inputs[0]),)


@dataclass(frozen=True)
class WindowsLike(Like):
    """The windows of the first input, as many and as large as those of the second."""

    axis: int
    stride: int
    free = ("stride",)
    template, stem = "windows_like({0}, {1}, {axis}, {stride})", "windows"
