"""The functions that read dates, times and degrees, as exported scripts contain them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars


def as_days(texts: polars.Expr, form: str, *months: str) -> polars.Expr:
    """Texts as days since 1 January 1970, missing where they are no dates.

    ``form`` is that of ``strptime``, "quarters" for 2020-Q1 or H2 2020, or "names"
    for 5 mai 2020, with ``months`` such as "mai=5". A time of day is a part of a day,
    and a month or a week without a day is its first day. A year of four digits is
    never taken for one of two, nor the other way round.
    """
    import polars

    time = polars.lit(0.0)
    if form == "quarters":
        short = texts.str.to_lowercase().str.replace(r"^([1-4])\.? ?(?:quart|trim|kvart)\p{L}+", "q$1")
        pattern = r"^(?:(\d{4})[ /-]?([qtkh])([1-4])|([qtkh])([1-4])[ /-]*(\d{4}))$"
        year, kind, number = (
            polars.coalesce(short.str.extract(pattern, one), short.str.extract(pattern, other))
            for one, other in ((1, 6), (2, 4), (3, 5))
        )
        months_each = polars.when(kind == "h").then(6).otherwise(3)
        first = (number.cast(polars.Int64) - 1) * months_each + 1
        texts, form = polars.concat_str(year, first.cast(polars.String), separator="-"), "%Y-%m"
    if form == "names":
        number_of = dict(name.split("=") for name in months)
        day, four = r"(\d{1,2})(?:st|nd|rd|th|er|[.ºª])?", r"(\d{4})"
        names, gap = f"({'|'.join(number_of)})", r"(?:[\s/-]|de\s|of\s)*"
        pattern = rf"^(?:\p{{L}}+\.?,?\s+)?(?:{four}\.?{gap})?(?:{day}{gap})?{names}\.?,?{gap}(?:{day},?)?"
        pattern += rf"(?:\s+(?:del?\s+)?|[/-])?{four}?\s?(?:г\.?|р\.?)?(?:,?\s+(\d{{1,2}}):(\d\d)(?::(\d\d))?)?$"
        parts = [texts.str.to_lowercase().str.extract(pattern, place) for place in range(1, 9)]
        month = parts[2].replace_strict(number_of, default=None, return_dtype=polars.String)
        whole = polars.coalesce(parts[0], parts[4]), month, polars.coalesce(parts[1], parts[3], polars.lit("1"))
        hours, minutes, seconds = (part.cast(polars.Float64).fill_null(0.0) for part in parts[5:])
        time = hours / 24 + minutes / 1440 + seconds / 86400
        texts, form = polars.concat_str(whole, separator="-"), "%Y-%m-%d"
    texts = polars.when(texts.str.contains(r"\d{4}") == ("%Y" in form or "%G" in form)).then(texts)
    bare = texts.str.replace(r"(\d)T(\d)", "$1 $2").str.replace(r",(\s+\d+:)", "$1")
    zone = bare.str.extract(r"\s(?:GMT|UTC)([+-]\d\d?)$").cast(polars.Float64).fill_null(0.0)
    bare = bare.str.replace(r"Z$|\s(?:GMT|UTC)(?:[+-]\d\d?)?$|\sUhr$", "")
    if "%V" in form:
        bare, form = bare + " 1", form + " %u"
    elif "%d" not in form:
        bare, form = bare + " 01", form + " %d"
    if "%M" not in form:
        return bare.str.to_date(form, strict=False).dt.epoch("d").cast(polars.Float64) + time
    moments = bare.str.to_datetime(form, time_unit="ms", strict=False)
    return moments.dt.epoch("ms") / 86_400_000 - zone / 24


def as_times(texts: polars.Expr, parts: int) -> polars.Expr:
    """Times as numbers of the first of their parts, missing where they are none.

    With two parts 2:30 is 2.5; with three 1:30:00 is 1.5, and 30:00 is 0.5. With AM
    or PM the first part is an hour of the day, from 0. 14.30 Uhr is 14:30 in German.
    """
    import polars

    bare = texts.str.to_lowercase().str.replace(r"\s*([ap])\.?m\.?$", "$1")
    bare = bare.str.replace(r"^(\d+)\.(\d\d)\s*uhr$", "$1:$2").str.replace(r"\s*uhr$", "")
    pattern = r"^(?:(\d+):)?(\d+):([0-5]\d(?:\.\d+)?)(a|p)?$"
    parted = [bare.str.extract(pattern, place).cast(polars.Float64) for place in (1, 2, 3)]
    half, first = bare.str.extract(pattern, 4), parted[0]
    if parts == 3:
        hours, minutes, seconds = first.fill_null(0.0), parted[1], parted[2]
    else:
        hours, minutes, seconds = polars.when(first.is_null()).then(parted[1]), parted[2], polars.lit(0.0)
    hours = polars.when(half.is_null()).then(hours).otherwise(hours % 12 + 12 * (half == "p"))
    return hours + minutes / 60 + seconds / 3600


def as_hours(texts: polars.Expr) -> polars.Expr:
    """Durations such as 1h 20m, 1h20, 25 min 3 s, PT1H20M or 2 days 01:20:00 as hours,
    missing where they are none.
    """
    import polars

    clock = r"^(\d+)\s*days?,?\s+(\d+):(\d\d):(\d\d(?:\.\d+)?)$"
    bare = texts.str.to_lowercase().str.replace(clock, "${1}d ${2}h ${3}m ${4}s")
    bare = bare.str.replace(r"^p(.*)$", "$1").str.replace("t", "", literal=True)
    bare = bare.str.replace(r"(\d)\s*h\s*(\d\d)$", "${1}h ${2}m")
    bare = bare.str.replace_all(r"(\d)\s*(d|h|min|m|s)[a-z]*\.?,?\s*", "$1$2 ").str.strip_chars()
    number = r"(\d+(?:\.\d+)?)"
    fits = bare.str.contains(rf"^(?:{number}d ?)?(?:{number}h ?)?(?:{number}m(?:in)? ?)?(?:{number}s)?$")
    fits &= bare.str.len_chars() > 0
    days, hours, minutes, seconds = (
        bare.str.extract(number + unit).cast(polars.Float64).fill_null(0.0) for unit in "dhms"
    )
    return polars.when(fits).then(days * 24 + hours + minutes / 60 + seconds / 3600)


def as_degrees(texts: polars.Expr) -> polars.Expr:
    """Degrees, minutes and seconds such as 52°31'12"N, or 52.52N, as degrees, missing
    where they are none; south and west are below zero.
    """
    import polars

    number, side = r"(\d{1,3}(?:[.,]\d+)?)", "([NSEWnsew]?)"
    pattern = rf"^{side}\s*([+-]?){number}\s*[°º]?\s*(?:{number}\s*['′’]\s*)?"
    pattern += rf"(?:{number}\s*(?:[\"″”]|''|′′)\s*)?{side}$"
    part = [texts.str.extract(pattern, place) for place in range(1, 7)]
    degrees, minutes, seconds = (piece.str.replace(",", ".", literal=True).cast(polars.Float64) for piece in part[2:5])
    value = degrees + minutes.fill_null(0.0) / 60 + seconds.fill_null(0.0) / 3600
    below = (part[1] == "-") | (part[0] + part[5]).str.to_lowercase().is_in(["s", "w"])
    return polars.when(below).then(-value).otherwise(value)
