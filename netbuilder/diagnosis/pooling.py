"""What one run measured, pooled with what other splits of the same rows measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, variance

from netbuilder.training.baseline import Measured

FEWEST = 2
"""With fewer other splits nothing is known of how they differ."""
LEAST_SHARE = 0.1
"""Of the variance between splits at least this share is taken for true, however large the sampling error is."""


def pooled(own: Measured, others: Sequence[Measured], shared: float = 0.0) -> Measured:
    """The likeliest value of this run's own quantity, in between what it measured and the mean of the other splits.

    The quantities of all splits are taken for draws from a normal distribution, each measured with its sampling error;
    the variance of that distribution is what their spread exceeds the errors by (the empirical Bayes estimate: Efron
    and Morris, Journal of the American Statistical Association 70, 1975). With fewer than two others it is ``own``.

    ``shared``: the share of the same rows that each split measures by, 0 to 1. All splits together have seen no more
    than all of them, so that the variance of their mean is at least that share of the variance of one.
    """
    if len(others) < FEWEST:
        return own
    values = [other.value for other in others]
    spread = variance(values)
    error = fmean(other.error**2 for other in others)
    true = max(spread - error, LEAST_SHARE * spread)
    prior = true + max(spread / len(others), shared * error)
    total = prior + own.error**2
    if total == 0:
        return own
    mean = fmean(values)
    return Measured(mean + prior / total * (own.value - mean), math.sqrt(prior * own.error**2 / total))
