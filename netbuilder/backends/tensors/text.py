"""Small pieces of source text that functions of tensors are put together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netbuilder.operations.tensor import Language

INDENT = "    "
MANY = 4
"""More values than these are not counted in a type."""
TENSOR: Mapping[Language, str] = {"numpy": "Array", "torch": "torch.Tensor", "tf": "tf.Tensor"}
"""The type of a value while it is computed with."""


def packed(names: Sequence[str]) -> str:
    """A tuple."""
    return f"({', '.join(names)}{',' if len(names) == 1 else ''})"


def targets(names: Sequence[str]) -> str:
    """What a tuple is unpacked into."""
    return packed(names) if len(names) == 1 else ", ".join(names)


def hint(tensor: str, count: int) -> str:
    """The type of one value, or of several."""
    if count > MANY:
        return f"tuple[{tensor}, ...]"
    return tensor if count == 1 else f"tuple[{', '.join([tensor] * count)}]"


def indented(lines: Sequence[str]) -> list[str]:
    """The lines one level further in."""
    return [INDENT + line for line in lines]


def returned(answers: Sequence[str]) -> str:
    """The statement that returns these."""
    return f"{INDENT}return {', '.join(answers)}"
