"""A comparison that is ended leaves no script running, and no folder behind."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from time import monotonic, sleep

from netbuilder.files.write import write
from tests.drawing import drawn
from tests.patience import PROGRAM_SECONDS
from tests.programs import running


def scripts_of(process: int) -> list[Path]:
    """The scripts that a comparison has running, as Linux tells."""
    started = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [Path(f"/proc/{number}") for number in started if runs(Path(f"/proc/{number}"))]


def runs(process: Path) -> bool:
    """Whether a process runs a script; one that has ended has no command any more."""
    try:
        return b"verification.child" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def test_a_comparison_that_is_ended_ends_the_script_of_the_moment_first(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.netb", tmp_path / "temporary"
    folder.mkdir()
    write(file, drawn(("dense", {"units": 2}), rows=40, epochs=1))
    command = [sys.executable, "-m", "netbuilder.verification.stream", str(file), "pytorch"]
    with running(command, env={**os.environ, "TMPDIR": str(folder)}) as comparison:
        end = monotonic() + PROGRAM_SECONDS
        while not (scripts := scripts_of(comparison.pid)) and monotonic() < end:
            sleep(0.01)
        (script,) = scripts
        sleep(0.2)  # its parent has seen it start
        assert any(folder.iterdir())
        comparison.send_signal(signal.SIGTERM)
        assert comparison.wait(PROGRAM_SECONDS) == 128 + signal.SIGTERM
        assert not runs(script)
    assert not any(folder.iterdir())
