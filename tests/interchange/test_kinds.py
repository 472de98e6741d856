"""Networks of many kinds come in whole, and what cannot is said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.modules.trace_child import AS_WRITTEN
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims
from netbuilder.layers.recurrent import GRU, LSTM
from netbuilder.layers.tensors.values import ConstantNumbers, Parameter
from netbuilder.project.edits import apply_repair
from netbuilder.shapes.check import check
from tests.interchange.conftest import NETWORKS, Tracing

Import = Callable[..., Imported]
WHOLE: dict[str, Sequence[Dims]] = {
    "LearnedStart": [(-1, 6, 3)],
    "LearnedStarts": [(-1, 6, 3)],
    "Translated": [(-1, 6, 4), (-1, 5, 3)],
    "StepsFirst": [(-1, 5, 3)],
    "TwoVectors": [(-1, 6, 3), (-1, 6, 4)],
    "Powers": [(-1, 2, 8, 8)],
    "Dots": [(-1, 3), (-1, 3)],
    "Products": [(-1, 3, 4), (-1, 3, 4)],
    "Routed": [(-1, 6, 2)],
    "Parts": [(-1, 5, 4)],
    "Conditions": [(-1, 4)],
    "Sequences": [(-1, 4, 17)],
    "Returns": [(-1, 3)],
    "Halves": [(-1, 3)],
    "Timed": [(-1, 6), (-1, 1)],
}


@pytest.mark.parametrize("name", WHOLE)
def test_it_comes_in_whole(trace: Import, name: str) -> None:
    found = trace("kinds.py", name, *WHOLE[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-5
    assert "changed in place" not in " ".join(map(str, remarks(found)))


def test_first_states_enter_by_ports_and_are_learned(trace: Import) -> None:
    found = trace("kinds.py", "LearnedStart", (-1, 6, 3)).project.graph
    (lstm,) = (node.id for node in found.nodes.values() if isinstance(node.layer, LSTM))
    assert {wire.target_port for wire in found.incoming[lstm]} == {"input", "state", "cell"}
    assert [n.layer.sizes for n in found.nodes.values() if isinstance(n.layer, Parameter)] == [(1, 4)] * 2
    found = trace("kinds.py", "LearnedStarts", (-1, 6, 3)).project.graph
    assert sum(isinstance(node.layer, GRU) for node in found.nodes.values()) == 2
    found = trace("kinds.py", "TakesAllStates", (-1, 6, 3), (-1, 5, 3))
    assert found.whole
    assert sum(isinstance(node.layer, GRU) for node in found.project.graph.nodes.values()) == 4


def test_what_it_returns_is_named_by_where_it_lies(child: Tracing) -> None:
    answer = child(NETWORKS / "kinds.py", "Returns", [(-1, 3)])
    assert answer.trace is not None
    assert list(answer.trace.outputs) == ["answer logits", "answer hidden", "several 1", "several 2 last"]


def test_numbers_of_other_sizes_are_named(trace: Import) -> None:
    said = " ".join(map(str, remarks(trace("kinds.py", "Halves", (-1, 3)))))
    assert "It computed in torch.bfloat16, torch.float16, torch.float64; here it computes in float32." in said


def test_what_is_drawn_at_random_can_be_its_mean_and_places_are_refused(trace: Import) -> None:
    found = trace("kinds.py", "Sampled", (-1, 3))
    reasons = {became.what: str(became.reason) for became in found.missing}
    assert reasons.keys() == {"randn_like", "randn", "add", "argmax"}
    assert "another one each time" in reasons["add"]
    assert "random numbers each time" in reasons["randn_like"]
    assert "nothing could learn through it" in reasons["argmax"]
    problem = next(problem for problem in check(found.project.graph, None).problems if problem.repair is not None)
    mended, node = apply_repair(found.project, problem)
    assert mended.graph.nodes[node].layer == ConstantNumbers(sizes=(2,), numbers="0")
    assert node not in {problem.node for problem in check(mended.graph, None).problems}
    every = found.mending(*(became.number for became in found.missing))
    assert [became.what for became in every.missing] == ["add", "argmax"]


@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")  # torch.compile uses it itself
def test_what_is_compiled_is_run_as_it_was_written_and_torchscript_is_refused(
    child: Tracing, trace: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch._dynamo.config as dynamo

    monkeypatch.setenv(AS_WRITTEN, "")
    with dynamo.patch(disable=True):  # which a process of its own takes from its environment
        for name in ("Compiled", "compiled"):
            assert trace("compiled.py", name, (-1, 3)).whole
    answer = child(NETWORKS / "compiled.py", "scripted", [(-1, 3)])
    assert answer.refusal is not None
    assert answer.refusal.kind == "scripted"


def test_a_file_of_a_package_may_import_its_neighbors_and_finds_no_arguments(child: Tracing, tmp_path: Path) -> None:
    package = tmp_path / "packed"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "parts.py").write_text("WIDTH = 3\n")
    (package / "net.py").write_text(
        "import argparse\nfrom torch import nn\nfrom .parts import WIDTH\n"
        "parser = argparse.ArgumentParser()\nparser.add_argument('--units', type=int, default=2)\n"
        "def made():\n    return nn.Linear(WIDTH, parser.parse_args().units)\n"
    )
    answer = child(package / "net.py", "made", [(-1, 3)])
    assert answer.trace is not None, answer.refusal
    assert torch.Size(answer.trace.values[-1] or ()) == (-1, 2)
