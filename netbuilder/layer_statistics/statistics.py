"""Figures of the layers of a network, and the arrays of one of them: plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.layer_statistics.layers import ListedLayer

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

ArrayKind = Literal["weight", "gradient of weight", "activations", "gradient of activations"]


@dataclass(frozen=True, slots=True)
class LayerStatistics:
    """Figures of one layer, None where it has none of the kind.

    ``parameters``: how many numbers its weights have; ``largest``: max |w|; ``norm``: of all its weights as one vector;
    ``gradient_norm``: of the gradient of the mean training loss with respect to them, likewise.
    ``zero_units``: the numbers, from 0, of the units that are 0 for every row, of ``units``.
    ``mean``, ``deviation``: of all numbers that it puts out.
    """

    layer: ListedLayer
    parameters: int
    largest: float | None
    norm: float | None
    gradient_norm: float | None
    units: int
    zero_units: tuple[int, ...]
    mean: float
    deviation: float

    @property
    def gradient_size(self) -> float | None:
        """The root mean square of the gradient of one of its weights, so that layers of all sizes compare."""
        return None if self.gradient_norm is None else self.gradient_norm / math.sqrt(self.parameters)

    @property
    def zero_share(self) -> float | None:
        """The share of units that are always 0, from 0 to 1."""
        return len(self.zero_units) / self.units if self.units else None


@dataclass(frozen=True, slots=True, eq=False)
class LayerArray:
    """``name``: of the weight, within its layer; empty for activations. ``array``: of weights as PyTorch has them, of
    activations (rows, …)."""

    kind: ArrayKind
    name: str
    array: Array


@dataclass(frozen=True, slots=True, eq=False)
class LayerArrays:
    """The arrays of one layer."""

    layer: ListedLayer
    arrays: tuple[LayerArray, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NetworkStatistics:
    """The figures of all layers, in the order in which they compute. ``rows``: on how many training rows; ``loss``: the
    mean loss of these rows; ``chosen``: the arrays of the layer that was asked for, or None."""

    layers: tuple[LayerStatistics, ...]
    rows: int
    loss: float
    chosen: LayerArrays | None
