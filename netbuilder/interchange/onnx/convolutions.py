"""ONNX operators that read windows: convolutions and pooling, with their padding."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from netbuilder.interchange.drawing.operation_layers import LEAST
from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.writer import Writer

Sides = tuple[list[int], list[int]]


def conv(writer: Writer, node: OnnxNode) -> None:
    """A convolution, or a transposed one; where it pads its sides unequally, behind a padding."""
    weight = node.constant(1)
    if weight is None or (len(node.inputs) > 2 and node.constant(2) is None):
        raise UnknownFormError
    count, transposed = weight.ndim - 2, node.kind == "ConvTranspose"
    kernel, dilation = list(weight.shape[2:]), node.get("dilations", [1] * count)
    settings = {
        "out_channels": int(weight.shape[1 if transposed else 0]),
        "kernel_size": kernel,
        "stride": node.get("strides", [1] * count),
        "dilation": dilation,
        "groups": node.get("group", 1),
    }
    begins, ends = _padding(node, kernel, dilation)
    source: str | int = node.inputs[0]
    if transposed:
        if node.get("output_shape") is not None or begins != ends:
            raise UnknownFormError
        settings["output_padding"] = node.get("output_padding", [0] * count)
    if begins == ends:
        settings["padding"] = begins
    elif _is_same(kernel, dilation, (begins, ends)):
        settings["padding"] = "same"
    else:
        settings["padding"], source = [0] * count, writer.padded(node, begins, ends, 0.0)
    weights = {"weight": weight, **({"bias": node.constant(2)} if len(node.inputs) > 2 else {})}
    writer.add(node, f"Conv{'Transpose' if transposed else ''}{count}d", [source], settings, weights)


def pool(kind: str) -> Callable[[Writer, OnnxNode], None]:
    """The largest numbers, or the means, of windows; where the sides are padded unequally, behind a padding."""

    def write(writer: Writer, node: OnnxNode) -> None:
        kernel = node.get("kernel_shape")
        dilation = node.get("dilations", [1] * len(kernel))
        begins, ends = _padding(node, kernel, dilation)
        if len([name for name in node.outputs if name]) > 1:
            raise UnknownFormError
        settings = {
            "kernel_size": kernel,
            "stride": node.get("strides", [1] * len(kernel)),
            "padding": begins,
            "dilation": dilation,
            "ceil_mode": bool(node.get("ceil_mode", 0)),
            "count_include_pad": bool(node.get("count_include_pad", 0)),
        }
        source: str | int = node.inputs[0]
        if begins != ends:
            if not kind.startswith("Max") and not settings["count_include_pad"]:
                raise UnknownFormError
            number = LEAST if kind.startswith("Max") else 0.0
            settings["padding"], source = [0] * len(kernel), writer.padded(node, begins, ends, number)
        writer.add(node, f"{kind}{len(kernel)}d", [source], settings)

    return write


def _padding(node: OnnxNode, kernel: Sequence[int], dilation: Sequence[int]) -> Sides:
    """How much is added before and after each side. Raises UnknownFormError."""
    automatic, count = node.get("auto_pad", "NOTSET"), len(kernel)
    if automatic == "VALID":
        return [0] * count, [0] * count
    if automatic == "NOTSET":
        pads = node.get("pads", [0] * 2 * count)
        return list(pads[:count]), list(pads[count:])
    dims, strides = node.dims(0), node.get("strides", [1] * count)
    if dims is None or node.kind == "ConvTranspose":
        raise UnknownFormError
    begins, ends = list[int](), list[int]()
    for side, size, stride, step in zip(dims[2:], kernel, strides, dilation, strict=True):
        whole = max((-(-side // stride) - 1) * stride + step * (size - 1) + 1 - side, 0)
        less, more = whole // 2, whole - whole // 2
        begins.append(less if automatic == "SAME_UPPER" else more)
        ends.append(more if automatic == "SAME_UPPER" else less)
    return begins, ends


def _is_same(kernel: Sequence[int], dilation: Sequence[int], sides: Sides) -> bool:
    """Whether that is the padding that torch calls "same": one more zero at the end."""
    reach = [one * (size - 1) for one, size in zip(dilation, kernel, strict=True)]
    return sides == ([span // 2 for span in reach], [span - span // 2 for span in reach])
