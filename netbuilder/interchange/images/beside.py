"""Layers that act along the channels or a sequence where each row holds several values, such as the words of a text.

The values lie beside each other, as the columns of an image: (rows, several, channels, steps) becomes (rows, channels,
steps, several). A layer of sequences is then one of images whose windows are a single column wide, so that one layer
with one set of weights sees all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from netbuilder.interchange.drawing.call import Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.placed import Placed
from netbuilder.interchange.drawing.row_layers import each_side
from netbuilder.interchange.traced import Dims
from netbuilder.layers.base import Layer

Drawing = Callable[[Drawer, Call, Layer | None], Sequence[Value]]
WINDOW_OF_ONE = {"kernel_size": 1, "stride": 1, "padding": 0, "output_padding": 0}
"""The settings of windows along the values that lie beside each other."""
CONVOLUTIONS = {"Conv1d": "Conv2d", "ConvTranspose1d": "ConvTranspose2d"}
"""Those along sequences, and those of images that are the same where a window is a single column wide."""


def beside(handler: Drawing) -> Drawing:
    """A handler of (rows, channels, …) for values of (rows, several, channels, …); of sequences, one of images."""

    def drawn(drawer: Drawer, call: Call, layer: Layer | None) -> Sequence[Value]:
        number, value = call.inputs[0], entered(drawer, call)
        last = len(value.axes) - 1
        try:
            drawer.values[number] = value.permuted([0, *range(2, last + 1), 1])
            (found,) = handler(drawer, _of_columns(call), layer)
        finally:
            drawer.values[number] = value
        if not isinstance(found, Placed):
            raise NoLayerError(BATCH)
        return [found.permuted([0, last, *range(1, last)])]

    return drawn


def _of_columns(call: Call) -> Call:
    """The call for values beside each other."""
    entering, leaving = (tuple(map(_turned, dims)) for dims in (call.entering, call.leaving))
    call = replace(call, entering=entering, leaving=leaving)
    if call.kind not in CONVOLUTIONS:
        return call
    sides = {name: _sides(call, name, alone) for name, alone in WINDOW_OF_ONE.items()}
    settings = {**call.settings, **sides, "dilation": each_side(call, "dilation", 1)[0]}
    weights = {**call.weights, "weight": call.weights["weight"][..., None]}
    return replace(call, kind=CONVOLUTIONS[call.kind], settings=settings, weights=weights)


def _sides(call: Call, name: str, alone: int) -> Any:
    """A setting of windows, along the steps and along the values beside each other."""
    given = call.settings.get(name)
    return given if isinstance(given, str) else [each_side(call, name, 1)[0], alone]


def _turned(dims: Dims | None) -> Dims | None:
    return None if dims is None else (known_dims(dims)[0], *dims[2:], dims[1])
