"""At which epoch a validation loss turned, and between which epochs that may have been: few rows do not show it."""

from __future__ import annotations

from typing import Any

import numpy

from netbuilder.diagnosis.trends import Trend
from netbuilder.training.baseline import Turn

NEAR = 0.1
"""A turn is told as one epoch where it surely lies within this share of the run from it."""
SURE = 0.9
"""That is sure where so many of the drawn turns do."""
LIKELY = 0.1, 0.9
"""Otherwise it is told between which epochs all but the first and the last tenth of them lie."""
NOT_TOLD_APART = 0.5
"""A loss above the lowest by less than this share of e² / r cannot be told apart from it: r is the rise until the end,
e the standard error of that, and the differences between epochs are taken to grow as a random walk does. Where this
left the turn open, the true one lay in the range in nine of ten of the trainings that the thresholds were tuned on."""

Array = numpy.ndarray[Any, Any]


def likeliest(drawn: Array, epochs: int) -> Turn:
    """The middle of the turns where most lie together. ``drawn``: those that other rows would have shown, (turns,)."""
    every = numpy.arange(1, epochs + 1)
    near = abs(drawn - every[:, None]) <= NEAR * epochs
    most = near.sum(1).max()
    densest = numpy.flatnonzero(near.sum(1) == most)
    epoch = int(numpy.median(drawn[near[densest[len(densest) // 2]]]))
    if most >= SURE * len(drawn):
        return Turn(epoch)
    low, high = numpy.quantile(drawn, LIKELY, method="nearest")
    return Turn(int(low), (int(low), int(high))).moved_to(epoch)


def of_curve(curve: Trend, epoch: int, error: float) -> Turn:
    """A turn at this epoch of a smoothed validation loss, as one curve shows it. ``error``: the standard error of its
    rise since, 0 where it is not known."""
    rise = curve.level - curve.bottom
    if rise <= 0:
        return Turn(epoch)
    low = curve.smooth - curve.bottom <= NOT_TOLD_APART * error**2 / rise
    near = curve.epochs[low]
    first, last = (int(near[0]), int(near[-1])) if len(near) else (epoch, epoch)
    if max(last - epoch, epoch - first) <= NEAR * curve.epochs[-1]:
        return Turn(epoch)
    return Turn(first, (first, last)).moved_to(epoch)
