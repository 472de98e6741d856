"""A node of an ONNX graph with its attributes and what is known of its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netbuilder.interchange.traced import Dims


class UnknownFormError(Exception):
    """An operator in a form that has no words in torch."""


class OnnxNode:
    """``kind``: the operator, with its domain where that is not ONNX's own; ``attributes``: by name, which may be
    changed; ``proto``: the node as it is in the file; ``module``: the paths and classes of the modules of PyTorch that
    it comes from, outermost first."""

    def __init__(self, proto: Any, constants: Mapping[str, Any], dims: Mapping[str, Dims]) -> None:
        from onnx import helper

        self.kind = proto.op_type if proto.domain in ("", "ai.onnx") else f"{proto.domain}.{proto.op_type}"
        self.name = proto.name or proto.op_type
        self.inputs: list[str] = list(proto.input)
        self.outputs: list[str] = list(proto.output)
        self.attributes: dict[str, Any] = {a.name: helper.get_attribute_value(a) for a in proto.attribute}
        self.module = _module(proto)
        self.proto = proto
        self._constants, self._dims = constants, dims

    def get(self, name: str, default: Any = None) -> Any:
        """An attribute as a plain value: text, numbers, or a list of them."""
        value = self.attributes.get(name, default)
        if isinstance(value, bytes):
            return value.decode("utf-8", "replace")
        return value if value is None or isinstance(value, str | int | float | list) else list(value)

    def constant(self, place: int) -> Any:
        """The array at an input, None where there is none or where it depends on the rows."""
        return self._constants.get(self.inputs[place]) if place < len(self.inputs) else None

    def dims(self, place: int) -> Dims | None:
        """The sizes of what enters, None where they are not known."""
        return self._dims.get(self.inputs[place])

    def dims_of(self, name: str) -> Dims | None:
        """The sizes of any value of the graph, None where they are not known."""
        return self._dims.get(name)

    def axes(self, place: int) -> list[int] | None:
        """Axes that are an attribute in older versions of the operator and an input in newer ones."""
        given = self.constant(place)
        return self.get("axes") if given is None else [int(axis) for axis in given]


def _module(proto: Any) -> list[tuple[str, str]]:
    """What torch's exporter notes of where a node comes from."""
    import ast

    noted = {entry.key: entry.value for entry in proto.metadata_props}
    try:
        paths = ast.literal_eval(noted.get("pkg.torch.onnx.name_scopes", "[]"))
        kinds = ast.literal_eval(noted.get("pkg.torch.onnx.class_hierarchy", "[]"))
    except (ValueError, SyntaxError):
        return []
    if not isinstance(paths, list) or not isinstance(kinds, list):
        return []
    return [(str(path), str(kind)) for path, kind in zip(paths[:-1], kinds, strict=False)]
