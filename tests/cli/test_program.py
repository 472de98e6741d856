"""The program as a person starts it: a process of its own, its two streams, its signals, its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from netbuilder import __version__

PROGRAM = [sys.executable, "-m", "netbuilder"]


def test_ctrl_c_stops_training_cleanly_and_keeps_the_best_weights(moons: Path) -> None:
    command = [*PROGRAM, "train", str(moons), "--epochs", "1000000", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        heard = [process.stderr.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert heard[0].startswith("Training 42 parameters on 30 rows up to epoch 1,000,000")
    assert heard[1].startswith("Epoch 1/1,000,000: training ")
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert errors.splitlines()[-1].startswith("Stopped after epoch ")
    found = json.loads(output)
    assert 1 <= len(found["epochs"]) < 1_000_000
    run = moons.parent / "moons.runs" / "1"
    assert (run / "best.safetensors").stat().st_size > 42 * 4
    assert json.loads((run / "settings.json").read_text(encoding="utf-8"))["reason"] == "stopped"
    assert len((run / "history.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(found["epochs"])


def test_a_broken_project_is_one_line_on_stderr_in_any_locale(moons: Path) -> None:
    moons.write_bytes(moons.read_bytes()[:100])
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*PROGRAM, "check", str(moons)], capture_output=True, env=environment)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"?moons.netb? cannot be opened: it is cut off in line 6")
    assert done.stderr.count(b"\n") == 1


def test_the_command_line_is_there_before_anything_heavy_is_imported() -> None:
    heavy = ("torch", "sklearn", "scipy", "polars", "networkx", "numpy", "PySide6", "ui", "rich")
    code = f"import sys, netbuilder.cli; sys.stdout.write(repr([name for name in {heavy} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]", "")


def test_the_version_is_said_in_one_line() -> None:
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"netbuilder {__version__}\n", "")
