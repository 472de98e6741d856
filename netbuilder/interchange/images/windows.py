"""Windows as values: ``unfold`` of a tensor, those of images side by side (Unfold), and laid over each other (Fold)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, rows_port
from netbuilder.interchange.drawing.row_layers import each_side
from netbuilder.interchange.images.as_channels import as_channels
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arranging import Pad, Permute, Slice
from netbuilder.layers.tensors.sliding import Overlay, Windows


def windows_of(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """The windows along one axis, the numbers in a window become the last axis; or ``torch.nn.functional.unfold``."""
    given, rank = call.operation.keywords, len(known_dims(call.entering[0]))
    if _is_of_images(call):
        named = dict(zip(("kernel_size", "dilation", "padding", "stride"), call.operation.arguments[1:], strict=False))
        return side_by_side(drawer, replace(call, settings={**named, **given}), layer)
    named = dict(zip(("dimension", "size", "step"), call.operation.arguments[1:], strict=False))
    axis, size, step = (given.get(name, named.get(name)) for name in ("dimension", "size", "step"))
    if not isinstance(axis, int) or not isinstance(size, int) or not isinstance(step, int):
        raise NoLayerError(CONSTANT)
    if not axis % rank:
        raise NoLayerError(BATCH)
    axis = axis % rank - 1
    port = added(drawer, Windows(axis=axis, size=size, stride=step), rows_port(drawer, entered(drawer, call)))
    order = tuple(place for place in range(rank) if place != axis + 1)
    port = added(drawer, Permute(order=(*order, axis + 1)), port) if axis + 1 != rank - 1 else port
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def _is_of_images(call: Call) -> bool:
    """Whether it is ``torch.nn.functional.unfold``, not the method of a tensor."""
    before, after = known_dims(call.entering[0]), known_dims(call.leaving[0])
    return "kernel_size" in call.operation.keywords or len(after) == len(before) - 1


def windows_of_several(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
    """The same where each row holds several values, (rows, several, …): the axis is counted without these."""
    if _is_of_images(call):
        return as_channels(windows_of)(drawer, call, layer)
    names = dict(zip(("dimension", "size", "step"), call.operation.arguments[1:], strict=False))
    named = {**names, **call.operation.keywords}
    axis, rank = named.get("dimension"), len(known_dims(call.entering[0]))
    if not isinstance(axis, int):
        raise NoLayerError(CONSTANT)
    later = axis % (rank - 1) + 1
    operation = call.operation.model_copy(
        update={"arguments": call.operation.arguments[:1], "keywords": {**named, "dimension": later}}
    )
    return windows_of(drawer, replace(call, operation=operation), layer)


def side_by_side(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """``torch.nn.Unfold``: (channels × numbers of a window, windows) of an image."""
    dims = known_dims(call.leaving[0])
    sizes, strides, paddings, dilations = (
        each_side(call, name, 2) for name in ("kernel_size", "stride", "padding", "dilation")
    )
    port = rows_port(drawer, entered(drawer, call))
    for axis, padding in ((1, paddings[0]), (2, paddings[1])):
        port = added(drawer, Pad(axis=axis, before=padding, after=padding), port) if padding else port
    for axis, place in ((1, 0), (3, 1)):
        layer = Windows(axis=axis, size=sizes[place], stride=strides[place], dilation=dilations[place])
        port = added(drawer, layer, port)
    port = added(drawer, Permute(order=(0, 2, 4, 1, 3)), port)
    return [drawer.plain(added(drawer, Reshape(sizes=tuple(dims[1:])), port), dims)]


def over_each_other(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """``torch.nn.Fold``: an image of which windows that meet are added. Raises NoLayerError."""
    dims = known_dims(call.leaving[0])
    sizes, strides, paddings, dilations = (
        each_side(call, name, 2) for name in ("kernel_size", "stride", "padding", "dilation")
    )
    if set(dilations) != {1} or len(dims) != 4:
        raise NoLayerError(CONSTANT)
    wide = [side + 2 * padding for side, padding in zip(dims[2:], paddings, strict=True)]
    places = [(side - size) // stride + 1 for side, size, stride in zip(wide, sizes, strides, strict=True)]
    port = added(drawer, Reshape(sizes=(dims[1], *sizes, *places)), rows_port(drawer, entered(drawer, call)))
    port = added(drawer, Permute(order=(0, 3, 1, 4, 2)), port)
    for axis, place in ((1, 0), (2, 1)):
        rest = wide[place] - ((places[place] - 1) * strides[place] + sizes[place])
        port = added(drawer, Overlay(axis=axis, stride=strides[place], extra=rest), port)
        if paddings[place]:
            port = added(drawer, Slice(axis=axis, start=paddings[place], stop=-paddings[place]), port)
    return [drawer.plain(port, dims)]
