"""The program as a user starts it: a process of its own, its two streams, its signals, its exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netbuilder import __version__
from tests import patience
from tests.forking.forked import Forked
from tests.programs import finished, running

PROGRAM = [sys.executable, "-m", "netbuilder"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_or_a_kill_stops_training_cleanly_and_keeps_the_best_weights(
    moons: Path, number: signal.Signals
) -> None:
    command = [*PROGRAM, "train", str(moons), "--epochs", "1000000", "--json"]
    by = subprocess.Popen if number == signal.SIGINT else Forked
    with running(command, by=by, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        heard = [process.stderr.readline() for _ in range(2)]
        process.send_signal(number)
        output, errors = process.communicate(timeout=patience.PROGRAM_SECONDS)
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
    done = finished([*PROGRAM, "check", str(moons)], env=environment, text=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"?moons.netb? cannot be opened: it is cut off at line 6")
    assert done.stderr.count(b"\n") == 1


def test_the_command_line_is_there_before_anything_heavy_is_imported() -> None:
    heavy = ("torch", "sklearn", "scipy", "polars", "networkx", "numpy", "PySide6", "ui", "rich")
    code = f"import sys, netbuilder.cli; sys.stdout.write(repr([name for name in {heavy} if name in sys.modules]))"
    done = finished([sys.executable, "-c", code])
    assert (done.stdout, done.stderr) == ("[]", "")


def test_the_version_is_said_in_one_line() -> None:
    done = finished([*PROGRAM, "--version"])
    assert (done.returncode, done.stdout, done.stderr) == (0, f"netbuilder {__version__}\n", "")


@pytest.mark.parametrize("command", [("check",), ("check", "--json"), ("data",), ("export", "--to", "pytorch")])
def test_an_output_that_takes_no_more_is_told_in_one_line(moons: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        by = subprocess.Popen if command[0] == "export" else Forked
        done = finished([*PROGRAM, *command, str(moons)], by=by, stdout=full)
    assert done.returncode == 1
    assert done.stderr == "The output cannot be written: the disk is full. Free some space, or choose another folder.\n"


def test_closed_streams_lead_nowhere(moons: Path) -> None:
    done = finished(["sh", "-c", '"$@" 0<&- 1>&- 2>&-', "sh", *PROGRAM, "train", str(moons), "--json"])
    assert_trained(moons, done)


AS_PYTHON_STARTS = """
import os, sys
os.close({number})
sys.{name} = sys.__{name}__ = None
from netbuilder.__main__ import main
main()
"""


@pytest.mark.parametrize(("number", "name"), [(0, "stdin"), (1, "stdout"), (2, "stderr")])
def test_a_closed_stream_leads_nowhere(moons: Path, number: int, name: str) -> None:
    code = AS_PYTHON_STARTS.format(number=number, name=name)
    done = finished([sys.executable, "-c", code, "train", str(moons), "--json"], by=Forked)
    assert_trained(moons, done)


def assert_trained(moons: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert len((moons.parent / "moons.runs" / "1" / "history.csv").read_text(encoding="utf-8").splitlines()) == 5


def test_ctrl_c_while_the_program_is_being_imported_ends_it_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "typer").mkdir()  # the first thing that the command line imports, made to take long
    (tmp_path / "typer" / "__init__.py").write_text(
        "import time\nprint('importing', flush=True)\nwhile True:\n    time.sleep(0.05)\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running([*PROGRAM, "--version"], env=environment, **streams) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "importing\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=patience.PROGRAM_SECONDS)
    assert (process.returncode, errors) == (1, "Interrupted.\n")
