"""Folders made where something is to be kept."""

from __future__ import annotations

from pathlib import Path

from netbuilder.errors import FileError
from netbuilder.system_errors import why_not_written


def make_folder(folder: Path) -> None:
    """Make the folder, and those that it lies in, where they are not there yet. Raises FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_be_made(folder, error) from error


def cannot_be_made(folder: Path, error: OSError) -> FileError:
    """The sentence for a folder that the system refuses."""
    return FileError(
        "the folder “{folder}” cannot be created: {reason}", folder=folder.name, reason=why_not_written(error)
    )
