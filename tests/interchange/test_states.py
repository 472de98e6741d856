"""The last states of recurrent layers, of all layers and directions, are values of the drawing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.interchange.imported import Imported
from netbuilder.interchange.traced import Dims

Import = Callable[..., Imported]


@pytest.mark.parametrize(
    ("name", "inputs"),
    [("Read", ((-1, 7, 5),)), ("Handed", ((-1, 7, 4), (-1, 5, 3), (2, -1, 6))), ("Cells", ((-1, 4, 4), (-1, 3, 3)))],
)
def test_states_of_every_layer_and_direction_are_used_as_values(
    trace: Import, name: str, inputs: tuple[Dims, ...]
) -> None:
    found = trace("states.py", name, *inputs)
    assert [(became.where, str(became.reason)) for became in found.missing] == []
    assert found.difference <= 1e-6


def test_the_steps_of_an_unrolled_network_share_their_weights(trace: Import) -> None:
    found = trace("states.py", "Cells", (-1, 4, 4), (-1, 3, 3))
    kernels = [name for name, array in found.weights.items() if tuple(array.shape) in ((5, 20), (3, 12))]
    assert len(kernels) == 6  # one for each layer and direction, not for each step


def test_a_cell_after_many_steps_is_a_value_too(trace: Import) -> None:
    """More steps than one layer joins."""
    found = trace("states.py", "Last", (-1, 70, 2))
    assert found.missing == ()
    assert found.difference <= 1e-6


def test_an_output_that_the_drawing_does_not_have_is_a_placeholder(trace: Import) -> None:
    found = trace("states.py", "Places", (-1, 6))
    (missing,) = found.missing
    assert "a further result" in str(missing.reason)
    assert not found.whole
