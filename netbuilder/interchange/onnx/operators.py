"""What each ONNX operator is in the words of torch: one or several operations of a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy

from netbuilder.interchange.onnx import (
    arithmetic,
    arranging,
    convolutions,
    learned_elsewhere,
    normalization,
    products,
    resizing,
)
from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.unrolled import STEPS_OF_RNN
from netbuilder.interchange.onnx.writer import Writer

GATES = {"LSTM": (0, 2, 3, 1), "GRU": (1, 0, 2), "RNN": (0,)}
"""Where PyTorch's gates are among those of ONNX: input, output, forget, cell; update, reset, hidden."""
PRODUCT = "f.mul"


def unknown(writer: Writer, node: OnnxNode) -> None:
    """Raise UnknownFormError: there are no words for the operator."""
    raise UnknownFormError


def _plain(kind: str, **names: str) -> Callable[[Writer, OnnxNode], None]:
    """A module of torch with attributes under other names."""

    def write(writer: Writer, node: OnnxNode) -> None:
        settings = {own: node.get(its) for own, its in names.items() if node.get(its) is not None}
        writer.add(node, kind, node.inputs[:1], settings)

    return write


def _global(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        writer.add(node, f"{kind}{len(node.dims(0) or ()) - 2}d", node.inputs[:1], {})

    return write


def _reduced(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        axes = node.axes(1)
        writer.add(node, f"f.{kind}", node.inputs[:1], {"dim": axes, "keepdim": bool(node.get("keepdims", 1))})

    return write


def _length(order: int) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        settings = {"dim": node.axes(1), "keepdim": bool(node.get("keepdims", 1)), "p": order}
        writer.add(node, "f.norm", node.inputs[:1], settings)

    return write


def _concatenate(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, "f.cat", node.inputs, {"dim": node.get("axis"), "tensors": [None] * len(node.inputs)})


def _pair(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        if kind == PRODUCT and _silu(writer, node):
            return
        writer.add(node, kind, node.inputs, {})

    return write


def _silu(writer: Writer, node: OnnxNode) -> bool:
    """Draw x · sigmoid(x) as one, where the sigmoid has been kept waiting for it."""
    for gate, value in (node.inputs, node.inputs[::-1]):
        source = writer.source(gate)
        if source is not None and source.kind == "Sigmoid" and source.inputs[0] == value:
            writer.add(node, "SiLU", [value], {})
            return True
    return False


def _sigmoid(writer: Writer, node: OnnxNode) -> None:
    reader = writer.only_reader(node.outputs[0])
    if reader is not None and reader.kind == "Mul" and node.inputs[0] in reader.inputs:
        return
    writer.add(node, "Sigmoid", node.inputs, {})


def _softmax(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        rank = len(node.dims(0) or ())
        axis = node.get("axis", -1 if writer.opset >= 13 else 1)
        if writer.opset < 13 and axis % rank != rank - 1:
            raise UnknownFormError
        writer.add(node, kind, node.inputs[:1], {"dim": axis})

    return write


def _dropout(writer: Writer, node: OnnxNode) -> None:
    ratio = node.constant(1)
    share = node.get("ratio", 0.5) if ratio is None else float(ratio)
    writer.add(node, "Dropout", node.inputs[:1], {"p": share})


def _cast(writer: Writer, node: OnnxNode) -> None:
    floating, truth = node.get("to") in (1, 10, 11, 16), node.get("to") == 9
    writer.add(node, "f.float" if floating else "f.bool" if truth else "f.long", node.inputs[:1], {})


def _recurrent(writer: Writer, node: OnnxNode) -> None:
    arrays = [node.constant(place) for place in (1, 2, 3)]
    direction = node.get("direction", "forward")
    odd = any(node.inputs[4:5]) or any(node.inputs[7:])
    unusual = any(node.get(name) for name in ("clip", "input_forget", "layout")) or (
        node.get("activations") and node.kind != "RNN"
    )
    bent = {_text(name) for name in node.get("activations", ["Tanh"])}
    if node.kind == "RNN" and bent not in ({"Tanh"}, {"Relu"}):
        raise UnknownFormError
    if any(array is None for array in arrays[:2]) or odd or unusual or direction == "reverse":
        raise UnknownFormError
    if node.kind == "GRU" and not node.get("linear_before_reset", 0):
        raise UnknownFormError
    units, directions = node.get("hidden_size"), 2 if direction == "bidirectional" else 1
    weights = _recurrent_weights(node.kind, arrays, units, directions)
    settings = {"hidden_size": units, "num_layers": 1, "bidirectional": directions == 2, "batch_first": False}
    settings |= {"nonlinearity": bent.pop().lower()} if node.kind == "RNN" else {}
    writer.recurrent(node, settings, weights, directions)


def _text(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else name


def _recurrent_weights(kind: str, arrays: Sequence[Any], units: int, directions: int) -> dict[str, Any]:
    entering, states, biases = arrays
    count = len(GATES[kind])
    if biases is None:
        biases = numpy.zeros((directions, 2 * count * units), dtype=entering.dtype)
    found: dict[str, Any] = {}
    for number, suffix in zip(range(directions), ("", "_reverse"), strict=False):
        pairs = {"weight_ih": entering[number], "weight_hh": states[number]}
        pairs |= dict(zip(("bias_ih", "bias_hh"), numpy.split(biases[number], 2), strict=True))
        for name, array in pairs.items():
            gates = array.reshape(count, units, *array.shape[1:])[list(GATES[kind])]
            found[f"{name}_l0{suffix}"] = gates.reshape(array.shape)
    return found


def _learned_slope(writer: Writer, node: OnnxNode) -> None:
    """PyTorch has one slope, or one for each channel."""
    slope, rank = node.constant(1), len(node.dims(0) or ())
    while slope is not None and slope.ndim >= rank and slope.shape[0] == 1:
        slope = slope[0]
    if slope is None or (slope.size > 1 and (slope.ndim != rank - 1 or slope.shape[0] != slope.size)):
        raise UnknownFormError
    writer.add(node, "PReLU", node.inputs[:1], {}, {"weight": slope.reshape(-1)})


def _thresholded(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, "Threshold", node.inputs, {"threshold": node.get("alpha", 1.0), "value": 0.0})


def _of_two(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        limits = [node.constant(place) for place in range(len(node.inputs))]
        given = [limit for limit in limits if limit is not None]
        if len(node.inputs) != 2 or any(limit.size != 1 for limit in given):
            raise UnknownFormError
        if not given:
            writer.add(node, kind, node.inputs, {})
            return
        end = "min" if kind == "f.maximum" else "max"
        names = [name for name, limit in zip(node.inputs, limits, strict=True) if limit is None]
        writer.add(node, "f.clamp", names, {end: float(given[0].reshape(-1)[0])})

    return write


def _depth_to_space(writer: Writer, node: OnnxNode) -> None:
    """PyTorch takes the factors from the inner channels."""
    if node.get("mode", "DCR") not in ("CRD", b"CRD"):
        raise UnknownFormError
    writer.add(node, "PixelShuffle", node.inputs, {})


def _hard_sigmoid(writer: Writer, node: OnnxNode) -> None:
    """PyTorch's rises by a sixth."""
    if abs(node.get("alpha", 0.2) - 1 / 6) > 1e-6 or node.get("beta", 0.5) != 0.5:
        raise UnknownFormError
    writer.add(node, "Hardsigmoid", node.inputs[:1], {})


def _recurrent_steps(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, "RNN", node.inputs, node.attributes["settings"], node.attributes["weights"])


def _attention(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, node.kind, node.inputs, node.attributes["settings"], node.attributes["weights"])


OPERATORS: Mapping[str, Callable[[Writer, OnnxNode], None]] = {
    "Gemm": products.gemm,
    "MatMul": products.matmul,
    "Conv": convolutions.conv,
    "ConvTranspose": convolutions.conv,
    "BatchNormalization": normalization.batch_norm,
    "LayerNormalization": normalization.layer_norm,
    "GroupNormalization": normalization.group_norm,
    "InstanceNormalization": normalization.instance_norm,
    "MaxPool": convolutions.pool("MaxPool"),
    "AveragePool": convolutions.pool("AvgPool"),
    "GlobalAveragePool": _global("AdaptiveAvgPool"),
    "GlobalMaxPool": _global("AdaptiveMaxPool"),
    "ReduceMean": _reduced("mean"),
    "ReduceMax": _reduced("amax"),
    "ReduceMin": _reduced("amin"),
    "ReduceSum": _reduced("sum"),
    "ReduceL1": _length(1),
    "ReduceL2": _length(2),
    "ReduceLogSumExp": _reduced("logsumexp"),
    "ReduceProd": _reduced("prod"),
    "CumSum": arithmetic.cumulative,
    "Sign": arithmetic.numbers("f.sign"),
    **dict.fromkeys(("Reshape", "Flatten", "Squeeze", "Unsqueeze"), arranging.view),
    "Transpose": arranging.transpose,
    "Concat": _concatenate,
    "Split": arranging.split,
    **dict.fromkeys(("Expand", "Tile"), arranging.expand),
    "Add": _pair("f.add"),
    "Sub": arithmetic.numbers("f.sub"),
    "Div": arithmetic.numbers("f.div"),
    "Pow": arithmetic.power,
    "Neg": arithmetic.numbers("f.neg"),
    "Reciprocal": arithmetic.numbers("f.reciprocal"),
    "Sqrt": arithmetic.numbers("f.sqrt"),
    "Exp": arithmetic.numbers("f.exp"),
    "Sin": arithmetic.numbers("f.sin"),
    "Cos": arithmetic.numbers("f.cos"),
    **{name.title(): arithmetic.numbers(f"f.{name}") for name in ("tan", "sinh", "cosh", "asinh", "acosh", "atanh")},
    "Xor": arithmetic.numbers("f.logical_xor"),
    "Or": arithmetic.numbers("f.logical_or"),
    "Log": arithmetic.numbers("f.log"),
    "Abs": arithmetic.numbers("f.abs"),
    "Erf": arithmetic.numbers("f.erf"),
    "Greater": arithmetic.numbers("f.gt"),
    "GreaterOrEqual": arithmetic.numbers("f.ge"),
    "Less": arithmetic.numbers("f.lt"),
    "LessOrEqual": arithmetic.numbers("f.le"),
    "Equal": arithmetic.numbers("f.eq"),
    "Not": arithmetic.negation,
    "And": arithmetic.conjunction,
    "Where": arithmetic.numbers("f.where"),
    "Mul": _pair(PRODUCT),
    "Relu": _plain("ReLU"),
    "LeakyRelu": _plain("LeakyReLU", negative_slope="alpha"),
    "Elu": _plain("ELU", alpha="alpha"),
    "Gelu": _plain("GELU", approximate="approximate"),
    "HardSwish": _plain("Hardswish"),
    "HardSigmoid": _hard_sigmoid,
    "Clip": arithmetic.clip,
    "Sigmoid": _sigmoid,
    "Tanh": _plain("Tanh"),
    **{kind: _plain(kind) for kind in ("Mish", "Softplus", "Softsign")},
    "Selu": _plain("SELU", alpha="alpha", gamma="gamma"),
    "Celu": _plain("CELU", alpha="alpha"),
    "PRelu": _learned_slope,
    "ThresholdedRelu": _thresholded,
    "Max": _of_two("f.maximum"),
    "Min": _of_two("f.minimum"),
    "DepthToSpace": _depth_to_space,
    "Einsum": products.einsum,
    "Softmax": _softmax("Softmax"),
    "LogSoftmax": _softmax("LogSoftmax"),
    "Dropout": _dropout,
    "Identity": _plain("Identity"),
    "Cast": _cast,
    "Gather": arranging.gather,
    "GatherND": arranging.gather_places,
    "Slice": arranging.slice_of,
    "LSTM": _recurrent,
    "GRU": _recurrent,
    "RNN": _recurrent,
    "MultiheadAttention": _attention,
    STEPS_OF_RNN: _recurrent_steps,
    "Resize": resizing.resize,
    "ai.onnx.ml.Scaler": learned_elsewhere.scaler,
    "ai.onnx.ml.LinearClassifier": learned_elsewhere.linear_classifier,
    "ai.onnx.ml.LinearRegressor": learned_elsewhere.linear_regressor,
    "Pad": arranging.pad,
}
"""The writers of operations, by the operator's type."""
