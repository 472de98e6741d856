"""Operations that look something up: rows of a matrix by their number, one number of each row, fixed matrices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.operations.reductions import Like
from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor


@dataclass(frozen=True)
class WholeNumbers(Operation):
    """The numbers as whole numbers. It has no derivative."""

    template, stem = "whole_numbers({0})", "codes"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The same."""
        return shapes[0]


@dataclass(frozen=True)
class Floats(Operation):
    """Whole numbers as numbers with a fraction. It has no derivative."""

    templates = {
        "numpy": '{0}.astype("float32")',
        "torch": "{0}.float()",
        "tf": "tf.cast({0}, tf.float32)",
    }
    stem = "numbers"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The same."""
        return shapes[0]

    def lowest(self, place: int, language: Language) -> int:
        """It is written as a method, but in TensorFlow as a function."""
        return 0 if language == "tf" else 9


@dataclass(frozen=True)
class TakeRows(Operation):
    """The rows of a matrix with these numbers."""

    template, stem, templates = "{0}[{1}]", "vectors", {"tf": "tf.gather({0}, {1})"}

    def shape(self, *shapes: Sizes) -> Sizes:
        """A row for each number."""
        return (*shapes[1], shapes[0][-1])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, added to the rows that were taken; one that was taken twice gets both."""
        matrix, codes = output.inputs
        return AddToRows()(upstream, matrix, codes), None


@dataclass(frozen=True)
class AddToRows(Like):
    """Zeros in the shape of the second input, to whose rows with these numbers the first is added."""

    template, stem = "added_to_rows({0}, {1}, {2})", "slopes"


@dataclass(frozen=True)
class Pick(Operation):
    """One number of each row of a matrix."""

    template, stem = "picked({0}, {1})", "picked"

    def shape(self, *shapes: Sizes) -> Sizes:
        """A number a row."""
        return shapes[0][:-1]

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """What arrives, at the places that were picked."""
        matrix, places = output.inputs
        return PutBack()(upstream, matrix, places), None


@dataclass(frozen=True)
class PutBack(Like):
    """Zeros in the shape of the second input, with one number in each row."""

    template, stem = "put_back({0}, {1}, {2})", "slopes"


@dataclass(frozen=True)
class Interpolation(Operation):
    """The matrix by which a side of an image is made so many times longer, with numbers blended between neighbors."""

    axis: int
    factor: int
    free = ("factor",)
    template, stem = "interpolation({0}.shape[{axis}], {factor})", "blend"

    def shape(self, *shapes: Sizes) -> Sizes:
        """(longer, side)."""
        side = shapes[0][self.axis]
        return None if side is None else side * self.factor, side


@dataclass(frozen=True)
class ZeroState(Operation):
    """The state before the first step: zeros, a row for each of the first input, a column for each of the second."""

    template, stem = "zero_state({0}, {1})", "state"

    def shape(self, *shapes: Sizes) -> Sizes:
        """(rows, columns of the second)."""
        return shapes[0][0], shapes[1][-1]
