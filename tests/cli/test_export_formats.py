"""``netbuilder export`` in every format, with and without the weights of a run."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from safetensors.numpy import load_file
from typer.testing import Result

from netbuilder.export.formats import FORMATS
from tests.forking.forked import QUIET, ForkedTensorFlow
from tests.programs import finished
from tests.scripts import printed

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


@pytest.fixture
def trained(netbuilder: Run, moons: Path) -> float:
    """The project is trained once: the best validation loss of the run."""
    result = netbuilder("train", moons, "--json")
    assert result.exit_code == 0
    loss: float = json.loads(netbuilder("runs", moons, "--json").stdout)["runs"][0]["best_validation_loss"]
    return loss


@pytest.mark.parametrize("name", ["svg", "tikz", "notebook"])
def test_a_text_is_printed_or_written(name: str, netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    shown = netbuilder("export", moons, "--to", name)
    assert shown.exit_code == 0
    path = tmp_path / f"moons{FORMATS[name].suffix}"
    written = netbuilder("export", moons, "--to", name, "-o", path)
    assert (written.exit_code, written.stdout) == (0, "")
    assert f"Written: {path}" in written.stderr
    assert path.read_text(encoding="utf-8") == shown.stdout


@pytest.mark.parametrize("options", [["--to", "onnx"], ["--to", "png"], ["--to", "pytorch", "--with-weights"]])
def test_what_is_no_text_wants_a_file(options: list[str], netbuilder: Run, moons: Path, trained: float) -> None:
    result = netbuilder("export", moons, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "-o" in result.stderr


def test_a_picture_has_no_weights(netbuilder: Run, moons: Path, trained: float, tmp_path: Path) -> None:
    result = netbuilder("export", moons, "--to", "svg", "--with-weights", "-o", tmp_path / "a.svg")
    assert result.exit_code == 2
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize("name", ["pytorch", "weights", "onnx", "notebook"])
def test_a_project_that_was_not_trained_has_no_weights_and_nothing_is_written(
    name: str, netbuilder: Run, moons: Path, tmp_path: Path
) -> None:
    result = netbuilder("export", moons, "--to", name, "--with-weights", "-o", tmp_path / "made")
    assert result.exit_code == 1
    assert "Train first." in result.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("made")] == []


@pytest.mark.parametrize("name", ["pytorch", "keras"])
def test_a_script_starts_from_the_weights_of_the_run_and_has_its_loss(
    name: str, netbuilder: Run, moons: Path, trained: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = netbuilder("export", moons, "--to", name, "--with-weights", "-o", tmp_path / "script.py")
    assert written.exit_code == 0
    line = next(line for line in written.stderr.splitlines() if "starts from them" in line)
    script, *words = line.partition(": python ")[2].split()
    if name == "pytorch":
        monkeypatch.chdir(tmp_path)
        text = printed(Path(script), *words, "--epochs", "0")
    else:
        command = [sys.executable, script, *words, "--epochs", "0"]
        done = finished(command, by=ForkedTensorFlow, cwd=tmp_path, env={**os.environ, **QUIET})
        assert done.returncode == 0, done.stderr
        text = done.stdout
    found = re.search(r"^validation: loss ([\d.]+)", text, re.MULTILINE)
    assert found is not None
    assert float(found[1]) == pytest.approx(trained, abs=6e-5)


def test_a_notebook_starts_from_the_weights_beside_it(
    netbuilder: Run, moons: Path, trained: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert netbuilder("export", moons, "--to", "pytorch", "--run", 1, "-o", tmp_path / "book.ipynb").exit_code == 0
    book = json.loads((tmp_path / "book.ipynb").read_text(encoding="utf-8"))
    code = "\n".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code")
    assert 'WEIGHTS = "book.safetensors"' in code
    (tmp_path / "cells.py").write_text(code.replace("EPOCHS = 4", "EPOCHS = 0"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = re.search(r"^validation: loss ([\d.]+)", printed(Path("cells.py")), re.MULTILINE)
    assert found is not None
    assert float(found[1]) == pytest.approx(trained, abs=6e-5)


def test_weights_and_onnx_are_those_of_the_run(
    netbuilder: Run, moons: Path, trained: float, tmp_path: Path, onnx_here: None
) -> None:
    import onnx

    assert netbuilder("export", moons, "--to", "weights", "-o", tmp_path / "w.safetensors").exit_code == 0
    weights = load_file(tmp_path / "w.safetensors")
    kept = load_file(moons.with_suffix(".runs") / "1" / "best.safetensors")
    assert {name: value.tolist() for name, value in weights.items()} == {n: kept[n].tolist() for n in weights}
    result = netbuilder("export", moons, "--to", "onnx", "--with-weights", "-o", tmp_path / "moons.onnx")
    assert result.exit_code == 0
    assert "Difference from the network at 1, 3, 7 rows" in result.stderr
    model = onnx.load(tmp_path / "moons.onnx")
    held = {one.name: onnx.numpy_helper.to_array(one) for one in model.graph.initializer}
    assert held["hidden_bold.weight"].tolist() == weights["hidden_bold.weight"].tolist()
    assert {entry.key: entry.value for entry in model.metadata_props}["weights"].startswith('"run 1, epoch ')


def test_what_was_trained_is_exported_and_a_change_since_is_told(
    netbuilder: Run, trained: float, edited: Callable[[Edit], Path], tmp_path: Path
) -> None:
    changed = edited(lambda d: next(n for n in d["nodes"] if n["id"] == "dense_1")["parameters"].update(units=5))
    result = netbuilder("export", changed, "--to", "pytorch", "--with-weights", "-o", tmp_path / "script.py")
    assert result.exit_code == 0
    assert "Since run 1 the project has another network. What was trained is exported." in result.stderr
    assert "Linear(2, 8)" in (tmp_path / "script.py").read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_said_of_the_file_that_was_asked_for(
    netbuilder: Run, moons: Path, trained: float, tmp_path: Path
) -> None:
    result = netbuilder("export", moons, "--to", "pytorch", "--with-weights", "-o", tmp_path / "absent" / "script.py")
    assert result.exit_code == 1
    assert "“script.py” could not be written: its folder does not exist" in result.stderr


def test_help_names_every_format(netbuilder: Run) -> None:
    words = " ".join(netbuilder("export", "--help").stdout.replace("│", " ").split())
    for name in FORMATS:
        assert name in words


def test_a_script_that_would_hide_what_it_imports_is_pointed_out(netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    for name, hides in (("keras", True), ("math", True), ("moons", False)):
        result = netbuilder("export", moons, "--to", "keras", "-o", tmp_path / f"{name}.py")
        assert result.exit_code == 0
        assert (f"hides the module “{name}” that it imports" in result.stderr) == hides
