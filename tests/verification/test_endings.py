"""Where a training ends, and which weights it keeps, is held to early stopping by its own losses."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from netbuilder.project import edits
from netbuilder.verification.endings import Ending, ending, wrong_ending
from netbuilder.verification.verify import shortened, verify
from tests.drawing import drawn

RISING = [(1, 0.9, 0.8), (2, 0.8, 0.6), (3, 0.7, 0.7), (4, 0.6, 0.61)]
UNVALIDATED = [(0, 1.0, math.nan), (1, 0.5, math.nan), (2, 0.4, math.nan)]


def test_a_training_ends_with_its_last_epoch_and_keeps_the_best() -> None:
    assert ending(RISING) == Ending(4, 2, 0.6)
    assert ending(UNVALIDATED) == Ending(2, 2, 0.4)
    assert ending([]).best_epoch == 0


@pytest.mark.parametrize(
    ("history", "kept", "epochs", "patience", "said"),
    [
        (RISING, 0.6, 12, 2, None),
        (RISING, 0.6, 4, None, None),
        (UNVALIDATED, 0.4, 2, None, None),
        (RISING[:3], 0.6, 12, 2, "ended with epoch 3, where by its losses it should have with epoch 12"),
        ([*RISING, (5, 0.5, 0.62)], 0.6, 12, 2, "ended with epoch 5, where by its losses it should have with epoch 4"),
        (RISING, 0.61, 12, 2, "best epoch is 2, with a loss of 0.6, but the weights that it kept have 0.61"),
    ],
)
def test_what_is_wrong_with_an_ending_is_said(
    history: list[tuple[int, float, float]], kept: float, epochs: int, patience: int | None, said: str | None
) -> None:
    problem = wrong_ending(history, kept, epochs, patience)
    assert (problem is None) == (said is None)
    assert said is None or said in str(problem)


def test_a_training_that_breaks_off_is_not_said_to_stop_too_early() -> None:
    assert wrong_ending([(1, 0.5, 0.4), (2, 0.6, math.inf)], 0.4, 12, None) is None


def test_a_project_with_early_stopping_is_compared_with_it() -> None:
    """The learning rate is so large that the losses rise again."""
    project = drawn(("dense", {"units": 8}), ("tanh", {}), ("dense", {"units": 2}), rows=60, epochs=50)
    project = edits.set_training(project, optimizer="sgd", learning_rate=5.0, patience=9)
    assert (shortened(project).training.epochs, shortened(project).training.patience) == (12, 2)
    found = list(verify(project, ["pytorch", "pytorch-tensors", "numpy"]))
    assert all(comparison.equal for comparison in found), found
    own, *others = found
    assert own.last_epoch < 12
    for comparison in others:
        assert (comparison.last_epoch, comparison.best_epoch) == (own.last_epoch, own.best_epoch)
        assert comparison.best_loss == pytest.approx(own.best_loss, rel=1e-3)
    assert not replace(others[0], problem=wrong_ending(RISING, 0.7, 12, 2)).equal
