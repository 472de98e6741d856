"""What the columns of a table hold (numbers, categories, yes or no, dates), found out from how their values are
written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.orders.ordered import order_of
from netbuilder.data.tables import moments, table_sources
from netbuilder.data.values.number_texts import NumberTexts
from netbuilder.data.values.words import YES_NO

if TYPE_CHECKING:
    import polars

ColumnKind = Literal["number", "category", "ordered", "yes/no", "date"]
Written = tuple[str, ...]
"""How a column is read, as ``table_sources.read_values`` takes it."""

EXACT_DIGITS = 15
"""A 64-bit number keeps so many digits of a whole number."""
POWER = r"^\d+[eE]\d+$"
"""What is a number in a column of numbers, but rather a code where other values are none: 87e4 beside 87a4."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the columns of a table are read. ``written``: those that do not follow from ``comma`` and ``missing`` alone.

    ``examples``: of columns of numbers that are written in another way than plainly, a value as it is written.
    ``marks``: values of some columns that stand for no value.
    """

    written: Mapping[str, Written] = field(default_factory=dict)
    comma: bool = False
    missing: tuple[str, ...] = ()
    no_value: str = ""
    examples: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def arguments(self) -> dict[str, Any]:
        """What is passed on to ``table_sources.read_values``: only what differs from a plain table."""
        whole: dict[str, Any] = {
            "written": dict(self.written),
            "comma": self.comma,
            "missing": self.missing,
            "no_value": self.no_value,
            "marks": dict(self.marks),
        }
        return {name: value for name, value in whole.items() if value}


def reading_of(
    table: polars.DataFrame,
    chosen: Mapping[str, ColumnKind],
    decimal: Literal["auto", "point", "comma"] = "auto",
    dates: moments.Order = "auto",
    no_value: str = "",
    *,
    semicolons: bool = False,
) -> Reading:
    """Find out how each column is written. ``chosen``: kinds that the user has set.

    ``semicolons`` separate the values: then "1,234" is rather a decimal comma than a thousand.
    """
    odd = {name: NumberTexts([text for text in texts if text != no_value]) for name, texts in _odd_texts(table).items()}
    for found in odd.values():
        found.look()
    comma = decimal == "comma" or (decimal == "auto" and _commas(odd.values(), semicolons))
    written: dict[str, Written] = dict.fromkeys(_codes(table, odd), ("category",))
    written |= _days_of_digits(table, odd)
    missing: set[str] = set()
    examples = {}
    for name, found in odd.items():
        if (found.point or found.comma) and not _is_moment(name, found):
            missing.update(found.missing)
            examples[name] = next((text for text in found.texts if not _plain(text)), "")
            mine = found.comma if decimal == "auto" and found.point != found.comma else comma
            if found.unit or found.how or mine != comma:
                written[name] = ("number", "," if mine else ".", found.unit, *found.how)
        elif not found.texts and found.missing:
            written[name] = ("category", *found.missing)
        elif own := _of_moments(name, found, dates, name in chosen):
            written[name] = own
            if own[0] in ("time", "duration", "degrees"):
                missing.update(found.missing)
    if comma and decimal == "auto":
        written |= dict.fromkeys(_plain_points(table, odd), ("number", ".", ""))
    for name, kind in chosen.items():
        written[name] = _as_chosen(table[name], kind, odd.get(name), comma, dates, written.get(name))
    return Reading(written, comma, tuple(sorted(missing)), no_value, {k: v for k, v in examples.items() if v})


def numbers_among_texts(texts: polars.Expr, comma: bool) -> polars.Expr:
    """Which texts are numbers in a column in which others are none: 64-bit numbers, missing where they are not."""
    import polars

    number = table_sources.as_numbers(texts, comma)
    return polars.when(~texts.str.contains(POWER)).then(number)


def picked(table: polars.DataFrame, names: Sequence[str]) -> polars.DataFrame:
    """Some columns of a table: sooner than ``select`` where it has many."""
    return table[list(names)] if names else table.select()


def with_digits(texts: polars.DataFrame) -> polars.DataFrame:
    """Those columns of texts in which some text has a digit, and may be a number: soon known, also of many columns."""
    import polars

    digits = texts.select(polars.all().str.contains("[0-9]").any()).row(0) if texts.width else ()
    return picked(texts, [name for name, digit in zip(texts.columns, digits, strict=True) if digit])


def _odd_texts(table: polars.DataFrame) -> dict[str, list[str]]:
    """The different texts of each column that is not a column of plain numbers."""
    import polars

    texts = table.select(polars.col(polars.String))
    if not texts.width:
        return {}
    plain = texts.select(polars.all().cast(polars.Float64, strict=False).is_not_nan().sum()).row(0)
    counted = zip(texts.columns, texts.null_count().row(0), plain, strict=True)
    names = [name for name, gaps, numbers in counted if gaps + numbers < len(texts)]
    return {name: texts[name].unique().drop_nulls().sort().to_list() for name in names}


def _codes(table: polars.DataFrame, odd: Collection[str]) -> list[str]:
    """Columns of digits that are no numbers but codes: with zeros in front, such as post codes, or with more digits
    than a number keeps, such as identifiers."""
    import polars

    texts = table.select(polars.col(polars.String)).drop(odd)
    if not texts.width or not len(texts):
        return []
    first = zip(texts.columns, texts.row(0), strict=True)  # tells of most columns that they are none
    texts = texts.select([name for name, text in first if text is None or text.isdecimal()])
    if not texts.width:
        return []
    every = polars.all().drop_nulls().str
    digits = texts.select(every.contains(r"^\d+$").all()).row(0)
    padded = texts.select(every.contains(r"^0\d{3,}$").any()).row(0)
    longest = texts.select(every.len_chars().min()).row(0)
    return [
        name
        for name, only, zeros, length in zip(texts.columns, digits, padded, longest, strict=True)
        if only and (zeros or (length or 0) > EXACT_DIGITS)
    ]


def _days_of_digits(table: polars.DataFrame, odd: Collection[str]) -> dict[str, Written]:
    """Columns of days that are written as 20240131, or of months as 202401, not all of them the same."""
    import polars

    texts = table.select(polars.col(polars.String)).drop(odd)
    if not texts.width or not len(texts):
        return {}
    first = list(zip(texts.columns, texts.row(0), strict=True))
    found: dict[str, Written] = {}
    for digits, form in ((moments.DAY_OF_DIGITS, moments.DIGITS), (moments.MONTH_OF_DIGITS, moments.MONTH)):
        likely = texts.select([name for name, text in first if text is None or re.match(digits, text)])
        days = likely.select(polars.all().drop_nulls().str.contains(digits).all())
        names = [name for name in likely.columns if days[name][0] and likely[name].n_unique() > 2]
        forms = {name: moments.date_form(texts[name].unique().drop_nulls().to_list(), "auto") for name in names}
        found |= {name: ("date", form) for name, known in forms.items() if known == form}
    return found


def _plain(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _commas(columns: Iterable[NumberTexts], semicolons: bool) -> bool:
    """Whether numbers have decimal commas: some column says so, and none has points; where none is sure, thousands are
    likelier, unless commas do not separate the values."""
    numeric = [found for found in columns if found.point or found.comma]
    if any(found.comma and not found.point for found in numeric):
        return not any(found.point and not found.comma for found in numeric)
    unsure = [found for found in numeric if found.comma and any("," in text for text in found.texts)]
    return semicolons and bool(unsure) and not any(found.point and not found.comma for found in numeric)


def _plain_points(table: polars.DataFrame, odd: Collection[str]) -> list[str]:
    """Columns of plain numbers that have decimal points beyond doubt, in a table with decimal commas."""
    import polars

    names = [name for name in table.select(polars.col(polars.String)).columns if name not in odd]
    values = (table[name].drop_nulls() for name in names)
    return [
        column.name
        for column in values
        if column.str.contains(".", literal=True).any()
        and not column.str.contains(table_sources.number_pattern(True)).all()
    ]


def _is_moment(name: str, found: NumberTexts) -> bool:
    """Whether what looks like the unit of numbers says that they are times of day, or degrees south or west."""
    clock = moments.is_clock(found.unit) and moments.time_parts(found.texts) > 0
    return clock or moments.have_sides(found.texts, name)


def _of_moments(name: str, found: NumberTexts, dates: moments.Order, chosen: bool) -> Written | None:
    """How texts are read that are all times, dates, or yes and no; of columns whose kind is chosen, times only."""
    if parts := moments.time_parts(found.texts):
        return ("time", str(parts))
    if measure := moments.measure(found.texts, name):
        return (measure,)
    if chosen or not found.texts:
        return None
    if form := moments.date_form(found.texts, dates):
        return ("date", form)
    if months := moments.named_months(found.texts):
        return ("date", "names", *months)
    yes = _yes_of(found.texts + found.missing)
    return ("yes/no", yes) if yes else None


def _yes_of(texts: Sequence[str]) -> str | None:
    """The text that means yes, where the column has it and its contrary and nothing else."""
    if len(texts) != 2:
        return None
    small = {text.casefold(): text for text in texts}
    return next((small[yes] for no, yes in YES_NO if small.keys() == {no, yes}), None)


def _as_chosen(
    column: polars.Series,
    kind: ColumnKind,
    found: NumberTexts | None,
    comma: bool,
    dates: moments.Order,
    own: Written | None,
) -> Written:
    """How a column is read as the kind that the user has set."""
    if kind == "number":
        return (
            own
            if own and own[0] in ("number", "time", "duration", "degrees")
            else ("number", "," if comma else ".", *((found.unit, *found.how) if found else ("",)))
        )
    if kind == "date":
        if own and own[0] == "date":
            return own
        if found and (months := moments.named_months(found.texts)):
            return ("date", "names", *months)
        return ("date", (moments.date_form(found.texts, dates) if found else None) or moments.DEFAULT)
    if kind == "yes/no":
        texts = _texts(column)
        return ("yes/no", _yes_of(texts) or (texts[-1] if texts else ""))
    if kind == "ordered" and (order := order_of(_texts(column), asked=True)):
        return ("ordered", *order)
    return ("category",)


def _texts(column: polars.Series) -> list[str]:
    """The different values of a column as they are written."""
    return table_sources.as_texts(column).unique().drop_nulls().sort().to_list()
