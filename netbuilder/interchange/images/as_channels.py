"""What does the same to each channel, where each row holds several images or sequences: their channels as those of one.

(rows, several, channels, …) becomes (rows, several × channels, …), which one layer sees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, rows_port
from netbuilder.interchange.drawing.placed import Placed
from netbuilder.interchange.traced import Dims
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Reshape

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]


def as_channels(handler: Drawing) -> Drawing:
    """A handler of (rows, channels, …) that treats all channels alike, for values of (rows, several, channels, …)."""

    def drawn(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        before, dims = known_dims(call.entering[0]), known_dims(call.leaving[0])
        number, value = call.inputs[0], entered(drawer, call)
        whole, leaving = _together(before), _together(dims)
        port = added(drawer, Reshape(sizes=tuple(whole[1:])), rows_port(drawer, value))
        try:
            drawer.values[number] = drawer.plain(port, whole)
            (found,) = handler(drawer, replace(call, entering=(whole,), leaving=(leaving,)), layer)
        finally:
            drawer.values[number] = value
        if not isinstance(found, Placed):
            raise NoLayerError(BATCH)
        return [drawer.plain(added(drawer, Reshape(sizes=tuple(dims[1:])), rows_port(drawer, found)), dims)]

    return drawn


def _together(dims: Dims) -> Dims:
    """The sizes with the second and the third axis as one."""
    return (dims[0], dims[1] * dims[2], *dims[3:])
