"""What the lines of a text are: names, rows, rules of dashes, or remarks below the table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from netbuilder.data.tables.columns import INDEX_NAMES
from netbuilder.data.tables.table_sources import number_pattern
from netbuilder.data.values.words import MISSING

MANY = 8
"""Numbers below a number that tell whether it is the name of their column."""
MOST_REMARKS = 10
"""Lines below a table, such as its source, that are skipped at most."""
FEWEST_BELOW_UNITS = 4
"""Records of a table with a line of units: names, units, and two rows at least."""
MOSTLY = 0.9
"""The share of the lines that a table has at least."""
NAMES_OF_ROWS = INDEX_NAMES | {"name", "date", "day", "time", "datum", "zeit", "tag", "fecha", "nombre", "nom", "data"}
"""Names, in small letters, of columns whose values tell the rows apart."""
EARLIEST, LATEST = 1700, 2100
"""Years that columns are named after."""
ROWS_THAT_RISE = 6
"""Records up to which numbers that rise are looked for."""
_NUMBER = re.compile(f"{number_pattern(False)}|{number_pattern(True)}")
_RULE = re.compile(r"[ :=+|-]*(?:---|===)[ :=+|-]*")
_UNIT = re.compile(r"\[.*\]|\(.*\)|°\w|%|[€$£]|[kcmµnMGd]?(?:m|g|s|A|V|W|Pa|Hz|J|N|l|L|mol)(?:[/²³^·].*)?|float|int")
"""Texts that stand for units beyond doubt."""
Unnamed = Literal["", "first", "last"]


def has_header(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record holds names: texts above numbers, or texts that do not come again below."""
    if len(records) < 2:
        return True
    first, below, numeric = _columns(records)
    if _has_text_above(first, numeric):
        return not any(is_number(name) for name in first) or sum(numeric) > 1
    if any(numeric):
        return _counts_up(records) or (len(first) > 1 and all(map(_stands_apart, first, below)))
    return not any(name and name in column for name, column in zip(first, below, strict=True))


def units_below(records: Sequence[Sequence[str]], wanted: str) -> tuple[str, ...]:
    """What the record below the names says of the columns: units, or what they hold; nothing where it is a row.

    It has a text above the numbers of each column that it says something of, and no number. Above those of one column
    only, the text must be one that stands for units. ``wanted``: what the user has set.
    """
    if wanted == "no" or len(records) < FEWEST_BELOW_UNITS or len(records[1]) != len(records[0]):
        return ()
    units, _, numeric = _columns(records[1:])
    said = tuple(unit for unit, number in zip(units, numeric, strict=True) if number and _is_text(unit))
    if wanted == "yes":
        return said or ("–",)
    if any(map(is_number, units)):
        return ()
    return said if len(said) > 1 or any(map(_UNIT.fullmatch, said)) else ()


def names_numbers(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record holds a name for each column of numbers below it, of which there is one at least."""
    first, _, numeric = _columns(records)
    named = all(_is_text(name) for name, number in zip(first, numeric, strict=True) if number)
    return any(numeric) and are_names([name for name in first if name]) and (named or _counts_up(records))


def names_years(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record names columns by years, two or more."""
    years = (
        [value for value in map(str.strip, records[0]) if value.isdecimal() and int(value) >= EARLIEST]
        if records
        else []
    )
    return len(years) > 1 and _counts_up(records)


def stands_above_numbers(records: Sequence[Sequence[str]]) -> bool:
    """Whether the first record has a text in a column of numbers."""
    first, _, numeric = _columns(records)
    return _has_text_above(first, numeric)


def _has_text_above(first: Sequence[str], numeric: Sequence[bool]) -> bool:
    return any(number and _is_text(value) for value, number in zip(first, numeric, strict=True))


def are_names(values: Sequence[str]) -> bool:
    """Whether no value is a number, or those that are count, as years do."""
    return not any(map(is_number, values)) or _rises(values)


def _columns(records: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]], list[bool]]:
    """The values of the first record, those below each, and whether these are numbers for the most part."""
    first, rest = [value.strip() for value in records[0]], records[1:101]
    below = [[row[place].strip() for row in rest if place < len(row)] for place in range(len(first))]
    return first, below, [bool(column) and sum(map(is_number, column)) > len(column) / 2 for column in below]


def _is_text(value: str) -> bool:
    """Whether a value is neither a number nor a mark for none."""
    return bool(value) and value.casefold() not in MISSING and not is_number(value)


def _counts_up(records: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers of the first record count, and those of the others do not."""
    whole = [int(value) for value in map(str.strip, records[0]) if value.isdecimal()]
    sure = len(whole) > 2 or (whole and (whole[0] < 2 or whole[0] >= EARLIEST))
    return bool(sure) and _rises(records[0]) and not any(map(_rises, records[1:ROWS_THAT_RISE]))


def _rises(values: Sequence[str]) -> bool:
    """Whether the numbers among the values are two or more, and follow each other (0, 1, 2) or are years that rise."""
    numbers = [value for value in map(str.strip, values) if is_number(value)]
    if len(numbers) < 2 or not all(re.fullmatch(r"\d{1,9}", number) for number in numbers):
        return False
    whole = [int(number) for number in numbers]
    years = all(EARLIEST <= number <= LATEST for number in whole) and all(one < two for one, two in pairwise(whole))
    counted = whole == list(range(whole[0], whole[0] + len(whole)))
    return years or counted


def _stands_apart(name: str, column: Sequence[str]) -> bool:
    """Whether a number is farther from all numbers below it than these are from each other: 400 above 0.1, 0.9, 0.4."""
    try:
        number, values = float(name), [float(value) for value in column if value]
    except ValueError:
        return False
    if len(values) < MANY:
        return False
    low, high = min(values), max(values)
    return max(low - number, number - high) > high - low > 0


def is_number(text: str) -> bool:
    """Whether a text is a number, with a decimal point or a decimal comma."""
    return any(letter.isdigit() for letter in text) and bool(_NUMBER.match(text.replace("−", "-").strip("$€£%")))


def unnamed_column(records: Sequence[Sequence[str]], wanted: str) -> Unnamed:
    """Which column has no name, where the first record has one name too few; else nothing.

    It is the first one if that holds row names, as R writes them: texts that all differ, or numbers that count. It is
    the last one if that is empty, as lines with a separator at their end have it. ``wanted``: what the user has set.
    """
    width, rows = (len(records[0]) + 1 if records else 0), records[1:]
    whole = [row for row in rows if len(row) == width]
    if 2 * len(whole) <= len(rows) or any(len(row) > width for row in rows):
        return ""
    if wanted in ("first column unnamed", "last column unnamed"):
        return "first" if wanted.startswith("first") else "last"
    if not any(row[-1].strip() for row in whole) or records[0][0].strip().casefold() in NAMES_OF_ROWS:
        return "last"
    return "first" if _are_row_names([row[0].strip() for row in whole]) else "last"


def _are_row_names(values: Sequence[str]) -> bool:
    """Whether values name their rows: texts that all differ, or whole numbers that rise from row to row."""
    if len(set(values)) < len(values) or not all(values):
        return False
    if not any(map(is_number, values)):
        return True
    if not all(re.fullmatch(r"\d{1,9}", value) for value in values):
        return False
    numbers = [int(value) for value in values]
    return all(one < other for one, other in pairwise(numbers))


def is_rule(values: Sequence[str]) -> bool:
    """Whether a line holds nothing but dashes, as between the names and the rows of a table in Markdown."""
    return bool(_RULE.fullmatch(" ".join(values)))


def is_comment(values: Sequence[str]) -> bool:
    """Whether a record begins with #, as comments do."""
    return values[0].lstrip("\ufeff ").startswith("#")


def same_names(names: Sequence[str], values: Sequence[str]) -> bool:
    """Whether a record repeats the names of the columns, as files do that were joined."""
    return [name.strip("\ufeff ") for name in names] == [value.strip("\ufeff ") for value in values]


def count_remarks(records: Sequence[Sequence[str]]) -> int:
    """How many of the last records stand below the table: "Source: Eurostat", "# 30 rows"."""
    widths = Counter(map(len, records))
    width, rows = widths.most_common(1)[0] if widths else (0, 0)
    count = 0
    while count < min(len(records), MOST_REMARKS + 1) and _is_remark(records[-1 - count], width):
        count += 1
    alone = not any(_is_remark(record, width) for record in records[: len(records) - count])
    return count if count <= MOST_REMARKS and alone and rows >= MOSTLY * (len(records) - count) > 1 else 0


def _is_remark(values: Sequence[str], width: int) -> bool:
    """Whether a record is a sentence in a table of so many columns, in its first column or cut by separators in it."""
    filled = [value.strip() for value in values if value.strip()]
    alone = len(filled) == 1 and bool(values[0].strip()) and width > 2
    if not filled or not (alone or len(values) < width) or any(map(is_number, filled)):
        return False
    whole = " ".join(filled)
    if not any(map(str.isalpha, whole)):
        return False
    return filled[0].startswith(("#", "*", "©", "(")) or ": " in whole or len(whole.split()) > 2
