"""Tables that can be read in more than one way: times, dates, totals, classes; each is read as it is likely meant, and
the other way is at hand."""

from __future__ import annotations

import bz2
from datetime import date
from pathlib import Path

import pytest

from netbuilder.data.base import Note
from netbuilder.data.notes import notes_of, notes_of_refused
from netbuilder.data.pipeline import load
from netbuilder.data.tables.file_kinds import table_file
from netbuilder.data.tables.user_tables import CsvFile, TableFile
from netbuilder.data.text_files.dialect import Wanted, recognise

from .conftest import Write, refusal, settings_of

DAYS = [date(2024, 1, 3), date(2024, 2, 29), date(1998, 12, 31), date(2024, 5, 14)]


def values(dataset: TableFile) -> list[float]:
    """The first feature of each row."""
    column: list[float] = load(settings_of(dataset)).features[:, 0].tolist()
    return column


def note(dataset: TableFile, words: str) -> Note:
    """The one note that says this."""
    [found] = [note for note in notes_of(settings_of(dataset)) if words in str(note.message)]
    return found


def column(texts: list[str]) -> str:
    """A table of these texts and a target."""
    return "x\ty\n" + "".join(f"{text}\t{number / 3:.2f}\n" for number, text in enumerate(texts))


@pytest.mark.parametrize("form", ["%d.%m.%y", "%m/%d/%y", "%Y%m%d", "%B %d, %Y", "%Y-%m-%dT10:00:00+10:00"])
def test_days_are_found_in_many_forms(csv_file: Write, form: str) -> None:
    dataset = csv_file(column([day.strftime(form) for day in DAYS]))
    assert values(dataset) == [(day - date(1970, 1, 1)).days for day in DAYS]
    assert note(dataset, "Read as dates").message.values["value"] == "2024-01-03"


def test_a_month_is_its_first_day_and_a_year_of_two_digits_is_never_one_of_four(csv_file: Write) -> None:
    first = (date(2020, 1, 1) - date(1970, 1, 1)).days
    assert values(csv_file(column(["2020-01", "2020-02", "2020-03"]))) == [first, first + 31, first + 60]
    assert values(csv_file(column(["Jan 2020", "Feb 2020"]))) == [first, first + 31]
    assert "3.1.24" in csv_file(column(["03.01.2024", "3.1.24"] * 9)).inspected().read["x"].to_list()


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1:30:00", "0:45:36", "10:00:00"], [1.5, 0.76, 10.0]),
        (["8:30", "23:15", "0:00"], [8.5, 23.25, 0.0]),
        (["59:30", "1:00:00", "2:30:00"], [59.5 / 60, 1.0, 2.5]),
        (["12:15 AM", "12:30 pm", "5:45 p.m."], [0.25, 12.5, 17.75]),
        (["1:02.5", "0:59.25"], [1 + 2.5 / 60, 59.25 / 60]),
    ],
)
def test_times_are_numbers_of_their_first_part(csv_file: Write, texts: list[str], read: list[float]) -> None:
    dataset = csv_file(column(texts))
    assert values(dataset) == pytest.approx(read)
    assert texts[0] in str(note(dataset, "Read as times").message)


def test_ratios_are_no_times(csv_file: Write) -> None:
    assert csv_file(column(["16:9", "4:3"] * 5)).inspected().columns[0].kind == "category"


@pytest.mark.parametrize("texts", [["vrai", "faux"], ["TAK", "NIE"], ["sì", "no"], ["evet", "hayır"]])
def test_yes_and_no_are_known_in_many_languages(csv_file: Write, texts: list[str]) -> None:
    dataset = csv_file(column(texts * 4))
    assert dataset.inspected().columns[0].kind == "yes/no"
    assert values(dataset) == [1.0, 0.0] * 4


def test_dates_that_could_be_exchanged_are_asked_about(csv_file: Write) -> None:
    dataset = csv_file(column(["03/04/2024", "05/06/2024", "01/02/2024"]))
    asked = note(dataset, "it could also be the other way")
    assert asked.warning
    assert "the month is first" in str(asked.message)
    mended = asked.changes["dataset"]
    assert values(mended)[0] == (date(2024, 4, 3) - date(1970, 1, 1)).days
    for sure in (
        mended,
        csv_file(column(["03/04/2024", "25/06/2024"])),
        csv_file(column(["03/03/2024", "05/05/2024"])),
    ):
        assert not [one for one in sure.notes() if "other way" in str(one.message)]


def test_three_digits_after_every_point_may_be_thousands_where_semicolons_separate(csv_file: Write) -> None:
    rows = "".join(f"{number}.{number:03d};{'AB'[number % 2]};{number},5\n" for number in range(1, 9))
    asked = note(csv_file("people;town;y\n" + rows), "three digits after the point")
    assert asked.warning
    assert values(asked.changes["dataset"])[:2] == [1001.0, 2002.0]
    plain = csv_file(("people;town;y\n" + rows).replace("1.001", "1.01"))
    assert not [one for one in plain.notes() if "three digits" in str(one.message)]


def test_numbers_among_texts_are_not_read_as_categories_without_a_word(csv_file: Write) -> None:
    dataset = csv_file(column(["1.5", "too low", "too low", "2.5", "too low", "3.5"] * 3))
    asked = note(dataset, "holds numbers and texts, such as “too low” (rows: 9)")
    assert asked.warning
    assert values(asked.changes["dataset"]) == [1.5, 2.5, 3.5] * 3
    several = csv_file(column(["1.5", "too low", "too high", "2.5", "too low", "too high"] * 3))
    assert note(several, "holds numbers and texts").words is None
    chosen = dataset.with_column("x", kind="category")
    assert not [one for one in chosen.notes() if "numbers and texts" in str(one.message)]


def test_a_code_that_looks_like_a_power_of_ten_is_no_number_among_texts(csv_file: Write) -> None:
    dataset = csv_file(column(["87a4", "12f0", "87e4", "90e1"] * 3))
    assert dataset.inspected().columns[0].kind == "category"
    assert not [one for one in dataset.notes() if "numbers and texts" in str(one.message)]
    mostly = csv_file(column(["87e4", "12e0", "90e1", "87e4", "87a4"] * 3))
    assert mostly.signature().feature_names == ("x=12e0", "x=87a4", "x=87e4", "x=90e1")


def test_a_column_of_powers_of_ten_may_be_codes(csv_file: Write) -> None:
    dataset = csv_file(column(["87e4", "12e0", "8712", "87e4"] * 3))
    assert values(dataset)[:3] == [870_000.0, 12.0, 8712.0]
    asked = note(dataset, "In column “x”, “87e4” is read as the number 870000. Is it a code?")
    assert asked.changes["dataset"].signature().feature_names == ("x=12e0", "x=8712", "x=87e4")
    for numbers in (["8.7e4", "12e0"], ["1e30", "7"]):
        assert not [one for one in csv_file(column(numbers * 5)).notes() if "code" in str(one.message)]


@pytest.mark.parametrize("same", ["EUR", "3"])
def test_a_target_that_never_changes_is_told_with_a_better_one_at_one_click(csv_file: Write, same: str) -> None:
    rows = "".join(f"{row},{row * 7 % 5},{row / 7:.2f},{same}\n" for row in range(20))
    dataset = csv_file("day,shop,amount,unit\n" + rows)
    [asked] = [one for one in notes_of_refused(dataset) if "in every row; “amount” could be" in str(one.message)]
    assert asked.warning
    mended = asked.changes["dataset"]
    assert (mended.inspected().target, mended.signature().task) == ("amount", "regression")
    assert mended.signature().feature_names == ("day", "shop")
    assert not [one for one in mended.notes() if "could be predicted" in str(one.message)]


def test_many_categories_of_few_rows_are_told(csv_file: Write) -> None:
    dataset = csv_file("a,b,y\n" + "".join(f"t{row % 30},{row % 7},{row / 9:.2f}\n" for row in range(60)))
    asked = note(dataset, "Column “a” becomes 30 features, one for each of its texts, in 60 rows.")
    assert asked.changes["dataset"].signature().feature_names == ("b",)


def test_a_line_of_totals_is_told_and_left_out_with_one_click(csv_file: Write) -> None:
    dataset = csv_file(
        "month,units,y\n" + "".join(f"{row},{row % 5},{row / 9:.2f}\n" for row in range(20)) + "Total,40,21\n"
    )
    asked = note(dataset, "Row 21 (line 22): “Total” seems to sum up other rows (1 such)")
    assert asked.warning
    assert len(values(asked.changes["dataset"])) == 20
    named = csv_file("who,units,y\n" + "".join(f"{'sum' if row % 3 else 'B'},{row},{row}.5\n" for row in range(12)))
    assert not [one for one in named.notes() if "sum up" in str(one.message)]


def test_what_is_behind_a_refusal_is_told_beside_it(csv_file: Write) -> None:
    """A line of totals that leaves its other columns empty."""
    rows = "".join(f"{'ABCDE'[row % 5]},{row % 7 + 0.5},{row / 9:.2f}\n" for row in range(20))
    dataset = csv_file("shop,units,y\n" + rows + "Total,,21\n")
    assert "column “units” has no value" in refusal(dataset)
    found = notes_of_refused(dataset)
    assert found[0].warning
    assert str(found[0].message).startswith("Row 21 (line 22): “Total” seems to sum up other rows (1 such)")
    mended = found[0].changes["dataset"]
    assert mended.signature().rows == 20
    assert not [one for one in mended.notes() if "sum up" in str(one.message)], "it is left out now"
    assert notes_of_refused(dataset.with_(path="/nowhere.csv")) == ()


def test_a_target_that_names_the_rows_is_told(csv_file: Write) -> None:
    dataset = csv_file("price,area,customer\n" + "".join(f"{row * 7 % 31}.5,{row},C{row}\n" for row in range(30)))
    asked = note(dataset, "The target “customer” has 30 classes in 30 rows")
    assert asked.warning
    assert asked.changes["dataset"].inspected().target == "area"


def test_whole_numbers_as_a_target_are_said_to_be_classes_or_a_number(csv_file: Write) -> None:
    stars = csv_file("x,stars\n" + "".join(f"{row / 7:.2f},{row % 5 + 1}\n" for row in range(60)))
    asked = note(stars, "The 5 whole numbers of “stars” are classes.")
    assert asked.changes["dataset"].signature().task == "regression"
    letters = csv_file("x,letter\n" + "".join(f"{row / 7:.2f},{row % 26}\n" for row in range(260)))
    asked = note(letters, "“letter” is predicted as a number; its values are 26 different whole numbers.")
    assert asked.changes["dataset"].signature().task == "classification"
    binary = csv_file("x,label\n" + "".join(f"{row / 7:.2f},{row % 2}\n" for row in range(60)))
    assert not [one for one in binary.notes() if "whole numbers" in str(one.message)]


def test_a_few_rows_below_a_comment_with_names_and_spaces(csv_file: Write) -> None:
    dataset = csv_file("# x y z\n" + "".join(f"{row / 3:.18e} {row:.18e} {row % 2:.18e}\n" for row in range(4)))
    assert [one.name for one in dataset.inspected().columns] == ["x", "y", "z"]
    assert len(values(dataset)) == 4


def test_spaces_separate_where_colons_belong_to_the_values(csv_file: Write) -> None:
    dataset = csv_file("".join(f"2024-01-{row:02d} 12:{row:02d}:00 {row / 3:.2f}\n" for row in range(1, 20)))
    assert dataset.dialect().separator == " "
    assert [one.kind for one in dataset.inspected().columns] == ["date", "number", "number"]
    assert csv_file("".join(f"{row}: {row * 2}\n" for row in range(20))).dialect().separator == ":"


def test_numbers_far_from_those_below_are_names(csv_file: Write) -> None:
    spectra = "".join(f"{row % 7 / 9:.3f},{row % 5 / 9:.3f},{row % 3 / 9:.3f}\n" for row in range(30))
    assert csv_file("400,405,412\n" + spectra).signature().feature_names == ("400", "405")
    assert csv_file("0.1,0.2,0.1\n" + spectra).signature().rows == 31


def test_old_macs_write_mac_roman_and_other_encodings_can_be_chosen(csv_file: Write) -> None:
    text = "Straße,y\r" + "Ährenweg,1.5\rMüllerstraße,2.5\r" * 3
    assert csv_file(text.encode("mac_roman")).inspected().columns[0].name == "Straße"
    polish = ("miasto,y\n" + "Łódź,1.5\nŚwidnica,2.5\n" * 3).encode("cp1250")
    assert csv_file(polish, encoding="windows-1250").inspected().read["miasto"][0] == "Łódź"


def test_an_encoding_that_is_not_found_out_is_said(csv_file: Write) -> None:
    assert refusal(csv_file("ť,y\n1,2\n2,3\n".encode("cp1250"))).startswith("The encoding of “table.csv” is not recog")


def test_the_mark_of_a_joined_file_is_no_part_of_a_value(csv_file: Write) -> None:
    assert values(csv_file("\ufeffx,y\n1,2\n\ufeff3,4\n5,6\n")) == [1.0, 3.0, 5.0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bz2.compress(b"x,y\n1,2\n"), "is compressed. Unpack it"),
        (b'[{"x": 1, "y": 2}]', "is JSON. Let its name end with .json"),
        (b"<!DOCTYPE html>\n<html>", "is HTML, not a table"),
        (b"% made today\n@relation iris\n@data\n1,2\n", "is ARFF, not a table"),
    ],
    ids=["compressed", "JSON", "HTML", "ARFF"],
)
def test_other_files_are_refused_by_what_they_are(csv_file: Write, content: bytes, words: str) -> None:
    assert words in refusal(csv_file(content))


def test_files_that_are_taken_for_tables_are_tables_that_are_refused() -> None:
    for name in ("iris.data", "run.dat", "book.xlsx", "table.csv.gz"):
        assert isinstance(table_file(Path(name)), CsvFile)
    assert table_file(Path("picture.png")) is None


def test_a_first_line_of_brackets_is_a_table(csv_file: Write) -> None:
    path = csv_file("<TICKER>,<OPEN>,<CLOSE>\nA,1.5,2\nB,2.5,3\nA,3.5,5\n").path
    assert recognise(path, Wanted()).header
