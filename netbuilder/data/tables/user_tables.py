"""The user's own tables, and among them CSV and Parquet files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from netbuilder.data.base import DataCategory, Dataset, Note, Signature, Source
from netbuilder.data.table_notes import table_notes
from netbuilder.data.table_notes.letters import foreign_letters, may_be_cyrillic, of_misread_letters, of_two_encodings
from netbuilder.data.table_notes.noted import named
from netbuilder.data.tables import file_sources, table_files, table_sources
from netbuilder.data.tables.columns import ColumnChoice, is_unnamed
from netbuilder.data.tables.table_check import Choices, Inspected, Usable, inspect, source_arguments, use, values_of
from netbuilder.data.text_files import csv_lines
from netbuilder.data.text_files.dialect import Dialect, Wanted, recognise
from netbuilder.declaration import Kind, param
from netbuilder.errors import DataError
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

_STEM = re.compile(r"(.+) \(\d+\)")
"""A name that was given a number, since another column has it."""
_reading = Lock()
"""Held while a file is read: whoever wants the same table meanwhile waits for it, and does not read it too."""


class TableFile(Dataset):
    """What table files share: a target column, and features in all others. Texts become categories."""

    category = DataCategory.OWN
    suffixes: ClassVar[tuple[str, ...]]
    """How the names of such files end."""

    path: str = param("", "File", kind=Kind.FILE)
    task: Literal["auto", "classification", "regression"] = param(
        "auto",
        "Task",
        help="Auto: text values are classes, and so are whole numbers if there are at most ten different ones.",
    )
    columns: tuple[ColumnChoice, ...] = param(
        (),
        "Columns",
        kind=Kind.COLUMNS,
        help="What each column is for, and what it holds. Columns that are not listed follow from the file.",
    )
    missing: Literal["refuse", "drop", "fill"] = param(
        "refuse",
        "Missing values",
        help="Refuse: say where they are. Drop: leave out the rows that have any. Fill: put in the median of the "
        "training rows, or their most frequent category, and add a column that says where.",
    )
    no_value: str = param(
        "", "Read as missing", help="A value that stands for “no value” in every column, such as -999 or unknown."
    )
    decimal: Literal["auto", "point", "comma"] = param(
        "auto", "Decimal sign", help="Auto: found out from the numbers. The other sign then groups thousands."
    )
    dates: Literal["auto", "day first", "month first"] = param(
        "auto", "Dates", help="How 3/4/2020 is read. Dates become days since 1 January 1970."
    )

    def table(self) -> polars.DataFrame:
        """The whole table, unchecked. Raises DataError where the file cannot be read."""
        raise NotImplementedError

    def place(self, row: int) -> Message:
        """Where a row, counted from 0, is to be found in the file."""
        return table_files.place_of_row(row)

    def recognised(self) -> Message | None:
        """How the file is written, in words; None where its format says it. Raises DataError as ``table`` does."""
        return None

    def stamp(self) -> table_files.Stamp:
        return table_files.stamp(self.path)

    def signature(self) -> Signature:
        return self.usable().signature

    def whole(self) -> polars.DataFrame:
        """The whole table, read once while the file stays as it is. Raises DataError where it cannot be read."""
        return _table(self.file(), self.stamp())

    def inspected(self) -> Inspected:
        """What the columns hold and what they are for. Raises DataError where the file cannot be read."""
        return _inspected(self, self.stamp())

    def usable(self) -> Usable:
        """What the network gets of the table. Raises DataError where it cannot be used."""
        return _usable(self, self.stamp())

    def usable_or_none(self) -> Usable | None:
        """The same; None where the table cannot be used."""
        try:
            return self.usable()
        except DataError:
            return None

    def notes(self) -> tuple[Note, ...]:
        return table_notes.notes(self)

    def rows_drawn(self) -> tuple[Any, Any]:
        """What ``source`` makes, of the table as it is read already."""
        found, usable = self.inspected(), self.usable()
        gaps = self.missing if usable.gaps else "refuse"
        with table_files.reading(self.path):
            read = values_of(self.whole(), found, usable.reading)
            classification = usable.signature.task == "classification"
            return table_sources.features_and_targets(read, found.target, classification, gaps)

    def with_column(self, name: str, **changes: Any) -> Self:
        """The same file with something else set of a column. What is "auto" altogether is not kept."""
        return self.with_columns((name,), **changes)

    def with_columns(self, names: Sequence[str], **changes: Any) -> Self:
        """The same file with something else set of several columns; of one, if it becomes the target."""
        kept = {choice.name: choice for choice in self.columns}
        for name in names:
            kept[name] = kept.get(name, ColumnChoice(name=name)).with_(**changes)
        if changes.get("role") == "target":
            others = (other for other, choice in kept.items() if other not in names and choice.role == "target")
            kept |= {other: kept[other].with_(role="auto") for other in others}
        return self.with_(columns=tuple(choice for choice in kept.values() if not choice.plain))

    def without(self, names: tuple[str, ...]) -> Self:
        """The same file with these columns left out."""
        kept = {choice.name: choice for choice in self.columns}
        left_out = {name: kept.get(name, ColumnChoice(name=name)).with_(role="left out") for name in names}
        return self.with_(columns=tuple({**kept, **left_out}.values()))

    def values(self) -> dict[str, Any]:
        """The parameters as plain values, in the order of their declaration."""
        return {**super().values(), "columns": tuple(choice.values() for choice in self.columns)}

    def file(self) -> TableFile:
        """The same file with nothing chosen about its columns."""
        defaults = ("columns", "task", "missing", "no_value", "decimal", "dates")
        return self.with_(**{name: type(self).model_fields[name].default for name in defaults})

    def choices(self) -> Choices:
        """What is chosen about the columns."""
        return Choices(self.task, self.columns, self.missing, self.no_value, self.decimal, self.dates)

    def _unused(self) -> frozenset[str]:
        """The functions for kinds of values that no column of the table has."""
        kinds = {how[0] for how in self.usable().reading.written.values()}
        readers = {"time": "as_times", "duration": "as_hours", "degrees": "as_degrees", "date": "as_days"}
        return frozenset(reader for kind, reader in readers.items() if kind not in kinds)

    def _arguments(self) -> dict[str, Any]:
        found, usable = self.inspected(), self.usable()
        return {
            "path": self.path,
            "target": found.target,
            "classification": usable.signature.task == "classification",
            "reading": dict(source_arguments(found, usable, self.missing)),
        }


class CsvFile(TableFile):
    """A text file such as CSV: numbers and categories, and among them a column that the network learns to predict."""

    type, title = "csv", "CSV file"
    suffixes = (".csv", ".tsv", ".txt", ".tab", ".dat", ".data")

    separator: Literal[
        "auto", "comma", "semicolon", "tab", "bar", "space", "colon", "caret", "tilde", "fixed width"
    ] = param(
        "auto",
        "Separator",
        help="Auto: found out from the file. Fixed width: each column begins at the same place in every line.",
    )
    header: Literal["auto", "yes", "no", "first column unnamed", "last column unnamed"] = param(
        "auto",
        "Header",
        help="Whether the first line holds the names of the columns, and which column has none where there is one name "
        "too few.",
    )
    encoding: Literal[
        "auto",
        "utf-8",
        "utf-16",
        "windows-1252",
        "windows-1250",
        "windows-1251",
        "windows-1254",
        "mac-roman",
        "shift-jis",
        "utf-8 and windows-1252",
    ] = param(
        "auto",
        "Encoding",
        help="Auto: UTF-8, UTF-16, Windows-1252, each line in its own where a file has two, or, with the line ends of "
        "old Macs, Mac Roman. Windows-1250 is Central European, 1251 Cyrillic, 1254 Turkish.",
    )
    quoting: Literal["auto", "on", "off"] = param(
        "auto", "Quotation marks", help='Off: they are a part of the values, as in 6" for inches.'
    )
    units: Literal["auto", "yes", "no"] = param(
        "auto", "Line of units", help="Whether the line below the names says units or what the columns hold."
    )

    def table(self) -> polars.DataFrame:
        dialect = self.dialect()
        with table_files.reading(self.path, lambda: csv_lines.csv_diagnosis(self.path, dialect)):
            return file_sources.csv_table(self.path, **dialect.arguments())

    def dialect(self) -> Dialect:
        """How the file is written. Raises DataError where it cannot be read."""
        wanted = Wanted(self.separator, self.header, self.encoding, self.quoting, self.units)
        return _dialect(self.path, wanted, self.stamp())

    def recognised(self) -> Message | None:
        return self.dialect().in_words()

    def notes(self) -> tuple[Note, ...]:
        return (*self._of_letters(), *self._of_same_names(), *self._of_names(), *self._of_units(), *super().notes())

    def _of_same_names(self) -> Iterator[Note]:
        """Names that come twice, and got a number."""
        names = frozenset(self.whole().columns) if self.dialect().header else frozenset()
        numbered = (stem for name in self.whole().columns if (stem := _STEM.fullmatch(name)))
        again = {stem[0]: stem[1] for stem in numbered if stem[1] in names}
        if again:
            yield Note(
                say(
                    "Several columns are called {names}; those after the first are {again}.",
                    names=named(list(dict.fromkeys(again.values()))),
                    again=named(list(again)),
                )
            )

    def _of_units(self) -> Iterator[Note]:
        """A line below the names that is no row."""
        units = self.dialect().units
        if units and self.units == "auto":
            yield Note(
                say("The line below the names is no row, but says units: {units}.", units=named(units)),
                words=say("Read the line of units as a row"),
                changes={"dataset": self.with_(units="no")},
            )

    def _of_names(self) -> Iterator[Note]:
        """A first line with one name too few, unless the column that has none holds nothing or is said to have none."""
        unnamed, first = self.dialect().unnamed, say("The first line has one name too few.")
        if self.header not in ("auto", "yes"):
            return
        if unnamed == "first":
            message = say(
                "{short} The first column seems to hold row names, and is the one without a name.", short=first
            )
            changes = {"dataset": self.with_(header="last column unnamed")}
            yield Note(message, False, say("The last column has no name"), changes)
        elif unnamed == "last" and is_unnamed(self.whole().columns[-1]):
            message = say("{short} The last column is taken for the one without a name.", short=first)
            changes = {"dataset": self.with_(header="first column unnamed")}
            yield Note(message, True, say("The first column has no name"), changes)

    def _of_letters(self) -> Iterator[Note]:
        """Letters that show that the encoding was not found out, or that there are two."""
        if self.dialect().encoding == "mixed":
            with table_files.reading(self.path):
                yield of_two_encodings(self.path)
        yield from of_misread_letters(self)
        letters = foreign_letters(self.whole()) if self.dialect().encoding == "cp1252" else ""
        if letters and self.encoding == "auto":
            russian = may_be_cyrillic(letters)
            yield Note(
                say(
                    "Read as Windows-1252, most letters are like “{letters}”: the file is likely in another encoding. "
                    "Choose it under Encoding, or save the file as UTF-8.",
                    letters=letters[:8],
                ),
                True,
                say("Read it as Windows-1251 (Cyrillic)") if russian else None,
                {"dataset": self.with_(encoding="windows-1251")} if russian else {},
            )

    def place(self, row: int) -> Message:
        return csv_lines.place_in_csv(self.path, self.dialect(), row)

    def choices(self) -> Choices:
        return replace(super().choices(), semicolons=self.dialect().separator == ";")

    def source(self) -> Source:
        return Source(table_sources.csv_rows, {**self._arguments(), "form": self.dialect().arguments()}, self._unused())


class ParquetFile(TableFile):
    """A Parquet file: numbers and categories, and among them a column that the network learns to predict."""

    type, title = "parquet", "Parquet file"
    suffixes = (".parquet",)

    def table(self) -> polars.DataFrame:
        with table_files.reading(self.path):
            return file_sources.parquet_table(self.path)

    def source(self) -> Source:
        return Source(table_sources.parquet_rows, self._arguments(), self._unused())


@lru_cache(maxsize=8)
def _dialect(path: str, wanted: Wanted, stamp: table_files.Stamp) -> Dialect:
    return recognise(path, wanted)


def _table(file: TableFile, stamp: table_files.Stamp) -> polars.DataFrame:
    """The table of a file at one moment: choosing another target does not read it again."""
    with _reading:
        return _read(file, stamp)


@lru_cache(maxsize=1)
def _read(file: TableFile, stamp: table_files.Stamp) -> polars.DataFrame:
    return file.table()


@lru_cache(maxsize=2)
def _inspected(file: TableFile, stamp: table_files.Stamp) -> Inspected:
    return inspect(_table(file.file(), stamp), file.choices())


@lru_cache(maxsize=8)
def _usable(file: TableFile, stamp: table_files.Stamp) -> Usable:
    return use(_table(file.file(), stamp), _inspected(file, stamp), file.choices(), file.place)
