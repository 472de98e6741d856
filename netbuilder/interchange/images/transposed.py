"""Transposed convolutions that the layer lacks: in groups, dilated, with other settings for each side.

A transposed convolution is a convolution of the value with zeros between its numbers, by the kernel turned around
(Dumoulin and Visin, A guide to convolution arithmetic for deep learning, 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.composed.parts_of_values import set_apart
from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.layer_table import layer_of
from netbuilder.interchange.drawing.operation_layers import added, rows_port
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.drawing.row_layers import each_side
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arranging import Pad, Slice


def transposed_in_parts(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A transposed convolution of images, or of sequences as images that are a single number high."""
    port, dims, count = (
        rows_port(drawer, entered(drawer, call)),
        known_dims(call.leaving[0]),
        len(call.weights["weight"].shape) - 2,
    )
    sides = {
        name: each_side(call, name, count)
        for name in ("kernel_size", "stride", "padding", "dilation", "output_padding")
    }
    if call.settings.get("output_padding") is None:
        sides["output_padding"] = [0] * count
    if any(type(number) is not int for numbers in sides.values() for number in numbers):
        raise NoLayerError(CONSTANT)
    if count == 1:
        shape = drawer.flat.shape(port)
        port = added(drawer, Reshape(sizes=(shape[0], 1, shape[1])), port)
        usual = {"kernel_size": 1, "stride": 1, "padding": 0, "dilation": sides["dilation"][0], "output_padding": 0}
        sides = {name: [usual[name], *numbers] for name, numbers in sides.items()}
    for axis in (1, 2):
        size, stride, padding, dilation, extra = (numbers[axis - 1] for numbers in sides.values())
        port = set_apart(drawer, port, axis, stride)
        reach = dilation * (size - 1)
        port = _widened(drawer, port, axis, reach - padding, reach - padding + extra)
    groups = int(call.settings.get("groups", 1))
    settings = {"out_channels": dims[1], "kernel_size": sides["kernel_size"], "dilation": sides["dilation"]}
    settings |= {"groups": groups, "stride": 1, "padding": 0}
    weights = {**call.weights, "weight": _turned(call.weights["weight"], groups, sides["kernel_size"])}
    plain = replace(call, kind="Conv2d", settings=settings, weights=weights)
    port = drawer.flat.only(drawer.draw(layer_of(plain), [port], plain))
    return [drawer.plain(added(drawer, Reshape(sizes=tuple(dims[1:])), port) if count == 1 else port, dims)]


def _widened(drawer: Drawer, port: Port, axis: int, before: int, after: int) -> Port:
    """Zeros before and after an axis; where less than none, its ends are left out."""
    if before < 0 or after < 0:
        side = drawer.flat.shape(port)[axis]
        port = added(drawer, Slice(axis=axis, start=max(0, -before), stop=side - max(0, -after)), port)
    if before > 0 or after > 0:
        port = added(drawer, Pad(axis=axis, before=max(before, 0), after=max(after, 0)), port)
    return port


def _turned(weight: Any, groups: int, kernel: Sequence[int]) -> Any:
    """The kernel (entering, leaving of a group, …) as that of a convolution (leaving, entering of a group, …)."""
    entering, leaving = weight.shape[:2]
    apart = weight.reshape(groups, entering // groups, leaving, *kernel).transpose(0, 2, 1, 3, 4)
    return apart.reshape(groups * leaving, entering // groups, *kernel)[..., ::-1, ::-1].copy()
