"""Lines that are neither names nor rows: remarks below a table, rules of dashes; and names that are one too few."""

from __future__ import annotations

import pytest

from netbuilder.data.base import Note
from netbuilder.data.notes import notes_of
from netbuilder.data.pipeline import load
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.data.text_files.line_kinds import count_remarks

from .conftest import Write, refusal, rows_of_script, settings_of

ROWS = "".join(f"{20 + n % 7},{n / 4},{n % 5}\n" for n in range(12))


def names(dataset: CsvFile) -> list[str]:
    """The columns of a table, as it is read."""
    return dataset.whole().columns


def about_names(dataset: CsvFile) -> list[Note]:
    """What is said of a first line with one name too few."""
    return [note for note in notes_of(settings_of(dataset)) if "one name too few" in str(note.message)]


def test_without_row_names_it_is_the_last_column_that_has_no_name(csv_file: Write) -> None:
    dataset = csv_file(f"temperature,wind\n{ROWS}")
    assert names(dataset) == ["temperature", "wind", "Column 3"]
    [note] = about_names(dataset)
    assert note.warning
    assert "The last column is taken for the one without a name." in str(note.message)
    other = note.changes["dataset"]
    assert names(other) == ["Column 1", "temperature", "wind"]
    assert not about_names(other)


@pytest.mark.parametrize(
    "texts", [[f"Car {n}" for n in range(12)], [str(n + 1) for n in range(12)], [str(7 * n + 3) for n in range(12)]]
)
def test_row_names_have_no_name(csv_file: Write, texts: list[str]) -> None:
    rows = "".join(f"{text},{n / 4},{n % 5}\n" for n, text in enumerate(texts))
    dataset = csv_file(f"wind,rain\n{rows}")
    assert names(dataset) == ["Column 1", "wind", "rain"]
    [note] = about_names(dataset)
    assert not note.warning
    assert "row names" in str(note.message)
    assert names(note.changes["dataset"]) == ["wind", "rain", "Column 3"]
    assert names(csv_file(f"day,rain\n{rows}")) == ["day", "rain", "Column 3"]  # a name that suits the first column


def test_separators_at_the_end_of_the_rows_shift_no_name(csv_file: Write) -> None:
    dataset = csv_file("a,b,y\n" + ROWS.replace("\n", ",\n"))
    assert names(dataset) == ["a", "b", "y"]
    assert not about_names(dataset)
    assert load(settings_of(dataset)).features[1].tolist() == [21.0, 0.25]


def test_one_row_with_a_value_too_many_does_not_shift_the_names(csv_file: Write) -> None:
    rows = ROWS.replace("21,0.25,1", "21,0,25,1")
    assert refusal(csv_file(f"a,b,y\n{rows}")).startswith("Row 2 (line 3)")
    rows = ROWS.replace("20,0.0,0", "20,0,0,0")
    assert refusal(csv_file(f"a,b,y\n{rows}")).startswith("Row 1 (line 2)")


@pytest.mark.parametrize(
    "below",
    ["\nSource: Eurostat\nDownloaded on 2024-01-01\n", "# 12 rows\n# end\n", "Note: a in mm,,\n* estimated,,\n"],
)
def test_remarks_below_a_table_are_no_rows(csv_file: Write, below: str) -> None:
    dataset = csv_file(f"a,b,y\n{ROWS}{below}")
    assert len(dataset.whole()) == 12
    assert "Lines skipped below the table: 2." in str(dataset.recognised())
    features, _ = dataset.source()()
    assert features.shape == (12, 2)


def test_remarks_are_found_at_the_end_of_a_long_file(csv_file: Write) -> None:
    dataset = csv_file("a,b,y\n" + 3000 * ROWS + "Source: the third floor\n")
    assert len(dataset.whole()) == 36_000


@pytest.mark.parametrize(
    "records",
    [
        [
            ["Bern", "3", "1"],
            ["Oslo", "4", "1"],
            ["New York City", "", ""],
            ["Rome", "2", "1"],
            ["Rio de Janeiro", "", ""],
        ],
        [["Bern", "3"], ["Oslo", "4"], ["Rio de Janeiro", ""]],
        [["1", "3"], ["2", "4"], ["5"]],
        [["this is a sentence"], ["this is another one"]],
        [],
    ],
    ids=["gaps", "a gap", "a cut row", "texts", "nothing"],
)
def test_rows_are_no_remarks(records: list[list[str]]) -> None:
    assert count_remarks(records) == 0


def test_a_rule_of_dashes_is_no_row(csv_file: Write) -> None:
    rows = "".join(f"| {n / 4} | {'ab'[n % 2]} |\n" for n in range(12))
    dataset = csv_file(f"| size | kind |\n|-----:|:-----|\n{rows}")
    assert names(dataset) == ["size", "kind"]
    assert dataset.signature().rows == 12
    assert str(dataset.place(0)) == "Row 1 (line 3)"
    signs = csv_file("a,b,y\n" + "+,-,1\n-,-,0\n+,+,1\n-,+,0\n-,-,-\n" * 3)
    assert len(signs.whole()) == 15


@pytest.mark.parametrize(
    ("above", "row", "below"),
    [
        ("+---+------+\n| x | kind |\n+---+------+\n", "| {x} | {kind} |\n", "+---+------+\n12 rows in set\n"),
        (" x | kind \n---+------\n", " {x} | {kind}\n", "(12 rows)\n\n"),
    ],
    ids=["MySQL", "PostgreSQL"],
)
def test_tables_that_databases_print_are_read(csv_file: Write, above: str, row: str, below: str) -> None:
    rows = "".join(row.format(x=n / 4, kind="ab"[n % 2]) for n in range(12))
    dataset = csv_file(above + rows + below)
    assert (names(dataset), dataset.signature().rows) == (["x", "kind"], 12)


def test_rules_of_equals_signs_are_no_rows(csv_file: Write) -> None:
    rows = "".join(f"{n / 4:<5}  {'ab'[n % 2]}\n" for n in range(12))
    dataset = csv_file(f"=====  ====\nx      kind\n=====  ====\n{rows}=====  ====\n")
    assert (names(dataset), dataset.signature().rows) == (["x", "kind"], 12)


@pytest.mark.parametrize(
    "above",
    ["Statement;;;;\n", "Statement;;;;\nAccount;12 34;;;\nFrom;2024-01-01;;;\n;;;;\n"],
    ids=["a title", "a title and what it is about"],
)
def test_lines_above_the_names_that_fill_the_width_of_a_spreadsheet_are_skipped(csv_file: Write, above: str) -> None:
    rows = "".join(f"{n % 28 + 1}.01.2024;{'abc'[n % 3]};{n / 4:.2f};{n % 7};{n % 5}\n" for n in range(40))
    dataset = csv_file(f"{above}day;who;amount;hour;stars\n{rows}")
    assert names(dataset) == ["day", "who", "amount", "hour", "stars"]
    assert len(dataset.whole()) == 40


def test_names_over_several_columns_are_no_title(csv_file: Write) -> None:
    rows = "".join(f"R{n},{n},{n % 7},{n % 5},{n % 3}\n" for n in range(30))
    dataset = csv_file(f",2022,,2023,\nregion,sales,cost,sales,cost\n{rows}")
    assert names(dataset)[1] == "2022"


def test_a_balance_below_the_amounts_of_an_account_is_told(csv_file: Write) -> None:
    rows = "".join(f"{'abc'[n % 3]},{n / 4},{n % 5}\n" for n in range(30))
    [note] = [
        note for note in csv_file(f"who,amount,stars\n{rows}Saldo,99.5,1\n").notes() if "sum up" in str(note.message)
    ]
    assert "“Saldo”" in str(note.message)


@pytest.mark.parametrize(
    ("names", "separator"),
    [("a,b,kind", ","), ("a;b;kind", ";"), ("a b kind", " "), ("\ufeffa,b,kind", ",")],
    ids=["commas", "semicolons", "spaces", "a mark before each"],
)
def test_names_that_come_again_are_no_row(csv_file: Write, names: str, separator: str) -> None:
    rows = "".join(separator.join((f"{n / 4}", f"{n % 5}", "xy"[n % 2])) + "\n" for n in range(12))
    dataset = csv_file(f"{names}\n{rows}" * 3)
    assert dataset.whole().columns == ["a", "b", "kind"]
    assert dataset.signature().rows == len(rows_of_script(dataset)[1]) == 36
    assert str(dataset.recognised()).endswith("Lines that repeat the names are skipped.")
    assert str(dataset.place(12)) == "Row 13 (line 15)"


def test_names_come_again_far_down_a_long_file(csv_file: Write) -> None:
    dataset = csv_file(f"a,b,y\n{ROWS * 3000}a,b,y\n{ROWS}")
    assert len(dataset.whole()) == 36_012


@pytest.mark.parametrize("separator", [",", "\t", " "])
def test_comments_among_the_rows_are_no_rows(csv_file: Write, separator: str) -> None:
    lines = [separator.join((f"{n / 4}", f"{n % 5}", f"{n % 3}")) + "\n" for n in range(20)]
    lines.insert(7, "# restarted at noon by jd, after a fault\n")
    lines.append("# end\n")
    dataset = csv_file("# sensor 7\n" + separator.join("aby") + "\n" + "".join(lines))
    assert (names(dataset), dataset.signature().rows) == (["a", "b", "y"], 20)
    assert len(rows_of_script(dataset)[1]) == 20
    assert "Lines that begin with # are skipped." in str(dataset.recognised())
    assert str(dataset.place(7)) == "Row 8 (line 11)"


def test_texts_that_begin_with_a_number_sign_are_values(csv_file: Write) -> None:
    rows = "".join(f"#{n % 4},{n / 4},{n % 5}\n" for n in range(20))
    dataset = csv_file(f"channel,x,y\n{rows}")
    assert dataset.signature().rows == 20
    assert not dataset.dialect().comments


def test_totals_of_groups_are_told_and_left_out_together(csv_file: Write) -> None:
    lines = [f"{region},P{n % 4},{n * 7 % 50},{n / 4}\n" for region in ("North", "South") for n in range(12)]
    lines.insert(12, "North Total,,280,16.5\n")
    dataset = csv_file(
        "region,product,pieces,price\n" + "".join(lines) + "South Total,,280,16.5\nGrand Total,,560,33\n"
    )
    [note] = [note for note in dataset.notes() if "sum up" in str(note.message)]
    assert "Row 13 (line 14): “North Total” seems to sum up other rows (3 such)" in str(note.message)
    assert str(note.words) == "Read “North Total” and 2 more as missing and drop their rows"
    mended = note.changes["dataset"]
    assert mended.signature().rows == 24
    assert not [note for note in mended.notes() if "sum up" in str(note.message)]


@pytest.mark.parametrize("rising", [True, False])
def test_numbers_of_rows_that_rise_in_a_first_column_without_a_name_are_left_out(csv_file: Write, rising: bool) -> None:
    rows = "".join(f"{3 * n + (1 if rising else n % 2 * 9)},{n % 7},{n / 4}\n" for n in range(20))
    first = csv_file(f",x,y\n{rows}").inspected().columns[0]
    assert (first.role == "left out") is rising
    unnamed = csv_file(rows).inspected().columns[0]  # a table without names: the first may be a time
    assert unnamed.role == "feature"
