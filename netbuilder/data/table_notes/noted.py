"""What notes need of a table file, and how they name columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self

from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.table_check import Choices, Inspected
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

    from netbuilder.data.tables.table_check import Usable

LONGEST = 40
"""Characters that a sentence shows of a text."""
NAMED = 5
"""Columns that one sentence names at most."""


class Noted(Protocol):
    """What notes need of a table file."""

    @property
    def columns(self) -> tuple[ColumnChoice, ...]: ...
    @property
    def missing(self) -> str: ...
    def choices(self) -> Choices: ...
    def inspected(self) -> Inspected: ...
    def usable_or_none(self) -> Usable | None: ...
    def recognised(self) -> Message | None: ...
    def whole(self) -> polars.DataFrame: ...
    def place(self, row: int) -> Message: ...
    def with_(self, **changes: Any) -> Self: ...
    def with_column(self, name: str, **changes: Any) -> Self: ...
    def with_columns(self, names: Sequence[str], **changes: Any) -> Self: ...
    def without(self, names: tuple[str, ...]) -> Self: ...


def as_missing(dataset: Noted, columns: Sequence[str], value: str, gaps: str = "") -> dict[str, Any]:
    """The change with which a value of these columns stands for no value. ``gaps``: what then happens to its rows; by
    itself they are dropped, unless something else is set."""
    known = {choice.name: choice.missing for choice in dataset.columns}
    alike = defaultdict[tuple[str, ...], list[str]](list)
    for name in columns:
        alike[known.get(name, ())].append(name)
    mended = dataset
    for values, names in alike.items():
        mended = mended.with_columns(names, missing=(*values, value))
    return {"dataset": mended.with_(missing=gaps or (dataset.missing if dataset.missing != "refuse" else "drop"))}


def missing_in(columns: Sequence[str], value: str) -> Message:
    """The words of a button with which a value of these columns stands for no value."""
    if len(columns) == 1:
        return say("Read {value} as missing", value=value)
    more = len(columns) - 1
    return say(
        "Read {value} as missing in “{column}” and {count} more", value=value, column=shortened(columns[0]), count=more
    )


def left_out(columns: Sequence[str]) -> Message:
    """The words of a button that leaves these columns out."""
    first, *more = columns
    if not more:
        return say("Leave out “{column}”", column=first)
    return say("Leave out “{column}” and {count} more", column=shortened(first), count=len(more))


def shortened(text: str) -> str:
    """A text of a table in a sentence, on one line and cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def named(names: Sequence[str]) -> str | Message:
    """Some column names, and how many more there are."""
    shown = ", ".join(f"“{shortened(name)}”" for name in names[:NAMED])
    more = len(names) - NAMED
    return say("{columns} and {count} more", columns=shown, count=more) if more > 0 else shown
