"""What a user should know of a table before training: what was done with it unasked, and what looks wrong in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Note
from netbuilder.data.table_notes.doubtful_texts import doubtful_texts
from netbuilder.data.table_notes.leaks import leaks
from netbuilder.data.table_notes.marks import marks_set, numbers_for_no_value
from netbuilder.data.table_notes.noted import NAMED, Noted, as_missing, left_out, named
from netbuilder.data.table_notes.ordered_texts import ordered_texts
from netbuilder.data.table_notes.reading_doubts import doubts
from netbuilder.data.table_notes.unread_texts import unread_texts
from netbuilder.data.tables.column_kinds import picked
from netbuilder.data.tables.column_summary import day
from netbuilder.data.tables.columns import Column
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, Any]

FAR = 1e4
"""Times the distance between the quarters: a value farther than this from the median is extreme."""


def notes(dataset: Noted) -> tuple[Note, ...]:
    """All notes, warnings first. Raises DataError where the file cannot be read."""
    found = dataset.inspected()
    whole = [
        *_of_reading(dataset, found),
        *_of_columns(dataset, found),
        *_of_values(dataset, found),
        *doubtful_texts(dataset, found),
        *unread_texts(dataset, found),
        *doubts(dataset, found),
        *ordered_texts(dataset, found),
        *leaks(dataset, found),
    ]
    return tuple(sorted(whole, key=lambda note: not note.warning))


def _of_reading(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """How the file was read, where that is not plain."""
    if (message := dataset.recognised()) is not None:
        yield Note(message)
    used = set(found.used)
    odd = {name: text for name, text in found.reading.examples.items() if name in used}
    if odd:
        name, text = next(iter(odd.items()))
        table = dataset.whole()
        value = found.read[name].filter(table[name] == text)
        if len(value) and value[0] is not None:
            yield Note(
                say(
                    "Read as numbers: {columns}. “{text}” in “{name}” is {value}.",
                    columns=named(list(odd)),
                    text=text,
                    name=name,
                    value=f"{value[0]:.10g}",
                )
            )
    yield from _of_moments(dataset, found)
    if found.unknown:
        words = say("Forget these columns")
        kept = tuple(choice for choice in dataset.columns if choice.name not in found.unknown)
        yield Note(
            say("The file has no column {columns}; what was set of it is not used.", columns=named(found.unknown)),
            words=words,
            changes={"dataset": dataset.with_(columns=kept)},
        )
    yield from marks_set(dataset, found)
    rows, gaps = len(found.read), dataset.usable_or_none()
    if gaps is not None and gaps.gaps and dataset.missing == "drop":
        yield Note(say("{gaps} of {rows} rows have no value somewhere and are left out.", gaps=gaps.gaps, rows=rows))
    if gaps is not None and gaps.gaps and dataset.missing == "fill":
        yield Note(
            say(
                "{gaps} of {rows} rows have no value somewhere; medians and most frequent categories of the training "
                "rows are filled in.",
                gaps=gaps.gaps,
                rows=rows,
            )
        )


def _of_moments(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Times and dates that became numbers, with an example of each."""
    for kind in ("time", "duration", "degrees", "date"):
        names = [name for name in found.used if found.reading.written.get(name, ("",))[0] == kind]
        read = [(text, value) for name in names[:1] for text, value in _first_read(dataset, found, name)]
        for text, value in read:
            number = day(value) if kind == "date" else f"{value:.{7 if kind == 'degrees' else 6}g}"
            values = {"columns": named(names), "text": text, "value": number}
            if kind == "time":
                message = say(
                    "Read as times, as numbers of their first unit: {columns}. “{text}” is {value}.", **values
                )
            elif kind == "duration":
                message = say("Read as durations, in hours: {columns}. “{text}” is {value}.", **values)
            elif kind == "degrees":
                message = say("Read as degrees: {columns}. “{text}” is {value}.", **values)
            else:
                message = say("Read as dates, in days since 1 January 1970: {columns}. “{text}” is {value}.", **values)
            yield Note(message)


def _first_read(dataset: Noted, found: Inspected, name: str) -> Iterator[tuple[str, float]]:
    """The first value of a column as it is written and as it is read, if there is one."""
    rows = found.read[name].is_not_null()
    if rows.any():
        row = int(rows.arg_max() or 0)
        yield str(dataset.whole()[name][row]), float(found.read[name][row])


def _of_columns(dataset: Noted, found: Inspected) -> Iterator[Note]:
    yield from _left_out(dataset, found)
    features = [column for column in found.columns if column.role == "feature"]
    if numbering := [column.name for column in features if column.index]:
        yield _leaving_out(dataset, numbering, _numbers_rows(numbering), warning=True)
    constant = _constant(found, features)
    if constant:
        message = say("The same value in every row: {columns}.", columns=named(constant))
        yield _leaving_out(dataset, constant, message)
    if unique := _nearly_unique(found, features):
        message = say("Column “{column}” holds another text in nearly every row, each a feature.", column=unique[0])
        if len(unique) > 1:
            message = say(
                "The columns {columns} hold another text in nearly every row, each a feature.", columns=named(unique)
            )
        yield _leaving_out(dataset, unique, message, warning=True)


def _numbers_rows(names: Sequence[str]) -> Message:
    if len(names) == 1:
        return say(
            "Column “{column}” numbers the rows, each differently; a network can learn them by heart.", column=names[0]
        )
    return say(
        "The columns {columns} number the rows, each differently; a network can learn them by heart.",
        columns=named(names),
    )


def _left_out(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns that are left out by themselves, and why; those of one reason in one sentence where they are many."""
    reasons: dict[str, list[Column]] = defaultdict(list)
    for column in found.columns:
        if column.reason is not None:
            reasons[column.reason.template].append(column)
    for columns in reasons.values():
        names = [column.name for column in columns]
        reason = columns[0].reason
        if len(columns) > NAMED:
            yield Note(say("Left out: {columns}. Of the first: {reason}.", columns=named(names), reason=reason))
            continue
        for column in columns:
            message = say("Column “{column}” is left out: {reason}.", column=column.name, reason=column.reason)
            if column.kind is None:
                yield Note(message)
            else:
                mended = dataset.with_column(column.name, role="feature")
                yield Note(message, words=say("Use “{column}”", column=column.name), changes={"dataset": mended})


def _leaving_out(dataset: Noted, names: Sequence[str], message: Message, warning: bool = False) -> Note:
    return Note(message, warning, left_out(names), {"dataset": dataset.without(tuple(names))})


def _constant(found: Inspected, features: Iterable[Column]) -> list[str]:
    import polars

    read = picked(found.read, [column.name for column in features if not column.missing])
    if len(read) < 2 or not read.width:
        return []
    alike = zip(read.columns, read.row(0), read.row(1), strict=True)  # tells of most columns that they vary
    read = picked(read, [name for name, one, other in alike if one == other])
    if not read.width:
        return []
    flags = read.select((polars.all() == polars.all().first()).all()).row(0)
    return [name for name, flag in zip(read.columns, flags, strict=True) if flag]


def _nearly_unique(found: Inspected, features: Iterable[Column]) -> list[str]:
    """Categories that the user wants used, though they would be left out by themselves."""
    import polars

    rows = len(found.read)
    texts = picked(found.read, [column.name for column in features if column.kind == "category"])
    counts = texts.select(polars.all().n_unique()).row(0) if texts.width and rows >= 10 else ()
    return [name for name, count in zip(texts.columns, counts, strict=False) if count > 0.8 * rows]


def _of_values(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Values far from all others, and numbers that may stand for "no value"."""
    import numpy
    import polars

    read = picked(found.read, found.used).select(polars.col(polars.Float64))
    if not read.width or len(read) < 8:
        return
    values = read.to_numpy()
    low, middle, high = _quarters(values)
    distance = numpy.abs(values - middle)
    far = distance > FAR * numpy.where(high > low, high - low, numpy.inf)
    for place in numpy.flatnonzero(far.any(axis=0))[:NAMED].tolist():
        row = int(numpy.nanargmax(distance[:, place]))
        name = read.columns[place]
        yield _extreme(dataset, name, row, values[:, place], int(far[:, place].sum()))
    yield from numbers_for_no_value(
        dataset, [name for name, out in zip(read.columns, far.any(axis=0), strict=True) if not out]
    )


def _quarters(values: Array) -> Array:
    """The values that a quarter, half and three quarters of each column lie below; those that are missing apart."""
    import numpy

    found = numpy.quantile(values, (0.25, 0.5, 0.75), axis=0)
    gaps = numpy.isnan(found[0])
    if gaps.any():
        found[:, gaps] = numpy.nanquantile(values[:, gaps], (0.25, 0.5, 0.75), axis=0)
    return found


def _extreme(dataset: Noted, name: str, row: int, values: Array, count: int) -> Note:
    text = f"{values[row]:.10g}"
    message = say(
        "{place}: column “{column}” holds {value}, far from all other values ({count} such). It would drown them.",
        place=dataset.place(row),
        column=name,
        value=text,
        count=count,
    )
    words = say("Read {value} as missing and drop its rows", value=text)
    return Note(message, True, words, as_missing(dataset, [name], str(dataset.whole()[name][row]), "drop"))
