"""Modules and ONNX files to import, and what is checked of every import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import torch
from safetensors.numpy import load_file

from netbuilder.interchange.imported import Imported, imported
from netbuilder.interchange.modules import module_process, trace_child
from netbuilder.interchange.modules.job import ANSWER, JOB, SAMPLES, Answer, Job
from netbuilder.interchange.modules.permission import mark_of
from netbuilder.interchange.modules.stored_weights import stored_weights
from netbuilder.interchange.source import Source
from netbuilder.interchange.traced import Dims

NETWORKS = Path(__file__).parent / "networks"
Tracing = Callable[..., Answer]


@pytest.fixture
def _as_before() -> Iterator[None]:
    """What the tracing of a module changes of torch and of Python is put back."""
    threads, paths, modules = torch.get_num_threads(), list(sys.path), set(sys.modules)
    state = torch.get_rng_state()
    yield
    torch.set_num_threads(threads)
    torch.set_rng_state(state)
    torch.backends.mha.set_fastpath_enabled(True)
    sys.path[:] = paths
    for name in set(sys.modules) - modules:
        if str(NETWORKS) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def traced_here(_as_before: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program traces modules in this process, which saves the time of another one."""
    monkeypatch.setattr(module_process, "_run", lambda folder, _stopping, _seconds: trace_child.main(folder))


@pytest.fixture
def child(tmp_path: Path, _as_before: None) -> Tracing:
    """Traces a module in this process."""

    def run(file: Path, name: str = "", inputs: Sequence[Dims] = ()) -> Answer:
        folder = tmp_path / "job"
        folder.mkdir(exist_ok=True)
        (folder / JOB).write_text(
            Job(file=str(file), mark=mark_of(file), name=name, inputs=list(inputs)).model_dump_json()
        )
        trace_child.main(folder)
        return Answer.model_validate_json((folder / ANSWER).read_bytes())

    return run


@pytest.fixture
def trace(child: Tracing, tmp_path: Path) -> Callable[..., Imported]:
    """``trace("lenet.py", "LeNet", (-1, 1, 28, 28))``: one of the networks of the tests, imported."""

    def run(file: str, name: str = "", *inputs: Dims, mended: frozenset[int] | None = frozenset()) -> Imported:
        answer = child(NETWORKS / file, name, inputs)
        assert answer.trace is not None, answer.refusal
        folder = tmp_path / "job"
        samples = load_file(folder / SAMPLES)
        source = Source(
            answer.trace,
            stored_weights(folder, answer.trace),
            [samples[f"input.{number}"] for number in range(len(answer.trace.inputs))],
            [samples[f"output.{number}"] for number in range(len(answer.trace.outputs))],
        )
        return imported(source, mended)

    return run


def titles(found: Imported) -> list[str]:
    """The titles of the layers of the whole drawing, in the order of their ids' nodes."""
    return [type(node.layer).title for node in found.project.graph.nodes.values()]
