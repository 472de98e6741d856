"""Compares every framework with the program and tells each comparison at once: ``python -m … FILE [TARGET …]``.

A line of JSON for each: a comparison as ``Comparison.plain`` gives it, or ``{"problem": …}`` where the project cannot
be compared at all.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from netbuilder.errors import UserError
from netbuilder.files.read import read
from netbuilder.verification.verify import verify


def main(path: Path, targets: Sequence[str]) -> None:
    """Write the comparisons of a project file to the standard output. SIGTERM ends the script that runs, too."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        for comparison in verify(read(path), targets):
            _tell(comparison.plain())
    except UserError as error:
        _tell({"problem": str(error)})


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave in order, so that the script of the moment is ended and its folder is removed."""
    raise SystemExit(128 + number)


def _tell(values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2:])
    except SystemExit:
        os._exit(128 + signal.SIGTERM)  # the interpreter itself takes a second to leave once torch is imported
