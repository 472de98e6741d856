"""Standard errors from few networks: widened, so that twice the error covers as much as with many."""

from __future__ import annotations

CLEAR = 2.0
"""A number is told from zero where it is so many standard errors away from it."""
FEWEST = 4
"""With fewer networks nothing is called clear: the spread of three says too little of that of all."""
COVERED = 0.97725
"""Below so much of a normal distribution lies what is under two standard errors."""
OF_SQUARES = 0.6
"""A mean of squares has a long tail: as if there were this share of the networks. With 5, 20 and 50 networks twice the
error then covers 93 to 98, 90 to 96 and 93 to 96 % (straight lines and smooth curves with normal errors; of networks
that differ in their spread by half, 87, 85 and 90 %)."""


def widening(networks: int, *, squares: bool) -> float:
    """By what a standard error is multiplied: the quantile of Student's distribution (Biometrika 6, 1908) over that of
    the normal one. ``squares``: whether it is of a mean of squares."""
    from scipy.special import stdtrit

    degrees = (networks - 1) * (OF_SQUARES if squares else 1.0)
    return float(stdtrit(degrees, COVERED)) / CLEAR if networks > 1 else 1.0


def is_clear(value: float, error: float, networks: int) -> bool:
    """Whether a value is told from zero by its widened standard error."""
    return networks >= FEWEST and abs(value) > CLEAR * error
