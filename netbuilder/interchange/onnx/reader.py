"""An ONNX file as a trace with its weights, and what it answers to some rows where onnxruntime can tell."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy

from netbuilder.interchange.drawing.translation import UNFORESEEN
from netbuilder.interchange.onnx.attention import Attention
from netbuilder.interchange.onnx.folding import folded
from netbuilder.interchange.onnx.loading import entering, fixed_batch, loaded, set_batch, sizes_of
from netbuilder.interchange.onnx.node import OnnxNode, UnknownFormError
from netbuilder.interchange.onnx.operators import OPERATORS, unknown
from netbuilder.interchange.onnx.patterns import Links, with_gelus, with_group_norms
from netbuilder.interchange.onnx.unrolled import with_recurrent_steps
from netbuilder.interchange.onnx.writer import Writer
from netbuilder.interchange.onnx.written_out import write_out
from netbuilder.interchange.source import Source
from netbuilder.interchange.traced import UNUSUAL, Dims, Entering, Remark, Trace

ROWS = 2
"""Rows on which the outputs are compared, where the file allows any number."""
WHOLE_NUMBERS = (2, 3, 4, 5, 6, 7, 12, 13)
"""The types of tensors that hold whole numbers, as ONNX counts them."""
OTHER_TYPES = {10: "float16", 11: "float64", 16: "bfloat16"}
"""Those that hold numbers of other sizes than of 32 bits."""
MOST_LETTERS = 200
ROUNDING = {"float16": 2e-3, "bfloat16": 2e-2}
"""By how much of their size outputs are off that were computed in such numbers, as far as a few layers go."""


def read_onnx(file: Path, inputs: Sequence[Dims] = ()) -> Source:
    """Read an ONNX file. ``inputs``: the sizes of its inputs, where the file leaves them open.

    Raises FileError where it is damaged, ProjectError where sizes are missing.
    """
    model = loaded(file)
    sizes, batch = sizes_of(model, inputs), fixed_batch(model)
    rows, answers, refusal = _answers(model, sizes, batch or ROWS)
    set_batch(model, sizes)
    write_out(model)
    found = folded(model, batch)
    leaving = [value.name for value in model.graph.output]
    plain = [OnnxNode(node, found.constants, found.dims) for node in found.nodes]
    plain = with_recurrent_steps(plain, Links(plain, leaving), found.constants, found.dims)
    nodes = _joined(plain, leaving, model.opset_import)
    opset = max((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), default=1)
    writer = Writer(nodes, found.constants, {**found.dims, **sizes}, opset)
    values, codes = entering(model), _codes(model)
    numbers = [writer.enter(value.name) for value in values]
    writer.leave(leaving)
    for node in nodes:
        if not writer.is_taken(node):
            _write(writer, node)
    outputs = {name: number for name in leaving if (number := writer.number(name)) is not None}
    answers = [answer for name, answer in zip(leaving, answers, strict=False) if name in outputs]
    trace = Trace(
        title=model.graph.name or file.stem,
        inputs=[
            Entering(name=value.name, value=number, codes=codes.get(value.name, 2) if _is_codes(value) else 0)
            for value, number in zip(values, numbers, strict=True)
        ],
        values=writer.values,
        scopes=writer.scopes,
        operations=writer.operations,
        outputs=outputs,
        remarks=[
            *([Remark(kind="not computed", values={"reason": refusal})] if refusal else []),
            *(Remark(kind="other type", values={"types": name}) for name in _other_types(model)),
        ],
    )
    rounding = max((ROUNDING.get(name, 0.0) for name in _other_types(model)), default=0.0)
    return Source(trace, writer.stored, rows, answers, rounding)


def _joined(nodes: list[OnnxNode], leaving: Sequence[str], opset_imports: Any) -> list[OnnxNode]:
    """The nodes, with one in place of those that an exporter has taken a layer apart into."""
    links = Links(nodes, leaving)
    attention = Attention(nodes, links, opset_imports)
    gone: set[int] = set()
    for node in nodes:
        found = attention.at(node) if node.kind == "Softmax" else None
        gone |= {id(part) for part in (found or ())[:-1]}
    left = [node for node in nodes if id(node) not in gone]
    left = with_group_norms(left, Links(left, leaving))
    return with_gelus(left, Links(left, leaving))


def _write(writer: Writer, node: OnnxNode) -> None:
    """Write the operation of a node; one that has no words in torch keeps its own."""
    try:
        OPERATORS.get(node.kind, unknown)(writer, node)
    except (UnknownFormError, *UNFORESEEN):
        told = {UNUSUAL: _settings(node)} if node.kind in OPERATORS else {}
        writer.add(node, f"f.{node.kind}", [name for name in node.inputs if writer.number(name) is not None], told)


def _settings(node: OnnxNode) -> str:
    """The attributes of a node in words."""
    plain = ", ".join(f"{name} = {node.get(name)}" for name in node.attributes)
    return plain.replace("b'", "'")[:MOST_LETTERS] or "\u2013"


def _other_types(model: Any) -> list[str]:
    """The types of numbers other than of 32 bits that its weights have."""
    found = {tensor.data_type for tensor in model.graph.initializer}
    return [name for number, name in OTHER_TYPES.items() if number in found]


def _is_codes(value: Any) -> bool:
    return value.type.tensor_type.elem_type in WHOLE_NUMBERS


def _answers(model: Any, sizes: dict[str, Dims], batch: int) -> tuple[list[Any], list[Any], str]:
    """Some rows, and what onnxruntime computes for them; or why it does not."""
    if importlib.util.find_spec("onnxruntime") is None:
        return [], [], "onnxruntime is not installed"
    import onnxruntime

    random, codes = numpy.random.default_rng(0), _codes(model)
    rows = {
        value.name: _rows(random, value, sizes[value.name], batch, codes.get(value.name, 0))
        for value in entering(model)
    }
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        answers = session.run(None, rows)
    except Exception as error:  # noqa: BLE001  onnxruntime raises classes of its own for files that it does not take
        return [], [], str(error).strip().splitlines()[-1][:300] if str(error).strip() else type(error).__name__
    return list(rows.values()), list(answers), ""


def _codes(model: Any) -> dict[str, int]:
    """For each input that is looked up in a table, how many codes that has; for others 0."""
    tables = {tensor.name: tensor.dims[0] for tensor in model.graph.initializer if len(tensor.dims) == 2}
    passed = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type in ("Cast", "Identity")}
    found: dict[str, int] = {}
    for node in model.graph.node:
        if node.op_type == "Gather" and node.input[0] in tables:
            name = node.input[1]
            while name in passed:
                name = passed[name]
            found[name] = min(tables[node.input[0]], found.get(name, tables[node.input[0]]))
    return found


def _rows(random: Any, value: Any, sizes: Dims, batch: int, codes: int) -> Any:
    from onnx import helper

    shape = [batch if size == -1 else size for size in sizes]
    rows = random.integers(0, codes or 2, shape) if codes or _is_codes(value) else random.standard_normal(shape)
    return rows.astype(helper.tensor_dtype_to_np_dtype(value.type.tensor_type.elem_type))
