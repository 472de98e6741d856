"""Layers that take images, sequences or rows: in which order of axes, and what leaves them.

Layers take images as (channels, height, width) and sequences as (length, features), wherever the batch and the
channels are in the imported network.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Groups, Value, entered, known_dims
from netbuilder.interchange.drawing.layer_table import layer_of
from netbuilder.interchange.drawing.operation_layers import CONSTANT_MODE, added, padded_along
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port, with_sides
from netbuilder.interchange.traced import Dims
from netbuilder.layers.base import Layer
from netbuilder.layers.convolution import Conv2D
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.messages import say

ZEROS = "zeros"


def number_by_number(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer that changes every number by itself: the axes stay as they are."""
    value = entered(drawer, call)
    node = drawer.draw(layer or layer_of(call), [value.port], call)
    return [replace(value, port=drawer.flat.only(node), scope=drawer.scope)]


def same(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Nothing happens."""
    return [entered(drawer, call)]


def image(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer for images."""
    value = entered(drawer, call)
    if len(value.axes) != 4 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    port = drawer.port_for(value, [[1], [2], [3]])
    call, thinned = _unevenly_strided(drawer, call, (1, 2))
    call, port = (call, port) if layer else padded(drawer, call, port, (1, 2))
    node = drawer.draw(layer or layer_of(call), [port], call)
    return [drawer.plain(thinned(drawer.flat.only(node)), known_dims(call.leaving[0]))]


def sequence(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer for sequences whose features come first in PyTorch and last here."""
    value = entered(drawer, call)
    if len(value.axes) != 3 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    port = drawer.port_for(value, [[2], [1]])
    call, port = (call, port) if layer else padded(drawer, call, port, (0,))
    node = drawer.draw(layer or layer_of(call), [port], call)
    return [features_first(drawer, node, known_dims(call.leaving[0]))]


def padded(drawer: Drawer, call: Call, port: Port, axes: tuple[int, ...]) -> tuple[Call, Port]:
    """A convolution whose padding is neither none nor zeros for half of what its kernel spans: without padding, behind
    layers that pad."""
    mode, sides = call.settings.get("padding_mode", ZEROS), padded_sides(call, len(axes))
    if sides is None or not call.kind.startswith("Conv") or call.kind.startswith("ConvTranspose"):
        return call, port
    if mode == ZEROS and _fits(call):
        return call, port
    for axis, (before, after) in zip(axes, sides, strict=True):
        if before or after:
            port = padded_along(drawer, port, axis, (before, after), CONSTANT_MODE if mode == ZEROS else mode)
    return replace(call, settings={**call.settings, "padding": 0, "padding_mode": ZEROS}), port


def padded_sides(call: Call, count: int) -> list[tuple[int, int]] | None:
    """How much a convolution pads before and after each axis; None where that is not known."""
    given, spans = call.settings.get("padding", 0), []
    if given == "valid":
        return [(0, 0)] * count
    if given == "same":
        for size, step in zip(each_side(call, "kernel_size", count), each_side(call, "dilation", count), strict=True):
            spans.append((step * (size - 1) // 2, step * (size - 1) - step * (size - 1) // 2))
        return spans
    sides = each_side(call, "padding", count)
    return [(side, side) for side in sides] if all(type(side) is int for side in sides) else None


def each_side(call: Call, name: str, count: int) -> list[Any]:
    """A setting for each axis. Without one, a kernel, a stride or a dilation is 1 and a padding 0."""
    given = call.settings.get(name, 0 if name == "padding" else 1)
    return [*given, *given][:count] if isinstance(given, list) else [given] * count


def _unevenly_strided(drawer: Drawer, call: Call, axes: tuple[int, ...]) -> tuple[Call, Callable[[Port], Port]]:
    """A convolution that steps farther along one axis: with the common step, and what leaves out the places between."""
    strides = each_side(call, "stride", len(axes))
    if not call.kind.startswith("Conv2") or len(set(strides)) == 1:
        return call, lambda port: port
    step = math.gcd(*strides)

    def thinned(port: Port) -> Port:
        for axis, stride in zip(axes, strides, strict=True):
            if stride > step:
                port = added(drawer, Slice(axis=axis, step=stride // step), port)
        return port

    return replace(call, settings={**call.settings, "stride": step}), thinned


def _fits(call: Call) -> bool:
    """Whether a layer is the same as a call."""
    try:
        layer_of(call)
    except NoLayerError:
        return False
    return True


def features_first(drawer: Drawer, node: int, dims: Dims) -> Placed:
    """What leaves a layer for sequences, as PyTorch has it."""
    rows, features, length = dims
    return drawer.plain(drawer.flat.only(node), (rows, length, features)).permuted([0, 2, 1])


def batch_norm(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Batch norm of rows, sequences or images."""
    value = entered(drawer, call)
    if len(value.axes) == 4:
        return image(drawer, call, layer)
    if len(value.axes) == 3:
        return sequence(drawer, call, layer)
    alone = value.axes[0] == (ROWS,)
    if not alone and not call.kind.startswith("BatchNorm"):
        raise NoLayerError(BATCH)  # group norm takes the mean of one row
    groups: Groups = [[1]] if alone else [[0], [1]]
    value = drawer.straight(value, groups)
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, groups)], call)
    return [replace(value, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)]


def last_axis(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A layer that works on the last axis of every row: Dense, layer norm."""
    value = entered(drawer, call)
    last = len(value.axes) - 1
    layer = layer or layer_of(call)
    if ROWS in value.axes[last]:
        raise NoLayerError(BATCH)
    if value.order is not None and call.kind == "Linear":
        return _reordered(drawer, call, layer, value)
    if len(value.shape) == 3 and call.kind == "Linear" and value.axes == ((ROWS,), (1,), (2,), (0,)):
        return _of_each_pixel(drawer, call, value)
    groups = _leading(value, last)
    value = drawer.straight(value, groups)
    node = drawer.draw(layer, [drawer.port_for(value, groups)], call)
    return [_with_last(drawer, node, value, known_dims(call.leaving[0]))]


def _leading(value: Placed, last: int) -> Groups:
    """The axes before the last as one, or none where there are none."""
    leading = [axis for axis in value.row_axes if axis != last]
    if not leading or (value.size(leading) == 1 and len(value.shape) == 1):
        return [[*leading, last]]
    return [leading, [last]]


def _with_last(drawer: Drawer, node: int, value: Placed, dims: Dims) -> Placed:
    """What leaves such a layer: the axes of what entered, with another size of the last."""
    parts = value.axes[-1]
    sides, axes = list(value.sides), list(value.axes)
    if not parts:
        axes[-1] = (len(sides),)
        sides.append(dims[-1])
    else:
        sides[parts[0]] = dims[-1]
        sides = [side for place, side in enumerate(sides) if place not in parts[1:]]
        axes[-1] = parts[:1]
    kept, found = with_sides(axes, sides)
    return Placed(drawer.flat.only(node), drawer.flat.nodes[node].shapes[0], kept, found, scope=drawer.scope)


def _reordered(drawer: Drawer, call: Call, layer: Layer, value: Placed) -> Sequence[Value]:
    """A Dense behind numbers in another order: its weights are put in that order."""
    weights = {**call.weights, "weight": call.weights["weight"][:, value.order]}
    node = drawer.draw(layer, [value.port], call, weights)
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def _of_each_pixel(drawer: Drawer, call: Call, value: Placed) -> Sequence[Value]:
    """A Linear over the channels of an image whose channels come last: a convolution with a kernel of 1."""
    weights = {**call.weights, "weight": call.weights["weight"][:, :, None, None]}
    layer = Conv2D(filters=call.settings["out_features"], kernel=1, bias="bias" in call.weights)
    node = drawer.draw(layer, [drawer.port_for(value, [[3], [1], [2]])], call, weights)
    rows, height, width, channels = known_dims(call.leaving[0])
    return [drawer.plain(drawer.flat.only(node), (rows, channels, height, width)).permuted([0, 2, 3, 1])]


def layer_norm(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Layer norm over the features, or over whole images."""
    sizes = call.settings.get("normalized_shape") or [0]
    count = len(sizes) if isinstance(sizes, list) else 1
    value = entered(drawer, call)
    if count == 1:
        return last_axis(drawer, call, layer)
    if count != 3 or len(value.row_axes) != 3:
        raise NoLayerError(
            say("it norms {count} axes together, a Layer norm the features or whole images.", count=count)
        )
    return image(drawer, call, layer)


def softmax(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Shares along the axis of the features or channels."""
    value = entered(drawer, call)
    dim = call.settings.get("dim", 1 if call.kind == "Softmax2d" else None)
    if not isinstance(dim, int):
        raise NoLayerError(say("its axis is not given."))
    axis = dim % len(value.axes)
    if ROWS in value.axes[axis]:
        raise NoLayerError(BATCH)
    others = [other for other in value.row_axes if other != axis]
    groups = [[axis], *[[other] for other in others]] if len(others) == 2 else [*[[other] for other in others], [axis]]
    value = drawer.straight(value, groups)
    node = drawer.draw(layer or layer_of(call), [drawer.port_for(value, groups)], call)
    return [replace(value, port=drawer.flat.only(node), shape=drawer.flat.nodes[node].shapes[0], scope=drawer.scope)]
