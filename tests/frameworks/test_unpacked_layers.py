"""Opened layers that are unpacked: their starting values stay those of before, in whatever order that is done."""

from __future__ import annotations

import itertools

import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.project import block_edits, edits
from netbuilder.project.opening import open_layer
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.drawing import drawn

LAYERS = (
    ("dense", {"units": 8}),
    ("reshape", {"sizes": (2, 4)}),
    ("multi_head_attention", {"heads": 2}),
    ("dense", {"units": 4}),
    ("transformer_encoder", {"heads": 1, "units": 5, "dropout": 0.0}),
    ("lstm", {"units": 3, "layers": 2}),
    ("dense", {"units": 2}),
)
OPENED = ("multi_head_attention_1", "transformer_encoder_1", "lstm_1")


def answers(project: Project) -> torch.Tensor:
    """What the network computes with its starting values, and a number that is drawn next."""
    found = check(project.graph, project.data.dataset.signature())
    assert found.sound, found.problems
    torch.manual_seed(7)
    network = build(found).eval()
    following = torch.rand(1)
    torch.manual_seed(1)
    with torch.no_grad():
        return torch.cat([network(torch.randn(5, 2)).ravel(), following])


@pytest.fixture(scope="module")
def closed() -> Project:
    project = drawn(*LAYERS)
    twice = next(wire for wire in project.graph.wires if wire.target == "multi_head_attention_1")
    for port in ("key", "value"):
        if port in project.graph.nodes["multi_head_attention_1"].layer.input_ports():
            project = edits.connect(project, twice.source, "multi_head_attention_1", port)
    return project


@pytest.fixture(scope="module")
def opened(closed: Project) -> Project:
    project = closed
    for node in OPENED:
        found = check(project.graph, project.data.dataset.signature())
        project, _ = open_layer(project, node, found.nodes[node].inputs)
    return project


@pytest.mark.parametrize("order", list(itertools.permutations(OPENED)))
def test_starting_values_stay_in_whatever_order_opened_layers_are_unpacked(
    closed: Project, opened: Project, order: tuple[str, ...]
) -> None:
    wanted, project = answers(closed), opened
    assert torch.allclose(answers(project), wanted, atol=1e-6)
    for node in order:
        project, _ = block_edits.ungroup(project, node)
        assert torch.allclose(answers(project), wanted, atol=1e-6), node
