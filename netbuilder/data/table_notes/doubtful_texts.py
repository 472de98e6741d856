"""Texts of a table that show that it is read in another way than it was written: names, letters, digits and signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from netbuilder.data.base import Note
from netbuilder.data.table_notes.noted import NAMED, Noted, as_missing, named, shortened
from netbuilder.data.tables.column_kinds import numbers_among_texts, picked, with_digits
from netbuilder.data.tables.table_check import Inspected
from netbuilder.data.tables.table_sources import currency_pattern
from netbuilder.data.values.words import MISSING
from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import polars

MOST_UNITS = 6
"""More endings than these are no units."""
SHORT_UNITS = ("", *"mglshdtkKMBGT")
"""Units of one letter; others are rather seats or houses, such as 12A."""
NO_UNITS = frozenset({"st", "nd", "rd", "th", "am", "pm"})
_WITH_UNIT = r"^[+-]?\d+(?:[.,]\d+)?\s*(\p{L}{0,5}\.?)$"
_PAIR = r"^\d+(?:[.,]\d+)?\s*[/x×]\s*\d+(?:[.,]\d+)?$"
_LIST = r"^(?:\[.*\]|\{.*\}|\(.*[,; ].*\)|[A-Z]{4,} ?\(.*\))$"
"""A list, an object, or a place as geographic databases write it."""
_SIGN = r"\d* ?[¼-¾\u{2150}-\u{215E}]"
_FRACTION = rf"^(?:\d+(?:[.,]\d+)?|(?:\d+[ -])?\d+/\d+|{_SIGN})$"
_SURE_FRACTION = rf"^(?:\d+[ -]\d+/\d+|{_SIGN})$"
SEVERAL = 0.2
"""The share of cells with several answers from which on a column is one of such."""
MOST_ANSWERS, LONGEST_ANSWER = 20, 40
"""Of a question with several answers: more of them, or longer ones, in characters, are rather sentences."""
LOOKED_AT = 100
"""Columns in whose cells several things are looked for."""


def doubtful_texts(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """All notes of this kind. Raises DataError where the file cannot be read."""
    if len(found.read):
        yield from _of_second_names(dataset, found)
        yield from _of_another_table(dataset, found)
    yield from _of_spellings(found)
    yield from _of_units(found)
    yield from _of_cells(found)
    yield from _of_marks(dataset, found)
    yield from _of_merged_cells(found)
    yield from _of_percent_signs(dataset, found)
    yield from _of_currencies(dataset, found)
    yield from _of_digits(found)
    yield from _of_missing_class(dataset, found)


def _texts(table: polars.DataFrame, found: Inspected, *, used: bool = False) -> polars.DataFrame:
    """The columns of categories that a table has as texts; ``used``: without those that are left out."""
    import polars

    names = [c.name for c in found.columns if c.kind == "category" and not (used and c.role == "left out")]
    return picked(table, names).select(polars.col(polars.String))


def _of_second_names(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A first row that holds units, or the rest of names that take two lines."""
    table = dataset.whole()
    if len(table) > 2 and (_alone_no_number(table, found) > 1 or _completes_names(table)):
        yield Note(
            say(
                "{place} seems to hold names or units, and is read as values. Set Line of units to yes, or remove the "
                "line above it from the file if that is a title.",
                place=dataset.place(0),
            ),
            warning=True,
        )


def _of_another_table(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A row further down that holds texts where the rows above hold numbers, as the names of another table do."""
    import polars

    table = dataset.whole()
    texts = with_digits(_texts(table, found))
    if not texts.width or len(texts) < 4:
        return
    number = texts.select(numbers_among_texts(polars.all(), found.reading.comma).is_not_null())
    mostly = [column.name for column in number if 2 * int(column.sum()) > len(texts)]
    if len(mostly) < 2:
        return
    names = polars.all().is_not_null() & ~polars.all().str.contains("[0-9]")
    names &= ~polars.all().str.to_lowercase().is_in(MISSING)
    rows = texts.select(mostly).select(polars.all_horizontal(names)).to_series()
    row = int(rows.arg_max() or 0)
    if rows.any() and row > 0:
        yield Note(
            say(
                "{place}: the names of another table seem to begin here (“{text}”). Keep one table in a file.",
                place=dataset.place(row),
                text=texts[mostly[0]][row],
            ),
            warning=True,
        )


def _of_spellings(found: Inspected) -> Iterator[Note]:
    """Categories, or classes, that differ only in capitals or in spaces."""
    import polars

    texts = _texts(found.read, found, used=True)
    if not texts.width:
        return
    every = polars.all().drop_nulls()
    alike = every.str.to_lowercase().str.replace_all(r"\s+", " ")
    counts = zip(
        texts.columns, texts.select(every.n_unique()).row(0), texts.select(alike.n_unique()).row(0), strict=True
    )
    for name in [name for name, written, different in counts if different < written][:NAMED]:
        one, other = _alike(texts[name].drop_nulls().unique().sort().to_list())
        message = say(
            "In “{column}”, “{one}” and “{other}” are two categories, though they differ only in capitals or spaces. "
            "Write them alike.",
            column=name,
            one=one,
            other=other,
        )
        yield Note(message, warning=True)


def _alike(texts: Sequence[str]) -> tuple[str, str]:
    """Two texts that differ only in capitals or spaces; there are such."""
    known: dict[str, str] = {}
    for text in texts:
        bare = " ".join(text.lower().split())
        if bare in known:
            return known[bare], text
        known[bare] = text
    return texts[0], texts[0]


def _of_units(found: Inspected) -> Iterator[Note]:
    """Columns of numbers in more than one unit, of which each text is a category of its own."""
    import polars

    texts = with_digits(_texts(found.read, found))
    if not texts.width:
        return
    only = texts.select(polars.all().drop_nulls().str.contains(_WITH_UNIT).all()).row(0)
    for name in [name for name, flag in zip(texts.columns, only, strict=True) if flag][:NAMED]:
        values = texts[name].drop_nulls()
        units = values.str.extract(_WITH_UNIT, 1)
        first = {unit: values.filter(units == unit)[0] for unit in units.unique(maintain_order=True).to_list()}
        likely = all(unit in SHORT_UNITS if len(unit) < 2 else unit.lower() not in NO_UNITS for unit in first)
        if likely and 1 < len(first) <= MOST_UNITS and values.n_unique() > 2 * len(first):
            one, other, *_ = first.values()
            message = say(
                "Column “{column}” holds numbers in different units, such as “{one}” and “{other}”, and is read as "
                "categories. Write all of them in one unit.",
                column=name,
                one=one,
                other=other,
            )
            yield Note(message, warning=True)


def _of_cells(found: Inspected) -> Iterator[Note]:
    """Columns with more than one thing in a cell: a list, two numbers, such as 120/80, or several answers."""
    import polars

    texts = _texts(found.read, found).drop(found.target, strict=False)
    if not texts.width:
        return
    every = polars.all().drop_nulls().str
    lists = texts.select(every.contains(_LIST).all()).row(0)
    fractions = texts.select(every.contains(_FRACTION).all() & every.contains(_SURE_FRACTION).any()).row(0)
    pairs = texts.select(every.contains(_PAIR).all()).row(0)
    for name, *flags in list(zip(texts.columns, lists, fractions, pairs, strict=True))[:LOOKED_AT]:
        values = texts[name].drop_nulls()
        if len(values) and (message := _of_cells_in(name, values, *flags)) is not None:
            yield Note(message, warning=True)


def _of_cells_in(name: str, values: polars.Series, lists: bool, fractions: bool, pairs: bool) -> Message | None:
    """What is said of the cells of one column."""
    if lists:
        return say(
            "Column “{column}” holds a list or an object in each cell, such as “{text}”; each different one would be a "
            "category. Write each value in a column of its own.",
            column=name,
            text=shortened(values[0]),
        )
    if fractions:
        return say(
            "Column “{column}” holds fractions, such as “{text}”; each different one would be a category. Write them "
            "as decimal numbers.",
            column=name,
            text=values.filter(values.str.contains(_SURE_FRACTION))[0],
        )
    if pairs:
        return say(
            "Column “{column}” holds two numbers in each cell, such as “{text}”, which are not read as numbers. "
            "Write each in a column of its own, or a fraction as a decimal number.",
            column=name,
            text=values[0],
        )
    if (answers := _several_answers(values)) is None:
        return None
    return say(
        "Column “{column}” seems to hold several answers in a cell, such as “{text}”, each combination a "
        "category. Make a column of yes and no of each of the {count} answers.",
        column=name,
        text=answers[0],
        count=answers[1],
    )


def _several_answers(values: polars.Series) -> tuple[str, int] | None:
    """A cell with several of few answers, and how many answers there are; None where cells hold single texts."""
    for sign in (";", "|", ","):
        several = values.filter(values.str.contains(sign, literal=True))
        if SEVERAL * len(values) > len(several) or not len(several):
            continue
        answers = {answer.strip() for text in values.unique().to_list() for answer in text.split(sign)}
        few = 2 < len(answers) <= min(MOST_ANSWERS, values.n_unique() - 1)
        if few and max(map(len, answers)) <= LONGEST_ANSWER:
            return several[0], len(answers)
    return None


def _of_marks(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Columns that hold one text or nothing, as boxes that are ticked or not."""
    rows, used = len(found.read), {column.name: column for column in found.columns if column.role == "feature"}
    texts = [name for name, column in used.items() if column.kind == "category" and 0 < column.missing < rows]
    marks = [name for name in texts if found.read[name].drop_nulls().n_unique() == 1]
    if marks and dataset.missing == "refuse":
        message = say(
            "Ticked or empty: {columns}. If empty means no, fill the gaps: a column of zeros and ones then says where "
            "it is empty.",
            columns=named(marks),
        )
        yield Note(message, True, say("Fill missing values"), {"dataset": dataset.with_(missing="fill")})


def _of_merged_cells(found: Inspected) -> Iterator[Note]:
    """Columns with a text only where a group of rows begins, as spreadsheets leave of cells that were merged."""
    texts = _texts(found.read, found, used=True)
    missing = {column.name: column.missing for column in found.columns}
    for name in [name for name in texts.columns if 2 * missing[name] >= len(texts) > missing[name]]:
        begins = texts[name].is_not_null().arg_true().to_list()
        apart = sum(later - earlier > 1 for earlier, later in pairwise(begins))
        if len(begins) > 1 and begins[0] < 2 and apart >= len(begins) - 2:
            message = say(
                "Column “{column}” holds a text only now and then ({rows} of {all} rows), the first of them at the "
                "top, as merged cells do. If each is meant for the rows below it, too, write it into them.",
                column=name,
                rows=len(begins),
                all=len(texts),
            )
            yield Note(message, warning=True)


def _alone_no_number(table: polars.DataFrame, found: Inspected) -> int:
    """In how many columns the first row alone is no number."""
    import polars

    texts = with_digits(_texts(table, found))
    if not texts.width:
        return 0
    point, comma = (numbers_among_texts(polars.all(), comma) for comma in (False, True))
    strange = texts.select(point.is_null() & comma.is_null() & polars.all().is_not_null())
    return sum(bool(column[0]) and int(column.sum()) == 1 for column in strange)


def _completes_names(table: polars.DataFrame) -> bool:
    """Whether the first row has values below columns without names, and none below one that has values everywhere
    else."""
    first = table.row(0)
    named_ = [name for name in table.columns if not _unnamed(name)]
    below = [value for name, value in zip(table.columns, first, strict=True) if _unnamed(name)]
    if not below or not named_ or any(value is None for value in below):
        return False
    return any(table[name][0] is None and table[name].null_count() == 1 for name in named_)


def _unnamed(name: str) -> bool:
    return name.startswith("Column ") and name[7:].isdigit()


def _of_percent_signs(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Numbers of which some have a percent sign: 12% is read as 12, and 0.12 as 0.12."""
    import polars

    odd = found.reading.examples  # a percent sign is not a plain number
    numbers = [c.name for c in found.columns if c.kind == "number" and c.role != "left out" and c.name in odd]
    texts = picked(dataset.whole(), numbers).select(polars.col(polars.String))
    if not texts.width:
        return
    every = polars.all()
    bare = ~every.str.contains("%") & every.str.contains("[1-9]")
    some = texts.select(every.str.contains("%").any()).row(0)
    names = [name for name, sign in zip(texts.columns, some, strict=True) if sign]
    for name in [name for name in names if texts.select(name).select(bare.any()).item()][:NAMED]:
        column = texts[name]
        signed, plain = (column.filter(flags)[0] for flags in _signs(column))
        message = say(
            "In column “{column}”, some values have a percent sign and some have not: “{signed}” is read as {number}, "
            "and “{plain}” as it is. Write all of them in the same way.",
            column=name,
            signed=signed,
            number=signed.replace("%", "").strip(),
            plain=plain,
        )
        yield Note(message, warning=True)


def _signs(column: polars.Series) -> tuple[polars.Series, polars.Series]:
    """Which values have a percent sign, and which are numbers other than 0 without one."""
    signed = column.str.contains("%").fill_null(value=False)
    return signed, ~signed & column.str.contains("[1-9]").fill_null(value=False)


def _of_currencies(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """Amounts of different currencies in a column, of which only the number is read."""
    import polars

    odd = found.reading.examples
    numbers = [c.name for c in found.columns if c.kind == "number" and c.role != "left out" and c.name in odd]
    texts = picked(dataset.whole(), numbers).select(polars.col(polars.String))
    for column in texts:
        signs = column.str.extract(f"({currency_pattern()})").str.strip_chars(".").str.to_uppercase().unique()
        different = signs.drop_nulls().filter(~signs.drop_nulls().is_in(list("%‰°¢"))).sort().to_list()
        if len(different) > 1:
            message = say(
                "In column “{column}”, the numbers are of different currencies ({signs}), and read as if they were of "
                "one. Convert all of them into one.",
                column=column.name,
                signs=named(different),
            )
            yield Note(message, warning=True)


def _of_digits(found: Inspected) -> Iterator[Note]:
    """Columns of numbers in digits other than 0 to 9, such as Arabic or full-width ones."""
    import polars

    texts = _texts(found.read, found)
    if not texts.width:
        return
    only = texts.select(polars.all().drop_nulls().str.contains(r"^[\p{Nd}.,\u{66B}\u{66C}]+$").all())
    ascii_ = texts.select(polars.all().drop_nulls().str.contains("[0-9]").any())
    strange = [name for name in texts.columns if only[name][0] and not ascii_[name][0] and texts[name].n_unique() > 1]
    if strange:
        yield Note(
            say(
                "The digits of {columns} are not 0 to 9, so each number is read as a category of its own. Write them "
                "with the digits 0 to 9.",
                columns=named(strange),
            ),
            warning=True,
        )


def _of_missing_class(dataset: Noted, found: Inspected) -> Iterator[Note]:
    """A class whose name often means that there is no value; one without letters hardly means anything else."""
    usable = dataset.usable_or_none()
    classes: Sequence[str] = usable.signature.classes if usable is not None else ()
    for text in [text for text in classes if text.casefold() in MISSING][:1]:
        count = int((found.read[found.target] == text).sum())
        yield Note(
            say(
                "“{text}” is a class of the target ({count} rows). Does it stand for “no value”?",
                text=text,
                count=count,
            ),
            not any(map(str.isalpha, text)),
            say("Read “{text}” as missing", text=text),
            as_missing(dataset, [found.target], text),
        )
