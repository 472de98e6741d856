"""Other programs that a test starts. None outlives its test, and none is waited for without end.

``by=Forked`` and ``by=ForkedTensorFlow``: a program of this Python begins with its imports done (``tests.forking``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from threading import Timer
from typing import Any

from tests.patience import PROGRAM_SECONDS


def finished(
    command: Sequence[str | Path], *, by: type[Popen[Any]] = Popen, check: bool = False, **how: Any
) -> CompletedProcess[Any]:
    """As ``subprocess.run``, with both streams as text. Raises TimeoutExpired after ``PROGRAM_SECONDS``."""
    with by(command, **{"stdout": PIPE, "stderr": PIPE, "text": True, **how}) as program:
        try:
            output, errors = program.communicate(timeout=PROGRAM_SECONDS)
        finally:
            program.kill()
    done = CompletedProcess(program.args, program.returncode, output, errors)
    if check:
        done.check_returncode()
    return done


@contextmanager
def running(command: Sequence[str | Path], *, by: type[Popen[Any]] = Popen, **how: Any) -> Iterator[Popen[str]]:
    """As ``subprocess.Popen`` of text. The program is killed at the end, and after ``PROGRAM_SECONDS``: so whoever
    reads what it writes is not kept waiting."""
    with by(command, text=True, **how) as program:
        killer = Timer(PROGRAM_SECONDS, program.kill)
        killer.start()
        try:
            yield program
        finally:
            killer.cancel()
            program.kill()
