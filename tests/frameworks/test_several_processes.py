"""The Lightning script on several processes learns what it learns on one."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path
from subprocess import Popen

import pytest

from netbuilder.export import export
from netbuilder.project import edits
from tests.forking.forked import Forked
from tests.frameworks.test_trainings import LAYERS, drawn
from tests.programs import finished


def losses(script: Path, *options: str) -> list[float]:
    """Runs the script, and gives the training and validation losses of its epochs."""
    history = script.with_name(f"{len(options)}.csv")
    command = [sys.executable, str(script), "--device", "cpu", "--history", str(history), *options]
    by = Popen if options else Forked
    done = finished(command, by=by, env={**os.environ, "CUDA_VISIBLE_DEVICES": "-1"}, cwd=script.parent)
    assert done.returncode == 0, done.stderr[-2000:]
    with history.open(newline="") as file:
        _, *rows = csv.reader(file)
    return [float(value) for row in rows for value in row[1:]]


def test_two_processes_share_each_batch_and_give_the_same_losses(tmp_path: Path) -> None:
    project = drawn({"name": "moons", "rows": 69}, LAYERS["moons"][-2:])
    project = edits.set_data(project, training_rows=39)  # the last batch has seven
    project = edits.set_training(project, epochs=3, batch_size=16, optimizer="sgd", learning_rate=0.3)
    script = tmp_path / "script.py"
    script.write_text(export(project, "lightning", data_base=tmp_path).text, encoding="utf-8")
    alone = losses(script)
    together = losses(script, "--devices", "2", "--strategy", "ddp")
    assert len(alone) == 6
    assert together == pytest.approx(alone, abs=1e-5)
    assert together != pytest.approx([alone[0]] * 6, abs=1e-3)
