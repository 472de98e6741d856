"""Folders made where something is to be kept."""

from __future__ import annotations

from pathlib import Path

from netbuilder.errors import FileError


def make_folder(folder: Path) -> None:
    """Make the folder, and those that it lies in, where they are not there yet. Raises FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            "the folder “{folder}” cannot be made: {reason}.",
            folder=folder.name,
            reason=error.strerror or type(error).__name__,
        ) from error
