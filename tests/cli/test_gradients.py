"""``netbuilder gradients``: gradients of every sample hold, and one that is wrong is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.layers import layer_types
from netbuilder.layers.calls import Chain, Function, Method
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.verification.gradient_check import gradients

Run = Callable[..., Result]


@pytest.mark.parametrize("name", samples.names())
def test_the_gradients_of_every_sample_hold(netbuilder: Run, name: str) -> None:
    result = netbuilder("gradients", samples.path(name), "--check", "--json")
    assert result.exit_code == 0, result.stdout
    found = json.loads(result.stdout)["gradients"]
    assert found
    assert all(one["holds"] and 0 < one["moved"] <= 100 for one in found)
    assert max(one["difference"] for one in found) <= 1e-5


def test_without_the_check_the_gradients_are_shown_and_nothing_is_moved(netbuilder: Run) -> None:
    result = netbuilder("gradients", samples.path("bowl"))
    assert result.exit_code == 0
    assert "point" in result.stdout
    assert "7.2" in result.stdout  # √(6² + 4²), a thousandth away from the start
    assert "Difference" not in result.stdout
    assert {one.difference for one in gradients(read(samples.path("bowl")), compared=False)} == {None}


def test_a_gradient_that_is_cut_off_is_found(netbuilder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = layer_types()["exp"]
    monkeypatch.setattr(kind, "call", Chain(Method("detach"), Function("torch.exp")))
    result = netbuilder("gradients", samples.path("own_framework"), "--check", "--json")
    assert result.exit_code == 1
    assert not all(one["holds"] for one in json.loads(result.stdout)["gradients"])
    assert "no" in netbuilder("gradients", samples.path("own_framework"), "--check").stdout


def test_a_weight_that_no_gradient_reaches_is_said(netbuilder: Run, tmp_path: Path) -> None:
    project = read(samples.path("moons_overfit"))
    types = layer_types()
    cut, _ = edits.add_node(project, types["step_function"](), (0, 0))
    step = next(node for node in cut.graph.nodes if node not in project.graph.nodes)
    wires = [wire for wire in cut.graph.wires if wire.target == "dense_2"]
    cut = edits.remove(cut, wires=wires)
    cut = edits.connect(edits.connect(cut, wires[0].source, step), step, "dense_2")
    write(tmp_path / "cut.netb", cut)
    result = netbuilder("gradients", tmp_path / "cut.netb", "--check")
    assert result.exit_code == 0, result.stdout
    assert "none reaches it" in result.stdout


def test_what_cannot_be_trained_is_refused_in_a_sentence(netbuilder: Run, tmp_path: Path) -> None:
    write(tmp_path / "empty.netb", Project())
    result = netbuilder("gradients", tmp_path / "empty.netb")
    assert result.exit_code == 1
    assert "The network is empty" in result.stderr
