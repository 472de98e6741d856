"""Tables as instruments and offices write them: comments above, a line of units below the names, codes of digits."""

from __future__ import annotations

import pytest

from netbuilder.data.tables.column_summary import day, summaries
from tests.data.conftest import Write, refusal

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


def test_a_line_of_units_below_the_names_is_named(csv_file: Write) -> None:
    lines = "".join(f"{n / 7:.3f},{n / 3:.3f}\n" for n in range(40))
    assert refusal(csv_file(f"length,weight\nm,kg\n{lines}")).startswith(
        "Row 1 (line 2): column “length” holds “m” where a number is expected."
    )


def test_days_are_said_as_dates() -> None:
    assert [day(days) for days in (0, -0.5, 18_992.7)] == ["1970-01-01", "1969-12-31", "2021-12-31"]
    assert day(1e9) == "1e+09"
