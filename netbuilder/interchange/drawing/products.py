"""Products of matrices that both depend on the input, and what attention written by hand puts between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import BEYOND_ALL, added, constant, rows_port, single
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.traced import marked, value_of
from netbuilder.layers.activation import Softmax
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Dropout, Reshape
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.tensors.arithmetic import Where
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.messages import say

BELOW_ALL = -BEYOND_ALL


def masked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers in places that a tensor of the module's own marks, or another value, are set to one number."""
    mask, number = call.weights.get(OTHER), call.settings.get("value")
    number = BELOW_ALL if marked(number, OTHER) == "-inf" else number
    if len(call.inputs) == 2 and isinstance(number, int | float) and value_of(call.operation.arguments[0]) is not None:
        dims = known_dims(call.leaving[0])
        if any(len(known_dims(each)) != len(dims) for each in call.entering):
            raise NoLayerError(CONSTANT)
        value, places = (rows_port(drawer, entered(drawer, call, at)) for at in (0, 1))
        return [drawer.plain(added(drawer, Where(), places, single(drawer, max(number, BELOW_ALL)), value), dims)]
    if mask is None or not isinstance(number, int | float):
        raise NoLayerError(CONSTANT)
    port = _masked(drawer, rows_port(drawer, entered(drawer, call)), mask, number)
    return [drawer.plain(port, known_dims(call.leaving[0]))]


def attention(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Scaled dot-product attention: the softmax of the scaled products of queries and keys, times the values."""
    import numpy

    given, dims, mask = call.settings, known_dims(call.entering[0]), call.weights.get(OTHER)
    if len(call.inputs) != 3 or given.get("dropout_p") or (mask is None and given.get("attn_mask") is not None):
        raise NoLayerError(say("it has a mask that depends on the rows, or a dropout of its own, which no layer has."))
    if given.get("is_causal"):
        mask = ~numpy.triu(numpy.ones((dims[-2], dims[-2]), bool), 1)
    if mask is not None and mask.dtype == bool:
        mask = numpy.where(mask, 0.0, BELOW_ALL)
    queries, keys, values = (rows_port(drawer, entered(drawer, call, at)) for at in range(3))
    shares = attention_shares(drawer, queries, keys, given.get("scale") or 1 / math.sqrt(dims[-1]), mask)
    node = drawer.draw(MatMul(), [shares, values], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def attention_shares(drawer: Drawer, queries: Port, keys: Port, scale: float, mask: Any) -> Port:
    """The softmax of the scaled products of queries and keys (…, steps, features). ``mask``: None, or numbers that are
    added to the products before it."""
    import numpy

    rank = len(drawer.flat.shape(queries))
    turned = added(drawer, Permute(order=(*range(rank - 2), rank - 1, rank - 2)), keys)
    scores = added(drawer, Multiply(), added(drawer, MatMul(), queries, turned), single(drawer, scale))
    if mask is not None:
        limited = _without_ones(numpy.maximum(mask, BELOW_ALL))
        scores = added(drawer, Add(), scores, constant(drawer, limited))
    if rank == 3:  # of an image, a softmax takes the channels, which come first
        scores = added(drawer, Permute(order=(2, 0, 1)), scores)
    shares = added(drawer, Softmax(), scores)
    return added(drawer, Permute(order=(1, 2, 0)), shares) if rank == 3 else shares


def masked_attention(drawer: Drawer, call: Call, queries: Port, keys: Port, dropout: float) -> Port:
    """Multi-head attention under a mask that is always the same, from sequences (steps, features): the projections,
    attention in each head, and the projection of all heads together. Raises NoLayerError where the mask is another for
    each row."""
    import numpy

    mask, heads = call.weights[OTHER], call.settings["num_heads"]
    if mask.ndim != 2 or "in_proj_weight" not in call.weights or {"bias_k", "bias_v"} & call.weights.keys():
        raise NoLayerError(say("it has a mask for each head, or other projections than usual."))
    mask = numpy.where(mask, BELOW_ALL, 0.0) if mask.dtype == bool else mask
    width = len(call.weights["out_proj.weight"])

    def projected(port: Port, number: int) -> Port:
        """Queries, keys or values of each head, (heads, steps, features of a head)."""
        part = slice(number * width, (number + 1) * width)
        names = {"weight": "in_proj_weight", "bias": "in_proj_bias"}
        weights = {own: call.weights[its][part] for own, its in names.items() if its in call.weights}
        port = _dense(drawer, port, width, weights)
        sizes = (drawer.flat.shape(port)[0], heads, width // heads)
        return added(drawer, Permute(order=(1, 0, 2)), added(drawer, Reshape(sizes=sizes), port))

    taken = [projected(port, number) for number, port in enumerate((queries, keys, keys))]
    shares = attention_shares(drawer, taken[0], taken[1], 1 / math.sqrt(width // heads), mask)
    shares = added(drawer, Dropout(rate=dropout), shares) if dropout else shares
    together = added(drawer, Permute(order=(1, 0, 2)), added(drawer, MatMul(), shares, taken[2]))
    together = added(drawer, Reshape(sizes=(drawer.flat.shape(queries)[0], width)), together)
    named = {name: call.weights.get(f"out_proj.{name}") for name in ("weight", "bias")}
    return _dense(drawer, together, width, {name: array for name, array in named.items() if array is not None})


def _dense(drawer: Drawer, port: Port, units: int, weights: dict[str, Any]) -> Port:
    layer = Dense(units=units, bias="bias" in weights)
    return drawer.flat.only(drawer.flat.add(layer, [port], drawer.scope, weights=weights))


def _masked(drawer: Drawer, port: Port, mask: Any, number: float) -> Port:
    """A number where the mask is not 0, else what comes from a port."""
    return added(drawer, Where(), constant(drawer, _without_ones(mask) != 0), single(drawer, number), port)


def _without_ones(array: Any) -> Any:
    """An array without leading axes of size 1."""
    while array.ndim and array.shape[0] == 1:
        array = array[0]
    return array
