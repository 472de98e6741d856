"""What a table holds: features, target and classes; or the row and the column that keep it from being used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.base import MAX_NUMBER, Signature, Task, require_room
from netbuilder.data.tables import table_sources
from netbuilder.data.tables.column_kinds import Reading, numbers_among_texts, picked, reading_of, with_digits
from netbuilder.data.tables.columns import MAX_CLASSES, Column, ColumnChoice, columns_of
from netbuilder.data.values.words import MISSING
from netbuilder.errors import DataError
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

Place = Callable[[int], Message]
"""Where a row, counted from 0, is to be found, in words."""
Gaps = Literal["refuse", "drop", "fill"]
"""What happens to rows that have no value somewhere."""

FEW_WHOLE_NUMBERS = 10
"""At most so many different whole numbers, most of them more than once, are classes where the task is left open."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user has chosen about a table. ``semicolons``: the file separates its values by them."""

    task: Literal["auto", "classification", "regression"] = "auto"
    columns: tuple[ColumnChoice, ...] = ()
    gaps: Gaps = "refuse"
    no_value: str = ""
    decimal: Literal["auto", "point", "comma"] = "auto"
    dates: Literal["auto", "day first", "month first"] = "auto"
    semicolons: bool = False


@dataclass(frozen=True, eq=False)
class Inspected:
    """The columns of a table, how they are read, and all of them as read.

    ``unknown``: columns of which something is set, and which the table does not have.
    """

    columns: tuple[Column, ...]
    reading: Reading
    read: polars.DataFrame
    unknown: tuple[str, ...] = ()

    @cached_property
    def target(self) -> str:
        """The name of the target, empty where there is none."""
        return next((column.name for column in self.columns if column.role == "target"), "")

    @cached_property
    def used(self) -> list[str]:
        """The names of features and target, in the order of the table."""
        return [column.name for column in self.columns if column.role != "left out"]


@dataclass(frozen=True, slots=True, eq=False)
class Usable:
    """A table that can be used: its signature, how it is read, and how many rows have a gap in a used column."""

    signature: Signature
    reading: Reading
    gaps: int = 0
    rows: polars.Series | None = field(default=None, repr=False)


def inspect(table: polars.DataFrame, choices: Choices) -> Inspected:
    """Find out what the columns hold and what they are for."""
    chosen = {choice.name: choice for choice in choices.columns}
    known = frozenset(table.columns)
    marks = _marks(table, choices)
    table = table_sources.without_marks(table, marks)
    readable = _readable(table)
    usable = picked(table, [name for name in table.columns if name in readable])
    kinds = {name: choice.kind for name, choice in chosen.items() if choice.kind != "auto" and name in readable}
    reading = reading_of(usable, kinds, choices.decimal, choices.dates, choices.no_value, semicolons=choices.semicolons)
    reading = replace(reading, marks=marks)
    read = table_sources.read_values(usable, **reading.arguments())
    unknown = tuple(name for name in chosen if name not in known)
    return Inspected(columns_of(table, read, reading, chosen), reading, read, unknown)


def use(table: polars.DataFrame, found: Inspected, choices: Choices, place: Place) -> Usable:
    """What the network gets of a table. Raises DataError that names the row and the column where it cannot be used."""
    chosen = {choice.name: choice.kind for choice in choices.columns}
    table = table_sources.without_marks(table, dict(found.reading.marks))
    _require_columns(table, found, choices, place)
    for name in _suspects(table, found, chosen):
        if name != found.target or choices.task != "classification":
            free = chosen.get(name, "auto") == "auto" and (name != found.target or choices.task == "auto")
            _require_numbers(table[name], found, free, place)
    task = _task(table[found.target], found, choices, chosen.get(found.target, "auto"))
    reading = _with_classes(table[found.target], found) if task == "classification" else found.reading
    read = values_of(table, found, reading)
    _require_computable(read, table, place)
    return _usable(read, reading, found.target, task, choices.gaps, place)


def values_of(table: polars.DataFrame, found: Inspected, reading: Reading) -> polars.DataFrame:
    """The used columns as they are read. ``reading``: that of ``found``, or the same with classes as they are
    written."""
    read = picked(found.read, found.used)
    if reading is found.reading:
        return read
    return read.with_columns(table_sources.read_values(table[[found.target]], **_of(reading, found.target)))


def _marks(table: polars.DataFrame, choices: Choices) -> dict[str, tuple[str, ...]]:
    """The values that stand for no value, of each column of the table that has such."""
    known = _readable(table)
    return {choice.name: choice.missing for choice in choices.columns if choice.missing and choice.name in known}


def _readable(table: polars.DataFrame) -> frozenset[str]:
    """The columns that can be read: those of numbers, texts, dates, or true and false."""
    import polars

    texts = frozenset(table.select(polars.col(polars.String)).columns)  # of a text file, all
    others = picked(table, [name for name in table.columns if name not in texts])
    return texts | {name for name, kind in others.schema.items() if _can_be_read(kind)}


def _can_be_read(kind: polars.DataType) -> bool:
    import polars

    dated = kind in (polars.Date, polars.Datetime)
    return kind.is_numeric() or dated or kind in (polars.Boolean, polars.String)


def _require_columns(table: polars.DataFrame, found: Inspected, choices: Choices, place: Place) -> None:
    wanted = next((choice.name for choice in choices.columns if choice.role == "target"), "")
    if wanted in found.unknown:
        raise DataError(
            "The table has no column “{name}”. Its columns are {columns}.", name=wanted, columns=_listed(table.columns)
        )
    if wanted and wanted not in found.read.columns:
        raise DataError("Column “{name}” cannot be the target: it holds nothing to learn. Choose another.", name=wanted)
    if table.width > 1 and not len(table):
        raise DataError("The table has column names, but no rows. Add rows.")
    if not found.target or len(found.used) < 2:
        left_out = [column.name for column in found.columns if column.role == "left out"]
        for name in left_out:
            _require_numbers(table[name], found, True, place)
        if left_out:
            raise DataError(
                "The table needs a target column and at least one other column, but has only {columns}. Left out: "
                "{others}. Give one of them a role.",
                columns=_listed(found.used),
                others=_listed(left_out),
            )
        raise DataError(
            "The table needs a target column and at least one other column, but has only {columns}. Choose another "
            "separator, or a table with more columns.",
            columns=_listed(found.used),
        )


def _suspects(table: polars.DataFrame, found: Inspected, chosen: Mapping[str, str]) -> list[str]:
    """Columns of texts that may hold a text among numbers: those that were set, the target, and those in which some
    text is a number."""
    import polars

    used = picked(table, found.used).select(polars.col(polars.String))
    texts = picked(found.read, used.columns).select(polars.col(polars.String)).columns
    texts = with_digits(picked(used, [name for name in texts if name not in found.reading.written])).columns
    numeric = picked(used, texts).select(numbers_among_texts(polars.all(), found.reading.comma)).null_count()
    some = {name for name, nulls in zip(texts, numeric.row(0) if texts else (), strict=True) if nulls < len(used)}
    asked = {name for name, kind in chosen.items() if kind != "auto"} | {found.target}
    return [name for name in used.columns if name in some or name in asked or name in found.reading.written]


def _require_numbers(column: polars.Series, found: Inspected, free: bool, place: Place) -> None:
    """Refuse a text among numbers. ``free``: the column may hold categories, unless it is numbers for the most part."""
    import polars

    kind = found.reading.written.get(column.name, ("",))[0]
    if column.dtype != polars.String or kind in ("category", "ordered", "yes/no"):
        return
    read = found.read[column.name]
    if read.dtype == polars.String:
        read = column.to_frame().select(numbers_among_texts(polars.col(column.name), found.reading.comma)).to_series()
        absent = column.is_null() | column.is_in(found.reading.missing)
        if free and 2 * int((read.is_null() & ~absent).sum()) >= len(column):
            return
    else:
        absent = column.is_null() | column.is_in(_missing_texts(column)) | (column == found.reading.no_value)
    stray = read.is_null() & ~absent
    if stray.any():
        row = _first(stray)
        raise DataError(
            "{place}: column “{column}” holds “{value}” where a {kind} is expected. Correct it, leave the column out, "
            "or make it a category.",
            place=place(row),
            column=column.name,
            value=_short(column[row]),
            kind=say("date") if kind == "date" else say("number"),
        )


def _missing_texts(column: polars.Series) -> list[str]:
    return [text for text in column.unique().drop_nulls().to_list() if text.casefold() in MISSING]


def _task(column: polars.Series, found: Inspected, choices: Choices, kind: str) -> Task:
    """The task that the target asks for."""
    import polars

    read = found.read[found.target]
    if choices.task == "regression":
        return "regression"
    texts = _class_texts(column, found)
    different = texts.drop_nulls().n_unique()
    if choices.task == "auto" and kind in ("number", "ordered", "date"):
        return "regression"
    numeric = kind == "auto" and read.dtype.is_numeric() and column.dtype != polars.Boolean
    yes_no = found.reading.written.get(found.target, ("",))[0] == "yes/no"
    if choices.task == "auto" and numeric and not yes_no and not _look_like_classes(read, different):
        return "regression"
    if different > MAX_CLASSES:
        raise DataError(
            "Column “{column}” holds {count} different values, too many to be classes (at most {most}). "
            "Choose regression, or another target.",
            column=found.target,
            count=different,
            most=MAX_CLASSES,
        )
    return "classification"


def _look_like_classes(numbers: polars.Series, different: int) -> bool:
    whole = numbers.drop_nulls()
    return different <= min(FEW_WHOLE_NUMBERS, len(whole) // 2) and bool((whole == whole.round()).all())


def _class_texts(column: polars.Series, found: Inspected) -> polars.Series:
    """The values of the target as they are written, those that mean nothing missing."""
    reading = _with_classes(column, found)
    return table_sources.read_values(column.to_frame(), **_of(reading, column.name)).to_series()


def _of(reading: Reading, column: str) -> dict[str, Any]:
    """How one column is read."""
    marks = {name: values for name, values in reading.marks.items() if name == column}
    return replace(reading, marks=marks).arguments()


def _with_classes(column: polars.Series, found: Inspected) -> Reading:
    """The reading with the target as classes: its values as they are written."""
    import polars

    among_numbers = found.read[column.name].dtype.is_numeric() and column.dtype == polars.String
    kind = found.reading.written.get(column.name, ("number",))[0]
    missing = sorted(_missing_texts(column)) if among_numbers and kind == "number" else []
    return replace(found.reading, written={**found.reading.written, column.name: ("category", *missing)})


def _require_computable(read: polars.DataFrame, table: polars.DataFrame, place: Place) -> None:
    """Refuse numbers that are infinite or beyond 32 bits."""
    import numpy
    import polars

    numbers = read.select(polars.col(polars.Float64))
    beyond = numpy.abs(numbers.to_numpy()) > MAX_NUMBER
    if beyond.any():
        row, column = (int(index) for index in numpy.argwhere(beyond)[0])
        name = numbers.columns[column]
        raise DataError(
            "{place}: column “{column}” holds {value}, which is too large to compute with. Correct it, or leave the "
            "column out.",
            place=place(row),
            column=name,
            value=_short(table[name][row]),
        )


def _usable(read: polars.DataFrame, reading: Reading, target: str, task: Task, gaps: Gaps, place: Place) -> Usable:
    import polars

    absent = read.select(polars.all_horizontal(polars.all().is_not_null())).to_series()
    with_gaps = len(read) - int(absent.sum())
    if with_gaps and gaps == "refuse":
        raise _missing(read, with_gaps, place)
    needed = absent if gaps == "drop" else read[target].is_not_null()
    kept = read.filter(needed)
    if not len(kept):
        raise DataError("Every row has no value in some column. Leave columns out, or fill the missing values.")
    names, stretches = _features(kept.drop(target), gaps)
    classes = tuple(table_sources.class_order(kept[target])) if task == "classification" else ()
    signature = Signature((len(names),), task, len(kept), classes, 1, tuple(names), tuple(stretches))
    require_room(signature)
    return Usable(signature, reading, with_gaps, needed.arg_true())


def _features(kept: polars.DataFrame, gaps: Gaps) -> tuple[list[str], list[tuple[int, int]]]:
    """The names of the features, and the stretches of them that have gaps."""
    import polars

    names: list[str] = []
    stretches = []
    for column, nulls in zip(kept, kept.null_count().row(0), strict=True):
        start = len(names)
        if column.dtype == polars.String:
            names += [f"{column.name}={text}" for text in sorted(column.drop_nulls().unique().to_list())]
        else:
            names.append(column.name)
        if nulls and gaps == "fill":
            stretches.append((start, len(names)))
            names.append(f"{column.name} missing")
    return names, stretches


def _missing(read: polars.DataFrame, rows: int, place: Place) -> DataError:
    column = next(column for column in read if column.null_count())
    return DataError(
        "{place}: column “{column}” has no value. Rows with such gaps: {rows} of {all}. Fill it in, remove the row, "
        "leave the column out, or choose under “Missing values” what happens to them.",
        place=place(_first(column.is_null())),
        column=column.name,
        rows=rows,
        all=len(read),
    )


def _first(flags: polars.Series) -> int:
    """The first row that is flagged; there is one."""
    return int(flags.arg_max() or 0)


def _listed(names: Sequence[str]) -> str:
    """Column names as users read them, at most twenty."""
    shown = ", ".join(f"“{_short(name)}”" for name in names[:20])
    return f"{shown}, …" if len(names) > 20 else shown or "–"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def source_arguments(found: Inspected, usable: Usable, gaps: Gaps) -> Mapping[str, Any]:
    """What the printed functions are told of the columns: only what differs from a plain table."""
    left_out = tuple(column.name for column in found.columns if column.role == "left out")
    reading = usable.reading.arguments()
    for part in ("written", "marks"):
        if part in reading:
            reading[part] = {name: how for name, how in reading[part].items() if name not in left_out}
    whole = {"leave_out": left_out, "gaps": gaps if usable.gaps else "refuse", **reading}
    return {name: value for name, value in whole.items() if value and (name, value) != ("gaps", "refuse")}
