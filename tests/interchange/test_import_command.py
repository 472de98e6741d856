"""``netbuilder import``: the project, its weights as a run of no epochs, and everything that a run is used for."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner, Result

from netbuilder.cli import app
from netbuilder.data.catalogue import dataset_types
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project.edits import apply_repair, set_data, set_dataset, set_training
from netbuilder.runs.folder import runs_folder
from netbuilder.shapes.check import check
from tests.interchange.conftest import NETWORKS


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project that has been imported once for all tests."""
    folder = tmp_path_factory.mktemp("imported")
    result = run("import", NETWORKS / "digits.py", "--allow", "--input", "1x8x8", "-o", folder / "digits.netb")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def digits(tmp_path: Path, imported_once: Path) -> Path:
    """An imported project, with data of its shape chosen."""
    shutil.copytree(imported_once, tmp_path, dirs_exist_ok=True)
    target = tmp_path / "digits.netb"
    project = set_dataset(read(target), dataset_types()["digits"]())
    project = set_data(project, test=0.1, normalisation="none")
    write(target, set_training(project, epochs=2, device="cpu"))
    return target


def test_a_python_file_is_not_run_without_permission(tmp_path: Path) -> None:
    result = run("import", NETWORKS / "digits.py", "-o", tmp_path / "digits.netb")
    assert result.exit_code == 1
    assert "--allow" in result.output
    assert not (tmp_path / "digits.netb").exists()


def test_the_report_says_what_became_what(tmp_path: Path, traced_here: None) -> None:
    result = run("import", NETWORKS / "digits.py", "--allow", "-o", tmp_path / "digits.netb")
    assert result.exit_code == 0
    assert "max_pool2d" not in result.output
    assert all(word in result.output for word in ("Conv2d", "Conv 2D", "Linear", "Dense"))
    compared = (
        r"Its outputs are exactly those of\s+the original|Largest difference of its outputs from the original's: [1-9]"
    )
    assert re.search(compared, result.output), "a difference of nothing is said in words"
    again = run("import", NETWORKS / "digits.py", "-o", tmp_path / "digits.netb")
    assert again.exit_code == 1
    assert "There is a file" in again.output


def test_a_fresh_import_is_checked_trained_and_exported_at_once(tmp_path: Path, imported_once: Path) -> None:
    shutil.copytree(imported_once, tmp_path, dirs_exist_ok=True)
    target = tmp_path / "digits.netb"
    project = read(target)
    assert project.data.dataset.type == "random_numbers"
    signature = project.data.dataset.signature()
    assert (signature.features, signature.targets) == ((1, 8, 8), 10)
    assert run("check", target).exit_code == 0
    write(target, set_training(project, epochs=1, device="cpu"))
    for arguments in (("train", target), ("export", target, "--to", "numpy", "-o", tmp_path / "script.py")):
        result = run(*arguments)
        assert result.exit_code == 0, result.output


def test_placeholders_are_reported_and_the_project_is_saved_all_the_same(tmp_path: Path, traced_here: None) -> None:
    target = tmp_path / "settings.netb"
    arguments = ("import", NETWORKS / "awkward.py", "--class", "Settings", "--input", "1x9x9", "--allow", "--json")
    result = run(*arguments, "-o", target)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [entry["where"] for entry in told["operations"] if "reason" in entry] == ["bend", "norm", "pool", "drop"]
    assert told["difference"] is None
    checked = run("check", target)
    assert checked.exit_code == 1
    assert "RReLU" in checked.output
    mended = json.loads(run(*arguments, "--nearest", "-o", tmp_path / "nearest.netb").stdout)
    assert [entry["what"] for entry in mended["operations"] if entry.get("taken")] == [
        *("RReLU", "BatchNorm2d", "Dropout2d"),
    ]


@pytest.mark.parametrize("shape", ["3x", "0x8", "one", "NxN", "3*3"])
def test_a_shape_that_cannot_be_read_is_wrong_use(tmp_path: Path, shape: str) -> None:
    result = run("import", NETWORKS / "digits.py", "--allow", "--input", shape, "-o", tmp_path / "digits.netb")
    assert result.exit_code == 2


def test_training_goes_on_from_the_imported_weights(digits: Path) -> None:
    imported = runs_folder(digits).latest()
    assert imported is not None
    assert (imported.number, imported.imported, imported.records, imported.notes.name) == (1, True, (), "Digits")
    assert "imported weights" in run("runs", digits).output
    result = run("train", digits, "--resume")
    assert result.exit_code == 0, result.output
    trained = runs_folder(digits).latest()
    assert trained is not None
    assert (trained.number, len(trained.records), trained.resumed_from) == (2, 2, 1)
    assert run("train", digits).exit_code == 0  # from weights of its own
    fresh = runs_folder(digits).latest()
    assert fresh is not None
    assert fresh.records[0].train_loss != trained.records[0].train_loss


def test_the_first_epoch_begins_with_the_imported_weights(digits: Path) -> None:
    """With a learning rate of next to nothing they are where they were."""
    imported = runs_folder(digits).latest()
    assert imported is not None
    write(digits, set_training(read(digits), epochs=1, learning_rate=1e-12))
    assert run("train", digits, "--resume").exit_code == 0
    trained = runs_folder(digits).latest()
    assert trained is not None
    for name, weight in imported.weights().items():
        assert torch.allclose(trained.weights()[name], weight, atol=1e-6)


def test_imported_weights_are_scored_on_the_test_rows_of_the_project(digits: Path) -> None:
    result = run("test", digits)
    assert result.exit_code == 0, result.output
    assert "test rows, run 1" in result.output


def test_a_placeholder_that_is_replaced_later_gets_its_imported_weights(tmp_path: Path, traced_here: None) -> None:
    target = tmp_path / "epsilon.netb"
    arguments = ("import", NETWORKS / "awkward.py", "--class", "OtherEpsilon", "--input", "1x8x8", "--allow")
    assert run(*arguments, "-o", target).exit_code == 1
    project = set_dataset(read(target), dataset_types()["digits"]())
    while repairs := [p for p in check(project.graph, project.data.dataset.signature()).problems if p.repair]:
        project, _ = apply_repair(project, repairs[0])
    write(target, set_training(project, epochs=1, learning_rate=1e-12, device="cpu"))
    assert run("train", target).exit_code == 0
    assert run("train", target, "--resume", "--epochs", 2).exit_code == 0
    fresh = runs_folder(target).latest()
    assert fresh is not None
    assert not torch.allclose(fresh.weights()["norm.bias"], torch.tensor(0.5))
    for path in runs_folder(target).folders()[1:]:
        runs_folder(target).delete(path)
    result = run("train", target, "--resume")
    assert result.exit_code == 0, result.output
    resumed = runs_folder(target).latest()
    assert resumed is not None
    assert torch.allclose(resumed.weights()["norm.bias"], torch.tensor(0.5))


def test_an_imported_network_is_exported_again(digits: Path, tmp_path: Path, traced_here: None) -> None:
    result = run("export", digits, "--to", "pytorch", "-o", tmp_path / "again.py")
    assert result.exit_code == 0
    text = (tmp_path / "again.py").read_text()
    assert "torch.nn.Conv2d(1, 4, 3, padding=" in text
    again = run("import", tmp_path / "again.py", "--allow", "--input", "1x8x8", "-o", tmp_path / "again.netb")
    assert again.exit_code == 0, again.output
    assert [type(n.layer) for n in read(tmp_path / "again.netb").graph.nodes.values()] == [
        type(n.layer) for n in read(digits).graph.nodes.values()
    ]


RANDOM = """
import torch
from torch import nn


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.last = nn.Embedding(5, 8), nn.Linear(8, 5)

    def forward(self, words):
        return self.last(self.words(words).mean(1))


class Several(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(4, 3), nn.Linear(6, 3)

    def forward(self, first, second):
        return self.first(first) + self.second(second)


class Picture(nn.Module):
    def __init__(self):
        super().__init__()
        self.seen, self.last = nn.Conv2d(3, 4, 3), nn.Linear(4, 2)

    def forward(self, image):
        return self.last(torch.relu(self.seen(image)).mean((2, 3)))
"""


@pytest.mark.parametrize(
    ("name", "shapes", "sizes", "targets"),
    [("Words", ["7"], (7,), 5), ("Several", ["4", "6"], (10,), 3), ("Picture", ["3x8x9"], (3, 8, 9), 2)],
)
def test_whatever_enters_a_fresh_import_trains_at_once(
    tmp_path: Path, traced_here: None, name: str, shapes: list[str], sizes: tuple[int, ...], targets: int
) -> None:
    (tmp_path / "net.py").write_text(RANDOM, encoding="utf-8")
    target = tmp_path / "net.netb"
    given = [part for shape in shapes for part in ("--input", shape)]
    result = run("import", tmp_path / "net.py", "--class", name, *given, "--allow", "-o", target)
    assert "random numbers" in result.output
    project = read(target)
    signature = project.data.dataset.signature()
    assert (signature.features, signature.targets) == (sizes, targets)
    assert check(project.graph, signature).sound is (result.exit_code == 0)
    trained = run("train", target, "--epochs", "1")
    assert trained.exit_code == result.exit_code == 0, trained.output
    assert run("check", target).exit_code == 0
