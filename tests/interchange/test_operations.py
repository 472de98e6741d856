"""Swapped axes, slices, added numbers and parameters become layers, and the network computes the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.traced import Dims
from netbuilder.layers.unknown import Placeholder

Import = Callable[..., Imported]
NETWORKS: dict[str, tuple[Dims, set[str]]] = {
    "Mixer": ((-1, 5, 6), {"Permute"}),
    "Patches": ((-1, 1, 8, 8), {"Permute", "Parameter", "Slice"}),
    "Halves": ((-1, 6), {"Slice", "Parameter", "Constant"}),
    "Turned": ((-1, 2, 4, 5), {"Permute"}),
    "Gram": ((-1, 4, 3), {"Permute", "MatMul"}),
    "Correlations": ((-1, 4, 4), {"Permute", "MatMul"}),
    "Symmetric": ((-1, 4, 4), {"Permute", "Add", "Concatenate"}),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_operations_come_in_as_layers_and_compute_the_same(trace: Import, name: str) -> None:
    dims, wanted = NETWORKS[name]
    torch.manual_seed(0)
    found = trace("operations.py", name, dims)
    assert found.missing == ()
    graphs = [found.project.graph, *(block.graph for block in found.project.blocks.values())]
    layers = [node.layer for graph in graphs for node in graph.nodes.values()]
    assert not any(isinstance(layer, Placeholder) for layer in layers)
    assert wanted <= {layer.title for layer in layers}
    assert found.difference <= 1e-6
