"""What makes a validation loss too good: columns that give the target away, copies, rows of the same people."""

from __future__ import annotations

import random

import pytest
from sklearn import datasets

from netbuilder.data.base import Note
from netbuilder.data.notes import notes_of
from netbuilder.data.settings import DataSettings
from netbuilder.data.tables.user_tables import CsvFile

from .conftest import Write, settings_of


def warnings(settings: DataSettings) -> list[Note]:
    return [note for note in notes_of(settings) if note.warning]


def said(dataset: CsvFile, words: str) -> list[Note]:
    """The warnings that say this."""
    return [note for note in warnings(settings_of(dataset)) if words in str(note.message)]


def drawn(count: int, *, seed: int = 1) -> list[float]:
    generator = random.Random(seed)
    return [generator.random() for _ in range(count)]


@pytest.mark.parametrize(
    ("given", "target"),
    [
        (lambda x: "closed" if x < 0.5 else "collections", lambda x: "paid" if x < 0.5 else "default"),
        (lambda x: f"{700 * x:.1f}", lambda x: "abc"[int(3 * x)]),
        (lambda x: f"{2.20462 * 50 * (1 + x):.2f}", lambda x: f"{50 * (1 + x):.2f}"),
        (lambda x: "2024-05-01" if x < 0.5 else "", lambda x: "paid" if x < 0.5 else "open"),
    ],
    ids=["category", "number", "unit", "gap"],
)
def test_a_column_that_gives_the_target_away_is_told_with_the_way_out(
    csv_file: Write, given: object, target: object
) -> None:
    assert callable(given)
    assert callable(target)
    rows = "".join(f"{age:.3f},{given(x)},{target(x)}\n" for x, age in zip(drawn(60), drawn(60, seed=2), strict=True))
    dataset = csv_file(f"age,status,y\n{rows}", missing="fill")
    [note] = said(dataset, "“status” alone tells the target “y” in every row")
    assert str(note.words) == "Leave out “status”"
    assert not said(note.changes["dataset"], "alone tells")


def test_what_chance_alone_may_tell_is_no_leak(csv_file: Write) -> None:
    rows = "".join(f"{a:.3f},{b:.3f},{'yx'[a < 0.5]}\n" for a, b in zip(drawn(12), drawn(12, seed=2), strict=True))
    assert not said(csv_file(f"a,b,kind\n{rows}"), "alone tells")  # too few rows
    single = "".join(f"{x:.3f},{2 * x:.3f}\n" for x in drawn(60))
    assert not said(csv_file(f"x,y\n{single}"), "alone tells")  # a line: the lesson itself
    noisy = "".join(f"{x:.3f},{z:.3f},{x + z / 20:.3f}\n" for x, z in zip(drawn(60), drawn(60, seed=3), strict=True))
    assert not said(csv_file(f"x,z,y\n{noisy}"), "alone tells")


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer", "diabetes"])
def test_well_known_tables_give_nothing_away(csv_file: Write, name: str) -> None:
    table = getattr(datasets, f"load_{name}")(as_frame=True).frame
    assert warnings(settings_of(csv_file(table.to_csv(index=False)))) == []


def test_a_target_that_is_a_sum_is_told(csv_file: Write) -> None:
    parts = [[round(9 * x, 2) for x in drawn(40, seed=seed)] for seed in (1, 2, 3, 4)]
    rows = "".join(f"{a},{b},{c},{other},{a + b + c:.2f}\n" for a, b, c, other in zip(*parts, strict=True))
    dataset = csv_file(f"north,south,east,x,total\n{rows}")
    assert len(said(dataset, "“total” is the sum of “north”, “south”, “east” in every row")) == 1
    noisy = "".join(f"{a},{b},{a + b + c / 50:.2f}\n" for a, b, c, _ in zip(*parts, strict=True))
    assert not said(csv_file(f"a,b,y\n{noisy}"), "is the sum of")
    line = "".join(f"{a},{b},{2 * a + b:.2f}\n" for a, b, *_ in zip(*parts, strict=True))
    assert not said(csv_file(f"a,b,y\n{line}"), "is the sum of")  # the lesson itself


def test_copies_of_training_rows_among_the_validation_rows_are_counted(csv_file: Write) -> None:
    rows = [f"{a:.4f},{b:.4f},{'xy'[a < b]}\n" for a, b in zip(drawn(40), drawn(40, seed=2), strict=True)]
    [note] = said(csv_file("a,b,kind\n" + "".join(rows * 3)), "exact copies of training rows")
    count, whole = note.message.values["count"], note.message.values["rows"]
    assert whole == 30
    assert count > 20
    assert not said(csv_file("a,b,kind\n" + "".join(rows)), "exact copies")
    answers = "".join(f"{'ny'[n % 2]},{'abc'[n % 3]},{'pq'[n % 5 == 0]}\n" for n in range(120))
    assert not said(csv_file(f"likes,group,kind\n{answers}"), "exact copies")  # few answers: alike by chance


def of_patients(count: int = 30, visits: int = 5) -> str:
    lines = [
        f"P{n // visits:03d},{x:.3f},{z:.3f}"
        for n, (x, z) in enumerate(zip(drawn(count * visits), drawn(count * visits, seed=2), strict=True))
    ]
    return "patient_id,x,y\n" + "\n".join(lines) + "\n"


def test_rows_of_the_same_patients_in_both_parts_are_told_until_they_are_apart(csv_file: Write) -> None:
    dataset = csv_file(of_patients())
    [note] = said(dataset, "38 of 38 validation rows have a “patient_id” that training rows have, too.")
    assert str(note.words) == "Leave out “patient_id”"
    left_out = note.changes["dataset"]
    [again] = said(left_out, "“patient_id”")
    assert (str(again.words), again.changes) == ("Split in the order of the rows", {"split": "ordered"})
    ordered = settings_of(left_out).with_(split="ordered")
    assert not [note for note in warnings(ordered) if "patient_id" in str(note.message)]


@pytest.mark.parametrize("name", ["patient_age", "children", "subject", "family size", "customers served", "x"])
def test_other_columns_name_nobody(csv_file: Write, name: str) -> None:
    assert not said(csv_file(of_patients().replace("patient_id", name)), "validation rows have a")


@pytest.mark.parametrize(
    "name", ["Patient", "Subject ID", "user_id", "Kunden-Nr", "student no.", "mouse_id", "customer"]
)
def test_people_are_known_by_the_name_of_the_column(csv_file: Write, name: str) -> None:
    assert said(csv_file(of_patients().replace("patient_id", name)), "validation rows have a")


def test_a_class_of_hardly_a_validation_row_is_told_with_what_the_largest_class_would_get(csv_file: Write) -> None:
    rows = "".join(f"{x:.3f},{int(n % 100 == 7)}\n" for n, x in enumerate(drawn(600)))
    dataset = csv_file(f"x,fraud\n{rows}")
    [note] = said(dataset, "Class “1” has 6 of 600 rows")
    assert "always “0” is right in 99.0%" in str(note.message)
    assert note.changes == {"split": "stratified"}
    even = "".join(f"{x:.3f},{n % 2}\n" for n, x in enumerate(drawn(40)))
    assert not said(csv_file(f"x,fraud\n{even}"), "balanced accuracy")


def test_rows_in_the_order_of_time_are_told_of_a_split_that_keeps_it(csv_file: Write) -> None:
    rows = [f"2024-05-{n + 1:02d},{x:.3f},{z:.3f}\n" for n, (x, z) in enumerate(zip(drawn(30), drawn(30), strict=True))]
    table = csv_file("day,x,y\n" + "".join(rows))
    [note] = said(table, "follow one another in time (“day”)")
    assert note.changes == {"split": "ordered"}
    assert not [note for note in warnings(settings_of(table).with_(**note.changes)) if "in time" in str(note.message)]
    assert not said(csv_file("day,x,y\n" + "".join(rows[::2] + rows[1::2])), "in time")
    answers = [
        row for n, row in enumerate(rows) if n in (0, 1, 3, 6, 7, 11, 13, 16, 20, 21, 23, 28)
    ]  # of a survey: as people had time
    assert not said(csv_file("day,x,y\n" + "".join(answers)), "in time")
