"""The functions that read the user's own table. An exported script contains those it needs, as they stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import polars


def column_name(read: str) -> str:
    """A name as a user means it: polars leaves quotation marks in it doubled."""
    return read.replace('""', '"').strip()


def csv_table(path: str | Path, separator: str, header: bool) -> polars.DataFrame:
    """The table of a CSV file, every value as text without the spaces around it.

    Lines that hold nothing are left out, and so is the column that a comma at
    the end of every line makes.
    """
    import polars

    with open(path, "rb") as file:
        table = polars.read_csv(file, separator=separator, has_header=header, infer_schema=False)
    table = table.rename(column_name).select(polars.all().str.strip_chars())
    table = table.with_columns(polars.when(polars.all() != "").then(polars.all()))
    if table.width > 1 and "" in table.columns and table[""].is_null().all():
        table = table.drop("")
    return table.filter(~polars.all_horizontal(polars.all().is_null()))


def parquet_table(path: str | Path) -> polars.DataFrame:
    """The table of a Parquet file."""
    import polars

    with open(path, "rb") as file:
        table = polars.read_parquet(file)
    return table.cast({polars.Categorical: polars.String, polars.Enum: polars.String})


def as_numbers(column: polars.Series) -> polars.Series | None:
    """The column as 64-bit numbers, or None where it holds texts."""
    import polars

    numbers = column.cast(polars.Float64, strict=False)
    return None if numbers.null_count() > column.null_count() else numbers


def features_and_targets(table: polars.DataFrame, target: str, classification: bool) -> tuple[Any, Any]:
    """Features (rows, columns) and class numbers (rows,) or targets (rows, 1).

    A column of texts becomes one column of zeros and ones for each text, in order;
    classes are numbered in their order.
    """
    import polars

    columns: list[polars.Series] = []
    for column in table.drop(target):
        numbers = as_numbers(column)
        if numbers is not None:
            columns.append(numbers)
        else:
            texts = column.unique().sort()
            columns += [(column == text).cast(polars.Float64) for text in texts]
    by_number = {str(number): column for number, column in enumerate(columns)}
    features = polars.DataFrame(by_number).to_numpy(order="c")
    numbers = as_numbers(table[target])
    if classification:
        values = table[target] if numbers is None else numbers
        classes = values.unique().sort().search_sorted(values).cast(polars.Int64)
        return features, classes.to_numpy(writable=True)
    values = table[target].cast(polars.Float64)
    return features, values.to_numpy(writable=True).reshape(-1, 1)


def csv_rows(
    path: str | Path, target: str, classification: bool, leave_out: tuple[str, ...], separator: str, header: bool
) -> tuple[Any, Any]:
    """Features and targets of the rows of a CSV file."""
    table = csv_table(path, separator, header).drop(leave_out)
    return features_and_targets(table, target, classification)


def parquet_rows(path: str | Path, target: str, classification: bool, leave_out: tuple[str, ...]) -> tuple[Any, Any]:
    """Features and targets of the rows of a Parquet file."""
    table = parquet_table(path).drop(leave_out)
    return features_and_targets(table, target, classification)
