"""Runs brought from one folder into another, as when a project gets a file of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from netbuilder.errors import FileError
from netbuilder.runs.folder import RunsFolder, number_of
from netbuilder.runs.run_lock import is_being_written
from netbuilder.system_errors import why_not_written


def move_runs(source: RunsFolder, target: RunsFolder) -> dict[Path, Path]:
    """Bring the runs over, numbered on from those that lie there. Returns where each that has come lay, and lies now.

    A run that is being written, by another window perhaps, stays where it is. Raises FileError.
    """
    runs = sorted((path for path in source.folders() if number_of(path)), key=number_of)
    taken = max(map(number_of, target.folders()), default=0)
    moving = {path: target.path / str(number) for number, path in enumerate(_free(runs), taken + 1)}
    for path, place in moving.items():
        target.make()
        try:
            shutil.move(path, place)
        except OSError as error:
            raise FileError(
                "run {number} cannot be moved: {reason}", number=number_of(path), reason=why_not_written(error)
            ) from error
    return moving


def _free(runs: Iterable[Path]) -> Iterator[Path]:
    """Those that nobody writes."""
    return (path for path in runs if not is_being_written(path))
