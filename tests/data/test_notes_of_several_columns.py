"""The same trouble in several columns: one note names them, and one button mends all of them, as its words say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.data.base import Note
from tests.data.conftest import Write


def said(notes: tuple[Note, ...], words: str) -> Note:
    """The one note that says this."""
    [note] = [note for note in notes if words in str(note.message)]
    return note


@pytest.mark.parametrize(
    ("cell", "words", "button"),
    [
        (
            lambda n, m: "NAN!" if (n + m) % 5 == 0 else f"{n + m}",
            "hold numbers and texts",
            "Read “NAN!” as missing in",
        ),
        (lambda n, m: "99" if (n + m) % 9 == 0 else f"{1 + n % 5}", "hold 99", "Read 99 as missing in"),
        (lambda n, m: "<0.5" if (n + m) % 9 == 0 else f"{n}.5", "In the columns", "Read “<0.5” as missing in"),
        (lambda n, m: f"{n + m}:30" if n % 9 else "later", "dates or times", "Read “later” as missing in"),
    ],
    ids=["a text", "a code", "a limit", "a text among times"],
)
def test_a_mark_is_read_as_missing_in_all_columns_that_have_it(
    csv_file: Write, cell: Callable[[int, int], str], words: str, button: str
) -> None:
    rows = "".join(",".join(cell(n, m) for m in range(4)) + f",{n % 7 / 4}\n" for n in range(60))
    dataset = csv_file(f"a,b,c,d,y\n{rows}")
    note = said(dataset.notes(), words)
    assert "“a”, “b”, “c”, “d”" in str(note.message)
    assert str(note.words) == f"{button} “a” and 3 more"
    mended = note.changes["dataset"]
    assert [c.name for c in mended.columns] == ["a", "b", "c", "d"]
    assert [c.kind for c in mended.inspected().columns] == ["number"] * 5
    assert not any(words in str(note.message) for note in mended.notes())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (lambda n, m: f"{(m + 1) * (n % 2) + m}", "Each of “a”, “b”, “c” alone tells the target “y” in every row"),
        (
            lambda n, m: f"T{(7 * n + m) % 25}",
            "“a”, “b”, “c” become 75 features, one for each of their texts, in 60 rows",
        ),
    ],
    ids=["tells the target", "many categories"],
)
def test_columns_with_the_same_trouble_are_left_out_together(
    csv_file: Write, cell: Callable[[int, int], str], words: str
) -> None:
    rows = "".join(",".join(cell(n, m) for m in range(3)) + f",{n / 4},{'pq'[n % 2]}\n" for n in range(60))
    dataset = csv_file(f"a,b,c,x,y\n{rows}")
    note = said(dataset.notes(), words)
    assert str(note.words) == "Leave out “a” and 2 more"
    assert note.changes["dataset"].inspected().used == ["x", "y"]


def test_columns_that_number_the_rows_are_left_out_together(csv_file: Write) -> None:
    rows = "".join(f"{n + 1},{700 + 3 * n},{n % 7},{'pq'[n % 3 == 0]}\n" for n in range(30))
    note = said(csv_file(f"id,customer_id,x,y\n{rows}").notes(), "The columns “id”, “customer_id” number the rows")
    assert str(note.words) == "Leave out “id” and 1 more"
    assert note.changes["dataset"].inspected().used == ["x", "y"]
