"""The kinds of rows that layers ask for: images and sequences. A refusal carries what would make one of the other."""

from __future__ import annotations

import math

from netbuilder.layers.base import Shape, describe
from netbuilder.layers.core import Reshape
from netbuilder.layers.shape_error import ShapeError
from netbuilder.messages import say


def image(x: Shape) -> tuple[int, int, int]:
    """The channels, height and width of an image. Raises ShapeError for anything else."""
    if len(x) == 3:
        return x[0], x[1], x[2]
    raise ShapeError(
        "It needs an image (channels × height × width), but gets {shape}. Put a Reshape before it.",
        shape=describe(x),
        insert=Reshape(sizes=(1, *_rectangle(x))),
        otherwise=say(
            "It needs an image (channels × height × width), but gets {shape}, which is too small for its settings. "
            "Choose data with images, or another layer.",
            shape=describe(x),
        ),
    )


def sequence(x: Shape) -> tuple[int, int]:
    """The length and the features of a sequence. Raises ShapeError for anything else."""
    if len(x) == 2:
        return x[0], x[1]
    raise ShapeError(
        "It needs a sequence (length × features), but gets {shape}. Put a Reshape before it.",
        shape=describe(x),
        insert=Reshape(sizes=(-1, x[-1]) if len(x) > 1 else (-1, 1)),
    )


def sequence_or_image(x: Shape) -> Shape:
    """The shape itself. Raises ShapeError where it is neither a sequence nor an image."""
    if len(x) in (2, 3):
        return x
    raise ShapeError(
        "It needs a sequence (length × features) or an image (channels × height × width), but gets {shape}. "
        "Put a Reshape before it.",
        shape=describe(x),
        insert=Reshape(sizes=(1, *_rectangle(x))),
    )


def _rectangle(x: Shape) -> Shape:
    """A height and a width for as many numbers: those of a sequence, or as square as can be."""
    if len(x) == 2:
        return x
    total = math.prod(x)
    height = next(side for side in range(math.isqrt(total), 0, -1) if total % side == 0)
    return height, total // height
