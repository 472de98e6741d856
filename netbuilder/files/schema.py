"""The project file as it is written down: what keys it has and of what kind, before anything is built from it."""

from __future__ import annotations

import reprlib
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netbuilder.errors import FileError

FORMAT = "netbuilder project"
MOST_PORTS = 1000
FARTHEST = 1e7

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
Identifier = Annotated[str, Field(min_length=1, max_length=200)]


class Entry(BaseModel):
    """A part of the file. Only declared keys, and only values of the very kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class NodeEntry(Entry):
    """A node: one line of the file."""

    id: Identifier
    type: Identifier
    name: str = ""
    parameters: dict[str, Any] = {}


class WireEntry(Entry):
    """A wire: one line of the file. ``port`` is the number of the input, counted from 0."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    port: Annotated[int, Field(ge=0, lt=MOST_PORTS)] = 0


class DatasetEntry(Entry):
    """The chosen data set."""

    type: Identifier
    parameters: dict[str, Any] = {}


class DataEntry(Entry):
    """The data settings: the data set, and beside it whatever ``DataSettings`` declares."""

    model_config = ConfigDict(extra="allow")

    dataset: DatasetEntry


class ProjectEntry(Entry):
    """The whole file, without format and version. ``notes``: one line each."""

    nodes: list[NodeEntry]
    wires: list[WireEntry]
    data: DataEntry
    training: dict[str, Any]
    notes: list[str] = []
    layout: dict[str, Annotated[list[Coordinate], Field(min_length=2, max_length=2)]] = {}


def entries(document: dict[str, Any]) -> ProjectEntry:
    """The document's parts, each of the right kind. Raises FileError that names the first that is not."""
    try:
        return ProjectEntry.model_validate(document)
    except ValidationError as error:
        raise _readable(error) from error


def _readable(error: ValidationError) -> FileError:
    first = error.errors(include_url=False)[0]
    where = place(first["loc"])
    if first["type"] == "missing":
        return FileError("“{where}” is missing.", where=where)
    if first["type"] == "extra_forbidden":
        return FileError("“{where}” has no meaning here. Remove it, or check its spelling.", where=where)
    value = brief(first["input"])
    return FileError("“{where}”: {reason}, but it is {value}.", where=where, reason=first["msg"], value=value)


def place(location: tuple[int | str, ...]) -> str:
    """Where in the file: "nodes[3].id". Entries are counted from 1."""
    text = ""
    for part in location:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def brief(value: object) -> str:
    """A value as it fits into a sentence."""
    return reprlib.repr(value)
