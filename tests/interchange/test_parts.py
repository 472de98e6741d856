"""What no layer has as a setting comes in as several layers, and computes the same."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.report import remarks
from netbuilder.interchange.traced import Dims

Import = Callable[..., Imported]
NETWORKS: dict[str, Dims] = {
    "Products": (-1, 4, 8),
    "Hidden": (-1, 7),
    "Functions": (-1, 6),
    "Windows": (-1, 2, 9, 10),
    "Sizes": (-1, 2, 6, 7),
    "Together": (-1, 4, 5),
    "Tabular": (-1, 3),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_in_whole(trace: Import, name: str) -> None:
    found = trace("parts.py", name, NETWORKS[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6


def test_the_vector_of_padding_is_left_as_it_is(trace: Import) -> None:
    """No slope reaches it, as none does in PyTorch."""
    import torch

    from netbuilder.backends.torch.build import build
    from netbuilder.shapes.check import check

    found = trace("parts.py", "Still", (-1, 7))
    assert found.whole
    network = build(check(found.project.graph, None))
    network.load_state_dict(dict(found.weights))
    network(torch.tensor([[0.0, 1, 2, 3, 0, 1, 2]])).sum().backward()
    codes = {name: tensor for name, tensor in network.named_parameters() if tensor.shape == (9, 8)}
    slopes = [tensor.grad for tensor in codes.values() if tensor.grad is not None]
    assert [[row for row in (0, 1, 2) if not slope[row].any()] for slope in slopes] == [[0], [1]]


def test_what_could_not_be_compared_is_not_whole(trace: Import) -> None:
    found = trace("parts.py", "Sizes", NETWORKS["Sizes"])
    assert found.whole
    unknown = replace(found, difference=math.nan)
    assert not unknown.whole
    assert "could not be compared" in " ".join(map(str, remarks(unknown)))


def test_no_number_in_the_same_places_is_no_difference(trace: Import) -> None:
    found = trace("parts.py", "NoNumbers", (-1, 5))
    assert found.difference == 0
    assert found.whole
