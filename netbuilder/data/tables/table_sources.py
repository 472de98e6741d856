"""The functions that read the values of the user's own table. An exported script contains those it needs, as they stand
here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netbuilder.data.tables.file_sources import csv_table, parquet_table
from netbuilder.data.tables.json_sources import json_table
from netbuilder.data.tables.moment_sources import as_days, as_degrees, as_hours, as_times

if TYPE_CHECKING:
    from pathlib import Path

    import polars


def number_pattern(comma: bool) -> str:
    """What a number looks like, with a decimal point or with a decimal comma.

    Groups of three digits are thousands; Indian ones have two digits each.
    """
    decimal, group = (",", r"\.") if comma else (r"\.", ",")
    grouped = rf"[1-9]\d?\d?(?:{group}\d\d\d?)*{group}\d\d\d"
    quoted = r"[1-9]\d?\d?(?:['’]\d\d\d)+"
    spaced = "[1-9]\\d?\\d?(?:[ \u00a0\u2009\u202f]\\d\\d\\d)+"
    whole = rf"(?:{grouped}|{quoted}|{spaced}|\d*)"
    return rf"^[+-]?(?:{whole}(?:{decimal}\d*)?(?:[eE][+-]?\d+)?|(?i:inf|infinity))$"


def currency_pattern() -> str:
    """Signs and letters beside a number that say nothing: those of currencies, of
    percent and of degrees.
    """
    codes = "USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SGD|HKD|SEK|NOK|DKK|PLN|CZK|HUF"
    codes += "|TRY|RUB|BRL|MXN|ZAR|KRW|THB|ILS|kr|zł|Kč|Ft|lei|Rs|RM|Rp"
    return rf"(?i)\b(?:R|US|A|C|NZ|S|HK|MX)\$|[$€£¥₹₽₩₺₫฿¢%‰°℃℉]|\b(?:{codes})\b\.?"


def limit_pattern() -> str:
    """What says that a number lies below or above a limit."""
    return r"^[<>≤≥]=?\s*|\+$"


def flag_pattern() -> str:
    """What says how sure a number is, as a star, or as statistical offices write it."""
    return r"^(?:~|≈|ca?\.|about\s|approx\.?)\s*|\s*[*†‡§]+$|\s[bcdefnpruz]$|\s?\([a-z]\)$|\[\d+\]$"


def as_numbers(texts: polars.Expr, comma: bool = False, unit: str = "", how: tuple[str, ...] = ()) -> polars.Expr:
    """Texts as 64-bit numbers, missing where they are none.

    ``how``: with "limits", a number below or above a limit, such as <0.5 or 6+, is
    the limit; with "flags", marks such as the star of 0.5* say nothing; with
    endings such as "k=1e3", 5k is 5000.

    Currency and percent signs say nothing, and neither does the unit. A number
    in parentheses is below zero, as in accounts, and so is one with a minus behind.
    A power of ten may be written as 2×10^5 or 2·10⁵.
    """
    import polars

    bare = texts.str.replace('^="(.*)"$', "$1").str.strip_prefix("'")
    bare = bare.str.replace(limit_pattern(), "") if "limits" in how else bare
    bare = bare.str.replace(flag_pattern(), "") if "flags" in how else bare
    bare = bare.str.strip_suffix(unit) if unit else bare
    bare = bare.str.replace_all("[−–]", "-").str.replace_all(currency_pattern(), "")
    bare = bare.str.strip_chars()
    bare = bare.str.replace(r"^\((.+)\)$", "-$1").str.replace(r"^([+-])\s+", "$1")
    bare = bare.str.replace(r"^(\d.*\d)\s*-$", "-$1")
    raised, plain = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-"
    power = bare.str.replace_many(list(raised), list(plain))
    power = power.str.replace(r"\s*[×·\u22c5xX*]\s*10\s*\^?\s*([+-]?\d+)$", "e$1")
    power = power.str.replace(r"^([+-]?)10\s*\^?\s*([+-]?\d+)$", "${1}1e$2")
    bare = polars.when(bare.str.contains(rf"10\s*[\^{raised}]")).then(power).otherwise(bare)
    factor = polars.lit(1.0)
    for ending, size in [one.split("=") for one in how if "=" in one]:
        shorter = bare.str.replace(rf"(?i)(\d\D*?)\s*{ending}\.?$", "$1")
        factor = polars.when(shorter != bare).then(float(size)).otherwise(factor)
        bare = shorter
    fits = bare.str.contains(number_pattern(comma))
    number: polars.Expr = polars.when(fits).then(bare)
    digits = number.str.replace_all("[ '’\u00a0\u2009\u202f]", "")
    if comma:
        digits = digits.str.replace_all(".", "", literal=True)
        digits = digits.str.replace(",", ".", literal=True)
    else:
        digits = digits.str.replace_all(",", "", literal=True)
    return digits.cast(polars.Float64, strict=False) * factor


def numeric_columns(table: polars.DataFrame, comma: bool, missing: tuple[str, ...]) -> dict[str, polars.Series]:
    """The columns of texts that hold only numbers, but for the texts in ``missing``."""
    import polars

    if not table.width:
        return {}
    plain = table.select(polars.all().cast(polars.Float64, strict=False).fill_nan(None))
    if comma:  # a point is then a sign between thousands
        points = table.select(polars.all().str.contains(".", literal=True).any()).row(0)
    else:
        points = (False,) * table.width
    failures, gaps = plain.null_count().row(0), table.null_count().row(0)
    counts = zip(plain, points, failures, gaps, strict=True)
    found = {}
    for column, point, failed, absent in counts:
        if failed == absent and not point:
            found[column.name] = column
    rest = [name for name in table.columns if name not in found]
    if not rest:
        return found
    digits = table.select(polars.col(rest).str.contains("[0-9]").any()).row(0)
    rest = [name for name, digit in zip(rest, digits, strict=True) if digit]
    if not rest:
        return found
    read = table.select(as_numbers(polars.col(rest), comma))
    absent = polars.col(rest).is_null() | polars.col(rest).is_in(missing)
    gone = table.select(absent.sum()).row(0)
    for column, failed, count in zip(read, read.null_count().row(0), gone, strict=True):
        if failed == count:
            found[column.name] = column
    return found


def as_texts(column: polars.Series) -> polars.Series:
    """The values of a column as they are written: 1 rather than 1.0."""
    import polars

    if not column.dtype.is_float():
        return column.cast(polars.String)
    values = column.fill_nan(None).to_list()
    texts: list[str | None] = []
    for value in values:
        if value is None:
            texts.append(None)
        else:
            texts.append(str(int(value)) if value.is_integer() else repr(value))
    return polars.Series(column.name, texts, polars.String)


def as_written(column: polars.Series, kind: str, *details: str) -> polars.Series:
    """A column as ``read_values`` says it, read as numbers or as texts."""
    import polars

    value, texts = polars.all(), column.dtype == polars.String
    if kind == "category":
        column = as_texts(column)
        return column.set(column.is_in(details), None) if details else column
    if kind == "yes/no":
        return (as_texts(column) == details[0]).cast(polars.Float64)
    if kind == "ordered":
        steps = {text: float(step) for step, text in enumerate(details, start=1)}
        return as_texts(column).replace_strict(steps, default=None, return_dtype=polars.Float64)
    if kind == "number" and texts:
        read = as_numbers(value, details[0] == ",", details[1], details[2:])
        return column.to_frame().select(read).to_series()
    if kind == "time" and texts:
        return column.to_frame().select(as_times(value, int(details[0]))).to_series()
    if kind == "duration" and texts:
        return column.to_frame().select(as_hours(value)).to_series()
    if kind == "degrees" and texts:
        return column.to_frame().select(as_degrees(value)).to_series()
    if kind == "date" and texts:
        return column.to_frame().select(as_days(value, *details)).to_series()
    if column.dtype.is_temporal():
        return column.cast(polars.Datetime("ms")).dt.epoch("ms") / 86_400_000
    return column if texts else column.cast(polars.Float64).fill_nan(None)


def without_marks(table: polars.DataFrame, marks: dict[str, tuple[str, ...]]) -> polars.DataFrame:
    """The table without the values of some columns that stand for no value."""
    import polars

    for name, values in marks.items():
        column, marked = table[name], polars.Series(values, dtype=polars.String)
        texts, number = as_texts(column), marked.cast(polars.Float64, strict=False)
        numbers = texts.cast(polars.Float64, strict=False)
        gone = texts.is_in(marked.implode())
        gone |= numbers.is_in(number.drop_nulls().implode())
        kept, empty = ~gone.fill_null(value=False), column.clear(len(table))
        table = table.with_columns(column.zip_with(kept, empty))
    return table


def read_values(
    table: polars.DataFrame,
    written: dict[str, tuple[str, ...]] | None = None,
    comma: bool = False,
    missing: tuple[str, ...] = (),
    no_value: str = "",
    marks: dict[str, tuple[str, ...]] | None = None,
) -> polars.DataFrame:
    """The table with 64-bit numbers where it holds numbers, and texts where not.

    ``written`` says how columns are read that do not say it by themselves: as
    ("number", decimal sign, unit), the same with what ``as_numbers`` calls ``how``
    behind, ("time", number of parts), ("duration",), ("degrees",), ("date", form),
    ("date", "names", names of months as "mai=5"), ("yes/no", the text for yes),
    ("ordered", the texts from the lowest to the highest) or ("category",
    texts that mean that there is no value). Other columns hold numbers if all their
    values are numbers but for the texts in ``missing``.
    """
    import polars

    written = written or {}
    table = without_marks(table, marks or {})
    if no_value:
        text = polars.col(polars.String)
        table = table.with_columns(polars.when(text != no_value).then(text))
    kinds = dict(table.schema)
    texts = [name for name, kind in kinds.items() if kind == polars.String]
    plain = [name for name in texts if name not in written]
    found = numeric_columns(table.select(plain), comma, missing)
    columns = []
    for column in table:
        if column.name in found:
            columns.append(found[column.name])
        else:
            columns.append(as_written(column, *written.get(column.name, ("",))))
    read = polars.DataFrame(columns)
    if no_value:
        mark = polars.Series([no_value]).cast(polars.Float64, strict=False)[0]
        number = polars.col(polars.Float64)
        if mark is not None:
            read = read.with_columns(polars.when(number != mark).then(number))
    return read


def class_order(texts: polars.Series) -> list[str]:
    """The different texts: by their number where they are numbers, else by letters."""
    import polars

    different = texts.drop_nulls().unique().sort()
    order = different.cast(polars.Float64, strict=False)
    if order.null_count() or order.is_nan().any():
        return different.to_list()
    pairs = sorted(zip(order, different, strict=True))
    return [text for _, text in pairs]


def features_and_targets(
    read: polars.DataFrame, target: str, classification: bool, gaps: str = "refuse"
) -> tuple[Any, Any]:
    """Features (rows, columns) and class numbers (rows,) or targets (rows, 1).

    A column of texts becomes one column of zeros and ones for each text, in order;
    classes are numbered in their order. ``gaps``: rows without a value are left
    out ("drop"), or have nan there and a one in a column of its own ("fill").
    """
    import polars

    needed = polars.all() if gaps == "drop" else polars.col(target)
    read = read.filter(polars.all_horizontal(needed.is_not_null()))
    columns: list[polars.Expr] = []
    for column in read.drop(target):
        value = polars.col(column.name)
        if column.dtype == polars.String:
            texts = sorted(column.drop_nulls().unique().to_list())
            columns += [(value == text).cast(polars.Float64) for text in texts]
        else:
            columns.append(value)
        if gaps == "fill" and column.null_count():
            columns.append(value.is_null().cast(polars.Float64))
    by_number = [column.alias(str(number)) for number, column in enumerate(columns)]
    features = read.select(by_number).to_numpy(order="c")
    if classification:
        names = class_order(read[target])
        place = {name: number for number, name in enumerate(names)}
        classes = read[target].replace_strict(place, return_dtype=polars.Int64)
        return features, classes.to_numpy(writable=True)
    return features, read[target].to_numpy(writable=True).reshape(-1, 1)


def csv_rows(path: str | Path, target: str, classification: bool, form: Any, reading: Any) -> tuple[Any, Any]:
    """Features and targets of the rows of a CSV file.

    ``form``: how its lines are written. ``reading``: what its columns are.
    """
    return table_rows(csv_table(path, **form), target, classification, **reading)


def parquet_rows(path: str | Path, target: str, classification: bool, reading: Any) -> tuple[Any, Any]:
    """Features and targets of the rows of a Parquet file.

    ``reading``: what its columns are.
    """
    return table_rows(parquet_table(path), target, classification, **reading)


def json_rows(path: str | Path, target: str, classification: bool, reading: Any) -> tuple[Any, Any]:
    """Features and targets of the records of a JSON file.

    ``reading``: what its columns are.
    """
    return table_rows(json_table(path), target, classification, **reading)


def table_rows(
    table: polars.DataFrame,
    target: str,
    classification: bool,
    leave_out: tuple[str, ...] = (),
    gaps: str = "refuse",
    **reading: Any,
) -> tuple[Any, Any]:
    """Features and targets of the rows of a table."""
    read = read_values(table.drop(leave_out), **reading)
    return features_and_targets(read, target, classification, gaps)
