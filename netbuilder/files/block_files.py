"""Blocks as files of their own: one block, with those that it uses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from netbuilder.errors import FileError, UserError
from netbuilder.files.atomic import write_atomically
from netbuilder.files.drawings import blocks
from netbuilder.files.migrations import PROJECT
from netbuilder.files.parse import parse, read_bytes
from netbuilder.files.reasons import brief, readable
from netbuilder.files.schema import BlockEntry, Entry, Identifier
from netbuilder.files.write import document, drawing_sections
from netbuilder.graph.blocks import BLOCK, Block, BlockId
from netbuilder.graph.graph import Graph
from netbuilder.layers.catalogue import known_layer_types
from netbuilder.project.block_links import blocks_within

FORMAT = "netbuilder block"
SUFFIX = ".netblock"
FIRST = 3
"""The first version of the format in which there were blocks."""


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """What a file holds: the id of its block, and the definitions by id, that block's among them."""

    block: BlockId
    blocks: Mapping[BlockId, Block]

    @property
    def definition(self) -> Block:
        """The block itself."""
        return self.blocks[self.block]


class BlockFileEntry(Entry):
    """The whole file, without format and version."""

    block: Identifier
    blocks: dict[Identifier, BlockEntry]


def kept(blocks: Mapping[BlockId, Block], block: BlockId) -> KeptBlock:
    """A block of a project, with those that it uses."""
    return KeptBlock(block, {**blocks_within(blocks[block].graph), block: blocks[block]})


def block_text(block: KeptBlock) -> str:
    """The text of such a file. The same block makes the same text."""
    sections = {
        "block": json.dumps(block.block),
        "blocks": drawing_sections(Graph(), {}, block.blocks, {}, {})["blocks"],
    }
    return document(FORMAT, sections)


def write_block(path: Path, block: KeptBlock) -> None:
    """Save a block. Raises FileError, with the file as it was, where that is not possible."""
    write_atomically(path, block_text(block).encode())


def read_block(path: Path) -> KeptBlock:
    """The block in a file. Raises FileError, naming the file and what is wrong with it."""
    return parse_block(read_bytes(path), name=path.name)


def parse_block(data: bytes, *, name: str) -> KeptBlock:
    """The block in the bytes of a file that is called ``name`` in messages. Raises FileError."""
    try:
        return _built(_current(parse(data)))
    except UserError as error:
        raise FileError("“{file}” cannot be used: {problem}", file=name, problem=error.message) from error


def _current(content: Any) -> dict[str, Any]:
    """The content in the current version of the format, without its marks."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileError("it is not a block: its “format” is not “{format}”.", format=FORMAT)
    version = content.get("version")
    if type(version) is not int or version < FIRST:
        raise FileError(
            "its “version” must be a whole number of at least {first}, but is {value}.",
            first=FIRST,
            value=brief(version),
        )
    if version > PROJECT.current:
        raise FileError(
            "it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). "
            "Update NetBuilder, or use the block in the one that saved it.",
            version=version,
            current=PROJECT.current,
        )
    return {key: value for key, value in content.items() if key not in ("format", "version")}


def _built(content: dict[str, Any]) -> KeptBlock:
    try:
        entry = BlockFileEntry.model_validate(content)
    except ValidationError as error:
        raise readable(error) from error
    _require_known(entry.blocks)
    found = blocks(entry.blocks)
    if entry.block not in found:
        raise FileError("there is no block “{block}” in the file.", block=entry.block)
    return KeptBlock(entry.block, found)


def _require_known(entries: Mapping[BlockId, BlockEntry]) -> None:
    """Refuse layers that this version does not have, before anything else is said of them."""
    known = {BLOCK, *known_layer_types()}
    for node in (node for entry in entries.values() for node in entry.nodes):
        if node.type not in known:
            raise FileError(
                "its layer “{layer}” is not known here. Install the newest version of NetBuilder to use it.",
                layer=node.type,
            )
