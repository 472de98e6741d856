"""The files of kept experiments: what they are called, and which there are."""

from __future__ import annotations

import re
from pathlib import Path

from netbuilder.files.open_folder import OpenFolder

NAME = "bias-variance-{number}.json"
_NAMED = re.compile(r"bias-variance-([1-9]\d{0,8})\.json")


def numbered(folder: Path) -> list[tuple[int, Path]]:
    """The numbers and the files of those in a folder, in order; none where it cannot be read."""
    try:
        with OpenFolder(folder) as held, held.entries() as entries:
            names = [match for entry in entries if (match := _NAMED.fullmatch(entry.name))]
    except OSError:
        return []
    return sorted((int(match[1]), folder / match[0]) for match in names)
