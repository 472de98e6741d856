"""Products of matrices that both depend on the input, and what attention written by hand puts between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from netbuilder.interchange.composed.truth import is_truth
from netbuilder.interchange.drawing.call import OTHER, Call, NoLayerError
from netbuilder.interchange.drawing.drawer import CONSTANT, Drawer, Value, entered, known_dims
from netbuilder.interchange.drawing.operation_layers import (
    BEYOND_ALL,
    added,
    constant,
    own_row,
    rows_port,
    single,
)
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.traced import marked, value_of
from netbuilder.layers.activation import Softmax
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Dropout, Reshape
from netbuilder.layers.merge import Add, Multiply
from netbuilder.layers.tensors.arithmetic import Subtract, Where
from netbuilder.layers.tensors.arranging import Permute
from netbuilder.layers.tensors.matrices import MatMul
from netbuilder.messages import say

BELOW_ALL = -BEYOND_ALL


def masked(drawer: Drawer, call: Call, _: Layer | None) -> Sequence[Value]:
    """Numbers in places that a tensor of the module's own marks, or another value, are set to one number."""
    mask, number = call.weights.get(OTHER), call.settings.get("value")
    number = BELOW_ALL if marked(number, OTHER) == "-inf" else number
    if value_of(call.operation.arguments[0]) is None and isinstance(number, int | float):
        dims = known_dims(call.leaving[0])
        own = constant(drawer, own_row(call, call.operation.arguments[0], len(dims)))
        places = rows_port(drawer, entered(drawer, call))
        return [drawer.plain(added(drawer, Where(), places, single(drawer, max(number, BELOW_ALL)), own), dims)]
    if len(call.inputs) == 2 and isinstance(number, int | float):
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

    given, dims, masks = call.settings, known_dims(call.entering[0]), list[Port]()
    if given.get("dropout_p") or given.get("enable_gqa"):
        raise NoLayerError(say("it has a dropout of its own, or fewer keys than queries, which no layer has."))
    queries, keys, values = (rows_port(drawer, entered(drawer, call, at)) for at in range(3))
    if given.get("is_causal"):
        masks.append(own_mask(drawer, numpy.triu(numpy.ones((dims[-2], dims[-2]), bool), 1), hidden=True))
    if len(call.inputs) == 4:
        masks.append(_mask_of_rows(drawer, call, len(dims)))
    elif OTHER in call.weights:
        masks.append(own_mask(drawer, call.weights[OTHER], hidden=False))
    elif given.get("attn_mask") is not None:
        raise NoLayerError(CONSTANT)
    shares = attention_shares(drawer, queries, keys, given.get("scale") or 1 / math.sqrt(dims[-1]), masks)
    node = drawer.draw(MatMul(), [shares, values], call, {})
    return [drawer.plain(drawer.flat.only(node), known_dims(call.leaving[0]))]


def _mask_of_rows(drawer: Drawer, call: Call, rank: int) -> Port:
    """A mask that depends on the rows, true where there is attention, or numbers. Raises NoLayerError."""
    value = entered(drawer, call, 3)
    if len(value.axes) != rank:
        raise NoLayerError(CONSTANT)
    port = rows_port(drawer, value)
    if not is_truth(drawer, port):
        return port
    return below_all(drawer, added(drawer, Subtract(), single(drawer, 1.0), port))


def below_all(drawer: Drawer, port: Port) -> Port:
    """Truth values, 1 where something is hidden, as numbers that are added; numbers stay as they are."""
    return added(drawer, Multiply(), port, single(drawer, BELOW_ALL)) if is_truth(drawer, port) else port


def own_mask(drawer: Drawer, mask: Any, *, hidden: bool) -> Port:
    """A mask that is always the same, as numbers that are added. ``hidden``: whether true stands for no attention."""
    import numpy

    if mask.dtype == bool:
        mask = numpy.where(mask == hidden, BELOW_ALL, 0.0)
    return constant(drawer, _without_ones(numpy.maximum(mask, BELOW_ALL)))


def attention_shares(drawer: Drawer, queries: Port, keys: Port, scale: float, masks: Sequence[Port]) -> Port:
    """The softmax of the scaled products of queries and keys (…, steps, features). ``masks``: numbers that are added to
    the products before it."""
    rank = len(drawer.flat.shape(queries))
    turned = added(drawer, Permute(order=(*range(rank - 2), rank - 1, rank - 2)), keys)
    scores = added(drawer, Multiply(), added(drawer, MatMul(), queries, turned), single(drawer, scale))
    for mask in masks:
        scores = added(drawer, Add(), scores, mask)
    if rank == 3:  # of an image, a softmax takes the channels, which come first
        scores = added(drawer, Permute(order=(2, 0, 1)), scores)
    shares = added(drawer, Softmax(), scores)
    return added(drawer, Permute(order=(1, 2, 0)), shares) if rank == 3 else shares


def attention_in_parts(
    drawer: Drawer, call: Call, entering: Sequence[Port], masks: Sequence[Port], *, dropout: float
) -> tuple[Port, Port]:
    """Multi-head attention from queries, keys and values (steps, features), or several of them (…, steps, features):
    the projections, attention in each head, and the projection of all heads together. Returns that and the shares
    (…, heads, queries, keys).

    Raises NoLayerError.
    """
    heads, width = call.settings["num_heads"], len(call.weights["out_proj.weight"])
    shape = drawer.flat.shape(entering[0])
    swapped = (*range(len(shape) - 2), len(shape) - 1, len(shape) - 2, len(shape))
    if {"bias_k", "bias_v"} & call.weights.keys() or call.settings.get("add_zero_attn"):
        raise NoLayerError(say("it has biases for keys and values, or adds zeros to them."))

    def projected(port: Port, number: int) -> Port:
        """Queries, keys or values of each head, (…, heads, steps, features of a head)."""
        part = slice(number * width, (number + 1) * width)
        own = call.weights.get(f"{'qkv'[number]}_proj_weight")
        weights = {"weight": call.weights["in_proj_weight"][part] if own is None else own}
        weights |= {"bias": call.weights["in_proj_bias"][part]} if "in_proj_bias" in call.weights else {}
        sizes = (*drawer.flat.shape(port)[:-1], heads, width // heads)
        port = added(drawer, Reshape(sizes=sizes), _dense(drawer, together(drawer, port), width, weights))
        return added(drawer, Permute(order=swapped), port)

    queries, keys, values = (projected(port, number) for number, port in enumerate(entering))
    shares = attention_shares(drawer, queries, keys, 1 / math.sqrt(width // heads), masks)
    kept = added(drawer, Dropout(rate=dropout), shares) if dropout else shares
    mixed = added(drawer, Permute(order=swapped), added(drawer, MatMul(), kept, values))
    mixed = added(drawer, Reshape(sizes=(math.prod(shape[:-1]), width)), mixed)
    named = {name: call.weights.get(f"out_proj.{name}") for name in ("weight", "bias")}
    found = _dense(drawer, mixed, width, {name: array for name, array in named.items() if array is not None})
    return found if len(shape) == 2 else added(drawer, Reshape(sizes=(*shape[:-1], width)), found), shares


def together(drawer: Drawer, port: Port) -> Port:
    """Several sequences (…, steps, features) as one (all steps, features)."""
    *leading, features = drawer.flat.shape(port)
    return added(drawer, Reshape(sizes=(math.prod(leading), features)), port) if len(leading) > 1 else port


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
