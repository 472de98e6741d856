"""Where arrays are in memory: those that lie at the same place are the same weights, whatever their axes are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from netbuilder.layers.base import Layer, Shape
from netbuilder.layers.core import Reshape
from netbuilder.layers.tensors.arranging import Permute

Span = tuple[int, int]
"""Where an array begins and ends in memory."""
STATISTICS = ("running_mean", "running_var", "num_batches_tracked")
"""What a layer keeps and does not train."""


def learned(weights: Mapping[str, Any]) -> dict[str, Any]:
    """The arrays of a layer that training changes."""
    return {name: array for name, array in weights.items() if name.rpartition(".")[2] not in STATISTICS}


def span(array: Any) -> Span:
    """Where an array is in memory."""
    from numpy.lib.array_utils import byte_bounds

    start, end = byte_bounds(array)
    return start, end


def overlap(one: Span, other: Span) -> bool:
    """Whether two arrays have numbers in common."""
    return one[0] < other[1] and other[0] < one[1]


def way_to(base: Any, view: Any) -> list[Layer] | None:
    """The layers that arrange an array as another one at the same place is arranged; None where none do."""
    if span(base) != span(view) or not (_dense(base) and _dense(view)):
        return None
    found = list[Layer]()
    held, shape = _by_stride(base), tuple(base.shape)
    if held != sorted(held):
        found.append(Permute(order=tuple(held)))
        shape = tuple(shape[axis] for axis in held)
    wanted = _by_stride(view)
    inner = tuple(view.shape[axis] for axis in wanted)
    if inner != shape:
        found.append(Reshape(sizes=inner))
    if wanted != sorted(wanted):
        found.append(Permute(order=tuple(wanted.index(axis) for axis in range(len(wanted)))))
    return found


def _by_stride(array: Any) -> list[int]:
    """The axes in the order in which the numbers lie in memory; those of a single number stay where they are."""
    long = [axis for axis in range(array.ndim) if array.shape[axis] > 1]
    ordered = iter(sorted(long, key=lambda axis: -array.strides[axis]))
    return [next(ordered) if axis in long else axis for axis in range(array.ndim)]


def _dense(array: Any) -> bool:
    """Whether an array is all that lies between its first number and its last one, each of them once."""
    shape: Shape = tuple(array.shape)
    step = array.itemsize
    for axis in reversed(_by_stride(array)):
        if shape[axis] > 1 and array.strides[axis] != step:
            return False
        step *= shape[axis]
    return bool(array.size) and step == math.prod(shape) * array.itemsize
