"""Axes that are named at round numbers, all with as many digits behind the point."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.panels.plot_scale import named, rounds

LINES_APART = 1.8
"""Heights of a line of text from one number to the next on an upright axis."""
LONG_NUMBER = "-0000.0"
"""So much room, at least, goes from one number to the next on a level axis."""


class Axis(pyqtgraph.AxisItem):
    """No ticks but those with a number."""

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks, no closer than their numbers need. ``size``: of the axis, in pixels."""
        low, high = sorted((start, end))
        if not low < high or size <= 0:
            return []
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        upright = self.orientation in ("left", "right")
        room = LINES_APART * metrics.height() if upright else metrics.horizontalAdvance(LONG_NUMBER)
        values = rounds(low, high, max(2, int(size / room)))
        return [(values[1] - values[0] if len(values) > 1 else high - low, values)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Their numbers."""
        return named(list(values))


def axes() -> dict[str, Axis]:
    """Those of a new plot."""
    return {side: Axis(side) for side in ("left", "bottom")}
