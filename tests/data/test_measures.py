"""Values as instruments, stopwatches and maps write them: limits, durations, degrees, and texts among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.data.base import Note
from netbuilder.data.pipeline import load
from netbuilder.data.tables.new_rows import new_rows
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.export.printed import with_needs
from tests.data.conftest import Write, rows_of_script, settings_of


def table(texts: list[str], rows: int = 40) -> str:
    return "value;y\n" + "".join(f"{texts[n % len(texts)]};{n / 4}\n" for n in range(rows))


def said(dataset: CsvFile, words: str) -> list[Note]:
    return [note for note in dataset.notes() if words in str(note.message)]


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1h 20m", "45 min", "2 h", "30s"], [80 / 60, 0.75, 2, 30 / 3600]),
        (["25m 24s", "0m 36s", "1m 12s"], [1524 / 3600, 0.01, 0.02]),
        (["PT1H30M", "PT45M", "P1DT2H"], [1.5, 0.75, 26]),
        (["1 day 2 hours", "3 hours, 30 minutes", "6 hours"], [26, 3.5, 6]),
        (["52°31'12\"N", "33°52'00\"S", "0°30'N"], [52.52, -(33 + 52 / 60), 0.5]),
        (["13° 24′ 36″ E", "70° 40′ W", "8° E"], [13.41, -(70 + 40 / 60), 8]),
        (["52.5° N", "33,9° S", "12° N"], [52.5, -33.9, 12]),
        (["<0.5", "0.7", "1.25", "3", "4.5"], [0.5, 0.7, 1.25, 3, 4.5]),
        (["0,7 mg", "≤ 0,5 mg", "1,25 mg", "3,5 mg", "4 mg"], [0.7, 0.5, 1.25, 3.5, 4]),
    ],
    ids=["hours", "minutes", "iso", "words", "seconds", "prime marks", "sides", "a limit", "a limit with a unit"],
)
def test_they_are_numbers_in_the_program_and_in_its_scripts(
    csv_file: Write, texts: list[str], read: list[float]
) -> None:
    dataset = csv_file(table(texts))
    features = load(settings_of(dataset)).features
    assert features[: len(read), 0].tolist() == pytest.approx(read)
    assert (rows_of_script(dataset)[0] == features).all()
    assert said(dataset, "Read as ")


@pytest.mark.parametrize(
    "texts",
    [["<5", "5-10", ">10"], ["<=50K", ">50K"], ["<1", "<2", "<3", "4", "5"], ["3h", "two h", "1h 5m"], ["N", "S", "E"]],
    ids=lambda texts: texts[0],
)
def test_what_only_looks_like_them_stays_a_category(csv_file: Write, texts: list[str]) -> None:
    assert csv_file(table(texts)).inspected().columns[0].kind == "category"


def test_a_unit_alone_is_no_duration(csv_file: Write) -> None:
    assert load(settings_of(csv_file(table(["12 min", "7 min", "30 min"])))).features[0, 0] == 12
    assert load(settings_of(csv_file(table(["5 m", "12 m", "7.5 m"])))).features[0, 0] == 5


def test_a_limit_is_told_and_can_be_missing(csv_file: Write) -> None:
    dataset = csv_file(table(["<0.5", "0.7", "1.25", "3", "4.5"]))
    [note] = said(dataset, "on which side of a limit")
    assert str(note.message) == (
        "In column “value”, values such as “<0.5” (rows: 8) say only on which side of a limit they lie; each is read "
        "as its limit, 0.5."
    )
    assert note.changes["dataset"].usable().gaps == 8


def test_new_rows_are_read_alike(csv_file: Write, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    for texts, text, value in ((["<0.5", "0.7", "1", "3", "4.5"], "<0.5", 0.5), (["1h 5m", "2m"], "30m", 0.5)):
        file.write_text(f"value;\n{text};\n")
        assert new_rows(csv_file(table(texts)), str(file)).features.tolist() == [[value]]


def test_a_text_among_times_or_dates_is_told_and_read_as_missing(csv_file: Write) -> None:
    for other in ("2:47:55", "2024-03-01"):
        rows = "".join(f"{'DNF' if n % 9 == 4 else other[:-1] + str(n % 9 + 1)};{n % 7};{n / 4}\n" for n in range(40))
        dataset = csv_file("finish;x;y\n" + rows)
        [note] = said(dataset, "holds dates or times and texts, such as “DNF” (rows: 4)")
        assert note.changes["dataset"].inspected().columns[0].kind in ("number", "date")


def test_letters_that_mean_missing_in_stata_are_gaps_among_numbers(csv_file: Write) -> None:
    dataset = csv_file(table(["7", ".a", "3", ".b", "12"]), missing="drop")
    assert load(settings_of(dataset)).features[:3, 0].tolist() == [7, 3, 12]


def test_a_script_has_no_functions_for_values_that_its_table_does_not_have(csv_file: Write) -> None:
    readers = {"as_days", "as_times", "as_hours", "as_degrees"}
    for text, wanted in (
        ("7", set()),
        ("1h 5m", {"as_hours"}),
        ("12°30' S", {"as_degrees"}),
        ("2024-03-01", {"as_days"}),
    ):
        source = csv_file(table([text, "2m" if "h" in text else text])).source()
        functions = with_needs([source.function], source.unused)
        assert readers & {function.name for function in functions} == wanted
        whole = "\n".join(line for function in functions for line in function.lines)
        assert {name for name in readers if name in whole} == wanted
