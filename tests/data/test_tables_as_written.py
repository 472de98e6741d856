"""Tables as people write them: each small file of ``cases`` and others of its kind are read as they are meant."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.data.notes import notes_of
from netbuilder.data.pipeline import load, prepare
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.table_check import Inspected
from netbuilder.data.tables.user_tables import CsvFile, ParquetFile, TableFile
from netbuilder.data.text_files.dialect import Wanted, recognise
from netbuilder.errors import DataError
from netbuilder.files.read import read

from .conftest import Write, parquet_file, refusal, roles, settings_of

CASES = Path(__file__).parent / "cases"


def case(name: str) -> TableFile:
    """The table of a case, as its project declares it."""
    dataset = read(CASES / f"{name}.netb").data.dataset
    assert isinstance(dataset, TableFile)
    return dataset


def said(dataset: TableFile) -> str:
    """All notes of a table, a line each."""
    return "\n".join(str(note.message) for note in dataset.notes())


def kinds(found: Inspected) -> dict[str, tuple[str, str | None]]:
    """Role and kind of each column."""
    return {column.name: (column.role, column.kind) for column in found.columns}


def first_column(dataset: TableFile) -> list[float]:
    values: list[float] = load(settings_of(dataset)).features[:, 0].tolist()
    return values


def test_an_index_without_a_name_is_left_out_and_said_and_can_be_used() -> None:
    dataset = case("index")
    assert dataset.signature().feature_names == ("x", "z")
    assert "Column “Column 1” is left out: it has no name and numbers the rows." in said(dataset)
    [mended] = [note.changes["dataset"] for note in dataset.notes() if note.words is not None]
    assert mended.signature().feature_names == ("Column 1", "x", "z")


def test_a_nearly_empty_column_without_a_name_is_left_out_and_said() -> None:
    dataset = case("note")
    assert dataset.signature().feature_names == ("x",)
    assert "“Column 3” is left out: it has no name and is empty in 39 of 40 rows" in said(dataset)


def test_an_empty_column_without_a_name_is_dropped_and_one_with_a_name_is_left_out(csv_file: Write) -> None:
    dataset = csv_file("a,,b,c\n1,,,5\n2,,,6\n4,,,9\n")
    assert kinds(dataset.inspected()) == {
        "a": ("feature", "number"),
        "b": ("left out", None),
        "c": ("target", "number"),
    }


def test_a_column_with_a_comma_in_its_name_can_be_left_out() -> None:
    dataset = case("comma").with_column("Temp, C", role="left out")
    assert dataset.signature().feature_names == ("x",)


def test_a_named_index_is_noticed_and_left_out_with_one_click(csv_file: Write) -> None:
    dataset = csv_file("id,x,y\n1,5,2.5\n2,7,3.5\n3,6,2.5\n4,1,8.25\n")
    [note] = [note for note in dataset.notes() if note.warning]
    assert str(note.message).startswith("Column “id” numbers the rows")
    assert note.changes["dataset"].signature().feature_names == ("x",)


def test_groups_of_three_digits_are_thousands() -> None:
    table = load(settings_of(case("k")))
    assert table.targets[:3, 0].tolist() == [1000, 2037, 3074]
    assert table.signature.task == "regression"
    assert "Read as numbers: “price”. “1,000” in “price” is 1000." in said(case("k"))


@pytest.mark.parametrize(("name", "values"), [("dollar", [0, 3.5, 7]), ("minus", [-0.5, -1.5, -2.5])])
def test_numbers_in_disguise_are_numbers_and_said(name: str, values: list[float]) -> None:
    assert first_column(case(name))[:3] == values
    assert "Read as numbers" in said(case(name))


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1,5", "2,25", "10"], [1.5, 2.25, 10]),
        (["1.234,5", "2", "1.000.000"], [1234.5, 2, 1000000]),
        (["1 234", "5", "12 345,5"], [1234, 5, 12345.5]),
        (["1\u00a0234", "5\u202f678", "1\u2009000"], [1234, 5678, 1000]),
        (["1'234.5", "2’000", "7"], [1234.5, 2000, 7]),
        (["(1,234)", "5", "−7"], [-1234, 5, -7]),
        (["12%", "7.5 %", "3"], [12, 7.5, 3]),
        (["€ 3,50", "€4,25", "-€1"], [3.5, 4.25, -1]),
        (["USD 1,234.50", "5 EUR", "7"], [1234.5, 5, 7]),
        (["R$ 899,90", "R$ 1.250,00", "R$ 7"], [899.9, 1250, 7]),
        (["1 200 kr", "899,50 kr.", "7 kr"], [1200, 899.5, 7]),
        (["Kč 1 200", "zł 7,50", "Rs. 500"], [1200, 7.5, 500]),
        (["12 kg", "7.5 kg", "3 kg"], [12, 7.5, 3]),
        (["1,00,000", "12,34,567", "1,000"], [100000, 1234567, 1000]),
        (["0,123", "1,234", "5"], [0.123, 1.234, 5]),
        (["1e3", "-2.5E-1", "+4"], [1000, -0.25, 4]),
    ],
)
def test_numbers_are_read_as_they_are_written(csv_file: Write, texts: list[str], values: list[float]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["x", "y"], *([t, str(n / 8)] for n, t in enumerate(texts * 3))])
    assert first_column(csv_file(text.getvalue())) == values * 3


def test_a_decimal_sign_that_is_not_sure_follows_the_separator_and_can_be_set(csv_file: Write) -> None:
    text = "x;y\n1,234;0\n5,678;1\n2,345;0\n4,321;1\n"
    assert first_column(csv_file(text)) == [1.234, 5.678, 2.345, 4.321]
    assert first_column(csv_file(text, decimal="point")) == [1234, 5678, 2345, 4321]
    assert first_column(csv_file('x,y\n"1,234",0\n"5,678",1\n1,0\n2,1\n', decimal="comma"))[:2] == [1.234, 5.678]


def test_texts_that_mean_missing_are_asked_about_dropped_or_filled() -> None:
    dataset = case("halfna")
    assert refusal(dataset).startswith("Row 2 (line 3): column “x” has no value. Rows with such gaps: 20 of 40.")
    dropped = dataset.with_(missing="drop")
    assert dropped.signature().rows == 20
    assert "20 of 40 rows have no value somewhere and are left out." in said(dropped)
    prepared = prepare(settings_of(dataset.with_(missing="fill")))
    assert prepared.signature.feature_names == ("x", "x missing")
    known = prepared.training.features[prepared.training.features[:, 1] == 0, 0]
    filled = prepared.validation.features[prepared.validation.features[:, 1] == 1, 0]
    assert set(filled.tolist()) == {float(polars.Series(known).median())}  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["NA", "n/a", "null", "-", "?", "", "NaN", "None", "#N/A", "."])
def test_all_usual_texts_for_missing_are_known_among_numbers(csv_file: Write, text: str) -> None:
    dataset = csv_file(f"x,y\n1,0\n{text},1\n3,1\n4,0\n", missing="drop")
    assert first_column(dataset) == [1, 3, 4]


def test_among_categories_they_are_categories_and_a_gap_gets_the_most_frequent(csv_file: Write) -> None:
    rows = "".join(f"{text},{row / 8}\n" for row, text in enumerate(["NA", "red", "NA", "red", "red", ""] * 4))
    dataset = csv_file("x,y\n" + rows, missing="fill")
    assert dataset.signature().feature_names == ("x=NA", "x=red", "x missing")
    table = prepare(settings_of(dataset)).table
    assert table.features[5].tolist() == [0, 1, 1]


def test_a_value_can_be_set_to_mean_missing(csv_file: Write) -> None:
    dataset = csv_file("x,y\n1,0\n-999,1\n3,1\n4,0\n", no_value="-999", missing="drop")
    assert first_column(dataset) == [1, 3, 4]


def test_inch_marks_are_read_as_written(csv_file: Write) -> None:
    assert case("inch").signature().classes == ('6"', "b")
    mixed = csv_file('x,size\n1,6"\n"2",7"\n3,"6"""\n4,7"\n')
    assert mixed.signature().classes == ('6"', '7"')
    assert csv_file('name,y\n"Al" X,1\nBo,2\n"Al" X,3\n').table()["name"].to_list() == ['"Al" X', "Bo", '"Al" X']


@pytest.mark.parametrize(("name", "rows"), [("cr", 40), ("sep", 12), ("pipe", 12)])
def test_line_ends_and_separators_are_found_out(name: str, rows: int) -> None:
    signature = case(name).signature()
    assert (signature.feature_names, signature.rows, signature.classes) == (("x", "y"), rows, ("a", "b"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|", ":", "^", "~"])
def test_encoding_and_separator_are_found_out(csv_file: Write, encoding: str, sign: str) -> None:
    text = "größe,wörter,y\n1.5,äh,0\n2.5,öh,1\n3.5,äh,0\n4.5,öh,1\n".replace(",", sign)
    dataset = csv_file(text.encode(encoding))
    assert dataset.signature().feature_names == ("größe", "wörter=äh", "wörter=öh")
    assert dataset.signature().rows == 4


def test_columns_set_apart_by_spaces_and_row_names_as_r_writes_them(csv_file: Write) -> None:
    assert first_column(csv_file("  x    y\n  1.5  2\n 12.5  3\n  7    8\n")) == [1.5, 12.5, 7]
    dataset = csv_file("x,y\n1,5.5,a\n2,6.5,b\n3,7.5,a\n4,8.5,b\n")
    assert kinds(dataset.inspected())["Column 1"] == ("left out", "number")
    assert dataset.signature().feature_names == ("x",)


def test_lines_above_the_table_are_skipped_and_said(csv_file: Write) -> None:
    dataset = csv_file("Report of May\n\nx,y,z\n1,2,0.5\n3,4,1.5\n5,6,2.5\n7,8,4.5\n")
    assert dataset.signature().feature_names == ("x", "y")
    assert "Lines skipped above the table: 2." in said(dataset)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("a,b\n1,2\n3,4\n", True),
        ("1,2\n3,4\n5,6\n", False),
        ("5.1,setosa\n4.9,setosa\n6.1,virginica\n", False),
        ("red,small\nblue,large\nred,small\n", False),
        ("color,size\nblue,large\nred,small\n", True),
        ("0,1,2\n5.5,4,3\n1,1,1\n", True),
        (",x\n0,1.5\n1,2.5\n", True),
    ],
)
def test_a_header_is_found_out(csv_file: Write, text: str, header: bool) -> None:
    assert recognise(csv_file(text).path, Wanted()).header is header


def test_names_that_come_twice_are_told_apart(csv_file: Write) -> None:
    assert csv_file("a,a,y\n1,2,3\n4,5,6.5\n").signature().feature_names == ("a", "a (2)")


@pytest.mark.parametrize(
    ("texts", "classes"),
    [
        (["9007199254740992", "9007199254740993"] * 6, ("9007199254740992", "9007199254740993")),
        (["007", "7", "08"] * 4, ("007", "7", "08")),
        (["1.0", "1"] * 4, ("1", "1.0")),
    ],
)
def test_class_names_are_compared_as_written(csv_file: Write, texts: list[str], classes: tuple[str, ...]) -> None:
    rows = "".join(f"{row},{text}\n" for row, text in enumerate(texts))
    table = load(settings_of(csv_file("x,c\n" + rows, task="classification")))
    assert table.signature.classes == classes
    assert [classes[number] for number in table.targets] == texts


def test_ids_above_two_to_the_53_stay_apart(tmp_path: Path) -> None:
    assert case("ids").signature().classes == ("9007199254740992", "9007199254740993")
    columns = {"x": [1, 2, 3, 4], "c": [2**53, 2**53 + 1] * 2}
    signature = parquet_file(tmp_path, columns, task="classification").signature()
    assert signature.classes == ("9007199254740992", "9007199254740993")


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (lambda n: "a" if n < 40 else "b", True),
        (lambda n: f"{n * n / 7:.2f}", True),
        (lambda n: f"{-n / 7:.2f}", True),
        (lambda n: "a" if 20 < n < 50 else "b", False),
        (lambda n: f"{n * 7 % 80 / 7:.2f}", False),
    ],
)
def test_rows_that_are_sorted_by_the_target_are_told_before_an_ordered_split(
    csv_file: Write, target: Callable[[int], str], told: bool
) -> None:
    """All classes have training rows; the validation rows are all of the last, or farther than any training row."""
    shuffled = settings_of(csv_file("x,y\n" + "".join(f"{n * 7 % 80},{target(n)}\n" for n in range(80))))
    ordered = shuffled.with_(split="ordered")
    found = [note for note in notes_of(ordered) if "rows are sorted by the target" in str(note.message)]
    assert [note.warning for note in found] == [True] * told
    assert not told or found[0].changes == {"split": "shuffled"}
    assert not [note for note in notes_of(shuffled) if "sorted" in str(note.message)]


def test_an_ordered_split_of_sorted_rows_is_named_as_the_cause_and_mended() -> None:
    project = read(CASES / "sorted.netb")
    [note] = [note for note in notes_of(project.data) if note.warning]
    assert str(note.message).startswith("Classes without training rows: “b” (1). The split is ordered")
    assert not [note for note in notes_of(project.data.with_(**note.changes)) if note.warning]


def test_a_target_that_is_the_same_in_every_training_row_is_said(csv_file: Write) -> None:
    dataset = csv_file("x,y\n" + "".join(f"{row},{1.5 if row < 9 else row / 8}\n" for row in range(12)))
    chosen = DataSettings(dataset=dataset, split="ordered")
    [note] = [note for note in notes_of(chosen) if note.warning]
    assert str(note.message) == "The target is 1.5 in every training row: there is nothing to learn."
    assert not [note for note in notes_of(chosen.with_(**note.changes)) if note.warning]


def test_an_extreme_value_is_named_with_row_and_column_and_mended() -> None:
    project = read(CASES / "fill.netb")
    shuffled = project.data.with_(split="shuffled")  # its rows are sorted, and told of as well
    note, leak = [note for note in notes_of(shuffled) if note.warning]
    assert "“x” alone tells the target “y”" in str(leak.message)
    assert str(note.message).startswith("Row 48 (line 49): column “k” holds 9.96921e+36, far from all other values")
    mended = shuffled.with_(**note.changes)
    assert [note.message for note in notes_of(mended) if note.warning] == [leak.message]
    assert mended.dataset.signature().rows == 47


def test_a_number_that_stands_for_no_value_is_noticed(csv_file: Write) -> None:
    rows = "".join(f"{-999 if row == 5 else row * 3 % 10},{row / 8}\n" for row in range(20))
    [note] = [note for note in csv_file("x,y\n" + rows).notes() if note.warning]
    assert "Column “x” holds -999 (rows: 1)" in str(note.message)
    assert note.changes["dataset"].signature().rows == 19


def test_a_constant_column_is_said_and_left_out_with_one_click(csv_file: Write) -> None:
    dataset = csv_file("x,k,y\n1,7,0.5\n2,7,1.5\n3,7,2.25\n")
    [note] = [note for note in dataset.notes() if note.words is not None]
    assert str(note.message) == "The same value in every row: “k”."
    assert note.changes["dataset"].signature().feature_names == ("x",)


def test_texts_that_differ_in_nearly_every_row_are_left_out_and_said(csv_file: Write) -> None:
    dataset = csv_file("name,x,y\n" + "".join(f"person {row},{row % 3},{row / 8}\n" for row in range(30)))
    assert dataset.signature().feature_names == ("x",)
    assert "“name” is left out: it holds 30 different texts in 30 rows" in said(dataset)
    used = dataset.with_column("name", role="feature")
    assert used.signature().features == (31,)
    assert "another text in nearly every row" in said(used)


DATES = [date(2020, 1, 31) + timedelta(days=40 * number) for number in range(6)]


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d %b %Y"])
def test_dates_are_days_since_1970(csv_file: Write, form: str) -> None:
    text = "when,y\n" + "".join(f"{day.strftime(form)},{n / 8}\n" for n, day in enumerate(DATES))
    assert first_column(csv_file(text)) == [(day - date(1970, 1, 1)).days for day in DATES]
    assert "Read as dates" in said(csv_file(text))


def test_a_day_and_a_month_that_are_not_sure_can_be_set(csv_file: Write) -> None:
    text = "when,y\n03/04/2020,1.5\n05/06/2020,2.5\n"
    assert first_column(csv_file(text))[0] == (date(2020, 3, 4) - date(1970, 1, 1)).days
    assert first_column(csv_file(text, dates="day first"))[0] == (date(2020, 4, 3) - date(1970, 1, 1)).days


def test_times_of_day_are_parts_of_days(csv_file: Write) -> None:
    assert first_column(csv_file("t,y\n1970-01-02T12:00:00,1.5\n1970-01-03T06:00:00,2.5\n")) == [1.5, 2.25]


def test_yes_and_no_are_one_column_and_kinds_can_be_set(csv_file: Write) -> None:
    text = "smoker,zip,y\nyes,10,0.5\nno,20,1.5\nYes,10,2.5\nno,10,3.5\n".replace("Yes", "yes")
    dataset = csv_file(text)
    assert dataset.signature().feature_names == ("smoker", "zip")
    assert first_column(dataset) == [1, 0, 1, 0]
    changed = dataset.with_column("zip", kind="category").with_column("smoker", kind="category")
    assert changed.signature().feature_names == ("smoker=no", "smoker=yes", "zip=10", "zip=20")


@pytest.mark.parametrize(("no", "yes"), [("N", "J"), ("Falso", "Verdadeiro")])
def test_yes_and_no_of_other_languages_are_known(csv_file: Write, no: str, yes: str) -> None:
    dataset = csv_file("x,y\n" + "".join(f"{(no, yes)[n % 2]},{n / 4}\n" for n in range(20)))
    assert first_column(dataset)[:2] == [0, 1]
    directions = csv_file("x,y\n" + "".join(f"{'NS'[n % 2]},{n / 4}\n" for n in range(20)))
    assert directions.inspected().columns[0].kind == "category"


def test_a_choice_that_is_taken_back_leaves_nothing() -> None:
    dataset = CsvFile().with_column("a", role="left out").with_column("b", role="target")
    assert dataset.with_column("c", role="target").columns == (*roles(a="left out"), *roles(c="target"))
    assert dataset.with_column("a", role="auto").with_column("b", role="auto") == CsvFile()


WORDS = st.sampled_from(["red", 'dark "blue"', "a, b; c|d", "größe", "two\nlines", "it's", "x\ty"])
TEXT_SIGNS = [",", ";", "\t", "|"]


@settings(max_examples=80, deadline=None)
@given(data=st.data(), rows=st.integers(5, 25))
def test_any_table_in_any_dialect_comes_back(data: st.DataObject, rows: int) -> None:
    sign = data.draw(st.sampled_from(TEXT_SIGNS))
    comma = data.draw(st.booleans())
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    numbers = data.draw(st.lists(st.integers(-(10**8), 10**8), min_size=rows, max_size=rows))
    words = data.draw(st.lists(WORDS, min_size=rows, max_size=rows))
    written = [f"{number / 100:.2f}".replace(".", "," if comma else ".") for number in numbers]
    text = io.StringIO()
    sparing = end != "\r" and data.draw(st.booleans())  # csv leaves "\n" unquoted where lines end with "\r"
    quoting = csv.QUOTE_MINIMAL if sparing else csv.QUOTE_ALL
    writer = csv.writer(text, delimiter=sign, lineterminator=end, quoting=quoting)
    writer.writerows([["word", "number", "y"], *zip(words, written, [f"{n}" for n in range(rows)], strict=True)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.csv")
        path.write_bytes(text.getvalue().encode(encoding))
        dataset = CsvFile(path=str(path), task="regression", columns=_all_used())
        table = load(settings_of(dataset))
    expected: list[list[Any]] = [[float(word == other) for word in words] for other in sorted(set(words))]
    expected.append([number / 100 for number in numbers])
    assert table.features.tolist() == [list(row) for row in zip(*expected, strict=True)]


def _all_used() -> tuple[ColumnChoice, ...]:
    return roles(word="feature", number="feature", y="target")


def test_a_parquet_file_of_texts_is_read_the_same_way(tmp_path: Path) -> None:
    dataset = parquet_file(tmp_path, {"price": ["$1,234", "$5", "$7"], "y": [0.5, 1.5, 2.5]})
    assert isinstance(dataset, ParquetFile)
    assert first_column(dataset) == [1234, 5, 7]


def test_a_wrong_encoding_is_said(csv_file: Write) -> None:
    dataset = csv_file("größe,y\n1,2\n".encode("cp1252"), encoding="utf-8")
    with pytest.raises(DataError, match="not written in the encoding that is set"):
        dataset.signature()
