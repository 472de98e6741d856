"""The settings of a new project suit a first network: nothing is set but its widths."""

from __future__ import annotations

from typing import Any

import pytest

from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.trainer import Training
from tests.drawing import drawn

WIDE: list[tuple[str, dict[str, Any]]] = [
    ("dense", {"units": 256}),
    ("relu", {}),
    ("dense", {"units": 128}),
    ("relu", {}),
]


def turn(data: str, rate: float, seed: int) -> EpochRecord:
    """The best epoch of a wide network with the settings of a new project at this rate."""
    layers: list[tuple[str, dict[str, Any]]] = [("flatten", {}), *WIDE, ("dense", {"units": 10})]
    project = edits.set_training(drawn(*layers, data=data), **Project().training.values())
    training = Training(edits.set_training(project, device="cpu", epochs=25, learning_rate=rate, seed=seed))
    list(training.run())
    found = best(training.records)
    assert found is not None
    return found


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_digits_get_better_for_some_epochs_at_the_default_rate(seed: int) -> None:
    usual = turn("digits", Project().training.learning_rate, seed)
    assert usual.epoch >= 4
    assert usual.validation_loss < turn("digits", 0.01, seed).validation_loss
