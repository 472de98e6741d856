"""Runs whose curves are given as functions of the epoch."""

from __future__ import annotations

import math
from collections.abc import Callable

from netbuilder.training.history import EpochRecord

Loss = Callable[[int], float]


def run(epochs: int, training: Loss, validation: Loss = lambda _: math.nan) -> tuple[EpochRecord, ...]:
    rows = ((e, training(e), validation(e)) for e in range(1, epochs + 1))
    return tuple(EpochRecord(e, low, high, math.nan, math.nan, 0.1 * e, 0.01) for e, low, high in rows)


def falling(epoch: int) -> float:
    return 0.1 + 0.9 * math.exp(-epoch / 5)


def turning(epoch: int) -> float:
    return falling(epoch) + 0.01 * max(0, epoch - 40)


def memorized(epoch: int) -> float:
    return math.exp(-epoch / 20)
