"""What a user notes about a run: its name, whether it is pinned, and the repeats that it belongs to."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netbuilder.errors import FileError, MissingFileError
from netbuilder.files.regular import read_regular, write_regular

NOTES = "notes.json"
LONGEST_NAME = 80
MAX_BYTES = 2**16
"""No notes are longer: a name has at most 80 characters."""


class Notes(BaseModel):
    """``name``: empty where a run has but its number. ``group``: the same for all repeats of one project, otherwise
    empty."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str = Field("", max_length=LONGEST_NAME)
    pinned: bool = False
    group: str = Field("", max_length=LONGEST_NAME)


UNNOTED = Notes()


def read_notes(folder: Path) -> Notes:
    """The notes in the folder of a run; empty ones where there are none. Raises FileError where they are damaged."""
    try:
        return Notes.model_validate_json(read_regular(folder / NOTES, MAX_BYTES))
    except MissingFileError:
        return UNNOTED
    except ValidationError as error:
        raise FileError(
            "“{file}” is damaged: the name and the pin of this run are lost. Name it again.", file=NOTES
        ) from error


def write_notes(folder: Path, notes: Notes) -> None:
    """Keep the notes in the folder of a run, whole or not at all. Raises FileError."""
    write_regular(folder / NOTES, (notes.model_dump_json(indent=2) + "\n").encode())


def named(notes: Notes, name: str) -> Notes:
    """The notes with another name, of one line and not too long; an empty one takes the name away."""
    return notes.model_copy(update={"name": " ".join(name.split())[:LONGEST_NAME].rstrip()})
