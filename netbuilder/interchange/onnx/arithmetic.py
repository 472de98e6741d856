"""ONNX operators that compute number by number, and those that compare and choose."""

from __future__ import annotations

from collections.abc import Callable

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer


def numbers(kind: str) -> Callable[[Writer, OnnxNode], None]:
    """A function of torch of all its inputs, of which some may be constants."""

    def write(writer: Writer, node: OnnxNode) -> None:
        writer.add(node, kind, node.inputs, {})

    return write


def power(writer: Writer, node: OnnxNode) -> None:
    """With a single exponent for all numbers, or with one for each."""
    exponent = node.constant(1)
    if exponent is None or exponent.size != 1:
        writer.add(node, "f.pow", node.inputs, {})
        return
    writer.add(node, "f.pow", node.inputs[:1], {"exponent": float(exponent.reshape(-1)[0])})


def cumulative(writer: Writer, node: OnnxNode) -> None:
    """Sums up to each place of an axis, that place included."""
    axis = node.constant(1)
    if axis is None or node.get("exclusive", 0) or node.get("reverse", 0):
        raise UnknownFormError
    writer.add(node, "f.cumsum", node.inputs[:1], {"dim": int(axis.reshape(-1)[0])})


def negation(writer: Writer, node: OnnxNode) -> None:
    """Of a condition, which is 1 or 0: what is left to 1."""
    writer.add(node, "f.rsub", node.inputs, {"other": 1.0})


def clip(writer: Writer, node: OnnxNode) -> None:
    """Numbers from 0 to 6 are a ReLU6, those from 0 on a ReLU."""
    ends = [node.constant(1), node.constant(2)] if len(node.inputs) > 1 else [node.get("min"), node.get("max")]
    if any(name and writer.number(name) is not None for name in node.inputs[1:]):
        raise UnknownFormError
    low, high = (None if end is None else float(end) for end in ends)
    kind = "ReLU6" if (low, high) == (0.0, 6.0) else "ReLU" if (low, high) == (0.0, None) else ""
    writer.add(node, kind or "f.clamp", node.inputs[:1], {} if kind else {"min": low, "max": high})


def conjunction(writer: Writer, node: OnnxNode) -> None:
    """Of conditions, which are 1 or 0: their product."""
    writer.add(node, "f.mul", node.inputs, {})
