"""Pooling that the layers lack: windows that are not square or dilated, a last window that is cut off, means that leave
the padding out. Each side is pooled by itself: its windows, and their largest number or their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import LEAST, added, constant, rows_port
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.drawing.row_layers import each_side
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Multiply
from netbuilder.layers.pooling import AveragePool
from netbuilder.layers.tensors.arranging import Pad, Slice
from netbuilder.layers.tensors.reducing import Max, Sum
from netbuilder.layers.tensors.sliding import Windows


def pooled_in_parts(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The largest number, or the mean, of the windows of each channel. Raises NoLayerError."""
    dims, before = known_dims(call.leaving[0]), known_dims(call.entering[0])
    port, count = rows_port(drawer, entered(drawer, call)), 1 if call.kind.endswith("1d") else 2
    first = len(before) - count
    sizes, paddings, dilations = (each_side(call, name, count) for name in ("kernel_size", "padding", "dilation"))
    strides = sizes if call.settings.get("stride") in (None, []) else each_side(call, "stride", count)
    if any(type(number) is not int for number in (*sizes, *strides, *paddings, *dilations)):
        raise NoLayerError(CONSTANT)
    sides = [
        _Side(axis - 1, before[axis], dims[axis], *settings)
        for axis, settings in enumerate(zip(sizes, strides, paddings, dilations, strict=True), start=first)
    ]
    if call.kind.startswith("Max"):
        for side in sides:
            port = added(drawer, Max(axis=side.axis + 1, keep=False), side.windows(drawer, port, LEAST))
        return [drawer.plain(port, dims)]
    return [drawer.plain(_means(drawer, call, port, sides), dims)]


class _Side:
    """The windows along one axis of a row. ``length``: its places; ``count``: how many windows it has."""

    def __init__(self, axis: int, length: int, count: int, size: int, stride: int, padding: int, dilation: int) -> None:
        self.axis, self.length, self.count = axis, length, count
        self.size, self.stride, self.padding, self.dilation = size, stride, padding, dilation

    def windows(self, drawer: Drawer, port: Port, number: float) -> Port:
        """The places of an axis as windows; a number stands for what lies outside."""
        reach = (self.count - 1) * self.stride + self.dilation * (self.size - 1) + 1
        after = reach - self.length - self.padding
        if self.padding or after > 0:
            layer = Pad(axis=self.axis, before=self.padding, after=max(after, 0), number=number)
            port = added(drawer, layer, port)
        if after < 0:
            port = added(drawer, Slice(axis=self.axis, stop=reach), port)
        layer_of_windows = Windows(axis=self.axis, size=self.size, stride=self.stride, dilation=self.dilation)
        return added(drawer, layer_of_windows, port)

    def numbers(self, *, with_padding: bool) -> Any:
        """Of each window how many numbers its mean is of: of the value, or of its padding, too."""
        starts = numpy.arange(self.count) * self.stride - self.padding
        low, high = (-self.padding, self.length + self.padding) if with_padding else (0, self.length)
        return numpy.minimum(starts + self.size, high) - numpy.maximum(starts, low)


def _means(drawer: Drawer, call: Call, port: Port, sides: Sequence[_Side]) -> Port:
    """The mean of each window: its sum, divided by how many numbers it is of."""
    given = call.settings
    divisor, with_padding = given.get("divisor_override"), bool(given.get("count_include_pad", True))
    numbers = numpy.ones(())
    for side in sides:
        numbers = numpy.multiply.outer(numbers, side.numbers(with_padding=with_padding))
    numbers = numpy.full(numbers.shape, divisor) if divisor else numbers
    image = len(sides) == 2 and sides[0].axis == 1
    square = image and len({(side.size, side.stride, side.padding) for side in sides}) == 1
    if square and not given.get("ceil_mode"):
        (size, stride, padding) = (sides[0].size, sides[0].stride, sides[0].padding)
        port = added(drawer, AveragePool(size=size, stride=stride, padding=padding), port)
        return added(drawer, Multiply(), port, constant(drawer, size * size / numbers))
    for side in sides:
        port = added(drawer, Sum(axis=side.axis + 1, keep=False), side.windows(drawer, port, 0.0))
    return added(drawer, Multiply(), port, constant(drawer, 1 / numbers))
