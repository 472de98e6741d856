"""Writes networks as ONNX and runs them, in a process of its own: ``python -m … FOLDER…``.

PyTorch's exporter holds Python's lock for seconds, and speaks on every stream. Each folder holds the source of the
network, its weights, rows for its inputs and a job; model, answers and facts are written into it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from netbuilder.graph.identifiers import free_name

SOURCE, WEIGHTS, ROWS, JOB = "network.py", "weights.safetensors", "rows.npz", "job.json"
MODEL, ANSWERS, FACTS = "model.onnx", "answers.npz", "facts.json"
EXAMPLE = 3
"""Rows with which the network is traced: one would be taken for a size that never changes."""

OWN = "netbuilder_"
"""What inputs and outputs are called until the values inside are known."""


def main(folders: Sequence[Path]) -> None:
    """Do the job of each folder."""
    for folder in folders:
        _do(folder)


def _do(folder: Path) -> None:
    import numpy
    import onnx

    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    with numpy.load(folder / ROWS) as file:
        rows = [file[name] for name in job["inputs"]]
    model = _exported(folder, rows, job)
    _clean(model)
    model.doc_string = job["about"]
    onnx.helper.set_model_props(model, job["properties"])
    onnx.checker.check_model(model, full_check=True)
    content = model.SerializeToString(deterministic=True)
    (folder / MODEL).write_bytes(content)
    numpy.savez(folder / ANSWERS, **dict(_answers(content, rows, job)))
    (folder / FACTS).write_text(json.dumps(_facts(model)), encoding="utf-8")


def _exported(folder: Path, rows: Sequence[Any], job: dict[str, Any]) -> Any:
    import torch
    from safetensors.torch import load_file

    space: dict[str, Any] = {"torch": torch}
    source = (folder / SOURCE).read_text(encoding="utf-8")
    exec(compile(source, "<network>", "exec"), space)  # noqa: S102  our own text, as in backends.torch.build
    network = space["Network"]()
    network.load_state_dict(load_file(folder / WEIGHTS))
    network.eval()
    batch = torch.export.Dim("batch")
    program = torch.onnx.export(
        network,
        tuple(torch.from_numpy(part[:EXAMPLE]) for part in rows),
        dynamo=True,
        dynamic_shapes=tuple({0: batch} for _ in rows),
        external_data=False,
        input_names=[f"{OWN}input_{at}" for at in range(len(job["inputs"]))],
        output_names=[f"{OWN}output_{at}" for at in range(len(job["outputs"]))],
        verbose=False,
    )
    if program is None:
        raise RuntimeError("torch.onnx gives no program")
    model = program.model_proto
    _name(model, [*job["inputs"], *job["outputs"]])
    return model


def _name(model: Any, wanted: Sequence[str]) -> None:
    """Give inputs and outputs their names. Torch calls its own values after operations, perhaps by one of them."""
    ends = [value.name for value in (*model.graph.input, *model.graph.output)]
    new = dict(zip(ends, wanted, strict=True))
    used = set(wanted)
    for graph in _graphs(model):
        for name in (name for node in graph.node for name in node.output):
            if name in used and name not in new:
                new[name] = free_name(name, used)
    for graph in _graphs(model):
        for value in (*graph.input, *graph.output, *graph.value_info, *graph.initializer):
            value.name = new.get(value.name, value.name)
        for node in graph.node:
            node.input[:] = [new.get(name, name) for name in node.input]
            node.output[:] = [new.get(name, name) for name in node.output]


def _clean(model: Any) -> None:
    """Take out where on this machine each operation comes from."""
    for graph in _graphs(model):
        for part in (graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer):
            del part.metadata_props[:]
            part.doc_string = ""
    for function in model.functions:
        for part in (function, *function.node, *function.value_info):
            del part.metadata_props[:]
            part.doc_string = ""


def _graphs(model: Any) -> Iterator[Any]:
    """The graph, and those inside its operations."""
    waiting = [model.graph]
    while waiting:
        graph = waiting.pop()
        yield graph
        waiting += [one.g for node in graph.node for one in node.attribute if one.HasField("g")]


def _answers(content: bytes, rows: Sequence[Any], job: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What onnxruntime computes, by the number of rows and the number of the output."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    for count in job["counts"]:
        fed = {name: part[:count] for name, part in zip(job["inputs"], rows, strict=True)}
        for number, answer in enumerate(session.run(job["outputs"], fed)):
            yield f"{count}:{number}", answer


def _facts(model: Any) -> dict[str, Any]:
    operations = Counter(node.op_type for node in model.graph.node)
    return {
        "inputs": {value.name: _shape(value) for value in model.graph.input},
        "outputs": {value.name: _shape(value) for value in model.graph.output},
        "operations": dict(sorted(operations.items())),
        "opset": next(one.version for one in model.opset_import if not one.domain),
    }


def _shape(value: Any) -> list[str]:
    return [str(size.dim_param or size.dim_value) for size in value.type.tensor_type.shape.dim]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
