"""``netbuilder diagnose``: what a kept run suffers from, and what was tried against it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.project.edits import set_data, set_training
from netbuilder.remedies import trial
from netbuilder.remedies.trial import SEEDS

Run = Callable[..., Result]


def flowers(folder: Path) -> Path:
    file = folder / "flowers.netb"
    write(file, set_training(read(samples.path("iris_15_rows")), epochs=40))
    return file


def test_a_kept_run_is_diagnosed_as_its_training_was(netbuilder: Run, tmp_path: Path) -> None:
    file = flowers(tmp_path)
    trained = json.loads(netbuilder("train", file, "--json").stdout)
    found = netbuilder("diagnose", file, "--json")
    assert found.exit_code == 0, found.stderr
    told = json.loads(found.stdout)
    assert told["run"] == 1
    # Trained at once or one after another, other splits lose the same but for the last bits.
    sure = trained["diagnosis"].pop("confidence")
    assert told["diagnosis"].pop("confidence") == pytest.approx(sure)
    assert told["diagnosis"] == trained["diagnosis"]
    assert told["floor"] == trained["floor"]
    assert trained["floor"]["kind"] == "reference"
    assert told["remedies"] == []
    assert told["surer"] is None
    assert netbuilder("diagnose", file, "--run", 1).stdout.startswith("Overfitting since ")


def test_remedies_are_tried_with_several_seeds_and_the_best_comes_first(netbuilder: Run, tmp_path: Path) -> None:
    file = flowers(tmp_path)
    netbuilder("train", file)
    told = json.loads(netbuilder("diagnose", file, "--remedies", "--json").stdout)["remedies"]
    assert told[0]["helps"]
    assert told[0]["better"] >= 7
    assert len(told[0]["before"]) == len(told[0]["after"]) == SEEDS
    assert told[0]["gain"] > 0.5 * told[0]["error"] > 0
    assert sum(told[0]["after"]) < sum(told[0]["before"])
    helped = [remedy["helps"] for remedy in told]
    assert helped == sorted(helped, reverse=True)
    assert "better in" in told[0]["sentence"]


def test_where_nothing_surely_helps_that_is_said_at_the_end(
    netbuilder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "SURE", 1.0)
    file = tmp_path / "five.netb"
    write(file, set_training(read(samples.path("five_points_polynomial")), epochs=40))
    netbuilder("train", file)
    lines = netbuilder("diagnose", file, "--remedies").stdout.strip().splitlines()
    assert len(lines) > 2
    assert lines[-1] == "Nothing that was tried surely helps."


def test_more_validation_rows_are_named_where_few_leave_the_verdict_open(netbuilder: Run, tmp_path: Path) -> None:
    file = flowers(tmp_path)
    write(file, set_data(set_training(read(file), epochs=12), validation=0.02, split="shuffled"))
    netbuilder("train", file)
    words = "To be surer: Validate on 40% of the rows (set “validation” to 0.4 in the project file, then train). "
    assert words in netbuilder("diagnose", file).stdout.replace("\n", " ")
    told = json.loads(netbuilder("diagnose", file, "--json").stdout)["surer"]
    assert (told["validation"], told["title"]) == (0.4, "Validate on 40% of the rows")
    assert told["sentence"].startswith(words)


def test_a_run_that_is_not_there_is_named(netbuilder: Run, tmp_path: Path) -> None:
    file = flowers(tmp_path)
    none = netbuilder("diagnose", file)
    assert (none.exit_code, none.stderr.count("\n")) == (1, 1)
    netbuilder("train", file, "--epochs", 2)
    other = netbuilder("diagnose", file, "--run", 7)
    assert other.exit_code == 1
    assert "There is no run 7" in other.stderr
