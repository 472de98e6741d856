"""On a GPU, too, the script reaches the program's losses: within rounding, since a GPU adds up in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import samples
from netbuilder.files.read import read
from netbuilder.project import edits

pytestmark = pytest.mark.gpu


@pytest.mark.parametrize("optimizer", ["sgd", "adagrad", "rmsprop", "adam", "adamw"])
def test_the_script_reaches_the_losses_of_the_program_on_a_gpu(
    optimizer: str, losses_of_program: Callable[..., Any], losses_of_script: Callable[..., Any]
) -> None:
    project = edits.set_training(read(samples.path("digits_cnn")), epochs=2, device="cuda", optimizer=optimizer)
    project = edits.set_training(project, learning_rate=0.001)
    for (_, *found), (_, *expected) in zip(losses_of_script(project), losses_of_program(project), strict=True):
        assert found == pytest.approx(expected, rel=1e-3)
