"""Table files on the disk: opened with care, and where one cannot be read, why not and in which line."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from netbuilder.errors import DataError
from netbuilder.messages import Message, say
from netbuilder.system_errors import why_not_read

if TYPE_CHECKING:
    import polars

MAX_FILE = 2 * 1024**3
"""In bytes. A table of this size still fits into the memory of a normal laptop, twice over."""

Stamp = tuple[int, int]


def stamp(path: str) -> Stamp:
    """Age (nanoseconds) and size (bytes) of a file that can be a table. Cheap.

    Raises DataError where there is none, where it is a folder or a device, empty or too large.
    """
    if not path:
        raise DataError("No file is chosen. Choose a file.")
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not S_ISREG(found.st_mode):
        raise DataError("“{path}” is not a file, but a folder or a device. Choose a file.", path=path)
    if not found.st_size:
        raise DataError("“{file}” is empty. Choose a file with a table.", file=Path(path).name)
    if found.st_size > MAX_FILE:
        raise DataError(
            "“{file}” has {size:.1f} GB; at most {most:.0f} GB can be read. Use only part of its rows.",
            file=Path(path).name,
            size=found.st_size / 1024**3,
            most=MAX_FILE / 1024**3,
        )
    return found.st_mtime_ns, found.st_size


@contextmanager
def reading(path: str, diagnosis: Callable[[], DataError | None] = lambda: None) -> Iterator[None]:
    """Turn what goes wrong while a file is read into DataError. ``diagnosis`` may know more than the reader.

    Polars panics, rather than refuses, on some Parquet files with wrong numbers inside.
    """
    import polars

    try:
        yield
    except OSError as error:
        raise _unreadable(path, error) from error
    except MemoryError as error:
        raise DataError(
            "“{file}” does not fit into memory. Use only part of its rows.", file=Path(path).name
        ) from error
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException) as error:
        raise (diagnosis() or _broken(path)) from error


def require_text(path: str) -> None:
    """Refuse a file that is not text, such as a picture or a spreadsheet, by its first bytes."""
    with reading(path), open(path, "rb") as file:
        if b"\0" in file.read(65_536):
            raise DataError(
                "“{file}” is not a text file. Save the table as CSV in UTF-8, and choose that.", file=Path(path).name
            )


def csv_diagnosis(path: str, separator: str, header: bool) -> DataError | None:
    """Why a CSV file cannot be read: its encoding, a quotation mark, a name used twice, a line with too many values.

    None where it is something else.
    """
    try:
        records = _records(path, separator)
        first = next(records, None)
        return _misshapen(path, first[2], records, header) if first else None
    except DataError as error:
        return error


def _misshapen(
    path: str, first: list[str], others: Iterator[tuple[int, int, list[str]]], header: bool
) -> DataError | None:
    names = [name.strip() for name in first]
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if header and twice is not None:
        return DataError(
            "Two columns of “{file}” are named “{name}”. Rename one of them.", file=Path(path).name, name=twice
        )
    for number, line, record in others:
        if len(record) > len(first):
            return DataError(
                "Row {row} (line {line}) of “{file}” has {found} values, but there are {width} columns. "
                "Correct it, or choose another separator.",
                row=number + (not header),
                line=line,
                file=Path(path).name,
                found=len(record),
                width=len(first),
            )
    return None


def not_utf8(path: str) -> DataError:
    """The refusal of a text file in another encoding."""
    return DataError(
        "“{file}” is not written in UTF-8. Save it as CSV in UTF-8, and choose that.", file=Path(path).name
    )


def place_in_csv(path: str, separator: str, header: bool, row: int) -> Message:
    """Where a row (from 0) is to be found: "Row 3 (line 5)". Lines that hold nothing are not counted as rows."""
    try:
        for _, line, _ in islice(_records(path, separator), row + header, None):
            return say("Row {row} (line {line})", row=row + 1, line=line)
    except (OSError, DataError):
        return place_of_row(row)
    return place_of_row(row)


def place_of_row(row: int) -> Message:
    """Where a row (from 0) is to be found: "Row 3"."""
    return say("Row {row}", row=row + 1)


def require_names_once(path: str, separator: str) -> None:
    """Refuse a header that names two columns alike: polars would rename the second without a word."""
    first = next(_records(path, separator), None)
    refusal = _misshapen(path, first[2], iter(()), header=True) if first else None
    if refusal is not None:
        raise refusal


def require_columns_apart(path: str, table: polars.DataFrame, separator: str) -> None:
    """Refuse a table of one column whose name shows that the columns are separated by something else."""
    if any("\ufffd" in name for name in table.columns):
        raise not_utf8(path)
    names = {",": say("comma"), ";": say("semicolon"), "\t": say("tab")}
    other = [sign for sign in names if sign != separator and sign in table.columns[0]]
    if len(table.columns) == 1 and other:
        raise DataError(
            "“{file}” seems to have one column, “{column}”. Choose “{separator}” as separator.",
            file=Path(path).name,
            column=table.columns[0].replace("\t", " "),
            separator=names[other[0]],
        )


def _records(path: str, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Number (from 0), first line (from 1) and values of each record that holds something.

    Raises DataError at a byte that is not UTF-8, and at a quotation mark without its partner.
    """
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        number, line = 0, 1
        try:
            for record in reader:
                if any(value.strip() for value in record):
                    yield number, line, record
                    number += 1
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise not_utf8(path) from error
        except csv.Error as error:
            raise DataError(
                "Line {line} of “{file}” seems to have a quotation mark missing, or one too many. Correct it.",
                line=line,
                file=Path(path).name,
            ) from error


def _unreadable(path: str, error: OSError | ValueError) -> DataError:
    name = Path(path).name
    if isinstance(error, FileNotFoundError):
        return DataError("The file “{path}” does not exist. Was it moved? Choose it again.", path=path)
    if isinstance(error, PermissionError):
        return DataError("You do not have permission to read “{file}”. Allow it, or choose another file.", file=name)
    return DataError("“{file}” cannot be read: {reason} Choose another file.", file=name, reason=why_not_read(error))


def _broken(path: str) -> DataError:
    return DataError(
        "“{file}” cannot be read as a table: it is damaged, or of a different type than its name says. Choose another "
        "file.",
        file=Path(path).name,
    )
