"""A terminal that is closed while a command works in it: the work is ended and kept, unless nohup was asked for."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import patience
from tests.forking.forked import Forked
from tests.programs import running

pytestmark = pytest.mark.usefixtures("hangup_heard")

PROGRAM = [sys.executable, "-m", "netbuilder"]
ENDLESS = ["--epochs", "1000000"]


@contextlib.contextmanager
def in_a_terminal(
    command: list[str], by: type[subprocess.Popen[Any]] = subprocess.Popen
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A command in a terminal of its own, and the other end of that terminal."""
    ours, theirs = pty.openpty()
    take_it = lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # noqa: E731
    streams: dict[str, Any] = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with running(command, by=by, start_new_session=True, preexec_fn=take_it, **streams) as process:
        os.close(theirs)
        yield process, ours


def wait_for(terminal: int, text: bytes) -> None:
    seen = b""
    while text not in seen:
        seen += os.read(terminal, 4096)


def reason(runs: Path) -> object:
    return json.loads((runs / "1" / "settings.json").read_text(encoding="utf-8"))["reason"]


def test_closing_the_terminal_stops_training_and_keeps_the_run(moons: Path) -> None:
    with in_a_terminal([*PROGRAM, "train", str(moons), *ENDLESS]) as (process, terminal):
        wait_for(terminal, b"validation")
        os.close(terminal)
        assert process.wait(timeout=patience.PROGRAM_SECONDS) == 0
    assert reason(moons.parent / "moons.runs") == "stopped"


def test_closing_the_terminal_keeps_what_an_experiment_has_measured(moons: Path) -> None:
    sweep = "training.epochs=1,1000000"
    command = [*PROGRAM, "bias-variance", str(moons), "--resamples", "2", "--sweep", sweep]
    with in_a_terminal(command, Forked) as (process, terminal):
        wait_for(terminal, b"(2 of 2)")
        os.close(terminal)
        assert process.wait(timeout=patience.PROGRAM_SECONDS) == 0
    assert (moons.parent / "moons.runs" / "bias-variance-1.json").is_file()


def test_a_shell_that_passes_the_hangup_on_as_well_does_no_harm(moons: Path) -> None:
    command = [*PROGRAM, "train", str(moons), *ENDLESS]
    with running(command, by=Forked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert any(line.startswith("Epoch 1/") for line in process.stderr)
        while process.poll() is None:
            process.send_signal(signal.SIGHUP)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.02)
        output, _ = process.communicate()
    assert process.returncode == 0
    assert output.startswith("Stopped after epoch ")
    assert reason(moons.parent / "moons.runs") == "stopped"


def test_training_begun_with_nohup_goes_on(moons: Path) -> None:
    command = ["nohup", *PROGRAM, "train", str(moons), "--epochs", "1000"]
    with running(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert any(line.startswith("Epoch 1/") for line in process.stderr)
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=patience.PROGRAM_SECONDS)
    assert process.returncode == 0
    assert reason(moons.parent / "moons.runs") == "completed"
