"""Convolutions along sequences that the layers for sequences lack: in groups, transposed; and longer sequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.layer_table import layer_of
from netbuilder.interchange.drawing.operation_layers import added, constant, rows_port
from netbuilder.interchange.drawing.placed import ROWS, Port
from netbuilder.interchange.drawing.row_layers import each_side, features_first, image, padded, sequence
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Reshape
from netbuilder.layers.merge import Add
from netbuilder.layers.tensors.arranging import Slice
from netbuilder.layers.tensors.sliding import Overlay
from netbuilder.layers.tensors.values import Parameter
from netbuilder.messages import say


def convolved(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """A convolution along a sequence; one in groups as one of images that are a single number high."""
    given, value = call.settings, entered(drawer, call)
    if given.get("groups", 1) == 1 or layer is not None:
        return sequence(drawer, call, layer)
    if len(value.axes) != 3 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    port = drawer.port_for(value, [[1], [2]])
    channels, length = drawer.flat.shape(port)
    (size,), (stride,), (dilation,) = (each_side(call, name, 1) for name in ("kernel_size", "stride", "dilation"))
    padding = given.get("padding", 0)
    settings = {**given, "kernel_size": [1, size], "stride": stride, "dilation": dilation}
    settings["padding"] = padding if isinstance(padding, str) else [0, *each_side(call, "padding", 1)]
    weights = {**call.weights, "weight": call.weights["weight"][:, :, None]}
    flat = replace(call, kind="Conv2d", settings=settings, weights=weights)
    flat, port = padded(drawer, flat, added(drawer, Reshape(sizes=(channels, 1, length)), port), (1, 2))
    port = drawer.flat.only(drawer.draw(layer_of(flat), [port], flat))
    filters, _, length = drawer.flat.shape(port)
    return [drawer.plain(added(drawer, Reshape(sizes=(filters, length)), port), known_dims(call.leaving[0]))]


def spread_out(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """A transposed convolution along a sequence: each step becomes a window, and windows that meet are added."""
    given, value = call.settings, entered(drawer, call)
    if given.get("groups", 1) != 1 or each_side(call, "dilation", 1) != [1]:
        raise NoLayerError(say("it has groups or a dilation, which no layer along a sequence has."))
    if len(value.axes) != 3 or value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    weight = call.weights["weight"]
    entering, filters, size = map(int, weight.shape)
    (stride,), (crop,) = each_side(call, "stride", 1), each_side(call, "padding", 1)
    extra = given.get("output_padding", 0)
    extra = extra[0] if isinstance(extra, list) else extra
    steps = {"weight": weight.transpose(2, 1, 0).reshape(size * filters, entering)}
    port = drawer.port_for(value, [[2], [1]])
    port = drawer.flat.only(drawer.draw(Dense(units=size * filters, bias=False), [port], call, steps))
    port = added(drawer, Reshape(sizes=(drawer.flat.shape(port)[0], size, filters)), port)
    port = added(drawer, Overlay(axis=0, stride=stride, extra=extra), port)
    port = added(drawer, Slice(axis=0, start=crop, stop=-crop), port) if crop else port
    if "bias" in call.weights:
        own = drawer.draw(Parameter(sizes=(filters,)), [], call, {"": call.weights["bias"]})
        port = added(drawer, Add(), port, drawer.flat.only(own))
    return [features_first(drawer, port.node, known_dims(call.leaving[0]))]


def lengthened(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """Each step of a sequence, or each place of an axis, several times (images have a layer for it)."""
    given, value, before = call.settings, entered(drawer, call), known_dims(call.entering[0])
    dims = known_dims(call.leaving[0])
    if call.kind == "Upsample" and len(before) == 4:
        return image(drawer, call, layer)
    if call.kind == "Upsample" and given.get("mode", "nearest") != "nearest":
        raise NoLayerError(say("its mode “{mode}” is not one of sequences.", mode=given["mode"]))
    axis = 2 if call.kind == "Upsample" else given.get("dim")
    if len(before) != len(dims) or not isinstance(axis, int) or not axis % len(before):
        raise NoLayerError(CONSTANT)
    axis %= len(before)
    times, rest = divmod(dims[axis], before[axis])
    if rest or not isinstance(given.get("repeats", 1), int):
        raise NoLayerError(say("it does not take each place equally often."))
    return [drawer.plain(_repeated(drawer, rows_port(drawer, value), axis - 1, times), dims)]


def _repeated(drawer: Drawer, port: Port, axis: int, times: int) -> Port:
    """Each place of an axis so many times, one after another."""
    sizes = drawer.flat.shape(port)
    apart = added(drawer, Reshape(sizes=(*sizes[: axis + 1], 1, *sizes[axis + 1 :])), port)
    zeros = numpy.zeros((times, *[1] * (len(sizes) - axis - 1)))
    together = (*sizes[:axis], sizes[axis] * times, *sizes[axis + 1 :])
    return added(drawer, Reshape(sizes=together), added(drawer, Add(), apart, constant(drawer, zeros)))
