"""Ctrl+C, a polite kill or a closed terminal, as the wish to stop: what is done so far is kept."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Protocol

ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a program to end; Windows has no SIGHUP."""

HANGUP = getattr(signal, "SIGHUP", None)
"""The terminal is closed. The shell and the system may both say so, so only the first one counts."""

Handler = Callable[[int, FrameType | None], object] | int | None


class Stoppable(Protocol):
    """Work under way that ends soon once it is asked to."""

    def stop(self) -> None:
        """Ask it to end."""


def ending_handlers() -> dict[int, Handler]:
    """What handles each signal that ends the program, but for those that are ignored, as nohup has it."""
    handlers = {number: signal.getsignal(number) for number in ENDING}
    return {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}


@contextlib.contextmanager
def stopped_by_signals(work: Stoppable) -> Iterator[None]:
    """Ctrl+C, a polite kill or a closed terminal stops the work; a second signal ends the program as ever."""
    handlers = ending_handlers()
    terminals = [stream.fileno() for stream in (sys.stdout, sys.stderr) if stream.isatty()]

    def put_back() -> None:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    def stop(number: int, _frame: FrameType | None) -> None:
        work.stop()
        if number == HANGUP:
            handlers[number] = signal.SIG_IGN
            _silence_closed(terminals)
        put_back()

    for number in handlers:
        signal.signal(number, stop)
    try:
        yield
    finally:
        put_back()


def _silence_closed(terminals: list[int]) -> None:
    """Lead what is written to a terminal that is gone nowhere: the work is still to be finished and kept."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in terminals:
        if not os.isatty(descriptor):
            os.dup2(nowhere, descriptor)
    os.close(nowhere)
