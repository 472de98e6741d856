"""The user's own tables: CSV and Parquet files."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.base import DataCategory, Dataset, Signature, Source
from netbuilder.data.tables import table_files, table_sources
from netbuilder.data.tables.table_check import Choices, Inspected, inspect
from netbuilder.declaration import Kind, param
from netbuilder.errors import DataError
from netbuilder.messages import Message

if TYPE_CHECKING:
    import polars

_reading = Lock()
"""Held while a file is read: whoever wants the same table meanwhile waits for it, and does not read it too."""
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


class TableFile(Dataset):
    """What table files share: a target column, and features in all others. Texts become categories."""

    category = DataCategory.OWN

    path: str = param("", "File", kind=Kind.FILE)
    target: str = param(
        "",
        "Target column",
        kind=Kind.COLUMN,
        help="The column that the network learns to predict. Empty: the last column.",
    )
    task: Literal["auto", "classification", "regression"] = param(
        "auto",
        "Task",
        help="Auto: text values are classes, and so are whole numbers if there are at most ten different ones.",
    )
    leave_out: str = param("", "Leave out", help="Columns that the network does not see, separated by commas.")

    def table(self) -> polars.DataFrame:
        """The whole table, unchecked. Raises DataError where the file cannot be read."""
        raise NotImplementedError

    def place(self, row: int) -> Message:
        """Where a row, counted from 0, is to be found in the file."""
        return table_files.place_of_row(row)

    def stamp(self) -> table_files.Stamp:
        return table_files.stamp(self.path)

    def signature(self) -> Signature:
        return _inspected(self, self.stamp()).signature

    def columns(self) -> tuple[str, ...]:
        try:
            return tuple(_table(self._file(), self.stamp()).columns)
        except DataError:
            return ()

    def rows_drawn(self) -> tuple[Any, Any]:
        with table_files.reading(self.path):
            return super().rows_drawn()

    def _file(self) -> TableFile:
        """The same file with nothing chosen about its columns."""
        return self.with_(target="", task="auto", leave_out="")

    def _choices(self) -> Choices:
        names = (name.strip() for name in self.leave_out.split(","))
        return Choices(self.target, self.task, tuple(name for name in names if name))

    def _arguments(self) -> dict[str, Any]:
        inspected = _inspected(self, self.stamp())
        return {
            "path": self.path,
            "target": inspected.target,
            "classification": inspected.signature.task == "classification",
            "leave_out": self._choices().leave_out,
        }


class CsvFile(TableFile):
    """A CSV file: numbers and categories, and among them a column that the network learns to predict."""

    type, title = "csv", "CSV file"

    separator: Literal["comma", "semicolon", "tab"] = param("comma", "Separator")
    header: bool = param(True, "Header", help="The first line holds the names of the columns.")

    def table(self) -> polars.DataFrame:
        sign = SEPARATORS[self.separator]
        table_files.require_text(self.path)
        with table_files.reading(self.path, lambda: table_files.csv_diagnosis(self.path, sign, self.header)):
            table = table_sources.csv_table(self.path, sign, self.header)
        table_files.require_columns_apart(self.path, table, sign)
        if self.header and any("_duplicated_" in name for name in table.columns):
            table_files.require_names_once(self.path, sign)
        return table

    def place(self, row: int) -> Message:
        return table_files.place_in_csv(self.path, SEPARATORS[self.separator], self.header, row)

    def source(self) -> Source:
        reading = {"separator": SEPARATORS[self.separator], "header": self.header}
        return Source(table_sources.csv_rows, {**self._arguments(), **reading})


class ParquetFile(TableFile):
    """A Parquet file: numbers and categories, and among them a column that the network learns to predict."""

    type, title = "parquet", "Parquet file"

    def table(self) -> polars.DataFrame:
        with table_files.reading(self.path):
            return table_sources.parquet_table(self.path)

    def source(self) -> Source:
        return Source(table_sources.parquet_rows, self._arguments())


def _table(file: TableFile, stamp: table_files.Stamp) -> polars.DataFrame:
    """The table of a file at one moment: choosing another target does not read it again."""
    with _reading:
        return _read(file, stamp)


@lru_cache(maxsize=1)
def _read(file: TableFile, stamp: table_files.Stamp) -> polars.DataFrame:
    return file.table()


@lru_cache(maxsize=8)
def _inspected(file: TableFile, stamp: table_files.Stamp) -> Inspected:
    return inspect(_table(file._file(), stamp), file._choices(), file.place)
