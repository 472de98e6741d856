"""Numbers that stand for no value, such as -999: those that may, and those that are set to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from netbuilder.data.base import Note
from netbuilder.data.table_notes.noted import Noted, as_missing, missing_in, named
from netbuilder.data.tables.column_kinds import picked
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import say

MARKS = frozenset(sign * number for number in (99, 999, 9999, 99999, 999999) for sign in (-1.0, 1.0))
"""Numbers that often stand for "no value", where they lie far from all others."""
CODES = frozenset({7.0, 8.0, 9.0, 77.0, 88.0, 96.0, 97.0, 98.0, 99.0, 997.0, 998.0, 999.0})
"""The same behind the codes of the answers to a question: 1, 2, 3, and 9 for those who did not answer."""
BEHIND = 3
"""How far such a code lies behind the answers at least."""
MOST_ANSWERS = 12
"""More different answers are rather amounts."""
BELOW_ZERO = frozenset({-1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -77.0, -88.0, -98.0, -99.0})
"""The same in front of amounts that are never below zero, and reach much farther."""
MUCH = 10


def marks_set(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """The values of columns that are set to stand for no value."""
    columns = defaultdict[tuple[str, ...], list[str]](list)
    for name, values in found.reading.marks.items():
        columns[values].append(name)
    for values, names in columns.items():
        yield Note(
            say("Read as missing in {columns}: {values}.", columns=named(names), values=named(values)),
            words=say("Read it as it is written"),
            changes={"dataset": dataset.with_columns(names, missing=())},
        )


def numbers_for_no_value(dataset: Noted, names: Sequence[str]) -> Iterator[Note]:
    """Numbers of these columns that may stand for no value."""
    read = picked(dataset.inspected().read, names)
    ends = zip(names, read.min().row(0), read.max().row(0), strict=True) if names else ()
    columns = defaultdict[float, list[str]](list)
    for name in [name for name, low, high in ends if {low, high} & (MARKS | CODES | BELOW_ZERO)]:
        for number in _likely(read[name].drop_nulls().unique().sort().to_list()):
            columns[number].append(name)
    for number, alike in columns.items():
        text, rows = f"{number:.0f}", int((read[alike[0]] == number).sum())
        if len(alike) == 1:
            message = say(
                "Column “{column}” holds {value} (rows: {count}), far from its other values: does it stand for “no "
                "value”?",
                column=alike[0],
                value=text,
                count=rows,
            )
        else:
            message = say(
                "The columns {columns} hold {value} (rows of the first: {count}), far from their other values: does it "
                "stand for “no value”?",
                columns=named(alike),
                value=text,
                count=rows,
            )
        yield Note(message, True, missing_in(alike, text), as_missing(dataset, alike, text))


def _likely(numbers: list[float]) -> list[float]:
    """Which of the different numbers of a column, from the lowest to the highest, may stand for no value."""
    if len(numbers) < 3:
        return []
    ends = [number for number in (numbers[0], numbers[-1]) if number in MARKS and _stands_apart(numbers, number)]
    return ends or _codes(numbers) or _below_zero(numbers)


def _stands_apart(numbers: Sequence[float], mark: float) -> bool:
    """Whether a value is farther from the others than these are from each other."""
    others = [number for number in numbers if number != mark]
    return min(abs(number - mark) for number in others) > others[-1] - others[0] > 0


def _codes(numbers: Sequence[float]) -> list[float]:
    """The codes behind answers that are numbered one after the other."""
    if len(numbers) > MOST_ANSWERS or any(number != round(number) for number in numbers):
        return []
    place = next(
        (place for place, (one, other) in enumerate(pairwise(numbers), start=1) if other != one + 1), len(numbers)
    )
    rest = list(numbers[place:])
    answers = place > 1 and (numbers[0] == 1 or list(numbers[:place]) == [0, 1])  # counts begin at 0
    behind = bool(rest) and rest[0] - numbers[place - 1] >= BEHIND
    return rest if answers and behind and CODES.issuperset(rest) else []


def _below_zero(numbers: Sequence[float]) -> list[float]:
    """The codes in front of amounts."""
    below = [number for number in numbers if number < 0]
    far = bool(below) and numbers[-1] >= MUCH * -below[0] and len(numbers) > MOST_ANSWERS
    return below if far and BELOW_ZERO.issuperset(below) else []
