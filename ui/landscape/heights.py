"""Losses as heights of the map: logarithms above the lowest, so that the floor of a valley shows as its walls do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy

from ui.theme.themes import Theme

Array = numpy.ndarray[Any, Any]

LEVELS = 14
"""So many level lines, each a constant factor above the one below."""
FLOOR = 1e-3
"""The lowest loss stands so far above nothing, as a share of what the map spans: a logarithm has no zero."""
TINT = 0.75
"""How much of the ground's colour is the accent where the loss is lowest."""


@dataclass(frozen=True)
class Heights:
    """``lowest``, ``highest``: the losses at the foot and at the top."""

    lowest: float
    highest: float

    @property
    def _floor(self) -> float:
        return FLOOR * (self.highest - self.lowest) + 1e-30

    def of(self, losses: Array) -> Array:
        """The height of each loss; not a number where the loss is none."""
        known = numpy.where(numpy.isfinite(losses), losses, numpy.nan)
        found: Array = numpy.log(known - self.lowest + self._floor)
        return found

    @property
    def ends(self) -> tuple[float, float]:
        """Those of the lowest and the highest loss."""
        low, high = self.of(numpy.array([self.lowest, self.highest]))
        return float(low), float(high)

    @property
    def levels(self) -> Array:
        """The heights of the level lines; none where all losses are the same."""
        low, high = self.ends
        return numpy.linspace(low, high, LEVELS + 2)[1:-1] if high > low else numpy.empty(0)

    def losses(self, heights: Array) -> Array:
        """The losses at heights."""
        found: Array = numpy.exp(heights) + self.lowest - self._floor
        return found

    def colours(self, heights: Array, theme: Theme) -> Array:
        """uint8 (…, 3): the lower, the more of the accent; what is no number has the window's colour."""
        low, high = self.ends
        finite = numpy.isfinite(heights)
        share = numpy.where(finite, (high - heights) / max(high - low, 1e-12), 0.0)[..., None] * TINT
        ground, accent = (numpy.array(rgb(name), dtype=numpy.float64) for name in (theme.surface, theme.accent))
        made: Array = (ground + (accent - ground) * share).round().astype(numpy.uint8)
        made[~finite] = rgb(theme.window)
        return made


def heights_of(losses: Array) -> Heights:
    """Those of a map, at least one of whose losses is finite."""
    known = losses[numpy.isfinite(losses)]
    return Heights(float(known.min()), float(known.max()))


def rgb(name: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour of the theme, "#rrggbb"."""
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)
