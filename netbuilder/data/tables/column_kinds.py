"""What the columns of a table hold (numbers, categories, yes or no, dates), found out from how their values are
written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from netbuilder.data.orders.ordered import order_of
from netbuilder.data.tables import moments, table_sources

if TYPE_CHECKING:
    import polars

ColumnKind = Literal["number", "category", "ordered", "yes/no", "date"]
Written = tuple[str, ...]
"""How a column is read, as ``table_sources.read_values`` takes it."""

MISSING = frozenset(
    {"na", "n/a", "#n/a", "n.a.", "<na>", "nan", "-nan", "null", "none", "nil", "missing", "unknown", "?", "-", "--"}
    | {
        "–",
        "—",
        ":",
        ".",
        "..",
        "...",
        "*",
        "(null)",
        "not available",
        "no data",
        "nodata",
        "empty",
        "blank",
        "n/d",
        "n.d.",
        "\\n",
    }
    | {f".{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}  # Stata's
    | {"#value!", "#div/0!", "#null!", "#ref!", "#name?", "#num!", "#wert!", "#bezug!", "#nv", "#n/v"}
    | {"k.a.", "k. a.", "keine angabe", "leer", "vide", "s/d", "brak", "yok"}
)
"""Texts, in small letters, that mean "no value" where they stand among numbers or dates."""
YES_NO = (
    ("no", "yes"),
    ("n", "y"),
    ("false", "true"),
    ("f", "t"),
    ("off", "on"),
    ("nein", "ja"),
    ("non", "oui"),
    ("falsch", "wahr"),
    ("no", "sí"),
    ("no", "si"),
    ("no", "sì"),
    ("faux", "vrai"),
    ("falso", "verdadero"),
    ("falso", "verdadeiro"),
    ("n", "j"),
    ("falso", "vero"),
    ("não", "sim"),
    ("nie", "tak"),
    ("nee", "ja"),
    ("nej", "ja"),
    ("hayır", "evet"),
    ("нет", "да"),
    ("ні", "так"),
    ("ne", "ano"),
    ("ne", "da"),
    ("nem", "igen"),
    ("nei", "ja"),
    ("ei", "kyllä"),
    ("όχι", "ναι"),
    ("\u05dc\u05d0", "\u05db\u05df"),
    ("\u0644\u0627", "\u0646\u0639\u0645"),
    ("\u3044\u3044\u3048", "\u306f\u3044"),
    ("\u5426", "\u662f"),
    ("\uc544\ub2c8\uc694", "\uc608"),
    ("✗", "✓"),
    ("\u2718", "\u2714"),
)
"""Pairs of texts, in small letters, of which the second is read as 1."""
EXACT_DIGITS = 15
"""A 64-bit number keeps so many digits of a whole number."""
POWER = r"^\d+[eE]\d+$"
"""What is a number in a column of numbers, but rather a code where other values are none: 87e4 beside 87a4."""
EACH_LIMIT = 4
"""Different numbers for each limit, such as <0.5, of a column of numbers: with fewer, limits are rather ranges."""
_LIMITS = ("<", ">", "≤", "≥")
_POINT = re.compile(table_sources.number_pattern(False))
_COMMA = re.compile(table_sources.number_pattern(True))


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


@dataclass(slots=True)
class _Found:
    """One column of texts that are not all plain numbers."""

    texts: list[str]
    missing: list[str] = field(default_factory=list)
    unit: str = ""
    point: bool = False
    comma: bool = False
    limits: bool = False


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
    odd = {name: _Found([text for text in texts if text != no_value]) for name, texts in _odd_texts(table).items()}
    for found in odd.values():
        _look(found)
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
            if found.unit or found.limits or mine != comma:
                limits = ("limits",) if found.limits else ()
                written[name] = ("number", "," if mine else ".", found.unit, *limits)
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


def _look(found: _Found) -> None:
    """Tell whether the texts are numbers with a point, with a comma, or neither, and which of them mean nothing."""
    found.missing = [text for text in found.texts if text.casefold() in MISSING]
    rest = [text for text in found.texts if text.casefold() not in MISSING]
    found.texts = rest
    limits = [text for text in rest if text.startswith(_LIMITS)]
    found.limits = 0 < len(limits) <= (len(rest) - len(limits)) / EACH_LIMIT
    texts = [text.lstrip("".join(_LIMITS) + "= ") for text in rest] if found.limits else rest
    found.unit = _unit(texts)
    bare = [_bare(text, found.unit) for text in texts]
    found.point = bool(bare) and all(map(_is(_POINT), bare))
    found.comma = bool(bare) and all(map(_is(_COMMA), bare))
    if not (found.point or found.comma):
        found.unit, found.limits = "", False


def _is(pattern: re.Pattern[str]) -> Any:
    return lambda text: any(letter.isdigit() for letter in text) and pattern.match(text)


_HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_POWER_OF_TEN = re.compile(rf"10\s*[\^{_HIGH}]")
_RAISED = str.maketrans(_HIGH, "0123456789+-")
_SIGNS = re.compile(table_sources.currency_pattern())


def _bare(text: str, unit: str) -> str:
    """The text as ``table_sources.as_numbers`` compares it with the pattern of a number."""
    bare = _SIGNS.sub("", re.sub("[−–]", "-", text.removesuffix(unit))).strip()
    bare = re.sub(r"^([+-])\s+", r"\1", re.sub(r"^\((.+)\)$", r"-\1", bare))
    bare = re.sub(r"^(\d.*\d)\s*-$", r"-\1", bare)  # not the mark 3-
    return _without_power(bare) if _POWER_OF_TEN.search(bare) else bare


def _without_power(bare: str) -> str:
    """2×10^5 as 2e5."""
    plain = bare.translate(_RAISED)
    plain = re.sub(r"\s*[×·\u22c5xX*]\s*10\s*\^?\s*([+-]?\d+)$", r"e\1", plain)
    return re.sub(r"^([+-]?)10\s*\^?\s*([+-]?\d+)$", r"\g<1>1e\2", plain)


def _unit(texts: Sequence[str]) -> str:
    """Letters that all texts end with after a digit, such as " kg" or " °C"; else nothing."""
    ends = {match[1] for text in texts if (match := re.search(rf"\d(\s*°?[^\W\d_{_HIGH}][^\d]*)$", text))}
    if len(ends) != 1:
        return ""
    unit = ends.pop()
    return unit if len(unit) <= 12 and all(text.endswith(unit) for text in texts) else ""


def _plain(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _commas(columns: Iterable[_Found], semicolons: bool) -> bool:
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


def _is_moment(name: str, found: _Found) -> bool:
    """Whether what looks like the unit of numbers says that they are times of day, or degrees south or west."""
    clock = moments.is_clock(found.unit) and moments.time_parts(found.texts) > 0
    return clock or moments.have_sides(found.texts, name)


def _of_moments(name: str, found: _Found, dates: moments.Order, chosen: bool) -> Written | None:
    """How texts are read that are all times, dates, or yes and no; of columns whose kind is chosen, times only."""
    if parts := moments.time_parts(found.texts):
        return ("time", str(parts))
    if measure := moments.measure(found.texts, name):
        return (measure,)
    if chosen or not found.texts:
        return None
    if form := moments.date_form(found.texts, dates):
        return ("date", form)
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
    found: _Found | None,
    comma: bool,
    dates: moments.Order,
    own: Written | None,
) -> Written:
    """How a column is read as the kind that the user has set."""
    if kind == "number":
        return (
            own
            if own and own[0] in ("number", "time", "duration", "degrees")
            else ("number", "," if comma else ".", found.unit if found else "")
        )
    if kind == "date":
        if own and own[0] == "date":
            return own
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
