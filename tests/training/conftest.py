"""Small projects to train, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netbuilder.project import Project
from tests.drawing import drawn

Draw = Callable[..., Project]


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), data="moons", epochs=3)``: the layers between an input and an output."""
    return drawn


@pytest.fixture
def forgetful() -> Project:
    """A network with dropout on 150 rows of two moons."""
    hidden = (("dense", {"units": 16}), ("relu", {}), ("dropout", {"rate": 0.3}))
    return drawn(*hidden, ("dense", {"units": 2}), epochs=6)
