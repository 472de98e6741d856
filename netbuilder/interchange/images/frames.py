"""Layers of images where each row holds several images, such as the frames of a film.

They are laid below each other, so that one layer with one set of weights sees all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.layer_table import layer_of
from netbuilder.interchange.drawing.operation_layers import LEAST, added, first_of, rows_port
from netbuilder.interchange.drawing.placed import Placed, Port
from netbuilder.interchange.drawing.row_layers import each_side, image, padded_sides
from netbuilder.interchange.images.transposed import transposed_in_parts
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arranging import Pad, Permute, Slice

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]
ABOVE = (1, 0, 2, 3)
"""From (images, channels, height, width) to (channels, images, height, width), and back."""


def of_frames(handler: Drawing) -> Drawing:
    """A handler of layers of images that takes several of them in each row, too: (rows, images, channels, …)."""

    def drawn(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        if layer is not None or len(known_dims(call.entering[0])) != 5:
            return handler(drawer, call, layer)
        port, dims = rows_port(drawer, entered(drawer, call)), known_dims(call.leaving[0])
        return [drawer.plain(_below_each_other(drawer, call, port, dims[3]), dims)]

    return drawn


def _below_each_other(drawer: Drawer, call: Call, port: Port, height: int) -> Port:
    """A layer over images below each other, of which each leaves ``height`` lines. Raises NoLayerError.

    Every image is padded as the layer pads, and made as high as a multiple of the stride; windows that reach into the
    next image are left out.
    """
    sizes, strides = (each_side(call, name, 2) for name in ("kernel_size", "stride"))
    strides = sizes if strides == [None, None] or call.settings.get("stride") == [] else strides
    plain = call.kind.startswith("BatchNorm")
    sizes, strides = ([1, 1], [1, 1]) if plain else (sizes, strides)
    given = call.settings
    odd = given.get("ceil_mode") or given.get("padding_mode", "zeros") != "zeros" or given.get("divisor_override")
    odd = odd or (call.kind.startswith("Avg") and given.get("padding") and not given.get("count_include_pad", True))
    if odd or len(set(strides)) > 1 or not call.kind.startswith(("Conv2", "MaxPool2", "AvgPool2", "BatchNorm")):
        raise NoLayerError(BATCH)
    sides = [(0, 0), (0, 0)] if plain else padded_sides(call, 2)
    if sides is None:
        raise NoLayerError(BATCH)
    number = LEAST if call.kind.startswith("Max") else 0.0
    for axis, (before, after) in zip((2, 3), sides, strict=True):
        if before or after:
            port = added(drawer, Pad(axis=axis, before=before, after=after, number=number), port)
    stride, reach = strides[0], each_side(call, "dilation", 2)[0] * (sizes[0] - 1) + 1
    port = _filled(drawer, port, 2, -drawer.flat.shape(port)[2] % stride)
    images, channels, lines, width = drawer.flat.shape(port)
    port = added(drawer, Reshape(sizes=(channels, images * lines, width)), added(drawer, Permute(order=ABOVE), port))
    port = _filled(drawer, port, 1, max(reach - stride, 0))
    settings = {**call.settings, "padding": 0, "kernel_size": sizes, "stride": stride}
    port = drawer.flat.only(drawer.draw(_layer(call, settings), [port], call))
    filters, _, across = drawer.flat.shape(port)
    port = added(drawer, Reshape(sizes=(filters, images, lines // stride, across)), port)
    if lines // stride > height:
        port = added(drawer, Slice(axis=2, stop=height), port)
    return added(drawer, Permute(order=ABOVE), port)


def transposed_of_frames(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A transposed convolution of several images in each row: (rows, images, channels, height, width).

    They are laid below each other, with so many lines of zeros between them that nothing of one reaches the next, and
    what lies outside of each is left out. Raises NoLayerError.
    """
    if layer is not None:
        raise NoLayerError(BATCH)
    port, dims = rows_port(drawer, entered(drawer, call)), known_dims(call.leaving[0])
    names = ("kernel_size", "stride", "padding", "dilation")
    sides = [dict(zip(names, each, strict=True)) for each in zip(*(each_side(call, n, 2) for n in names), strict=True)]
    for axis, side in enumerate(sides, start=2):
        reach = side["dilation"] * (side["kernel_size"] - 1) + 1
        full = max((drawer.flat.shape(port)[axis] - 1) * side["stride"] + reach, side["padding"] + dims[axis + 1])
        port = _filled(drawer, port, axis, -(-full // side["stride"]) - drawer.flat.shape(port)[axis])
    images, channels, lines, width = drawer.flat.shape(port)
    port = added(drawer, Reshape(sizes=(channels, images * lines, width)), added(drawer, Permute(order=ABOVE), port))
    high, wide = (
        (size - 1) * side["stride"] + side["dilation"] * (side["kernel_size"] - 1) + 1
        for size, side in zip((images * lines, width), sides, strict=True)
    )
    plain = replace(
        call,
        settings={**call.settings, "padding": 0, "output_padding": 0},
        entering=((-1, channels, images * lines, width),),
        leaving=((-1, dims[2], high, wide),),
    )
    number = call.inputs[0]
    value = drawer.values[number]
    try:
        drawer.values[number] = drawer.plain(port, known_dims(plain.entering[0]))
        (found,) = first_of(image, transposed_in_parts)(drawer, plain, None)
    finally:
        drawer.values[number] = value
    if not isinstance(found, Placed):
        raise NoLayerError(BATCH)
    port = rows_port(drawer, found)
    each = lines * sides[0]["stride"]
    port = _as_high(drawer, port, images * each)
    port = added(drawer, Reshape(sizes=(dims[2], images, each, wide)), port)
    for axis, side in enumerate(sides, start=2):
        start, stop = side["padding"], side["padding"] + dims[axis + 1]
        if (start, stop) != (0, drawer.flat.shape(port)[axis]):
            port = added(drawer, Slice(axis=axis, start=start, stop=stop), port)
    return [drawer.plain(added(drawer, Permute(order=ABOVE), port), dims)]


def _as_high(drawer: Drawer, port: Port, height: int) -> Port:
    """An image of this height: zeros below it, or without its last lines."""
    missing = height - drawer.flat.shape(port)[1]
    return _filled(drawer, port, 1, missing) if missing >= 0 else added(drawer, Slice(axis=1, stop=height), port)


def _filled(drawer: Drawer, port: Port, axis: int, count: int) -> Port:
    """Zeros after an axis: no window that is kept sees them."""
    return added(drawer, Pad(axis=axis, before=0, after=count), port) if count else port


def _layer(call: Call, settings: dict[str, Any]) -> Layer:
    return layer_of(replace(call, settings=call.settings if call.kind.startswith("BatchNorm") else settings))
