"""What lies behind the present curves: earlier runs, the band of repeats, and what is known of the epochs.

Needs numpy only once something is drawn, so that the window can be painted before that is imported.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ui.charts.series import Series
from ui.charts.smoothing import Strength

if TYPE_CHECKING:
    from netbuilder.training.baseline import Turn
    from ui.charts.series import Array, Points

    Spread = tuple[Array, Array, Array, Array]
    """Epochs, and at each the lowest, the mean and the highest value."""

LARGEST = 1e300
"""Values beyond are left out: the arithmetic of an axis would not hold them."""


@dataclass(frozen=True, eq=False)
class Ghost:
    """An earlier run. ``name``: in words, ``mark``: as short as can be, at the end of its line; ``look``: from 0."""

    name: str
    mark: str
    series: Series
    look: int


@dataclass(frozen=True, eq=False)
class Band:
    """The same training with several seeds, over the epochs that all of them have. ``name``: in words."""

    name: str
    every: tuple[Series, ...]

    @cached_property
    def epochs(self) -> Array:
        """The epochs that all have."""
        import numpy

        shared = self.every[0].column("epoch")
        for series in self.every[1:]:
            shared = numpy.intersect1d(shared, series.column("epoch"))
        return shared

    def spread(self, column: str, *, log: bool) -> Spread:
        """Epochs, lowest, mean and highest value, where all can be shown."""
        import numpy

        epochs = self.epochs
        places = [numpy.searchsorted(series.column("epoch"), epochs) for series in self.every]
        values = numpy.stack([series.column(column)[at] for series, at in zip(self.every, places, strict=True)])
        there = (numpy.abs(values) < LARGEST).all(axis=0)  # nan is not
        if log:
            there &= (values > 0).all(axis=0)
        values = values[:, there]
        return epochs[there], values.min(axis=0), values.mean(axis=0), values.max(axis=0)


@dataclass(frozen=True, eq=False)
class ChartBackground:
    """The static layer of the chart: what does not change while training.

    ``what``: "loss" or "metric", called ``title``; ``strength``: how smooth lines are drawn. ``turn``: since when the
    network overfits. ``seams``: the epochs at which an earlier run ended that was continued.
    """

    what: str = "loss"
    title: str = ""
    log: bool = False
    strength: Strength = "off"
    ghosts: tuple[Ghost, ...] = ()
    band: Band | None = None
    turn: Turn | None = None
    seams: tuple[int, ...] = ()

    def points(self, series: Series, part: str) -> Points:
        """The points of "train" or "validation" that can be shown."""
        return shown_points(series, f"{part}_{self.what}", log=self.log)

    def spread(self, part: str) -> Spread:
        """The band of "train" or "validation"; empty where there is none."""
        return self._spreads[part]

    def spread_at(self, part: str, epoch: float) -> tuple[float, float, float]:
        """Lowest, mean and highest value of the band at an epoch; not a number where there is none."""
        epochs, low, mean, high = self._spreads[part]
        at = epochs == round(epoch)
        return (float(low[at][0]), float(mean[at][0]), float(high[at][0])) if at.any() else (math.nan,) * 3

    @cached_property
    def _spreads(self) -> dict[str, Spread]:
        nothing = self.points(Series(), "train")[0]
        if self.band is None:
            return dict.fromkeys(("train", "validation"), (nothing, nothing, nothing, nothing))
        return {part: self.band.spread(f"{part}_{self.what}", log=self.log) for part in ("train", "validation")}


def shown_points(series: Series, column: str, *, log: bool) -> Points:
    """Epochs and values that can be drawn: finite, and positive on a logarithmic axis."""
    values = series.column(column)
    drawable = abs(values) < LARGEST  # nan is not
    if log:
        drawable &= values > 0
    return series.column("epoch")[drawable], values[drawable]


def band_of(name: str, every: Sequence[Series]) -> Band | None:
    """The band of several runs; there is none of fewer than two."""
    some = tuple(series for series in every if len(series))
    return Band(name, some) if len(some) > 1 else None
