"""The script as a notebook: read by Jupyter's own tools, run from top to bottom, with the losses of the script."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from netbuilder.export import EXPORTERS, export
from netbuilder.export.formats import format_of, notebook_of
from netbuilder.export.formats.artifact import Request
from netbuilder.export.formats.notebook import as_text, plain
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.blocks import nested
from tests.drawing import drawn
from tests.export.format_parts import AWKWARD, QUIET, awkward, cells, sample, told
from tests.forking.forked import Forked, ForkedTensorFlow
from tests.programs import finished
from tests.scripts import printed

BETWEEN = "The notebook:"
BOTH = f"""
import runpy
runpy.run_path("script.py", run_name="__main__")
print("{BETWEEN}")
runpy.run_path("cells.py", run_name="__main__")
"""
BEST = re.compile(r"^(?:best:|validation: loss).*", re.MULTILINE)


def notebook(project: Project, framework: str = "pytorch", folder: Path | None = None) -> dict[str, Any]:
    """The notebook as it is in the file."""
    found: dict[str, Any] = json.loads(notebook_of(framework).make(Request(project, folder)).content)
    return found


def small() -> Project:
    """A few epochs with dropout, early stopping and a decay, so that every part of a script is there."""
    layers = (("dense", {"units": 8}), ("dropout", {"rate": 0.2}), ("dense", {"units": 2}))
    return edits.set_training(drawn(*layers, rows=60, epochs=4), patience=3, decay="cosine")


def as_program(book: dict[str, Any]) -> str:
    """All code of a notebook one after the other, as Jupyter runs it."""
    return "\n".join(cells(book, "code"))


@pytest.mark.parametrize("target", EXPORTERS)
@pytest.mark.parametrize("project", [small(), nested(), awkward(), sample("digits_cnn")], ids=range(4))
def test_every_notebook_is_one_to_jupyter_and_every_cell_is_python(target: str, project: Project) -> None:
    book = notebook(project, target)
    nbformat.validate(book)
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in book["cells"]}) == len(book["cells"])
    for text in cells(book, "code"):
        ast.parse(text)
    code = as_program(book)
    for absent in ("argparse", "parse_options", "options.", "__file__", "__main__", "def main", "write_history"):
        assert absent not in code
    assert book == notebook(project, target)
    assert compile(as_text(json.dumps(book).encode()), "notebook", "exec")


@pytest.mark.parametrize("target", EXPORTERS)
def test_nothing_is_defined_twice_imported_in_vain_or_hidden(target: str) -> None:
    tree = ast.parse(as_program(notebook(small(), target)))
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    brought = [(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names]
    assigned = [
        name.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AugAssign)
        for target_ in getattr(node, "targets", [])
        for name in ast.walk(target_)
        if isinstance(name, ast.Name)
    ]
    assert len(defined) == len(set(defined))
    assert not set(defined) & (set(assigned) | set(brought))
    assert not set(assigned) & set(brought)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert set(brought) <= used
    assert set(defined) <= used | {"Losses"}


@pytest.mark.parametrize("target", ["lightning", "keras"])
def test_a_notebook_reaches_the_losses_of_its_script(target: str, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(export(small(), target).text, encoding="utf-8")
    (tmp_path / "cells.py").write_text(as_program(notebook(small(), target)), encoding="utf-8")
    by = ForkedTensorFlow if target == "keras" else Forked
    done = finished([sys.executable, "-c", BOTH], by=by, env={**os.environ, **QUIET}, cwd=tmp_path)
    script, book = "\n".join(told(done)).split(BETWEEN)
    assert len(BEST.findall(script)) >= 2
    assert BEST.findall(script) == BEST.findall(book)


def test_jupyter_runs_it_and_shows_network_curve_and_result(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "script.py").write_text(export(small(), "pytorch").text, encoding="utf-8")
    book = nbformat.reads(json.dumps(notebook(small())), as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    text = "\n".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs)
    assert "rows to train on" in text
    assert "(dense_1): Linear(in_features=2" in text
    script = printed(tmp_path / "script.py")
    assert BEST.findall(text) == BEST.findall(script)
    assert len(BEST.findall(text)) == 2


def test_the_words_are_the_notes_the_data_and_the_layers() -> None:
    project = sample("moons_overfit")
    words = cells(notebook(project), "markdown")
    assert words[0].startswith("# A neural network on Moons\n")
    assert project.notes.splitlines()[0] in words[0]
    assert "pip install matplotlib scikit-learn torch`" in words[0]
    assert [text.splitlines()[0] for text in words[1:] if text.startswith("## ")] == [
        *("## Settings", "## Data", "## Network", "## Training", "## Result"),
    ]
    assert "| Dense | 256 units | 256 | 768 |" in "\n".join(words)


def test_markdown_shows_names_as_they_are() -> None:
    words = "\n".join(cells(notebook(awkward()), "markdown"))
    for name in AWKWARD:
        assert plain(" ".join(name.split())) in words
    assert plain("a|b`c`*d*<e>") == r"a\|b\`c\`\*d\*\<e\>"


def test_the_settings_are_constants_that_can_be_changed() -> None:
    settings = cells(notebook(small()), "code")[1].splitlines()
    assert settings[:5] == ["EPOCHS = 4", "SEED = 0", 'DEVICE = "cpu"', "BATCH_SIZE = 32", "PATIENCE = 3"]


def test_a_table_is_found_from_the_folder_of_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = 'a "quoted" täble.csv'
    rows = [f"{n / 7},{'no' if n % 2 else 'yes'}" for n in range(40)]
    (tmp_path / name).write_text("\n".join(["length,ripe", *rows]) + "\n", encoding="utf-8")
    project = drawn(("dense", {"units": 2}), data="csv", path=str(tmp_path / name), epochs=2)
    book = notebook(project, folder=tmp_path)
    assert "Path(__file__)" in export(project, "pytorch", data_base=tmp_path).text
    (tmp_path / "cells.py").write_text(as_program(book), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "best: epoch 2" in printed(Path("cells.py"))
    assert cells(book, "markdown")[0].startswith('# A neural network on “a "quoted" täble.csv”')


def test_the_suffix_decides_whether_a_framework_gives_a_script_or_a_notebook() -> None:
    assert format_of("keras", Path("a.py")).kind == "script"
    assert format_of("keras", Path("a.IPYNB")).kind == "notebook"
    assert format_of("svg", Path("a.ipynb")).kind == "picture"
    keras = json.loads(format_of("keras", Path("a.ipynb")).make(Request(small())).content)
    assert "keras" in as_program(keras)
    assert "torch" in as_program(json.loads(format_of("notebook").make(Request(small())).content))
