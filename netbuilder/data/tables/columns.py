"""The columns of a table as a user sees them: what each is for and what it holds, by itself or as set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from netbuilder.data.tables.column_kinds import ColumnKind, Reading
from netbuilder.declaration import Declared
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

Role = Literal["feature", "target", "left out"]
ROLES: tuple[Role, ...] = get_args(Role)
KINDS: tuple[ColumnKind, ...] = get_args(ColumnKind)

WORDS: Mapping[str, Message] = {
    "feature": say("feature"),
    "target": say("target"),
    "left out": say("left out"),
    "number": say("number"),
    "category": say("category"),
    "ordered": say("ordered"),
    "yes/no": say("yes/no"),
    "date": say("date"),
}
"""Roles and kinds as users read them."""
MAX_CLASSES = 1000
NEARLY = 0.8
"""The share of rows from which on a column of texts differs in nearly every row."""
SHOWN = 30
"""Characters of a text that are shown as an example."""
FEW_ROWS = 10
"""In fewer rows than these, texts that differ say nothing."""
INDEX_NAMES = frozenset(
    {"id", "index", "idx", "row", "rowid", "row id", "row_id", "rownames", "nr", "no", "number", "#"}
)


_NAME_OF_ID = re.compile(
    r"(?i:(?:^|[^a-z])(?:id|idx|index|uid|key)$|^(?:case|user|customer|patient|passenger|person|subject|order|record|row)id$)"
    r"|[a-z](?:ID|Id|Nr)$"
)
"""Names such as "customer_id", "caseid" and "PassengerId"."""


class ColumnChoice(Declared):
    """What the user has set of a column; "auto" where it follows from the column.

    ``missing``: values of it that stand for no value.
    """

    name: str
    role: Literal["auto", "feature", "target", "left out"] = "auto"
    kind: Literal["auto", "number", "category", "ordered", "yes/no", "date"] = "auto"
    missing: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether nothing is set."""
        return (self.role, self.kind, self.missing) == ("auto", "auto", ())

    def values(self) -> dict[str, Any]:
        """The parameters as plain values, without those of a column that has none missing."""
        values = super().values()
        return values if self.missing else {name: values[name] for name in values if name != "missing"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``kind`` is None where it holds nothing, or nothing that can be used.

    ``missing``: rows without a value. ``reason``: why it is left out by itself. ``index``: it numbers the rows.
    """

    name: str
    role: Role
    kind: ColumnKind | None
    missing: int
    reason: Message | None = None
    index: bool = False


def columns_of(
    table: polars.DataFrame, read: polars.DataFrame, reading: Reading, chosen: Mapping[str, ColumnChoice]
) -> tuple[Column, ...]:
    """All columns of a table, with one target. ``read``: those of them that can be used, as numbers and texts."""
    nulls = dict(zip(read.columns, read.null_count().row(0), strict=True))
    different = _different_texts(read)
    columns = []
    values = {column.name: column for column in read}
    unnamed = [name for name in table.columns if is_unnamed(name)]
    row_names = unnamed[0] if unnamed == table.columns[:1] and table.width > 1 else ""
    for name in table.columns:
        if name not in nulls:
            columns.append(Column(name, "left out", None, 0, _unusable(table[name])))
            continue
        kind = _kind(reading.written.get(name, ("",))[0], name in different)
        index = kind == "number" and (_numbers_rows(name, values[name]) or (name == row_names and _rises(values[name])))
        missing = nulls[name]
        reason = _why_left_out(values[name], missing, index, different.get(name))
        known = kind if missing < len(read) else None
        columns.append(Column(name, "left out" if reason else "feature", known, missing, reason, index))
    return _with_roles(columns, chosen, different)


def _kind(written: str, texts: bool) -> ColumnKind:
    return next((known for known in KINDS if known == written), "category" if texts else "number")


def _different_texts(read: polars.DataFrame) -> dict[str, int]:
    """How many different texts each column of categories has."""
    import polars

    texts = read.select(polars.col(polars.String))
    counts = texts.select(polars.all().drop_nulls().n_unique()).row(0) if texts.width else ()
    return dict(zip(texts.columns, counts, strict=True))


def _unusable(column: polars.Series) -> Message:
    return say("it holds values of type {kind}; only numbers, texts and dates can be used", kind=str(column.dtype))


def _why_left_out(column: polars.Series, missing: int, index: bool, different: int | None) -> Message | None:
    """Why a column is left out unless the user says otherwise, or None."""
    rows, unnamed = len(column), is_unnamed(column.name)
    if missing == rows and rows:
        return say("it holds nothing")
    if unnamed and index:
        return say("it has no name and numbers the rows")
    if unnamed and 2 * missing > rows:
        return say("it has no name and is empty in {missing} of {rows} rows", missing=missing, rows=rows)
    if different is not None and (
        different > max(50, rows // 2) or different > MAX_CLASSES or (rows >= FEW_ROWS and different > NEARLY * rows)
    ):
        text = " ".join(column.drop_nulls()[0].split())
        text = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return say(
            "it holds {count} different texts in {rows} rows, such as “{text}”", count=different, rows=rows, text=text
        )
    return None


def is_unnamed(name: str) -> bool:
    """Whether the file has no name for a column: "Column 3", or pandas' "Unnamed: 3"."""
    return name.startswith(("Column ", "Unnamed: ")) and name.rpartition(" ")[2].isdigit()


def _numbers_rows(name: str, numbers: polars.Series) -> bool:
    """Whether a column without a name, or one that is called a number of its rows, numbers them or tells them apart."""
    named = name.strip().casefold() in INDEX_NAMES or _NAME_OF_ID.search(name.strip()) is not None
    if not named and not name.startswith(("Column ", "Unnamed: ")):
        return False
    return _counts_rows(numbers) or (named and _tells_rows_apart(numbers))


def _rises(numbers: polars.Series) -> bool:
    """Whether each row has a greater whole number than the row before, as row names have where rows were left out."""
    return _tells_rows_apart(numbers) and bool((numbers.diff().drop_nulls() > 0).all())


def _tells_rows_apart(numbers: polars.Series) -> bool:
    """Whether each row has a whole number of its own."""
    whole = len(numbers) >= FEW_ROWS and not numbers.null_count() and bool((numbers == numbers.round()).all())
    return whole and numbers.n_unique() == len(numbers)


def _counts_rows(numbers: polars.Series) -> bool:
    """Whether a column counts the rows from 0 or 1."""
    import polars

    if len(numbers) < 3 or numbers.null_count() or numbers[0] not in (0.0, 1.0):
        return False
    counted = polars.Series(range(len(numbers))).cast(polars.Float64) + numbers[0]
    return bool((numbers == counted).all())


def _with_roles(
    columns: list[Column], chosen: Mapping[str, ColumnChoice], different: Mapping[str, int]
) -> tuple[Column, ...]:
    """The columns with the roles that the user has set, and the last one as target where none is set."""
    set_ = {name: choice.role for name, choice in chosen.items() if choice.role != "auto"}
    target = next((name for name, role in set_.items() if role == "target"), "")
    if not target:
        free = [c for c in columns if c.name not in set_ and (not c.reason or c.name in different) and c.kind]
        target = free[-1].name if free else ""
    placed = []
    for column in columns:
        role = set_.get(column.name, column.role)
        if column.name == target:
            placed.append(replace(column, role="target", reason=None))
        elif role == "target":  # a second one: only the first counts
            placed.append(replace(column, role="feature"))
        elif column.name in set_:
            placed.append(replace(column, role=role, reason=None))
        else:
            placed.append(column)
    return tuple(placed)
