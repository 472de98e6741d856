"""Tables of many columns: what is said of them is found with few questions, and their file is read once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars
import pytest

from netbuilder.data.notes import notes_of
from netbuilder.data.pipeline import load
from netbuilder.data.tables import file_sources, table_sources
from netbuilder.data.tables.column_kinds import picked
from tests.data.conftest import Write, rows_of_script, settings_of
from tests.growth import grows_linearly


def wide(columns: int, rows: int = 30) -> str:
    names = ",".join(f"g{place}" for place in range(columns))
    lines = (
        ",".join(f"{(n * (place + 3)) % 17 / 4}" for place in range(columns)) + f",{'ab'[n % 2]}\n" for n in range(rows)
    )
    return f"{names},y\n" + "".join(lines)


def test_a_file_is_read_once_for_its_notes_and_its_rows(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    table = file_sources.csv_table

    def counted(*given: Any, **form: Any) -> polars.DataFrame:
        read.append(given)
        return table(*given, **form)

    for module in (file_sources, table_sources):
        monkeypatch.setattr(module, "csv_table", counted)
    settings = settings_of(csv_file(wide(40)))
    rows = load(settings)
    notes_of(settings)
    assert len(read) == 1
    monkeypatch.undo()
    assert (rows.features == rows_of_script(csv_file(wide(40)))[0]).all()


def test_no_column_is_picked_of_a_table_that_has_rows(csv_file: Write) -> None:
    table = csv_file(wide(5)).whole()
    assert picked(table, []).shape == (0, 0)
    assert picked(table, ["g3", "g1"]).columns == ["g3", "g1"]


def test_the_work_grows_with_the_columns_and_no_faster(csv_file: Write) -> None:
    def prepare(columns: int) -> Callable[[], object]:
        settings = settings_of(csv_file(wide(columns)))
        return lambda: notes_of(settings)

    assert grows_linearly(prepare)
