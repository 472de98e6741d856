"""Products of matrices that both depend on the input, and what attention written by hand puts between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import added, constant, rows_port, single
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.traced import marked
from netbuilder.layers.activation import Softmax
from netbuilder.layers.base import Layer
from netbuilder.layers.merge import Multiply
from netbuilder.layers.tensors.arithmetic import Where
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.messages import say

BELOW_ALL = -1e30
"""What stands for minus infinity: its power of e is 0, too."""


def product(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """The matrix product of two values with the same number of axes."""
    if len(call.inputs) != 2:
        raise NoLayerError(CONSTANT)
    ports = [rows_port(drawer, entered(drawer, call, at)) for at in (0, 1)]
    node = drawer.draw(MatMul(), ports, call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def masked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers in places that a tensor of the module's own marks are set to one number."""
    mask, number = call.weights.get(OTHER), call.settings.get("value")
    number = BELOW_ALL if marked(number, OTHER) == "-inf" else number
    if mask is None or not isinstance(number, int | float):
        raise NoLayerError(CONSTANT)
    port = _masked(drawer, rows_port(drawer, entered(drawer, call)), mask, number)
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def attention(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Scaled dot-product attention: the softmax of the scaled products of queries and keys, times the values."""
    import numpy

    given = call.settings
    if len(call.inputs) != 3 or given.get("attn_mask") is not None or given.get("dropout_p"):
        raise NoLayerError(say("it has a mask or a dropout of its own, which no layer has."))
    dims = known_dims(call.entering[0])
    queries, keys, values = (rows_port(drawer, entered(drawer, call, at)) for at in range(3))
    rank, scale = len(dims) - 1, given.get("scale") or 1 / math.sqrt(dims[-1])
    turned = added(drawer, Permute(order=(*range(rank - 2), rank - 1, rank - 2)), keys)
    scores = added(drawer, Multiply(), added(drawer, MatMul(), queries, turned), single(drawer, scale))
    if given.get("is_causal"):
        steps = dims[-2]
        scores = _masked(drawer, scores, numpy.triu(numpy.ones((steps, steps)), 1), BELOW_ALL)
    if rank == 3:  # of an image, a softmax takes the channels, which come first
        scores = added(drawer, Permute(order=(2, 0, 1)), scores)
    shares = added(drawer, Softmax(), scores)
    if rank == 3:
        shares = added(drawer, Permute(order=(1, 2, 0)), shares)
    node = drawer.draw(MatMul(), [shares, values], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def _masked(drawer: Drawer, port: Port, mask: Any, number: float) -> Port:
    """A number where the mask is not 0, else what comes from a port."""
    while mask.ndim and mask.shape[0] == 1:
        mask = mask[0]
    return added(drawer, Where(), constant(drawer, mask != 0), single(drawer, number), port)
