"""Dates, ranges and numbers in forms that are not read are told, not taken for categories in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.data.base import Note
from netbuilder.data.tables.new_rows import typed_rows
from netbuilder.data.tables.user_tables import CsvFile
from tests.data.conftest import Write, refusal, rows_of_script

Cell = Callable[[int], str]


def table(write: Write, cell: Cell, *, name: str = "when", rows: int = 40) -> CsvFile:
    return write(f"{name};x;y\n" + "".join(f"{cell(n)};{n % 7};{n / 4}\n" for n in range(rows)))


def warned(dataset: CsvFile, words: str) -> list[Note]:
    return [note for note in dataset.notes() if note.warning and words in str(note.message)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (lambda n: f"{n % 28 + 1} {('Ionawr', 'Chwefror')[n % 2]} 2024", "dates, such as “1 Ionawr 2024”, in a form"),
        (lambda n: f"2024\u5e741\u6708{n % 28 + 1}\u65e5(\u6708)", "dates, such as"),
        (
            lambda n: f"2023-0{n % 9 + 1}-{n % 28 + 1:02d}" if n % 2 else f"{n % 28 + 1:02d}/0{n % 9 + 1}/2023",
            "dates in different forms, such as “01/01/2023” and “2023-02-02”",
        ),
        (lambda n: ("10-20", "20-30", "12-Oct")[n % 3], "“12-Oct” is probably a range that a spreadsheet took"),
        (lambda n: f"{n / 4} ± {n / 9:.1f}", "a number and its uncertainty in each cell, such as “0.0 ± 0.0”"),
        (lambda n: f"{60 + n}.5 [{58 + n}-{61 + n}]", "a number and its uncertainty"),
    ],
    ids=[
        "Welsh",
        "Japanese",
        "two forms",
        "a range that became a date",
        "deviation",
        "interval",
    ],
)
def test_what_is_not_read_as_a_number_or_a_date_is_told(csv_file: Write, cell: Cell, words: str) -> None:
    assert len(warned(table(csv_file, cell), words)) == 1


@pytest.mark.parametrize(
    "cell",
    [
        lambda n: f"Focus {2000 + n % 20} 1.6",
        lambda n: f"12-34-{n:02d}",
        lambda n: f"10.0.{n % 4}.{n % 9}",
        lambda n: f"{2020 + n % 4}Q{n % 4 + 1}",
        lambda n: ("10-20", "20-30", "30-40")[n % 3],
        lambda n: f"+1 (555) 010-{1000 + n}",
        lambda n: f"M8 (12-{n})",
    ],
    ids=["a model", "a bank code", "an address", "a quarter", "ranges", "a phone number", "a screw"],
)
def test_other_texts_are_no_dates_and_no_numbers(csv_file: Write, cell: Cell) -> None:
    for words in ("seems to hold dates", "took for a date", "uncertainty"):
        assert not warned(table(csv_file, cell), words)


@pytest.mark.parametrize(
    ("name", "cell", "kind", "first"),
    [
        ("Lat", lambda n: f"{33 + n / 8}S", "degrees", -33.0),
        ("where", lambda n: f"{33 + n / 8}{'WE'[n % 2]}", "degrees", -33.0),
        ("power", lambda n: f"{33 + n / 8}W", "number", 33.0),
        ("latency", lambda n: f"{33 + n / 8}S", "number", 33.0),
        ("site longitude", lambda n: f"{33 + n / 8} W", "degrees", -33.0),
        ("seat", lambda n: f"{12 + n}{'EW'[n % 2]}", "category", None),
        ("start", lambda n: f"{6 + n % 9}.30 Uhr", "time", 6.5),
        ("start", lambda n: f"{6 + n % 9}:30 Uhr", "time", 6.5),
        ("length", lambda n: f"{1 + n % 9}h30", "duration", 1.5),
        ("when", lambda n: f"Jan {n % 28 + 1}, 2024, {n % 12 + 1}:00:00 AM", "date", 19723 + 1 / 24),
        ("when", lambda n: f"{n % 28 + 1:02d}.01.2024 12:00 Uhr", "date", 19723.5),
        ("month", lambda n: f"2024{n % 12 + 1:02d}", "date", 19723.0),
        ("number", lambda n: f"2024{n % 14 + 1:02d}", "number", 202401.0),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_more_times_dates_and_degrees_are_read(
    csv_file: Write, name: str, cell: Cell, kind: str, first: float | None
) -> None:
    dataset = table(csv_file, cell, name=name)
    written = dataset.inspected().reading.written.get(name, ("number" if first is not None else "category",))
    assert written[0] == kind
    if first is not None:
        assert dataset.inspected().read[name][0] == pytest.approx(first)
        assert rows_of_script(dataset)[0][0, 0] == pytest.approx(first)
        assert typed_rows(dataset, [[cell(0), "3"]]).features[0, 0] == pytest.approx(first)


@pytest.mark.parametrize(
    ("other", "words"),
    [("Kontostand", "dates or times and texts, such as “Kontostand”"), ("30.06.2024", "“01.01.24” and “30.06.2024”")],
)
def test_a_single_other_text_among_dates_is_told_once(csv_file: Write, other: str, words: str) -> None:
    dataset = table(csv_file, lambda n: other if n == 39 else f"{n % 28 + 1:02d}.01.24")
    [note] = warned(dataset, "dates")
    assert words in str(note.message)


def test_a_table_that_lies_on_its_side_is_told(csv_file: Write) -> None:
    people = ",".join(f"P{n}" for n in range(12))
    rows = [("age", lambda n: str(20 + n)), ("sex", lambda n: "MF"[n % 2]), ("bmi", lambda n: f"{18 + n / 2}")]
    lines = [f"{name}," + ",".join(value(n) for n in range(12)) for name, value in rows]
    [note] = warned(csv_file(f"patient,{people}\n" + "\n".join(lines) + "\n"), "lie on its side")
    assert "such as “age”" in str(note.message)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CREATE TABLE t (a INT);\nINSERT INTO t VALUES (1);\n", "SQL"),
        ("-- MySQL dump\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS t;\n", "SQL"),
        ("<table><tr><td>1</td></tr></table>", "HTML"),
    ],
)
def test_other_texts_than_tables_are_named(csv_file: Write, text: str, kind: str) -> None:
    assert f"is {kind}, not a table" in refusal(csv_file(text))
