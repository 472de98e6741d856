"""Small projects to train many times, drawn in a line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from netbuilder.experiments.bias_variance import BiasVariance
from netbuilder.experiments.record import Result
from netbuilder.project.project import Project
from tests.drawing import Draw, drawn

Measure = Callable[..., Result]


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), rows=40, epochs=3)``: on points of a curve, unless other data are named."""
    return partial(drawn, data="curve")


@pytest.fixture
def measure() -> Measure:
    """The result of a whole experiment."""

    def measured(project: Project, **settings: Any) -> Result:
        *_, last = BiasVariance(project, **settings).run()
        assert isinstance(last, Result)
        return last

    return measured
