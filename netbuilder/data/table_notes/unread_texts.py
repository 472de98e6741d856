"""Texts that are dates, ranges or numbers in a form that is not read; and tables that lie on their side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netbuilder.data.base import Note
from netbuilder.data.table_notes.noted import NAMED, Noted, shortened
from netbuilder.data.tables import moments
from netbuilder.data.tables.column_kinds import numbers_among_texts, picked, with_digits
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import say

if TYPE_CHECKING:
    import polars

MOSTLY = 0.9
"""The share of the texts of a column from which on what they have in common is no accident."""
FEWEST = 3
"""Columns that are records, in a table that lies on its side."""
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|º)?"
_MONTH = r"\p{L}{3,10}\.?"
_DATE = (
    rf"^(?:\p{{L}}{{2,10}}\.?,?\s+)?{_DAY}(?:[\s/-]|de\s)+{_MONTH}(?:[\s/,-]|de\s)+{_YEAR}\b"
    rf"|^{_MONTH}\s+{_DAY},?\s+{_YEAR}\b|^\d{{1,2}}([./])\d{{1,2}}[./](?:{_YEAR}|\d\d)\b|^\d{{1,2}}-\d{{1,2}}-{_YEAR}\b"
    rf"|^{_YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}\b|^{_YEAR}\u{{5E74}}"
)
"""A date of some kind; behind it may stand a time of day."""
_RANGE, _DAY_FOR_RANGE = r"^\d+\s*[-–]\s*\d+\b", r"^(?:\d{1,2}[-. ]\p{L}{3}\.?|\p{L}{3}[-. ]\d{1,2})$"
_NUMBER = r"[-+−]?\d[\d.,]*"
_WITH_DEVIATION = rf"^{_NUMBER}\s*(?:±|\+/-|\+-)\s*{_NUMBER}"
_WITH_INTERVAL = rf"^{_NUMBER}\s*[(\[]\s*{_NUMBER}\s*(?:[-–;,]|to)\s*{_NUMBER}\s*[)\]]"


def unread_texts(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """All notes of this kind. Raises DataError where the file cannot be read."""
    import polars

    names = [column.name for column in found.columns if column.kind == "category"]
    texts = with_digits(picked(found.read, names).select(polars.col(polars.String)))
    if texts.width and len(texts):
        yield from _of_dates(texts)
        yield from _of_ranges(texts)
        yield from _of_intervals(texts)
        yield from _of_records(dataset, found, texts)


def _share(texts: polars.DataFrame, pattern: str) -> dict[str, float]:
    """The share of the texts of each column that have a pattern."""
    import polars

    return dict(zip(texts.columns, texts.select(polars.all().str.contains(pattern).mean()).row(0), strict=True))


def _of_dates(texts: polars.DataFrame) -> Iterator[Note]:
    """Columns of dates that are not all written in one of the forms that are read."""
    for name in [name for name, share in _share(texts, _DATE).items() if (share or 0) >= MOSTLY][:NAMED]:
        values = texts[name].drop_nulls()
        values = values.filter(values.str.contains(_DATE))
        if moments.date_form(values.unique().sort().to_list(), "auto") is not None:
            continue  # all but a few texts, which are told as such
        form = values.str.replace_all(r"\d{4}", "#").str.replace_all(r"\d+", "0").str.replace_all(r"\p{L}+", "a")
        others = values.filter(form != form[0])
        values_said = {"column": name, "text": shortened(values[0])}
        if len(others):
            message = say(
                "Column “{column}” seems to hold dates in different forms, such as “{text}” and “{other}”, which are "
                "not read as dates. Write all of them as 2024-01-31.",
                other=shortened(others[0]),
                **values_said,
            )
        else:
            message = say(
                "Column “{column}” seems to hold dates, such as “{text}”, in a form that is not read. Write them as "
                "2024-01-31.",
                **values_said,
            )
        yield Note(message, warning=True)


def _of_ranges(texts: polars.DataFrame) -> Iterator[Note]:
    """Ranges of which some became dates, as spreadsheets make 10-Dec of 10-12."""
    days, ranges = _share(texts, _DAY_FOR_RANGE), _share(texts, _RANGE)
    mixed = [name for name in texts.columns if days[name] and ranges[name] and days[name] + ranges[name] >= MOSTLY]
    for name in mixed[:NAMED]:
        values = texts[name].drop_nulls()
        message = say(
            "In column “{column}”, “{text}” is probably a range that a spreadsheet took for a date; others are written "
            "as “{other}”. Write it as it was meant.",
            column=name,
            text=values.filter(values.str.contains(_DAY_FOR_RANGE))[0],
            other=shortened(values.filter(values.str.contains(_RANGE))[0]),
        )
        yield Note(message, warning=True)


def _of_intervals(texts: polars.DataFrame) -> Iterator[Note]:
    """Columns of numbers each with its deviation, or with the interval that it lies in."""
    shares = _share(texts, f"{_WITH_DEVIATION}|{_WITH_INTERVAL}")
    for name in [name for name, share in shares.items() if (share or 0) >= MOSTLY][:NAMED]:
        message = say(
            "Column “{column}” holds a number and its uncertainty in each cell, such as “{text}”; each different one "
            "would be a category. Write the number in a column of its own.",
            column=name,
            text=shortened(texts[name].drop_nulls()[0]),
        )
        yield Note(message, warning=True)


def _of_records(dataset: Noted, found: Inspected, texts: polars.DataFrame) -> Iterator[Note]:
    """A table that lies on its side: each column but the first is a record, and holds numbers and texts in the same
    rows."""
    import polars

    first, *rest = dataset.whole().columns
    if len(rest) < FEWEST or len(texts) < FEWEST or len(rest) < len(texts) or texts.width < MOSTLY * len(rest):
        return
    names = dataset.whole()[first]
    records = picked(texts, [name for name in rest if name in texts.columns])
    number = records.select(numbers_among_texts(polars.all(), found.reading.comma).is_not_null())
    rows = number.select(polars.mean_horizontal(polars.all().cast(polars.Float64))).to_series()
    alike = ((rows > MOSTLY) | (rows < 1 - MOSTLY)).all() and (rows > MOSTLY).any() and (rows < 1 - MOSTLY).any()
    if alike and names.dtype == polars.String and names.n_unique() == len(names):
        message = say(
            "The table seems to lie on its side: each column is a record, and each row holds one thing of all of them, "
            "such as “{text}”. Transpose it, so that each record is a row.",
            text=shortened(names.drop_nulls()[0]),
        )
        yield Note(message, warning=True)
