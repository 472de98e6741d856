"""Every layer there is. A new family of layers is imported here, and nowhere else."""

from __future__ import annotations

from netbuilder.layers import activation, attention, basis, convolution, core, merge, normalization, pooling, recurrent
from netbuilder.layers.base import DECLARED, Category, Layer

FAMILIES = (core, basis, convolution, pooling, normalization, activation, merge, recurrent, attention)


def layer_types() -> dict[str, type[Layer]]:
    """All declared layers by type, in the order of the palette."""
    order = list(Category)
    return dict(sorted(DECLARED.items(), key=lambda item: order.index(item[1].category)))
