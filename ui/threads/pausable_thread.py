"""Work on a thread of its own that can be held: then it computes nothing until it is told to go on. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event


class PausableThread:
    """Its methods may be called from any other thread. A subclass waits for ``_going`` wherever it can be held."""

    def __init__(self, thread: str) -> None:
        self._going = Event()
        self._going.set()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=thread)
        self._future: Future[None] | None = None

    def _begin(self, work: Callable[[], None]) -> None:
        """To be called once, when the subclass is whole: the thread uses it at once."""
        self._future = self._executor.submit(work)

    @property
    def over(self) -> bool:
        """Whether the thread has nothing more to tell."""
        return self._future is not None and self._future.done()

    @property
    def held(self) -> bool:
        """Whether it stands still, or will as soon as it can."""
        return not self._going.is_set()

    def hold(self) -> None:
        """Compute nothing more for now."""
        self._going.clear()

    def wait(self) -> None:
        """Return when the thread has ended."""
        self._executor.shutdown(wait=True)

    def result(self) -> None:
        """Raises what ended the work, if anything did."""
        if self._future is not None:
            self._future.result()
