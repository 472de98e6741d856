"""What in a table may be meant in another way than it is read: each with the other way at one click."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netbuilder.data.base import Note
from netbuilder.data.table_notes.noted import NAMED, Noted, as_missing, left_out, missing_in, named
from netbuilder.data.tables import moments, table_sources
from netbuilder.data.tables.column_kinds import POWER, numbers_among_texts, picked, with_digits
from netbuilder.data.tables.column_summary import commonest
from netbuilder.data.tables.columns import Column
from netbuilder.data.tables.table_check import Inspected
from netbuilder.messages import say

if TYPE_CHECKING:
    import polars

MANY_CATEGORIES = 20
"""More categories than these become features only with a warning, where they have few rows each."""
FEW_ROWS_EACH = 5
"""Rows of a category, on average, below which hardly anything can be learned of it."""
MANY_CLASSES = 50
"""Up to so many different whole numbers, a target may be meant as classes."""
TOTALS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sub-total", "sum", "average", "mean", "overall", "balance"}
    | {"opening balance", "closing balance", "saldo", "anfangssaldo", "endsaldo", "solde"}
    | {"summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "mittelwert", "durchschnitt"}
    | {"total général", "sous-total", "moyenne", "totale", "media", "suma", "promedio", "razem", "średnia"}
    | {"toplam", "ortalama", "totaal", "gemiddelde", "итого", "среднее", "\u5408\u8a08", "\u5e73\u5747"}
)
"""Texts, in small letters, that a row of totals begins with."""
_OF_A_GROUP = r"^(?:total|subtotal|summe|somme|suma) (?:of|for|de|für) \S|\S (?:total|subtotal|gesamt|summe)$"
"""A row of totals of a group, such as North Total."""
MOST_TOTALS = 0.2
"""The share of rows up to which such texts are taken for totals."""
_WHOLE = r"^\d+([eE]\d+)?$"
_GROUPED = r"^[1-9]\d?\d?\.\d\d\d$"


def doubts(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """All notes of this kind. Raises DataError where the file cannot be read."""
    yield from _of_dates(dataset, found)
    yield from _of_points(dataset, found)
    yield from _of_limits(dataset, found)
    yield from _of_flags(dataset, found)
    yield from _of_mixtures(dataset, found)
    yield from _of_powers(dataset, found)
    yield from _of_many_categories(dataset, found)
    yield from _of_totals(dataset, found)
    yield from _of_target(dataset, found)


def _of_dates(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Dates of which each could have its day and its month exchanged."""
    if dataset.choices().dates != "auto":
        return
    dates = [name for name, how in found.reading.written.items() if how[0] == "date" and name in found.used]
    table = dataset.whole()
    unsure = [name for name in dates if "/" in found.reading.written[name][1] and _exchangeable(table[name])]
    if unsure:
        day_first = found.reading.written[unsure[0]][1].startswith("%d")
        order = say("the day is first") if day_first else say("the month is first")
        yield Note(
            say(
                "In the dates of {columns}, {order}; it could also be the other way round.",
                columns=named(unsure),
                order=order,
            ),
            True,
            say("Read the month first") if day_first else say("Read the day first"),
            {"dataset": dataset.with_(dates="month first" if day_first else "day first")},
        )


def _exchangeable(column: polars.Series) -> bool:
    import polars

    return column.dtype == polars.String and moments.in_doubt(column.drop_nulls().unique().to_list())


def _of_points(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Numbers such as 1.234 in a file with semicolons: the point may set thousands apart."""
    import polars

    choices = dataset.choices()
    if choices.decimal != "auto" or not choices.semicolons:
        return
    numbers = [column.name for column in found.columns if column.kind == "number" and column.role != "left out"]
    texts = picked(dataset.whole(), numbers).select(polars.col(polars.String))
    every = texts.select(polars.all().drop_nulls().str.contains(_GROUPED).all()).row(0) if len(texts) > 2 else ()
    unsure = [name for name, only in zip(texts.columns, every, strict=False) if only]
    if unsure:
        example = texts[unsure[0]].drop_nulls()[0]
        message = say(
            "All values of {columns} have three digits after the point; “{text}” is read as {value}. Does the point "
            "set thousands apart?",
            columns=named(unsure),
            text=example,
            value=f"{float(example):g}",
        )
        yield Note(message, True, say("Read it as thousands"), {"dataset": dataset.with_(decimal="comma")})


def _of_limits(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Numbers of which some say only that they lie below or above a limit: <0.5."""
    limited = [name for name in found.used if "limits" in found.reading.written.get(name, ())]
    columns = defaultdict[tuple[str, str, bool], list[tuple[str, int]]](list)
    for name in limited:
        texts = dataset.whole()[name]
        flags = texts.str.contains(table_sources.limit_pattern()).fill_null(value=False)
        row = int(flags.arg_max() or 0)
        limit = texts[row], f"{found.read[name][row]:g}", texts.filter(flags).n_unique() == 1
        columns[limit].append((name, int(flags.sum())))
    for (text, value, single), alike in list(columns.items())[:NAMED]:
        names = [name for name, _ in alike]
        values = {"text": text, "count": alike[0][1], "value": value}
        message = say(
            "In column “{column}”, values such as “{text}” (rows: {count}) say only on which side of a limit they lie; "
            "each is read as its limit, {value}.",
            column=names[0],
            **values,
        )
        if len(names) > 1:
            message = say(
                "In the columns {columns}, values such as “{text}” (rows of the first: {count}) say only on which side "
                "of a limit they lie; each is read as its limit, {value}.",
                columns=named(names),
                **values,
            )
        words = missing_in(names, f"“{text}”") if single else None
        yield Note(message, True, words, as_missing(dataset, names, text) if single else {})


def _of_flags(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Numbers of which some have a mark that is not read: 0.5*."""
    for name in [name for name in found.used if "flags" in found.reading.written.get(name, ())][:NAMED]:
        texts = dataset.whole()[name]
        flags = texts.str.contains(table_sources.flag_pattern()).fill_null(value=False)
        row = int(flags.arg_max() or 0)
        message = say(
            "In column “{column}”, marks as in “{text}” (rows: {count}) are left out; it is read as {value}.",
            column=name,
            text=texts[row],
            count=int(flags.sum()),
            value=f"{found.read[name][row]:g}",
        )
        yield Note(message)


def _of_mixtures(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns that became categories though many of their values are numbers."""
    import polars

    asked = {choice.name for choice in dataset.columns if choice.kind != "auto"}
    aside = [c.name for c in found.columns if c.kind == "category" and c.reason is not None and c.role == "left out"]
    likely = [name for name in [*_categories(found), *aside] if name not in asked]
    columns = defaultdict[_Mixture, list[tuple[str, str, int]]](list)
    for name in with_digits(picked(found.read, likely)).columns:
        texts = found.read[name].drop_nulls()
        number = texts.to_frame().select(numbers_among_texts(polars.col(name), found.reading.comma)).to_series()
        others, numbers = texts.filter(number.is_null()), True
        if len(others) == len(texts):
            others, numbers = _no_moments(texts), False
        if 0 < len(others) <= 0.8 * len(texts):
            text, count = commonest(others, 1)[0]
            columns[_Mixture(text if count == len(others) else "", numbers)].append((text, name, count))
    for mixture, alike in columns.items():
        yield _of_mixture(dataset, mixture, alike)


@dataclass(frozen=True, slots=True)
class _Mixture:
    """What columns of categories have in common: ``only``, the one text among their numbers, or among dates and times;
    empty where there are several."""

    only: str
    numbers: bool


def _of_mixture(dataset: Noted, mixture: _Mixture, columns: Sequence[tuple[str, str, int]]) -> Note:
    """What is said of such columns. ``columns``: of each a text, its name, and in how many rows the text is."""
    names = [name for _, name, _ in columns]
    text, first, count = columns[0]
    values = {"kind": say("numbers") if mixture.numbers else say("dates or times"), "text": text, "count": count}
    message = say(
        "Column “{column}” holds {kind} and texts, such as “{text}” (rows: {count}), and is read as categories.",
        column=first,
        **values,
    )
    if len(names) > 1:
        message = say(
            "The columns {columns} hold {kind} and texts, such as “{text}” (rows of the first: {count}), and are read "
            "as categories.",
            columns=named(names),
            **values,
        )
    if not mixture.only:
        return Note(say("{what} Write all of them as numbers.", what=message), True)
    return Note(message, True, missing_in(names, f"“{text}”"), as_missing(dataset, names, text))


def _no_moments(texts: polars.Series) -> polars.Series:
    """The texts without a digit, where all others are dates or times; none where they are not."""
    digits = texts.str.contains("[0-9]")
    rest = texts.filter(digits).unique().sort().to_list()
    read = moments.time_parts(rest) or moments.measure(rest) or moments.date_form(rest, "auto")
    return texts.filter(~digits if read else digits & ~digits)


def _of_powers(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Numbers such as 87e4 among others as long as that, of which each may be a code. 1e30 among 12 and 340 is none."""
    import polars

    asked = {choice.name for choice in dataset.columns if choice.kind != "auto"}
    numbers = [c.name for c in found.columns if c.kind == "number" and c.role != "left out" and c.name not in asked]
    read = picked(found.read, numbers)
    first = zip(numbers, read.row(0) if len(read) else (), strict=False)  # tells of most columns that they are none
    read = picked(read, [name for name, value in first if value is None or value == round(value)])
    whole = read.select((polars.all() == polars.all().round()).all()).row(0) if read.width else ()
    likely = [name for name, only in zip(read.columns, whole, strict=True) if only]
    texts = picked(dataset.whole(), likely).select(polars.col(polars.String))
    every = polars.all().str
    alike = every.len_chars().min() == every.len_chars().max()
    some = (
        texts.select(every.contains(POWER).any() & every.contains(_WHOLE).all() & alike).row(0) if texts.width else ()
    )
    for name in [name for name, power in zip(texts.columns, some, strict=False) if power][:NAMED]:
        row = int(texts[name].str.contains(POWER).arg_max() or 0)
        message = say(
            "In column “{column}”, “{text}” is read as the number {value}. Is it a code?",
            column=name,
            text=texts[name][row],
            value=f"{found.read[name][row]:.6g}",
        )
        words = say("Read “{column}” as categories", column=name)
        yield Note(message, False, words, {"dataset": dataset.with_column(name, kind="category")})


def _of_many_categories(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns of categories each of which has hardly a row."""
    import polars

    rows = len(found.read)
    names = [name for name in _categories(found) if name != found.target]
    every = found.read.select(names).select(polars.all().drop_nulls().n_unique()) if names and rows else None
    counts = dict(zip(names, every.row(0), strict=True)) if every is not None else {}
    many = [name for name in names if MANY_CATEGORIES < counts.get(name, 0) <= 0.8 * rows]
    many = [name for name in many if rows < counts[name] * FEW_ROWS_EACH]
    if not many:
        return
    message = say(
        "Column “{column}” becomes {count} features, one for each of its texts, in {rows} rows.",
        column=many[0],
        count=counts[many[0]],
        rows=rows,
    )
    if len(many) > 1:
        message = say(
            "The columns {columns} become {count} features, one for each of their texts, in {rows} rows.",
            columns=named(many),
            count=sum(counts[name] for name in many),
            rows=rows,
        )
    yield Note(message, True, left_out(many), {"dataset": dataset.without(tuple(many))})


def _of_totals(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Rows that sum up others, and are not left out already."""
    import polars

    table = dataset.whole().select(found.read.select(polars.col(polars.String)).columns)
    small = polars.all().str.strip_chars(" :").str.to_lowercase()
    flags = table.select(small.is_in(TOTALS) | small.str.contains(_OF_A_GROUP))
    now = dataset.usable_or_none()
    if now is not None and now.rows is not None and len(now.rows) < len(table):
        kept = polars.Series(range(len(table))).is_in(now.rows.implode())
        flags = flags.select(polars.all() & kept)
    counts = flags.sum().row(0) if table.width and len(table) > 2 else ()
    names = [name for name, count in zip(table.columns, counts, strict=False) if 0 < count <= MOST_TOTALS * len(table)]
    for name in names[:1]:
        row, count = int(flags[name].arg_max() or 0), int(flags[name].sum())
        text = table[name][row]
        texts = table[name].filter(flags[name].fill_null(value=False)).unique(maintain_order=True).to_list()
        known = next((choice.missing for choice in dataset.columns if choice.name == name), ())
        mended = dataset.with_column(name, missing=(*known, *texts)).with_(missing="drop")
        changes: dict[str, Any] = {"dataset": mended}
        usable = changes["dataset"].usable_or_none()
        helps = usable is not None and usable.gaps > 0
        message = say(
            "{place}: “{text}” seems to sum up other rows ({count} such); it would be learned as a row like any other.",
            place=dataset.place(row),
            text=text,
            count=count,
        )
        words = say("Read “{text}” as missing and drop its rows", text=text)
        if len(texts) > 1:
            words = say(
                "Read “{text}” and {count} more as missing and drop their rows", text=text, count=len(texts) - 1
            )
        yield Note(message, True, words if helps else None, changes if helps else {})


def _of_target(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A target that never changes, classes that have hardly a row each, whole numbers that may be classes or not."""
    column = next((column for column in found.columns if column.role == "target"), None)
    if column is None:
        return
    yield from _of_constant_target(dataset, found)
    usable = dataset.usable_or_none()
    if usable is None:
        return
    signature = usable.signature
    different = found.read[column.name].drop_nulls().n_unique()
    if signature.task == "classification" and len(signature.classes) > max(10, signature.rows / 2):
        message = say(
            "The target “{column}” has {count} classes in {rows} rows: too few rows each to learn from. Choose another "
            "target.",
            column=column.name,
            count=len(signature.classes),
            rows=signature.rows,
        )
        yield Note(message, True, left_out([column.name]), {"dataset": dataset.without((column.name,))})
    elif dataset.choices().task == "auto" and _whole_numbers(found, column):
        if signature.task == "classification" and different > 2:
            message = say("The {count} whole numbers of “{column}” are classes.", count=different, column=column.name)
            yield Note(message, False, say("Predict a number"), {"dataset": dataset.with_(task="regression")})
        elif signature.task == "regression" and different <= min(MANY_CLASSES, signature.rows / FEW_ROWS_EACH):
            message = say(
                "“{column}” is predicted as a number; its values are {count} different whole numbers.",
                column=column.name,
                count=different,
            )
            yield Note(message, False, say("Predict classes"), {"dataset": dataset.with_(task="classification")})


def _of_constant_target(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A target that never changes, where another column could be it."""
    table = dataset.whole()
    values = table[found.target].drop_nulls()
    if len(values) < 2 or values.n_unique() > 1:
        return
    features = reversed([column.name for column in found.columns if column.role == "feature"])
    other = next((name for name in features if table[name].drop_nulls().n_unique() > 1), None)
    if other is not None:
        yield Note(
            say(
                "The target “{column}” is {value} in every row; “{other}” could be predicted instead.",
                column=found.target,
                value=values[0],
                other=other,
            ),
            True,
            say("Predict “{column}”", column=other),
            {"dataset": dataset.without((found.target,)).with_column(other, role="target")},
        )


def _whole_numbers(found: Inspected, column: Column) -> bool:
    values = found.read[column.name].drop_nulls()
    return column.kind == "number" and values.dtype.is_numeric() and bool((values == values.round()).all())


def _categories(found: Inspected) -> list[str]:
    """The columns of categories that are used."""
    import polars

    used = [column.name for column in found.columns if column.kind == "category" and column.role != "left out"]
    return [name for name in used if found.read[name].dtype == polars.String]
