"""Single ONNX operators, in the forms that exporters write: the drawing computes what onnxruntime does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pytest
from onnx import helper

from tests.interchange.conftest import titles
from tests.interchange.test_onnx_files import array, read, write

IMAGE, STEPS, ROW = (4, 6, 5), (6, 4), (6,)
INT = numpy.int64


def node(kind: str, *inputs: str, outputs: Sequence[str] = ("y",), **attributes: Any) -> Any:
    return helper.make_node(kind, ["x", *inputs], list(outputs), **attributes)


def ints(*numbers: int) -> Any:
    return numpy.array(numbers, INT)


def number(value: float) -> Any:
    return numpy.array(value, numpy.float32)


Form = tuple[list[Any], tuple[int, ...], dict[str, Any], int]


def alone(
    kind: str, *inputs: str, shape: tuple[int, ...] = STEPS, opset: int = 20, weights: Any = None, **given: Any
) -> Form:
    return [node(kind, *inputs, **given)], shape, weights or {}, opset


def norm(groups: int, scale: int, shape: tuple[int, ...], opset: int) -> Form:
    weights = {"s": array(scale), "b": array(scale)}
    return alone(
        "GroupNormalization", "s", "b", shape=shape, opset=opset, weights=weights, num_groups=groups, epsilon=1e-4
    )


def added_to(kind: str, *inputs: str, shape: tuple[int, ...] = STEPS, weights: Any = None, **given: Any) -> Form:
    """The operator on values above 1, for roots and quotients."""
    nodes = [
        helper.make_node("Abs", ["x"], ["size"]),
        helper.make_node("Add", ["size", "one"], ["above"]),
        helper.make_node(kind, ["above", *inputs], ["y"], **given),
    ]
    return nodes, shape, {"one": number(1.0), **(weights or {})}, 20


def split(shape: tuple[int, ...], axis: int, opset: int, *sizes: int) -> Form:
    """Into parts of which the first and the last are put side by side again."""
    parts = [f"part_{at}" for at, _ in enumerate(sizes)]
    told = {"sizes": ints(*sizes)} if opset >= 13 else {}
    given = {} if opset >= 13 else {"split": list(sizes)}
    nodes = [
        node("Split", *told, outputs=parts, axis=axis, **given),
        helper.make_node("Concat", [parts[-1], parts[0]], ["y"], axis=axis),
    ]
    return nodes, shape, told, opset


def forms() -> dict[str, Form]:
    """The operators, by what is special about them."""
    small = {"a": ints(0), "b": ints(2), "axes": ints(1)}
    return {
        "group norm of channels": norm(2, 4, IMAGE, 21),
        "group norm of groups": norm(2, 2, IMAGE, 18),
        "group norm of steps": norm(2, 4, (4, 6), 21),
        "instance norm": alone(
            "InstanceNormalization", "s", "b", shape=IMAGE, weights={"s": array(4), "b": array(4)}, epsilon=1e-3
        ),
        "split equally": split(IMAGE, 1, 13, 2, 2),
        "split unequally": split(IMAGE, 1, 18, 1, 3),
        "split before 13": split(IMAGE, 1, 11, 3, 1),
        "split from the end": split(ROW, -1, 18, 2, 3, 1),
        "split by a number": (
            [
                node("Split", outputs=["a", "b"], axis=-1, num_outputs=2),
                helper.make_node("Add", ["a", "b"], ["y"]),
            ],
            STEPS,
            {},
            18,
        ),
        "mean of an axis": alone("ReduceMean", "axes", weights={"axes": ints(-1)}, keepdims=1),
        "mean of channels": alone("ReduceMean", "axes", shape=IMAGE, weights={"axes": ints(1)}, keepdims=0),
        "sum": alone("ReduceSum", "axes", shape=IMAGE, weights={"axes": ints(2, 3)}, keepdims=0),
        "largest, axes as before 18": alone("ReduceMax", axes=[2], keepdims=1, opset=13),
        "difference": alone("Sub", "c", weights={"c": array(4)}),
        "from a number": ([helper.make_node("Sub", ["c", "x"], ["y"])], STEPS, {"c": number(1.0)}, 20),
        "quotient": added_to("Div", "c", weights={"c": number(3.0)}),
        "reciprocal": added_to("Reciprocal"),
        "through a value": ([helper.make_node("Div", ["c", "above"], ["y"])], STEPS, {"c": number(2.0)}, 20),
        "square": alone("Pow", "c", weights={"c": number(2.0)}),
        "power": added_to("Pow", "c", weights={"c": number(1.5)}),
        "root": added_to("Sqrt"),
        "log": added_to("Log"),
        "exp": alone("Exp"),
        "erf": alone("Erf"),
        "negative": alone("Neg"),
        "hard swish": alone("HardSwish"),
        "clip": alone("Clip", "low", "high", weights={"low": number(-0.5), "high": number(0.5)}),
        "clip below": alone("Clip", "low", weights={"low": number(-0.2)}),
        "clip at 0": alone("Clip", "low", weights={"low": number(0.0)}),
        "slice": alone("Slice", "a", "b", "axes", weights=small),
        "slice with steps": alone("Slice", "a", "b", "axes", "s", weights={**small, "b": ints(2**62), "s": ints(2)}),
        "slice from the end": alone("Slice", "a", "b", "axes", weights={**small, "a": ints(-3), "b": ints(-1)}),
        "turned around": alone(
            "Slice", "a", "b", "axes", "s", weights={"a": ints(-1), "b": ints(-(2**62)), "axes": ints(2), "s": ints(-1)}
        ),
        "one place": alone("Gather", "at", weights={"at": numpy.array(1, INT)}, axis=2),
        "some places": alone("Gather", "at", weights={"at": ints(0, 2)}, axis=2),
        "pad": alone("Pad", "p", "v", weights={"p": ints(0, 1, 2, 0, 0, 3), "v": number(0.5)}),
        "pad with what is inside": alone("Pad", "p", weights={"p": ints(0, 1, 2, 0, 0, 1)}, mode="reflect"),
        "pad with the edges": alone("Pad", "p", weights={"p": ints(0, 1, 0, 0, 2, 0)}, mode="edge"),
        "pad some axes": alone("Pad", "p", "", "axes", weights={"p": ints(1, 2), "axes": ints(-1)}, opset=20),
        "tile": alone("Tile", "times", shape=STEPS, weights={"times": ints(1, 2, 3)}),
        "expand": (
            [node("Unsqueeze", "axes", outputs=["u"]), helper.make_node("Expand", ["u", "s"], ["y"])],
            ROW,
            {"axes": ints(1), "s": ints(1, 3, 6)},
            20,
        ),
        "where": (
            [
                node("Greater", "c", outputs=["above"]),
                helper.make_node("Neg", ["x"], ["minus"]),
                helper.make_node("Where", ["above", "x", "minus"], ["y"]),
            ],
            STEPS,
            {"c": number(0.3)},
            20,
        ),
        "where not": (
            [
                node("Less", "c", outputs=["below"]),
                node("LessOrEqual", "d", outputs=["low"]),
                helper.make_node("And", ["below", "low"], ["both"]),
                helper.make_node("Not", ["both"], ["high"]),
                helper.make_node("Where", ["high", "x", "c"], ["y"]),
            ],
            STEPS,
            {"c": number(0.3), "d": array(4)},
            20,
        ),
        "squeeze": (
            [node("Unsqueeze", "axes", outputs=["u"]), helper.make_node("Squeeze", ["u", "axes"], ["y"])],
            STEPS,
            {"axes": ints(1)},
            20,
        ),
        "transposed convolution": alone(
            "ConvTranspose", "w", shape=IMAGE, weights={"w": array(4, 3, 2, 2)}, strides=[2, 2]
        ),
        "resize": alone("Resize", "", "s", shape=IMAGE, weights={"s": numpy.array([1, 1, 2, 2], "float32")}),
        "einsum of a matrix": alone("Einsum", "w", weights={"w": array(4, 3)}, equation="bij,jk->bik"),
        "einsum of a matrix turned over": alone("Einsum", "w", weights={"w": array(3, 4)}, equation="bij,kj->bik"),
        "einsum of values": (
            [
                node("Relu", outputs=["r"]),
                helper.make_node("Transpose", ["r"], ["t"], perm=[0, 2, 1]),
                helper.make_node("Einsum", ["r", "t"], ["y"], equation="bij,bjk->bik"),
            ],
            STEPS,
            {},
            20,
        ),
        "einsum of a vector": alone("Einsum", "w", weights={"w": array(4)}, equation="bij,j->bi"),
        "product with a matrix of its own": (
            [helper.make_node("MatMul", ["w", "x"], ["y"])],
            STEPS,
            {"w": array(3, 6)},
            20,
        ),
        "product with matrices of its own": alone("MatMul", "w", shape=(2, 3, 4), weights={"w": array(2, 4, 5)}),
        "lengths": alone("ReduceL2", "axes", weights={"axes": ints(2)}, keepdims=1),
        "sum of magnitudes": alone("ReduceL1", "axes", weights={"axes": ints(1)}, keepdims=0),
        "one number a row": alone("ReduceSum", "axes", shape=ROW, weights={"axes": ints(1)}, keepdims=0),
        "logarithm of a sum of powers": alone("ReduceLogSumExp", "axes", weights={"axes": ints(-1)}, keepdims=0),
        "sign": alone("Sign"),
        "no less than": alone("Max", "c", weights={"c": number(0.2)}),
        "no more than": alone("Min", "c", weights={"c": ints(0).astype("float32")}),
        "places in any order": alone("Gather", "i", weights={"i": ints(3, 0, 1, 4)}, axis=1),
        "longer sequence": alone("Resize", "", "s", weights={"s": numpy.array([1, 1, 3], "float32")}),
        "minus infinity": (
            [
                node("Greater", "c", outputs=["t"]),
                helper.make_node("Where", ["t", "x", "d"], ["h"]),
                helper.make_node("Softmax", ["h"], ["y"], axis=-1),
            ],
            STEPS,
            {"c": number(-1.0), "d": number(-numpy.inf)},
            20,
        ),
        "number of what is true": (
            [
                node("Greater", "c", outputs=["above"]),
                helper.make_node("Not", ["above"], ["not"]),
                helper.make_node("Cast", ["not"], ["whole"], to=7),
                helper.make_node("ReduceSum", ["whole", "axes"], ["count"], keepdims=0),
                helper.make_node("Cast", ["count"], ["y"], to=1),
            ],
            STEPS,
            {"c": number(0.3), "axes": ints(2)},
            20,
        ),
        "joined with what is the same for each row": (
            [
                node("Shape", outputs=["sizes"], start=0, end=2),
                helper.make_node("Concat", ["sizes", "one"], ["shape"], axis=0),
                helper.make_node("Expand", ["half", "shape"], ["more"]),
                helper.make_node("Concat", ["x", "more"], ["y"], axis=2),
            ],
            STEPS,
            {"one": ints(1), "half": numpy.full((1, 1, 1), 0.5, "float32")},
            20,
        ),
        "windows by their places": alone("Gather", "a", weights={"a": ints(0, 1, 2, 2, 3, 4).reshape(2, 3)}, axis=1),
        "joined with zeros for each row": (
            [
                node("Shape", outputs=["sizes"], start=0, end=1),
                helper.make_node("Concat", ["sizes", "rest"], ["shape"], axis=0),
                helper.make_node("ConstantOfShape", ["shape"], ["zeros"]),
                helper.make_node("Concat", ["x", "zeros"], ["y"], axis=1),
            ],
            STEPS,
            {"rest": ints(2, 4)},
            20,
        ),
        "the last step by GatherND": (
            [
                node("Transpose", perm=[1, 0, 2], outputs=["t"]),
                helper.make_node("GatherND", ["t", "a"], ["p"]),
                helper.make_node("Transpose", ["p"], ["y"], perm=[1, 0, 2]),
            ],
            STEPS,
            {"a": ints(-1).reshape(1, 1)},
            20,
        ),
        "a product with what is added": (
            [node("Gemm", "w", outputs=["a"]), helper.make_node("Gemm", ["x", "w", "a"], ["y"], transB=1)],
            ROW,
            {"w": array(6, 6)},
            13,
        ),
        "a bias for all rows": alone(
            *("Gemm", "w", "b"), shape=ROW, weights={"w": array(6, 3), "b": array(1, 3)}, opset=11
        ),
        "layer norm": alone("LayerNormalization", "w", weights={"w": array(4)}, axis=-1),
        "gelu": alone("Gelu"),
        **{kind.lower(): alone(kind) for kind in ("Mish", "Softplus", "Softsign", "Selu", "Celu")},
        "selu with its own numbers": alone("Selu", alpha=1.2, gamma=0.8),
        "celu with its own number": alone("Celu", alpha=0.4),
        "thresholded relu": alone("ThresholdedRelu", alpha=0.2),
        "one slope": alone("PRelu", "w", weights={"w": array(1)}),
        "a slope a channel": alone("PRelu", "w", shape=IMAGE, weights={"w": array(4, 1, 1)}),
        "smallest": alone("ReduceMin", "axes", weights={"axes": ints(-1)}, keepdims=1),
        "larger of two": ([node("Neg", outputs=["m"]), helper.make_node("Max", ["x", "m"], ["y"])], STEPS, {}, 20),
        "smaller of two": ([node("Neg", outputs=["m"]), helper.make_node("Min", ["x", "m"], ["y"])], STEPS, {}, 20),
        "depth to space": alone("DepthToSpace", shape=IMAGE, blocksize=2, mode="CRD"),
        "einsum of three": alone("Einsum", "w", "u", weights={"w": array(4), "u": array(4)}, equation="bij,j,j->bi"),
        "a power for each": added_to("Pow", "w", weights={"w": array(4)}),
        "product along an axis": alone("ReduceProd", "axes", weights={"axes": ints(-1)}, keepdims=0),
        "sums up to each place": alone("CumSum", "axis", weights={"axis": numpy.array(1)}),
        "either": (
            [
                node("Greater", "c", outputs=["above"]),
                node("Less", "c", outputs=["below"]),
                helper.make_node("Xor", ["above", "below"], ["one"]),
                helper.make_node("Or", ["one", "above"], ["any"]),
                helper.make_node("Cast", ["any"], ["y"], to=1),
            ],
            STEPS,
            {"c": number(0.3)},
            20,
        ),
        "padded unequally": alone(
            "Conv", "w", shape=STEPS, weights={"w": array(3, 6, 2)}, pads=[1, 0], kernel_shape=[2], opset=13
        ),
        "as wide as before, by twos": alone(
            "Conv", "w", shape=IMAGE, weights={"w": array(3, 4, 3, 3)}, auto_pad="SAME_UPPER", strides=[2, 2]
        ),
        "pooled as wide as before": alone(
            "MaxPool", shape=IMAGE, kernel_shape=[3, 2], strides=[2, 2], auto_pad="SAME_LOWER"
        ),
        "corners kept": alone(
            *("Resize", "", "", "sizes"),
            shape=IMAGE,
            weights={"sizes": ints(9, 8)},
            axes=[2, 3],
            mode="linear",
            coordinate_transformation_mode="align_corners",
        ),
        "cubic": alone(
            "Resize", "", "s", shape=IMAGE, weights={"s": numpy.array([1, 1, 1.5, 2], numpy.float32)}, mode="cubic"
        ),
    }


FORMS = forms()
FORMS["through a value"] = (
    [*added_to("Sqrt")[0][:2], *FORMS["through a value"][0]],
    STEPS,
    {**FORMS["through a value"][2], "one": number(1.0)},
    20,
)


@pytest.mark.parametrize("name", FORMS)
def test_an_operator_becomes_layers_that_compute_the_same(name: str, tmp_path: Path) -> None:
    nodes, shape, weights, opset = FORMS[name]
    found = read(write(tmp_path / "one.onnx", nodes, ["rows", *shape], weights, opset=opset))
    assert found.missing == ()
    assert found.source.outputs  # onnxruntime has computed what is compared with
    assert found.difference <= 1e-5


def test_the_nearest_places_are_those_of_the_file_or_a_placeholder(tmp_path: Path) -> None:
    """Rounded to the nearest they are others than rounded down, where the sides do not grow by a whole number."""
    for way, missing in (("half_pixel", ["Resize"]), ("asymmetric", [])):
        form = {"mode": "nearest", "coordinate_transformation_mode": way, "nearest_mode": "floor"}
        nodes = [node("Resize", "", "", "sizes", axes=[2, 3], **form)]
        found = read(write(tmp_path / "one.onnx", nodes, ["rows", *IMAGE], {"sizes": ints(4, 8)}, opset=20))
        assert [became.what for became in found.missing] == missing
        assert found.whole is not bool(missing)


def test_linear_models_of_scikit_learn_are_layers_and_trees_are_refused_by_name(tmp_path: Path) -> None:
    linear = {"coefficients": [0.3, -1.0, 2.0, 0.1, 0.5, -0.2], "intercepts": [0.1, -0.1]}
    nodes = [
        node("Scaler", domain="ai.onnx.ml", offset=[1.0, 2.0, 3.0], scale=[0.5, 1.0, 2.0], outputs=["s"]),
        helper.make_node(
            *("LinearClassifier", ["s"], ["label", "y"]),
            **linear,
            domain="ai.onnx.ml",
            classlabels_ints=[0, 1],
            post_transform="SOFTMAX",
        ),
    ]
    found = read(write(tmp_path / "linear.onnx", nodes, ["rows", 3], {}, opset=17, domains=["ai.onnx.ml"]))
    assert found.whole
    assert titles(found) == ["Input", "Constant", "Subtract", "Constant", "Multiply", "Dense", "Softmax", "Output"]
    tree = [node("TreeEnsembleRegressor", domain="ai.onnx.ml")]
    (missing,) = read(write(tmp_path / "trees.onnx", tree, ["rows", 3], {}, opset=17, domains=["ai.onnx.ml"])).missing
    assert "decision trees" in str(missing.reason)


def test_numbers_of_16_bits_may_be_rounded(tmp_path: Path) -> None:
    weights = {"w": array(6, 3).astype(numpy.float16)}
    nodes = [
        helper.make_node("Cast", ["x"], ["h"], to=10),
        helper.make_node("MatMul", ["h", "w"], ["m"]),
        helper.make_node("Cast", ["m"], ["y"], to=1),
    ]
    found = read(write(tmp_path / "half.onnx", nodes, ["rows", *ROW], weights, opset=17))
    assert found.whole
    assert replace(found, difference=1e-3).whole
    assert not replace(found, difference=1e-2).whole


@pytest.mark.parametrize(
    ("kind", "inputs", "weights", "given"),
    [
        ("PRelu", ("w",), {"w": array(4)}, {}),
        ("Slice", ("a", "a", "b", "c"), {"a": ints(4), "b": ints(1), "c": ints(-2)}, {}),
        ("TopK", ("a",), {"a": ints(2)}, {}),
    ],
)
def test_what_has_no_layer_is_a_placeholder_between_its_neighbours(
    kind: str, inputs: tuple[str, ...], weights: Any, given: Any, tmp_path: Path
) -> None:
    nodes = [
        node("Tanh", outputs=["t"]),
        helper.make_node(kind, ["t", *inputs], ["v", "i"] if kind == "TopK" else ["v"], name="the odd one", **given),
        helper.make_node("Relu", ["v"], ["y"]),
    ]
    found = read(write(tmp_path / "odd.onnx", nodes, ["rows", *STEPS], weights, opset=18))
    assert [became.what for became in found.missing] == [kind]
    shown = titles(found)
    assert [shown.index(title) for title in ("Tanh", "Placeholder", "ReLU")] == [1, 2, 3]
