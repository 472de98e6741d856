"""What a network computes, written down one operation after another: the form that every import goes through.

A size of a value is a whole number, or -k where it is k times the number of rows in the batch.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

Dims = tuple[int, ...]
"""The sizes of a value, the batch counted; -1 is the batch itself."""

VALUE, TENSOR, ZEROS, BATCH, SLICE, OTHER = "value", "tensor", "zeros", "batch", "slice", "other"
"""How arguments that are no plain values are marked: a value by its number, a stored tensor by its name, a tensor of
zeros, a multiple of the batch, a slice, and whatever else by its words."""
SIZES = "sizes"
"""The further mark of zeros: their sizes."""
UNUSUAL = "unusual"
"""The setting of an operation that is known, but not as it is here: all its settings in words."""
FIXED = "fixed"
"""The further mark of a stored tensor that training does not change: a buffer, or numbers in the code."""


class Entry(BaseModel):
    """A part of a trace."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entering(Entry):
    """An input of the network: its name, the number of its value, and of codes how many there are (0: numbers)."""

    name: str
    value: int
    codes: int = 0


class Scope(Entry):
    """One call of a module that consists of others. ``path``: its name in the whole module; ``kind``: its class;
    ``own``: whether that is a class of the user's; ``parent``: the place in the list of the call that it is part of."""

    path: str
    kind: str
    own: bool = False
    parent: int = -1


class Operation(Entry):
    """One layer or function that was called.

    ``kind``: the class of a module in torch.nn, or a function, led by "f."; ``scope``: the call that it belongs to;
    ``path``: the module's name; ``results``: the numbers of the values that it gave; ``weights``: the names of its
    stored tensors by the names in the module; ``line``: where it is called.
    """

    kind: str
    scope: int
    path: str = ""
    settings: dict[str, Any] = {}
    arguments: list[Any] = []
    keywords: dict[str, Any] = {}
    results: list[int] = []
    weights: dict[str, str] = {}
    line: str = ""


class Remark(Entry):
    """Something about the tracing that the user should know: which remark, with its values."""

    kind: str
    values: dict[str, str] = {}


class View(Entry):
    """A stored tensor that shows numbers of another one: its name, the place of the first number in it, the sizes, and
    how far the next number along each axis is."""

    base: str
    offset: int
    sizes: list[int]
    strides: list[int]


class Trace(Entry):
    """A whole network. ``values``: the sizes of each value by its number, empty where they are not known;
    ``outputs``: the numbers of the values that leave it, by their names; ``views``: the stored tensors that show
    numbers of others, by name."""

    title: str
    inputs: list[Entering]
    values: list[Dims | None]
    scopes: list[Scope]
    operations: list[Operation]
    outputs: dict[str, int]
    remarks: list[Remark] = []
    views: dict[str, View] = {}


def value_of(argument: Any) -> int | None:
    """The number of the value that an argument is, or None."""
    number = marked(argument, VALUE)
    return number if isinstance(number, int) else None


def marked(argument: Any, mark: str) -> Any:
    """What an argument says under a mark, or None."""
    return argument.get(mark) if isinstance(argument, dict) else None
