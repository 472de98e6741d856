"""Small projects to train many times, drawn in a line."""

from __future__ import annotations

from functools import partial

import pytest

from tests.drawing import Draw, drawn


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), rows=40, epochs=3)``: on points of a curve, unless other data are named."""
    return partial(drawn, data="curve")
