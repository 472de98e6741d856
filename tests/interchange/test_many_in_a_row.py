"""Networks whose rows are merged with another axis are drawn with that as an axis of each row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.interchange.composed.unrolled import LONG
from netbuilder.interchange.imported import Imported
from netbuilder.interchange.traced import Dims
from netbuilder.layers.core import Input
from netbuilder.shapes.check import check

Import = Callable[..., Imported]
NETWORKS: dict[str, Dims] = {
    "Swin": (-1, 4, 4, 8),
    "Layers": (-1, 4, 4, 8),
    "Film": (-1, 3, 3, 15, 13),
    "Words": (-1, 4, 9),
    "Norms": (-1, 3, 3, 6, 7),
    "Wider": (-1, 3, 4, 4, 6),
    "Sequences": (-1, 4, 5, 3),
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


def test_recurrent_layers_over_several_sequences_keep_one_set_of_weights(trace: Import) -> None:
    """They are drawn step by step, as blocks; each kind of step is defined once for zeros and once for a state."""
    found = trace("many_in_a_row.py", "Sequences", NETWORKS["Sequences"])
    kernels = [name for name, array in found.weights.items() if tuple(array.shape) in ((4, 16), (4, 12), (2, 2))]
    assert len(kernels) == 6
    names = [block.name for block in found.project.blocks.values()]
    assert {"LSTM step", "LSTM step 2", "GRU step", "RNN step"} <= set(names)


def test_what_is_drawn_has_no_loose_ends(trace: Import) -> None:
    """The cells, which nothing reads, are left out."""
    found = trace("many_in_a_row.py", "Sequences", NETWORKS["Sequences"])
    assert check(found.project.graph, None).problems == ()


def test_longer_sequences_are_a_placeholder_that_says_so(trace: Import) -> None:
    found = trace("many_in_a_row.py", "Long", (-1, 2, 129, 3))
    assert [(became.what, became.reason) for became in found.missing] == [("LSTM", LONG)]
