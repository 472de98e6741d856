"""Sums, means and largest numbers along axes; what repeats a tensor along an axis, and what sums it up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import ClassVar

from netbuilder.operations.tensor import Language, Operation, Size, Sizes, Tensor


def broadcast(*shapes: Sizes) -> Sizes:
    """The shape of what is computed number by number. Raises ValueError where the shapes do not fit."""
    return tuple(reversed([_side(sizes) for sizes in zip_longest(*map(reversed, shapes), fillvalue=1)]))


def _side(sizes: tuple[Size, ...]) -> Size:
    wide = {size for size in sizes if size != 1}
    if len(wide) > 1:
        raise ValueError(f"sides of {' and '.join(map(str, wide))} cannot be repeated to each other")
    return wide.pop() if wide else 1


def without(shape: Sizes, axes: Sequence[int], keep: bool) -> Sizes:
    """A shape without some axes, or with a side of 1 in their places."""
    found = {axis % len(shape) for axis in axes}
    if keep:
        return tuple(1 if axis in found else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in found)


@dataclass(frozen=True)
class Along(Operation):
    """What is computed of the numbers along some axes. ``keep``: the axes stay, with a side of 1."""

    axes: tuple[int, ...]
    keep: bool = False
    name: ClassVar[tuple[str, str, str]]

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape without those axes."""
        return without(shapes[0], self.axes, self.keep)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As the package's own function has it."""
        numpy, torch, tensorflow = self.name
        axes = self.axes[0] if len(self.axes) == 1 else self.axes
        if language == "torch":
            return f"{inputs[0]}.{torch}(dim={axes}{', keepdim=True' if self.keep else ''})"
        rest = f"axis={axes}{', keepdims=True' if self.keep else ''}"
        return f"{inputs[0]}.{numpy}({rest})" if language == "numpy" else f"tf.{tensorflow}({inputs[0]}, {rest})"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9

    def spread(self, output: Tensor, upstream: Tensor) -> Tensor:
        """What arrives, with the axes back in their places."""
        if self.keep:
            return upstream
        return Expand(tuple(sorted(axis % output.inputs[0].rank for axis in self.axes)))(upstream)


@dataclass(frozen=True)
class Sum(Along):
    """The sum."""

    name, stem = ("sum", "sum", "reduce_sum"), "total"

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, at every place that was summed."""
        return (SpreadOver()(self.spread(output, upstream), output.inputs[0]),)


@dataclass(frozen=True)
class Mean(Along):
    """The mean."""

    name, stem = ("mean", "mean", "reduce_mean"), "mean"

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, divided by how many numbers there were, at every place."""
        return (ShareOver()(self.spread(output, upstream), output.inputs[0]),)


@dataclass(frozen=True)
class EvenMax(Along):
    """The largest number. Where several are largest, the derivative is shared evenly."""

    name, stem = ("max", "amax", "reduce_max"), "largest"

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, at the places of the largest number."""
        source = output.inputs[0]
        return (PassToLargest()(self.spread(output, upstream), source, self.spread(output, output)),)


@dataclass(frozen=True)
class Peak(EvenMax):
    """The largest number, where the result does not depend on it: it has no derivative."""

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """None."""
        return (None,)


@dataclass(frozen=True)
class FirstMax(Operation):
    """The largest number along the last axis. Where several are largest, the derivative goes to the first."""

    template, stem = "first_largest({0})", "largest"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape without the last axis."""
        return shapes[0][:-1]

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, at the place of the largest number."""
        return (PassToFirst()(upstream, output.inputs[0]),)


@dataclass(frozen=True)
class Expand(Operation):
    """New axes with a side of 1. ``axes``: where they stand in the result."""

    axes: tuple[int, ...]
    recomputed, stem = True, "expanded"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape with a 1 at those places."""
        sides = iter(shapes[0])
        return tuple(1 if axis in self.axes else next(sides) for axis in range(len(shapes[0]) + len(self.axes)))

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, without the new axes."""
        if upstream.operation == self:
            return (upstream.inputs[0],)
        return (Sum(self.axes)(upstream),)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """By an index: ``x[:, None]``."""
        places = ["None" if axis in self.axes else ":" for axis in range(max(self.axes) + 1)]
        return f"{inputs[0]}[{', '.join(places)}]"

    def lowest(self, place: int, language: Language) -> int:
        """It is written as an index."""
        return 9


def summed(upstream: Tensor, target: Tensor) -> Tensor:
    """What arrives from above, summed over the axes along which ``target`` was repeated."""
    missing = upstream.rank - target.rank
    front = tuple(range(missing))
    repeated = tuple(
        axis
        for axis, (size, above) in enumerate(zip(target.shape, upstream.shape[missing:], strict=True))
        if size == 1 and above != 1
    )
    if not front:
        return Sum(repeated, keep=True)(upstream) if repeated else upstream
    result = Sum((*front, *(missing + axis for axis in repeated)))(upstream)
    return Expand(repeated)(result) if repeated else result


class Like(Operation):
    """What arrives from above, in the shape of the second input. Derivatives are made of these."""

    def shape(self, *shapes: Sizes) -> Sizes:
        """The shape of the second input."""
        return shapes[1]


@dataclass(frozen=True)
class SpreadOver(Like):
    """Each number repeated over the axes with a side of 1."""

    template, stem = "numpy.broadcast_to({0}, {1}.shape)", "spread"


@dataclass(frozen=True)
class ShareOver(Like):
    """Each number divided by how often it is repeated over the axes with a side of 1."""

    template, stem = "shared_over({0}, {1})", "share"


@dataclass(frozen=True)
class PassToLargest(Like):
    """Each number shared by the places at which the second input is equal to the third."""

    template, stem = "passed_to_largest({0}, {1}, {2})", "passed"


@dataclass(frozen=True)
class PassToFirst(Like):
    """Each number at the place of the first of the largest along the last axis."""

    template, stem = "passed_to_first({0}, {1})", "passed"
