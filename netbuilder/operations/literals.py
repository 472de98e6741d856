"""Numbers that are written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from netbuilder.operations.tensor import Language, Operation, Sizes


@dataclass(frozen=True)
class Numbers(Operation):
    """Several numbers. ``values``: nested tuples."""

    values: Any
    stem = "numbers"

    def shape(self, *shapes: Sizes) -> Sizes:
        """The lengths of the tuples, from the outside in."""
        found, inside = list[int](), self.values
        while isinstance(inside, tuple):
            found.append(len(inside))
            inside = inside[0]
        return tuple(found)

    def text(self, language: Language, inputs: Sequence[str], settings: Mapping[str, str]) -> str:
        """As nested lists."""
        values = repr(self.values).replace(",)", ")").replace("(", "[").replace(")", "]")
        made = {"numpy": f'numpy.array({values}, "float32")', "torch": f"torch.tensor({values})"}
        return made.get(language, f"tf.constant({values})")
