"""The matrix product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from netbuilder.operations.axes import Rows
from netbuilder.operations.reductions import broadcast, summed
from netbuilder.operations.tensor import Language, Operation, Sizes, Tensor, as_tensor

MATMUL = 4
"""How strongly Python's operator binds."""


@dataclass(frozen=True)
class MatMul(Operation):
    """The matrix product over the last two axes; those in front are repeated where one has a side of 1 or none.

    ``wide``: of four axes or more and a matrix. TensorFlow (2.21, with oneDNN, on the CPU) gives wrong numbers for that
    where the second axis has a side of 1, so it is written as a sum over one axis there.
    """

    wide: bool = False
    operator = "@"
    template, strength, stem = "{0} @ {1}", MATMUL, "product"

    def __call__(self, *inputs: Tensor | float) -> Tensor:
        """The product, which notes how many axes it has."""
        first, second = map(as_tensor, inputs)
        wide = first.rank > 3 and second.rank == 2
        return Operation.__call__(replace(self, wide=wide), first, second)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """``a @ b``."""
        if self.wide and language == "tf":
            return f"tf.tensordot({inputs[0]}, {inputs[1]}, 1)"
        return super().text(language, inputs, settings)

    def binds(self, language: Language) -> int:
        """As a product, but in TensorFlow as a function where it is wide."""
        return 9 if self.wide and language == "tf" else MATMUL

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
        return 0 if self.wide and language == "tf" else MATMUL + place
