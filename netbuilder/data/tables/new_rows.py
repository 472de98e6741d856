"""New rows for a network that was trained on a data set: columns found by name, and read as those of its data were."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import MAX_NUMBER, Dataset
from netbuilder.data.tables import table_sources
from netbuilder.data.tables.column_kinds import Written
from netbuilder.data.tables.file_kinds import table_file
from netbuilder.data.tables.file_sources import column_names
from netbuilder.data.tables.json_files import JsonFile
from netbuilder.data.tables.user_tables import CsvFile, TableFile
from netbuilder.data.text_files.dialect import Dialect, records_of
from netbuilder.data.text_files.titles import MOST_SKIPPED
from netbuilder.data.values.words import MISSING
from netbuilder.errors import DataError
from netbuilder.messages import Message, joined, say

if TYPE_CHECKING:
    import numpy
    import polars

    Array = numpy.ndarray[Any, Any]

_PLAIN: tuple[Written, ...] = (("number", ".", ""),)
_MOMENTS: tuple[Written, ...] = (("date", "%Y-%m-%d"), ("date", "%Y-%m-%d %H:%M:%S%.f"))
"""How dates are written in text where the data set has them as dates, and not as text."""


@dataclass(frozen=True, slots=True, eq=False)
class NewRows:
    """``features``: float64 (rows, features), in the order of the data set; nan where a gap is yet to be filled.
    ``place``: where a row, counted from 0, is to be found in the file."""

    features: Array
    place: Callable[[int], Message]


@dataclass(frozen=True, slots=True)
class _Feature:
    """A column that the network needs. ``ways``: how it may be written. ``texts``: the values that are known, empty for
    numbers; ``categories``: those of them that are a feature each. ``gaps``: it may have no value. ``example``: a date
    or a time as it is written in the data set. ``marks``: values that stand for no value."""

    name: str
    ways: tuple[Written, ...]
    texts: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    gaps: bool = False
    no_value: str = ""
    missing: frozenset[str] = MISSING
    small: bool = False
    example: str = ""
    marks: tuple[str, ...] = ()


_Place = Callable[[int], Message]
"""Where a row is, by its number from 0."""


def feature_columns(dataset: Dataset) -> tuple[str, ...]:
    """The columns that new rows must have. Raises DataError where they have no names."""
    return tuple(feature.name for feature in _features(dataset))


def typed_rows(dataset: Dataset, rows: Sequence[Sequence[str]]) -> NewRows:
    """The features of rows as they were typed, a text for each of ``feature_columns``; an empty one is no value.

    Raises DataError as ``new_rows`` does.
    """
    import polars

    wanted = _features(dataset)
    if not rows:
        raise DataError("There are no rows. Type the values of at least one.")
    columns = {
        feature.name: [text.strip() or None for text in column]
        for feature, column in zip(wanted, zip(*rows, strict=True), strict=True)
    }
    table = polars.DataFrame(columns, schema=dict.fromkeys(columns, polars.String))
    return _read(table, wanted, lambda row: say("Row {row}", row=row + 1))


def new_rows(dataset: Dataset, path: str) -> NewRows:
    """The features of the rows of a CSV or JSON file. Columns that the network does not need are ignored.

    Raises DataError where a column is missing, or holds something that it did not hold in the data set.
    """

    wanted = _features(dataset)
    file = _file(dataset, path, [feature.name for feature in wanted])
    table = file.whole()
    _require_columns(table, wanted, file)
    if not len(table):
        raise DataError("“{file}” has column names, but no rows. Add rows.", file=Path(path).name)
    return _read(table, wanted, file.place)


def _read(table: polars.DataFrame, wanted: Sequence[_Feature], place: _Place) -> NewRows:
    import polars

    texts = {feature.name: _texts(table[feature.name], feature) for feature in wanted}
    _require_known(texts, wanted, place)
    columns: list[polars.Series] = []
    for feature in wanted:
        columns += _columns(texts[feature.name], feature, place)
    by_number = [column.alias(str(number)) for number, column in enumerate(columns)]
    return NewRows(polars.DataFrame(by_number).to_numpy(order="c"), place)


class _LikeTheData(CsvFile):
    """A file that has too few lines to tell how it is written, so it is read as that of the data set: from the line of
    the same names, between the same separators, or from columns of the same width."""

    known: Dialect = Dialect()
    names: tuple[str, ...] = ()

    def dialect(self) -> Dialect:
        """How the file is written. Raises DataError where it cannot be read."""
        own = super().dialect()
        alike = replace(self.known, encoding=own.encoding, tidy=self.known.tidy or own.tidy, remarks=0)
        skips = (replace(alike, skip=skip) for skip in range(MOST_SKIPPED + 1)) if alike.header else ()
        return next((found for found in skips if self._has_names(found)), replace(alike, skip=0))

    def _has_names(self, dialect: Dialect) -> bool:
        """Whether the first line that is not skipped has all names."""
        try:
            _, line, first = next(records_of(self.path, dialect), (0, 0, []))
        except csv.Error:
            return False
        return line == dialect.skip + 1 and set(self.names) <= set(column_names(first))


def _file(dataset: Dataset, path: str, names: Sequence[str]) -> TableFile:
    """The new file: JSON, as its name says, or text, written like that of the data set where this is one of text.
    ``names``: the columns that it needs."""
    named = table_file(Path(path))
    if isinstance(named, JsonFile):
        return named
    if not isinstance(dataset, CsvFile):
        return CsvFile(path=path, header="yes")
    known = dataset.dialect()
    file = dataset.with_(path=path, header="yes" if known.header else "no")
    like = _LikeTheData(**file.values(), known=known, names=tuple(names))
    of_width = known.borders and not file.dialect().borders
    return like if of_width or (not _has_columns(file, names) and _has_columns(like, names)) else file


def _has_columns(file: CsvFile, names: Sequence[str]) -> bool:
    try:
        return set(names) <= set(file.whole().columns)
    except DataError:
        return False


def _features(dataset: Dataset) -> list[_Feature]:
    if isinstance(dataset, TableFile):
        return _of_table(dataset)
    names = dataset.signature().feature_names
    if not names:
        raise DataError(
            "The features of {title} have no names, so the columns of new rows cannot be told. Train on a table of "
            "your own to predict new rows.",
            title=say(dataset.title),
        )
    return [_Feature(name, _PLAIN) for name in names]


def _of_table(dataset: TableFile) -> list[_Feature]:
    import polars

    table, found, usable = dataset.whole(), dataset.inspected(), dataset.usable()
    reading = usable.reading
    features = []
    for name in (name for name in found.used if name != found.target):
        column, read = table[name], found.read[name]
        kept = read if usable.rows is None else read[usable.rows]
        ways: tuple[Written, ...]
        texts: tuple[str, ...] = ()
        written, boolean = reading.written.get(name), column.dtype == polars.Boolean
        if read.dtype == polars.String:
            ways = (("category",),)
        elif written is not None and (written[0] in ("yes/no", "ordered") or column.dtype == polars.String):
            ways = (written,)
        elif boolean:
            ways = (("yes/no", "true"),)
        else:
            ways = _MOMENTS if column.dtype.is_temporal() else (("number", "," if reading.comma else ".", ""),)
        categories = tuple(sorted(kept.drop_nulls().unique().to_list())) if read.dtype == polars.String else ()
        if ways[0][0] in ("yes/no", "ordered"):
            texts = tuple(sorted(table_sources.as_texts(column).drop_nulls().unique().to_list()))
        gaps = dataset.missing == "fill" and kept.null_count() > 0
        missing = MISSING | frozenset(reading.missing)
        if ways[0][0] == "ordered":
            missing = frozenset(texts) - frozenset(ways[0])
        example = _example(column, kept, usable.rows) if ways[0][0] in ("date", "time", "duration", "degrees") else ""
        features.append(
            _Feature(
                name,
                ways,
                categories or texts,
                categories,
                gaps,
                reading.no_value,
                missing,
                boolean,
                example,
                reading.marks.get(name, ()),
            )
        )
    return features


def _example(column: polars.Series, kept: polars.Series, rows: polars.Series | None) -> str:
    """The first value of a column of texts that was learned from, as it is written."""
    import polars

    if column.dtype != polars.String:
        return ""
    texts = column if rows is None else column[rows]
    return str(texts.filter(kept.is_not_null())[0])


def _require_columns(table: polars.DataFrame, wanted: Sequence[_Feature], file: TableFile) -> None:
    known = frozenset(table.columns)
    lacking = [feature.name for feature in wanted if feature.name not in known]
    if lacking:
        raise DataError(
            "“{file}” has no column {missing}, which the network needs. Its columns are {columns}.",
            file=Path(file.path).name,
            missing=_listed(lacking),
            columns=_listed(table.columns),
        )


def _texts(column: polars.Series, feature: _Feature) -> polars.Series:
    """The column as it is written, null where it says that there is no value."""
    if feature.marks:
        column = table_sources.without_marks(column.to_frame(), {feature.name: feature.marks}).to_series()
    if feature.no_value:
        column = column.set(column == feature.no_value, None)
    if feature.ways[0][0] == "ordered":
        return column.set(column.is_in(feature.missing), None)
    if not feature.texts:
        column = column.set(column.str.to_lowercase().is_in(feature.missing), None)
        return column.set(column.is_in(feature.missing), None)
    return column.str.to_lowercase() if feature.small else column


def _require_known(texts: dict[str, polars.Series], wanted: Sequence[_Feature], place: _Place) -> None:
    """Refuse categories that the data set does not have: all of them in one sentence."""
    unknown: list[Message] = []
    first: int | None = None
    for feature in wanted:
        column = texts[feature.name]
        stray = column.is_not_null() & ~column.is_in(feature.texts) if feature.texts else None
        if stray is None or not stray.any():
            continue
        strays = _listed(column.filter(stray).unique().sort().to_list())
        known = _listed(feature.texts)
        unknown.append(say("{column} = {strays} (known: {known})", column=feature.name, strays=strays, known=known))
        row = int(stray.arg_max() or 0)
        first = row if first is None else min(first, row)
    if first is not None:
        raise DataError(
            "{place} is the first with a category that is not in the training data: {unknown}. Correct them, or remove "
            "their rows.",
            place=place(first),
            unknown=joined(unknown, "; "),
        )


def _columns(texts: polars.Series, feature: _Feature, place: _Place) -> list[polars.Series]:
    """The features that a column becomes, in the order of the data set."""
    import polars

    empty = texts.is_null()
    if empty.any() and not feature.gaps:
        raise DataError(
            "{place}: column “{column}” has no value. Rows without one: {rows} of {all}. No training row had a gap "
            "there, so there is nothing to fill it with. Fill it in yourself, or remove the row.",
            place=place(int(empty.arg_max() or 0)),
            column=feature.name,
            rows=int(empty.sum()),
            all=len(texts),
        )
    if feature.categories:
        columns = [(texts == text).cast(polars.Float64) for text in feature.categories]
    else:
        columns = [_numbers(texts, feature, place)]
    return [*columns, empty.cast(polars.Float64)] if feature.gaps else columns


def _numbers(texts: polars.Series, feature: _Feature, place: _Place) -> polars.Series:
    first, *others = (table_sources.as_written(texts, *way) for way in feature.ways)
    for other in others:
        first = first.zip_with(first.is_not_null(), other)
    wrong = texts.is_not_null() & (first.is_null() | (first.abs() > MAX_NUMBER))
    if wrong.any():
        row = int(wrong.arg_max() or 0)
        if feature.example:
            raise DataError(
                "{place}: column “{column}” holds “{value}”, which is not written as “{example}” in the data of the "
                "training. Write it so, or remove the row.",
                place=place(row),
                column=feature.name,
                value=texts[row],
                example=feature.example,
            )
        raise DataError(
            "{place}: column “{column}” holds “{value}” where a {kind} is expected. Correct it, or remove the row.",
            place=place(row),
            column=feature.name,
            value=texts[row],
            kind=say("date") if feature.ways[0][0] == "date" else say("number"),
        )
    return first


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
