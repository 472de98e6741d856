"""How long work will still take, at the pace of the last seconds."""

from __future__ import annotations

import math
from collections import deque

WINDOW = 4.0
"""Seconds that count: what took long at the beginning, such as tracing, is soon forgotten."""

KNOWN_AFTER = 1.0
"""Seconds before which nothing is said."""


class TimeLeft:
    """Is told now and then how far the work is. ``began``: the time in seconds at which nothing was done."""

    def __init__(self, began: float) -> None:
        self._marks = deque([(began, 0.0)])

    def left(self, now: float, done: float) -> float:
        """Seconds left, with the share ``done`` from 0 to 1; nan while that cannot be told."""
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= WINDOW:
            self._marks.popleft()
        since, before = self._marks[0]
        if now - since < KNOWN_AFTER or done <= before:
            return math.nan
        return (now - since) * (1 - done) / (done - before)
