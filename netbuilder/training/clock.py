"""The time that a training has worked, without its pauses."""

from __future__ import annotations

from time import perf_counter


class Clock:
    """Counts seconds while it runs. It starts at rest."""

    def __init__(self) -> None:
        self._counted = 0.0
        self._since: float | None = None

    def run(self, counted: float | None = None) -> None:
        """Count from now on, ``counted`` seconds being already there if given."""
        if counted is not None:
            self._counted = counted
        self._since = perf_counter()

    def rest(self) -> None:
        """Count no longer."""
        self._counted, self._since = self.seconds, None

    @property
    def seconds(self) -> float:
        """What is counted so far."""
        return self._counted + (perf_counter() - self._since if self._since is not None else 0.0)
