"""How likely each state is: each question that decides between them is answered with a chance, not with yes or no.

Every question compares a quantity x of the curves with a bar b. Its chance is Φ((x − b) / s), with the distribution
function Φ of the standard normal distribution and the uncertainty s of x: the noise of the curve from epoch to epoch,
the sampling error of a mean over so few validation rows, and how much such a quantity misses that of fresh rows even
without either. The states are the leaves of a tree of these questions, so that their chances add up to 1."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from netbuilder.diagnosis.diagnosis import State
from netbuilder.diagnosis.evidence import Evidence
from netbuilder.diagnosis.thresholds import THRESHOLDS
from netbuilder.diagnosis.trends import Trend

FARTHEST = 6.0
"""Beyond so many standard errors a chance differs no more from 0 or 1."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of each answer, 0 to 1. ``climbed``: training loss has left its best far behind; ``risen``: validation
    loss has risen by more than its bar while rows were memorized; ``gap``: it lies far above training loss;
    ``falling``: another run of this length would lower it; ``unexplained``: much is left that is known to be in
    reach."""

    climbed: float
    risen: float
    gap: float
    falling: float
    unexplained: float

    @property
    def states(self) -> Mapping[State, float]:
        """The chance of each state that can be told; together 1."""
        stays = 1 - self.climbed
        overfits = stays * (self.risen + (1 - self.risen) * self.gap * (1 - self.falling))
        learns = stays * (1 - self.risen) * self.falling
        settled = stays - overfits - learns
        return {
            "diverging": self.climbed,
            "overfitting": overfits,
            "learning": learns,
            "underfitting": settled * self.unexplained,
            "fits": settled * (1 - self.unexplained),
        }


def chances(found: Evidence, stopped_early: bool) -> Chances:
    """The chances of a run with at least ten epochs and enough validation rows; ``stopped_early``: by early
    stopping."""
    return Chances(_climbed(found), _risen(found), _gap(found), falling(found, stopped_early), unexplained(found))


def _climbed(found: Evidence) -> float:
    curve = found.training
    spread = THRESHOLDS.climb_spread * found.climb / THRESHOLDS.climb
    return chance(curve.level - curve.bottom - found.climb, found.noise(curve), spread)


def _risen(found: Evidence) -> float:
    """A network that ends worse than a constant answer, though its training loss is better, has memorized, too."""
    spread = THRESHOLDS.rise_spread * found.bar
    rose = 0.0 if found.young else chance(found.rise.value - found.bar, found.rise.error, spread)
    above = found.above_constant
    if above is not None and found.training.level < THRESHOLDS.below_constant * found.scale:
        rose = max(rose, chance(above.value - found.bar, above.error, found.noise(found.validation), spread))
    return rose * _above_training(found)


def _above_training(found: Evidence) -> float:
    """The chance that validation loss ends above training loss: a rise to where that is harms nobody."""
    bar = THRESHOLDS.beside * found.scale
    above = found.level.value - found.training.level - bar
    return chance(above, found.level.error / 2, found.noise(found.validation), bar / 2)


def _gap(found: Evidence) -> float:
    """A validation loss that was low until just now has not stayed high: that may be the beginning of a wave."""
    curve, bar = found.validation, max(THRESHOLDS.gap * found.scale, abs(found.training.level))
    gap = found.gap.value - (curve.level - curve.bottom if found.young else 0.0)
    return chance(gap - bar, found.gap.error, THRESHOLDS.gap_spread * bar)


def falling(found: Evidence, stopped_early: bool = False) -> float:
    """The chance that more epochs would lower validation loss by more than its bar. Where that was tried, it is known.

    Else the question is whether as many again would.
    The fall expected is that of the second half of the run times its ratio to that of the quarter before: exact for
    losses that fall like 1 / epoch or in a straight line. What separates validation from training loss is not won back.
    """
    curve = found.validation
    if found.fall is not None:
        bar = least_fall(found, found.level.value)
        return chance(found.fall.value - bar, found.fall.error, THRESHOLDS.pace_spread * bar)
    fall, level = curve.fall_ahead, curve.level
    if fall > 0 and level > 0:
        apart = min(max((level - found.training.level) / level, 0.0), 1.0)
        fall *= max(0.0, 1 - THRESHOLDS.lost_to_gap * apart)
    likely = _falls(found, curve, min(fall, level) if level > 0 else fall)
    return THRESHOLDS.after_patience * likely if stopped_early else likely


def training_falls(found: Evidence) -> float:
    """The same of training loss, where validation rows judge nothing."""
    return _falls(found, found.training, found.training.fall_ahead)


def _falls(found: Evidence, curve: Trend, fall: float) -> float:
    bar = least_fall(found, curve.level)
    noise, spread = THRESHOLDS.noise_of_fall * found.noise(curve), THRESHOLDS.pace_spread * bar
    return chance(fall - bar, noise, spread, THRESHOLDS.fall_spread * abs(fall))


def least_fall(found: Evidence, level: float) -> float:
    """By how much more epochs must lower a loss to be worth it."""
    return max(THRESHOLDS.pace * abs(level), THRESHOLDS.pace_of_scale * found.scale)


def unexplained(found: Evidence) -> float:
    """The chance that much of what is known to be in reach remains: both losses lie above the best known prediction.

    With noise on the training rows alone their loss says nothing of it.
    """
    known = found.reachable
    if known is None or known.reach < THRESHOLDS.rise_of_scale * found.scale:
        return 0.0
    reach = known.reach
    bar, spread = THRESHOLDS.unexplained * reach, THRESHOLDS.unexplained_spread * reach
    above = known.above.value - bar
    if not found.baseline.noisy:
        above = min(above, found.training.level - known.loss - THRESHOLDS.unlearned * reach)
    return chance(above, known.above.error, spread)


def chance(above: float, *errors: float) -> float:
    """The chance that a quantity measured so far above its bar truly lies above it."""
    return NormalDist().cdf(min(max(above / math.hypot(*errors), -FARTHEST), FARTHEST))
