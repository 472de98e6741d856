"""Networks as functions of tensors, with PyTorch's weights: what they compute, and how far from PyTorch they are."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import torch

from netbuilder.backends.code.forward import Line
from netbuilder.backends.tensors.network import Network
from netbuilder.backends.tensors.starting import starting_values
from netbuilder.backends.torch.build import build
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.export.tensors.functions import add_functions
from netbuilder.operations.tensor import Language
from netbuilder.program import lower
from netbuilder.shapes.check_result import Check
from tests.forking.forked import QUIET, Forked, ForkedTensorFlow
from tests.programs import finished

CHILD = Path(__file__).with_name("tensor_child.py")
ROWS = 3

Columns = tuple[int, ...] | None


@dataclass(frozen=True)
class Case:
    """A sound drawing, the shape of a row of its data, and the columns that enter each input."""

    found: Check
    features: tuple[int, ...]
    columns: tuple[Columns, ...]


@dataclass(frozen=True)
class Distance:
    """The largest relative differences of a network's outputs and of its gradients."""

    name: str
    outputs: float
    gradients: float


def source(case: Case, language: Language) -> str:
    """The functions of a network in one language, with all that they call."""
    program = lower(case.found)
    entries = [f"features[{at}]" if len(case.columns) > 1 else "features" for at in range(len(case.columns))]
    network = Network(program, language, entries, set())
    draft = Draft(['"""A network."""'])
    draft.imports |= {Import("numpy"), Import("math"), Import("typing", "Any")}
    draft.imports |= {Import("collections.abc", name) for name in ("Sequence", "Callable")}
    draft.imports.add(Import("tensorflow", "", "tf") if language == "tf" else Import("torch"))
    draft.constants += ["Array = numpy.ndarray", "Params = dict"]
    add_functions(draft, [*network.sections(), starting_values(program, network.functions, language)], language)
    draft.sections.append([Line(f"IN_TRAINING = {network.in_training}"), Line("def main(): pass")])
    return draft.finished().text


def distances(cases: dict[str, Case], languages: tuple[Language, ...], folder: Path) -> list[Distance]:
    """How far each language is from PyTorch on each drawing; all drawings in one process a language."""
    expected = {name: _job(name, case, folder) for name, case in cases.items()}
    found = []
    for language in languages:
        for name, case in cases.items():
            (folder / f"{name}.py").write_text(source(case, language), encoding="utf-8")
        command = [sys.executable, str(CHILD), str(folder), language]
        by = ForkedTensorFlow if language == "tf" else Forked
        done = finished(command, by=by, env={**os.environ, **QUIET})
        assert done.returncode == 0, done.stderr[-3000:]
        found += [_distance(name, language, wanted, folder) for name, wanted in expected.items()]
    return found


def _job(name: str, case: Case, folder: Path) -> dict[str, Any]:
    """Write a job, and give what PyTorch says to it."""
    torch.manual_seed(len(name))
    network = build(case.found).eval()
    for parameter in network.parameters():
        torch.nn.init.uniform_(parameter, -0.5, 0.5)
    x = torch.rand(ROWS, *case.features) * _most(case.found)
    entries = [x if columns is None else x[:, list(columns)] for columns in case.columns]
    result = network(*entries)
    outputs = list(result) if isinstance(result, tuple) else [result]
    ways = [torch.rand_like(out) for out in outputs]
    total = sum((out * way).sum() for out, way in zip(outputs, ways, strict=True))
    if isinstance(total, torch.Tensor) and total.requires_grad:
        total.backward()
    arrays = {f"x:{at}": entry.numpy() for at, entry in enumerate(entries)}
    arrays |= {f"way:{at}": way.numpy() for at, way in enumerate(ways)}
    arrays |= {f"w:{key}": value.detach().numpy() for key, value in network.state_dict().items()}
    numpy.savez(folder / f"{name}.job.npz", **arrays)
    slopes = {
        f"grad:{key}": numpy.zeros(value.shape) if value.grad is None else value.grad.numpy()
        for key, value in network.named_parameters()
    }
    return {f"out:{at}": out.detach().numpy() for at, out in enumerate(outputs)} | slopes


def _most(found: Check) -> float:
    """Below what the inputs are: below the number of codes, where codes enter."""
    return min((node.layer.values().get("codes", 2.0) for node in found.graph.nodes.values()), default=2.0)


def _distance(name: str, language: Language, wanted: dict[str, Any], folder: Path) -> Distance:
    with numpy.load(folder / f"{name}.answers.npz") as answers:
        found = dict(answers)
    away = {"out": 0.0, "grad": 0.0}
    assert {key for key in wanted if key.startswith("out")} == {key for key in found if key.startswith("out")}
    for key, other in wanted.items():
        value = found.get(key, numpy.zeros(other.shape))
        assert other.shape == value.shape, (name, key, other.shape, value.shape)
        size = max(1.0, float(numpy.abs(other).max(initial=0.0)))
        kind = key.partition(":")[0]
        away[kind] = max(away[kind], float(numpy.abs(other - value).max(initial=0.0)) / size)
    return Distance(f"{name} in {language}", away["out"], away["grad"])
