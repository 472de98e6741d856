"""A piece of a drawing as text, as it is on the clipboard: written and read as a project file is."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from netbuilder.errors import FileError
from netbuilder.files.drawings import annotations_in, blocks, drawing, reroutes_in
from netbuilder.files.migrations import PROJECT
from netbuilder.files.parse import parse
from netbuilder.files.reasons import readable
from netbuilder.files.schema import BlockEntry, DrawingEntry, Identifier
from netbuilder.files.write import document, drawing_sections
from netbuilder.graph.graph import Graph
from netbuilder.project.edits import Fragment

FORMAT = "netbuilder fragment"


class FragmentEntry(DrawingEntry):
    """The whole text, without format and version."""

    blocks: dict[Identifier, BlockEntry] = {}


def fragment_text(fragment: Fragment) -> str:
    """The fragment as JSON text."""
    graph = Graph({node.id: node for node in fragment.nodes}, frozenset(fragment.wires))
    marks = {f"{one.kind}_{number}": one for number, one in enumerate(fragment.annotations)}
    return document(FORMAT, drawing_sections(graph, fragment.layout, fragment.blocks, marks, fragment.reroutes))


def parse_fragment(data: bytes) -> Fragment:
    """The fragment in such a text. Raises FileError where it is none, or where another version wrote it."""
    content: Any = parse(data)
    if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
        raise FileError("it is not part of a network.")
    if content.pop("version", None) != PROJECT.current:
        raise FileError("it was copied in another version of NetBuilder. Copy it again in this one.")
    try:
        entry = FragmentEntry.model_validate(content)
    except ValidationError as error:
        raise readable(error) from error
    known = blocks(entry.blocks)
    graph, layout = drawing(entry, known)
    marks = tuple(annotations_in(entry.annotations).values())
    reroutes = reroutes_in(entry.wires, graph.nodes)
    return Fragment(tuple(graph.nodes.values()), tuple(sorted(graph.wires)), layout, known, marks, reroutes)
