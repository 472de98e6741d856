"""Networks in PyTorch and in Keras with the same weights: what both compute, and how far they are apart."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import torch

from netbuilder.backends.keras.names import with_safe_names
from netbuilder.backends.keras.source import Entry, names_used, network_parts
from netbuilder.backends.keras.weights import keras_weights
from netbuilder.backends.tensors.tensor_classes import KERAS, WEIGHTS, TensorBlocks
from netbuilder.backends.torch.build import build
from netbuilder.export.parts import KERAS_PARTS, add_parts
from netbuilder.export.script import Draft
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.program import lower
from netbuilder.shapes.check_result import Check
from tests.forking.forked import QUIET, ForkedTensorFlow
from tests.programs import finished

CHILD = Path(__file__).with_name("keras_child.py")
ROWS = 3


@dataclass(frozen=True)
class Distance:
    """The largest relative differences of a network's outputs and of its gradients."""

    name: str
    outputs: float
    gradients: float


def keras_source(found: Check, entry: Entry) -> str:
    """The parts and the network, without imports."""
    program = with_safe_names(lower(found))
    draft = Draft([])
    blocks = TensorBlocks(program, KERAS, names_taken(draft))
    sections = network_parts(program, entry, blocks)
    add_parts(draft, KERAS_PARTS, {*names_used(sections), *({WEIGHTS} if blocks else set())})
    if blocks:
        add_functions(draft, blocks.helpers(), KERAS.language, sections)
    for lines in sections:
        draft.add(lines)
    return "\n\n\n".join("\n".join(line.text for line in section) for section in draft.sections) + "\n"


def distances(cases: dict[str, tuple[Check, Entry]], folder: Path) -> list[Distance]:
    """How far Keras is from PyTorch on each drawing; all of them in one process of Keras."""
    expected = {name: _job(name, found, entry, folder) for name, (found, entry) in cases.items()}
    command = [sys.executable, str(CHILD), str(folder)]
    done = finished(command, by=ForkedTensorFlow, env={**os.environ, **QUIET})
    assert done.returncode == 0, done.stderr[-3000:]
    return [_distance(name, wanted, folder) for name, wanted in expected.items()]


def _job(name: str, found: Check, entry: Entry, folder: Path) -> dict[str, Any]:
    """Write a job, and give what PyTorch says to it."""
    torch.manual_seed(len(name))
    network = build(found).eval()
    for parameter in network.parameters():
        torch.nn.init.uniform_(parameter, -0.5, 0.5)
    x = torch.rand(ROWS, *entry.features) * most(found)
    entries = [x if columns is None else x[:, list(columns)] for columns in entry.columns]
    result = network(*entries)
    outputs = list(result) if isinstance(result, tuple) else [result]
    ways = [torch.rand_like(out) for out in outputs]
    total = sum((out * way).sum() for out, way in zip(outputs, ways, strict=True))
    if isinstance(total, torch.Tensor) and total.requires_grad:
        total.backward()
    weights = {key: value.detach().numpy() for key, value in network.state_dict().items()}
    slopes = {
        key: numpy.zeros(value.shape) if value.grad is None else value.grad.numpy()
        for key, value in network.named_parameters()
    }
    running = {key: numpy.zeros(value.shape) for key, value in network.named_buffers()}
    arrays = {"x": _last(x), **{f"g:{at}": _last(way) for at, way in enumerate(ways)}}
    arrays |= {f"w:{path}": numpy.asarray(value) for path, value in keras_weights(found, weights).items()}
    numpy.savez(folder / f"{name}.job.npz", **arrays)
    (folder / f"{name}.py").write_text(keras_source(found, entry), encoding="utf-8")
    wanted = {f"out:{at}": _last(out.detach()) for at, out in enumerate(outputs)}
    wanted |= {f"grad:{path}": value for path, value in keras_weights(found, {**slopes, **running}).items()}
    return wanted


def most(found: Check) -> float:
    """Below what the inputs are: below the number of codes, where codes enter."""
    return min((step.layer.values().get("codes", 2.0) for _, step in lower(found).walk()), default=2.0)


def _last(values: torch.Tensor) -> Any:
    """Images with their channels last, as Keras has them."""
    return (values.permute(0, 2, 3, 1) if values.ndim == 4 else values).numpy()


def _distance(name: str, wanted: dict[str, Any], folder: Path) -> Distance:
    with numpy.load(folder / f"{name}.answers.npz") as answers:
        found = dict(answers)
    away = {"out": 0.0, "grad": 0.0}
    for key, value in found.items():
        other = numpy.asarray(wanted[key])
        assert other.shape == value.shape, (name, key, other.shape, value.shape)
        size = max(1.0, float(numpy.abs(other).max(initial=0.0)))
        kind = key.partition(":")[0]
        away[kind] = max(away[kind], float(numpy.abs(other - value).max(initial=0.0)) / size)
    return Distance(name, away["out"], away["grad"])
