"""ONNX operators that are a few simpler ones put together: their drawings compute what onnxruntime does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
import pytest
from onnx import helper

from tests.interchange.test_onnx_files import array, read, write
from tests.interchange.test_onnx_operators import IMAGE, ROW, STEPS, Form, alone, node

UNITS = 3


def of_several(kind: str) -> Form:
    """The operator on what comes in, its negative and its square."""
    nodes = [
        helper.make_node("Neg", ["x"], ["less"]),
        helper.make_node("Mul", ["x", "x"], ["more"]),
        helper.make_node(kind, ["x", "less", "more"], ["y"]),
    ]
    return nodes, STEPS, {}, 20


def backwards(kind: str, gates: int, *, state: bool) -> Form:
    """A recurrent layer from the last step to the first, and its last state or its result at each step."""
    weights = {"w": array(1, gates * UNITS, 4), "r": array(1, gates * UNITS, UNITS), "b": array(1, 2 * gates * UNITS)}
    given: dict[str, Any] = {"hidden_size": UNITS, "direction": "reverse"}
    given |= {"linear_before_reset": 1} if kind == "GRU" else {}
    ends = [
        helper.make_node("Squeeze", ["last", "first"], ["y"])
        if state
        else helper.make_node("Squeeze", ["each", "second"], ["flat"]),
        *([] if state else [helper.make_node("Transpose", ["flat"], ["y"], perm=[1, 0, 2])]),
    ]
    nodes = [
        helper.make_node("Transpose", ["x"], ["steps"], perm=[1, 0, 2]),
        helper.make_node(kind, ["steps", "w", "r", "b"], ["" if state else "each", "last"], **given),
        *ends,
    ]
    axes = {"first": numpy.array([0])} if state else {"second": numpy.array([1])}
    return nodes, STEPS, {**weights, **axes}, 20


def quantized(opset: int, *, each_row: bool) -> Form:
    """A product with whole numbers that stand for others, all alike or each row in its own way."""
    scale = numpy.abs(array(4)) + 0.01 if each_row else numpy.array(0.02, numpy.float32)
    zero = numpy.zeros(4, numpy.int8) if each_row else numpy.array(3, numpy.int8)
    nodes = [
        helper.make_node("DequantizeLinear", ["w", "s", "z"], ["weight"], axis=0),
        node("Gemm", "weight", "b", transB=1),
    ]
    whole = numpy.random.default_rng(0).integers(-127, 127, (4, 6)).astype(numpy.int8)
    return nodes, ROW, {"w": whole, "s": scale, "z": zero, "b": array(4)}, opset


FORMS: dict[str, Form] = {
    **{kind: of_several(kind) for kind in ("Sum", "Mean", "Max", "Min")},
    "sum of one": alone("Sum", "c", weights={"c": array(4)}),
    "sum of squares": alone("ReduceSumSquare", axes=[-1], keepdims=0, opset=13),
    "sum of squares, axes as an input": alone("ReduceSumSquare", "a", weights={"a": numpy.array([1])}),
    "length 1": alone("LpNormalization", axis=-1, p=2),
    "length 1 by sums": alone("LpNormalization", axis=1, p=1, shape=IMAGE, opset=17),
    "hard sigmoid of Keras": alone("HardSigmoid", alpha=0.2, beta=0.5),
    "hard sigmoid before 11": alone("HardSigmoid", alpha=0.3, beta=0.4, opset=10),
    "logarithm of a sum": (
        [helper.make_node("Exp", ["x"], ["above"]), helper.make_node("ReduceLogSum", ["above"], ["y"], axes=[2])],
        STEPS,
        {},
        13,
    ),
    "whole numbers": quantized(17, each_row=False),
    "whole numbers, each row by itself": quantized(21, each_row=True),
    **{
        f"{kind} backwards, {'its state' if state else 'each step'}": backwards(kind, gates, state=state)
        for kind, gates in (("LSTM", 4), ("GRU", 3), ("RNN", 1))
        for state in (False, True)
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_it_becomes_layers_that_compute_the_same(name: str, tmp_path: Path) -> None:
    nodes, shape, weights, opset = FORMS[name]
    found = read(write(tmp_path / "one.onnx", nodes, ["rows", *shape], weights, opset=opset))
    assert found.missing == ()
    assert found.source.outputs, "onnxruntime has not computed what is compared with"
    assert found.difference <= 1e-5


def test_numbers_that_are_rounded_on_their_way_are_placeholders(tmp_path: Path) -> None:
    weights = {"s": numpy.array(0.1, numpy.float32), "z": numpy.array(3, numpy.uint8)}
    nodes = [
        helper.make_node("QuantizeLinear", ["x", "s", "z"], ["whole"]),
        helper.make_node("DequantizeLinear", ["whole", "s", "z"], ["y"]),
    ]
    found = read(write(tmp_path / "one.onnx", nodes, ["rows", *ROW], weights, opset=17))
    assert [became.what for became in found.missing] == ["QuantizeLinear", "DequantizeLinear"]
    assert all("before it was quantized" in str(became.reason) for became in found.missing)
