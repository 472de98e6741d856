"""What a table holds: features, target and classes; or the row and the column that keep it from being used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from netbuilder.data.base import MAX_NUMBER, Signature, Task, require_room
from netbuilder.data.tables.table_sources import as_numbers
from netbuilder.errors import DataError
from netbuilder.messages import Message

if TYPE_CHECKING:
    import polars

Place = Callable[[int], Message]
"""Where a row, counted from 0, is to be found, in words."""

MAX_CLASSES = 1000
FEW_WHOLE_NUMBERS = 10
"""At most so many different whole numbers, most of them more than once, are classes where the task is left open."""

Goal = tuple[Task, tuple[str, ...]]
"""A task, and its classes."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user has chosen about a table. An empty target means the last column."""

    target: str
    task: Literal["auto", "classification", "regression"]
    leave_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """A table that can be used: its signature, and the name of the target column."""

    signature: Signature
    target: str


def inspect(table: polars.DataFrame, choices: Choices, place: Place) -> Inspected:
    """Find out what the columns hold. Raises DataError that names the row and the column where they cannot be used."""
    known = frozenset(table.columns)
    for name in (*choices.leave_out, *filter(None, [choices.target])):
        if name not in known:
            raise DataError(
                "The table has no column “{name}”. Its columns are {columns}.",
                name=name,
                columns=_listed(table.columns),
            )
    kept = table.drop(choices.leave_out)
    target = choices.target or (kept.columns[-1] if kept.columns else "")
    if target not in kept.columns and kept.columns:
        raise DataError("Column “{target}” is the target, so it cannot be left out. Choose another.", target=target)
    if len(kept.columns) < 2:
        raise DataError(
            "The table needs a target column and at least one other column, but has only {columns}.",
            columns=_listed(kept.columns),
        )
    if not len(kept):
        raise DataError("The table has column names, but no rows. Add rows.")
    names = tuple(name for column in kept.drop(target) for name in _feature_names(column, place))
    task, classes = _target(kept[target], choices.task, place)
    signature = Signature((len(names),), task, len(kept), classes, 1, names)
    require_room(signature)
    return Inspected(signature, target)


def _feature_names(column: polars.Series, place: Place) -> Iterable[str]:
    """The features that a column becomes: itself, or one for each of its texts."""
    if _numbers(column, place) is not None:
        return [column.name]
    texts: list[str] = column.unique().sort().to_list()
    if len(texts) > max(50, len(column) // 2) or len(texts) > MAX_CLASSES:
        raise DataError(
            "Column “{column}” holds {count} different text values in {rows} rows: too many to be categories. Leave "
            "the column out.",
            column=column.name,
            count=len(texts),
            rows=len(column),
        )
    return [f"{column.name}={text}" for text in texts]


def _target(column: polars.Series, task: Literal["auto", "classification", "regression"], place: Place) -> Goal:
    """The task that the target asks for, and its classes."""
    numbers = _numbers(column, place, texts={"auto": "few", "classification": "any", "regression": "none"}[task])
    if task == "regression":
        return "regression", ()
    classes = (column if numbers is None else numbers).unique().sort()
    if task == "auto" and numbers is not None and not _look_like_classes(classes, len(column)):
        return "regression", ()
    if len(classes) > MAX_CLASSES:
        raise DataError(
            "Column “{column}” holds {count} different values, too many to be classes (at most {most}). "
            "Choose regression, or another target.",
            column=column.name,
            count=len(classes),
            most=MAX_CLASSES,
        )
    return "classification", tuple(_class_name(column, value) for value in classes)


def _look_like_classes(numbers: polars.Series, rows: int) -> bool:
    few = len(numbers) <= min(FEW_WHOLE_NUMBERS, rows // 2)
    return few and all(number.is_integer() for number in numbers)


def _class_name(column: polars.Series, value: float | str) -> str:
    import polars

    if isinstance(value, str):
        return value
    if column.dtype == polars.Boolean:
        return "true" if value else "false"
    return str(int(value)) if value.is_integer() else repr(value)


def _numbers(column: polars.Series, place: Place, texts: str = "few") -> polars.Series | None:
    """The column as numbers, or None where it holds categories.

    ``texts``: whether texts are allowed at all ("none"), where they are not the exception ("few": a column that is
    mostly numbers must be so wholly), or anywhere ("any"). Raises DataError with the row where that is not so.
    """
    _require_whole(column, place)
    numbers = as_numbers(column)
    if numbers is not None:
        _require_computable(column, numbers, place)
    elif texts == "none":
        raise _stray_text(column, place)
    elif texts == "few":
        _require_texts(column, place)
    return numbers


def _require_whole(column: polars.Series, place: Place) -> None:
    """Refuse missing values, and columns that hold neither numbers nor texts."""
    import polars

    if column.null_count():
        raise _missing(column, place, column.is_null())
    if not (column.dtype.is_numeric() or column.dtype in (polars.Boolean, polars.String)):
        raise DataError(
            "Column “{column}” holds values of type {kind}; only numbers and text can be used. Leave the column out.",
            column=column.name,
            kind=str(column.dtype),
        )


def _require_texts(column: polars.Series, place: Place) -> None:
    """Refuse a column of texts most of which are numbers, or would be if they were written with a point."""
    import polars

    if 2 * column.cast(polars.Float64, strict=False).null_count() < len(column):
        raise _stray_text(column, place)
    if as_numbers(column.str.replace(",", ".", literal=True)) is not None:
        raise DataError(
            "Column “{column}” has decimal commas, as in “{value}”. Write decimal points instead.",
            column=column.name,
            value=_short(column.filter(column.str.contains(",", literal=True))[0]),
        )


def _stray_text(column: polars.Series, place: Place) -> DataError:
    import polars

    row = _first(column.cast(polars.Float64, strict=False).is_null())
    return DataError(
        "{place}: column “{column}” holds “{value}” where a number is expected. Correct it, or leave the column out.",
        place=place(row),
        column=column.name,
        value=_short(column[row]),
    )


def _require_computable(column: polars.Series, numbers: polars.Series, place: Place) -> None:
    """Refuse numbers that are missing (nan), infinite or beyond 32 bits.

    Asked of numpy: polars plans every question of a column again, which takes seconds where there are thousands.
    """
    import numpy

    values = numbers.to_numpy()
    if numpy.isnan(values).any():
        raise _missing(column, place, numbers.is_nan())
    beyond = numpy.abs(values) > MAX_NUMBER
    if beyond.any():
        row = int(beyond.argmax())
        raise DataError(
            "{place}: column “{column}” holds {value}, which is too large to compute with. Correct it, or leave the "
            "column out.",
            place=place(row),
            column=column.name,
            value=_short(column[row]),
        )


def _missing(column: polars.Series, place: Place, missing: polars.Series) -> DataError:
    return DataError(
        "{place}: column “{column}” has no value. Fill it in, remove the row, or leave the column out.",
        place=place(_first(missing)),
        column=column.name,
    )


def _first(flags: polars.Series) -> int:
    """The first row that is flagged; there is one."""
    return int(flags.arg_max() or 0)


def _listed(names: list[str]) -> str:
    """Column names as users read them, at most twenty."""
    shown = ", ".join(f"“{_short(name)}”" for name in names[:20])
    return f"{shown}, …" if len(names) > 20 else shown or "–"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
