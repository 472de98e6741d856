"""Tables in JSON, and those that gzip has packed: read in every shape that programs write, by scripts too."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netbuilder.data.tables import json_files
from netbuilder.data.tables.file_kinds import table_file
from netbuilder.data.tables.new_rows import new_rows, typed_rows
from netbuilder.data.tables.user_tables import TableFile
from tests.data.conftest import refusal, rows_of_script

COLUMNS = {name: [round((row + 1) * factor, 2) for row in range(20)] for name, factor in (("a", 1.1), ("b", 2.2))}
COLUMNS["y"] = [row / 4 for row in range(20)]
RECORDS = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]


def written(folder: Path, content: object, *, name: str = "table.json", lines: bool = False) -> TableFile:
    path = folder / name
    text = "\n".join(map(json.dumps, content)) if isinstance(content, Sequence) and lines else json.dumps(content)
    data = (content if isinstance(content, str) else text).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    dataset = table_file(path)
    assert dataset is not None
    return dataset


@pytest.mark.parametrize(
    ("content", "how"),
    [
        (RECORDS, {}),
        (RECORDS, {"lines": True, "name": "table.jsonl"}),
        (RECORDS, {"lines": True, "name": "table.ndjson.gz"}),
        (RECORDS, {"name": "table.json.gz"}),
        (COLUMNS, {}),
        ({name: dict(zip(map(str, range(20)), column, strict=True)) for name, column in COLUMNS.items()}, {}),
        ({f"row {number}": record for number, record in enumerate(RECORDS)}, {}),
        ({"columns": list(COLUMNS), "index": [], "data": [list(record.values()) for record in RECORDS]}, {}),
        ({"fields": list(COLUMNS), "values": [list(record.values()) for record in RECORDS]}, {}),
        ([list(COLUMNS), *(list(record.values()) for record in RECORDS)], {}),
        ({"count": 20, "pages": [1], "results": RECORDS}, {}),
        ({"reply": {"rows": RECORDS}}, {}),
        ([{name: str(value) for name, value in record.items()} for record in RECORDS], {}),
    ],
    ids=[
        *(
            "records",
            "lines",
            "packed lines",
            "packed",
            "columns",
            "pandas",
            "records by name",
            "split",
            "fields",
            "lists",
        ),
        *("below a name", "further below", "numbers as texts"),
    ],
)
def test_every_shape_is_the_same_table(tmp_path: Path, content: Any, how: dict[str, Any]) -> None:
    dataset = written(tmp_path, content, **how)
    features, targets = dataset.rows_drawn()
    assert np.array_equal(features, np.column_stack((COLUMNS["a"], COLUMNS["b"])))
    assert targets[:, 0].tolist() == COLUMNS["y"]
    assert all(map(np.array_equal, rows_of_script(dataset), (features, targets)))
    assert typed_rows(dataset, [["1.5", "2"]]).features.tolist() == [[1.5, 2.0]]


def test_new_rows_may_come_as_json_whatever_the_network_was_trained_on(tmp_path: Path) -> None:
    rows = written(tmp_path, RECORDS[:3], name="rows.json")
    path = tmp_path / "table.csv"
    path.write_text("a,b,y\n" + "".join(",".join(map(str, record.values())) + "\n" for record in RECORDS))
    learned = table_file(path)
    assert learned is not None
    wanted = [[COLUMNS["a"][row], COLUMNS["b"][row]] for row in range(3)]
    for dataset in (learned, written(tmp_path, RECORDS)):
        assert new_rows(dataset, rows.path).features.tolist() == wanted
    assert new_rows(written(tmp_path, RECORDS), str(path)).features.tolist()[:3] == wanted


def test_records_in_records_gaps_and_truth_values(tmp_path: Path) -> None:
    records = [
        {"size": {"a": record["a"], "way": {"b": record["b"]}}, "ok": bool(row % 2), "list": [row], "y": record["y"]}
        for row, record in enumerate(RECORDS)
    ]
    del records[3]["ok"]
    records[4]["ok"] = None  # type: ignore[assignment]
    found = written(tmp_path, records).inspected()
    assert found.read.columns == ["size.a", "size.way.b", "ok", "list", "y"]
    assert found.read["size.way.b"].to_list() == COLUMNS["b"]
    assert found.read["ok"].to_list()[:6] == [0.0, 1.0, 0.0, None, None, 1.0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[{"a": 1}, {"a": 2', "Met: Expecting ',' delimiter"),
        ('{"a": 1}\n{"a": 2\n', "Met: Expecting ',' delimiter in line 2"),
        ("[1, 2, 3]", "Met: neither records nor columns"),
        ('{"a": 1, "b": "x"}', "Met: neither records nor columns"),
        ('[["a", "b"], [1, 2], [1]]', "Met: rows of different lengths"),
        ("[" * 100_000, "cannot be read as a table"),
    ],
    ids=["cut off", "line cut off", "numbers", "one record", "uneven", "deep"],
)
def test_what_is_no_table_is_refused_with_what_was_met(tmp_path: Path, content: str, words: str) -> None:
    assert words in refusal(written(tmp_path, content))


@pytest.mark.parametrize("name", ["table.json", "table.json.gz"])
def test_too_much_json_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What counts is what a packed file holds, not what it takes on the disk."""
    dataset = written(tmp_path, RECORDS, name=name)
    monkeypatch.setattr(json_files, "MAX_JSON", 600)
    assert Path(dataset.path).stat().st_size < 600 or name == "table.json"
    assert "Save the table as CSV or Parquet." in refusal(dataset)


def test_json_under_another_name_is_told_which_one_it_needs(tmp_path: Path) -> None:
    assert "Let its name end with .json" in refusal(written(tmp_path, RECORDS, name="table.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_packed_text_is_read_as_it_is_written(tmp_path: Path, encoding: str) -> None:
    rows = (f"größe {row % 3};{row};{row / 4:.2f}".replace(".", ",") for row in range(40))
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress("\n".join(["Name;x;y", *rows]).encode(encoding)))
    dataset = table_file(path)
    assert dataset is not None
    features, targets = dataset.rows_drawn()
    assert features.shape == (40, 4)
    assert targets[7, 0] == 1.75
    assert all(map(np.array_equal, rows_of_script(dataset), (features, targets)))
    assert str(dataset.place(3)) == "Row 4 (line 5)"


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress(b"x,y\n1,2\n" * 1000)[:-20])
    dataset = table_file(path)
    assert dataset is not None
    assert "packed by gzip, and damaged or cut off" in refusal(dataset)
