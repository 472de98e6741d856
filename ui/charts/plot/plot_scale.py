"""Where epochs and values lie in the picture of the curves, and which of them the axes name. Knows no widget."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from PySide6.QtCore import QRectF

from netbuilder.ticks import tick_step, ticks
from ui.language.text import typeset

if TYPE_CHECKING:
    from ui.charts.series import Array

MARGIN = 0.02
"""What is left free at both ends of an axis, as a share of what it shows."""
STEPS_OF_RANGE = 20
"""The ends of the axis of values are round numbers, so that few epochs move them: steps of about such a part of it."""
LEADING = ((46, (1, 2, 5)), (30, (1, 3)), (0, (1,)))
"""Pixels that a power of ten takes on the axis, from which on so many numbers of it are named."""
ROOM_FOR_DECADE = 16
"""Pixels that a power of ten must take for each to be named."""
FEW_DECADES = 0.8
"""Powers of ten under which a logarithmic axis is named at round numbers, as a linear one is."""
SMALLEST = 1e-300
"""A difference below it is none: the arithmetic of an axis would not hold it."""
FARTHEST = 1e5
"""Pixels from the picture beyond which nothing is drawn: painters cannot count as far as losses can rise."""


@dataclass(frozen=True)
class Scale:
    """Epochs from ``first`` to ``last`` and values from ``low`` to ``high`` in ``area`` (pixels).

    ``log``: ``low`` and ``high`` are exponents of ten, and only positive values can be shown.
    """

    area: QRectF
    first: float
    last: float
    low: float
    high: float
    log: bool

    def across(self, epochs: Array) -> Array:
        """Pixels from the left."""
        placed: Array = self.area.left() + (epochs - self.first) * (self.area.width() / (self.last - self.first))
        return placed

    def up(self, values: Array) -> Array:
        """Pixels from the top."""
        heights = numpy.log10(values) if self.log else values
        placed = self.area.bottom() - (heights - self.low) * (self.area.height() / (self.high - self.low))
        return numpy.clip(placed, -FARTHEST, FARTHEST)

    def x(self, epoch: float) -> float:
        """Pixels from the left of one epoch."""
        return self.area.left() + (epoch - self.first) * self.area.width() / (self.last - self.first)

    def y(self, value: float) -> float:
        """Pixels from the top of one value; on a logarithmic axis it is positive."""
        height = math.log10(value) if self.log else value
        placed = self.area.bottom() - (height - self.low) * self.area.height() / (self.high - self.low)
        return min(max(placed, -FARTHEST), FARTHEST)

    def epoch_at(self, x: float) -> float:
        """The epoch at so many pixels from the left."""
        return self.first + (x - self.area.left()) * (self.last - self.first) / self.area.width()

    def named_values(self, room: float) -> list[tuple[float, str]]:
        """Pixels from the top and texts of the axis of values, at least ``room`` pixels apart."""
        most = max(2, int(self.area.height() / room))
        if not self.log:
            levels = ticks(self.low, self.high, most)
        elif self.high - self.low < FEW_DECADES:
            levels = [level for level in ticks(10**self.low, 10**self.high, most) if level > 0]
        else:
            return [(self.y(level), typeset(f"{level:g}")) for level in self._decades()]
        return [(self.y(level), text) for level, text in zip(levels, named(levels), strict=True)]

    def named_epochs(self, room: float) -> list[tuple[float, str]]:
        """Pixels from the left and texts of the axis of epochs, at least ``room`` pixels apart."""
        most = max(1, int(self.area.width() / room))
        levels = [level for level in ticks(self.first, self.last, most, smallest=1.0) if level > 0]
        return [(self.x(level), f"{level:,.0f}") for level in levels]

    def _decades(self) -> list[float]:
        """1, 2 and 5 of each power of ten, or fewer where there is less room, or every so many powers of ten."""
        room = self.area.height() / (self.high - self.low)
        every = math.ceil(ROOM_FOR_DECADE / room)
        leading = next(numbers for least, numbers in LEADING if room >= least)
        exponents = range(math.floor(self.low / every) * every, math.ceil(self.high) + 1, every)
        levels = (lead * 10.0**exponent for exponent in exponents for lead in leading)
        return [level for level in levels if level > 0 and self.low <= math.log10(level) <= self.high]


def named(levels: list[float]) -> list[str]:
    """Texts of numbers at equal distances, with as many digits as are needed to tell neighbours apart."""
    largest = max((abs(level) for level in levels), default=0.0)
    apart = levels[1] - levels[0] if len(levels) > 1 else largest or 1.0
    if largest < 1e5 and apart >= 1e-5:
        digits = max(0, -math.floor(math.log10(apart) + 1e-9))
        return [typeset(f"{level:.{digits}f}") for level in levels]
    digits = next(digits for digits in range(3, 18) if len({f"{level:.{digits}g}" for level in levels}) == len(levels))
    return [typeset(f"{level:.{digits}g}") for level in levels]


def stepped(epoch: float) -> float:
    """The next round number: at most a tenth further, and the same for several epochs in a row."""
    if epoch < 10:
        return epoch
    size = 10.0 ** math.floor(math.log10(epoch))
    step = size * next(part for bound, part in ((2, 0.1), (5, 0.2), (10, 0.5)) if epoch < bound * size)
    return math.ceil(epoch / step) * step


def epochs_shown(first: float, last: float) -> tuple[float, float]:
    """The ends of an axis on which these epochs lie; it grows by steps, or each epoch would have it drawn again."""
    last = stepped(last)
    margin = (last - first) * MARGIN or 0.5
    return first - margin, last + margin


def values_shown(low: float, high: float, *, log: bool) -> tuple[float, float]:
    """The ends of an axis on which values from ``low`` to ``high`` (exponents where ``log``) lie: round numbers."""
    if not low <= high:
        return 0.0, 1.0
    if high - low <= max(1e-9 * max(abs(low), abs(high)), SMALLEST):
        around = 0.5 if log else abs(high) / 10 or 0.5
        return low - around, high + around
    step = tick_step(high - low, STEPS_OF_RANGE)
    margin = (high - low) * MARGIN
    lower, upper = math.floor((low - margin) / step) * step, math.ceil((high + margin) / step) * step
    return (lower if low < 0 or log else max(lower, -step / 2)), upper
