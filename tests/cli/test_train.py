"""``netbuilder train`` and ``restore``: runs kept, gone on with and taken back; JSON as the contract says."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import samples
from netbuilder.backends.torch.devices import present_devices
from netbuilder.commands.terminal.output import write_json
from netbuilder.commands.terminal.training_progress import TrainingProgress
from netbuilder.training.progress import Progress
from tests.data import test_tables_as_written as tables

CASES = Path(__file__).parents[1] / "training" / "cases"
Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]


KEYS = ["epochs", "best_epoch", "parameters", "device", "steps", "seconds", "diagnosis", "floor", "classes", "equation"]
EPOCH_KEYS = [
    "epoch",
    "train_loss",
    "validation_loss",
    "train_metric",
    "validation_metric",
    "balanced_accuracy",
    "last_batch_loss",
    "seconds",
]


def test_the_json_object_is_the_one_of_the_contract(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("train", moons, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert list(found) == KEYS
    assert [list(epoch) for epoch in found["epochs"]] == [EPOCH_KEYS] * 4
    assert [epoch["epoch"] for epoch in found["epochs"]] == [1, 2, 3, 4]
    losses = [epoch["validation_loss"] for epoch in found["epochs"]]
    assert found["best_epoch"] == 1 + losses.index(min(losses))
    assert (found["parameters"], found["device"], found["steps"]) == (42, "cpu", 4)
    assert "Epoch 4/4" in result.stderr


def test_a_run_is_kept_beside_the_project_and_a_second_one_beside_it(netbuilder: Run, moons: Path) -> None:
    assert netbuilder("train", moons).exit_code == 0
    result = netbuilder("train", moons)
    assert "Trained to epoch 4" in result.stdout
    assert "moons.runs/2" in result.stdout
    kept = {path.name for path in (moons.parent / "moons.runs" / "2").iterdir()}
    assert kept >= {"settings.json", "history.csv", "best.safetensors", "last.safetensors", "resume.safetensors"}


def test_beside_accuracy_stands_what_always_naming_the_largest_class_gets(netbuilder: Run, moons: Path) -> None:
    told = netbuilder("train", moons).stdout
    found = re.search(r"accuracy ([\d.]+) \(always the largest class: ([\d.]+)\)", told)
    assert found is not None, told
    assert 0.4 <= float(found[2]) <= 0.6


def test_an_accuracy_of_98_percent_does_not_hide_that_a_class_is_never_found(netbuilder: Run, tmp_path: Path) -> None:
    for suffix in (".netb", ".csv"):
        shutil.copy(CASES / f"imb{suffix}", tmp_path)
    told = netbuilder("train", tmp_path / "imb.netb").stdout
    assert "accuracy 0.98 (always the largest class: 0.98)" in told
    assert "Balanced accuracy 0.5 (recall of each class – common: 1, rare: 0)." in told
    found = json.loads(netbuilder("train", tmp_path / "imb.netb", "--json").stdout)
    assert found["classes"] == {
        "largest_class": pytest.approx(0.98, abs=0.01),
        "balanced_accuracy": 0.5,
        "recall": {"common": 1.0, "rare": 0.0},
    }
    best = found["epochs"][found["best_epoch"] - 1]
    assert best["balanced_accuracy"] == 0.5


def test_a_network_that_is_a_line_tells_its_equation(netbuilder: Run, tmp_path: Path) -> None:
    shutil.copy(samples.path("line"), tmp_path)
    assert "Its line: y = 1.9 x + 1.04." in netbuilder("train", tmp_path / "line.netb").stdout
    found = json.loads(netbuilder("train", tmp_path / "line.netb", "--json").stdout)
    assert found["equation"] == pytest.approx({"slope": 1.90, "intercept": 1.04}, abs=0.005)
    assert found["classes"] is None


def test_out_names_another_folder_of_runs(netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere" / "runs"
    assert netbuilder("train", moons, "--out", out, "--epochs", 2).exit_code == 0
    assert (out / "1" / "best.safetensors").is_file()
    assert not (moons.parent / "moons.runs").exists()
    assert netbuilder("restore", moons, "--out", out).exit_code == 0


def test_seed_and_epochs_are_taken_from_the_command_and_the_project_stays(netbuilder: Run, moons: Path) -> None:
    before = moons.read_bytes()
    runs = [json.loads(netbuilder("train", moons, "--json", "--epochs", 2, "--seed", s).stdout) for s in (1, 1, 2)]
    losses = [[epoch["train_loss"] for epoch in run["epochs"]] for run in runs]
    assert len(losses[0]) == 2
    assert losses[0] == losses[1] != losses[2]
    assert moons.read_bytes() == before


def test_resuming_reaches_the_very_losses_of_an_unbroken_training(netbuilder: Run, moons: Path) -> None:
    whole = json.loads(netbuilder("train", moons, "--json", "--epochs", 6).stdout)
    netbuilder("train", moons, "--epochs", 3)
    resumed = json.loads(netbuilder("train", moons, "--resume", "--json", "--epochs", 6).stdout)
    losses = [[epoch["train_loss"], epoch["validation_loss"]] for epoch in whole["epochs"]]
    assert [[epoch["train_loss"], epoch["validation_loss"]] for epoch in resumed["epochs"]] == losses
    assert resumed["steps"] == whole["steps"]


def test_resuming_what_is_complete_asks_for_more_epochs(netbuilder: Run, moons: Path) -> None:
    netbuilder("train", moons)
    result = netbuilder("train", moons, "--resume")
    assert result.exit_code == 2
    assert "epoch 4 of 4" in " ".join(result.stderr.split())


def test_restoring_takes_the_last_run_back_to_its_best_epoch(netbuilder: Run, moons: Path) -> None:
    trained = json.loads(netbuilder("train", moons, "--json", "--epochs", 3).stdout)
    result = netbuilder("restore", moons)
    assert result.exit_code == 0
    assert f"Run 1 is back at epoch {trained['best_epoch']}, loss" in result.stdout


def test_restoring_another_epoch_and_going_on_from_there(netbuilder: Run, moons: Path) -> None:
    trained = json.loads(netbuilder("train", moons, "--json", "--epochs", 4).stdout)
    result = netbuilder("restore", moons, "--epoch", 2)
    assert result.exit_code == 0
    assert f"Run 1 is back at epoch 2, loss {trained['epochs'][1]['validation_loss']:.4g}" in result.stdout
    refused = netbuilder("restore", moons, "--epoch", 9)
    assert refused.exit_code == 1
    assert refused.stderr == "The weights of epoch 9 of run 1 are not saved. The nearest saved epoch is 4.\n"
    resumed = json.loads(netbuilder("train", moons, "--resume", "--json", "--epochs", 3).stdout)
    assert [epoch["epoch"] for epoch in resumed["epochs"]] == [1, 2, 3]
    assert resumed["epochs"][:2] == trained["epochs"][:2]


def test_weights_that_no_longer_fit_are_refused_in_the_same_words(
    netbuilder: Run, edited: Callable[[Edit], Path], moons: Path
) -> None:
    netbuilder("train", moons)
    edited(lambda d: d["nodes"][1]["parameters"].update(units=9))
    refused = [netbuilder(*words) for words in (("restore", moons), ("train", moons, "--resume", "--epochs", 9))]
    assert [result.exit_code for result in refused] == [1, 1]
    assert refused[0].stderr in refused[1].stderr
    assert "no longer fit" in refused[0].stderr
    assert not (moons.parent / "moons.runs" / "1" / "restored.json").exists()


@pytest.mark.parametrize("arguments", [("train", "--resume"), ("restore",)])
def test_without_a_run_there_is_nothing_to_go_on_with(netbuilder: Run, moons: Path, arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    result = netbuilder(command, moons, *options)
    assert result.exit_code == 1
    assert result.stderr == "There is no run in “moons.runs” yet. Train first.\n"


def test_a_run_that_was_damaged_is_named(netbuilder: Run, moons: Path) -> None:
    netbuilder("train", moons)
    for name in ("best", "last", "epochs"):
        (moons.parent / "moons.runs" / "1" / f"{name}.safetensors").write_bytes(b"\x00" * 40)
    result = netbuilder("restore", moons)
    assert result.exit_code == 1
    assert "last.safetensors" in result.stderr or "best.safetensors" in result.stderr
    (moons.parent / "moons.runs" / "1" / "settings.json").write_bytes(b"{")
    assert netbuilder("restore", moons).exit_code == 1


@pytest.mark.parametrize(
    "options", [("--epochs", 0), ("--epochs", "many"), ("--seed", -1), ("--device", "abacus"), ("--nonsense",)]
)
def test_wrong_use_is_exit_code_2_and_nothing_is_trained(
    netbuilder: Run, moons: Path, options: tuple[object, ...]
) -> None:
    result = netbuilder("train", moons, *options)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert not (moons.parent / "moons.runs").exists()


def test_an_absent_device_is_refused_with_those_that_are_present(netbuilder: Run, moons: Path) -> None:
    absent = next(name for name in ("mps", "cuda") if name not in present_devices())
    result = netbuilder("train", moons, "--device", absent)
    assert result.exit_code == 1
    assert absent in result.stderr
    assert "cpu" in result.stderr


def test_a_project_with_problems_is_not_trained(netbuilder: Run, edited: Callable[[Edit], Path]) -> None:
    file = edited(lambda d: d["wires"].pop())
    result = netbuilder("train", file, "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Nothing is connected" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_loss_that_is_no_number_ends_training_with_a_sentence_and_strict_json(
    netbuilder: Run, edited: Callable[[Edit], Path]
) -> None:
    def explode(document: dict[str, Any]) -> None:
        document["training"] |= {"optimizer": "sgd", "learning_rate": 1000.0, "epochs": 50}
        document["data"]["dataset"] = {"type": "line", "parameters": {}}
        document["nodes"][3]["parameters"]["units"] = 1

    result = netbuilder("train", edited(explode), "--json")
    assert result.exit_code == 1
    assert "no longer a number" in result.stderr
    found = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert len(found["epochs"]) < 50


def test_numbers_that_are_not_there_are_null(netbuilder: Run, capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"loss": math.nan, "list": [math.inf, 1.5, (None, -math.inf)]})
    assert json.loads(capsys.readouterr().out) == {"loss": None, "list": [None, 1.5, [None, None]]}


def test_a_place_that_cannot_be_written_loses_no_result_but_is_told(netbuilder: Run, moons: Path) -> None:
    (moons.parent / "moons.runs").write_text("a file is in the way")
    result = netbuilder("train", moons, "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["epochs"]) == 4
    assert "The run could not be saved." in result.stderr


def test_a_runs_folder_deleted_while_training_does_not_stop_it(
    netbuilder: Run, moons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show = TrainingProgress.show

    def show_and_delete(display: TrainingProgress, progress: Progress) -> None:
        show(display, progress)
        shutil.rmtree(moons.parent / "moons.runs", ignore_errors=True)

    monkeypatch.setattr(TrainingProgress, "show", show_and_delete)
    result = netbuilder("train", moons, "--json")
    assert len(json.loads(result.stdout)["epochs"]) == 4
    assert "Traceback" not in result.stderr


def test_the_end_of_a_training_is_diagnosed_in_a_sentence(netbuilder: Run, moons: Path) -> None:
    short = netbuilder("train", moons)
    assert "Too early to tell: the curves need at least 10 epochs, and have 4." in short.stderr
    assert "Too early" not in short.stdout
    assert "Overfitting since " in netbuilder("train", moons, "--epochs", 40).stderr


def test_the_plain_outcome_says_what_the_curves_show_and_how_low_the_loss_can_be(netbuilder: Run, moons: Path) -> None:
    told = json.loads(netbuilder("train", moons, "--epochs", "12", "--json").stdout)
    assert told["diagnosis"].keys() == {"state", "since", "confidence", "sentence"}
    assert told["diagnosis"]["state"] in {
        "overfitting", "learning", "underfitting", "fits", "diverging", "noisy", "early", "unknown"
    }  # fmt: skip
    assert 0 <= told["diagnosis"]["confidence"] <= 1
    assert told["diagnosis"]["sentence"].endswith(".")
    assert told["floor"]["kind"] == "truth"
    assert 0 < told["floor"]["loss"] < 0.7


def test_where_the_loss_is_no_number_the_value_that_drowns_all_others_is_named(netbuilder: Run, tmp_path: Path) -> None:
    for name in ("fill.netb", "fill.csv"):
        shutil.copy(tables.CASES / name, tmp_path)
    result = netbuilder("train", tmp_path / "fill.netb", "--epochs", "2")
    assert result.exit_code == 1
    assert "no longer a number" in result.stdout
    assert "Warning: Row 48 (line 49): column “k” holds 9.96921e+36, far from all other values" in result.stderr
