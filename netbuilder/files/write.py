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
from netbuilder.graph.annotations import SMALLEST, Annotation, AnnotationId
from netbuilder.graph.blocks import BLOCK, Block, BlockId, BlockUse
from netbuilder.graph.graph import Graph, Node, NodeId, Position, Wire
from netbuilder.graph.reroutes import Reroutes
from netbuilder.layers import Layer, UnknownLayer
from netbuilder.layers.base import INPUT, OUTPUT
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings


def write(path: Path, project: Project) -> None:
    """Save a project. Raises FileError, with the file as it was, where that is not possible."""
    write_atomically(path, dumps(project, path.parent).encode())


def dumps(project: Project, base: Path | None) -> str:
    """The text of a project file in the folder ``base``; data files below it are written relative to it.

    The same project makes the same text. Places are rounded to half a unit.
    """
    sections = {
        "notes": _list(map(_line, project.notes.split("\n") if project.notes else [])),
        **drawing_sections(project.graph, project.layout, project.blocks, project.annotations, project.reroutes),
        "data": _block(_data(project, base)),
        "training": _block(_without_brief(project.training.values(), TrainingSettings.brief)),
    }
    sections["layout"] = sections.pop("layout")  # last, as it changes most often and matters least
    return document(FORMAT, sections)


def document(form: str, sections: Mapping[str, str]) -> str:
    """A whole file of some format: its marks, then its sections, each given as JSON text."""
    marked = {"format": _line(form), "version": _line(PROJECT.current), **sections}
    text = ",\n".join(f"  {_line(name)}: {value}" for name, value in marked.items())
    return _without_surrogates(f"{{\n{text}\n}}\n")


def drawing_sections(
    graph: Graph,
    layout: Mapping[NodeId, Position],
    blocks: Mapping[BlockId, Block],
    annotations: Mapping[AnnotationId, Annotation],
    reroutes: Reroutes,
) -> dict[str, str]:
    """The sections of a drawing as JSON text: its blocks and annotations, where it has any, nodes, wires and places."""
    return {
        **({"blocks": _blocks(blocks)} if blocks else {}),
        **_drawing(graph, reroutes),
        **_annotations(annotations),
        "layout": _layout(graph, layout),
    }


def _annotations(annotations: Mapping[AnnotationId, Annotation]) -> dict[str, str]:
    """The section of frames and notes; none where there are none."""
    rows = [f"    {_line(name)}: {_line(_annotation(one))}" for name, one in annotations.items()]
    return {"annotations": _braced(rows, "{}", "  ")} if rows else {}


def _annotation(one: Annotation) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "place": _place((one.x, one.y)),
        "size": [max(SMALLEST, value) for value in _place((one.width, one.height))],
        **({"text": one.text.split("\n")} if one.text else {}),
        **({"colour": one.colour} if one.colour != "usual" else {}),
    }


def _blocks(blocks: Mapping[BlockId, Block]) -> str:
    rows = (f"    {_line(name)}: {_block_definition(block)}" for name, block in blocks.items())
    return _braced(list(rows), "{}", "  ")


def _block_definition(block: Block) -> str:
    sections = {
        "name": _line(block.name),
        **({"in_tensors": _line(True)} if block.in_tensors else {}),
        **({"colour": _line(block.colour)} if block.colour != "usual" else {}),
        **({"note": _line(block.note.split("\n"))} if block.note else {}),
        "parameters": _line({name: [list(target) for target in targets] for name, targets in block.parameters.items()}),
        **_drawing(block.graph, block.reroutes),
        **_annotations(block.annotations),
        "layout": _layout(block.graph, block.layout),
    }
    rows = [f"  {_line(name)}: {text}" for name, text in sections.items()]
    return _braced(["    " + row.replace("\n", "\n    ") for row in rows], "{}", "    ")


def _drawing(graph: Graph, reroutes: Reroutes) -> dict[str, str]:
    return {
        "nodes": _list(_line(_node(node)) for node in graph.nodes.values()),
        "wires": _list(_line(_wire(wire, graph, reroutes.get(wire, ()))) for wire in sorted(graph.wires)),
    }


def _layout(graph: Graph, layout: Mapping[NodeId, Position]) -> str:
    return _table({node: layout[node] for node in graph.nodes if node in layout})


def _node(node: Node) -> dict[str, Any]:
    marks: dict[str, Any] = {"name": node.name} if node.name else {}
    if node.muted:
        marks["muted"] = True
    if node.colour != "usual":
        marks["colour"] = node.colour
    return {"id": node.id, **_layer(node.layer, marks)}


def _layer(layer: Layer, marks: dict[str, Any]) -> dict[str, Any]:
    if isinstance(layer, BlockUse):
        return {"type": BLOCK, **marks, "parameters": _use(layer)}
    if isinstance(layer, UnknownLayer):
        inputs = {} if layer.inputs == (INPUT,) else {"inputs": layer.inputs}
        outputs = {} if layer.outputs == (OUTPUT,) else {"outputs": layer.outputs}
        return {"type": layer.original_type, **marks, "parameters": layer.original_values, **inputs, **outputs}
    return {"type": layer.type, **marks, "parameters": _without_brief(layer.values(), layer.brief)}


def _use(use: BlockUse) -> dict[str, Any]:
    """The block and what differs from a plain use of it."""
    changed: dict[str, Any] = {"repeat": use.repeat} if use.repeat > 1 else {}
    if use.shared:
        changed["shared"] = True
    return {"block": use.block, **changed, **({"overrides": use.overrides} if use.overrides else {})}


def _wire(wire: Wire, graph: Graph, points: Iterable[Position]) -> dict[str, Any]:
    """Its ends, and the points that it passes through, if any. Ports are named unless they are the usual ones, which a
    layer with one of a kind has."""
    plain_start = wire.source_port == OUTPUT and graph.nodes[wire.source].layer.output_ports()[:1] in ((OUTPUT,), ())
    plain_end = wire.target_port == INPUT and graph.nodes[wire.target].layer.input_ports()[:1] in ((INPUT,), ())
    output = {} if plain_start else {"output": wire.source_port}
    entry = {} if plain_end else {"input": wire.target_port}
    via = {"via": [_place(place) for place in points]} if points else {}
    return {"from": wire.source, **output, "to": wire.target, **entry, **via}


def _data(project: Project, base: Path | None) -> dict[str, Any]:
    dataset = project.data.dataset
    if isinstance(dataset, UnknownDataset):
        written = {"type": dataset.original_type, "parameters": dataset.original_values}
    else:
        values = _with_relative_files(dataset, base)
        written = {"type": dataset.type, "parameters": _without_brief(values, dataset.brief)}
    return {**_without_brief(project.data.values(), DataSettings.brief), "dataset": written}


def _without_brief(values: Mapping[str, Any], brief: Mapping[str, Any]) -> dict[str, Any]:
    """Settings without those whose value a file that lacks them means."""
    return {name: value for name, value in values.items() if name not in brief or value != brief[name]}


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
