"""Nearer to some epochs, and along them."""

from __future__ import annotations

EpochRange = tuple[float, float]
"""The first and the last epoch in sight."""
NEAREST = 4.0
"""Epochs that are in sight at the least."""


def zoomed(visible: EpochRange, whole: EpochRange, around: float, factor: float) -> EpochRange | None:
    """``factor`` times as many epochs, with ``around`` where it was. None: all are in sight."""
    first, last = (around + (end - around) * factor for end in visible)
    if last - first < NEAREST:
        first, last = around - NEAREST / 2, around + NEAREST / 2
    return kept_inside((first, last), whole)


def moved(visible: EpochRange, whole: EpochRange, by: float) -> EpochRange | None:
    """``by`` epochs further, as far as there are any."""
    by = max(whole[0] - visible[0], min(whole[1] - visible[1], by))
    return kept_inside((visible[0] + by, visible[1] + by), whole)


def kept_inside(visible: EpochRange, whole: EpochRange) -> EpochRange | None:
    """What of the sight there is. None: all are in sight."""
    first, last = max(visible[0], whole[0]), min(visible[1], whole[1])
    return None if (first, last) == whole or first >= last else (first, last)
