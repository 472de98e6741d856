"""Ctrl+C, or a polite kill, as the wish to stop: what is done so far is kept."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import Protocol


class Stoppable(Protocol):
    """Work under way that ends soon once it is asked to."""

    def stop(self) -> None:
        """Ask it to end."""


@contextlib.contextmanager
def stopped_by_signals(work: Stoppable) -> Iterator[None]:
    """Ctrl+C, or a polite kill, stops the work; a second one ends the program as ever."""
    known = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def put_back() -> None:
        for number, handler in known.items():
            signal.signal(number, handler)

    def stop(_number: int, _frame: FrameType | None) -> None:
        work.stop()
        put_back()

    for number in known:
        signal.signal(number, stop)
    try:
        yield
    finally:
        put_back()
