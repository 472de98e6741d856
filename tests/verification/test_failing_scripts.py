"""A script that does not come to its end is a sentence in the table, whatever ended it."""

from __future__ import annotations

from pathlib import Path

import pytest

from netbuilder.verification import comparison
from netbuilder.verification.job import JOB, SCRIPT, Job


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
            "The script crashed: the operating system ended it",
        ),
        ("raise ValueError('no rows')", "The script failed: ValueError: no rows"),
        ("import os; os._exit(3)", "The script failed: exit code 3"),
    ],
    ids=["killed", "raised", "left"],
)
def test_it_is_said_what_ended_it(tmp_path: Path, script: str, said: str) -> None:
    Job("torch", "weights.safetensors", epochs=1, seed=0, rows=1).write(tmp_path / JOB)
    (tmp_path / SCRIPT).write_text(script, encoding="utf-8")
    assert str(comparison.run([tmp_path])).startswith(said)
