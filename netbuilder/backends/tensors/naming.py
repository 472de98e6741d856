"""Names of functions and arguments in scripts of tensors."""

from __future__ import annotations

import re

from netbuilder.graph.identifiers import latin

_OF_VALUES = ("kept_", "d_")
"""What names of kept values and of slopes begin with."""


def identifier(label: str) -> str:
    """The name of an argument for a weight such as "self_attn.in_proj_weight"."""
    return re.sub(r"\W", "_", label)


def function_name(stem: str, taken: set[str]) -> str:
    """A name that is not taken, neither for a function nor for its derivative, and now is."""
    name, number = stem, 2
    while {name, derivative_name(name)} & taken:
        name, number = f"{stem}_{number}", number + 1
    taken |= {name, derivative_name(name)}
    return name


def derivative_name(name: str) -> str:
    """The name of a function's derivative in NumPy."""
    return f"{name}_backward"


def block_stem(title: str) -> str:
    """What the function of a block is called after: "Residual stage" is residual_stage."""
    stem = latin(title)
    return stem if stem[:1].isalpha() and not stem.startswith(_OF_VALUES) else f"block_{stem}".rstrip("_")
