"""Lines above a table: empty ones, comments, a title, what the table is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from netbuilder.data.text_files.line_kinds import (
    are_names,
    has_header,
    is_comment,
    is_number,
    names_numbers,
    names_years,
    stands_above_numbers,
)

FEW_COMMENTS = 0.3
"""The share of the lines up to which those that begin with # are comments."""
MOST_SKIPPED = 30
"""Lines above a table, such as a title and a date, that are skipped at most."""


@dataclass(frozen=True, slots=True)
class Record:
    """The values of a line that holds some, and its number (from 0)."""

    line: int
    values: list[str]


def lines_above(records: Sequence[Record]) -> int:
    """How many lines stand above the table: empty ones, and a title of fewer values than the table has."""
    if not records:
        return 0
    widths = Counter(len(record.values) for record in records)
    width, count = widths.most_common(1)[0]
    if width < 2 or count <= 0.6 * len(records):
        return records[0].line
    if (below := _names_below_a_title(records, width)) is not None:
        return below.line
    if width > 2:
        for place, record in enumerate(records[:MOST_SKIPPED]):
            if len(record.values) >= width - 1 and not _is_title(records[place:]):
                return record.line
    return records[0].line


def _names_below_a_title(records: Sequence[Record], width: int) -> Record | None:
    """The names, one for each column, of a table of numbers, where no line above them can be names or a row: they have
    more values than columns, or fewer, or texts above the numbers and numbers beside them, or stand above years."""
    for place, record in enumerate(records[:MOST_SKIPPED]):
        if len(record.values) != width or _is_short(record.values):
            continue
        below = [one.values for one in records[place:]]
        if names_years(below[1:]):
            continue
        if names_numbers(below):
            return record if place else None
        if are_names(record.values) or not stands_above_numbers(below):
            return None
    return None


def _is_title(records: Sequence[Record]) -> bool:
    """Whether a line stands above one of names, as spreadsheets write a title or what a table is about: "Class 9b;;;",
    "Account;12345;;;"."""
    place = 0
    while place < min(len(records), MOST_SKIPPED) and _is_short(records[place].values):
        place += 1
    below = [record.values for record in records[place:]]
    if not place or len(below) < 2:
        return False
    names = [value for value in below[0] if value.strip()]
    return len(names) > 2 and are_names(names) and has_header(below)


def _is_short(values: Sequence[str]) -> bool:
    """Whether only the first value, or the first few of many, are there."""
    filled = [bool(value.strip()) for value in values]
    count = sum(filled)
    return 0 < count <= max(1, (len(filled) - 1) // 2) and all(filled[:count])


def comments_above(records: Sequence[Record]) -> int:
    """How many lines above the table are comments, which begin with #. The last of them may hold the names: where the
    line below holds none, and it has as many values as that."""
    count = 0
    while count < len(records) and records[count].values[0].lstrip().startswith("#"):
        count += 1
    if not 0 < count < len(records):
        return 0
    last, below = records[count - 1], records[count:]
    named = len(below) > 1 and any(map(is_number, below[1].values)) and has_header([one.values for one in below])
    names = len(last.values) - is_marked(records[count - 1 :])
    return below[0].line if named or names != len(below[0].values) else last.line


def has_comments(records: Sequence[Record]) -> bool:
    """Whether lines that begin with # stand among the rows, and have another number of values than the names."""
    if not records or is_comment(records[0].values):
        return False
    comments = [place for place, record in enumerate(records) if is_comment(record.values)]
    strange = all(len(records[place].values) != len(records[0].values) for place in comments)
    few = bool(comments) and len(comments) <= FEW_COMMENTS * len(records)
    return few and strange and len(records) - comments[0] > len(comments)  # not only below the rows


def is_marked(records: Sequence[Record]) -> bool:
    """Whether a # of its own stands before the names: "# x y" above two columns."""
    return len(records) > 1 and records[0].values[0] == "#" and len(records[0].values) == len(records[1].values) + 1
