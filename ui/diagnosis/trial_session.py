"""The thread on which something is tried while nothing else trains. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, Protocol

from netbuilder.project.project import Project
from ui.threads.pausable_thread import PausableThread


class Work(Protocol):
    """Trainings one after another. What is done stays: ``run`` may be called again, and goes on."""

    @property
    def done(self) -> int:
        """How many are over."""

    @property
    def count(self) -> int:
        """How many there are."""

    def of(self, project: Project) -> bool:
        """Whether they are of this project."""

    def run(self, stopping: Event | None = None) -> Iterator[Any]:
        """Train; a value after each."""


class TrialSession(PausableThread):
    """Runs until the work is done or stopped; what is found is read from ``work``, and ``told`` counts it."""

    def __init__(self, name: str, work: Work, ready: Callable[[], None] | None) -> None:
        super().__init__(name)
        self.work = work
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
        for _ in self.work.run(self._stopping):
            self.told += 1
