"""Numbers that stand for no value, in one column and not in another; columns that name the rows."""

from __future__ import annotations

import json
from pathlib import Path

import polars
import pytest

from netbuilder.data.base import Note
from netbuilder.data.pipeline import load
from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.new_rows import new_rows
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project import edits
from tests.data.conftest import Write, parquet_file, rows_of_script, settings_of
from tests.drawing import drawn

SURVEY = "age,smoke,income,y\n" + "".join(
    f"{999 if n % 17 == 3 else 20 + n % 60},{9 if n % 13 == 5 else 1 + n % 3},"
    f"{-9 if n % 11 == 4 else 900 + 31 * n},{n / 8}\n"
    for n in range(90)
)


def questions(dataset: CsvFile) -> list[Note]:
    return [note for note in dataset.notes() if "does it stand for “no value”?" in str(note.message)]


def test_each_column_has_values_of_its_own_that_mean_missing(csv_file: Write) -> None:
    dataset = csv_file(SURVEY)
    for told in (("age", "999"), ("smoke", "9"), ("income", "-9")):
        note = questions(dataset)[0]
        assert "Column “{}” holds {} (rows: ".format(*told) in str(note.message)
        dataset = note.changes["dataset"]
    assert not questions(dataset)
    assert dataset.missing == "drop"
    assert [(c.name, c.missing) for c in dataset.columns] == [("age", ("999",)), ("smoke", ("9",)), ("income", ("-9",))]
    kept = load(settings_of(dataset)).features
    assert [kept[:, place].max() for place in (0, 1)] == [78, 3]
    assert kept[:, 2].min() == 900
    [note, *_] = [note for note in dataset.notes() if str(note.message) == "Read as missing in “age”: “999”."]
    assert [c.name for c in note.changes["dataset"].columns] == ["smoke", "income"]


def test_scripts_new_rows_and_files_know_them(csv_file: Write, tmp_path: Path) -> None:
    columns = (ColumnChoice(name="age", missing=("999",)), ColumnChoice(name="smoke", kind="category", missing=("9",)))
    dataset = csv_file(SURVEY, columns=columns, missing="fill")
    features, targets = rows_of_script(dataset)
    table = load(settings_of(dataset))
    assert polars.DataFrame(features).equals(polars.DataFrame(table.features), null_equal=True)
    assert (targets == table.targets).all()
    (tmp_path / "new.csv").write_text("age,smoke,income\n999,9,5\n")
    row = new_rows(dataset, str(tmp_path / "new.csv")).features[0]
    names = table.signature.feature_names
    assert {name for name, value in zip(names, row, strict=True) if value == 1} == {"age missing", "smoke missing"}
    path = tmp_path / "p.netb"
    write(path, edits.set_dataset(drawn(("dense", {"units": 1})), dataset))
    assert read(path).data.dataset == dataset
    kept = json.loads(path.read_text())["data"]["dataset"]
    assert '"missing": ["999"]' in json.dumps(kept)


def test_numbers_of_a_parquet_file_can_mean_missing(tmp_path: Path) -> None:
    dataset = parquet_file(tmp_path, {"x": [1.5, -999.0, 3.0], "k": [1, 99, 3], "y": [0.5, 1.5, 2.5]}).with_(
        missing="drop"
    )
    chosen = (ColumnChoice(name="x", missing=("-999",)), ColumnChoice(name="k", missing=("99.0",)))
    assert load(settings_of(dataset.with_(columns=chosen))).features.tolist() == [[1.5, 1], [3, 3]]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([1, 2, 9], ["9"]),
        ([1, 2, 3, 4, 5, 8, 9], ["8", "9"]),
        ([0, 1, 99], ["99"]),
        ([0, 1, 2, 3, 4, 5, 8], []),
        ([1, 2, 3, 4, 5, 6, 7], []),
        ([-1, 0, 1], []),
        ([*range(20), -1], ["-1"]),
        ([*range(-5, 20)], []),
        ([0.5, 1.5, 2.5, 9], []),
    ],
    ids=str,
)
def test_codes_are_asked_about_and_counts_are_not(csv_file: Write, values: list[float], wanted: list[str]) -> None:
    rows = "".join(f"{values[n % len(values)]},{n / 4}\n" for n in range(80))
    found = questions(csv_file("q,y\n" + rows))
    assert [str(note.words) for note in found] == [f"Read {text} as missing" for text in wanted]


@pytest.mark.parametrize(
    ("name", "first", "told"),
    [
        ("caseid", 1001, True),
        ("customer_id", 88, True),
        ("PassengerId", 1, True),
        ("Sample ID", 7, True),
        ("year", 1990, False),
        ("humid", 30, False),
        ("paid", 1, False),
    ],
)
def test_a_number_of_each_row_is_told_by_its_name(csv_file: Write, name: str, first: int, told: bool) -> None:
    rows = "".join(f"{first + 3 * n - 2 * (n % 2)},{n % 5},{n % 7 / 4}\n" for n in range(30))
    notes = csv_file(f"{name},x,y\n{rows}").notes()
    assert any("numbers the rows" in str(note.message) for note in notes) == told


def test_columns_with_the_same_code_are_asked_about_together(csv_file: Write) -> None:
    names = [f"q{n}" for n in range(400)]
    lines = "".join(",".join(str((1, 2, 3, 9)[(n + m) % 4]) for m in range(400)) + f",{n / 4}\n" for n in range(40))
    [note] = questions(csv_file(",".join((*names, "y")) + "\n" + lines))
    assert "The columns “q0”, “q1”, “q2”, “q3”, “q4” and 395 more hold 9 (rows of the first: 10)" in str(note.message)
    mended = note.changes["dataset"]
    assert len(mended.columns) == 400
    [told] = [note for note in mended.notes() if "Read as missing in" in str(note.message)]
    assert told.changes["dataset"].columns == ()
