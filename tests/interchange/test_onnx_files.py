"""ONNX files made by hand: what is damaged, open, in other files, of other versions, or has no layer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from typer.testing import CliRunner

from netbuilder.cli import app
from netbuilder.errors import FileError, ProjectError
from netbuilder.interchange.imported import Imported, imported
from netbuilder.interchange.onnx.reader import read_onnx
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims
from tests.interchange.conftest import titles

RANDOM = numpy.random.default_rng(3)


def array(*shape: int) -> numpy.ndarray[Any, Any]:
    return RANDOM.standard_normal(shape).astype(numpy.float32)


def write(
    file: Path,
    nodes: Sequence[Any],
    shape: Sequence[Any],
    weights: dict[str, Any],
    *,
    opset: int = 20,
    domains: Sequence[str] = (),
) -> Path:
    """A file with the input x and the output y."""
    graph = helper.make_graph(
        list(nodes),
        "made by hand",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    imports = [helper.make_opsetid("", opset), *(helper.make_opsetid(domain, 1) for domain in domains)]
    onnx.save(helper.make_model(graph, opset_imports=imports, ir_version=9), file)
    return file


def read(file: Path, *inputs: Dims) -> Imported:
    return imported(read_onnx(file, inputs))


def gru(file: Path, **attributes: int) -> Path:
    weights = {"W": array(1, 15, 4), "R": array(1, 15, 5), "B": array(1, 30), "one": numpy.array([0])}
    nodes = [
        helper.make_node("Transpose", ["x"], ["steps"], perm=[1, 0, 2]),
        helper.make_node("GRU", ["steps", "W", "R", "B"], ["", "h"], hidden_size=5, **attributes),
        helper.make_node("Squeeze", ["h", "one"], ["y"]),
    ]
    return write(file, nodes, ["rows", 6, 4], weights)


def test_a_gru_is_the_layer_only_if_it_resets_after_its_product(tmp_path: Path) -> None:
    after = read(gru(tmp_path / "after.onnx", linear_before_reset=1))
    assert (titles(after), after.missing) == (["Input", "GRU", "Output"], ())
    assert after.difference <= 1e-5
    before = read(gru(tmp_path / "before.onnx", linear_before_reset=0))
    assert [became.what for became in before.missing] == ["GRU"]


def test_an_operator_of_another_domain_keeps_its_place(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("Gemm", ["x", "W"], ["a"]),
        helper.make_node("Warp", ["a"], ["b"], domain="com.example", speed=9),
        helper.make_node("Relu", ["b"], ["c"]),
        helper.make_node("Hardmax", ["c"], ["y"]),
    ]
    found = read(write(tmp_path / "odd.onnx", nodes, ["rows", 4], {"W": array(4, 3)}, domains=["com.example"]))
    assert [became.what for became in found.missing] == ["com.example.Warp", "Hardmax"]
    assert titles(found) == ["Input", "Dense", "Placeholder", "ReLU", "Placeholder", "Output"]
    assert any("onnxruntime" in str(remark) for remark in remarks(found))


def branch(kind: str) -> Any:
    inside = [helper.make_node("Mul", ["x", f"{kind}_factor"], ["inside"]), helper.make_node(kind, ["inside"], [kind])]
    weights = [numpy_helper.from_array(numpy.float32(2), f"{kind}_factor")]
    return helper.make_graph(inside, kind, [], [helper.make_tensor_value_info(kind, TensorProto.FLOAT, None)], weights)


def test_a_branch_that_is_always_taken_is_drawn_and_one_that_hangs_on_values_keeps_its_place(tmp_path: Path) -> None:
    branches = {"then_branch": branch("Tanh"), "else_branch": branch("Relu")}
    nodes = [helper.make_node("If", ["c"], ["y"], **branches)]
    found = read(write(tmp_path / "if.onnx", nodes, ["rows", 4], {"c": numpy.array(False)}))
    assert titles(found) == ["Input", "Constant", "Multiply", "ReLU", "Output"]
    assert found.difference <= 1e-6
    compared = [
        helper.make_node("ReduceMax", ["x"], ["largest"], keepdims=0),
        helper.make_node("Greater", ["largest", "zero"], ["c"]),
        *nodes,
    ]
    found = read(write(tmp_path / "if.onnx", compared, ["rows", 4], {"zero": numpy.array(0, numpy.float32)}))
    assert "If" in [became.what for became in found.missing]


def test_what_is_damaged_inside_is_refused_in_words(tmp_path: Path) -> None:
    nodes = [helper.make_node("Relu", ["nowhere"], ["a"]), helper.make_node("MatMul", ["a", "W"], ["y"])]
    with pytest.raises(FileError, match="operator “Relu” reads “nowhere”, which nothing before it gives"):
        read(write(tmp_path / "loose.onnx", nodes, ["rows", 4], {"W": array(4, 3)}))
    nodes[0].input[0] = "x"
    model = onnx.load(write(tmp_path / "wide.onnx", nodes, ["rows", 4], {"W": array(4, 3)}))
    model.graph.initializer[0].dims[0] = 2**40
    onnx.save(model, tmp_path / "wide.onnx")
    with pytest.raises(FileError, match="is damaged"):
        read(tmp_path / "wide.onnx")


def test_texts_are_refused_and_numbers_of_16_bits_are_named(tmp_path: Path) -> None:
    file = write(tmp_path / "half.onnx", [helper.make_node("Cast", ["x"], ["h"], to=10),
        helper.make_node("MatMul", ["h", "W"], ["m"]), helper.make_node("Cast", ["m"], ["y"], to=1)],
        ["rows", 4], {"W": array(4, 3).astype(numpy.float16)})  # fmt: skip
    assert any("computed in float16" in str(remark) for remark in remarks(read(file)))
    model = onnx.load(file)
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.STRING
    onnx.save(model, file)
    with pytest.raises(ProjectError, match="takes texts"):
        read(file)


@pytest.mark.parametrize(
    ("operator", "given"),
    [
        ("ConstantOfShape", {"s": numpy.array([100_000, 100_000, 100])}),
        ("Expand", {"o": array(1), "s": numpy.array([100_000, 100_000, 100])}),
        ("Tile", {"o": array(1, 1, 1), "s": numpy.array([100_000, 100_000, 100])}),
        ("Range", {"f": numpy.array(0), "t": numpy.array(10**12), "d": numpy.array(1)}),
    ],
)
def test_a_constant_that_nobody_could_wait_for_is_refused(tmp_path: Path, operator: str, given: dict[str, Any]) -> None:
    nodes = [
        helper.make_node(operator, list(given), ["c"]),
        helper.make_node("Cast", ["c"], ["n"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["n"], ["r"], keepdims=0),
        helper.make_node("Add", ["x", "r"], ["y"]),
    ]
    file = write(tmp_path / "huge.onnx", nodes, ("N", 5), given)
    with pytest.raises(ProjectError, match=rf"1,000,000,000,000 numbers, .*{operator}; at most 268,435,456"):
        read(file)


def test_an_axis_that_is_open_must_be_given(tmp_path: Path) -> None:
    nodes = [helper.make_node("Conv", ["x", "W"], ["a"]), helper.make_node("GlobalAveragePool", ["a"], ["y"])]
    file = write(tmp_path / "open.onnx", nodes, ["rows", 3, "height", "width"], {"W": array(5, 3, 3, 3)})
    with pytest.raises(ProjectError, match="axes height, width of the input “x”"):
        read_onnx(file)
    found = read(file, (-1, 3, 7, 9))
    assert titles(found) == ["Input", "Conv 2D", "Global average pooling", "Reshape", "Output"]
    assert found.difference <= 1e-5
    with pytest.raises(ProjectError, match="4 axes"):
        read_onnx(file, [(-1, 3, 7)])
    with pytest.raises(ProjectError, match="2 shapes were given"):
        read_onnx(file, [(-1, 3, 7, 7), (-1, 2)])


def test_weights_in_a_file_beside_are_read_and_missed_by_name(tmp_path: Path) -> None:
    file = write(
        tmp_path / "net.onnx", [helper.make_node("Gemm", ["x", "W"], ["y"])], ["rows", 40], {"W": array(40, 30)}
    )
    model = onnx.load(file)
    onnx.save_model(model, file, save_as_external_data=True, location="net.data", size_threshold=0)
    assert read(file).difference <= 1e-5
    (tmp_path / "net.data").unlink()
    with pytest.raises(FileError, match=r"net\.data"):
        read_onnx(file)


def test_weights_are_never_read_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(array(12).tobytes())
    inner = tmp_path / "inner"
    inner.mkdir()
    file = write(inner / "net.onnx", [helper.make_node("Gemm", ["x", "W"], ["y"])], ["rows", 4], {"W": array(4, 3)})
    model = onnx.load(file)
    tensor = model.graph.initializer[0]
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../secret")
    file.write_bytes(model.SerializeToString())
    with pytest.raises(FileError, match="cannot be read"):
        read_onnx(file)


@pytest.mark.parametrize("content", [b"", b"no onnx file at all", b"\x08\x07\x12\x04abcd"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "net.onnx").write_bytes(content)
    with pytest.raises(FileError, match="damaged, or no ONNX file"):
        read_onnx(tmp_path / "net.onnx")


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = write(
        tmp_path / "net.onnx", [helper.make_node("Gemm", ["x", "W"], ["y"])], ["rows", 40], {"W": array(40, 30)}
    )
    file.write_bytes(file.read_bytes()[:1000])
    with pytest.raises(FileError, match="damaged, or no ONNX file"):
        read_onnx(file)


@pytest.mark.parametrize("opset", [9, 11, 13, 17, 21])
def test_operators_of_older_and_newer_versions_are_read(tmp_path: Path, opset: int) -> None:
    weights = {"W": array(4, 3, 3, 3), "F": array(2, 4), "B": array(2)}
    nodes = [
        helper.make_node("Conv", ["x", "W"], ["a"], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["a"], ["b"]),
        helper.make_node("MaxPool", ["b"], ["c"], kernel_shape=[2, 2], strides=[2, 2]),
        *_mean(opset, weights),
        helper.make_node("Gemm", ["d", "F", "B"], ["e"], transB=1),
        helper.make_node("Softmax", ["e"], ["y"], axis=1),
    ]
    found = read(write(tmp_path / "net.onnx", nodes, [1, 3, 8, 8], weights, opset=opset))
    wanted = ["Conv 2D", "ReLU", "Max pooling", "Global average pooling", "Dense", "Softmax"]
    assert titles(found) == ["Input", *wanted, "Output"]
    assert found.difference <= 1e-5


def _mean(opset: int, weights: dict[str, Any]) -> list[Any]:
    if opset < 18:
        return [helper.make_node("ReduceMean", ["c"], ["d"], axes=[2, 3], keepdims=0)]
    weights["axes"] = numpy.array([2, 3])
    return [helper.make_node("ReduceMean", ["c", "axes"], ["d"], keepdims=0)]


def test_a_reshape_that_names_its_one_row_is_read_as_any_number_of_rows(tmp_path: Path) -> None:
    weights = {"W": array(48, 5), "shape": numpy.array([1, 48])}
    nodes = [helper.make_node("Reshape", ["x", "shape"], ["a"]), helper.make_node("MatMul", ["a", "W"], ["y"])]
    found = read(write(tmp_path / "net.onnx", nodes, [1, 3, 4, 4], weights))
    assert titles(found) == ["Input", "Flatten", "Dense", "Output"]
    assert found.difference <= 1e-5


def test_the_erf_of_a_gelu_is_one_layer(tmp_path: Path) -> None:
    weights = {"root": numpy.array(2**0.5, "f4"), "one": numpy.array(1.0, "f4"), "half": numpy.array(0.5, "f4")}
    nodes = [
        helper.make_node("Div", ["x", "root"], ["a"]),
        helper.make_node("Erf", ["a"], ["b"]),
        helper.make_node("Add", ["b", "one"], ["c"]),
        helper.make_node("Mul", ["x", "c"], ["d"]),
        helper.make_node("Mul", ["d", "half"], ["y"]),
    ]
    found = read(write(tmp_path / "net.onnx", nodes, ["rows", 6], weights, opset=13))
    assert titles(found) == ["Input", "GELU", "Output"]
    assert found.difference <= 1e-5


def test_the_command_reads_an_onnx_file_without_asking(tmp_path: Path) -> None:
    file = write(tmp_path / "net.onnx", [helper.make_node("Gemm", ["x", "W"], ["y"])], ["rows", 4], {"W": array(4, 3)})
    result = CliRunner().invoke(app, ["import", str(file), "-o", str(tmp_path / "net.netb")])
    assert result.exit_code == 0, result.output
    assert "Linear" in result.output
    assert (tmp_path / "net.runs" / "1" / "last.safetensors").is_file()


@pytest.mark.parametrize("kind", ["Gemm", "MatMul"])
def test_an_initializer_that_two_products_read_is_one_set_of_weights(tmp_path: Path, kind: str) -> None:
    """The second reads it transposed."""
    first = helper.make_node(kind, ["x", "w"], ["a"])
    bent = helper.make_node("Tanh", ["a"], ["t"])
    turned = helper.make_node("Transpose", ["w"], ["v"], perm=[1, 0])
    last = helper.make_node(kind, ["t", "w"], ["y"], transB=1) if kind == "Gemm" else None
    last = last or helper.make_node(kind, ["t", "v"], ["y"])
    found = read(write(tmp_path / "tied.onnx", [first, bent, turned, last], ["rows", 6], {"w": array(6, 4)}))
    assert found.whole
    assert sum(tensor.numel() for tensor in found.weights.values()) == 24
    assert "one set of weights here" in " ".join(map(str, remarks(found)))


def test_zeros_that_an_exporter_keeps_once_for_two_layers_stay_apart(tmp_path: Path) -> None:
    nodes = [helper.make_node("Gemm", ["x", "w", "b"], ["a"]), helper.make_node("Gemm", ["a", "v", "b"], ["y"])]
    weights = {"w": array(4, 4), "v": array(4, 4), "b": numpy.zeros(4, numpy.float32)}
    found = read(write(tmp_path / "zeros.onnx", nodes, ["rows", 4], weights))
    assert titles(found) == ["Input", "Dense", "Dense", "Output"]


def test_an_operator_that_is_known_with_other_settings_says_with_which_it_came(tmp_path: Path) -> None:
    node = helper.make_node("AveragePool", ["x"], ["y"], kernel_shape=[3, 3], pads=[1, 1, 0, 0])
    (missing,) = read(write(tmp_path / "pool.onnx", [node], ["rows", 2, 6, 6], {})).missing
    assert "not with these inputs and settings: kernel_shape = [3, 3], pads = [1, 1, 0, 0]" in str(missing.reason)
