"""Weights along the epochs, to which one can go back: evenly spaced, and bounded in number and in bytes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from netbuilder.backends.torch.weights import Weights, size_in_bytes
from netbuilder.training.history import EpochRecord

MAX_CHECKPOINTS = 256
"""At most the weights of so many epochs are kept: more than a slider on a screen can tell apart at ease."""

MAX_BYTES = 16 * 2**20
"""At most so many bytes, in memory as in the file of a run; of a large network fewer epochs are kept."""


def checkpoint_capacity(weights: Weights) -> int:
    """Of how many epochs a network's weights are kept; 0 where its copies are too large for two of them."""
    most = min(MAX_CHECKPOINTS, MAX_BYTES // max(1, size_in_bytes(weights)))
    return most if most > 1 else 0


class Checkpoints:
    """The weights of every ``stride``-th epoch from the first on, and for each of these those of the best until then.

    Where more than ``most`` epochs would be kept the stride doubles, which leaves them evenly spaced. Since the best
    until then is kept too, one can go on from any kept epoch and still know its best. One thread writes; any may read.
    Weights that were handed in are never changed.
    """

    def __init__(self, most: int) -> None:
        self._most, self.stride = most, 1
        self._best_by: dict[int, int] = {}
        self._weights: dict[int, Weights] = {}
        self._lock = Lock()

    @property
    def epochs(self) -> tuple[int, ...]:
        """The kept epochs, the first one first."""
        with self._lock:
            return tuple(sorted(self._weights))

    @property
    def weights(self) -> dict[int, Weights]:
        """The kept weights by epoch; the dict is the caller's own."""
        with self._lock:
            return dict(self._weights)

    def wants(self, epoch: int) -> bool:
        """Whether the weights of this epoch are to be kept."""
        return self._most > 0 and (epoch - 1) % self.stride == 0

    def keep(self, epoch: int, best: int, copy: Callable[[int], Weights]) -> None:
        """Keep an epoch and the best one until then, as far as they are not there: ``copy`` gives their weights."""
        missing = {number: copy(number) for number in {epoch, best} - self._weights.keys()}
        with self._lock:
            self._weights |= missing
            self._best_by[epoch] = best
            self._thin()

    def take_up(self, kept: Mapping[int, Weights], records: Sequence[EpochRecord]) -> None:
        """Begin with what an earlier training of these ``records`` has kept; what came after them is left out."""
        there = {epoch: weights for epoch, weights in kept.items() if epoch <= len(records)}
        bests = _bests(records)
        self.stride = _stride(there, len(records))
        grid = (epoch for epoch in range(1, len(records) + 1, self.stride) if epoch in there)
        with self._lock:
            self._best_by = {epoch: bests[epoch - 1] for epoch in grid if bests[epoch - 1] in there}
            self._weights = there
            self._leave_out()
            self._thin()

    def _thin(self) -> None:
        while len(self._weights) > self._most:
            self.stride *= 2
            self._best_by = {e: best for e, best in self._best_by.items() if (e - 1) % self.stride == 0}
            self._leave_out()

    def _leave_out(self) -> None:
        needed = self._best_by.keys() | set(self._best_by.values())
        self._weights = {epoch: weights for epoch, weights in self._weights.items() if epoch in needed}


def _bests(records: Sequence[EpochRecord]) -> list[int]:
    """For each epoch the best one until then; itself where there is none with a number."""
    found, lowest, best = list[int](), math.inf, 0
    for record in records:
        if record.judged_by < lowest:
            lowest, best = record.judged_by, record.epoch
        found.append(best or record.epoch)
    return found


def _stride(kept: Mapping[int, Weights], last: int) -> int:
    """The spacing of the kept epochs: the smallest power of two of which none is missing."""
    stride = 1
    while 1 in kept and any(epoch not in kept for epoch in range(1, last + 1, stride)):
        stride *= 2
    return stride
