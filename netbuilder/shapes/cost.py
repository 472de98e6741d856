"""What a node costs for one row: multiply-adds, and the memory of weights and values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from netbuilder.graph.blocks import BlockUse
from netbuilder.layers.base import Layer, Shape, sizes_of
from netbuilder.operations.cost import multiply_adds
from netbuilder.operations.tensor import entry
from netbuilder.shapes.check_result import Check, Checked

NUMBER = 4
"""Bytes of a number: weights and values are 32-bit floating-point numbers."""


@dataclass(frozen=True, slots=True)
class Cost:
    """``multiply_adds``: of the matrix products, for one row; ``weights``: in bytes; ``values``: what it puts out for
    one row, in bytes, of a block also what is put out inside, as training keeps it for backward."""

    multiply_adds: int = 0
    weights: int = 0
    values: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.multiply_adds + other.multiply_adds, self.weights + other.weights, self.values + other.values)


def cost(checked: Checked) -> Cost | None:
    """What a node costs; None where its shapes are not known, or where it keeps the place of an unknown layer."""
    layer = checked.node.layer
    if checked.node.muted:
        return Cost()
    if not checked.outputs or layer.stands_in:
        return None
    weights = checked.parameters * NUMBER
    if isinstance(layer, BlockUse):
        inside = [cost(found) for one in checked.inside for found in _computing(one)]
        known = sum((found for found in inside if found is not None), Cost())
        return None if None in inside else Cost(known.multiply_adds, weights, known.values)
    values = sum(math.prod(shape) for shape in checked.outputs) * NUMBER
    return Cost(_multiply_adds(layer, checked.inputs), weights, values)


def _computing(check: Check) -> Iterator[Checked]:
    """What is found of the nodes in a block of which its outputs are made."""
    used = (check.nodes[node] for node in check.graph.used)
    return (found for found in used if found.node.layer.role == "hidden")


@lru_cache(maxsize=4096)
def _multiply_adds(layer: Layer, shapes: tuple[Shape | None, ...]) -> int:
    """Those of the layer's operations (see ``operations.cost``)."""
    inputs = {
        port: entry(port, sizes_of(shape))
        for port, shape in zip(layer.input_ports(), shapes, strict=True)
        if shape is not None
    }
    if not inputs:
        return 0
    result = layer.operations(*inputs.values())
    return multiply_adds(*(result.values() if isinstance(result, dict) else (result,)))
