"""Tables as instruments and offices write them: comments above, a line of units below the names, codes of digits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from netbuilder.data.pipeline import load
from netbuilder.data.tables.column_summary import day, summaries
from tests.data.conftest import Write, settings_of

ROWS = "".join(f"{n / 4},{n % 5}\n" for n in range(12))


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("# made by device 7\n# second line, with a comma\nx,y\n", ("x", "y")),
        ("# made by device 7\n# x,y\n", ("x", "y")),
        ("#,y\n", ("#", "y")),
        ("# a comment\n", ("Column 1", "Column 2")),
    ],
    ids=["above the names", "with the names", "a name of its own", "above numbers"],
)
def test_lines_of_comments_are_skipped_unless_they_hold_the_names(
    csv_file: Write, above: str, names: tuple[str, ...]
) -> None:
    table = csv_file(above + ROWS)
    assert tuple(column.name for column in table.inspected().columns) == names
    assert len(table.whole()) == 12


def test_digits_with_zeros_in_front_and_more_than_a_number_keeps_are_codes(csv_file: Write) -> None:
    lines = "".join(f"{10**17 + n},{('01234', '90210', '02139')[n % 3]},{n % 4:02d},{n / 3:.2f}\n" for n in range(12))
    found = {column.name: column for column in summaries(csv_file(f"id,zip,hour,y\n{lines}").inspected())}
    assert [found[name].kind for name in ("id", "zip", "hour", "y")] == ["category", "category", "number", "number"]
    assert found["id"].role == "left out"
    assert {text for text, _ in found["zip"].commonest} == {"01234", "90210", "02139"}


def test_days_are_said_as_dates() -> None:
    assert [day(days) for days in (0, -0.5, 18_992.7)] == ["1970-01-01", "1969-12-31", "2021-12-31"]
    assert day(1e9) == "1e+09"


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["1.5×10^5", "2.0 x 10^-3", "-3*10^2", "10^4"], [150_000, 0.002, -300, 10_000]),
        (["1,5·10⁵", "2,25×10⁻³", "0,5·10⁰", "7"], [150_000, 0.00225, 0.5, 7]),
        (["1.661,17-", "12,50", "1.024,00 -", "30-"], [-1661.17, 12.5, -1024, -30]),
        (["37.2 °C", "36.5 °C", "38 °C", "-1.5 °C"], [37.2, 36.5, 38, -1.5]),
    ],
    ids=["powers with a point", "powers with a comma", "a minus behind", "degrees"],
)
def test_numbers_as_instruments_and_offices_write_them(csv_file: Write, texts: list[str], read: list[float]) -> None:
    dataset = csv_file("x\ty\n" + "".join(f"{text}\t{place}\n" for place, text in enumerate(texts)))
    assert load(settings_of(dataset)).features[:, 0].tolist() == pytest.approx(read)
    assert any("Read as numbers" in str(note.message) for note in dataset.notes())


def test_a_mark_with_a_minus_is_no_number_below_zero(csv_file: Write) -> None:
    texts = ["3-", "2", "1", "2-"] * 5
    read = csv_file("mark,y\n" + "".join(f"{text},{n}\n" for n, text in enumerate(texts))).inspected().read["mark"]
    assert read.to_list() == texts


def test_a_digit_above_the_line_alone_is_no_power(csv_file: Write) -> None:
    texts = ["5²", "3²", "10", "105"] * 5
    read = csv_file("x,y\n" + "".join(f"{text},{n}\n" for n, text in enumerate(texts))).inspected().read["x"]
    assert read.to_list() == texts


def test_weeks_and_days_with_their_weekday_are_dates(csv_file: Write) -> None:
    days = [date(2024, 1, 1) + timedelta(7 * n) for n in range(9)]
    rows = "".join(
        f'{day:%G-W%V},"{day:%a, %d %b %Y}",{day:%Y/%m/%d} 6:00:00 PM GMT+2,{n}\n' for n, day in enumerate(days)
    )
    read = csv_file(f"week,sent,form,y\n{rows}").inspected().read
    whole = [(day - date(1970, 1, 1)).days for day in days]
    assert read["week"].to_list() == read["sent"].to_list() == whole
    assert read["form"].to_list() == pytest.approx([day + (18 - 2) / 24 for day in whole])


def test_a_column_that_is_left_out_for_its_texts_shows_one(csv_file: Write) -> None:
    rows = "".join(f"~{100 + n},{n / 4},{n % 5}\n" for n in range(12))
    [column] = [column for column in summaries(csv_file(f"n,x,y\n{rows}").inspected()) if column.role == "left out"]
    assert str(column.reason) == "it holds 12 different texts in 12 rows, such as “~100”"
