"""Axes that are named at round numbers, all with as many digits behind the point."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from netbuilder.ticks import ticks
from ui.charts.plot.plot_scale import named

LINES_APART = 1.3
"""Heights of a line of text from one number to the next on an upright axis, at least."""
MOST = 9
"""Numbers of an upright axis, at most about: more would be read, not seen."""
GAP = 16.0
"""Pixels between two numbers of a level axis, at least."""


class Axis(pyqtgraph.AxisItem):
    """No ticks but those with a number."""

    def tickValues(self, start: float, end: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks, no closer than their numbers need. ``size``: of the axis, in pixels."""
        low, high = sorted((start, end))
        if not low < high or size <= 0:
            return []
        values = self._values(low, high, size)
        return [(values[1] - values[0] if len(values) > 1 else high - low, values)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Their numbers."""
        return named(list(values))

    def _values(self, low: float, high: float, size: float) -> list[float]:
        """As many round numbers as have room beside each other."""
        metrics = QFontMetricsF(self.style["tickFont"] or QApplication.font())
        if self.orientation in ("left", "right"):
            return ticks(low, high, max(2, min(MOST, int(size / (LINES_APART * metrics.height())))))
        for most in range(max(2, int(size / (2 * GAP))), 2, -1):
            values = ticks(low, high, most)
            widest = max((metrics.horizontalAdvance(word) for word in named(values)), default=0.0)
            if len(values) < 2 or (values[1] - values[0]) / (high - low) * size >= widest + GAP:
                return values
        return ticks(low, high, 2)


def axes() -> dict[str, Axis]:
    """Those of a new plot."""
    return {side: Axis(side) for side in ("left", "bottom")}
