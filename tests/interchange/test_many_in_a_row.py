"""Networks whose rows are merged with another axis are drawn with that as an axis of each row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.interchange.drawing.drawer import BATCH
from netbuilder.interchange.imported import Imported
from netbuilder.interchange.traced import Dims
from netbuilder.layers.core import Input

Import = Callable[..., Imported]
NETWORKS: dict[str, Dims] = {
    "Swin": (-1, 4, 4, 8),
    "Layers": (-1, 4, 4, 8),
    "Film": (-1, 3, 3, 15, 13),
    "Words": (-1, 4, 9),
    "Norms": (-1, 3, 3, 6, 7),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_it_comes_in_whole(trace: Import, name: str) -> None:
    found = trace("many_in_a_row.py", name, NETWORKS[name])
    assert [(became.where, became.what, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6
    (sizes,) = (node.layer.sizes for node in found.project.graph.nodes.values() if isinstance(node.layer, Input))
    assert sizes == NETWORKS[name][1:]


def test_one_layer_sees_all_frames(trace: Import) -> None:
    """The weights of a convolution are one set, not one for each frame, or for each word."""
    for name in ("Film", "Words"):
        found = trace("many_in_a_row.py", name, NETWORKS[name])
        convolutions = [name for name, array in found.weights.items() if array.ndim == 4]
        assert len(convolutions) == 3


def test_what_takes_one_value_of_each_row_is_refused_for_that_reason(trace: Import) -> None:
    found = trace("many_in_a_row.py", "OneAtATime", (-1, 3, 3, 4, 6))
    assert {became.what: became.reason for became in found.missing} == dict.fromkeys(
        ["ConvTranspose1d", "GRUCell", "Unfold"], BATCH
    )
