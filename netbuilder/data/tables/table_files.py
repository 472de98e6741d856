"""Table files on the disk: opened with care, and where one cannot be read, why not."""

from __future__ import annotations

import codecs
import csv
import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from stat import S_ISREG

from netbuilder.errors import DataError
from netbuilder.messages import Message, say
from netbuilder.system_errors import why_not_read

MAX_FILE = 2 * 1024**3
"""In bytes. A table of this size still fits into the memory of a normal laptop, twice over."""

COMPRESSED = (b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf")
"""What files begin with that bzip2, xz, zstd and 7-Zip have written."""
FEW_ZEROS = 0.1
"""The share of zero bytes below which a file is rather a damaged text than none."""
HEAD = 4096
"""Bytes at the beginning of a file that tell what it is."""
OTHER_TEXTS = {
    "JSON": rb'\[\s*\{|\{\s*"',
    "HTML": rb"<!doctype html|<html|<table",
    "XML": rb"<\?xml",
    "ARFF": rb"(%[^\n]*\n\s*)*@relation\s",
    "SQL": rb"(--[^\n]*\n\s*|/\*.*?\*/;?\s*|set [^\n]*;\s*)*(create (table|database)|insert into|drop table)\s",
    "LIBSVM": rb"[+-]?\d[\d.]*( +\d+:[-+]?(\d*\.\d+|\d+\.?)(e[-+]?\d+)?)+ *(\r?\n|\Z)[+-]?\d[\d.]* +\d+:",
}
"""What text files begin with that are no tables of separated values."""

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


def require_size(path: str, size: int) -> None:
    """Raise DataError where the text of a file is too large, as one that is packed may be."""
    if size > MAX_FILE:
        raise DataError(
            "“{file}” holds more than {most:.0f} GB of text. Use only part of its rows.",
            file=Path(path).name,
            most=MAX_FILE / 1024**3,
        )


@contextmanager
def reading(path: str, diagnosis: Callable[[], DataError | None] = lambda: None) -> Iterator[None]:
    """Turn what goes wrong while a file is read into DataError. ``diagnosis`` may know more than the reader.

    Polars panics, rather than refuses, on some Parquet files with wrong numbers inside.
    """
    import polars

    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(
            "“{file}” is packed by gzip, and damaged or cut off. Get it again, or choose another file.",
            file=Path(path).name,
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    except MemoryError as error:
        raise DataError(
            "“{file}” does not fit into memory. Use only part of its rows.", file=Path(path).name
        ) from error
    except (polars.exceptions.PolarsError, polars.exceptions.PanicException, csv.Error, UnicodeDecodeError) as error:
        raise (diagnosis() or _broken(path)) from error


def not_text(path: str) -> DataError:
    """The refusal of a file that is no text, such as a picture or a spreadsheet."""
    return DataError("“{file}” is not a text file. Save the table as CSV, and choose that.", file=Path(path).name)


def with_zeros(path: str, content: bytes) -> DataError:
    """The refusal of a file with zero bytes: of a text, with the line of the first."""
    few = content.count(0) < FEW_ZEROS * len(content)
    text = content.replace(b"\0", b"")
    if not few or sum(byte < 32 and byte not in b"\t\n\r\f\x1a\x1b" for byte in text[:HEAD]):
        return not_text(path)
    line = len(content[: content.index(0)].splitlines()) or 1
    return DataError(
        "Line {line} of “{file}” holds a zero byte, which no text has: the file is damaged there. Remove these bytes "
        "({count}), or export the table again.",
        line=line,
        file=Path(path).name,
        count=content.count(0),
    )


def require_text(path: str, content: bytes) -> None:
    """Raise DataError where a file begins as one that is compressed, or as text that is no table."""
    file = Path(path).name
    if content.startswith(COMPRESSED) or (content.startswith(b"PK") and file.casefold().endswith(".zip")):
        raise DataError("“{file}” is compressed. Unpack it, and choose the table in it.", file=file)
    head = content[:HEAD].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    kind = next((kind for kind, pattern in OTHER_TEXTS.items() if re.match(pattern, head, re.DOTALL)), None)
    if kind == "LIBSVM" and not _rises(head):
        return
    if kind == "JSON":
        raise DataError("“{file}” is JSON. Let its name end with .json, and choose it again.", file=file)
    if kind is not None:
        raise DataError(
            "“{file}” is {kind}, not a table. Save the table as CSV, and choose that.", file=file, kind=kind
        )


def _rises(head: bytes) -> bool:
    """Whether the numbers before the colons rise in the first line, as those of features do, and are no hours."""
    pairs = re.findall(rb"(\d+):(\S+)", head.splitlines()[0])
    numbers = [int(number) for number, _ in pairs]
    hours = all(re.fullmatch(rb"[0-5]\d", value) for _, value in pairs)
    return not hours and all(one < other for one, other in pairwise(numbers))


def unknown_encoding(path: str) -> DataError:
    """The refusal of a text file whose encoding is not found out."""
    return DataError(
        "The encoding of “{file}” is not recognized. Choose it under Encoding, or save the table as CSV in UTF-8.",
        file=Path(path).name,
    )


def unreadable_text(path: str) -> DataError:
    """The refusal of a text file in another encoding than was found or chosen."""
    return DataError(
        "“{file}” is not written in the encoding that is set. Set Encoding to automatic, or save it as CSV in UTF-8.",
        file=Path(path).name,
    )


def place_of_row(row: int) -> Message:
    """Where a row (from 0) is to be found: "Row 3"."""
    return say("Row {row}", row=row + 1)


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
