"""The epochs kept along a training: bounded, evenly spaced, taken up again, and read while it trains."""

from __future__ import annotations

import math
from threading import Thread

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from netbuilder.backends.torch.weights import Weights
from netbuilder.project import edits
from netbuilder.training.checkpoints import MAX_BYTES, MAX_CHECKPOINTS, Checkpoints, checkpoint_capacity
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.weights import same


def records(losses: list[float]) -> list[EpochRecord]:
    return [EpochRecord(n, loss, loss, 0.0, 0.0, 0.0, 0.1) for n, loss in enumerate(losses, 1)]


def followed(losses: list[float], most: int) -> Checkpoints:
    """Checkpoints beside a training with these losses; the weights of an epoch are its number."""
    kept, known = Checkpoints(most), records(losses)
    for n in range(1, len(losses) + 1):
        lowest = best(known[:n])
        if kept.wants(n):
            kept.keep(n, lowest.epoch if lowest else n, lambda epoch: {"w": torch.tensor(epoch)})
    return kept


LOSSES = st.lists(st.floats(0.1, 9.0) | st.just(1.0), min_size=1, max_size=300)


@given(LOSSES, st.integers(2, 40))
@settings(max_examples=150, deadline=None)
def test_however_long_it_trains_what_is_kept_is_bounded_even_and_knows_its_best(losses: list[float], most: int) -> None:
    kept, known = followed(losses, most), records(losses)
    assert len(kept.epochs) <= most
    grid = set(range(1, len(losses) + 1, kept.stride))
    assert grid <= set(kept.epochs)
    assert len(losses) <= most * kept.stride
    for epoch in kept.epochs:
        lowest = best(known[:epoch])
        assert lowest is not None
        assert lowest.epoch in kept.epochs
        assert kept.weights[epoch]["w"] == epoch
        assert epoch in grid or any(lowest_until(known, place) == epoch for place in grid)


def lowest_until(known: list[EpochRecord], epoch: int) -> int | None:
    lowest = best(known[:epoch])
    return lowest.epoch if lowest else None


@given(LOSSES, st.integers(2, 40), st.data())
@settings(max_examples=100, deadline=None)
def test_checkpoints_that_are_taken_up_are_as_even_as_if_training_had_never_ended(
    losses: list[float], most: int, data: st.DataObject
) -> None:
    until = data.draw(st.integers(1, len(losses)))
    first, known = followed(losses[:until], most), records(losses)
    second = Checkpoints(most)
    second.take_up(first.weights, known[:until])
    assert set(range(1, until + 1, second.stride)) <= set(second.epochs)
    assert second.stride <= first.stride
    for n in range(until + 1, len(losses) + 1):
        if second.wants(n):
            second.keep(n, lowest_until(known, n) or n, lambda epoch: {"w": torch.tensor(epoch)})
    assert len(second.epochs) <= most
    assert set(range(1, len(losses) + 1, second.stride)) <= set(second.epochs)
    assert all(lowest_until(known, epoch) in second.epochs for epoch in second.epochs)


def test_epochs_without_a_number_are_their_own_best() -> None:
    kept = followed([math.nan, math.nan, 1.0], 5)
    assert kept.epochs == (1, 2, 3)
    again = Checkpoints(5)
    again.take_up(kept.weights, records([math.nan, math.nan, 1.0]))
    assert again.epochs == (1, 2, 3)


@pytest.mark.parametrize(
    ("numbers", "most"), [(10, MAX_CHECKPOINTS), (MAX_BYTES // 4 // 10, 10), (MAX_BYTES // 8, 2), (MAX_BYTES // 4, 0)]
)
def test_of_a_large_network_fewer_epochs_are_kept(numbers: int, most: int) -> None:
    assert checkpoint_capacity({"w": torch.empty(numbers, device="meta")}) == most


def test_another_thread_may_read_while_it_trains() -> None:
    project = drawn(("dense", {"units": 64}), ("relu", {}), ("dense", {"units": 2}), epochs=150, learning_rate=0.1)
    training = Training(edits.set_data(project, training_rows=15))
    torn: list[int] = []
    seen: dict[int, Weights] = {}

    def look() -> None:
        while not over:
            for epoch, weights in (training.checkpoints.weights if training.checkpoints else {}).items():
                copy = {name: tensor.clone() for name, tensor in weights.items()}
                if not same(seen.setdefault(epoch, copy), copy):
                    torn.append(epoch)

    over: list[bool] = []
    thread = Thread(target=look)
    thread.start()
    list(training.run())
    over.append(True)
    thread.join()
    assert training.checkpoints is not None
    assert torn == []
    assert set(seen) <= set(range(1, 151))
    assert all(same(training.checkpoints.weights[epoch], weights) for epoch, weights in seen.items())
