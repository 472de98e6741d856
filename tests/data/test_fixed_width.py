"""Tables whose columns have a fixed width, and numbers with decimal commas between spaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.data.pipeline import load
from netbuilder.data.tables.new_rows import new_rows
from tests.data.conftest import Write, rows_of_script, settings_of

CITIES = ("OSLO", "BERGEN NORD", "TROMSO", "RØROS")


def stations(rows: int = 40, elevation: str = "{:>7}") -> str:
    return "".join(
        f"{CITIES[n % 4]:<16}{59 + n / 7:>7.2f}{10 + n / 9:>8.2f}{elevation.format('' if n % 7 == 3 else 31 * n)}"
        f"{n % 9 - 4.5:>7.1f}\n"
        for n in range(rows)
    )


def materials(rows: int = 40) -> str:
    names = ("Hex bolt M8", "Washer", "Steel plate 3 mm")
    return "".join(
        f"{f'M{100 + n}':<12}{names[n % 3]:<24}{('DE01', 'US 2', '')[n % 3]:<8}{7 * n + 1:>8}{n * 1.7:>12.2f}\n"
        for n in range(rows)
    )


MATERIAL_NAMES = f"{'MATERIAL':<12}{'DESCRIPTION':<24}{'PLANT':<8}{'QTY':>8}{'PRICE':>12}\n"


def test_empty_cells_and_texts_with_spaces_stay_in_their_column(csv_file: Write) -> None:
    dataset = csv_file(MATERIAL_NAMES + materials())
    assert (
        str(dataset.recognised()) == "Read as UTF-8, separator none, columns of fixed width, names in the first line."
    )
    assert dataset.whole().columns == ["MATERIAL", "DESCRIPTION", "PLANT", "QTY", "PRICE"]
    assert dataset.whole().row(1) == ("M101", "Washer", "US 2", "8", "1.70")
    assert dataset.whole().row(2) == ("M102", "Steel plate 3 mm", None, "15", "3.40")


@pytest.mark.parametrize(
    "above",
    [
        "STATION NAME        LAT     LON   ELEV   TEMP\n",
        "STATION NAME      LAT     LON   ELEV  TEMP\n",
        "Daily means of the stations, as they were reported\n\nSTATION NAME        LAT     LON   ELEV   TEMP\n",
    ],
    ids=["above their columns", "across the columns", "below a title"],
)
def test_names_are_found_above_the_columns(csv_file: Write, above: str) -> None:
    table = csv_file(above + stations()).whole()
    assert table.columns == ["STATION NAME", "LAT", "LON", "ELEV", "TEMP"]
    assert len(table) == 40
    assert table["STATION NAME"][1] == "BERGEN NORD"
    assert table["ELEV"].null_count() == 6


def test_lines_below_are_no_rows_and_a_table_needs_no_names(csv_file: Write) -> None:
    dataset = csv_file(stations() + "\nSource: the weather service, which has measured them since 1957\n")
    assert dataset.whole().shape == (40, 5)
    assert "Lines skipped below the table: 1." in str(dataset.recognised())
    assert not dataset.dialect().header


def test_a_long_file_is_read_to_its_end(csv_file: Write) -> None:
    dataset = csv_file(MATERIAL_NAMES + materials(6000))
    assert dataset.whole().shape == (6000, 5)
    assert dataset.whole()["PRICE"][-1] == f"{5999 * 1.7:.2f}"


def test_a_script_cuts_the_lines_in_the_same_places(csv_file: Write) -> None:
    dataset = csv_file(MATERIAL_NAMES + materials(), missing="drop")
    features, targets = rows_of_script(dataset)
    table = load(settings_of(dataset))
    assert (features == table.features).all()
    assert (targets == table.targets).all()


def test_decimal_commas_between_spaces_separate_no_values(csv_file: Write) -> None:
    rows = "".join(f"{n / 7:.3f} {n / 3:.3f} {n % 5 - 2.5:.3f}\n".replace(".", ",") for n in range(40))
    table = load(settings_of(csv_file("x y z\n" + rows)))
    assert table.signature.feature_names == ("x", "y")
    assert table.features[7].tolist() == [1, 2.333]
    padded = "".join(f"{n % 5:>4} {n / 7:>9.2f}{n / 3:>10.2f}\n".replace(".", ",") for n in range(40))
    assert load(settings_of(csv_file(padded))).features[7].tolist() == [2, 1]


@pytest.mark.parametrize(
    "text",
    [
        "width height,depth\n" + "".join(f"{n % 7},{n % 5}\n" for n in range(30)),
        "".join(f"2024-01-{n % 28 + 1:02d} 12:00,{n % 7},{n % 5}\n" for n in range(30)),
        "# by device 7, and me\n# second, third and fourth\n" + "".join(f"{n:>4}, {n % 7:>4}\n" for n in range(30)),
    ],
    ids=["a name with a space", "a date with a time", "padded below comments"],
)
def test_commas_that_separate_values_still_do(csv_file: Write, text: str) -> None:
    assert csv_file(text).dialect().separator == ","


def test_a_single_new_row_is_cut_where_the_columns_of_the_data_are(csv_file: Write, tmp_path: Path) -> None:
    dataset = csv_file(MATERIAL_NAMES + materials(), missing="fill")
    file = tmp_path / "new.txt"
    file.write_text(MATERIAL_NAMES + materials().splitlines()[2] + "\n")
    row = new_rows(dataset, str(file)).features[0]
    known = dict(zip(dataset.signature().feature_names, row.tolist(), strict=True))
    assert known["DESCRIPTION=Steel plate 3 mm"] == known["PLANT missing"] == 1
    assert known["QTY"] == 15
