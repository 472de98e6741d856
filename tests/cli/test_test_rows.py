"""``netbuilder test``: the test rows scored with a run that was really trained, and how often they were opened."""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from sklearn.metrics import log_loss, r2_score, recall_score
from typer.testing import Result

from netbuilder.backends.torch.build import build
from netbuilder.backends.torch.weights import load_weights
from netbuilder.data.pipeline import prepare
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.graph.annotations import Annotation
from netbuilder.kept_runs.final_score import with_error
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate
from netbuilder.project.project import Project
from netbuilder.runs.folder import runs_folder
from netbuilder.shapes.check import check
from tests.drawing import drawn

Run = Callable[..., Result]
UNBIASED = "This is the figure to report"
BIASED = "so they have been used to choose: this figure is no longer unbiased."


def project(**settings: Any) -> Project:
    whole = drawn(("dense", {"units": 6}), ("relu", {}), ("dense", {"units": 2}), rows=80, epochs=8, **settings)
    return edits.set_data(whole, test=0.25)


@pytest.fixture
def trained(netbuilder: Run, tmp_path: Path) -> Path:
    write(tmp_path / "moons.netb", project())
    assert netbuilder("train", tmp_path / "moons.netb").exit_code == 0
    return tmp_path / "moons.netb"


def opened(netbuilder: Run, path: Path, *options: object) -> tuple[dict[str, Any], str]:
    """The JSON object of the command, and what it says beside."""
    result = netbuilder("test", path, "--json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found, result.stderr


def sentence(result: Result) -> str:
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    (line,) = result.stderr.splitlines()
    return line


def predicted(path: Path) -> tuple[Any, torch.Tensor]:
    """The test targets, and what the network gives for the test rows, asked without the code under test."""
    (run,) = runs_folder(path).runs()
    assert run.project is not None
    prepared = prepare(run.project.data)
    network = build(check(run.project.graph, prepared.signature)).eval()
    load_weights(network, run.best_weights())
    with torch.no_grad():
        return prepared.test.targets, network(torch.from_numpy(prepared.test.features))


def test_classes_are_scored_with_the_best_epoch_as_scikit_learn_does(netbuilder: Run, trained: Path) -> None:
    targets, outputs = predicted(trained)
    found, said = opened(netbuilder, trained)
    shares = outputs.double().softmax(1).numpy()
    accuracy = float((shares.argmax(axis=1) == targets).mean())
    assert (said, found["rows"], found["metric"]) == ("", 20, "accuracy")
    assert found["epoch"] == runs_folder(trained).runs()[0].best_epoch
    assert found["loss"] == pytest.approx(log_loss(targets, shares), rel=1e-4)
    assert found["value"] == pytest.approx(accuracy)
    assert 0.5 < accuracy < 1
    recalls = recall_score(targets, shares.argmax(axis=1), average=None)
    assert list(found["classes"]["recall"].values()) == pytest.approx(recalls)
    assert found["classes"]["balanced_accuracy"] == pytest.approx(recalls.mean())
    told = netbuilder("test", trained).stdout
    assert f"Balanced accuracy {recalls.mean():.3g} (recall of each class – 0: " in told
    assert "Always the largest class: accuracy 0." in told
    share = (20 * accuracy + 2) / 24
    assert found["value_error"] == pytest.approx(math.sqrt(share * (1 - share) / 24))
    losses = torch.tensor([-math.log(row[target]) for row, target in zip(shares, targets, strict=True)])
    assert found["loss_error"] == pytest.approx(float(losses.std()) / math.sqrt(20), rel=1e-3)


def test_numbers_are_scored_by_r2_with_an_error_that_rows_drawn_again_give(netbuilder: Run, tmp_path: Path) -> None:
    whole = drawn(("dense", {"units": 1}), data="line", epochs=30, learning_rate=0.1, rows=200)
    write(tmp_path / "line.netb", edits.set_data(whole, test=0.5))
    assert netbuilder("train", tmp_path / "line.netb").exit_code == 0
    targets, outputs = predicted(tmp_path / "line.netb")
    found, _ = opened(netbuilder, tmp_path / "line.netb")
    assert (found["metric"], found["rows"]) == ("R²", 100)
    assert found["value"] == pytest.approx(r2_score(targets, outputs.numpy()), rel=1e-4)
    generator = torch.Generator().manual_seed(5)
    draws = [torch.randint(100, (100,), generator=generator) for _ in range(2000)]
    again = torch.tensor([r2_score(targets[rows.numpy()], outputs.numpy()[rows.numpy()]) for rows in draws])
    assert found["value_error"] == pytest.approx(float(again.std()), rel=0.15)
    assert opened(netbuilder, tmp_path / "line.netb")[0]["value_error"] == found["value_error"]


def test_what_was_opened_is_kept_and_the_same_figure_stays_the_one_to_report(netbuilder: Run, trained: Path) -> None:
    first = netbuilder("test", trained)
    assert first.stdout.splitlines()[0].endswith("(± standard error). This is the figure to report.")
    assert first.stderr == ""
    kept = json.loads((runs_folder(trained).path / "1" / "test.json").read_text())
    assert (kept["opened"], kept["rows"], kept["chosen_by"]) == (1, 20, False)
    bent = dict.fromkeys(read(trained).graph.wires, ((5.0, 5.0),))
    framed, _ = annotate(read(trained), Annotation("frame", 0.0, 0.0, 90.0, 90.0))
    write(trained, replace(framed, notes="a note", layout={}, reroutes=bent))
    again, said = opened(netbuilder, trained)
    assert (again["opened"], again["unbiased"], said) == (2, True, "")
    assert (again["loss"], again["first"]) == (kept["loss"], kept["first"])
    assert UNBIASED in netbuilder("test", trained).stdout


def test_after_another_run_was_opened_the_figure_is_no_longer_unbiased(netbuilder: Run, trained: Path) -> None:
    assert netbuilder("train", trained, "--seed", 3).exit_code == 0
    assert opened(netbuilder, trained, "--run", 1)[0]["unbiased"]
    found, said = opened(netbuilder, trained)
    assert (found["run"], found["opened"], found["unbiased"]) == (2, 1, False)
    assert BIASED in said
    assert "with run 1," in said
    assert UNBIASED not in netbuilder("test", trained).stdout
    assert not opened(netbuilder, trained, "--run", 1)[0]["unbiased"]


def test_opened_again_after_the_project_was_changed_it_is_no_longer_unbiased(netbuilder: Run, trained: Path) -> None:
    assert opened(netbuilder, trained)[0]["unbiased"]
    before = read(trained)
    write(trained, edits.set_training(before, learning_rate=0.02))
    found, said = opened(netbuilder, trained)
    assert not found["unbiased"]
    assert BIASED in said
    write(trained, before)
    assert not opened(netbuilder, trained)[0]["unbiased"]  # what was chosen once stays chosen


def test_opened_again_after_another_training_it_is_no_longer_unbiased(netbuilder: Run, trained: Path) -> None:
    assert opened(netbuilder, trained)[0]["unbiased"]
    assert netbuilder("train", trained).exit_code == 0
    assert not opened(netbuilder, trained, "--run", 1)[0]["unbiased"]


def test_a_run_that_continues_one_with_other_test_rows_says_so(netbuilder: Run, trained: Path) -> None:
    write(trained, edits.set_data(read(trained), split_seed=7))
    result = netbuilder("train", trained, "--resume", "--epochs", 60)
    assert result.exit_code == 0, result.output
    best = runs_folder(trained).runs()[1].best_epoch
    assert best is not None
    assert best > 8  # reached with the new split
    found, said = opened(netbuilder, trained)
    assert not found["unbiased"]
    assert said.startswith("Run 2 continues a run whose rows were split in another way, ")


def test_the_test_rows_are_those_of_the_run_and_not_of_the_project_as_it_is_now(netbuilder: Run, trained: Path) -> None:
    copy = trained.parent / "copy"
    copy.mkdir()
    shutil.copytree(runs_folder(trained).path, copy / "moons.runs")
    write(copy / "moons.netb", edits.set_data(read(trained), test=0.0, split_seed=5))
    there, here = opened(netbuilder, copy / "moons.netb")[0], opened(netbuilder, trained)[0]
    assert (there["loss"], there["rows"]) == (here["loss"], here["rows"])


def test_without_test_rows_it_says_what_to_do(netbuilder: Run, moons: Path) -> None:
    assert sentence(netbuilder("test", moons)) == "There is no run in “moons.runs” yet. Train first."
    assert netbuilder("train", moons).exit_code == 0
    assert sentence(netbuilder("test", moons)) == (
        "Run 1 was trained without test rows. Set a test share in the data settings, and train again."
    )
    assert not (runs_folder(moons).path / "1" / "test.json").exists()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _link(file: Path) -> None:
    file.rename(file.parents[2] / "outside")
    file.symlink_to(file.parents[2] / "outside")


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def test_the_list_of_runs_tells_what_was_opened_and_of_others_nothing(netbuilder: Run, trained: Path) -> None:
    assert netbuilder("train", trained).exit_code == 0
    found, _ = opened(netbuilder, trained, "--run", 1)
    first, second = json.loads(netbuilder("runs", trained, "--json").stdout)["runs"]
    assert (first["test_metric"], first["test_value"]) == ("accuracy", found["value"])
    assert (first["test_loss"], first["test_error"]) == (found["loss"], found["value_error"])
    assert {second[name] for name in second if name.startswith("test_")} == {None}
    listed = netbuilder("runs", trained).stdout
    assert "Test" in listed
    assert with_error(found["value"], found["value_error"]) in listed


@pytest.mark.parametrize(
    "damage",
    [
        *(_pipe, _link, _folder),
        lambda file: file.write_text("{"),
        lambda file: file.write_text(file.read_text().replace('"opened": 1', '"opened": -1')),
        lambda file: file.write_text(file.read_text().replace('"rows": 20', '"rows": 1e999')),
        lambda file: os.truncate(file, 2**40),
    ],
)
def test_a_damaged_file_costs_one_sentence_and_counts_as_opened_for_other_runs(
    netbuilder: Run, trained: Path, damage: Callable[[Path], object]
) -> None:
    opened(netbuilder, trained)
    file = runs_folder(trained).path / "1" / "test.json"
    before = file.read_bytes()
    damage(file)
    assert "“test.json” " in sentence(netbuilder("test", trained))
    assert netbuilder("train", trained, "--seed", 2).exit_code == 0
    found, said = opened(netbuilder, trained)
    assert (found["run"], found["unbiased"]) == (2, False)
    assert BIASED in said
    outside = trained.parent / "outside"
    assert not outside.exists() or outside.read_bytes() == before


def test_what_cannot_be_kept_is_not_shown(netbuilder: Run, trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("netbuilder.files.regular.replace_file", full)
    assert "“test.json” could not be written" in sentence(netbuilder("test", trained))
