"""The project file as it is written down: what keys it has and of what kind, before anything is built from it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netbuilder.files.reasons import readable
from netbuilder.graph.annotations import SMALLEST, AnnotationKind, Colour
from netbuilder.graph.blocks import BlockColour
from netbuilder.graph.graph import LONGEST_NAME

FORMAT = "netbuilder project"
FARTHEST = 1e7

Coordinate = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST, allow_inf_nan=False)]
Place = Annotated[list[Coordinate], Field(min_length=2, max_length=2)]
Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Identifier = Annotated[str, Field(min_length=1, max_length=200)]


class Entry(BaseModel):
    """A part of the file. Only declared keys, and only values of the very kind."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


class NodeEntry(Entry):
    """A node: one line of the file.

    ``muted``: the network does without it; ``inputs``, ``outputs``: the ports of a layer that the version which wrote
    the file did not know, otherwise empty.
    """

    id: Identifier
    type: Identifier
    name: Name = ""
    muted: bool = False
    colour: Colour = "usual"
    parameters: dict[str, Any] = {}
    inputs: list[Identifier] = []
    outputs: list[Identifier] = []


class WireEntry(Entry):
    """A wire: one line of the file. A port that is not named is the first one of its node.

    ``via``: the points that it passes through.
    """

    source: str = Field(alias="from")
    source_port: Identifier | None = Field(default=None, alias="output")
    target: str = Field(alias="to")
    target_port: Identifier | None = Field(default=None, alias="input")
    via: list[Place] = []


class DatasetEntry(Entry):
    """The chosen data set."""

    type: Identifier
    parameters: dict[str, Any] = {}


class DataEntry(Entry):
    """The data settings: the data set, and beside it whatever ``DataSettings`` declares."""

    model_config = ConfigDict(extra="allow")

    dataset: DatasetEntry


class BlockUseEntry(Entry):
    """The parameters of a node that uses a block."""

    block: Identifier
    repeat: int = 1
    shared: bool = False
    overrides: dict[str, Any] = {}


Size = Annotated[float, Field(ge=SMALLEST, le=FARTHEST, allow_inf_nan=False)]


class AnnotationEntry(Entry):
    """A frame or a note: one line of the file. ``text``: one line each."""

    kind: AnnotationKind
    place: Place
    size: Annotated[list[Size], Field(min_length=2, max_length=2)]
    text: list[str] = []
    colour: Colour = "usual"


class DrawingEntry(Entry):
    """A drawing: the project's own, or that of a block."""

    nodes: list[NodeEntry]
    wires: list[WireEntry]
    layout: dict[str, Place] = {}
    annotations: dict[Identifier, AnnotationEntry] = {}


class BlockEntry(DrawingEntry):
    """The definition of a block. ``parameters``: by its name outside, the node and the parameter of each place;
    ``note``: one line each."""

    name: Name
    in_tensors: bool = False
    colour: BlockColour = "usual"
    note: list[str] = []
    parameters: dict[
        Identifier, Annotated[list[Annotated[list[Identifier], Field(min_length=2, max_length=2)]], Field(min_length=1)]
    ] = {}


class ProjectEntry(DrawingEntry):
    """The whole file, without format and version. ``notes``: one line each."""

    data: DataEntry
    training: dict[str, Any]
    notes: list[str] = []
    blocks: dict[Identifier, BlockEntry] = {}


def entries(document: dict[str, Any]) -> ProjectEntry:
    """The document's parts, each of the right kind. Raises FileError that names the first that is not."""
    try:
        return ProjectEntry.model_validate(document)
    except ValidationError as error:
        raise readable(error) from error
