"""What several layers compute together comes in as those layers, and computes the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.kept_weights import keep_weights
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims
from netbuilder.runs.folder import RunsFolder

Import = Callable[..., Imported]
NETWORKS: dict[str, tuple[Dims, ...]] = {
    "Causal": ((-1, 3, 9),),
    "Activations": ((-1, 3, 6, 6),),
    "Shuffled": ((-1, 8, 4, 6),),
    "Masked": ((-1, 5),),
    "Stacked": ((-1, 7, 4),),
    "Twice": ((-1, 4), (-1, 4)),
    "Wide": ((-1, 1, 4, 22),),
    "Cells": ((-1, 3, 3),),
    "Plain": ((-1, 6, 4),),
    "Padded": ((-1, 1, 9, 8),),
    "Strided": ((-1, 1, 17, 20),),
    "InOneRow": ((-1, 2, 8),),
    "Read": ((-1, 1, 5, 7),),
}


@pytest.fixture
def come_in(trace: Import) -> Callable[[str], Imported]:
    """One of the networks, imported."""

    def run(name: str) -> Imported:
        torch.manual_seed(0)
        return trace("composed.py", name, *NETWORKS[name])

    return run


@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_in_as_layers_and_computes_the_same(come_in: Callable[[str], Imported], name: str) -> None:
    found = come_in(name)
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6


def test_weights_that_are_used_twice_are_kept_once_and_it_is_said(
    come_in: Callable[[str], Imported], tmp_path: Path
) -> None:
    for name, users in (("Twice", "encoder.0, encoder.2"), ("Masked", "codes, head")):
        found = come_in(name)
        folder = RunsFolder(tmp_path / f"{name}.runs")
        assert keep_weights(found, folder) is not None
        assert f"used several times: {users}. They are one set of weights here" in " ".join(map(str, remarks(found)))


def test_what_training_does_not_change_is_a_constant(come_in: Callable[[str], Imported]) -> None:
    """The mask and the places are buffers; the tied weight of words and head, and that of each slope, is trained."""
    for name, learned in (("Masked", 1), ("Activations", 2)):
        found = come_in(name)
        graphs = [found.project.graph, *(block.graph for block in found.project.blocks.values())]
        titles = [node.layer.title for graph in graphs for node in graph.nodes.values()]
        assert titles.count("Parameter") == learned


def test_a_setting_of_windows_that_are_not_square_is_never_left_out_in_silence(trace: Import) -> None:
    assert trace("composed.py", "OddWindows", (-1, 2, 4, 6)).whole
