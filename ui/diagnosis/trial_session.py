"""The thread on which remedies are tried while nothing else trains. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from ui.threads.pausable_thread import PausableThread

if TYPE_CHECKING:
    from netbuilder.remedies.trials import Trials


class TrialSession(PausableThread):
    """Runs trials until they are done or stopped; what is found is read from ``trials``, and ``told`` counts it."""

    def __init__(self, trials: Trials, ready: Callable[[], None] | None) -> None:
        super().__init__("remedies")
        self.trials = trials
        self.told = 0
        self._ready = ready
        self._stopping = Event()
        self._begin(self._try)

    def stop(self) -> None:
        """End within one batch; what is done stays."""
        self._stopping.set()

    @property
    def stopped(self) -> bool:
        """Whether it was asked to end."""
        return self._stopping.is_set()

    def _try(self) -> None:
        if self._ready is not None:
            self._ready()
        for _ in self.trials.run(self._stopping):
            self.told += 1
