"""The user's own tables: with which words a broken one is refused."""

from __future__ import annotations

import os
import random
import stat
from pathlib import Path

import polars
import pytest

from netbuilder.data import base
from netbuilder.data.pipeline import load, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables import table_check, table_files
from netbuilder.data.tables.user_tables import CsvFile, ParquetFile, TableFile
from netbuilder.errors import DataError

from .conftest import FRUIT, Write, parquet_file, refusal, roles, settings_of


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (("130,", "heavy,"), "Row 3 (line 4): column “weight” holds “heavy” where a number is expected."),
        (("130,", "?,"), "Row 3 (line 4): column “weight” has no value."),
        (("130,", " ,"), "Row 3 (line 4): column “weight” has no value."),
        (("130,", "nan,"), "Row 3 (line 4): column “weight” has no value."),
        (("130,", '"",'), "Row 3 (line 4): column “weight” has no value."),
        (("130, yellow,", "130, ,"), "Row 3 (line 4): column “color” has no value."),
        (("170, green, apple", "170, green"), "Row 4 (line 5): column “kind” has no value."),
        (("170, green, apple", "170, green,"), "Row 4 (line 5): column “kind” has no value."),
        (("170, green, apple", "170, green, apple, 3"), "Row 4 (line 5) of “table.csv” has 4 values"),
        (("130,", "inf,"), "Row 3 (line 4): column “weight” holds inf, which is too large"),
        (("130,", "1e39,"), "Row 3 (line 4): column “weight” holds 1e39, which is too large"),
        (("120, ", "\n \n120, "), "Row 2"),
    ],
)
def test_a_bad_value_is_refused_with_its_row_its_line_and_its_column(
    csv_file: Write, broken: tuple[str, str], words: str
) -> None:
    if words == "Row 2":
        words = "Row 2 (line 5): column “color” has no value."
        broken = ("120, yellow", "\n\n120, ")
    assert refusal(csv_file(FRUIT.replace(*broken))).startswith(words)


def test_a_quoted_line_end_counts_as_a_line_but_not_as_a_row(csv_file: Write) -> None:
    words = refusal(csv_file('a,b,c\n"two\nlines",1,2\nx,,3\n'))
    assert words.startswith("Row 2 (line 4): column “b” has no value.")


def test_without_a_header_the_first_line_is_the_first_row(csv_file: Write) -> None:
    assert refusal(csv_file("1,2\n3,\n", header="no")).startswith("Row 2 (line 2): column “Column 2” has no value.")
    assert refusal(csv_file("1,2\n3,4,5\n", header="no")).startswith("Row 2 (line 2) of “table.csv” has 3 values")


def test_a_text_target_is_refused_for_regression(csv_file: Write) -> None:
    words = refusal(csv_file(FRUIT, task="regression"))
    assert words.startswith("Row 1 (line 2): column “kind” holds “apple” where a number is expected.")


def test_parquet_names_the_row_and_the_column(tmp_path: Path) -> None:
    words = refusal(parquet_file(tmp_path, {"a": [1, None, 3], "b": ["x", "y", "x"]}))
    assert words.startswith("Row 2: column “a” has no value.")
    words = refusal(parquet_file(tmp_path, {"a": [1.0, 2.0, float("nan")], "b": ["x", "y", "x"]}))
    assert words.startswith("Row 3: column “a” has no value.")
    words = refusal(parquet_file(tmp_path, {"a": [1.0, 2.0, 3.0], "b": ["x", "y", None]}))
    assert words.startswith("Row 3: column “b” has no value.")


def test_parquet_columns_of_other_kinds_are_left_out(tmp_path: Path) -> None:
    dataset = parquet_file(tmp_path, {"a": [[1], [2, 3]], "b": [1, 2], "c": [1, 2]})
    assert dataset.signature().feature_names == ("b",)
    reason = "Column “a” is left out: it holds values of type List(Int64); only numbers, texts and dates can be used."
    assert reason in [str(note.message) for note in dataset.notes()]
    words = refusal(dataset.with_column("a", role="target"))
    assert words == "Column “a” cannot be the target: it holds nothing to learn. Choose another."
    dates = polars.Series([0, 1]).cast(polars.Date)
    assert load(settings_of(parquet_file(tmp_path, {"when": dates, "b": [1, 2]}))).features.tolist() == [[0], [1]]


def test_too_many_classes_are_refused(csv_file: Write) -> None:
    text = "x,y\n" + "".join(f"{row},{row}\n" for row in range(table_check.MAX_CLASSES + 1))
    assert refusal(csv_file(text, task="classification")).startswith("Column “y” holds 1001 different values")


def test_a_table_that_would_fill_the_memory_is_refused(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MAX_VALUES", 23)
    assert refusal(csv_file(FRUIT)).startswith("6 rows of 4 numbers do not fit into memory.")


@pytest.mark.parametrize("header_only", ["a,b\n", "a,b", "a,b\n\n\n", "a,b\n , \n"])
def test_a_header_only_is_refused(csv_file: Write, header_only: str) -> None:
    assert refusal(csv_file(header_only)) == "The table has column names, but no rows. Add rows."


def test_an_unknown_column_is_refused_with_those_that_are_there(csv_file: Write) -> None:
    expected = "The table has no column “size”. Its columns are “weight”, “color”, “kind”."
    assert refusal(csv_file(FRUIT, columns=roles(size="target"))) == expected
    dataset = csv_file(FRUIT, columns=roles(size="left out"))
    [note] = [note for note in dataset.notes() if note.words is not None]
    assert str(note.message) == "The file has no column “size”; what was set of it is not used."
    assert note.changes == {"dataset": csv_file(FRUIT)}


def test_one_column_alone_is_refused(csv_file: Write) -> None:
    assert refusal(csv_file("a\n1\n2\n")).startswith("The table needs a target column and at least one other column")


def test_one_class_alone_is_refused(csv_file: Write) -> None:
    dataset = csv_file("a,b\n1,x\n2,x\n3,x\n")
    with pytest.raises(DataError, match="All 3 rows are of one class, “x”"):
        prepare(settings_of(dataset))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "“table.csv” is empty."),
        (b"\n\n \n", "The table needs a target column"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "“table.csv” is not a text file."),
        (b'a,b\n1,2\n"3,4\n5,6\n', 'Row 2 (line 3): column “a” holds “"3” where a number is expected.'),
        (b'a,b\n1,"2,x"\n"3,4\n5,6\n', "Line 3 of “table.csv” seems to have a quotation mark missing"),
    ],
)
def test_a_file_that_is_no_table_is_refused(csv_file: Write, content: bytes, words: str) -> None:
    assert refusal(csv_file(content)).startswith(words)


@pytest.mark.parametrize("content", [b"PAR1 and nothing more", b"a,b\n1,2\n", b"PAR1" + bytes(40) + b"PAR1"])
def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(content)
    assert refusal(ParquetFile(path=str(path))).startswith("“table.parquet” cannot be read as a table")


@pytest.mark.parametrize("kind", [CsvFile, ParquetFile])
def test_a_path_without_a_file_is_refused(kind: type[TableFile], tmp_path: Path) -> None:
    assert refusal(kind()) == "No file is chosen. Choose a file."
    missing = str(tmp_path / "gone.csv")
    assert refusal(kind(path=missing)) == f"The file “{missing}” does not exist. Was it moved? Choose it again."
    assert "not a file, but a folder" in refusal(kind(path=str(tmp_path)))
    assert "cannot be read" in refusal(kind(path="a\0b"))
    assert "cannot be read" in refusal(kind(path="a" * 5000))


def test_a_device_is_refused_rather_than_read() -> None:
    assert "is not a file, but a folder or a device" in refusal(CsvFile(path=os.devnull))


@pytest.mark.parametrize("kind", [CsvFile, ParquetFile])
def test_a_file_that_may_not_be_read_is_refused(
    kind: type[TableFile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.csv"
    path.write_text(FRUIT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read anything: refuse in the system's place
        monkeypatch.setattr("builtins.open", _refuse)
    assert (
        refusal(kind(path=str(path)))
        == "You do not have permission to read “secret.csv”. Allow it, or choose another file."
    )
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def _refuse(*_arguments: object, **_keywords: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(table_files.MAX_FILE + 1)
    assert refusal(CsvFile(path=str(path))).startswith("“huge.csv” has 2.0 GB; at most 2 GB can be read.")


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_three_hundred_spoilt_files_are_read_or_refused_in_words(suffix: str, tmp_path: Path) -> None:
    frame = polars.DataFrame({"a": [row * 1.5 for row in range(40)], "b": ["x", "y"] * 20, "c": [1, 0] * 20})
    path = tmp_path / f"table.{suffix}"
    (frame.write_csv if suffix == "csv" else frame.write_parquet)(path)
    kind, whole, outcomes = CsvFile if suffix == "csv" else ParquetFile, path.read_bytes(), []
    for number in range(300):
        path = tmp_path / f"{number}.{suffix}"
        path.write_bytes(spoilt(whole, random.Random(number)))
        try:
            prepare(DataSettings(dataset=kind(path=str(path))))
            outcomes.append("read")
        except DataError:
            outcomes.append("refused")
    assert outcomes.count("refused") > 200
    assert "read" in outcomes


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """The content with a few bytes changed, cut out or put in."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        kind = chance.randrange(3)
        if kind == 0:
            changed[at] = chance.randrange(256)
        elif kind == 1:
            del changed[at : min(at + chance.randint(1, 30), len(changed) - 1)]
        else:
            changed[at:at] = bytes(chance.choice(b',"\n\r;x1 \xff\t') for _ in range(chance.randint(1, 10)))
    return bytes(changed)


def test_files_for_other_programs_are_named(csv_file: Write, tmp_path: Path) -> None:
    lines = "+1 1:0.5 3:0.25 7:1\n-1 2:0.5 9:1e-3\n"
    assert "is LIBSVM, not a table" in refusal(csv_file(lines))
    times = "".join(f"{day} 08:3{day} 17:1{day}\n" for day in range(9))
    assert "LIBSVM" not in " ".join(str(note.message) for note in csv_file(times).notes())
