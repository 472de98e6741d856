"""What torch shares within a process and a training needs for itself: the random stream, the number of threads, and
what becomes of denormal numbers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def thread_count() -> int:
    """How many threads to compute with: all cores but one, which stays free."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)) - 1)
    return max(1, (os.cpu_count() or 1) - 1)


class RngScope:
    """While entered, torch's global generators and thread count are this training's own; on leaving, the caller's.

    While entered, denormal numbers, below 1.2e-38 in float32, count as 0. Adam's means of the gradients of a unit that
    has died end there, and the processor takes ten times as long for them.

    Two trainings that take turns in one process thus compute what each would alone. Two *threads* that draw from
    torch's global generator at the same moment still share it: torch has no other source for dropout.
    ``random``: the states of the generators by device, as they were when last left.
    """

    def __init__(self, device: str) -> None:
        self.device = device
        self.random: dict[str, torch.Tensor] = {}
        self._outer: dict[str, torch.Tensor] = {}
        self._outer_threads = 1

    def __enter__(self) -> RngScope:
        import torch

        self._outer, self._outer_threads = random_states(self.device), torch.get_num_threads()
        if self._outer_threads != thread_count():
            torch.set_num_threads(thread_count())
        torch.set_flush_denormal(True)
        _restore(self.random)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import torch

        self.random = random_states(self.device)
        torch.set_flush_denormal(False)
        _restore(self._outer)
        if self._outer_threads != thread_count():
            torch.set_num_threads(self._outer_threads)

    def restore(self, states: Mapping[str, torch.Tensor]) -> None:
        """While entered: take up stored states of the generators; one of a device that is not used here is left."""
        _restore({device: states[device] for device in ("cpu", self.device) if device in states})

    def seed(self, seed: int) -> None:
        """Begin the stream again on the CPU and on the device, and nowhere else."""
        import torch

        torch.default_generator.manual_seed(seed)
        if self.device != "cpu":
            getattr(torch, self.device).manual_seed(seed)


def random_states(device: str) -> dict[str, torch.Tensor]:
    """The states of torch's generators, on the CPU and on the device."""
    import torch

    states = {"cpu": torch.get_rng_state()}
    if device != "cpu":
        states[device] = getattr(torch, device).get_rng_state()
    return states


def _restore(states: Mapping[str, torch.Tensor]) -> None:
    import torch

    for device, state in states.items():
        (torch if device == "cpu" else getattr(torch, device)).set_rng_state(state)
