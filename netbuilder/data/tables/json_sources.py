"""The functions that read a table in JSON, as exported scripts contain them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netbuilder.data.tables.file_sources import column_names, opened

if TYPE_CHECKING:
    from pathlib import Path

    import polars


def flattened(record: dict[str, Any], above: str = "") -> dict[str, str | None]:
    """The values of a record as texts; those of a record in it under both names."""
    import json

    found: dict[str, str | None] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            found |= flattened(value, f"{above}{name}.")
        elif value is None or isinstance(value, str):
            found[above + name] = value.strip() or None if value else None
        else:
            found[above + name] = json.dumps(value, ensure_ascii=False)
    return found


def json_records(whole: Any) -> list[dict[str, Any]]:
    """The records of a file: a list of them, also below a name, or columns of equal
    length, as lists or by the numbers of their rows. Raises ValueError otherwise.
    """
    if isinstance(whole, list) and whole and all(isinstance(one, dict) for one in whole):
        return whole
    if isinstance(whole, list) and len(whole) > 1 and all(isinstance(one, list) for one in whole):
        names, *rows = whole
        if any(len(row) != len(names) for row in rows):
            raise ValueError("rows of different lengths")
        return [dict(zip(map(str, names), row, strict=True)) for row in rows]
    if not isinstance(whole, dict) or not whole:
        raise ValueError("neither records nor columns")
    values = list(whole.values())
    named, listed = whole.get("columns", whole.get("fields")), whole.get("data", whole.get("values"))
    if isinstance(named, list) and isinstance(listed, list) and listed and isinstance(listed[0], list):
        return json_records([named, *listed])
    if all(isinstance(one, list) for one in values) and len({len(one) for one in values}) == 1 and len(values) > 1:
        return [dict(zip(whole, row, strict=True)) for row in zip(*values, strict=True)]
    if all(isinstance(one, dict) for one in values) and len(values) > 1:
        labels = list(values[0])
        if all(label.isdecimal() for label in labels):
            return [{name: column.get(label) for name, column in whole.items()} for label in labels]
        return values
    below = [one for one in values if isinstance(one, list) and one and isinstance(one[0], dict)]
    if not below and len(values) == 1:
        return json_records(values[0])
    return json_records(max(below, key=len, default=None))


def json_table(path: str | Path) -> polars.DataFrame:
    """The table of a JSON file, every value as text; a file may also have a record in
    each line. Raises ValueError where there is no table.
    """
    import json

    import polars

    how: Any = {"parse_float": str, "parse_int": str, "parse_constant": str}
    with opened(path) as file:
        content = file.read()
    try:
        whole = json.loads(content, **how)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        whole = []
        for number, line in enumerate(content.decode(json.detect_encoding(content)).splitlines(), start=1):
            try:
                whole += [json.loads(line, **how)] if line.strip() else []
            except json.JSONDecodeError as cause:
                raise ValueError(f"{cause.msg} in line {number}") from cause
    records = [flattened(record) for record in json_records(whole)]
    names = list(dict.fromkeys(name for record in records for name in record))
    values = [[record.get(name) for record in records] for name in names]
    columns = zip(column_names(names), values, strict=True)
    return polars.DataFrame([polars.Series(name, texts, polars.String) for name, texts in columns])
