"""ONNX files: onnxruntime computes from them what the network does, or they are not written."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy
import onnx
import onnxruntime
import pytest
import torch

import samples
from netbuilder.backends.torch.build import build
from netbuilder.data.catalogue import dataset_types
from netbuilder.data.pipeline import prepare
from netbuilder.errors import ExportError, ProjectError
from netbuilder.export.formats import FORMATS, Kept, Request, onnx_file, onnx_worker
from netbuilder.export.formats.onnx_notes import CLASSES, NUMBERS, properties
from netbuilder.files.read import read
from netbuilder.graph.blocks import layers_within
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.blocks import nested
from tests.drawing import drawn
from tests.export.format_parts import made, sample

Layers = tuple[tuple[str, dict[str, Any]], ...]

IMAGES: dict[str, Layers] = {
    "conv2d": (("conv2d", {"filters": 3, "stride": 2, "padding": "same"}), ("relu", {}), ("flatten", {})),
    "wide": (("conv2d", {"filters": 3, "kernel": 1, "kernel_width": 4, "padding": "same"}), ("flatten", {})),
    "depthwise": (("conv2d", {"filters": 4}), ("conv2d", {"filters": 4, "groups": 4, "dilation": 2}), ("flatten", {})),
    "transposed": (("conv_transpose2d", {"filters": 2, "stride": 2}), ("silu", {}), ("global_average_pool", {})),
    "pooled": (("max_pool", {"size": 3, "stride": 2, "padding": 1}), ("gelu", {}), ("flatten", {})),
    "averaged": (("average_pool", {"size": 2, "padding": 1}), ("elu", {}), ("global_max_pool", {})),
    "bilinear": (("upsample", {"factor": 2, "mode": "bilinear"}), ("tanh", {}), ("global_average_pool", {})),
    "nearest": (("upsample", {"factor": 3}), ("batch_norm", {}), ("flatten", {})),
    "channels": (("conv2d", {"filters": 3}), ("softmax", {}), ("layer_norm", {}), ("flatten", {})),
    "groups": (("conv2d", {"filters": 4}), ("group_norm", {"groups": 2}), ("hard_swish", {}), ("flatten", {})),
}
ROWS: dict[str, Layers] = {
    "dense": (("dense", {"units": 5, "bias": False}), ("sigmoid", {}), ("dropout", {"rate": 0.5})),
    "normed": (("dense", {"units": 6}), ("batch_norm", {}), ("leaky_relu", {"slope": 0.2})),
    "grouped": (("dense", {"units": 6}), ("group_norm", {"groups": 3}), ("relu6", {}), ("hard_sigmoid", {})),
    "grouped steps": (("reshape", {"sizes": (8, 8)}), ("group_norm", {"groups": 4}), ("flatten", {})),
    "layer norm": (("layer_norm", {}), ("dense", {"units": 4}), ("log_softmax", {})),
    "conv1d": (("reshape", {"sizes": (8, 8)}), ("conv1d", {"filters": 3, "stride": 2}), ("flatten", {})),
    "lstm": (("reshape", {"sizes": (8, 8)}), ("lstm", {"units": 3, "bidirectional": True}), ("flatten", {})),
    "gru": (("reshape", {"sizes": (8, 8)}), ("gru", {"units": 3, "bidirectional": True}), ("flatten", {})),
    "rnn": (
        ("reshape", {"sizes": (8, 8)}),
        ("simple_rnn", {"units": 3, "layers": 2, "activation": "ReLU"}),
        ("flatten", {}),
    ),
    "attention": (("reshape", {"sizes": (8, 8)}), ("multi_head_attention", {"heads": 2}), ("flatten", {})),
    "encoder": (("reshape", {"sizes": (8, 8)}), ("transformer_encoder", {"heads": 2, "units": 4}), ("flatten", {})),
    "normed first": (
        ("reshape", {"sizes": (8, 8)}),
        ("transformer_encoder", {"heads": 4, "units": 4, "norm_first": True, "activation": "GELU"}),
        ("flatten", {}),
    ),
    "codes": (("embedding", {"codes": 20, "features": 2}), ("flatten", {})),
    "powers": (("dense", {"units": 1}), ("polynomial_basis", {"degree": 3})),
}
CHEAP = {"normalisation": "none", "training_rows": 40}


def on_digits(layers: Layers, rows_as: str) -> Project:
    """The layers on digits; those of codes take the grey values as they are."""
    project = drawn(*layers, ("dense", {"units": 10}), data="digits", rows_as=rows_as)
    return edits.set_data(project, **CHEAP) if layers[0][0] == "embedding" else project


def branches() -> Project:
    """Two inputs of some columns each, joined in three ways, with two outputs."""
    types, project = layer_types(), Project()
    ends = []
    for name, columns in (("left half", "0:2"), ("right half", "2:4")):
        project, entry = edits.add_node(project, types["input"](columns=columns), (0, 0), name)
        ends.append(entry)
    for kind in ("add", "multiply", "concatenate"):
        project, merged = edits.add_node(project, types[kind](), (0, 0))
        for end, port in zip(ends, ("input_1", "input_2"), strict=True):
            project = edits.connect(project, end, merged, port)
        ends = [merged, ends[0]]
    for name, units in (("species", 3), ("again", 3)):
        project, dense = edits.add_node(project, types["dense"](units=units), (0, 0))
        project, out = edits.add_node(project, types["output"](), (0, 0), name)
        project = edits.connect(edits.connect(project, ends[0], dense), dense, out)
    return edits.set_dataset(project, dataset_types()["iris"]())


def operations() -> Project:
    """Tensor operations one behind the other, on two features of flowers."""
    types, project = layer_types(), Project()
    project, last = edits.add_node(project, types["input"](columns="0:2"), (0, 0))

    def then(kind: str, *others: str, **values: object) -> str:
        nonlocal project, last
        project, node = edits.add_node(project, types[kind](**values), (0, 0))
        for port, source in zip(types[kind](**values).input_ports(), (last, *others), strict=True):
            project = edits.connect(project, source, node, port)
        last = node
        return node

    def value(kind: str, **values: object) -> str:
        nonlocal project
        project, node = edits.add_node(project, types[kind](**values), (0, 0))
        return node

    wide = then("matmul", value("parameter", sizes=(2, 6), start="normal"))
    then("subtract", value("tensor_constant", numbers="0.5"))
    for kind in ("squared", "sine_wave", "cosine_wave", "abs", "exp", "log", "square_root", "power"):
        then(kind)
    then("divide", value("tensor_constant", numbers="3"))
    then("add", then("step_function"))
    then("comparison", wide, relation="≥")
    then("add", wide)
    then("reshape", sizes=(2, 3))
    then("permute_axes")
    then("slice_axis", axis=0, start=1)
    then("flip_axis", axis=1)
    then("pad_axis", axis=1, before=2, after=1, number=0.5)
    then("sliding_windows", axis=1, size=3, stride=2)
    then("overlaid_windows", axis=1, stride=2)
    then("error_function")
    then("where_above", last, last)
    then("tensor_max", axis=1, keep=True, ties="to the first")
    table = value("parameter", sizes=(2, 2), start="normal")
    then("step_function")
    codes = last
    last = table
    then("take_rows", codes)
    then("tensor_sum", axis=1)
    rows, last = last, value("parameter", sizes=(2, 2), start="normal")
    then("expand_to_rows", rows)
    then("add", rows)
    for kind in ("tensor_sum", "tensor_mean", "tensor_max"):
        then(kind, axis=1, keep=True)
    then("reshape", sizes=(2,))
    then("dot", last)
    then("reshape", sizes=(1,))
    then("dense", units=3)
    project, _ = edits.add_and_connect(project, types["output"](), (0, 0), last)
    return edits.set_dataset(project, dataset_types()["iris"]())


def named(*names: str) -> Project:
    """A chain whose nodes have such names: some are what the exporter calls its own values."""
    project = drawn(("dense", {"units": 3}), ("relu", {}), ("dense", {"units": 2}), rows=40)
    for node, name in zip(("input_1", "dense_1", "dense_2", "output_1"), names, strict=True):
        project = edits.rename(project, node, name)
    return project


def models() -> dict[str, Project]:
    """Small networks that have every layer between them."""
    return {
        **{name: on_digits(layers, "image") for name, layers in IMAGES.items()},
        **{name: on_digits(layers, "flat") for name, layers in ROWS.items()},
        "branches": branches(),
        "blocks": nested(),
        "operations": operations(),
        "names": named("linear", "addmm", "linear", "class"),
        "other names": named("x", "naïve 層", "relu", 'a"b\n'),
    }


def test_every_layer_computes_in_onnxruntime_what_it_computes_here(tmp_path: Path, onnx_here: None) -> None:
    seen: set[str] = set()
    sides: dict[Path, onnx_file.Side] = {}
    for number, project in enumerate(models().values()):
        seen |= {layer.type for layer in layers_within(project.graph)}
        request, prepared = Request(project), prepare(project.data)
        side = onnx_file.own_side(request, prepared)
        folder = tmp_path / str(number)
        folder.mkdir()
        onnx_file.lay_out(folder, side, properties(request, prepared, side.check))
        sides[folder] = side
    assert seen >= {name for name, kind in layer_types().items() if not (kind.of_targets or kind.minimized)}
    assert len(sides) >= 20
    onnx_file.run(list(sides), lambda: False)
    far = {name: onnx_file.apart(folder, sides[folder]) for name, folder in zip(models(), sides, strict=True)}
    assert max(far.values()) <= onnx_file.TOLERANCE


def test_of_a_drawing_with_a_loss_the_file_has_what_predicts_and_says_so(onnx_here: None) -> None:
    project = read(samples.path("perceptron"))
    weights = {"w": torch.tensor([2.0, -1.0]), "b": torch.tensor(0.5)}
    prepared = prepare(project.data)
    kept = Kept(1, 3, project, weights, prepared)
    artifact = FORMATS["onnx"].make(Request(project, kept=kept))
    rows = prepared.training.features[:5]
    ran = session(artifact.content)
    assert ([entry.name for entry in ran.get_inputs()], len(ran.get_outputs())) == (["input_1"], 1)
    (answers,) = ran.run(None, {"input_1": rows})
    assert answers[:, 0] == pytest.approx(2 * rows[:, 0] - rows[:, 1] + 0.5, rel=1e-5)
    assert [note for note in map(str, artifact.notes) if "loss that is drawn is not in the file" in note]


def test_without_a_run_it_has_the_values_from_which_the_whole_drawing_is_trained() -> None:
    """A parameter that only the loss reads is drawn first, and left out."""
    project = read(samples.path("perceptron"))
    for node in ("parameter_1", "parameter_2"):
        project = edits.set_parameter(project, node, "start", "normal")
    project, extra = edits.add_node(project, layer_types()["parameter"](sizes=(), start="normal"), (0, 0))
    wire = next(wire for wire in project.graph.wires if wire.target == "drawn_loss_1")
    project = edits.disconnect(project, wire)
    project, total = edits.add_and_connect(project, layer_types()["add"](), (0, 0), extra)
    project = edits.connect(project, wire.source, total, "input_2")
    project = edits.connect(project, total, "drawn_loss_1")
    prepared = prepare(project.data)
    torch.manual_seed(project.training.seed)
    whole = build(check(project.graph, prepared.signature)).state_dict()
    part = onnx_file.own_side(Request(project), prepared).network.state_dict()
    assert set(whole) - set(part) == {extra}
    assert all(torch.equal(value, whole[name]) for name, value in part.items())


def test_what_has_no_output_or_reads_the_targets_there_is_refused() -> None:
    project = read(samples.path("bowl"))
    with pytest.raises(ExportError, match="has only a loss"):
        onnx_file.own_side(Request(project), prepare(project.data))
    project = read(samples.path("perceptron"))
    wire = next(wire for wire in project.graph.wires if wire.target == "reshape_1")
    project = edits.connect(edits.disconnect(project, wire), "subtract_1", "reshape_1")
    with pytest.raises(ExportError, match="leads to an Output reads “Target”"):
        onnx_file.own_side(Request(project), prepare(project.data))


def session(content: bytes) -> Any:
    """What runs a model."""
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


def test_inputs_and_outputs_have_the_names_of_their_nodes_and_rows_are_free(onnx_here: None) -> None:
    artifact = made("onnx", branches())
    model = session(artifact.content)
    assert [one.name for one in model.get_inputs()] == ["left_half", "right_half"]
    assert [one.name for one in model.get_outputs()] == ["species", "again"]
    assert model.get_inputs()[0].shape == ["batch", 2]
    assert model.get_outputs()[0].shape == ["batch", 3]
    for rows in (1, 2, 500):
        some = numpy.ones((rows, 2), dtype=numpy.float32)
        assert model.run(None, {"left_half": some, "right_half": some})[0].shape == (rows, 3)
    facts = {str(label): value for label, value in artifact.facts}
    assert facts["Input"] == "right_half (batch × 2)"
    assert "Gemm" in facts["Operations"]


def test_the_file_says_how_rows_are_prepared_and_answers_read(request: pytest.FixtureRequest) -> None:
    project = drawn(("dense", {"units": 1}), data="line", rows=30)
    artifact = made("onnx", project)
    model = onnx.load_from_string(artifact.content)
    told = {entry.key: json.loads(entry.value) for entry in model.metadata_props}
    prepared = prepare(project.data)
    assert "(row - shift) / scale" in model.doc_string
    assert told["shift"] == prepared.shift.tolist()
    assert told["scale"] == prepared.scale.tolist()
    assert told["target_scale"] == prepared.target_scale.tolist()
    assert told["reading"] == NUMBERS
    assert told["input_columns"] == {"input_1": "all"}
    assert told["weights"] == "starting values of seed 0, not trained"
    assert b"/" not in b"".join(one.doc_string.encode() for one in model.graph.node)
    assert str(Path.cwd()).encode() not in artifact.content
    request.getfixturevalue("onnx_here")
    assert artifact.content == made("onnx", project).content, "the same in every process"


def test_a_gap_is_told_with_what_fills_it(tmp_path: Path) -> None:
    rows = [f"{'' if n % 5 == 2 else n},{n % 3},{'no' if n % 2 else 'yes'}" for n in range(40)]
    (tmp_path / "gaps.csv").write_text("\n".join(["length,width,ripe", *rows]) + "\n")
    project = drawn(("dense", {"units": 2}), data="csv", path=str(tmp_path / "gaps.csv"), missing="fill")
    prepared = prepare(project.data)
    side = onnx_file.own_side(Request(project), prepared)
    told = {name: json.loads(value) for name, value in properties(Request(project), prepared, side.check).items()}
    filled = prepared.table.features[2, 0]
    assert told["gaps_filled_with"][0] == filled
    assert told["gaps_filled_with"][1] is None
    assert told["class_names"] == ["no", "yes"]
    assert told["reading"] == CLASSES


def test_a_file_that_computes_something_else_is_refused(tmp_path: Path) -> None:
    project = drawn(("dense", {"units": 2}))
    request = Request(project)
    side = onnx_file.own_side(request, prepare(project.data))
    answers = {f"{count}:0": side.outputs[0][:count] for count in onnx_file.COUNTS}
    numpy.savez(tmp_path / onnx_worker.ANSWERS, **answers)
    assert onnx_file.apart(tmp_path, side) == 0.0
    for spoilt in (answers["7:0"] * 1.001, answers["7:0"][:3], answers["7:0"] * numpy.nan):
        numpy.savez(tmp_path / onnx_worker.ANSWERS, **{**answers, "7:0": spoilt})
        with pytest.raises(ExportError, match="for 7 rows onnxruntime computes something else"):
            onnx_file.apart(tmp_path, side)


def test_what_pytorch_cannot_write_is_said_in_its_words(tmp_path: Path) -> None:
    project = drawn(("dense", {"units": 2}))
    prepared = prepare(project.data)
    onnx_file.lay_out(tmp_path, onnx_file.own_side(Request(project), prepared), {})
    (tmp_path / onnx_worker.SOURCE).write_text("raise ValueError('no such network')\n")
    with pytest.raises(ExportError, match="cannot write this network as ONNX here: ValueError: no such network"):
        onnx_file.run([tmp_path], lambda: False)


def test_nobody_waits_for_a_file_that_was_given_up() -> None:
    with pytest.raises(ExportError):
        made("onnx", drawn(("dense", {"units": 2})), given_up=lambda: True)


def test_a_missing_package_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "onnxscript" else find(name))
    with pytest.raises(ExportError, match=r"onnxscript is not installed.*python -m pip install onnxscript"):
        made("onnx", drawn(("dense", {"units": 2})))


def test_a_drawing_with_problems_is_refused() -> None:
    broken = edits.remove(sample("digits_cnn"), nodes=["flatten_1"])
    with pytest.raises(ProjectError, match="Nothing is connected"):
        made("onnx", broken)
    assert FORMATS["onnx"].weights == "maybe"
