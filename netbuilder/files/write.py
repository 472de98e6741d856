"""Saving a project: JSON text made for git, with a node, a wire, a place or a setting on each line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from netbuilder.data.base import Dataset
from netbuilder.data.settings import DataSettings
from netbuilder.data.unknown import UnknownDataset
from netbuilder.declaration import Kind
from netbuilder.files.atomic import write_atomically
from netbuilder.files.migrations import PROJECT
from netbuilder.files.schema import FARTHEST, FORMAT
from netbuilder.graph import Node, Wire
from netbuilder.layers import UnknownLayer
from netbuilder.project import Project


def write(path: Path, project: Project) -> None:
    """Save a project. Raises FileError, with the file as it was, where that is not possible."""
    write_atomically(path, dumps(project, path.parent).encode())


def dumps(project: Project, base: Path | None) -> str:
    """The text of a project file in the folder ``base``; data files below it are written relative to it.

    The same project makes the same text. Places are rounded to half a unit.
    """
    graph = project.graph
    sections = {
        "format": _line(FORMAT),
        "version": _line(PROJECT.current),
        "notes": _list(map(_line, project.notes.split("\n") if project.notes else [])),
        "nodes": _list(_line(_node(node)) for node in graph.nodes.values()),
        "wires": _list(_line(_wire(wire)) for wire in sorted(graph.wires)),
        "data": _block(_data(project, base)),
        "training": _block(project.training.values()),
        "layout": _table({node: project.layout[node] for node in graph.nodes if node in project.layout}),
    }
    text = ",\n".join(f"  {_line(name)}: {value}" for name, value in sections.items())
    return _without_surrogates(f"{{\n{text}\n}}\n")


def _node(node: Node) -> dict[str, Any]:
    layer = node.layer
    if isinstance(layer, UnknownLayer):
        kind, parameters = layer.original_type, layer.original_values
    else:
        kind, parameters = layer.type, layer.values()
    return {"id": node.id, "type": kind, **({"name": node.name} if node.name else {}), "parameters": parameters}


def _wire(wire: Wire) -> dict[str, Any]:
    return {"from": wire.source, "to": wire.target, "port": wire.port}


def _data(project: Project, base: Path | None) -> dict[str, Any]:
    dataset = project.data.dataset
    if isinstance(dataset, UnknownDataset):
        written = {"type": dataset.original_type, "parameters": dataset.original_values}
    else:
        written = {"type": dataset.type, "parameters": _with_relative_files(dataset, base)}
    usual = DataSettings.model_fields
    values = {
        name: value
        for name, value in project.data.values().items()
        if name not in DataSettings.brief or value != usual[name].default
    }
    return {**values, "dataset": written}


def _with_relative_files(dataset: Dataset, base: Path | None) -> dict[str, Any]:
    values = dataset.values()
    for row in dataset.parameters_declared():
        if row.kind is Kind.FILE and values[row.name]:
            values[row.name] = _relative(Path(values[row.name]), base)
    return values


def _relative(path: Path, base: Path | None) -> str:
    """The path from the project's folder where it lies below it, with forward slashes on every system."""
    folder = Path(os.path.abspath(base)) if base is not None else None
    return (path.relative_to(folder) if folder and path.is_relative_to(folder) else path).as_posix()


def _place(position: tuple[float, float]) -> list[float]:
    rounded = [round(min(max(value, -FARTHEST), FARTHEST) * 2) / 2 for value in position]
    return [int(value) if value == int(value) else value for value in rounded]


def _table(places: Mapping[str, tuple[float, float]]) -> str:
    return _braced([f"    {_line(node)}: {_line(_place(place))}" for node, place in places.items()], "{}", "  ")


def _list(items: Iterable[str]) -> str:
    return _braced([f"    {item}" for item in items], "[]", "  ")


def _block(values: Mapping[str, Any], indent: str = "  ") -> str:
    """An object with one key a line, and so the objects in it."""
    rows = []
    for name, value in values.items():
        text = _block(value, indent + "  ") if isinstance(value, dict) else _line(value)
        rows.append(f"{indent}  {_line(name)}: {text}")
    return _braced(rows, "{}", indent)


def _braced(rows: list[str], braces: str, indent: str) -> str:
    return f"{braces[0]}\n" + ",\n".join(rows) + f"\n{indent}{braces[1]}" if rows else braces


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _without_surrogates(text: str) -> str:
    """Half characters, as a broken paste may leave them, cannot be saved: the usual mark for "unreadable" stands in."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
