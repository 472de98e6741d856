"""Dates and times of day in columns of texts: the form that all of a column have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from netbuilder.data.tables import moment_sources
from netbuilder.data.values.month_names import NUMBERS, all_of_language

if TYPE_CHECKING:
    import polars

Order = Literal["auto", "day first", "month first"]
"""Which number of 3/4/2020 is the day."""
DEFAULT = "%Y-%m-%d"
DIGITS = "%Y%m%d"
MONTH = "%Y%m"
MONTH_OF_DIGITS = r"^(?:19|20)\d\d(?:0[1-9]|1[0-2])$"
"""A month as 202401."""
DAY_OF_DIGITS = r"^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"
"""A day as 20240131."""
_DATES = (
    *(DEFAULT, "%Y/%m/%d", "%d.%m.%Y", "%Y.%m.%d", "%d-%m-%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%d-%b-%Y"),
    *(DIGITS, "%B %d, %Y", "%d. %B %Y", "%d.%m.%y", "%d-%b-%y", "%Y-%m", "%b %Y", "%B %Y", "%b-%y"),
    *("%a, %d %b %Y", "%A, %d %B %Y", "%a %d %b %Y", "%A, %B %d, %Y", "%G-W%V", MONTH),
)
_EAST_ASIAN = ("%Y\u5e74%m\u6708%d\u65e5",)
_SLASHES = {
    "day first": ("%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y"),
    "month first": ("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y"),
}
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S%.f")
_WHOLE_MOMENTS = ("%d/%b/%Y:%H:%M:%S %z", "%a %b %d %H:%M:%S %z %Y", "%a %b %d %H:%M:%S %Y")
"""Forms with the time before the year."""
_OTHER_TIMES = (" %I:%M %p", " %I:%M:%S %p", " %H:%M%z", " %H:%M:%S%z", " %H:%M:%S%.f%z")
_SHORTEST = 6
"""Characters of "3.1.24" or "Jan-20"."""
_TIME = re.compile(r"(?i)(?:\d+:)?\d+:[0-5]\d(?:\.\d+)?(?:\s*(?:[ap]\.?m\.?|uhr))?|\d{1,2}\.[0-5]\d\s*uhr")
_QUARTER = re.compile(r"(?i)[qtkh][1-4]|[1-4]\.? ?(?:quart|trim|kvart)")
_WORD = re.compile(r"[^\W\d_]+")
_HOURS = re.compile(r"\d{1,3}\s*h\s*[0-5]\d")
_DAYS = re.compile(r"(?i)\d+\s*days?,?\s+\d+:\d\d:\d\d(?:\.\d+)?")
_SIDED = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*([NSEW])")
_OF_PLACES = re.compile(
    r"(?i)(?:.*[\W_])?(?:lat|lon|long|lng|latitude?|longitude?|breite|breitengrad|länge|längengrad)(?:[\W_\d].*)?"
)
"""Names of columns of degrees."""


def date_form(texts: Sequence[str], order: Order) -> str | None:
    """The form that all texts have as dates, as ``strptime`` takes it, or None. ``order`` is tried first."""
    return next(_forms(texts, "day first" if order == "day first" else "month first"), None)


def in_doubt(texts: Sequence[str]) -> bool:
    """Whether the day and the month of all these dates could be exchanged, and this would change some of them."""
    slashed = [text for text in texts if re.match(r"\d{1,2}/\d{1,2}/", text)]
    pairs = [tuple(int(part) for part in text.split("/")[:2]) for text in slashed]
    return bool(pairs) and all(max(pair) <= 12 for pair in pairs) and any(one != other for one, other in pairs)


def _forms(texts: Sequence[str], order: str) -> Iterator[str]:
    import polars

    if not texts or not any(letter.isdigit() for letter in texts[0]):
        return
    if not all(len(text) >= _SHORTEST and text[0].isalnum() and text[-1].isalnum() for text in texts[:20]):
        return
    frame = polars.Series("texts", texts).to_frame()
    times = (*_TIMES, *_OTHER_TIMES) if ":" in texts[0] else ("",)
    known = (*_DATES, *_SLASHES[order], *(_EAST_ASIAN if "\u5e74" in texts[0] else ()))
    forms = [form + time for form in known for time in times]
    forms += ["quarters"] if _QUARTER.search(texts[0]) else []
    for form in (*forms, *(_WHOLE_MOMENTS if ":" in texts[0] else ())):
        if not frame.select(moment_sources.as_days(polars.col("texts"), form)).to_series().null_count():
            yield form


def named_months(texts: Sequence[str]) -> tuple[str, ...]:
    """The names of months in dates such as 5 mai 2020, and the others of their language, each with its number
    ("mai=5"), the longest first; none where some text is no such date."""
    import polars

    if not texts or not any(letter.isdigit() for letter in texts[0]):
        return ()
    words = {word for text in texts for word in _WORD.findall(text.lower())} & NUMBERS.keys()
    if not words:
        return ()
    months = sorted(all_of_language(words), key=lambda name: (-len(name), name))
    found = tuple(f"{name}={NUMBERS[name]}" for name in months)
    days = polars.Series("texts", texts).to_frame().select(moment_sources.as_days(polars.col("texts"), "names", *found))
    return found if not days.to_series().null_count() else ()


def measure(texts: Sequence[str], name: str = "") -> Literal["", "duration", "degrees"]:
    """Whether all texts are durations in several units, such as 1h 20m, or degrees with minutes or a side.

    Of one unit alone, "12 min" is a number with a unit, and "5 m" is no time.
    """
    if not texts or not any(letter.isdigit() for letter in texts[0]):
        return ""
    if all(map(_HOURS.fullmatch, texts)) or all(map(_DAYS.fullmatch, texts)):
        return "duration"
    units = {unit.lower()[0] for text in texts for unit in re.findall(r"(?<=\d)\s*([^\W\d_])", text)}
    if len(units) > 1 and units <= set("dhms") and _all_read(texts, moment_sources.as_hours):
        return "duration"
    parts = re.compile(r"[°º].*[\dNSEWnsew]|^[NSEWnsew].*[°º]")
    with_parts = have_sides(texts, name) or any(map(parts.search, texts))
    return "degrees" if with_parts and _all_read(texts, moment_sources.as_degrees) else ""


def have_sides(texts: Sequence[str], name: str) -> bool:
    """Whether all texts are degrees with a side, such as 33.9S: both sides of two, or the column is called so. W and S
    alone are rather units."""
    found = [match for text in texts if (match := _SIDED.fullmatch(text))]
    sides = {match[1] for match in found}
    if not texts or len(found) < len(texts) or not (sides <= set("NS") or sides <= set("EW")):
        return False
    fractions = any("." in text or "," in text for text in texts)
    return _OF_PLACES.fullmatch(name.strip()) is not None or (len(sides) == 2 and fractions)


def is_clock(unit: str) -> bool:
    """Whether a unit behind numbers says that they are times of day: 14.30 Uhr."""
    return unit.strip().casefold() == "uhr"


def _all_read(texts: Sequence[str], reader: Callable[[polars.Expr], polars.Expr]) -> bool:
    import polars

    return not polars.Series("texts", texts).to_frame().select(reader(polars.col("texts"))).to_series().null_count()


def time_parts(texts: Sequence[str]) -> int:
    """How many parts, set apart by colons, the longest of these times has: 2 or 3; 0 where some text is no time."""
    if not texts or not all(map(_TIME.fullmatch, texts)):
        return 0
    return max(2, max(text.count(":") for text in texts) + 1)
