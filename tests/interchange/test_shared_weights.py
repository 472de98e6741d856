"""Weights that a network uses several times are one set of weights in its drawing, and learn as one."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
import torch

from netbuilder.backends.torch.build import build
from netbuilder.graph.blocks import BlockUse
from netbuilder.interchange.imported import Imported
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims
from netbuilder.layers.tensors.values import Parameter
from netbuilder.shapes.check import check

Import = Callable[..., Imported]
IMAGE, TEXT, ROW = (-1, 1, 4, 4), (-1, 5, 3), (-1, 4)
NETWORKS: dict[str, tuple[Dims, ...]] = {
    "TiedWords": ((-1, 6),),
    "Mirrored": ((-1, 7),),
    "Twins": (IMAGE, IMAGE),
    "Readers": (TEXT, TEXT),
    "InARow": ((-1, 5, 4),),
    "InARowAndElsewhere": ((-1, 5, 4),),
    "Narrowing": ((-1, 2, 7, 7),),
    "Decoder": ((-1, 3),),
}


@pytest.fixture
def come_in(trace: Import) -> Callable[[str], Imported]:
    """One of the networks, imported."""

    def run(name: str) -> Imported:
        torch.manual_seed(0)
        return trace("shared.py", name, *{**NETWORKS, "Averages": (ROW, ROW), "PartAndWhole": (ROW,)}[name])

    return run


@pytest.mark.parametrize("name", NETWORKS)
def test_it_has_as_many_weights_and_learns_the_same(come_in: Callable[[str], Imported], name: str) -> None:
    """A step of both changes their outputs alike: the gradients of all uses meet in the same weights."""
    found = come_in(name)
    assert found.missing == ()
    assert found.difference <= 1e-6
    assert "trained apart" not in " ".join(map(str, remarks(found)))
    torch.manual_seed(0)
    original = getattr(importlib.import_module("tests.interchange.networks.shared"), name)().eval()
    network = build(check(found.project.graph, None)).eval()
    network.load_state_dict(dict(found.weights))
    assert sum(map(torch.numel, network.parameters())) == sum(map(torch.numel, original.parameters()))
    rows = [torch.from_numpy(array) for array in found.source.inputs]
    outputs = []
    for module in (original, network):
        optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
        module(*rows).square().mean().backward()
        optimizer.step()
        with torch.no_grad():
            outputs.append(module(*rows))
    assert not torch.allclose(outputs[0], torch.from_numpy(found.source.outputs[0]), atol=1e-4)
    assert torch.allclose(*outputs, atol=1e-6)


def test_what_is_called_several_times_in_a_row_is_a_block_that_repeats(come_in: Callable[[str], Imported]) -> None:
    uses = [node.layer for node in come_in("InARow").project.graph.nodes.values() if isinstance(node.layer, BlockUse)]
    assert [(use.repeat, use.shared) for use in uses] == [(3, True)] * 3
    assert [use.definition.name for use in uses] == ["Layer", "Transformer encoder", "Dense"]


def test_what_is_called_elsewhere_too_reads_parameters(come_in: Callable[[str], Imported]) -> None:
    found = come_in("InARowAndElsewhere")
    layers = [node.layer for node in found.project.graph.nodes.values()]
    assert [(use.repeat, use.shared) for use in layers if isinstance(use, BlockUse)] == [(1, False)] * 3
    assert sum(isinstance(layer, Parameter) for layer in layers) == 10


def test_the_weights_of_a_layer_enter_its_block_by_their_names(come_in: Callable[[str], Imported]) -> None:
    blocks = come_in("Mirrored").project.blocks.values()
    entries = [[str(node.name) for node in block.graph.with_role("entry")] for block in blocks]
    assert sorted(entries) == [["", "weight"], ["", "weight", "bias"]]


def test_a_batch_norm_that_is_called_twice_has_means_of_its_own_each_time(come_in: Callable[[str], Imported]) -> None:
    found = come_in("Averages")
    said = " ".join(map(str, remarks(found)))
    assert found.difference <= 1e-6
    assert "several times: layer. They are one set" in said
    assert "several times: norm. Here each use has weights of its own" in said


def test_a_part_of_weights_that_are_used_elsewhere_is_trained_apart_and_that_is_said(
    come_in: Callable[[str], Imported],
) -> None:
    found = come_in("PartAndWhole")
    (said,) = (str(remark) for remark in remarks(found) if "several times" in str(remark))
    assert "layer, shared.py:" in said
    assert "trained apart" in said
