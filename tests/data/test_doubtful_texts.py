"""Texts that show that a table was written in another way than it is read: each is said, and what is plain is not."""

from __future__ import annotations

import pytest

from netbuilder.data.base import Note
from netbuilder.data.notes import notes_of_refused
from netbuilder.data.tables.user_tables import TableFile

from .conftest import Write


def said(dataset: TableFile, words: str) -> list[Note]:
    return [note for note in notes_of_refused(dataset) if words in str(note.message)]


def people(names: str, town: str, other: str, yes: str, no: str) -> str:
    """A table of ages, towns and answers."""
    rows = (f"{n};{town if n % 3 else other};{yes if n % 2 else no}\n" for n in range(30))
    return f"{names}\n{''.join(rows)}"


RUSSIAN = people("Возраст;Пол;Курит", "М", "Ж", "да", "нет")
ARABIC = people("العمر;المدينة;راض", "دبي", "الرياض", "نعم", "لا")
FRENCH = people("Âge;Élevé;Été", "décédé", "été", "Noël", "âgé")


def test_letters_of_another_alphabet_tell_that_the_encoding_was_not_found_out(csv_file: Write) -> None:
    [asked] = said(csv_file(RUSSIAN.encode("cp1251")), "the file is likely in another encoding")
    assert asked.warning
    assert asked.changes["dataset"].signature().feature_names == ("Возраст", "Пол=Ж", "Пол=М")
    assert not said(asked.changes["dataset"], "another encoding")
    [asked] = said(csv_file(ARABIC.encode("cp1256")), "the file is likely in another encoding")
    assert asked.words is None
    assert not said(csv_file(FRENCH.encode("cp1252")), "another encoding")
    assert not said(csv_file(RUSSIAN), "another encoding")


ROWS = "".join(f"R{n},{n + 0.5},{n % 7},{n * 3 % 11}\n" for n in range(20))


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        ("Region,Sales,,Costs\n,2022,2023,2022\n", True),
        ("day,temp,wind,rain\n", False),
        ("day,temp,,rain\n", False),
        ("day,temp,wind,rain\nR99,n/a,5,3\n", False),
        ("day,temp,wind,rain\nR99,broken,5,3\n", False),
    ],
)
def test_a_second_line_of_names_or_units_is_told(csv_file: Write, names: str, wanted: bool) -> None:
    found = said(csv_file(names + ROWS), "Row 1 (line 2) seems to hold names or units")
    assert bool(found) is wanted


def test_units_above_decimal_commas_are_no_row(csv_file: Write) -> None:
    rows = "".join(f"12:{n:02d};{n / 8};{n / 3:.2f}\n".replace(".", ",") for n in range(20))
    dataset = csv_file(f"Zeit;Druck;Temperatur\nhh:mm;bar;°C\n{rows}")
    assert said(dataset, "The line below the names is no row, but says units: “bar”, “°C”.")
    assert len(dataset.whole()) == 20


def test_a_title_in_a_line_of_empty_cells_is_skipped(csv_file: Write) -> None:
    dataset = csv_file("Class 9b,,,\nname,height,weight,marks\n" + ROWS)
    assert [column.name for column in dataset.inspected().columns] == ["name", "height", "weight", "marks"]
    assert dataset.signature().rows == 20
    unnamed = csv_file("x,,,y\n" + ROWS)
    assert unnamed.inspected().columns[0].name == "x"


def test_percent_signs_in_some_rows_only_are_told(csv_file: Write) -> None:
    def table(values: str) -> str:
        return "x,y\n" + "".join(f"{values.split()[n % 4]},{n / 9:.2f}\n" for n in range(20))

    [asked] = said(csv_file(table("12% 0.12 -3% 0")), "“12%” is read as 12, and “0.12” as it is")
    assert asked.warning
    assert not said(csv_file(table("12% 5% -3% 0")), "percent sign")
    assert not said(csv_file(table("12 5 -3 0")), "percent sign")


@pytest.mark.parametrize(
    ("digits", "wanted"), [("٠١٢٣٤٥٦٧٨٩", True), ("０１２３４５６７８９", True), ("abcdefghij", False)]
)
def test_digits_of_other_scripts_are_told(csv_file: Write, digits: str, wanted: bool) -> None:
    other = str.maketrans("0123456789", digits)
    table = "age,y\n" + "".join(f"{str(n + 20).translate(other)},{n / 9:.2f}\n" for n in range(20))
    assert bool(said(csv_file(table), "The digits of “age” are not 0 to 9")) is wanted


def test_a_class_that_means_no_value_is_told(csv_file: Write) -> None:
    def table(odd: str) -> str:
        return "x,gene\n" + "".join(f"{n * 7 % 13},{['AA', 'AG', odd][n % 3]}\n" for n in range(30))

    [asked] = said(csv_file(table("--")), "“--” is a class of the target (10 rows)")
    assert asked.warning
    assert asked.changes["dataset"].signature().classes == ("AA", "AG")
    assert not said(csv_file(table("none")), "is a class of the target")[0].warning
    assert not said(csv_file(table("GG")), "is a class of the target")


def test_numbers_of_a_column_that_is_left_out_are_told(csv_file: Write) -> None:
    rows = "".join(f"{n * 7.5 if n % 20 else 'high'},{n % 4},{n / 9:.2f}\n" for n in range(120))
    dataset = csv_file("iron,x,y\n" + rows)
    assert dataset.inspected().columns[0].role == "left out"
    [asked] = said(dataset, "Column “iron” holds numbers and texts, such as “high” (rows: 6)")
    assert asked.changes["dataset"].inspected().columns[0].role == "feature"


def test_names_that_differ_only_in_capitals_or_spaces_are_told(csv_file: Write) -> None:
    rows = "".join(
        f"{('Paris', 'paris', 'New York', 'New  York', 'Lyon')[n % 5]},{n % 7},{'ab'[n % 2]}\n" for n in range(30)
    )
    [note] = said(csv_file(f"city,x,y\n{rows}"), "differ only in capitals or spaces")
    assert "In “city”, “New  York” and “New York” are two categories" in str(note.message)
    same = rows.replace("paris", "Paris").replace("New  York", "New York")
    assert not said(csv_file(f"city,x,y\n{same}"), "differ only in capitals")


def test_units_that_change_from_row_to_row_are_told(csv_file: Write) -> None:
    rows = "".join(f"{n * 7 % 90} {('cm', 'm')[n % 3 == 0]},{n % 7},{n / 3:.2f}\n" for n in range(30))
    [note] = said(csv_file(f"length,x,y\n{rows}"), "holds numbers in different units")
    assert "such as “0 m” and “7 cm”" in str(note.message)
    one = csv_file(f"length,x,y\n{rows.replace(' m', ' cm')}")
    assert not said(one, "different units")
    assert one.inspected().read["length"].dtype.is_numeric()
    for ends in ("ABC", ("st", "nd", "th"), ("am", "pm", "am")):
        seats = "".join(f"{n % 20}{ends[n % 3]},{n % 7},{n / 3:.2f}\n" for n in range(30))
        assert not said(csv_file(f"place,x,y\n{seats}"), "different units")


def test_a_second_table_in_the_file_is_told_where_it_begins(csv_file: Write) -> None:
    rows = "".join(f"{n},{n / 7:.2f},{n / 3:.2f}\n" for n in range(20))
    dataset = csv_file(f"a,b,c\n{rows}\nname,total,note\n{rows}")
    notes = [str(note.message) for note in notes_of_refused(dataset)]
    assert notes[0].startswith("Row 21 (line 23): the names of another table seem to begin here (“name”)")


def test_a_column_of_ticks_is_filled_at_one_click(csv_file: Write) -> None:
    rows = "".join(f"{'x' if n % 3 else ''},{n % 7},{'ab'[n % 2]}\n" for n in range(30))
    dataset = csv_file(f"likes,x,y\n{rows}")
    [note] = [note for note in notes_of_refused(dataset) if "Ticked or empty: “likes”" in str(note.message)]
    filled = note.changes["dataset"]
    assert filled.signature().feature_names == ("likes=x", "likes missing", "x")


def test_a_column_of_nothing_but_signs_for_no_value_holds_nothing(csv_file: Write) -> None:
    rows = "".join(f"NA,{n % 7},{'ab'[n % 2]}\n" for n in range(30))
    [column] = [column for column in csv_file(f"a,x,y\n{rows}").inspected().columns if column.role == "left out"]
    assert (column.name, str(column.reason)) == ("a", "it holds nothing")


def test_two_numbers_in_a_cell_are_told(csv_file: Write) -> None:
    rows = "".join(f"{110 + n}/{70 + n % 9},{n % 7},{'ab'[n % 2]}\n" for n in range(30))
    [note] = said(csv_file(f"pressure,x,y\n{rows}"), "holds two numbers in each cell")
    assert "“pressure” holds two numbers in each cell, such as “110/70”" in str(note.message)
    assert not said(csv_file("pressure,x,y\n" + rows.replace("/", " to ")), "two numbers in each cell")


def test_several_answers_in_a_cell_are_told(csv_file: Write) -> None:
    answers = ["tea", "tea; milk", "coffee", "coffee; milk; sugar", "water; tea", "milk", "sugar; tea"]
    rows = "".join(f'"{answers[n % 7]}",{n},{n % 5}\n' for n in range(35))
    [note] = said(csv_file(f"drinks,x,y\n{rows}"), "several answers in a cell")
    assert "of each of the 5 answers" in str(note.message)
    names = "".join(f'"{("Bern, CH", "Paris, FR", "Rome, IT")[n % 3]}",{n},{n % 5}\n' for n in range(35))
    assert not said(csv_file(f"town,x,y\n{names}"), "several answers")


@pytest.mark.parametrize(
    "cells",
    [
        ['"{""a"":1}"', '"{""a"":2,""b"":[3]}"', "{}"],
        ['"[1,2]"', "[]", "[3]"],
        ["\"['a', 'b']\"", "\"['c']\"", "[]"],
        ['"(52.5, 13.4)"', '"(48.1, 11.6)"', '"(50.9, 7.0)"'],
        ["POINT (13.4 52.5)", "POINT (11.6 48.1)", "POINT (7.0 50.9)"],
    ],
    ids=["objects", "lists", "lists of Python", "pairs", "places"],
)
def test_a_list_or_an_object_in_a_cell_is_told(csv_file: Write, cells: list[str]) -> None:
    rows = "".join(f"{cells[n % 3]},{n % 7},{'ab'[n % 2]}\n" for n in range(30))
    dataset = csv_file(f"cell,x,y\n{rows}")
    [note] = said(dataset, "a list or an object in each cell")
    assert "“cell”" in str(note.message)
    assert "several answers" not in " ".join(str(other.message) for other in dataset.notes())


def test_lists_are_told_where_they_differ_in_each_row(csv_file: Write) -> None:
    rows = "".join(f'"[{n},{n + 1}]",{n % 7},{n / 3}\n' for n in range(30))
    assert said(csv_file(f"cell,x,y\n{rows}"), "a list or an object in each cell")
    numbers = "".join(f"({n}),{n % 7},{n / 3}\n" for n in range(30))
    assert not said(csv_file(f"cell,x,y\n{numbers}"), "a list or an object")


def test_fractions_are_told(csv_file: Write) -> None:
    cups = ["1/2", "1 1/2", "2", "½"]
    rows = "".join(f"{cups[n % 4]},{n % 7},{n / 3}\n" for n in range(30))
    [note] = said(csv_file(f"flour,x,y\n{rows}"), "holds fractions")
    assert "“flour” holds fractions, such as “1 1/2”" in str(note.message)


def test_values_below_a_limit_are_no_names_of_another_table(csv_file: Write) -> None:
    rows = "".join(f"{'<0.5' if n % 9 == 4 else n / 7},{'<LOD' if n % 9 == 4 else n / 3},{n % 5}\n" for n in range(40))
    assert not said(csv_file(f"lead,cadmium,y\n{rows}"), "another table")


def test_a_text_where_a_group_of_rows_begins_is_told(csv_file: Write) -> None:
    rows = "".join(f"{f'Region {n}' if n % 10 == 0 else ''},{n % 7},{n / 3}\n" for n in range(40))
    [note] = said(csv_file(f"region,x,y\n{rows}"), "as merged cells do")
    assert "Column “region” holds a text only now and then (4 of 40 rows)" in str(note.message)
    remarks = "".join(f"{'checked' if n in (17, 18, 25) else ''},{n % 7},{n / 3}\n" for n in range(40))
    assert not said(csv_file(f"remark,x,y\n{remarks}"), "as merged cells do")


def test_amounts_of_different_currencies_are_told(csv_file: Write) -> None:
    signs = ("$", "€", "$")
    rows = "".join(f"{signs[n % 3]}{n * 7}.50,{n % 7},{n / 3}\n" for n in range(30))
    [note] = said(csv_file(f"price,x,y\n{rows}"), "different currencies")
    assert "“price”, the numbers are of different currencies (“$”, “€”)" in str(note.message)
    assert not said(csv_file("price,x,y\n" + rows.replace("€", "$")), "different currencies")
    some = "".join(f"{n * 7}.50{' USD' if n % 2 else ''},{n % 7},{n / 3}\n" for n in range(30))
    assert not said(csv_file(f"price,x,y\n{some}"), "different currencies")


def test_names_that_come_twice_are_told(csv_file: Write) -> None:
    rows = "".join(f"{n},{n % 7},{n / 3}\n" for n in range(30))
    [note] = said(csv_file(f"a,a,y\n{rows}"), "Several columns are called “a”; those after the first are “a (2)”.")
    assert not note.warning
    assert not said(csv_file(f"a,a (2),y\n{rows}").with_(header="no"), "Several columns")
