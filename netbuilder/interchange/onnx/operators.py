"""What each ONNX operator is in the words of torch: one or several operations of a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy

from netbuilder.interchange.onnx.node import OnnxNode
from netbuilder.interchange.onnx.writer import Writer

GATES = {"LSTM": (0, 2, 3, 1), "GRU": (1, 0, 2)}
"""Where PyTorch's gates are among those of ONNX: input, output, forget, cell; update, reset, hidden."""
PRODUCT = "f.mul"
WHOLE = {"slice": [None, None, None]}


class UnknownFormError(Exception):
    """An operator in a form that has no words in torch."""


def unknown(writer: Writer, node: OnnxNode) -> None:
    """Raise UnknownFormError: there are no words for the operator."""
    raise UnknownFormError


def _plain(kind: str, **names: str) -> Callable[[Writer, OnnxNode], None]:
    """A module of torch with attributes under other names."""

    def write(writer: Writer, node: OnnxNode) -> None:
        settings = {own: node.get(its) for own, its in names.items() if node.get(its) is not None}
        writer.add(node, kind, node.inputs[:1], settings)

    return write


def _gemm(writer: Writer, node: OnnxNode) -> None:
    weight, bias = node.constant(1), node.constant(2)
    if weight is None or weight.ndim != 2 or node.get("transA", 0) or (bias is None and len(node.inputs) > 2):
        raise UnknownFormError
    weight = (weight if node.get("transB", 0) else weight.T) * node.get("alpha", 1.0)
    weights = {"weight": weight}
    if bias is not None:
        weights["bias"] = numpy.broadcast_to(bias * node.get("beta", 1.0), (weight.shape[0],))
    _linear(writer, node, weights)


def _matmul(writer: Writer, node: OnnxNode) -> None:
    weight = node.constant(1)
    if weight is None or weight.ndim != 2:
        raise UnknownFormError
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


def _conv(writer: Writer, node: OnnxNode) -> None:
    weight = node.constant(1)
    if weight is None or (len(node.inputs) > 2 and node.constant(2) is None):
        raise UnknownFormError
    sides = weight.ndim - 2
    transposed = node.kind == "ConvTranspose"
    kernel, dilation = list(weight.shape[2:]), node.get("dilations", [1] * sides)
    settings = {
        "out_channels": int(weight.shape[1 if transposed else 0]),
        "kernel_size": kernel,
        "stride": node.get("strides", [1] * sides),
        "dilation": dilation,
        "groups": node.get("group", 1),
        "padding": _padding(node, kernel, dilation),
    }
    if transposed:
        settings["output_padding"] = node.get("output_padding", [0] * sides)
    weights = {"weight": weight, **({"bias": node.constant(2)} if len(node.inputs) > 2 else {})}
    writer.add(node, f"Conv{'Transpose' if transposed else ''}{sides}d", node.inputs[:1], settings, weights)


def _padding(node: OnnxNode, kernel: Sequence[int], dilation: Sequence[int]) -> Any:
    """The padding as torch has it: of each side, or "same" where one more zero stands at the end."""
    automatic = node.get("auto_pad", "NOTSET")
    strides = node.get("strides", [1] * len(kernel))
    if automatic == "VALID":
        return 0
    if automatic == "SAME_UPPER" and set(strides) == {1}:
        return "same"
    if automatic != "NOTSET":
        raise UnknownFormError
    pads = node.get("pads", [0] * 2 * len(kernel))
    begins, ends = pads[: len(kernel)], pads[len(kernel) :]
    if begins == ends:
        return begins
    reach = [one * (size - 1) for one, size in zip(dilation, kernel, strict=True)]
    if begins == [span // 2 for span in reach] and ends == [span - span // 2 for span in reach]:
        return "same"
    raise UnknownFormError


def _batch_norm(writer: Writer, node: OnnxNode) -> None:
    arrays = [node.constant(place) for place in range(1, 5)]
    if any(array is None for array in arrays):
        raise UnknownFormError
    names = ("weight", "bias", "running_mean", "running_var")
    settings = {"eps": node.get("epsilon", 1e-5), "momentum": round(1.0 - node.get("momentum", 0.9), 6)}
    writer.add(node, "BatchNorm", node.inputs[:1], settings, dict(zip(names, arrays, strict=True)))


def _layer_norm(writer: Writer, node: OnnxNode) -> None:
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


def _pool(kind: str) -> Callable[[Writer, OnnxNode], None]:
    def write(writer: Writer, node: OnnxNode) -> None:
        kernel = node.get("kernel_shape")
        padding = _padding(node, kernel, node.get("dilations", [1] * len(kernel)))
        if padding == "same" or len([name for name in node.outputs if name]) > 1:
            raise UnknownFormError
        settings = {
            "kernel_size": kernel,
            "stride": node.get("strides", [1] * len(kernel)),
            "padding": padding,
            "dilation": node.get("dilations", [1] * len(kernel)),
            "ceil_mode": bool(node.get("ceil_mode", 0)),
            "count_include_pad": bool(node.get("count_include_pad", 0)),
        }
        writer.add(node, f"{kind}{len(kernel)}d", node.inputs[:1], settings)

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


def _view(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, "f.reshape", node.inputs[:1], {})


def _transpose(writer: Writer, node: OnnxNode) -> None:
    rank = len(node.dims(0) or ())
    writer.add(node, "f.permute", node.inputs[:1], {"dims": node.get("perm", list(reversed(range(rank))))})


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
    floating = node.get("to") in (1, 10, 11, 16)
    writer.add(node, "f.float" if floating else "f.long", node.inputs[:1], {})


def _gather(writer: Writer, node: OnnxNode) -> None:
    table, index, axis = node.constant(0), node.constant(1), node.get("axis", 0)
    if table is not None and table.ndim == 2 and axis == 0 and index is None:
        settings = {"num_embeddings": int(table.shape[0]), "embedding_dim": int(table.shape[1])}
        writer.add(node, "Embedding", node.inputs[1:], settings, {"weight": table})
    elif index is not None and index.ndim == 0:
        writer.add(node, "f.select", node.inputs[:1], {"dim": axis, "index": int(index)})
    else:
        raise UnknownFormError


def _slice(writer: Writer, node: OnnxNode) -> None:
    dims = node.dims(0)
    starts, ends, axes, steps = (node.constant(place) for place in range(1, 5))
    starts = node.get("starts") if starts is None else starts.tolist()
    ends = node.get("ends") if ends is None else ends.tolist()
    if dims is None or starts is None or ends is None or (steps is not None and set(steps.tolist()) != {1}):
        raise UnknownFormError
    axes = node.get("axes", list(range(len(starts)))) if axes is None else axes.tolist()
    index: list[Any] = [WHOLE] * len(dims)
    for axis, start, end in zip(axes, starts, ends, strict=True):
        size = dims[axis]
        whole = start == 0 and (end >= abs(size) or end == 2**63 - 1)
        index[axis] = WHOLE if whole else {"slice": [start, None if end >= abs(size) else end, None]}
    writer.add(node, "f.__getitem__", node.inputs[:1], {"index": index})


def _split(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, "f.split", node.inputs[:1], {})


def _recurrent(writer: Writer, node: OnnxNode) -> None:
    arrays = [node.constant(place) for place in (1, 2, 3)]
    direction = node.get("direction", "forward")
    odd = any(name and not _is_zeros(node, place) for place, name in enumerate(node.inputs) if place >= 4)
    unusual = any(node.get(name) for name in ("activations", "clip", "input_forget", "layout"))
    if any(array is None for array in arrays[:2]) or odd or unusual or direction == "reverse":
        raise UnknownFormError
    if node.kind == "GRU" and not node.get("linear_before_reset", 0):
        raise UnknownFormError
    units, directions = node.get("hidden_size"), 2 if direction == "bidirectional" else 1
    weights = _recurrent_weights(node.kind, arrays, units, directions)
    settings = {"hidden_size": units, "num_layers": 1, "bidirectional": directions == 2, "batch_first": False}
    writer.recurrent(node, settings, weights, directions)


def _is_zeros(node: OnnxNode, place: int) -> bool:
    array = node.constant(place)
    return array is not None and not array.any()


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


def _resize(writer: Writer, node: OnnxNode) -> None:
    mode = {"nearest": "nearest", "linear": "bilinear", "cubic": "bicubic"}[node.get("mode", "nearest")]
    way = node.get("coordinate_transformation_mode", "half_pixel")
    exact = way in ("half_pixel", "pytorch_half_pixel") or (mode == "nearest" and way == "asymmetric")
    floor = node.get("nearest_mode", "round_prefer_floor")
    if (
        not exact
        or (mode == "nearest" and floor not in ("floor", "round_prefer_floor"))
        or len(node.dims(0) or ()) != 4
    ):
        raise UnknownFormError
    writer.add(node, "Upsample", node.inputs[:1], {"mode": mode})


def _pad(writer: Writer, node: OnnxNode) -> None:
    """Zeros before a convolution are its padding."""
    pads, value = node.constant(1), node.constant(2)
    reader = writer.only_reader(node.outputs[0])
    plain = node.get("mode", "constant") == "constant" and (value is None or not value.any()) and len(node.inputs) < 4
    if pads is None or reader is None or reader.kind != "Conv" or not plain:
        raise UnknownFormError
    rank = len(pads) // 2
    begins, ends = pads[:rank].tolist(), pads[rank:].tolist()
    if any((*begins[:2], *ends[:2])) or any(reader.get("pads", [0])) or reader.get("auto_pad", "NOTSET") != "NOTSET":
        raise UnknownFormError
    writer.rename(node.outputs[0], node.inputs[0])
    reader.attributes["pads"] = [*begins[2:], *ends[2:]]


def _clip(writer: Writer, node: OnnxNode) -> None:
    """Numbers from 0 to 6 are a ReLU6."""
    ends = [node.constant(1), node.constant(2)] if len(node.inputs) > 1 else [node.get("min"), node.get("max")]
    if [None if end is None else float(end) for end in ends] != [0.0, 6.0]:
        raise UnknownFormError
    writer.add(node, "ReLU6", node.inputs[:1], {})


def _hard_sigmoid(writer: Writer, node: OnnxNode) -> None:
    """PyTorch's rises by a sixth."""
    if abs(node.get("alpha", 0.2) - 1 / 6) > 1e-6 or node.get("beta", 0.5) != 0.5:
        raise UnknownFormError
    writer.add(node, "Hardsigmoid", node.inputs[:1], {})


def _attention(writer: Writer, node: OnnxNode) -> None:
    writer.add(node, node.kind, node.inputs, node.attributes["settings"], node.attributes["weights"])


OPERATORS: Mapping[str, Callable[[Writer, OnnxNode], None]] = {
    "Gemm": _gemm,
    "MatMul": _matmul,
    "Conv": _conv,
    "ConvTranspose": _conv,
    "BatchNormalization": _batch_norm,
    "LayerNormalization": _layer_norm,
    "MaxPool": _pool("MaxPool"),
    "AveragePool": _pool("AvgPool"),
    "GlobalAveragePool": _global("AdaptiveAvgPool"),
    "GlobalMaxPool": _global("AdaptiveMaxPool"),
    "ReduceMean": _reduced("mean"),
    "ReduceMax": _reduced("amax"),
    **dict.fromkeys(("Reshape", "Flatten", "Squeeze", "Unsqueeze"), _view),
    "Transpose": _transpose,
    "Concat": _concatenate,
    "Add": _pair("f.add"),
    "Mul": _pair(PRODUCT),
    "Relu": _plain("ReLU"),
    "LeakyRelu": _plain("LeakyReLU", negative_slope="alpha"),
    "Elu": _plain("ELU", alpha="alpha"),
    "Gelu": _plain("GELU", approximate="approximate"),
    "HardSwish": _plain("Hardswish"),
    "HardSigmoid": _hard_sigmoid,
    "Clip": _clip,
    "Sigmoid": _sigmoid,
    "Tanh": _plain("Tanh"),
    "Softmax": _softmax("Softmax"),
    "LogSoftmax": _softmax("LogSoftmax"),
    "Dropout": _dropout,
    "Identity": _plain("Identity"),
    "Cast": _cast,
    "Gather": _gather,
    "Slice": _slice,
    "LSTM": _recurrent,
    "GRU": _recurrent,
    "MultiheadAttention": _attention,
    "Resize": _resize,
    "Pad": _pad,
}
"""The writers of operations, by the operator's type."""
