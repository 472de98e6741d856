"""``netbuilder train --seeds`` and ``netbuilder runs``: repeats kept and compared, and the table of what there is."""

from __future__ import annotations

import csv
import json
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from netbuilder.runs.folder import runs_folder
from netbuilder.runs.notes import Notes, write_notes
from tests import patience
from tests.forking.forked import Forked
from tests.programs import running

Run = Callable[..., Result]


def test_every_seed_is_a_kept_run_and_they_are_compared(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("train", moons, "--seeds", 3, "--seed", 7, "--json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    runs = runs_folder(moons).runs()
    assert [run["seed"] for run in found["runs"]] == [7, 8, 9]
    assert [run.project.training.seed for run in runs if run.project is not None] == [7, 8, 9]
    assert len({run.notes.group for run in runs}) == 1
    ends = [run.records[-1].validation_loss for run in runs]
    assert [run["epochs"][-1]["validation_loss"] for run in found["runs"]] == ends
    assert found["final_validation_loss"]["mean"] == pytest.approx(statistics.fmean(ends))
    assert found["final_validation_loss"]["deviation"] == pytest.approx(statistics.stdev(ends))
    assert "Seed 8 (2 of 3):" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("Over 3 seeds, the lowest validation loss is ")


def test_seeds_give_the_same_runs_as_one_training_after_another(netbuilder: Run, moons: Path) -> None:
    assert netbuilder("train", moons, "--seeds", 2).exit_code == 0
    alone = json.loads(netbuilder("train", moons, "--seed", 1, "--json").stdout)
    assert runs_folder(moons).runs()[1].records[-1].train_loss == alone["epochs"][-1]["train_loss"]


def test_seeds_and_resume_do_not_go_together(netbuilder: Run, moons: Path) -> None:
    assert netbuilder("train", moons, "--seeds", 2, "--resume").exit_code == 2


def test_ctrl_c_ends_the_repeat_under_way_and_starts_no_other(moons: Path) -> None:
    command = [sys.executable, "-m", "netbuilder", "train", str(moons), "--epochs", "1000000", "--seeds", "5", "--json"]
    with running(command, by=Forked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        heard = [process.stderr.readline() for _ in range(3)]
        os.kill(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=patience.PROGRAM_SECONDS)
    assert heard[0] == "Seed 0 (1 of 5):\n"
    assert process.returncode == 0
    assert [run["seed"] for run in json.loads(output)["runs"]] == [0]
    assert len(runs_folder(moons).runs()) == 1


def test_the_table_says_in_what_runs_differ_and_what_they_came_to(netbuilder: Run, moons: Path, tmp_path: Path) -> None:
    for options in ((), ("--epochs", 6), ("--seed", 3)):
        assert netbuilder("train", moons, *options).exit_code == 0
    folder = runs_folder(moons)
    write_notes(folder.path / "3", Notes(name="third", pinned=True))
    (folder.path / "2" / "settings.json").write_text("{")
    table = netbuilder("runs", moons, "--csv", tmp_path / "table.csv")
    assert table.exit_code == 0
    assert [line.split("  ")[0] for line in table.stdout.splitlines()[2:]] == ["* 3 · third", "1", "2"]
    assert "Seed 3" in table.stdout
    assert "Run 2 cannot be read" in table.stderr
    found = json.loads(netbuilder("runs", moons, "--json").stdout)["runs"]
    assert [run["run"] for run in found] == [3, 1, 2]
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    assert [line["run"] for line in lines] == ["3", "1", "2"]
    records = folder.runs()[2].records
    assert float(lines[0]["final_validation_loss"]) == found[0]["final_validation_loss"] == records[-1].validation_loss


def test_where_nothing_was_trained_the_table_says_what_to_do(netbuilder: Run, moons: Path) -> None:
    result = netbuilder("runs", moons)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Train first" in result.stderr
    assert json.loads(netbuilder("runs", moons, "--json").stdout) == {"runs": []}
