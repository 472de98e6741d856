"""Lines above the names: a title, of any number of values, above columns of any kind; and tables that have no names."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from netbuilder.data.pipeline import load
from netbuilder.data.tables.new_rows import new_rows
from netbuilder.errors import DataError
from tests.data.conftest import Write, rows_of_script, settings_of

TITLES = [
    "Report 2023\n",
    "Sales, by region, in thousands of euros, 1st half, all of them\n",
    "Lab 7\nOperator: jd, 2nd floor, room 2\n\n",
    "Exported on 2024-03-01 12:00:00\n",
]
NAMES = [("height", "weight"), ("region", "2019", "2020"), ("state", "2019 Total", "2020 Total", "2021 Share")]


def rows(width: int, count: int = 24) -> list[list[str]]:
    """A text, unless there are only two columns, and numbers."""
    texts = [["North", "South A", "West"][n % 3] for n in range(count)]
    numbers = [[f"{(7 * n + place) % 11 + 0.25:.2f}" for place in range(width)] for n in range(count)]
    return [[texts[n], *row[1:]] if width > 2 else row for n, row in enumerate(numbers)]


@pytest.mark.parametrize("title", ["", *TITLES])
@pytest.mark.parametrize(("names", "separator"), list(product(NAMES, ";\t|,")))
def test_a_title_above_the_names_is_skipped(
    csv_file: Write, title: str, names: tuple[str, ...], separator: str
) -> None:
    lines = [separator.join(row) for row in [list(names), *rows(len(names))]]
    table = csv_file(title + "\n".join(lines) + "\n").whole()
    assert table.columns == list(names)
    assert table.rows() == [tuple(row) for row in rows(len(names))]


@pytest.mark.parametrize("title", ["", "Measured on the roof of the institute, twice a day\n", *TITLES])
@pytest.mark.parametrize("names", NAMES)
def test_a_title_above_columns_of_fixed_width_is_skipped(csv_file: Write, title: str, names: tuple[str, ...]) -> None:
    whole = [list(names), *rows(len(names))]
    widths = [max(map(len, column)) for column in zip(*whole, strict=True)]
    lines = ["  ".join(value.rjust(width) for value, width in zip(row, widths, strict=True)) for row in whole]
    table = csv_file(title + "\n".join(lines) + "\n").whole()
    assert table.columns == list(names)
    assert table.rows() == [tuple(row) for row in rows(len(names))]


def test_a_title_a_rule_and_notes_around_columns_of_fixed_width_are_no_rows(csv_file: Write) -> None:
    rule = "-" * 34 + "\n"
    body = "".join(f"{('Nord', 'West B', 'Ost')[n % 3]:<14}{1500 + n:>6}{1700 - n:>7}{n:>7}\n" for n in range(30))
    names = f"{'Region':<14}{2019:>6}{2020:>7}{2021:>7}\n"
    dataset = csv_file(
        f"Table 3. Wages by region\n\n{names}{rule}{body}{rule}Note: without bonuses.\nSource: the office\n"
    )
    assert (dataset.whole().columns, len(dataset.whole())) == (["Region", "2019", "2020", "2021"], 30)
    features, _ = rows_of_script(dataset)
    assert (features == load(settings_of(dataset)).features).all()


def test_commas_between_thousands_separate_no_columns_of_fixed_width(csv_file: Write) -> None:
    body = "".join(f"{('Bolt', 'Steel plate')[n % 2]:<14}{731 * n:>9,}{n * 251.5:>12,.2f}\n" for n in range(40))
    table = load(settings_of(csv_file(f"Stock list, page 1\n\n{'Part':<14}{'Pieces':>9}{'Value':>12}\n{body}")))
    assert table.signature.feature_names == ("Part=Bolt", "Part=Steel plate", "Pieces")
    assert table.features[20, 2] == 14_620
    assert table.targets[20, 0] == 5030


@pytest.mark.parametrize("years", ["1990,1995,2000", "1990,2001,2011"])
def test_years_name_columns(csv_file: Write, years: str) -> None:
    body = "".join(f"R{n % 3},{n / 4},{n / 5},{n % 7}\n" for n in range(20))
    assert csv_file(f"region,{years}\n{body}").whole().columns == ["region", *years.split(",")]
    assert len(csv_file(body).whole()) == 20


@pytest.mark.parametrize(
    "first",
    ["NA,3.25,4.5\n", "red,1950,1990\n", "red,28,29\n"],
    ids=["no value", "years that rise in every row", "numbers that follow each other"],
)
def test_a_row_is_not_taken_for_names(csv_file: Write, first: str) -> None:
    body = "".join(f"{'3.5' if first[0] == 'N' else 'red'},{1900 + 3 * n},{1940 + 4 * n}\n" for n in range(20))
    dataset = csv_file(first + body)
    assert not dataset.dialect().header
    assert len(dataset.whole()) == 21


@pytest.mark.parametrize("rows_given", [1, 2])
@pytest.mark.parametrize(
    "above",
    ["", "Material stock list      Page 1\n\n", "Daily means of the stations, as they were reported, in m\n"],
    ids=["no title", "a page", "a sentence"],
)
def test_few_new_rows_in_columns_of_fixed_width_are_read_like_the_data(
    csv_file: Write, tmp_path: Path, above: str, rows_given: int
) -> None:
    names = f"{'PART':<14}{'PIECES':>9}{'WEIGHT':>12}\n"
    lines = [f"{('Bolt', 'Steel plate')[n % 2]:<14}{731 * n:>9,}{n * 251.5:>12,.2f}\n" for n in range(30)]
    dataset = csv_file(above + names + "".join(lines))
    file = tmp_path / "new.txt"
    file.write_text(above + names + "".join(lines[5 : 5 + rows_given]))
    read = new_rows(dataset, str(file))
    assert read.features.tolist() == load(settings_of(dataset)).features[5 : 5 + rows_given].tolist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_single_new_row_below_a_preamble_is_read_like_the_data(
    csv_file: Write, tmp_path: Path, encoding: str
) -> None:
    above = '"Quelle","Prüfstand",\n\n"Stand","2024-06-28",\n\n"Maß","2019","2020","2021",\n'
    lines = [f'"R{n % 3}","{n / 4}","{n / 5}","{n % 7}",\n' for n in range(30)]
    dataset = csv_file((above + "".join(lines)).encode(encoding))
    assert dataset.whole().columns == ["Maß", "2019", "2020", "2021"]
    file = tmp_path / "new.csv"
    file.write_bytes((above + lines[4]).encode(encoding))
    assert new_rows(dataset, str(file)).features.tolist() == load(settings_of(dataset)).features[4:5].tolist()


def test_new_rows_without_a_column_are_refused_as_they_are_written(csv_file: Write, tmp_path: Path) -> None:
    dataset = csv_file("Report\na,b,y\n" + "".join(f"{n},{n % 4},{n / 3}\n" for n in range(20)))
    file = tmp_path / "new.csv"
    file.write_text("a;c\n1;2\n3;4\n")
    with pytest.raises(DataError, match=r"has no column “b”, which the network needs\. Its columns are “a”, “c”"):
        new_rows(dataset, str(file))
