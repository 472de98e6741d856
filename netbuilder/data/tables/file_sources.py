"""The functions that read the table in a file, every value as it is written, as exported scripts contain them."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import polars


def column_names(read: Iterable[str | None]) -> list[str]:
    """Names without the spaces around them, and without the # of a comment: one
    for each column, each once.
    """
    names: list[str] = []
    taken: set[str] = set()
    for place, text in enumerate(read, start=1):
        stem = (text or "").strip() or f"Column {place}"
        stem = stem.lstrip("# ") or stem
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem} ({number})", number + 1
        names.append(name)
        taken.add(name)
    return names


def opened(path: str | Path) -> Any:
    """A file to be read, unpacked where gzip has packed it."""
    import gzip

    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path) if packed else open(path, "rb")


def lines_of(path: str | Path, encoding: str) -> Generator[str, None, None]:
    """The lines of a text file; "mixed": each in UTF-8 or, where it is none, in
    Windows-1252.
    """
    import io

    if encoding != "mixed":
        with io.TextIOWrapper(opened(path), encoding=encoding, newline="") as file:
            yield from file
        return
    with opened(path) as lines:
        for line in lines:
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield line.decode("cp1252", "replace")


def parted(lines: Iterable[str], separator: str, borders: tuple[int, ...] = ()) -> Iterator[str]:
    """The lines with one separator between values where there may be several spaces.

    ``borders``: where columns of fixed width begin; names above them may reach across.
    """
    import re

    for number, line in enumerate(lines):
        if borders:
            text, ends = line.expandtabs(), (*borders[1:], None)
            values = [text[start:end].strip() for start, end in zip(borders, ends, strict=True)]
            names = re.split(" {2,}", text.strip()) if number == 0 else []
            yield separator.join(names if len(names) == len(values) else values) + "\n"
        elif separator == " ":
            yield line.replace("\t", " ").strip() + "\n"
        else:
            yield line


def tidied(
    path: str | Path,
    encoding: str,
    separator: str,
    quoting: bool,
    skip: int,
    unnamed: str,
    borders: tuple[int, ...] = (),
    comments: bool = False,
) -> bytes:
    """The rows of a text file written anew in UTF-8 and with commas.

    A quotation mark in the middle of a value is a part of it. A # before the names
    is none of them, and lines of dashes are no rows. ``unnamed``: the column ("first"
    or "last") that the first line, which has one name too few, does not name.
    """
    import csv
    import io
    import itertools
    import re

    lines = itertools.islice(lines_of(path, encoding), skip, None)
    reader = csv.reader(
        parted(lines, separator, borders),
        delimiter=separator,
        skipinitialspace=True,
        strict=quoting,
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )
    rule = re.compile(r"[ :=+|-]*(?:---|===)[ :=+|-]*")
    rows = [row for row in reader if row and not rule.fullmatch(" ".join(row))]
    if comments:
        rows = [row for row in rows if not row[0].startswith("#")]
    if len(rows) > 1 and len(rows[0]) == len(rows[1]) + 1 and rows[0][0] == "#":
        del rows[0][0]
    if unnamed:
        rows[0].insert(0 if unnamed == "first" else len(rows[0]), "")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def csv_table(
    path: str | Path,
    separator: str,
    header: bool,
    encoding: str = "utf-8",
    quoting: bool = True,
    skip: int = 0,
    tidy: bool = False,
    unnamed: str = "",
    remarks: int = 0,
    borders: tuple[int, ...] = (),
    again: bool = False,
    comments: bool = False,
    units: bool = False,
) -> polars.DataFrame:
    """The table of a CSV file, every value as text without the spaces around it.

    The mark that files in UTF-8 begin with may also stand further down, where
    several files were joined.

    Lines that hold nothing are left out, and so are columns that have neither
    a name nor a value. ``remarks``: how many of the last lines are no rows;
    ``again``: lines that repeat the names are none; ``comments``: lines that begin
    with # are none; ``units``: the line below the names is none.
    """
    import io

    import polars

    with opened(path) as file:
        source: Any = file
        if tidy:
            text = tidied(path, encoding, separator, quoting, skip, unnamed, borders, comments)
            source = io.BytesIO(text)
            separator, quoting, skip = ",", True, 0
        table = polars.read_csv(
            source,
            separator=separator,
            has_header=False,
            infer_schema=False,
            skip_lines=skip,
            quote_char='"' if quoting else None,
            comment_prefix="#" if comments else None,
        )
    named = table.row(0) if header else (None,) * table.width
    table.columns = column_names(named)
    table = table[1:] if header else table
    table = table.select(polars.all().str.strip_prefix("\ufeff").str.strip_chars())
    table = table.select(polars.when(polars.all() != "").then(polars.all()))
    table = table.filter(polars.any_horizontal(polars.all().is_not_null()))
    table = table[1:] if units else table
    if again:
        pairs = zip(table.columns, named, strict=True)
        same = [polars.col(name).eq_missing((text or "").strip() or None) for name, text in pairs]
        table = table.filter(~polars.all_horizontal(same))
    table = table[: len(table) - remarks]
    kept = []
    for column, text in zip(table, named, strict=True):
        if not header or (text or "").strip() or column.null_count() < len(column):
            kept.append(column)
    return polars.DataFrame(kept)


def parquet_table(path: str | Path) -> polars.DataFrame:
    """The table of a Parquet file."""
    import polars

    with open(path, "rb") as file:
        table = polars.read_parquet(file)
    return table.cast({polars.Categorical: polars.String, polars.Enum: polars.String})
