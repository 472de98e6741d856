"""What one run measured, pooled with what other splits of the same rows measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance

FEWEST = 2
"""With fewer other splits nothing is known of how they differ."""
LEAST_SHARE = 0.1
"""Of the variance between splits at least this share is taken for true, however large the sampling error is."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its standard error."""

    value: float
    error: float


def pooled(own: Measured, others: Sequence[Measured]) -> Measured:
    """The likeliest value of this run's own quantity, in between what it measured and the mean of the other splits.

    The quantities of all splits are taken for draws from a normal distribution, each measured with its sampling error;
    the variance of that distribution is what their spread exceeds the errors by (the empirical Bayes estimate: Efron
    and Morris, Journal of the American Statistical Association 70, 1975). With fewer than two others it is ``own``.
    """
    if len(others) < FEWEST:
        return own
    values = [other.value for other in others]
    spread = variance(values)
    true = max(spread - fmean(other.error**2 for other in others), LEAST_SHARE * spread)
    prior = true + spread / len(others)
    total = prior + own.error**2
    if total == 0:
        return own
    mean = fmean(values)
    return Measured(mean + prior / total * (own.value - mean), math.sqrt(prior * own.error**2 / total))
