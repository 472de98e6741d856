"""Dates, amounts and numbers with something beside them, as people write them: read, and read alike by scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from netbuilder.data.tables.new_rows import typed_rows
from netbuilder.data.tables.user_tables import CsvFile
from netbuilder.data.values.month_names import NUMBERS
from tests.data.conftest import Write, rows_of_script

DAYS = [date(2019, 12, 9) + timedelta(days=17 * number) for number in range(24)]
AMOUNTS = [1.5 * number + 0.3 for number in range(24)]
MONTHS = {
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "Hungarian": "január február március április május június július augusztus szeptember október november december",
    "German": "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
}
FRENCH, SPANISH, POLISH, HUNGARIAN, GERMAN = (names.split() for names in MONTHS.values())


def table(write: Write, texts: Sequence[str]) -> CsvFile:
    return write("x;y\n" + "".join(f"{text};{number / 4}\n" for number, text in enumerate(texts)))


def since_1970(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def read(dataset: CsvFile) -> list[float]:
    """The first column, which the exported script reads alike."""
    values: list[float] = dataset.rows_drawn()[0][:, 0].tolist()
    assert np.array_equal(rows_of_script(dataset)[0][:, 0], values)
    return values


@pytest.mark.parametrize(
    "written",
    [
        lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year}",
        lambda day: f"{'1er' if day.day == 1 else day.day} {FRENCH[day.month - 1].upper()} {day.year}",
        lambda day: f"{day.day} de {SPANISH[day.month - 1]} de {day.year}",
        lambda day: f"{day.day} {POLISH[day.month - 1]} {day.year}",
        lambda day: f"{day.day:02}. {GERMAN[day.month - 1]}. {day.year}",
        lambda day: f"Montag, {day.day}. {GERMAN[day.month - 1]} {day.year}",
        lambda day: f"{day.year}\u5e74{day.month}\u6708{day.day}\u65e5",
        lambda day: f"{day:%d/%b/%Y}:00:00:00 +0000",
        lambda day: f"{day.year}. {HUNGARIAN[day.month - 1]} {day.day}.",
        lambda day: f"{day.day} {FRENCH[day.month - 1]} {day.year} 00:00",
    ],
    ids=[
        "French",
        "first of the month",
        "Spanish",
        "Polish",
        "German, short",
        "weekday",
        "Japanese",
        "web server",
        "Hungarian",
        "time of day",
    ],
)
def test_dates_are_read_with_the_names_of_months(csv_file: Write, written: Callable[[date], str]) -> None:
    dataset = table(csv_file, [written(day) for day in DAYS])
    assert read(dataset) == [since_1970(day) for day in DAYS]
    assert typed_rows(dataset, [[written(DAYS[3])]]).features[0, 0] == since_1970(DAYS[3])


@pytest.mark.parametrize(
    "form",
    ["{year}-Q{quarter}", "Q{quarter} {year}", "{year}Q{quarter}", "{year} T{quarter}", "{quarter}. Quartal {year}"],
)
def test_quarters_are_their_first_day(csv_file: Write, form: str) -> None:
    quarters = [(2010 + number // 4, number % 4 + 1) for number in range(24)]
    dataset = table(csv_file, [form.format(year=year, quarter=quarter) for year, quarter in quarters])
    assert read(dataset) == [since_1970(date(year, 3 * quarter - 2, 1)) for year, quarter in quarters]


def test_halves_of_years_are_their_first_day_and_times_of_day_a_part_of_one(csv_file: Write) -> None:
    halves = [(2010 + number // 2, number % 2) for number in range(24)]
    dataset = table(csv_file, [f"{year}-H{half + 1}" for year, half in halves])
    assert read(dataset) == [since_1970(date(year, 6 * half + 1, 1)) for year, half in halves]
    dataset = table(csv_file, [f"{number + 1} mars 2020 18:00" for number in range(24)])
    assert read(dataset) == [since_1970(date(2020, 3, number + 1)) + 0.75 for number in range(24)]


def test_a_zone_behind_the_time_counts(csv_file: Write) -> None:
    zones = ("GMT+2", "UTC-5", "GMT")
    dataset = table(csv_file, [f"{day} 12:00 {zones[number % 3]}" for number, day in enumerate(DAYS)])
    wanted = [since_1970(day) + (10, 17, 12)[number % 3] / 24 for number, day in enumerate(DAYS)]
    assert read(dataset) == pytest.approx(wanted)


def test_new_rows_may_be_of_another_month(csv_file: Write) -> None:
    dataset = table(csv_file, [f"{number + 1} {FRENCH[number % 3]} 2020" for number in range(24)])
    assert typed_rows(dataset, [["14 juillet 2020"]]).features[0, 0] == since_1970(date(2020, 7, 14))


def test_a_name_of_a_month_means_one_month_only() -> None:
    assert {NUMBERS[name] for name in ("mai", "may", "mayo", "maj", "maggio", "мая")} == {5}
    assert len(NUMBERS) > 200


def test_durations_in_days_and_hours_are_hours(csv_file: Write) -> None:
    dataset = table(csv_file, [f"{number} days {number % 24:02}:30:00" for number in range(24)])
    assert read(dataset) == [24 * number + number % 24 + 0.5 for number in range(24)]


@pytest.mark.parametrize(
    ("written", "factors"),
    [
        (("{}K", "{}M"), (1e3, 1e6)),
        (("${}k", "${}M"), (1e3, 1e6)),
        (("{}", "{}k"), (1, 1e3)),
        (("€{}", "€{} m"), (1, 1e6)),
        (("{} Mio. €", "{} Mrd. €"), (1e6, 1e9)),
        (("{} lakh", "{} crore"), (1e5, 1e7)),
        (("{}\u4e07", "{}\u5104"), (1e4, 1e8)),
        (("{} CR", "{} DR"), (1, -1)),
    ],
    ids=["K and M", "dollars", "some thousands", "some millions", "German", "Indian", "Chinese", "credit and debit"],
)
def test_endings_multiply(csv_file: Write, written: Sequence[str], factors: Sequence[float]) -> None:
    texts = [written[number % 2].format(amount) for number, amount in enumerate(AMOUNTS)]
    dataset = table(csv_file, texts)
    wanted = [amount * factors[number % 2] for number, amount in enumerate(AMOUNTS)]
    assert read(dataset) == pytest.approx(wanted, rel=1e-12)
    assert typed_rows(dataset, [[texts[5]]]).features[0, 0] == pytest.approx(wanted[5], rel=1e-12)


def test_meters_are_no_millions(csv_file: Write) -> None:
    dataset = table(csv_file, [f"{amount} m" if number % 2 else f"{amount}" for number, amount in enumerate(AMOUNTS)])
    assert dataset.inspected().columns[0].kind == "category"


@pytest.mark.parametrize(
    "odd",
    ["{}*", "~{}", "ca. {}", "about {}", "{}[1]", "{} e", "{} (p)"],
    ids=["star", "tilde", "circa", "about", "footnote", "estimated", "provisional"],
)
def test_marks_of_single_numbers_are_left_out_and_said(csv_file: Write, odd: str) -> None:
    texts = [odd.format(amount) if number % 4 == 2 else f"{amount}" for number, amount in enumerate(AMOUNTS)]
    dataset = table(csv_file, texts)
    assert read(dataset) == AMOUNTS
    said = [str(note.message) for note in dataset.notes()]
    assert f"In column “x”, marks as in “{texts[2]}” (rows: 6) are left out; it is read as 3.3." in said


def test_an_open_last_class_is_its_limit(csv_file: Write) -> None:
    dataset = table(csv_file, [f"{number % 7}+" if number % 7 == 6 else f"{number % 7}" for number in range(24)])
    assert read(dataset) == [number % 7 for number in range(24)]
    assert any("“6+” (rows: 3) say only on which side" in str(note.message) for note in dataset.notes())


@pytest.mark.parametrize("written", ['="{}"', "'{}"], ids=["equals sign", "apostrophe"])
def test_what_spreadsheets_put_around_numbers_is_no_part_of_them(csv_file: Write, written: str) -> None:
    dataset = table(csv_file, [written.format(amount) for amount in AMOUNTS])
    assert read(dataset) == AMOUNTS


def test_a_unit_is_one_with_a_space_and_without(csv_file: Write) -> None:
    dataset = table(csv_file, [f"{amount}{' ' * (number % 2)}kg" for number, amount in enumerate(AMOUNTS)])
    assert read(dataset) == AMOUNTS
