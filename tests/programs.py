"""Another program beside a test, which ends with it whatever becomes of the test."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def running(command: Sequence[str], **how: Any) -> Iterator[subprocess.Popen[str]]:
    """As ``subprocess.Popen`` of text; at the end the program is killed, for the end of a Popen waits for ever."""
    with subprocess.Popen(command, text=True, **how) as program:
        try:
            yield program
        finally:
            program.kill()
