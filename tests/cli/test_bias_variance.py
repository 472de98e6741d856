"""``netbuilder bias-variance``: the object of the contract, the table, the files, and what is said where it fails."""

from __future__ import annotations

import csv
import json
import signal
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from netbuilder.commands.terminal.experiment_progress import ExperimentProgress
from netbuilder.errors import DisplayError
from netbuilder.experiments.saved.saved_experiments import saved_experiments
from netbuilder.experiments.sweep import parallel_sweep
from netbuilder.experiments.sweep.sweep_point import SweepPoint
from netbuilder.pictures import raster
from netbuilder.runs.folder import runs_folder

Edit = Callable[[dict[str, Any]], object]
Run = Callable[..., Result]

KEYS = ["settings", "per_epoch", "resamples", "seconds"]
TERMS = ["bias2", "variance", "noise", "total", "test_error"]


def test_the_json_object_is_the_one_of_the_contract(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("bias-variance", moons, "--resamples", 4, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert list(found) == KEYS
    assert found["resamples"] == 4
    (setting,) = found["settings"]
    assert list(setting) == ["value", *TERMS, "standard_errors"]
    assert list(setting["standard_errors"]) == TERMS
    assert setting["value"] is None
    assert [entry["epoch"] for entry in found["per_epoch"]] == [1, 2, 3, 4]
    assert list(found["per_epoch"][0]) == ["value", "epoch", *TERMS, "standard_errors"]
    last = found["per_epoch"][-1]
    assert all(setting[name] == last[name] for name in TERMS)
    assert abs(setting["bias2"] + setting["variance"] + setting["noise"] - setting["total"]) < 1e-9
    assert "Epoch 4/4" in result.stderr


def test_a_sweep_measures_every_value_and_marks_those_that_cannot_be(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--sweep", "dense_1.units=2,8,0,4", "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert [setting["value"] for setting in found["settings"]] == [2, 8, 0, 4]
    assert [setting["bias2"] is None for setting in found["settings"]] == [False, False, True, False]
    assert "at least 1" in found["settings"][2]["problem"]
    assert [(entry["value"], entry["epoch"]) for entry in found["per_epoch"]][:5] == [(2, n) for n in (1, 2, 3, 4)] + [
        (8, 1)
    ]
    assert "dense_1.units = 8 (2 of 4)" in result.stderr


def test_the_table_names_the_best_value_and_the_drawn_one(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--sweep", "data.noise=0.1,0.2")
    assert result.exit_code == 0, result.stderr
    assert "0.2 (unchanged)" in result.stdout
    assert "The lowest test error is at data.noise" in result.stdout
    assert "0-1 loss after Domingos" in result.stdout


def test_seed_and_epochs_are_taken_from_the_command_and_the_project_stays(netbuilder: Run, moons: Path) -> None:
    before = moons.read_bytes()
    run = ["bias-variance", moons, "--json", "--resamples", 3, "--epochs", 2]
    found = [json.loads(netbuilder(*run, "--seed", seed).stdout)["settings"][0]["bias2"] for seed in (1, 1, 2)]
    assert abs(found[0] - found[1]) < 1e-5
    assert abs(found[0] - found[2]) > 1e-5
    assert moons.read_bytes() == before


def test_the_experiment_is_kept_beside_the_runs_and_says_what_the_object_says(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--seed", 5, "--sweep", "depth=1,2", "--json")
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    (experiment,) = saved_experiments(runs_folder(moons))
    assert str(experiment.path) in result.stderr
    assert experiment.project is not None
    assert experiment.project.training.seed == 5
    assert experiment.swept is not None
    assert experiment.swept.hyperparameter == "depth"
    for point, setting in zip(experiment.swept.points, said["settings"], strict=True):
        assert point.terms is not None
        assert {name: getattr(point.terms, name) for name in TERMS} == {name: setting[name] for name in TERMS}
    assert runs_folder(moons).runs() == [], "it is no run"


def test_where_nothing_can_be_kept_the_results_are_shown_all_the_same(netbuilder: Run, moons: Path) -> None:
    moons.with_name("moons.runs").write_text("a file where the folder should be")
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--json")
    assert result.exit_code == 0, result.stderr
    assert "could not be saved" in result.stderr
    assert json.loads(result.stdout)["resamples"] == 3


def test_a_scheduler_is_for_sweeps_and_must_answer(
    netbuilder: Run, moons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_sweep, "ANSWER_SECONDS", 0.5)
    result = netbuilder("bias-variance", moons, "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "--sweep" in result.stderr
    result = netbuilder("bias-variance", moons, "--scheduler", "tcp://127.0.0.1:9", "--sweep", "depth=1,2")
    assert result.exit_code == 1
    assert "No Dask scheduler responds at “tcp://127.0.0.1:9”" in result.stderr


def test_a_sweep_that_is_spread_says_what_it_measures(
    netbuilder: Run, moons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel_sweep, "WORTH_SECONDS", 0.0)
    monkeypatch.setattr(parallel_sweep, "cores", lambda: 2)
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--sweep", "dense_1.units=2,8,4", "--json")
    assert result.exit_code == 0, result.stderr
    assert [setting["value"] for setting in json.loads(result.stdout)["settings"]] == [2, 8, 4]
    assert "Measuring 2 values, 2 at once." in result.stderr
    assert "dense_1.units = 8: test error" in result.stderr


def test_out_keeps_tables_that_say_what_the_object_says(netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept" / "here"
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--json", "--out", out)
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    assert json.loads((out / "bias_variance.json").read_text()) == said
    with (out / "bias_variance.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert float(row["variance"]) == said["settings"][0]["variance"]
    assert float(row["variance_standard_error"]) == said["settings"][0]["standard_errors"]["variance"]
    assert "Test error" in (out / "bias_variance.svg").read_text()
    with (out / "bias_variance_per_epoch.csv").open() as file:
        assert [line["epoch"] for line in csv.DictReader(file)] == ["1", "2", "3", "4"]


def as_dots(picture: bytes) -> bytes:
    """Stands for what draws PNG, which comes with the window."""
    return b"dots of " + picture[:4]


def broken(picture: bytes) -> bytes:
    raise DisplayError("the pencil is broken.")


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (["as_dots"], ""),
        (["broken"], "No PNG was written: the pencil is broken. The SVG was."),
        (["nowhere"], "No PNG was written: the library that draws it cannot be loaded"),
        ([], "No PNG was written: the library that draws it is not installed here."),
    ],
)
def test_out_also_keeps_the_picture_as_png_where_something_draws_it(
    netbuilder: Run, moons: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawing: list[str], said: str
) -> None:
    there = {"nowhere": "no_such_module:png"}
    points = [EntryPoint("any", there.get(name, f"{__name__}:{name}"), raster.GROUP) for name in drawing]
    monkeypatch.setattr(raster, "entry_points", lambda group: points if group == "netbuilder.raster" else [])
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--json", "--out", tmp_path)
    assert result.exit_code == 0, result.stderr
    assert said in result.stderr
    assert (tmp_path / "bias_variance.svg").exists()
    picture = tmp_path / "bias_variance.png"
    assert not picture.exists() if said else picture.read_bytes() == b"dots of <svg"


def test_a_signal_stops_it_at_once_and_what_is_done_is_shown(
    netbuilder: Run, moons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show, before = ExperimentProgress.show, signal.getsignal(signal.SIGINT)

    def show_and_strike(display: ExperimentProgress, progress: Any) -> None:
        show(display, progress)
        if isinstance(progress, SweepPoint):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(ExperimentProgress, "show", show_and_strike)
    result = netbuilder("bias-variance", moons, "--resamples", 3, "--sweep", "dense_1.units=2,8,4")
    assert result.exit_code == 0, result.stderr
    assert "Stopped early" in result.stdout
    assert "dense_1.units = 2:" in result.stdout
    assert "dense_1.units = 8" not in result.stdout
    assert signal.getsignal(signal.SIGINT) is before


def test_wrong_use_is_told_from_problems(netbuilder: Run, moons: Path) -> None:
    for words in (["--sweep", "dense_1.units"], ["--sweep", "nobody.units=1"], ["--vary", "all"], ["--epochs", 0]):
        result = netbuilder("bias-variance", moons, *words)
        assert result.exit_code == 2, result.stderr
        assert words[0] in result.stderr
    result = netbuilder("bias-variance", moons, "--resamples", 0)
    assert result.exit_code == 1
    assert "between 1 and 10,000" in result.stderr


def test_one_resample_says_what_cannot_be_said(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("bias-variance", moons, "--resamples", 1, "--json")
    assert result.exit_code == 0, result.stderr
    (setting,) = json.loads(result.stdout)["settings"]
    assert setting["bias2"] is None
    assert setting["variance"] is None
    assert setting["total"] > 0
    assert "cannot be told apart" in result.stderr
    assert "There are no test rows" in result.stderr


def test_networks_that_all_diverge_are_counted_and_nothing_is_claimed(
    netbuilder: Run, edited: Callable[[Edit], Path]
) -> None:
    def explosive(document: dict[str, Any]) -> None:
        document["training"].update(optimizer="sgd", learning_rate=1000.0, epochs=80, batch_size=4)
        document["data"]["normalisation"] = "none"
        document["data"]["dataset"] = {
            "type": "line",
            "parameters": {"rows": 40, "slope": 1000.0, "intercept": 0.9, "noise": 0.5, "seed": 1},
        }
        next(node for node in document["nodes"] if node["id"] == "dense_2")["parameters"]["units"] = 1

    result = netbuilder("bias-variance", edited(explosive), "--resamples", 3, "--json")
    (setting,) = json.loads(result.stdout)["settings"]
    assert setting["diverged"] == 3
    assert setting["test_error"] is None
    assert result.exit_code == 1


def test_a_drawing_that_cannot_be_built_is_refused_in_a_sentence(
    netbuilder: Run, edited: Callable[[Edit], Path]
) -> None:
    result = netbuilder("bias-variance", edited(lambda document: document.update(wires=[])))
    assert result.exit_code == 1
    assert "Nothing is connected to its input" in result.stderr
