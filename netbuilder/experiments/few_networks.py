"""Standard errors from few networks: widened, so that twice the error covers as much as with many."""

from __future__ import annotations

import math

CLEAR = 2.0
"""A number is told from zero where it is so many standard errors away from it."""
FEWEST = 4
"""With fewer networks nothing is called clear: the spread of three says too little of that of all."""
COVERED = 0.97725
"""Below so much of a normal distribution lies what is under two standard errors."""
OF_SQUARES = 0.6
"""A mean of squares has a long tail: as if there were this share of the networks."""
SKEWED = 0.5
"""Networks are taken for more skewed than the few that were drawn, whose skewness is g: by the factor ``SKEWED + g``,
as the rare one far away, which makes them so, is mostly missing. Chosen on 15 kinds of learner and data, measured on
others: see docs/bias-variance.md."""
HALVINGS = 40
"""The interval in which the quantile lies is halved so often."""


def widening(networks: int, *, squares: bool, skewness: float = 0.0) -> float:
    """By what a standard error is multiplied: the quantile of Student's distribution (Biometrika 6, 1908) over that of
    the normal one. ``squares``: whether it is of a mean of squares.

    ``skewness``: of what each network contributes, g. Few networks then mostly come out on the short side of the truth,
    which lies t + g/(6√R)·(1 + 2t²) errors away where without g it would lie t away (Hall, Inverting an Edgeworth
    expansion, Annals of Statistics 11, 1983). The error is the one whose double misses on either side as often as it
    would without.
    """
    from scipy.special import stdtr, stdtrit

    if networks < 2:
        return 1.0
    degrees, missed = (networks - 1) * (OF_SQUARES if squares else 1.0), 2 * (1 - COVERED)
    high = float(stdtrit(degrees, COVERED))
    if skewness == 0:
        return high / CLEAR
    skewness = abs(skewness) * (SKEWED + abs(skewness))
    pull, low = skewness / (6 * math.sqrt(networks)), float(stdtrit(degrees, 1 - missed))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if stdtr(degrees, -middle) + stdtr(degrees, -_far(middle, pull)) > missed:
            low = middle
        else:
            high = middle
    return _far(high, pull) / CLEAR


def _far(quantile: float, pull: float) -> float:
    """How far away the truth is on the long side, in standard errors."""
    return quantile + pull * (1 + 2 * quantile**2)


def is_clear(value: float, error: float, networks: int) -> bool:
    """Whether a value is told from zero by its widened standard error."""
    return networks >= FEWEST and abs(value) > CLEAR * error
