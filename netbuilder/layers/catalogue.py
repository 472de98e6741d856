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
)
from netbuilder.layers.base import DECLARED, Category, Layer

FAMILIES = (core, interface, basis, convolution, pooling, normalization, activation, merge, recurrent, attention)


def layer_types() -> dict[str, type[Layer]]:
    """The layers of a network by type, in the order of the palette."""
    order = list(Category)
    found = {name: kind for name, kind in DECLARED.items() if kind.role not in ("entry", "exit")}
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].category)))


def known_layer_types() -> dict[str, type[Layer]]:
    """Every layer that a file may name, by type: those of the palette, and the ports of blocks."""
    return dict(DECLARED)
