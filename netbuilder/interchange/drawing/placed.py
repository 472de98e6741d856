"""Where the values of a trace are in the drawing, and how the axes there are those of the imported network.

A drawing knows rows without the batch, images as (channels, height, width), sequences as (length, features). A value
of PyTorch has its axes in any order. Swapping axes draws nothing: it only changes which axis is which.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from netbuilder.interchange.traced import Dims
from netbuilder.layers.base import Shape

ROWS = -1
"""The mark of the batch among the parts of an axis."""

Axis = tuple[int, ...]
"""What an axis of a value consists of: the batch, and places in ``Placed.sides``; empty for an axis of size 1."""

LARGE = 1_000_003
"""A stand-in for the rows of a batch: a prime number that no side is a multiple of."""


@dataclass(frozen=True)
class Port:
    """An output of a node that has been drawn, by its number."""

    node: int
    name: str


@dataclass(frozen=True)
class Placed:
    """A value in the drawing.

    ``shape``: of a row in the drawing; ``sides``: the same numbers as they can be counted, without sides of 1;
    ``axes``: of each axis of the imported value, what it is made of; ``order``: where numbers in one row come in
    another order, the place of each in the imported value, and ``apart`` the sides and the order of axes that sort
    them; ``codes``: whether it was made whole numbers on the way.
    """

    port: Port
    shape: Shape
    sides: Shape
    axes: tuple[Axis, ...]
    order: Any = None
    apart: tuple[Shape, Axis] | None = None
    codes: bool = False
    scope: int = 0

    def size(self, axes: Sequence[int]) -> int:
        """The numbers along some axes together, without the batch."""
        return math.prod(self.sides[part] for axis in axes for part in self.axes[axis] if part != ROWS)

    def parts(self, axes: Sequence[int]) -> tuple[int, ...]:
        """The sides that some axes consist of, one after another."""
        return tuple(part for axis in axes for part in self.axes[axis] if part != ROWS)

    @property
    def batch_axis(self) -> int:
        """The axis that the batch is, or begins. Raises ValueError where there is none."""
        return [ROWS in axis for axis in self.axes].index(True)

    @property
    def row_axes(self) -> tuple[int, ...]:
        """The axes that are not the batch alone."""
        return tuple(number for number, axis in enumerate(self.axes) if axis != (ROWS,))

    def fits(self, groups: Sequence[Sequence[int]]) -> bool:
        """Whether these groups of axes, one after another, are the numbers in the order of the drawing."""
        return self.parts([axis for group in groups for axis in group]) == tuple(range(len(self.sides)))

    def permuted(self, order: Sequence[int]) -> Placed:
        """The value with its axes in another order."""
        return replace(self, axes=tuple(self.axes[axis] for axis in order))


@dataclass(frozen=True)
class State:
    """A last state of a recurrent layer. ``last``: whether it is of the last of the layers on top of each other;
    ``direction``: 0, or 1 for that which reads backwards; ``directions``: how many the layer has; ``is_cell``: whether
    it is the cell of an LSTM; ``module``: the number of the first value that the recurrent module gives."""

    node: int
    last: bool
    direction: int
    directions: int
    is_cell: bool = False
    module: int = -1

    @property
    def is_put_out(self) -> bool:
        """Whether it is, alone, what the layer of the drawing puts out."""
        return self.last and self.directions == 1 and not self.is_cell


@dataclass(frozen=True)
class States:
    """Last states on top of each other: the first axis of the value; the second one where they are ``swapped``.

    ``columns``: where layers and directions have axes of their own, how many directions there are.
    """

    states: tuple[State, ...]
    swapped: bool = False
    columns: int = 0


def pair_of(states: tuple[State, ...]) -> int | None:
    """The node that puts out these two states side by side, or None."""
    if len(states) != 2 or not all(state.last and state.directions == 2 and not state.is_cell for state in states):
        return None
    same = states[0].node == states[1].node and (states[0].direction, states[1].direction) == (0, 1)
    return states[0].node if same else None


def plain_axes(dims: Dims) -> tuple[Shape, tuple[Axis, ...]]:
    """The sides and axes of a value whose axes are in the order of the drawing."""
    sides: list[int] = []
    axes: list[Axis] = []
    for size in dims:
        parts: list[int] = [ROWS] if size < 0 else []
        if abs(size) != 1:
            parts.append(len(sides))
            sides.append(abs(size))
        axes.append(tuple(parts))
    return tuple(sides), tuple(axes)


def row_shape(dims: Dims) -> Shape:
    """The sizes of a row: those of a value without the batch."""
    return tuple(abs(size) for size in dims if size != -1)


def with_sides(axes: Sequence[Axis], sides: Sequence[int]) -> tuple[Shape, tuple[Axis, ...]]:
    """Sides without those of 1, and the axes counted anew."""
    kept = [place for place, side in enumerate(sides) if side != 1]
    renamed = {old: new for new, old in enumerate(kept)}
    found = tuple(
        tuple(part if part == ROWS else renamed[part] for part in axis if part == ROWS or part in renamed)
        for axis in axes
    )
    return tuple(sides[place] for place in kept), found


def viewed(value: Placed, dims: Dims) -> Placed | None:
    """The value arranged in other sizes without a number moving; None where the order of its axes does not let it."""
    parts = [(part, LARGE if part == ROWS else value.sides[part]) for axis in value.axes for part in axis]
    sides: dict[tuple[int, int], int] = {}
    axes: list[list[tuple[int, int]]] = []
    for group, sizes in _groups(parts, dims):
        inner = [part for part in group if part != ROWS]
        if inner and inner != list(range(inner[0], inner[0] + len(inner))):
            return None
        steps_first = ROWS in group and group[0] != ROWS
        if steps_first and (group[-1] != ROWS or len(sizes) > 1):
            return None
        if group[:1] == [ROWS] and sizes[0] >= 0:
            return None
        for place, size in enumerate(sizes):
            key = (inner[0] if inner else -1, place)
            made: list[tuple[int, int]] = [(ROWS, 0)] if size < 0 else []
            if abs(size) != 1:
                made.insert(0 if steps_first else len(made), key)
                sides[key] = abs(size)
            axes.append(made)
    ordered = {key: number for number, key in enumerate(sorted(sides))}
    found = tuple(tuple(ROWS if key == (ROWS, 0) else ordered[key] for key in axis) for axis in axes)
    if math.prod(sides.values()) != math.prod(value.sides):
        return None
    return replace(value, sides=tuple(sides[key] for key in sorted(sides)), axes=found)


def _groups(parts: list[tuple[int, int]], dims: Dims) -> Iterator[tuple[list[int], list[int]]]:
    """The smallest groups of old sides and new sizes that hold the same numbers; sizes of 1 stand alone."""
    old, new = list(parts), list(dims)
    while old or new:
        if new and new[0] == 1:
            yield [], [new.pop(0)]
            continue
        group, sizes, mine, its = list[int](), list[int](), 1, 1
        while True:
            if (mine <= its and old) or (old and not new):
                part, size = old.pop(0)
                group.append(part)
                mine *= size
            elif new:
                size = new.pop(0)
                sizes.append(size)
                its *= LARGE * -size if size < 0 else size
            else:
                break
            if mine == its and group and sizes:
                break
        yield group, sizes
