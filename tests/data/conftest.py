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
