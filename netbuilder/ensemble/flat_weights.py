"""All weights in one flat tensor: an optimizer that treats each number by itself updates them at once.

For small weights that takes a third of the time: what an update costs is mostly the count of tensors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netbuilder.training.batches import LINE_BYTES

if TYPE_CHECKING:
    import torch


def flattened(weights: Sequence[torch.Tensor]) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """A copy of the weights as one flat tensor, and a view of it for each of them, in its shape.

    What lies between the parts is 0. All weights are of one type of number and on one device.
    """
    row = weights[0].new_zeros(_length(weights))
    parts = views_of(row, weights)
    for part, values in zip(parts, weights, strict=True):
        part.copy_(values)
    return row, parts


def views_of(row: torch.Tensor, shaped_as: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """Views of a flat tensor that ``flattened`` made of tensors of these shapes, or of one as long."""
    placed = zip(shaped_as, _places(shaped_as), strict=True)
    return [row[place : place + like.numel()].view(like.shape) for like, place in placed]


def _places(weights: Sequence[torch.Tensor]) -> Iterator[int]:
    """Where each part begins: as far from the beginning as torch lets a tensor of its own begin, for products of
    matrices differ in the last bit with the place in memory."""
    place = 0
    for values in weights:
        yield place
        place += _padded(values)


def _padded(values: torch.Tensor) -> int:
    line = LINE_BYTES // values.element_size()
    return -(-values.numel() // line) * line


def _length(weights: Sequence[torch.Tensor]) -> int:
    return sum(map(_padded, weights))
