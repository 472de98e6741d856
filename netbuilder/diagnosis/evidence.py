"""What the rules decide by: how far each curve of a run has risen or fallen, measured against its noise."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from statistics import fmean
from typing import Any

import numpy

from netbuilder.diagnosis.pooling import FEWEST, pooled
from netbuilder.diagnosis.reachable import Reachable, compared, reachable
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend, trends
from netbuilder.diagnosis.turns import of_curve
from netbuilder.training.baseline import NOTHING_FURTHER, Baseline, Expected, Further, Measured, Turn
from netbuilder.training.history import EpochRecord

VALIDATION_LOSS = attrgetter("validation_loss")
VALIDATION_ERROR, RISE_ERROR = attrgetter("validation_error"), attrgetter("rise_error")
MIN_POINTS = 3
NEAR = 0.02
"""The best epoch is told in place of one that lies within this share of the run from it."""

Array = numpy.ndarray[Any, Any]


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
        enough = rows is None or rows >= THRESHOLDS.fewest_rows or (rows > 1 and self.split_again)
        return len(self.validation.raw) >= MIN_POINTS and enough and not self.baseline.only_class

    @cached_property
    def scale(self) -> float:
        """What a constant answer costs; positive."""
        constant = self.baseline.constant_loss
        return constant if math.isfinite(constant) and constant > 0 else abs(float(self.training.raw[0])) or 1.0

    @property
    def climb(self) -> float:
        """How far training loss must rise above its best to have left it behind: a share of the scale, or of a loss
        that never came down to that."""
        return THRESHOLDS.climb * max(self.scale, self.training.bottom)

    @cached_property
    def bar(self) -> float:
        """How much validation loss must rise to be told."""
        return max(THRESHOLDS.rise * abs(self.lowest), THRESHOLDS.rise_of_scale * self.scale)

    @cached_property
    def further(self) -> Further:
        """What further trainings showed, if they are of the run as long as it is."""
        found = self.baseline.further
        return found if found.beside == len(self.records) else NOTHING_FURTHER

    @property
    def split_again(self) -> bool:
        """Whether other splits of the same rows were tried."""
        return len(self.further.splits) >= FEWEST

    @cached_property
    def level(self) -> Measured:
        """Where validation loss stands at the end."""
        if self._expected is None:
            return Measured(self.validation.level, self._own_error)
        level = self._expected.level
        error = max(level.error, self._unseen_mistake)
        return Measured(level.value, math.hypot(error, self.noise(self.validation)))

    @cached_property
    def gap(self) -> Measured:
        """How far validation loss ends above training loss."""
        own = Measured(self.validation.level - self.training.level, self._own_error)
        apart = [Measured(split.validation - split.training, split.error) for split in self.further.splits]
        return pooled(own, apart, self.further.share)

    @cached_property
    def rise(self) -> Measured:
        """How far validation loss ends above its lowest point.

        The lowest of many means of the same few rows lies below the truth by about their sampling error.
        """
        curve, error = self.validation, self.rise_error
        if self._expected is not None:
            return self._less_luck(self._expected.rise, THRESHOLDS.luck_of_all)
        return self._less_luck(Measured(curve.level - curve.bottom, error), 1.0)

    def _less_luck(self, rise: Measured, share: float) -> Measured:
        noise = THRESHOLDS.noise_of_rise * self.noise(self.validation)
        return Measured(rise.value - share * rise.error, math.hypot(rise.error, noise))

    @cached_property
    def above_constant(self) -> Measured | None:
        """How far validation loss ends above that of a constant answer; None where that is not known."""
        constant, own = self.baseline.constant, Measured(self.validation.level, self.validation_error)
        return None if constant is None else compared(constant, self.further, own, self.level)[1]

    @cached_property
    def fall(self) -> Measured | None:
        """How much further validation loss falls in the longer training; None without it."""
        fall = self.further.fall
        if fall is None:
            return None
        return Measured(fall.value, math.hypot(fall.error, THRESHOLDS.noise_of_rise * self.noise(self.validation)))

    @cached_property
    def lowest(self) -> float:
        """The lowest validation loss, smoothed."""
        return self.validation.bottom if self._expected is None else self._expected.lowest

    @property
    def _expected(self) -> Expected | None:
        """What the rows of this run and those of other splits tell together, where there are enough of those."""
        return self.further.expected

    @cached_property
    def reachable(self) -> Reachable | None:
        """The best prediction that is known, and how far validation loss ends above it."""
        own = Measured(self.validation.level, self.validation_error)
        return reachable(self.baseline, self.further, own, self.level, self.scale)

    @property
    def _own_error(self) -> float:
        return math.hypot(self.validation_error, self.noise(self.validation))

    @cached_property
    def best(self) -> EpochRecord:
        """The epoch of the lowest validation loss."""
        losses = numpy.fromiter(map(VALIDATION_LOSS, self.records), float, len(self.records))
        return self.records[int(numpy.nanargmin(losses))]

    @cached_property
    def turn(self) -> Turn:
        """Where the loss of fresh rows turns: as other splits tell it, too, where they were tried; else where the
        smoothed validation loss is lowest, if the losses of the validation rows are known, as in a training.

        Of a curve alone, whose noise from epoch to epoch hides it, the end of the bottom: right in 99 % of 80 drawn
        curves, the best epoch in 89 %."""
        curve = self.validation
        if self._expected is not None:
            found = self._expected.turn
        elif math.isfinite(self.records[-1].validation_error):
            found = of_curve(curve, int(curve.epochs[int(curve.smooth.argmin())]), self.rise_error)
        else:
            near = abs(self._place_of_best - curve.turn) <= curve.turn_within
            return Turn(self.best.epoch if near else int(curve.epochs[curve.turn]))
        return found.moved_to(self.or_best(found.epoch))

    def or_best(self, epoch: int) -> int:
        """The best epoch, where it is next to this one; else this one."""
        return self.best.epoch if abs(self.best.epoch - epoch) <= NEAR * len(self.records) else epoch

    @property
    def percent(self) -> float:
        """How far validation loss lies above its best at the end, as measured."""
        best = self.best.validation_loss
        return 100 * (self.validation.end(rising=True) - best) / abs(best) if best else math.nan

    @cached_property
    def young(self) -> bool:
        """Whether validation loss was lowest only just now: a rise since may be the beginning of a wave. Other splits
        tell."""
        if self.split_again:
            return False
        known = (1 - THRESHOLDS.after_turn) * len(self.validation.raw)
        return max(self.validation.turn, self._place_of_best) > known

    @cached_property
    def _place_of_best(self) -> int:
        return int(numpy.searchsorted(self.validation.epochs, self.best.epoch))

    @cached_property
    def validation_error(self) -> float:
        """The standard error of the validation loss at the end, as a mean over so few rows; 0 where it is not known.

        The rows of other splits count as well: of few rows, the error that they tell is itself uncertain.
        """
        errors = [self._at_the_end(VALIDATION_ERROR), *(split.error for split in self.further.splits)]
        return max(math.sqrt(fmean(error**2 for error in errors)), self._unseen_mistake)

    @cached_property
    def _unseen_mistake(self) -> float:
        """What a mistake that none of the validation rows shows may add to the loss of a classifier.

        Where all of n rows are right, the share of wrong ones has the mean and standard deviation 1 / (n + 2) (the rule
        of succession), and a mistake costs about −log of the loss, as that is what is left to the other classes.
        """
        rows, level = self.baseline.validation_rows, self.validation.level
        if not rows or self.baseline.largest_class is None or not 0 < level < 1:
            return 0.0
        return -math.log(level) / (rows + 2)

    @cached_property
    def rise_error(self) -> float:
        """That of its rise since the best epoch."""
        own = self._at_the_end(VALIDATION_ERROR)
        share = self._at_the_end(RISE_ERROR) / own if own else THRESHOLDS.paired_epochs
        return share * self.validation_error

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
