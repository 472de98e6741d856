"""What further trainings of a project showed that the curves of one run cannot: more epochs, and other splits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OtherSplit:
    """The same network, trained on as many other rows of the same data. All in the units of the losses of the run.

    ``validation``, ``training``: where both losses ended; ``error``: the standard error of the validation loss as a
    mean over its rows; ``lowest``: the lowest point of the smoothed validation loss; ``rise``: how far it ended above
    its lowest.
    """

    validation: float
    training: float
    error: float
    lowest: float
    rise: float


@dataclass(frozen=True, slots=True)
class Further:
    """``beside``: after how many epochs of the run; it says nothing of an earlier one.

    ``longer``: the validation loss of the same training after ``epochs`` epochs; None where that was not tried or came
    to no number. ``splits``: other splits. ``course``: the mean of their smoothed validation losses at the epochs of
    the run, thinned as ``Trend`` thins them; empty without any.
    """

    beside: int = 0
    longer: float | None = None
    epochs: int = 0
    splits: tuple[OtherSplit, ...] = ()
    course: tuple[float, ...] = ()


NONE = Further()
"""Nothing was tried."""
