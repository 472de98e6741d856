"""An array as it was at one moment: whole where it is small, else a corner of it, with figures over all of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

LARGEST = 2**16
"""So many numbers of an array are kept at most: a recorded step takes 256 KiB for each of its arrays at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """``array``: the numbers, or the corner of them at the origin, which cannot be written to; ``shape``, ``dtype``:
    of the whole. ``low``, ``high``, ``mean``, ``deviation``, ``norm``: of what is finite in it; not a number where
    nothing is. ``zeros``, ``not_finite``: how many of them.
    """

    array: Any
    shape: tuple[int, ...]
    dtype: str
    low: float
    high: float
    mean: float
    deviation: float
    norm: float
    zeros: int
    not_finite: int

    @property
    def whole(self) -> bool:
        """Whether all numbers are kept."""
        return bool(self.array.shape == self.shape)

    @property
    def size(self) -> float:
        """Of the largest number, without its sign: infinite where one that is kept is, 0 where none is a number."""
        import numpy

        if self.not_finite and numpy.isinf(self.array).any():
            return math.inf
        return 0.0 if math.isnan(self.low) else max(abs(self.low), abs(self.high))

    @property
    def largest(self) -> tuple[int, ...]:
        """Where the largest number stands; empty where it is a single number, or not among those kept."""
        import numpy

        sizes = numpy.nan_to_num(numpy.abs(self.array.astype(numpy.float64)), nan=-1.0, posinf=math.inf)
        at = _place(int(sizes.argmax()), sizes.shape)
        return at if sizes[at] == self.size else ()

    @property
    def first_not_finite(self) -> tuple[int, ...]:
        """Where the first number that is not finite stands; empty as for the largest."""
        import numpy

        wrong = ~numpy.isfinite(self.array)
        return _place(int(wrong.argmax()), wrong.shape) if wrong.any() else ()

    def plain(self) -> dict[str, Any]:
        """Its values for JSON."""
        figures = {name: getattr(self, name) for name in ("low", "high", "mean", "deviation", "norm")}
        return {
            "shape": list(self.shape),
            "dtype": self.dtype,
            **{name: value if math.isfinite(value) else None for name, value in figures.items()},
            "zeros": self.zeros,
            "not_finite": self.not_finite,
            "whole": self.whole,
            "values": _plain(self.array.tolist()),
        }


def single(number: float) -> Numbers:
    """One number, such as the loss."""
    import numpy

    array = numpy.array(number)
    array.flags.writeable = False
    return Numbers(array, (), str(array.dtype), *figures_of(array))


def numbers(tensor: torch.Tensor) -> Numbers:
    """A tensor as it is now, in memory of its own."""
    values = tensor.detach()
    shape, dtype = tuple(values.shape), str(values.dtype).removeprefix("torch.")
    whole = values.to("cpu", copy=True).numpy()
    corner = whole if whole.size <= LARGEST else whole[tuple(map(slice, window(shape)))].copy()
    corner.flags.writeable = False
    return Numbers(corner, shape, dtype, *figures_of(whole))


def figures_of(values: Any) -> tuple[float, float, float, float, float, int, int]:
    """The figures of ``Numbers``, in 64 bits."""
    import numpy

    flat = values.astype(numpy.float64).ravel()
    squares, count = float(flat @ flat), flat.size
    if not math.isfinite(squares):  # then some number is not
        flat = flat[numpy.isfinite(flat)]
        squares = float(flat @ flat)
    if not flat.size:
        return (*(math.nan,) * 5, 0, count)
    mean = float(flat.sum()) / flat.size
    deviation = math.sqrt(max(0.0, squares / flat.size - mean * mean))
    # adding 0 takes the sign of a zero away
    zeros = flat.size - int(numpy.count_nonzero(flat))
    return (
        float(flat.min()) + 0.0,
        float(flat.max()) + 0.0,
        mean,
        deviation,
        math.sqrt(squares),
        zeros,
        count - flat.size,
    )


def window(shape: Sequence[int]) -> tuple[int, ...]:
    """The sides of the corner that is kept: the longest are halved until at most ``LARGEST`` numbers lie in it."""
    sides = list(shape)
    while math.prod(sides) > LARGEST:
        longest = sides.index(max(sides))
        sides[longest] = (sides[longest] + 1) // 2
    return tuple(sides)


def _place(number: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The place of a number that is counted row by row."""
    import numpy

    return tuple(map(int, numpy.unravel_index(number, shape)))


def _plain(values: Any) -> Any:
    if isinstance(values, list):
        return [_plain(value) for value in values]
    return values if math.isfinite(values) else None
