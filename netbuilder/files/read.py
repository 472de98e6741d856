"""Opening a project: parse, migrate, build. A whole project comes out, or a FileError; no code of the file runs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from netbuilder.data.base import Dataset
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.data.unknown import UnknownDataset
from netbuilder.declaration import Kind
from netbuilder.errors import FileError, UserError
from netbuilder.files.drawings import annotations_in, blocks, drawing, reroutes_in
from netbuilder.files.migrations import PROJECT
from netbuilder.files.parse import parse, read_bytes
from netbuilder.files.reasons import brief
from netbuilder.files.schema import FORMAT, DataEntry, entries
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings


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


def embedded(document: dict[str, Any], base: Path | None, *, name: str) -> Project:
    """The project in a part of a larger file, which is called ``name`` in messages. Raises what ``loads`` raises."""
    try:
        text = json.dumps(document)
    except (ValueError, RecursionError) as error:  # a number of more digits than Python prints
        raise FileError("“{file}” is damaged: the project in it cannot be read.", file=name) from error
    return loads(text.encode(), base, name=name)


def _current(document: Any) -> dict[str, Any]:
    """The document in the current version of the format, without its marks."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FileError("it is not a project file: its “format” is not “{format}”.", format=FORMAT)
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise FileError("its “version” must be a whole number of at least 1, but is {value}.", value=brief(version))
    if version > PROJECT.current:
        raise FileError(
            "it was saved by a newer NetBuilder (format {version}; this one reads up to {current}). "
            "Update NetBuilder, or open the file in the one that saved it.",
            version=version,
            current=PROJECT.current,
        )
    rest = {key: value for key, value in document.items() if key not in ("format", "version")}
    return PROJECT.migrate(rest, version)


def _build(document: dict[str, Any], base: Path | None) -> Project:
    parts = entries(document)
    definitions = blocks(parts.blocks)
    graph, layout = drawing(parts, definitions)
    return Project(
        graph=graph,
        layout=layout,
        data=_data(parts.data, base),
        training=TrainingSettings.from_file(parts.training),
        notes="\n".join(parts.notes),
        blocks=definitions,
        annotations=annotations_in(parts.annotations),
        reroutes=reroutes_in(parts.wires, graph.nodes),
    )


def _data(entry: DataEntry, base: Path | None) -> DataSettings:
    settings = DataSettings.from_file({**DataSettings.brief, **(entry.__pydantic_extra__ or {})})
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
