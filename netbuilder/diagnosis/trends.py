"""What a noisy curve says: its smooth course, the height of its noise, its level at the end and whether it falls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy

from netbuilder.training.history import EpochRecord

Array = numpy.ndarray[Any, Any]

MAX_POINTS = 600
"""A longer run is thinned evenly to this many epochs, so that looking at it costs the same however long it is."""

WINDOW_SHARE = 0.06
"""Half the smoothing window, as a share of the run: a tenth of the run must remain to be told from its neighbour."""

WINDOW_OF_AGE = 0.3
"""Half the window is at most this share of the epochs before it: early on curves are steep, and would be blurred."""

LAST_SHARE = 0.15
"""The stretch at the end that makes the level: long enough to average, short enough to be the present."""

FEWEST_LAST = 3
"""Epochs that the stretch has at least."""

MIN_MISS = 2
"""Points by which the turn may be missed however narrow the window: the median of five alone does so."""

CALM = 0.01
"""Of its lowest point: a curve with less noise shows its turn plainly."""

MAX_RATIO = 2.0
"""Of two doublings the second lowers a loss at most so many times as much: one that falls in a straight line."""

LOW_QUANTILE = 0.1
"""Of the last stretch: the epochs that came out best, one in ten."""


@dataclass(frozen=True)
class Trend:
    """One loss curve. ``epochs`` and ``raw``: (points,), the last epoch always among them, at least 3 points."""

    epochs: Array
    raw: Array

    @cached_property
    def smooth(self) -> Array:
        """A running median of five, which swallows single spikes, and then a running mean that widens with the age."""
        return _running_mean(_running_median(self.raw), self._half)

    @cached_property
    def _half(self) -> Array:
        """How many neighbours on either side the running mean takes at each place."""
        place, widest = numpy.arange(len(self.raw)), max(1, round(WINDOW_SHARE * len(self.raw)))
        half: Array = numpy.minimum(widest, (WINDOW_OF_AGE * place).astype(int))
        return half

    @cached_property
    def _spread(self) -> float:
        """The standard deviation of the noise, as the median distance from the smooth course tells it.

        Neighbours that err together count as fewer than they are: the spread is that of as many independent ones.
        """
        errors = (self.raw - self.smooth)[len(self.raw) // 3 :]
        power = float(errors @ errors)
        alike = min(0.9, max(0.0, float(errors[1:] @ errors[:-1]) / power)) if power > 0 else 0.0
        return float(1.4826 * numpy.median(numpy.abs(errors)) * numpy.sqrt((1 + alike) / (1 - alike)))

    @cached_property
    def noise(self) -> float:
        """The standard error of a level."""
        return self._spread / math.sqrt(self.stretch)

    @property
    def stretch(self) -> int:
        """How many points the last stretch has."""
        return max(FEWEST_LAST, round(LAST_SHARE * len(self.raw)))

    @cached_property
    def level(self) -> float:
        """Where the curve stands at the end: the median of the last stretch."""
        return float(numpy.median(self.raw[-self.stretch :]))

    @property
    def now(self) -> float:
        """The value at the last epoch: what a chart shows there."""
        return float(self.raw[-1])

    def end(self, *, rising: bool) -> float:
        """The value at the last epoch; the level, where that epoch is one of the few that are off the course."""
        off = self.now < self.low if rising else self.now > self._high
        return self.level if off else self.now

    @cached_property
    def low(self) -> float:
        """What the better epochs of the last stretch still reach."""
        return float(numpy.quantile(self.raw[-self.stretch :], LOW_QUANTILE))

    @cached_property
    def _high(self) -> float:
        return float(numpy.quantile(self.raw[-self.stretch :], 1 - LOW_QUANTILE))

    @cached_property
    def _lowest(self) -> int:
        """The place of the lowest point; one that few neighbours vouch for must lie the lower."""
        return int((self.smooth + self._error).argmin())

    @cached_property
    def _error(self) -> Array:
        """The standard error of the smooth course at each place."""
        error: Array = self._spread / numpy.sqrt(2 * self._half + 1)
        return error

    @property
    def bottom(self) -> float:
        """The height of the lowest point of the smooth course."""
        return float(self.smooth[self._lowest])

    @cached_property
    def turn(self) -> int:
        """The place where the smooth course left its bottom for good: the last that noise cannot tell from it."""
        near = self.bottom + float(self._error[self._lowest])
        return int(numpy.flatnonzero(self.smooth <= near)[-1])

    @property
    def turn_within(self) -> float:
        """By how many points ``turn`` may easily miss the lowest point: half the window that smoothed the course there.
        Where there is noise, a lower point as far away may be mere luck: a quarter."""
        half, calm = float(self._half[self.turn]), self._spread <= CALM * abs(self.bottom)
        return max(MIN_MISS, half if calm else half / 2)

    def around(self, epoch: int) -> float:
        """The height near an epoch: the median of its neighbours, of which a few may be far off."""
        place = int(numpy.searchsorted(self.epochs, epoch))
        half = int(self._half[min(place, len(self.raw) - 1)])
        return float(numpy.median(self.raw[place - half : place + half + 1]))

    @cached_property
    def fall_ahead(self) -> float:
        """How much lower it would lie after as many epochs again, if each doubling of the run lowered it by the same
        share of what the one before did; negative where it rises."""
        quarter, half, whole = (self._at(share) for share in (0.25, 0.5, 1.0))
        before, last = quarter - half, half - whole
        if last <= 0:
            return last
        return last * (min(last / before, MAX_RATIO) if before > 0 else MAX_RATIO)

    def _at(self, share: float) -> float:
        """The height after this share of the run, averaged over neighbors where there are some on both sides."""
        place = max(1, round(share * len(self.raw)))
        half = max(1, round(WINDOW_SHARE * len(self.raw) * min(1.0, 2 * share)))
        return float(numpy.mean(self.smooth[max(0, place - 1 - half) : place + half]))


def trends(records: Sequence[EpochRecord]) -> tuple[Trend, Trend]:
    """The training and the validation loss of a run."""
    chosen = records[_thinned(len(records))]
    epochs = numpy.array([record.epoch for record in chosen])
    training = numpy.array([record.train_loss for record in chosen])
    return Trend(epochs, training), Trend(epochs, numpy.array([record.validation_loss for record in chosen]))


def thinned(losses: Array) -> Trend:
    """A loss that is known after each epoch from the first, (epochs,)."""
    chosen = _thinned(len(losses))
    return Trend(numpy.arange(1, len(losses) + 1)[chosen], losses[chosen])


def _thinned(epochs: int) -> slice:
    step = -(-epochs // MAX_POINTS)
    return slice((epochs - 1) % step, None, step)


def _running_median(values: Array) -> Array:
    if len(values) < 5:
        return values
    windows = numpy.lib.stride_tricks.sliding_window_view(values, 5)
    return numpy.concatenate((values[:2], numpy.median(windows, axis=1), values[-2:]))


def _running_mean(values: Array, half: Array) -> Array:
    place = numpy.arange(len(values))
    first, last = place - half, numpy.minimum(place + half + 1, len(values))
    sums = numpy.concatenate(([0.0], numpy.cumsum(values)))
    means: Array = (sums[last] - sums[first]) / (last - first)
    return means
