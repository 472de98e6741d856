"""``netbuilder data`` and ``netbuilder export``."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


def test_data_shows_rows_per_split_columns_classes_and_first_rows(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("data", moons, "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["rows"] == {"total": 40, "training": 30, "validation": 10, "test": 0, "unused": 0}
    assert found["columns"] == ["x", "y"]
    assert [row["name"] for row in found["classes"]] == ["0", "1"]
    assert sum(row["training"] for row in found["classes"]) == 30
    assert [len(row) for row in found["first_rows"]] == [3] * 5
    shown = netbuilder("data", moons).stdout
    assert "Moons, 30 train / 10 validation" in shown
    assert ["All", "rows", "30", "10", "0"] in [line.split() for line in shown.splitlines()]


def test_data_tells_of_the_noise(netbuilder: Run, moons: Path, edited: Callable[[Edit], Path]) -> None:
    assert "Noise" not in netbuilder("data", moons).stdout
    noisy = edited(lambda d: d["data"].update(input_noise=0.25, label_noise=0.1))
    words = (
        "Noise in the training rows: inputs move by 25% of their standard deviation, and 3 of 30 have another class."
    )
    assert words in " ".join(netbuilder("data", noisy).stdout.split())
    found = json.loads(netbuilder("data", noisy, "--json").stdout)
    assert found["noise"] == {"input": 0.25, "label": 0.1, "flipped": 3}


def test_large_numbers_are_written_out(netbuilder: Run, tmp_path: Path, edited: Callable[[Edit], Path]) -> None:
    rows = "".join(f"{10_000 + 37 * row},{row % 7}\n" for row in range(60))
    (tmp_path / "prices.csv").write_text("price,rating\n" + rows, "utf-8")
    path = str(tmp_path / "prices.csv")
    prices = edited(lambda d: d["data"].update(dataset={"type": "csv", "parameters": {"path": path}}))
    assert "10,000 to 12,183" in netbuilder("data", prices).stdout


def test_many_columns_are_not_all_shown(netbuilder: Run, edited: Callable[[Edit], Path]) -> None:
    digits = edited(lambda d: d["data"].update(dataset={"type": "digits", "parameters": {}}, training_rows=100))
    shown = netbuilder("data", digits).stdout
    assert "… 56 more" in shown
    assert "rows are left out by the limit on training rows" in shown
    assert max(map(len, shown.splitlines())) <= 120


def test_data_that_cannot_be_loaded_are_a_problem(netbuilder: Run, edited: Callable[[Edit], Path]) -> None:
    absent = edited(lambda d: d["data"].update(dataset={"type": "csv", "parameters": {"path": "absent.csv"}}))
    result = netbuilder("data", absent, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "absent.csv" in result.stderr


def test_a_script_is_written_to_a_file_or_shown(netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    shown = netbuilder("export", moons, "--to", "pytorch")
    assert shown.exit_code == 0
    ast.parse(shown.stdout)
    written = netbuilder("export", moons, "--to", "pytorch", "-o", tmp_path / "script.py")
    assert (written.exit_code, written.stdout) == (0, "")
    assert (tmp_path / "script.py").read_text(encoding="utf-8") == shown.stdout


def test_an_unknown_framework_is_wrong_use_and_an_impossible_place_is_a_problem(
    netbuilder: Run, moons: Path, tmp_path: Path
) -> None:
    assert netbuilder("export", moons, "--to", "abacus").exit_code == 2
    assert netbuilder("export", moons).exit_code == 2
    result = netbuilder("export", moons, "--to", "pytorch", "-o", tmp_path / "absent" / "script.py")
    assert result.exit_code == 1
    assert "its folder does not exist" in result.stderr


def test_a_project_with_problems_is_not_exported(netbuilder: Run, edited: Callable[[Edit], Path]) -> None:
    result = netbuilder("export", edited(lambda d: d["wires"].pop()), "--to", "pytorch")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing is connected" in result.stderr


def test_data_of_a_table_are_shown_as_a_new_project_takes_them(netbuilder: Run, tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("day,y\n" + "".join(f"2021-03-{n:02d},{n / 4}\n" for n in range(1, 29)))
    done = netbuilder("data", table)
    assert done.exit_code == 0
    assert "2021-03-01 to 2021-03-28" in done.output
    assert json.loads(netbuilder("data", table, "--json").output)["rows"]["total"] == 28
    missing = netbuilder("data", tmp_path / "none.csv")
    assert missing.exit_code == 1
    assert "none.csv" in missing.output


TOTALS = "shop,units,y\n" + "".join(f"{'ABCDE'[row % 5]},{row},{row / 9:.2f}\n" for row in range(20)) + "Total,,21\n"


def test_what_is_behind_a_refusal_is_told_beside_it(
    netbuilder: Run, tmp_path: Path, edited: Callable[[Edit], Path]
) -> None:
    (tmp_path / "shops.csv").write_text(TOTALS, "utf-8")
    refused = netbuilder("data", tmp_path / "shops.csv")
    assert refused.exit_code == 1
    assert "column “units” has no value" in refused.stderr
    assert "Warning: Row 21 (line 22): “Total” seems to sum up other rows" in refused.stdout
    project = edited(lambda d: d["data"].update(dataset={"type": "csv", "parameters": {"path": "shops.csv"}}))
    found = " ".join(netbuilder("check", project).stdout.split())
    assert "column “units” has no value" in found
    assert "“Total” seems to sum up other rows" in found
