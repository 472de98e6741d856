"""What the window says of a run at its end, on the thread of the window: it must not take longer than a glance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netbuilder.runs.folder import Run
from netbuilder.training.history import EpochRecord
from ui.runs import run_texts


class Counted(tuple[EpochRecord, ...]):
    """Records that count how often they are gone through."""

    passes = 0

    def __iter__(self) -> Iterator[EpochRecord]:
        type(self).passes += 1
        return super().__iter__()


def records(best: int, epochs: int) -> Counted:
    return Counted(
        EpochRecord(at, 0.1, abs(at - best) / epochs + 0.25, 1.0, 1.0, 0.0, 0.1) for at in range(1, epochs + 1)
    )


def test_a_long_run_is_gone_through_a_few_times_and_not_once_for_every_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Counted, "passes", 0)
    run = Run(1, Path("1"), records=records(best=150, epochs=200))
    assert run_texts.best(run) == "Best epoch 150: validation loss 0.25."
    assert run_texts.weights(run)
    assert 1 <= Counted.passes <= 3


def test_a_run_whose_last_epoch_is_the_best_is_told_as_such_and_one_without_epochs_not_at_all() -> None:
    told = run_texts.best(Run(1, Path("1"), records=records(best=20, epochs=20)))
    assert told == "The last epoch is the best: validation loss 0.25."
    assert run_texts.best(Run(1, Path("1"))) == ""
    assert run_texts.best(None) == ""
