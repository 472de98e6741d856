"""Other programs that a test starts. None outlives its test, and none is waited for without end."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

from tests.patience import PROGRAM_SECONDS


def finished(command: Sequence[str | Path], **how: Any) -> subprocess.CompletedProcess[Any]:
    """As ``subprocess.run``, with both streams as text. Raises TimeoutExpired after ``PROGRAM_SECONDS``."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.run(command, **{**streams, "timeout": PROGRAM_SECONDS, **how})


@contextmanager
def running(command: Sequence[str | Path], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """As ``subprocess.Popen`` of text. The program is killed at the end, and after ``PROGRAM_SECONDS``: so whoever
    reads what it writes is not kept waiting."""
    with subprocess.Popen(command, text=True, **how) as program:
        killer = Timer(PROGRAM_SECONDS, program.kill)
        killer.start()
        try:
            yield program
        finally:
            killer.cancel()
            program.kill()
