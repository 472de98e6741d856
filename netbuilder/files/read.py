"""Opening a project: parse, migrate, build. A whole project comes out, or a FileError; no code of the file runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from netbuilder.data.base import Dataset
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.data.unknown import UnknownDataset
from netbuilder.declaration import Kind
from netbuilder.errors import FileError, UserError
from netbuilder.files.migrations import PROJECT
from netbuilder.files.parse import parse, read_bytes
from netbuilder.files.schema import FORMAT, DataEntry, NodeEntry, WireEntry, brief, entries
from netbuilder.graph import Graph, Node, NodeId, Wire
from netbuilder.layers import Layer, UnknownLayer, layer_types
from netbuilder.project import Position, Project
from netbuilder.training.settings import TrainingSettings

SPACING: Position = (0.0, 120.0)


def read(path: Path) -> Project:
    """The project in a file. Raises FileError, naming the file and what is wrong with it."""
    return loads(read_bytes(path), path.parent, name=path.name)


def loads(data: bytes, base: Path | None, *, name: str = "project") -> Project:
    """The project in the bytes of a file that lies in the folder ``base`` and is called ``name`` in messages.

    Data files are given absolute paths, counted from ``base`` where the file says relative ones. Raises FileError.
    """
    try:
        return _build(_current(parse(data)), base)
    except UserError as error:
        raise FileError("“{file}” cannot be opened: {problem}", file=name, problem=error.message) from error


def _current(document: Any) -> dict[str, Any]:
    """The document in the current version of the format, without its marks."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FileError("it is not a project file: its “format” is not “{format}”.", format=FORMAT)
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise FileError("its “version” must be a whole number from 1, but is {value}.", value=brief(version))
    if version > PROJECT.current:
        raise FileError(
            "it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). "
            "Install the newest version to open it.",
            version=version,
            current=PROJECT.current,
        )
    rest = {key: value for key, value in document.items() if key not in ("format", "version")}
    return PROJECT.migrate(rest, version)


def _build(document: dict[str, Any], base: Path | None) -> Project:
    parts = entries(document)
    graph = Graph(_nodes(parts.nodes, parts.wires), frozenset(_wires(parts.wires, {node.id for node in parts.nodes})))
    return Project(
        graph=graph,
        layout=_layout(graph.nodes, {node: (x, y) for node, (x, y) in parts.layout.items()}),
        data=_data(parts.data, base),
        training=TrainingSettings.from_file(parts.training),
        notes="\n".join(parts.notes),
    )


def _nodes(found: Sequence[NodeEntry], wires: Iterable[WireEntry]) -> dict[NodeId, Node]:
    ports: dict[NodeId, int] = {}
    for wire in wires:
        ports[wire.target] = max(ports.get(wire.target, 1), wire.port + 1)
    nodes: dict[NodeId, Node] = {}
    for entry in found:
        if entry.id in nodes:
            raise FileError("two nodes have the id “{id}”. Give one of them another.", id=entry.id)
        nodes[entry.id] = Node(entry.id, _layer(entry, ports.get(entry.id, 1)), entry.name)
    return nodes


def _layer(entry: NodeEntry, ports: int) -> Layer:
    known = layer_types().get(entry.type)
    if known is None:
        return UnknownLayer(original_type=entry.type, original_values=entry.parameters, port_count=ports)
    try:
        return known.from_file(entry.parameters)
    except UserError as error:
        raise FileError("the node “{node}”: {problem}", node=entry.name or entry.id, problem=error.message) from error


def _wires(found: Iterable[WireEntry], nodes: set[NodeId]) -> Iterable[Wire]:
    for entry in found:
        for end in (entry.source, entry.target):
            if end not in nodes:
                raise FileError(
                    "a wire leads from “{source}” to “{target}”, but there is no node “{missing}”.",
                    source=entry.source,
                    target=entry.target,
                    missing=end,
                )
        yield Wire(entry.source, entry.target, entry.port)


def _layout(nodes: Iterable[NodeId], places: dict[NodeId, Position]) -> dict[NodeId, Position]:
    """A place for every node; those that a hand-written file does not place stand below one another."""
    return {node: places.get(node, (SPACING[0] * number, SPACING[1] * number)) for number, node in enumerate(nodes)}


def _data(entry: DataEntry, base: Path | None) -> DataSettings:
    settings = DataSettings.from_file(dict(entry.__pydantic_extra__ or {}))
    known = dataset_types().get(entry.dataset.type)
    if known is None:
        kept = UnknownDataset(original_type=entry.dataset.type, original_values=entry.dataset.parameters)
        return settings.with_(dataset=kept)
    return settings.with_(dataset=_with_absolute_files(known.from_file(entry.dataset.parameters), base))


def _with_absolute_files(dataset: Dataset, base: Path | None) -> Dataset:
    """Paths as the file says them, counted from the folder of the file."""
    if base is None:
        return dataset
    files = [row.name for row in dataset.parameters_declared() if row.kind is Kind.FILE]
    values = dataset.values()
    changes = {name: os.path.abspath(base / values[name]) for name in files if values[name]}
    return dataset.with_(**changes) if changes else dataset
