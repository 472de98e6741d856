"""An array as images: its last two axes are one image, and those before them say how many there are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.layers.base import Shape

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

MOST_TILES = 1_024
MOST_SIDE = 512
"""So many images, and so many rows and columns of one, are shown at most."""
IMAGE_CHANNELS = 4
"""A row of numbers is shown as an image where that has at most so many channels."""


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """``images``: (images, rows, columns), views of the array; ``together``: so many in a row belong together, such as
    the slices of one filter; ``largest``: the largest size of a number of the whole array, which has the full color.
    ``whole``: whether all numbers are in them; ``shape``: of the array as it is seen."""

    images: Array
    together: int
    largest: float
    whole: bool
    shape: tuple[int, ...]

    def place(self, image: int, row: int, column: int) -> tuple[int, ...]:
        """The place in the array of a number of an image."""
        import numpy

        rows, columns = (1, 1, *self.shape)[-2:]
        return tuple(map(int, numpy.unravel_index((image * rows + row) * columns + column, self.shape)))


def tiles(array: Array, image: Shape | None = None) -> Tiles:
    """The images of an array. ``image``: the shape of the image whose numbers lie along its second axis, if they do."""

    if image is not None and array.ndim == 2 and math.prod(image) == array.shape[1] and image[0] <= IMAGE_CHANNELS:
        array = array.reshape(len(array), *image)
    sides = array.shape[-2:] if array.ndim > 1 else (1, array.size)
    images = array.reshape(-1, *sides)
    shown = images[:MOST_TILES, :MOST_SIDE, :MOST_SIDE]
    return Tiles(
        images=shown,
        together=array.shape[-3] if array.ndim > 3 else 1,
        largest=_largest(array),
        whole=shown.size == array.size,
        shape=array.shape,
    )


def _largest(array: Array) -> float:
    """The largest size of its finite numbers; 0 where there are none."""
    import numpy

    if not array.size:
        return 0.0
    size = max(abs(float(array.min())), abs(float(array.max())))
    if math.isfinite(size):  # as nearly always: no copy of a large array is made
        return size
    finite = numpy.abs(array[numpy.isfinite(array)])
    return float(finite.max()) if finite.size else 0.0
