"""ONNX operators that are a few simpler ones put together, written out as those before the file is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy

AXES_AS_INPUT = {"ReduceSum": 13, "ReduceL1": 18, "ReduceL2": 18}
"""The version of the operators from which on a reduction has its axes as an input."""
ENDS_AS_INPUTS = 11
"""The version from which on Clip has its ends as inputs."""
ORDERS = {1: "ReduceL1", 2: "ReduceL2"}


def write_out(model: Any) -> None:
    """Put simpler operators in the place of those of a model that are made of them."""
    from onnx import numpy_helper

    opset = max((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), default=1)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "Constant":
            tensors.update((node.output[0], one.t) for one in node.attribute if one.name == "value")
    nodes: list[Any] = []
    for node in model.graph.node:
        rule = _RULES.get(node.op_type) if node.domain in ("", "ai.onnx") else None
        parts = _Parts(node, opset)
        given = [name for name in node.input if name]
        if node.op_type == "DequantizeLinear" and all(name in tensors for name in given):
            parts.constant(_dequantized(node, [numpy_helper.to_array(tensors[name]) for name in given]), last=True)
        elif rule is not None:
            rule(parts)
        nodes += parts.written or [node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)


class _Parts:
    """The nodes that take the place of one: none where it stays. ``opset``: the version of the operators."""

    def __init__(self, node: Any, opset: int) -> None:
        from onnx import helper

        self.kind, self.inputs, self.outputs, self.opset = node.op_type, list(node.input), list(node.output), opset
        self.settings: Mapping[str, Any] = {one.name: helper.get_attribute_value(one) for one in node.attribute}
        self.written: list[Any] = []
        self._node = node

    def add(self, kind: str, *inputs: str, last: bool = False, **attributes: Any) -> str:
        """Write a node. Returns the name of its result: that of the whole where it is the last."""
        from onnx import helper

        name = self._node.output[0] if last else f"{self._node.output[0]}.part.{len(self.written)}"
        made = helper.make_node(kind, inputs, [name], name=self._node.name, **attributes)
        made.metadata_props.extend(self._node.metadata_props)
        self.written.append(made)
        return name

    def turned(self, source: str, result: str = "") -> str:
        """Write the steps of a sequence from the last to the first; ``result``: the name that they get."""
        ends = (numpy.array([end], numpy.int64) for end in (-1, numpy.iinfo(numpy.int64).min, 0, -1))
        name = self.add("Slice", source, *map(self.constant, ends))
        self.written[-1].output[0] = result or name
        return result or name

    def constant(self, array: Any, *, last: bool = False) -> str:
        """Write a tensor. Returns its name."""
        from onnx import numpy_helper

        return self.add("Constant", last=last, value=numpy_helper.from_array(numpy.asarray(array)))

    def reduced(self, kind: str, source: str, *, last: bool = False, **keepdims: int) -> str:
        """Write a reduction over the axes that are settings or the second input of the node."""
        axes = self.settings.get("axes")
        if self.opset < AXES_AS_INPUT[kind]:
            given = {} if axes is None else {"axes": list(axes)}
            return self.add(kind, source, last=last, **given, **keepdims)
        names = self.inputs[1:2] if axes is None else [self.constant(numpy.array(axes, numpy.int64))]
        return self.add(kind, source, *names, last=last, **keepdims)


def _dequantized(node: Any, arrays: Sequence[Any]) -> Any:
    """What whole numbers stand for: less the zero point, times the scale, of all or of each place of an axis."""
    from onnx import helper

    whole, scale, *zero = arrays
    settings = {one.name: helper.get_attribute_value(one) for one in node.attribute}
    sides = [1] * whole.ndim
    if scale.size > 1:
        sides[settings.get("axis", 1)] = scale.size
    points = zero[0].astype(numpy.float32).reshape(sides if zero[0].size > 1 else ()) if zero else 0.0
    found: Any = (whole.astype(numpy.float32) - points) * scale.reshape(sides if scale.size > 1 else ())
    return found.astype(numpy.float32)


def _chain(kind: str, fewest: int) -> Callable[[_Parts], None]:
    """Of any number of values, two at a time."""

    def write(parts: _Parts) -> None:
        if len(parts.inputs) < fewest:
            return
        total = parts.inputs[0]
        for place, name in enumerate(parts.inputs[1:], start=2):
            total = parts.add(kind, total, name, last=place == len(parts.inputs) and parts.kind != "Mean")
        if parts.kind == "Mean":
            parts.add("Mul", total, parts.constant(numpy.float32(1 / len(parts.inputs))), last=True)

    return write


def _sum_of_squares(parts: _Parts) -> None:
    squares = parts.add("Mul", parts.inputs[0], parts.inputs[0])
    parts.reduced("ReduceSum", squares, last=True, keepdims=parts.settings.get("keepdims", 1))


def _logarithm_of_sum(parts: _Parts) -> None:
    total = parts.reduced("ReduceSum", parts.inputs[0], keepdims=parts.settings.get("keepdims", 1))
    parts.add("Log", total, last=True)


def _of_length_one(parts: _Parts) -> None:
    axis, order = parts.settings.get("axis", -1), ORDERS.get(parts.settings.get("p", 2))
    if order is not None:
        parts.settings = {"axes": [axis]}
        parts.add("Div", parts.inputs[0], parts.reduced(order, parts.inputs[0], keepdims=1), last=True)


def _straight_between_ends(parts: _Parts) -> None:
    """A hard sigmoid that is not PyTorch's, which rises by a sixth."""
    slope, middle = (parts.settings.get(name, default) for name, default in (("alpha", 0.2), ("beta", 0.5)))
    if abs(slope - 1 / 6) < 1e-6 and middle == 0.5:
        return
    steep = parts.add("Mul", parts.inputs[0], parts.constant(numpy.float32(slope)))
    moved = parts.add("Add", steep, parts.constant(numpy.float32(middle)))
    if parts.opset < ENDS_AS_INPUTS:
        parts.add("Clip", moved, last=True, min=0.0, max=1.0)
    else:
        ends = (parts.constant(numpy.float32(end)) for end in (0.0, 1.0))
        parts.add("Clip", moved, *ends, last=True)


def _backwards(parts: _Parts) -> None:
    """A recurrent layer that begins at the last step."""
    from onnx import helper

    lengths = parts.inputs[4] if len(parts.inputs) > 4 else ""
    if parts.settings.get("direction") != b"reverse" or lengths or parts.settings.get("layout"):
        return
    source, (each, *states) = parts.turned(parts.inputs[0]), parts.outputs
    settings = {**parts.settings, "direction": "forward"}
    turned = each and f"{each}.turned"
    parts.written.append(helper.make_node(parts.kind, [source, *parts.inputs[1:]], [turned, *states], **settings))
    if each:
        parts.turned(turned, each)


_RULES: Mapping[str, Callable[[_Parts], None]] = {
    "Sum": _chain("Add", 2),
    "Mean": _chain("Add", 2),
    "Max": _chain("Max", 3),
    "Min": _chain("Min", 3),
    "ReduceSumSquare": _sum_of_squares,
    "ReduceLogSum": _logarithm_of_sum,
    "LpNormalization": _of_length_one,
    "HardSigmoid": _straight_between_ends,
    **dict.fromkeys(("LSTM", "GRU", "RNN"), _backwards),
}
