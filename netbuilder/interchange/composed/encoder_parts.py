"""A layer of a transformer encoder as what it consists of, for several sequences in each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from netbuilder.interchange.drawing.call import Call
from netbuilder.interchange.drawing.drawer import Drawer
from netbuilder.interchange.drawing.operation_layers import added
from netbuilder.interchange.drawing.placed import Port
from netbuilder.interchange.drawing.products import attention_in_parts, together
from netbuilder.layers.activation import GELU, ReLU
from netbuilder.layers.base import Layer
from netbuilder.layers.core import Dense, Dropout, Reshape
from netbuilder.layers.merge import Add
from netbuilder.layers.normalization import LayerNorm


def encoder_in_parts(drawer: Drawer, call: Call, port: Port) -> Port:
    """What ``torch.nn.TransformerEncoderLayer`` computes of (sequences, steps, features). Raises NoLayerError."""
    given, shape = call.settings, drawer.flat.shape(port)
    rate, first = given["dropout.p"], given["norm_first"]
    units = given["linear1.out_features"], given["linear2.out_features"]

    def part(layer: Layer, name: str, x: Port) -> Port:
        return drawer.flat.only(drawer.flat.add(layer, [x], drawer.scope, weights=_of(call.weights, name)))

    def dropped(x: Port) -> Port:
        return added(drawer, Dropout(rate=rate), x) if rate else x

    def attended(x: Port) -> Port:
        inner = replace(
            call, settings={"num_heads": given["self_attn.num_heads"]}, weights=_of(call.weights, "self_attn")
        )
        several = added(drawer, Reshape(sizes=shape), x)
        found, _ = attention_in_parts(drawer, inner, [several] * 3, [], dropout=rate)
        return dropped(together(drawer, found))

    def fed(x: Port) -> Port:
        bent = ReLU() if given["activation_relu_or_gelu"] == 1 else GELU()
        inner = dropped(added(drawer, bent, part(Dense(units=units[0]), "linear1", x)))
        return dropped(part(Dense(units=units[1]), "linear2", inner))

    x = together(drawer, port)
    for number, step in enumerate((attended, fed), start=1):
        norm = f"norm{number}"
        if first:
            x = added(drawer, Add(), x, step(part(LayerNorm(), norm, x)))
        else:
            x = part(LayerNorm(), norm, added(drawer, Add(), x, step(x)))
    return added(drawer, Reshape(sizes=shape), x)


def _of(weights: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The weights of a part by their names in it."""
    return {key.removeprefix(f"{name}."): array for key, array in weights.items() if key.startswith(f"{name}.")}
