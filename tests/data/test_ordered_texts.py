"""Categories that have an order: it is found out, offered, and read the same way in a script and in new rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars
import pytest

from netbuilder.data.orders.ordered import order_of
from netbuilder.data.pipeline import load
from netbuilder.data.tables.column_summary import summaries
from netbuilder.data.tables.columns import ColumnChoice
from netbuilder.data.tables.new_rows import new_rows
from netbuilder.errors import DataError
from tests.data.conftest import Write, parquet_file, rows_of_script, settings_of

AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")


def survey(*answers: str, rows: int = 40) -> str:
    lines = [
        f"{n % 7},{answers[n % len(answers)]},{answers[(n + n // 7) % len(answers)]},{n / 8}\n" for n in range(rows)
    ]
    return "age,pay,boss,years\n" + "".join(lines)


def ordered(*names: str) -> tuple[ColumnChoice, ...]:
    return tuple(ColumnChoice(name=name, kind="ordered") for name in names)


@pytest.mark.parametrize(
    "order",
    [
        AGREEMENT,
        ("never", "rarely", "sometimes", "often", "always"),
        ("XS", "S", "M", "L", "XL", "2XL"),
        ("Very Low", "Low", "High", "Very High"),
        ("High school", "Bachelor’s degree", "Master's Degree", "Doctorate"),
        ("Preschool", "5th-6th", "HS-grad", "Some-college", "Bachelors"),
        ("Stage I", "Stage II", "Stage IV"),
        ("none", "mild", "severe"),
        ("<18", "18-24", "25-34", "65+"),
        ("under $10", "$10-$20", "$20-$30", "over $30"),
        ("500-999", "1,000-1,999", "2,000-2,999"),
        ("1 - never", "2 - often", "10 - always"),
        ("1st", "2nd", "3rd"),
        ("nie", "selten", "immer"),
        ("trifft nicht zu", "trifft eher zu", "trifft voll zu"),
        ("jamais", "parfois", "toujours"),
        ("muy bajo", "medio", "alto"),
        ("ruim", "regular", "bom", "ótimo"),
        ("Po", "Fa", "TA", "Gd", "Ex"),
        ("None", "No", "Mn", "Av", "Gd"),
        ("Unf", "LwQ", "Rec", "BLQ", "ALQ", "GLQ"),
        ("SD", "D", "N", "A", "SA"),
        ("F", "D", "C-", "B", "B+", "A-", "A", "A+"),
        ("BBB-", "BBB", "A+", "AA", "AAA"),
        ("SI2", "SI1", "VS1", "VVS2", "IF"),
        ("L", "M", "H"),
        ("neg", "trace", "1+", "2+"),
        ("*", "**", "***"),
        ("$", "$$", "$$$"),
        ("\u2605\u2606\u2606", "\u2605\u2605\u2606", "\u2605\u2605\u2605"),
    ],
    ids=lambda order: order[0],
)
def test_known_scales_and_ranges_have_an_order(order: tuple[str, ...]) -> None:
    assert order_of(sorted(order)) == order


@pytest.mark.parametrize(
    "texts",
    [
        ("red", "green", "blue"),
        ("low", "high"),
        ("2-1", "3-0", "1-1"),
        ("A1", "A2", "A3"),
        ("A/A", "A/G", "G/G"),
        ("10-20", "15-30", "30-40"),
        ("yes", "no", "maybe"),
        ("mid", "medium", "low"),
        ("S", "M", "Q"),
        ("Jan", "Feb", "Mar"),
        ("555-1234", "555-2345", "555-3456"),
        ("A", "B", "C"),
        ("A", "D", "N"),
        ("A+", "B+", "AB-", "O-"),
        ("AA", "AB", "BB"),
    ],
    ids=lambda texts: texts[0],
)
def test_what_has_no_order_or_no_sure_one_is_left_as_it_is(texts: tuple[str, ...]) -> None:
    assert order_of(texts) == ()


def test_numbers_decide_where_the_user_says_that_there_is_an_order() -> None:
    assert order_of(["A10", "A2", "A1"], asked=True) == ("A1", "A2", "A10")
    assert order_of(["red", "green", "blue"], asked=True) == ()


def test_letters_alone_are_grades_where_the_user_says_that_there_is_an_order() -> None:
    assert order_of(["A", "B", "C", "F"], asked=True) == ("F", "C", "B", "A")


def test_what_the_letters_na_mean_on_a_scale_is_no_step(csv_file: Write) -> None:
    rows = "".join(f"{n % 9},{('Fa', 'TA', 'Gd', 'Ex', 'NA')[n % 5]},{n / 4}\n" for n in range(40))
    [note] = [note for note in csv_file("area,kitchen,price\n" + rows).notes() if "have an order" in str(note.message)]
    assert "(Fa → TA → Gd → Ex)" in str(note.message)
    mended = note.changes["dataset"]
    assert load(settings_of(mended)).features[:5, 1].tolist()[:4] == [1, 2, 3, 4]
    assert mended.signature().feature_names == ("area", "kitchen", "kitchen missing")


def test_columns_of_one_scale_are_told_together_and_read_in_order_with_one_click(csv_file: Write) -> None:
    dataset = csv_file(survey(*AGREEMENT))
    assert dataset.signature().features == (11,)
    [note] = [note for note in dataset.notes() if "have an order" in str(note.message)]
    assert str(note.message) == (
        "The texts of “pay”, “boss” have an order (Strongly disagree → Disagree → Neither agree nor disagree → Agree → "
        "Strongly agree), but each is a feature of its own. As kind “ordered”, each column is one feature, from 1 to 5."
    )
    mended = note.changes["dataset"]
    assert [(c.name, c.kind) for c in mended.columns] == [("pay", "ordered"), ("boss", "ordered")]
    assert mended.signature().feature_names == ("age", "pay", "boss")
    assert load(settings_of(mended)).features[:5, 1].tolist() == [1, 2, 3, 4, 5]
    assert [c.kind for c in summaries(mended.inspected())] == ["number", "ordered", "ordered", "number"]
    said = [str(note.message) for note in mended.notes()]
    assert not any("have an order" in text for text in said)
    assert any(text.startswith("Read in order, as numbers from 1 to 5: “pay”, “boss” (Strongly dis") for text in said)


def test_a_script_reads_the_same_numbers(csv_file: Write, tmp_path: Path) -> None:
    texts: dict[str, Any] = {"pay": [*AGREEMENT] * 4, "size": [3.0, 1.0, 2.0, 1.0] * 5, "y": [n / 4 for n in range(20)]}
    for dataset in (
        csv_file(survey(*AGREEMENT), columns=ordered("pay", "boss")),
        parquet_file(tmp_path, texts).with_(columns=ordered("pay", "size")),
    ):
        features, targets = rows_of_script(dataset)
        table = load(settings_of(dataset))
        assert (features == table.features).all()
        assert (targets == table.targets).all()


def test_an_answer_that_is_no_step_has_no_value(csv_file: Write) -> None:
    dataset = csv_file(survey("low", "medium", "high", "don't know"))
    [note] = [note for note in dataset.notes() if "have an order" in str(note.message)]
    assert "(low → medium → high)" in str(note.message)
    mended = note.changes["dataset"]
    assert mended.missing == "fill"
    assert mended.inspected().read["pay"][:4].to_list() == [1, 2, 3, None]
    assert mended.signature().feature_names == ("age", "pay", "pay missing", "boss", "boss missing")


def test_ordered_classes_can_be_predicted_as_a_number(csv_file: Write) -> None:
    rows = "".join(f"{n % 9},{('poor', 'fair', 'good', 'excellent')[n % 4]}\n" for n in range(40))
    dataset = csv_file("x,rating\n" + rows)
    assert dataset.signature().task == "classification"
    [note] = [note for note in dataset.notes() if "have an order" in str(note.message)]
    assert str(note.words) == "Predict a number from 1 to 4"
    assert note.changes["dataset"].signature().task == "regression"
    assert load(settings_of(note.changes["dataset"])).targets[:4, 0].tolist() == [1, 2, 3, 4]


def test_an_order_that_is_not_known_is_asked_for(csv_file: Write) -> None:
    dataset = csv_file(survey("iron", "gold", "tin"), columns=ordered("pay"))
    assert dataset.inspected().columns[1].kind == "category"
    [note] = [note for note in dataset.notes() if note.warning]
    assert str(note.message) == (
        "The order of the texts in “pay” is not known (“gold”, “iron”, “tin”), so they are read as categories. Begin "
        "each with its number, such as “1 gold”."
    )
    assert note.changes["dataset"].inspected().columns[1].kind == "category"


def test_new_rows_are_read_in_the_same_order(csv_file: Write, tmp_path: Path) -> None:
    dataset = csv_file(survey("low", "medium", "high", "n/a"), columns=ordered("pay", "boss"), missing="fill")
    file = tmp_path / "new.csv"
    file.write_text("age,pay,boss\n3,high,low\n4,n/a,medium\n")
    features = new_rows(dataset, str(file)).features
    assert features[0].tolist() == [3, 3, 0, 1, 0]
    assert polars.Series(features[1]).is_nan().to_list() == [False, True, False, False, False]
    file.write_text("age,pay,boss\n3,huge,low\n")
    with pytest.raises(DataError, match="pay = “huge”"):
        new_rows(dataset, str(file))


def test_an_order_among_many_columns_is_found_soon(csv_file: Write) -> None:
    names = [f"q{n}" for n in range(300)]
    rows = "".join(",".join(AGREEMENT[(n + m) % 5] for m in range(300)) + f",{n}\n" for n in range(30))
    dataset = csv_file(",".join((*names, "y")) + "\n" + rows)
    [note] = [note for note in dataset.notes() if "have an order" in str(note.message)]
    assert note.changes["dataset"].signature().features == (300,)
