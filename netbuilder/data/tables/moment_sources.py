"""The functions that read dates and times, as exported scripts contain them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars


def as_days(texts: polars.Expr, form: str) -> polars.Expr:
    """Texts as days since 1 January 1970, missing where they are no dates.

    ``form`` is that of ``strptime``; a time of day is a part of a day, and a month
    or a week without a day is its first day. A year of four digits is never taken
    for one of two, nor the other way round.
    """
    import polars

    texts = polars.when(texts.str.contains(r"\d{4}") == ("%Y" in form or "%G" in form)).then(texts)
    bare = texts.str.replace(r"(\d)T(\d)", "$1 $2").str.replace(r"Z$|\s(?:GMT|UTC)(?:[+-]\d+)?$", "")
    if "%V" in form:
        bare, form = bare + " 1", form + " %u"
    elif "%d" not in form:
        bare, form = bare + " 01", form + " %d"
    if "%M" not in form:
        return bare.str.to_date(form, strict=False).dt.epoch("d").cast(polars.Float64)
    moments = bare.str.to_datetime(form, time_unit="ms", strict=False)
    return moments.dt.epoch("ms") / 86_400_000


def as_times(texts: polars.Expr, parts: int) -> polars.Expr:
    """Times as numbers of the first of their parts, missing where they are none.

    With two parts 2:30 is 2.5; with three 1:30:00 is 1.5, and 30:00 is 0.5. With AM
    or PM the first part is an hour of the day, from 0.
    """
    import polars

    bare = texts.str.to_lowercase().str.replace(r"\s*([ap])\.?m\.?$", "$1")
    pattern = r"^(?:(\d+):)?(\d+):([0-5]\d(?:\.\d+)?)(a|p)?$"
    parted = [bare.str.extract(pattern, place).cast(polars.Float64) for place in (1, 2, 3)]
    half, first = bare.str.extract(pattern, 4), parted[0]
    if parts == 3:
        hours, minutes, seconds = first.fill_null(0.0), parted[1], parted[2]
    else:
        hours, minutes, seconds = polars.when(first.is_null()).then(parted[1]), parted[2], polars.lit(0.0)
    hours = polars.when(half.is_null()).then(hours).otherwise(hours % 12 + 12 * (half == "p"))
    return hours + minutes / 60 + seconds / 3600
