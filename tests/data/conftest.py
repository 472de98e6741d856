"""A table of the user's own, written and declared in a line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest

from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.user_tables import CsvFile, ParquetFile, TableFile
from netbuilder.errors import DataError
from netbuilder.export.printed import with_needs


def roles(**chosen: str) -> tuple[ColumnChoice, ...]:
    """Roles of columns by name; spaces in a name are written as two underscores."""
    return tuple(ColumnChoice(name=name.replace("__", " "), role=role) for name, role in chosen.items())


Write = Callable[..., CsvFile]

FRUIT = """weight, color, kind
150, red, apple
120, yellow, banana
130, yellow, banana
170, green, apple
115, yellow, banana
160, red, apple
"""


@pytest.fixture
def csv_file(tmp_path: Path) -> Write:
    """Writes a CSV file and declares it."""

    def write(text: str | bytes, **choices: Any) -> CsvFile:
        path = tmp_path / "table.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CsvFile(path=str(path), **choices)

    return write


def parquet_file(folder: Path, columns: dict[str, Any], **choices: Any) -> ParquetFile:
    path = folder / "table.parquet"
    polars.DataFrame(columns).write_parquet(path)
    return ParquetFile(path=str(path), **choices)


def refusal(dataset: TableFile, *, of: type[DataError] = DataError) -> str:
    """The words with which a table is refused, the same for signature and source."""
    with pytest.raises(of) as first:
        dataset.signature()
    with pytest.raises(of) as second:
        dataset.source()
    assert str(first.value) == str(second.value)
    return str(first.value)


def settings_of(dataset: TableFile) -> DataSettings:
    return DataSettings(dataset=dataset, normalisation="none")


def rows_of_script(dataset: TableFile) -> tuple[Any, Any]:
    """The features and targets that an exported script reads: by the functions as they are printed there."""
    source = dataset.source()
    functions = with_needs([source.function], source.unused)
    lines = ["from __future__ import annotations"]
    for wanted in sorted({found for function in functions for found in function.imports}):
        whole = f"from {wanted.module} import {wanted.name}" if wanted.name else f"import {wanted.module}"
        lines.append(f"{whole} as {wanted.known_as}" if wanted.known_as else whole)
    text = "\n".join([*lines, *(line for function in functions for line in function.lines)])
    assert "netbuilder" not in text
    names: dict[str, Any] = {}
    exec(compile(text, "script", "exec"), names)
    result: tuple[Any, Any] = names[source.function.__name__](**source.arguments)
    return result
