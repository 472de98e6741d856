"""Products of matrices that both depend on the input, and what attention written by hand puts between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import BATCH, CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.placed import ROWS, Placed, Port
from netbuilder.interchange.traced import marked
from netbuilder.layers.activation import Softmax
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Multiply
from netbuilder.layers.tensors.arithmetic import Where
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.layers.tensors.values import ConstantNumbers
from netbuilder.messages import say

BELOW_ALL = -1e30
"""What stands for minus infinity: its power of e is 0, too."""


def product(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The matrix product of two values with the same number of axes."""
    if len(call.inputs) != 2:
        raise NoLayerError(CONSTANT)
    ports = [_rows(drawer, entered(drawer, call, at)) for at in (0, 1)]
    node = drawer.draw(MatMul(), ports, call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def masked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers in places that a tensor of the module's own marks are set to one number."""
    mask, number = call.weights.get(OTHER), call.settings.get("value")
    number = BELOW_ALL if marked(number, OTHER) == "-inf" else number
    if mask is None or not isinstance(number, int | float):
        raise NoLayerError(CONSTANT)
    port = _masked(drawer, _rows(drawer, entered(drawer, call)), mask, number)
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def attention(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Scaled dot-product attention: the softmax of the scaled products of queries and keys, times the values."""
    import numpy

    given = call.settings
    if len(call.inputs) != 3 or given.get("attn_mask") is not None or given.get("dropout_p"):
        raise NoLayerError(say("it has a mask or a dropout of its own, which no layer has."))
    dims = known_dims(call.entering[0])
    queries, keys, values = (_rows(drawer, entered(drawer, call, at)) for at in range(3))
    rank, scale = len(dims) - 1, given.get("scale") or 1 / math.sqrt(dims[-1])
    turned = _add(drawer, Permute(order=(*range(rank - 2), rank - 1, rank - 2)), keys)
    scores = _add(drawer, Multiply(), _add(drawer, MatMul(), queries, turned), _number(drawer, scale))
    if given.get("is_causal"):
        steps = dims[-2]
        scores = _masked(drawer, scores, numpy.triu(numpy.ones((steps, steps)), 1), BELOW_ALL)
    if rank == 3:  # of an image, a softmax takes the channels, which come first
        scores = _add(drawer, Permute(order=(2, 0, 1)), scores)
    shares = _add(drawer, Softmax(), scores)
    if rank == 3:
        shares = _add(drawer, Permute(order=(1, 2, 0)), shares)
    node = drawer.draw(MatMul(), [shares, values], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def _rows(drawer: Drawer, value: Placed) -> Port:
    """The port at which all axes of a value are axes of the drawing. Raises NoLayerError."""
    if value.axes[0] != (ROWS,):
        raise NoLayerError(BATCH)
    return drawer.port_for(value, [[axis] for axis in range(1, len(value.axes))])


def _add(drawer: Drawer, layer: Layer, *inputs: Port) -> Port:
    return drawer.flat.only(drawer.flat.add(layer, inputs, drawer.scope))


def _constant(drawer: Drawer, array: Any) -> Port:
    """Numbers that never change, as a layer that holds them."""
    import numpy

    numbers = " ".join(f"{number:g}" if number == int(number) else repr(float(number)) for number in array.reshape(-1))
    layer = ConstantNumbers(sizes=tuple(map(int, array.shape)), numbers=numbers)
    held = {"": array.astype(numpy.float32)}
    return drawer.flat.only(drawer.flat.add(layer, [], drawer.scope, weights=held))


def _number(drawer: Drawer, number: float) -> Port:
    import numpy

    return _constant(drawer, numpy.array(number))


def _masked(drawer: Drawer, port: Port, mask: Any, number: float) -> Port:
    """A number where the mask is not 0, else what comes from a port."""
    while mask.ndim and mask.shape[0] == 1:
        mask = mask[0]
    return _add(drawer, Where(), _constant(drawer, mask != 0), _number(drawer, number), port)
