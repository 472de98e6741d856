"""The matrix product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.operations.axes import Rows
from netbuilder.operations.reductions import broadcast, summed
from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor

MATMUL = 4
"""How strongly Python's operator binds."""


@dataclass(frozen=True)
class MatMul(Operation):
    """The matrix product over the last two axes; those in front are repeated where one has a side of 1 or none."""

    operator = "@"
    template, strength, stem = "{0} @ {1}", MATMUL, "product"

    def shape(self, *shapes: Sizes) -> Sizes:
        """(…, rows, inner) and (…, inner, columns) give (…, rows, columns)."""
        first, second = shapes
        return (*broadcast(first[:-2], second[:-2]), first[-2], second[-1])

    def derivative(self, output: Tensor, upstream: Tensor) -> Sequence[Tensor | None]:
        """Upstream @ second.T and first.T @ upstream, summed where one was repeated.

        Many rows against one matrix are laid below each other, so that one product does the sum as well.
        """
        first, second = output.inputs
        if second.rank == 2 and first.rank > 2:
            slope = Rows()(first).T @ Rows()(upstream)
        else:
            slope = summed(first.T @ upstream, second)
        return summed(upstream @ second.T, first), slope

    def lowest(self, place: int, language: Language) -> int:
        """a @ (b @ c) needs parentheses, (a @ b) @ c does not."""
        return MATMUL + place
