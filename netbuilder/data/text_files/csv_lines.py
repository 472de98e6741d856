"""Lines of CSV files: where a row stands, and which line keeps a file from being read."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

from netbuilder.data.tables.table_files import place_of_row, unreadable_text
from netbuilder.data.text_files.dialect import Dialect, records_of
from netbuilder.errors import DataError
from netbuilder.messages import Message, say


def csv_diagnosis(path: str, dialect: Dialect) -> DataError | None:
    """Why a file cannot be read: its encoding, a quotation mark, or a line with too many values.

    None where it is something else.
    """
    last = dialect.skip
    try:
        records = records_of(path, dialect)
        first = next(records, None)
        width = len(first[2]) if first else 0
        for number, line, record in records:
            last = line
            if len(record) > width + (number == 1 and dialect.tidy):
                return _too_long(path, dialect, number, line, len(record), width)
            width = max(width, len(record))
            last = line + 1
    except UnicodeDecodeError:
        return unreadable_text(path)
    except csv.Error:
        return DataError(
            "Line {line} of “{file}” seems to have a quotation mark missing, or one too many. Correct it, or set "
            "Quotation marks to “off” if they belong to the values.",
            line=last,
            file=Path(path).name,
        )
    return None


def place_in_csv(path: str, dialect: Dialect, row: int) -> Message:
    """Where a row (from 0) is to be found: "Row 3 (line 5)". Lines that hold nothing are not counted as rows."""
    try:
        for _, line, _ in islice(records_of(path, dialect), row + dialect.header, None):
            return say("Row {row} (line {line})", row=row + 1, line=line)
    except (OSError, UnicodeDecodeError, csv.Error):
        return place_of_row(row)
    return place_of_row(row)


def _too_long(path: str, dialect: Dialect, number: int, line: int, found: int, width: int) -> DataError:
    return DataError(
        "Row {row} (line {line}) of “{file}” has {found} values, but there are {width} columns. "
        "Correct it, or choose another separator.",
        row=number + (not dialect.header),
        line=line,
        file=Path(path).name,
        found=found,
        width=width,
    )
