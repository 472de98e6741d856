"""How much a piece of work grows with what it works on, counted in lines of Python that run rather than timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(act: Callable[[], object]) -> int:
    """How many lines of Python an action runs, on this thread and in whatever it calls."""
    count, before = 0, sys.gettrace()

    def counted(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return counted

    sys.settrace(counted)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def grows_linearly(prepare: Callable[[int], Callable[[], object]], size: int = 60) -> bool:
    """Whether four times the size takes at most five times the lines. ``prepare(n)``: the action on n things.

    The action is done once beforehand, so that imports and what is computed only once do not count.
    """
    prepare(size)()
    few, many = (lines_run(prepare(n)) for n in (size, 4 * size))
    return many <= 5 * few
