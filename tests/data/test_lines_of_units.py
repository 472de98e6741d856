"""A line below the names that says units or what the columns hold is no row."""

from __future__ import annotations

import numpy as np
import pytest

from netbuilder.data.tables.user_tables import CsvFile
from tests.data.conftest import Write, rows_of_script

NUMBERS = [[round((row + 1) * factor, 2) for factor in (1.1, 2.2, 3.3)] for row in range(20)]


def table(write: Write, units: str, *, names: str = "height,weight,time", rows: str = "") -> CsvFile:
    lines = rows or "".join(",".join(map(str, row)) + "\n" for row in NUMBERS)
    return write(f"{names}\n{units}\n{lines}")


@pytest.mark.parametrize(
    "units",
    [
        "[cm],[kg],[s]",
        "(cm),(kg),(s)",
        "cm,kg,°C",
        "cm,,°C",
        "float,float,float",
        "m/s,kg/m³,W/m²",
        "tall,heavy,when",
        "m,kg,-",
    ],
)
def test_it_is_left_out_and_said(csv_file: Write, units: str) -> None:
    dataset = table(csv_file, units)
    assert np.array_equal(np.column_stack(dataset.rows_drawn()), NUMBERS)
    assert all(map(np.array_equal, rows_of_script(dataset), dataset.rows_drawn()))
    assert str(dataset.place(0)) == "Row 1 (line 3)"
    [note] = [note for note in dataset.notes() if "The line below the names is no row" in str(note.message)]
    assert units.split(",", maxsplit=1)[0] in str(note.message)
    assert len(note.changes["dataset"].whole()) == 21
    assert note.changes["dataset"].inspected().columns[0].kind == "category"


@pytest.mark.parametrize(
    "first", ["NA,2.2,3.3", "1.1,unknown,3.3", ",,", "oops,2.2,3.3"], ids=["gap", "mark", "empty", "one text"]
)
def test_a_row_with_gaps_or_one_wrong_value_is_a_row(csv_file: Write, first: str) -> None:
    assert table(csv_file, first).dialect().units == ()


def test_texts_above_texts_are_a_row(csv_file: Write) -> None:
    rows = "".join(f"{('red', 'blue')[row % 2]},{('big', 'small')[row % 3 > 0]}\n" for row in range(20))
    assert table(csv_file, "green,big", names="colour,size", rows=rows).dialect().units == ()


def test_above_one_column_of_numbers_it_must_be_a_unit(csv_file: Write) -> None:
    rows = "".join(f"{('red', 'blue')[row % 2]},{row / 2}\n" for row in range(20))
    assert table(csv_file, ",kg", names="colour,weight", rows=rows).dialect().units == ("kg",)
    assert table(csv_file, ",much", names="colour,weight", rows=rows).dialect().units == ()


def test_what_the_user_says_counts(csv_file: Write) -> None:
    dataset = table(csv_file, "1,2,3").with_(units="yes")
    assert np.array_equal(np.column_stack(dataset.rows_drawn()), NUMBERS)
    assert len(table(csv_file, "cm,kg,s").with_(units="no").whole()) == 21
