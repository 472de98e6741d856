"""ONNX operators that norm: each has a module of torch."""

from __future__ import annotations

from typing import Any

import numpy

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer


def batch_norm(writer: Writer, node: OnnxNode) -> None:
    """With running means."""
    arrays = [node.constant(place) for place in range(1, 5)]
    if any(array is None for array in arrays):
        raise UnknownFormError
    names = ("weight", "bias", "running_mean", "running_var")
    settings = {"eps": node.get("epsilon", 1e-5), "momentum": round(1.0 - node.get("momentum", 0.9), 6)}
    writer.add(node, "BatchNorm", node.inputs[:1], settings, dict(zip(names, arrays, strict=True)))


def layer_norm(writer: Writer, node: OnnxNode) -> None:
    """Over the last axes."""
    weight, bias = node.constant(1), node.constant(2)
    rank = len(node.dims(0) or ())
    if weight is None or not rank:
        raise UnknownFormError
    sizes = [int(size) for size in weight.shape]
    if node.get("axis", -1) % rank != rank - len(sizes):
        raise UnknownFormError
    weights = {"weight": weight, "bias": numpy.zeros_like(weight) if bias is None else bias}
    settings = {"normalized_shape": sizes, "eps": node.get("epsilon", 1e-5)}
    writer.add(node, "LayerNorm", node.inputs[:1], settings, weights)


def group_norm(writer: Writer, node: OnnxNode) -> None:
    """Its scale has a number for each group in older versions of the operator, for each channel in newer ones."""
    _of_groups(writer, node, node.get("num_groups"))


def instance_norm(writer: Writer, node: OnnxNode) -> None:
    """Every channel is a group of its own."""
    _of_groups(writer, node, _channels(node))


def _channels(node: OnnxNode) -> int:
    """How many channels enter. Raises UnknownFormError where that is not known."""
    dims = node.dims(0)
    if dims is None or len(dims) < 2:
        raise UnknownFormError
    return dims[1]


def _of_groups(writer: Writer, node: OnnxNode, groups: int) -> None:
    channels = _channels(node)
    arrays: dict[str, Any] = {}
    for name, array in (("weight", node.constant(1)), ("bias", node.constant(2))):
        if array is None or array.size not in (groups, channels):
            raise UnknownFormError
        arrays[name] = numpy.repeat(array.reshape(-1), channels // array.size)
    settings = {"num_groups": groups, "num_channels": channels, "eps": node.get("epsilon", 1e-5)}
    writer.add(node, "GroupNorm", node.inputs[:1], settings, arrays)
