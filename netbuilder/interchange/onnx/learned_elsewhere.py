"""Operators of ONNX's other domain, ai.onnx.ml, as skl2onnx writes them: scaled columns and linear models."""

from __future__ import annotations

from typing import Any

import numpy

from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer

AFTER = {"NONE": "", "SOFTMAX": "Softmax", "LOGISTIC": "Sigmoid"}
"""What follows the sums, in the words of torch."""


def scaler(writer: Writer, node: OnnxNode) -> None:
    """Each column less an offset, times a scale."""
    offset, scale = (numpy.asarray(node.get(name, [default]), "f4") for name, default in (("offset", 0), ("scale", 1)))
    parts: list[tuple[str, dict[str, Any], dict[str, Any], list[Any]]] = [
        ("f.sub", {}, {}, [writer.own(offset[None])]),
        ("f.mul", {}, {}, [writer.own(scale[None])]),
    ]
    writer.steps(node.outputs[0], node, parts)


def linear_classifier(writer: Writer, node: OnnxNode) -> None:
    """The scores of the classes; the class itself stays a place. Raises UnknownFormError."""
    classes = node.get("classlabels_ints") or node.get("classlabels_strings") or []
    writer.steps(node.outputs[0], node, [("f.argmax", {}, {}, [])])
    _linear(writer, node, len(classes), node.outputs[1] if len(node.outputs) > 1 else "")


def linear_regressor(writer: Writer, node: OnnxNode) -> None:
    """Weighted sums of the columns. Raises UnknownFormError."""
    _linear(writer, node, int(node.get("targets", 1)), node.outputs[0])


def _linear(writer: Writer, node: OnnxNode, units: int, result: str) -> None:
    weight = numpy.asarray(node.get("coefficients"), "f4")
    after = AFTER.get(node.get("post_transform", "NONE"))
    dims = node.dims(0)
    if not result or after is None or dims is None or weight.size != units * dims[-1]:
        raise UnknownFormError
    weights = {"weight": weight.reshape(units, -1)}
    if node.get("intercepts"):
        weights["bias"] = numpy.asarray(node.get("intercepts"), "f4")
    settings = {"in_features": int(dims[-1]), "out_features": units}
    writer.steps(result, node, [("Linear", settings, weights, []), *([(after, {"dim": -1}, {}, [])] if after else [])])
