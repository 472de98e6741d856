"""In which order PyTorch's own module draws the starting values of a layer, so that an opened layer draws the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from netbuilder.layers.base import Layer
from netbuilder.layers.tensors.starting import Weighted, is_started
from netbuilder.operations.tensor import Drawn, Entry, Start, Tensor

UNIFORM: Drawn = "uniform"


@dataclass(frozen=True, slots=True)
class Draw:
    """The starting values of a weight, and how many random numbers of which kind are drawn before it and not used.

    ``turn``: which of the layer's weights it is in the order of drawing, from 1; 0 where that is the order of reading.
    """

    label: str
    start: Start
    turn: int = 0
    skipped: int = 0
    skipped_kind: Drawn = UNIFORM


def draws(layer: Layer, weights: Sequence[tuple[Tensor, Entry]]) -> dict[str, Draw]:
    """How the weights that a layer learns are drawn, by their names.

    PyTorch's module draws every weight by default; those for which the user has chosen other starting values are
    drawn again when all are done (``backends/torch/starting.py``). ``weights``: what the layer's operations read.
    Raises ShapeError where the chosen values do not fit.
    """
    drawn = list(_in_order(layer, weights))
    read = [found.label for _, found in weights if found.learned]
    if [draw.label for draw in drawn] != read:
        drawn = [replace(draw, turn=number) for number, draw in enumerate(drawn, 1)]
    return {draw.label: draw for draw in drawn}


def _in_order(layer: Layer, weights: Sequence[tuple[Tensor, Entry]]) -> Iterator[Draw]:
    """In the order in which the final values are drawn."""
    learned = {found.label: (tensor, found.start) for tensor, found in weights if found.learned and found.start}
    sizes = {found.label: _sizes(tensor) for tensor, found in weights if is_started(found)}
    chosen: Mapping[str, Start] = {}
    order: Sequence[str] = tuple(learned)
    if isinstance(layer, Weighted):
        chosen, order = layer.starts(sizes), layer.drawing_order(order)
    skipped, kind = 0, UNIFORM
    for label in order:
        tensor, start = learned[label]
        unused = _random(start) if label in chosen else start.discarded
        if unused is not None:
            skipped, kind = skipped + math.prod(_sizes(tensor)), unused
        if label not in chosen:
            yield Draw(label, start, skipped=skipped, skipped_kind=kind)
            skipped, kind = 0, UNIFORM
    for label, start in chosen.items():
        if label in learned:
            yield Draw(label, start, skipped=skipped, skipped_kind=kind)
            skipped, kind = 0, UNIFORM


def _random(start: Start) -> Drawn | None:
    """Which random numbers PyTorch draws for a weight by default, if any."""
    return start.kind if start.kind in ("uniform", "normal") else start.discarded


def _sizes(tensor: Tensor) -> tuple[int, ...]:
    return tuple(size or 0 for size in tensor.shape)
