"""Files in two encodings, texts with letters that were misread before, and bytes that no text has."""

from __future__ import annotations

import pytest

from netbuilder.data.pipeline import load
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.data.text_files.encodings import as_meant
from tests.data.conftest import Write, refusal, rows_of_script, settings_of

CITIES = ("München", "Köln", "Bern", "Zürich")


def lines(rows: int = 40) -> list[str]:
    return ["city;Gäste;stars\n", *(f"{CITIES[n % 4]};{100 + 7 * n};{n / 4}\n" for n in range(rows))]


def said(dataset: CsvFile) -> str:
    return " ".join(str(note.message) for note in dataset.notes())


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (range(26, 42), "lines 26, 27, 29, 30, 31 and 7 more are in Windows-1252, the others in UTF-8."),
        (range(1, 39), "lines 39, 41 are in UTF-8, the others in Windows-1252."),
        ([3], "line 3 is in Windows-1252, the others in UTF-8."),
    ],
    ids=["a half", "most", "one"],
)
def test_lines_in_another_encoding_are_read_in_it_and_named(csv_file: Write, odd: range, words: str) -> None:
    coded = [line.encode("cp1252" if number in odd else "utf-8") for number, line in enumerate(lines(), start=1)]
    dataset = csv_file(b"".join(coded))
    assert set(dataset.whole()["city"]) == set(CITIES)
    assert dataset.whole().columns[1] == "Gäste"
    assert words in said(dataset)
    assert "Read as UTF-8 and Windows-1252, separator semicolon" in str(dataset.recognised())
    features, _ = rows_of_script(dataset)
    assert (features == load(settings_of(dataset)).features).all()
    assert str(dataset.place(1)) == "Row 2 (line 3)"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_of_a_file_in_one_encoding_nothing_is_said(csv_file: Write, encoding: str) -> None:
    dataset = csv_file("".join(lines()).encode(encoding))
    assert set(dataset.whole()["city"]) == set(CITIES)
    assert "encoding" not in said(dataset)


def test_a_file_of_two_encodings_that_is_longer_than_its_sample(csv_file: Write) -> None:
    coded = [line.encode("cp1252" if number > 19_990 else "utf-8") for number, line in enumerate(lines(20_000))]
    assert set(csv_file(b"".join(coded)).whole()["city"]) == set(CITIES)


def test_letters_that_were_misread_before_are_told_with_what_was_meant(csv_file: Write) -> None:
    text = "".join(line.encode().decode("cp1252") if number % 3 == 1 else line for number, line in enumerate(lines()))
    assert "Row 1 (line 2): “MÃ¼nchen” in “city” is probably “München” (11 such rows)" in said(csv_file(text))
    lost = "".join(lines()).replace("Köln", "K\ufffdln")
    assert "“K\ufffdln” in “city” has lost letters (10 such rows)" in said(csv_file(lost))
    assert "probably" not in said(
        csv_file("name,y\n" + "".join(f"{('Ângela', 'Ñandú')[n % 2]},{n}\n" for n in range(20)))
    )


def test_what_was_meant_is_known_only_of_utf_8() -> None:
    assert as_meant("CafÃ©") == "Café"
    assert [as_meant(text) for text in ("Café", "cafe", "naïve Â", "日本")] == [None] * 4


def test_a_zero_byte_in_a_text_is_named_with_its_line(csv_file: Write) -> None:
    dataset = csv_file("".join(lines()).encode().replace(b"Bern", b"B\0rn"))
    assert refusal(dataset) == (
        "Line 4 of “table.csv” holds a zero byte, which no text has: the file is damaged there. Remove these bytes "
        "(10), or export the table again."
    )
    assert "is not a text file" in refusal(csv_file(bytes(range(256)) * 8))
