"""A piece of the drawing as text on the system's clipboard, so that it can be pasted in another window."""

from __future__ import annotations

import json
import math
from typing import Any

from PySide6.QtCore import QMimeData

from netbuilder.edits import Fragment
from netbuilder.errors import UserError
from netbuilder.graph import Node, Wire
from netbuilder.layers import Layer, UnknownLayer, layer_types

MIME = "application/x-netbuilder-fragment"
LIMIT = 16 * 1024 * 1024
"""Longer texts cannot come from a drawing, in bytes."""


def packed(fragment: Fragment) -> QMimeData:
    """The fragment as clipboard data: under a type of its own, and as plain text to read."""
    text = json.dumps(
        {
            "nodes": [_node_values(node, fragment) for node in fragment.nodes],
            "wires": [[wire.source, wire.target, wire.port] for wire in fragment.wires],
        },
        indent=1,
        ensure_ascii=False,
    )
    data = QMimeData()
    data.setData(MIME, text.encode())
    data.setText(text)
    return data


def unpacked(data: QMimeData | None) -> Fragment | None:
    """The fragment that lies on the clipboard, or None where there is none or it is not ours."""
    if data is None or not data.hasFormat(MIME):
        return None
    raw = bytes(data.data(MIME).data())
    if len(raw) > LIMIT:
        return None
    try:
        return _fragment(json.loads(raw))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, UserError):
        return None


def _node_values(node: Node, fragment: Fragment) -> dict[str, Any]:
    x, y = fragment.layout[node.id]
    return {"id": node.id, "name": node.name, "at": [x, y], **_layer_values(node.layer)}


def _layer_values(layer: Layer) -> dict[str, Any]:
    if isinstance(layer, UnknownLayer):
        return {"type": layer.original_type, "values": layer.original_values, "ports": layer.port_count}
    return {"type": layer.type, "values": layer.values()}


def _fragment(content: dict[str, Any]) -> Fragment:
    nodes = tuple(Node(str(entry["id"]), _layer(entry), str(entry["name"])) for entry in content["nodes"])
    layout = {str(entry["id"]): _position(entry["at"]) for entry in content["nodes"]}
    ports = {node.id: len(node.layer.ports()) for node in nodes}
    wires = tuple(Wire(str(source), str(target), int(port)) for source, target, port in content["wires"])
    whole = all(wire.source in ports and 0 <= wire.port < ports.get(wire.target, 0) for wire in wires)
    if not nodes or len(layout) != len(nodes) or not whole:
        raise ValueError
    return Fragment(nodes, wires, layout)


def _layer(entry: dict[str, Any]) -> Layer:
    known = layer_types().get(str(entry["type"]))
    if known is not None:
        return known.parse(dict(entry["values"]))
    return UnknownLayer.parse(
        {"original_type": entry["type"], "original_values": entry["values"], "port_count": entry.get("ports", 1)}
    )


def _position(at: Any) -> tuple[float, float]:
    x, y = (float(value) for value in at)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError
    return x, y
