"""Python's garbage is collected on the thread of the window, never on another.

A collection may come upon widgets, and Qt may destroy those on their own thread only; Python collects on whichever
thread happens to allocate. So the automatic collection is switched off, and a timer does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PACE = 200
"""Milliseconds between two looks; a look at which nothing is due costs a microsecond."""


class GarbageCollection(QObject):
    """Collects on the thread it lives on, while it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if counts[age] > thresholds[age]]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Leave the work to Python again."""
        self._timer.stop()
        gc.enable()
