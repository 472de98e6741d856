"""Compares every framework with the program and tells each comparison at once: ``python -m … FILE [TARGET …]``.

A line of JSON for each: a comparison as ``Comparison.plain`` gives it, or ``{"problem": …}`` where the project cannot
be compared at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from netbuilder.errors import UserError
from netbuilder.files.read import read
from netbuilder.verification.verify import verify


def main(path: Path, targets: Sequence[str]) -> None:
    """Write the comparisons of a project file to the standard output."""
    try:
        for comparison in verify(read(path), targets):
            _tell(comparison.plain())
    except UserError as error:
        _tell({"problem": str(error)})


def _tell(values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
