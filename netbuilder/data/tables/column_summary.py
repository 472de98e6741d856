"""The columns of a table in figures: what is missing, how many values differ, from where to where they reach."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from netbuilder.data.tables.column_kinds import ColumnKind
from netbuilder.data.tables.columns import Role
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import Message

if TYPE_CHECKING:
    import polars

EPOCH = date(1970, 1, 1).toordinal()
COMMONEST = 3
"""Categories of a column that are named."""


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """One column. ``low``, ``high``: of numbers. ``commonest``: of categories, each with its number of rows."""

    name: str
    role: Role
    kind: ColumnKind | None
    missing: int
    distinct: int
    low: float | None = None
    high: float | None = None
    commonest: tuple[tuple[str, int], ...] = ()
    reason: Message | None = None


def summaries(found: Inspected) -> tuple[ColumnSummary, ...]:
    """The figures of all columns, in the order of the table; a few questions to polars for all of them together."""
    import polars

    read = found.read
    different = _row(read.select(polars.all().drop_nulls().n_unique())) if read.width else {}
    numbers = read.select(polars.col(polars.Float64))
    lows, highs = (_row(numbers.min()), _row(numbers.max())) if numbers.width else ({}, {})
    return tuple(
        ColumnSummary(
            column.name,
            column.role,
            column.kind,
            column.missing,
            different.get(column.name, 0),
            lows.get(column.name),
            highs.get(column.name),
            commonest(read[column.name]) if column.kind == "category" and column.name not in lows else (),
            column.reason,
        )
        for column in found.columns
    )


def commonest(texts: polars.Series, count: int = COMMONEST) -> tuple[tuple[str, int], ...]:
    """The most frequent texts with their numbers of rows; of equally frequent ones the first by letters."""
    counted = Counter(texts.to_list())
    del counted[None]
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:count])


def day(days: float) -> str:
    """A date as 2021-12-31, from days since 1 January 1970, as dates are read."""
    whole = EPOCH + math.floor(days)
    return date.fromordinal(whole).isoformat() if 1 <= whole <= date.max.toordinal() else f"{days:g}"


def _row(frame: polars.DataFrame) -> dict[str, Any]:
    return dict(zip(frame.columns, frame.row(0), strict=True)) if len(frame) else {}
