"""What the rules decide by: how far each curve of a run has risen or fallen, measured against its noise."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy

from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend, trends
from netbuilder.training.baseline import Baseline
from netbuilder.training.history import EpochRecord

VALIDATION_LOSS = attrgetter("validation_loss")
VALIDATION_ERROR, RISE_ERROR = attrgetter("validation_error"), attrgetter("rise_error")
MIN_POINTS = 3


@dataclass(frozen=True)
class Evidence:
    """Both curves of a run with the baseline.

    What is decided comes from the smoothed curves; the figures that are told are measured ones, as a chart has them.
    """

    records: Sequence[EpochRecord]
    training: Trend
    validation: Trend
    baseline: Baseline

    @property
    def enough(self) -> bool:
        """Whether training loss has enough points that a rule can look at them."""
        return len(self.training.raw) >= MIN_POINTS

    @property
    def seen(self) -> bool:
        """Whether validation loss can judge anything."""
        rows = self.baseline.validation_rows
        enough = rows is None or rows >= THRESHOLDS.fewest_rows
        return len(self.validation.raw) >= MIN_POINTS and enough and not self.baseline.only_class

    @cached_property
    def scale(self) -> float:
        """What a constant answer costs; positive."""
        constant = self.baseline.constant_loss
        return constant if math.isfinite(constant) and constant > 0 else abs(float(self.training.raw[0])) or 1.0

    @cached_property
    def bar(self) -> float:
        """How much validation loss must rise to be told."""
        return max(THRESHOLDS.rise * abs(self.validation.bottom), THRESHOLDS.rise_of_scale * self.scale)

    @cached_property
    def best(self) -> EpochRecord:
        """The epoch of the lowest validation loss."""
        losses = numpy.fromiter(map(VALIDATION_LOSS, self.records), float, len(self.records))
        return self.records[int(numpy.nanargmin(losses))]

    @cached_property
    def turn(self) -> int:
        """The epoch of the turn: the best one, where that is as near as the turn can be told."""
        curve = self.validation
        near = abs(self._place_of_best - curve.turn) <= curve.turn_within
        return self.best.epoch if near else int(curve.epochs[curve.turn])

    @property
    def percent(self) -> float:
        """How far validation loss lies above its best at the end, as measured."""
        best = self.best.validation_loss
        return 100 * (self.validation.end(rising=True) - best) / abs(best) if best else math.nan

    @cached_property
    def young(self) -> bool:
        """Whether validation loss was lowest only just now: a rise since may be the beginning of a wave."""
        known = (1 - THRESHOLDS.after_turn) * len(self.validation.raw)
        return max(self.validation.turn, self._place_of_best) > known

    @cached_property
    def _place_of_best(self) -> int:
        return int(numpy.searchsorted(self.validation.epochs, self.best.epoch))

    @cached_property
    def validation_error(self) -> float:
        """The standard error of the validation loss at the end, as a mean over so few rows; 0 where it is not known."""
        return self._at_the_end(VALIDATION_ERROR)

    @cached_property
    def rise_error(self) -> float:
        """That of its rise since the best epoch."""
        return self._at_the_end(RISE_ERROR)

    def _at_the_end(self, error: Callable[[EpochRecord], float]) -> float:
        last = [error(record) for record in self.records[-self.validation.stretch :]]
        known = [value for value in last if math.isfinite(value)]
        return float(numpy.median(known)) if known else 0.0

    @cached_property
    def learned_on(self) -> bool:
        """Whether training loss has surely fallen since the turn, or is next to nothing: else nothing is learned by
        heart. A network that its steps throw about has good stretches that mean nothing."""
        curve, step = self.training, THRESHOLDS.by_heart * self.scale
        then = curve.around(int(self.validation.epochs[self.validation.turn]))
        surely = curve.level + THRESHOLDS.errors * curve.noise
        return surely < max(THRESHOLDS.rise_of_scale * self.scale, then - step, then / 2)

    def noise(self, curve: Trend) -> float:
        """The standard error of a level. Never nothing, so that it may divide."""
        return max(curve.noise, 1e-6 * self.scale)


def evidence(records: Sequence[EpochRecord], baseline: Baseline) -> Evidence:
    """What these epochs, at least one, show; epochs without a loss are stepped over."""
    training, validation = trends(records)
    return Evidence(records, _finite(training), _finite(validation), baseline)


def _finite(trend: Trend) -> Trend:
    known = numpy.isfinite(trend.raw)
    return trend if known.all() else Trend(trend.epochs[known], trend.raw[known])
