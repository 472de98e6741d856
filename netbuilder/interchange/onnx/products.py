"""ONNX operators that sum products: of matrices, and over letters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer


def gemm(writer: Writer, node: OnnxNode) -> None:
    """A matrix of weights with a bias."""
    weight, bias = node.constant(1), node.constant(2)
    added = len(node.inputs) > 2 and bias is None  # what depends on the rows
    if weight is None or weight.ndim != 2 or node.get("transA", 0) or (added and node.get("beta", 1.0) != 1.0):
        raise UnknownFormError
    weight = _times(weight if node.get("transB", 0) else weight.T, node.get("alpha", 1.0))
    weights = {"weight": weight}
    if bias is not None:
        weights["bias"] = numpy.broadcast_to(_times(_of_each_row(bias), node.get("beta", 1.0)), (weight.shape[0],))
    if added:
        settings = {"in_features": int(weight.shape[1]), "out_features": int(weight.shape[0])}
        parts = [("Linear", settings, weights, []), ("f.add", {}, {}, [writer.argument(node.inputs[2])])]
        writer.steps(node.outputs[0], node, parts)
        return
    _linear(writer, node, weights)


def _times(array: Any, factor: float) -> Any:
    """Weights times a number: they themselves where that is 1, as others may have them, too."""
    return array if factor == 1.0 else array * factor


def _of_each_row(bias: Any) -> Any:
    """A bias that is given for all rows, as it is for each. Raises UnknownFormError where it is another for some."""
    if bias.ndim < 2:
        return bias
    if not (bias == bias[:1]).all():
        raise UnknownFormError
    return bias[0]


def matmul(writer: Writer, node: OnnxNode) -> None:
    """A product with a matrix of weights, and the bias that is added to it alone; or one of two values."""
    weight = node.constant(1)
    if weight is None or weight.ndim != 2:
        writer.add(node, "f.matmul", node.inputs, {})
        return
    following = writer.only_reader(node.outputs[0])
    bias = _added(following, node.outputs[0]) if following is not None else None
    if following is None or bias is None or bias.size != weight.shape[1]:
        _linear(writer, node, {"weight": weight.T})
        return
    writer.take(following)
    _linear(writer, node, {"weight": weight.T, "bias": bias.reshape(-1)}, following)


def _added(node: OnnxNode, name: str) -> Any:
    """The constant that a node adds to a value, or None."""
    if node.kind != "Add":
        return None
    return node.constant(1 if node.inputs[0] == name else 0)


def _linear(writer: Writer, node: OnnxNode, weights: Mapping[str, Any], last: OnnxNode | None = None) -> None:
    leaving, entering = weights["weight"].shape
    settings = {"in_features": int(entering), "out_features": int(leaving)}
    writer.add(node, "Linear", node.inputs[:1], settings, weights, last)


def einsum(writer: Writer, node: OnnxNode) -> None:
    """A sum of products: a Dense where it is one."""
    entering, _, leaving = node.get("equation").replace(" ", "").partition("->")
    first, _, second = entering.partition(",")
    if not first or set(".,") & {*first, *second} or not leaving:
        writer.sum_of_products(node, node.get("equation"))
        return
    inner, weight = first[-1], node.constant(1)
    if weight is not None and len(second) == 2 and inner in second and leaving == first[:-1] + second.strip(inner):
        _linear(writer, node, {"weight": weight if second[1] == inner else weight.T})
        return
    writer.sum_of_products(node, node.get("equation"))
