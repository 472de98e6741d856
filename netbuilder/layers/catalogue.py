"""Every layer there is. A new family of layers is imported here, and nowhere else."""

from __future__ import annotations

from netbuilder.layers import (
    activation,
    attention,
    basis,
    convolution,
    core,
    interface,
    merge,
    normalization,
    pooling,
    recurrent,
    unknown,
)
from netbuilder.layers.base import DECLARED, Category, Layer
from netbuilder.layers.tensors import arithmetic, arranging, ends, lookups, matrices, reducing, sliding, values

FAMILIES = (
    *(core, interface, basis, convolution, pooling, normalization, activation, merge, recurrent, attention),
    *(values, arithmetic, matrices, reducing, arranging, sliding, lookups, ends),
    unknown,
)


def layer_types() -> dict[str, type[Layer]]:
    """The layers that are offered, by type, in the order of the palette."""
    order = list(Category)
    found = {name: kind for name, kind in DECLARED.items() if kind.in_palette}
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].category)))


def known_layer_types() -> dict[str, type[Layer]]:
    """Every layer that a file may name, by type: those of the palette, ports of blocks, placeholders."""
    return dict(DECLARED)
