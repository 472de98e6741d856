"""What the user changes in a minibatch to see what follows: numbers edited by hand, and mistakes made on purpose."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from netbuilder.errors import ProjectError
from netbuilder.graph.blocks import NodePath
from netbuilder.stepping.numbers import Numbers

Kind = Literal["value", "gradient", "weight"]


@dataclass(frozen=True, slots=True)
class Edit:
    """One number put in place of another. ``name``: the port of a value or gradient; of a weight its PyTorch name."""

    kind: Kind
    path: NodePath
    name: str
    at: tuple[int, ...]
    number: float

    @property
    def place(self) -> tuple[Kind, NodePath, str, tuple[int, ...]]:
        """What is edited: a second edit of the same place replaces the first."""
        return self.kind, self.path, self.name, self.at


@dataclass(frozen=True, slots=True)
class Interventions:
    """``keep_gradients``: zero_grad is left out; ``backward_twice``: backward runs a second time; ``evaluation``: the
    network computes as in evaluation mode; ``detached``: nodes through whose output no gradient passes back.
    """

    edits: tuple[Edit, ...] = ()
    keep_gradients: bool = False
    backward_twice: bool = False
    evaluation: bool = False
    detached: frozenset[NodePath] = frozenset()

    def __bool__(self) -> bool:
        return self != Interventions()

    def with_edit(self, edit: Edit) -> Interventions:
        """One more edit, in place of an earlier one of the same number."""
        return replace(self, edits=(*(one for one in self.edits if one.place != edit.place), edit))

    def without_edits(self) -> Interventions:
        """The mistakes alone, which go on in the next minibatch."""
        return replace(self, edits=())

    def of(self, kind: Kind, path: NodePath, name: str) -> tuple[Edit, ...]:
        """The edits of one array."""
        return tuple(one for one in self.edits if (one.kind, one.path, one.name) == (kind, path, name))


def typed(text: str) -> float:
    """The number that was typed. Raises ProjectError where it is none, or not finite."""
    try:
        number = float(text.strip().replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        raise ProjectError(
            "One number is expected here, but “{text}” was typed. Type a number such as 0.5 or 1e-3.",
            text=text.strip(),
        ) from None
    if not math.isfinite(number):
        raise ProjectError("Only finite numbers can be typed in: “{text}” would spread everywhere.", text=text.strip())
    return number


def typed_number(text: str, found: Numbers) -> float:
    """The number that was typed to stand in an array. Raises ProjectError where it is none that fits there."""
    number = typed(text)
    if "float" not in found.dtype and number != int(number):
        raise ProjectError("The array holds whole numbers, but {number} was typed. Type one.", number=f"{number:g}")
    if "float" in found.dtype and abs(number) > LARGEST_FLOAT:
        raise ProjectError("{number} is too large for {dtype}.", number=f"{number:g}", dtype=found.dtype)
    return number


LARGEST_FLOAT = 3.4e38
"""The largest number of 32 bits, rounded down."""
