"""Nearer to some epochs, and along them."""

from __future__ import annotations

Sight = tuple[float, float]
"""The first and the last epoch in sight."""
NEAREST = 4.0
"""Epochs that are in sight at the least."""


def zoomed(sight: Sight, whole: Sight, around: float, factor: float) -> Sight | None:
    """``factor`` times as many epochs, with ``around`` where it was. None: all are in sight."""
    first, last = (around + (end - around) * factor for end in sight)
    if last - first < NEAREST:
        first, last = around - NEAREST / 2, around + NEAREST / 2
    return kept_inside((first, last), whole)


def moved(sight: Sight, whole: Sight, by: float) -> Sight | None:
    """``by`` epochs further, as far as there are any."""
    by = max(whole[0] - sight[0], min(whole[1] - sight[1], by))
    return kept_inside((sight[0] + by, sight[1] + by), whole)


def kept_inside(sight: Sight, whole: Sight) -> Sight | None:
    """What of the sight there is. None: all are in sight."""
    first, last = max(sight[0], whole[0]), min(sight[1], whole[1])
    return None if (first, last) == whole or first >= last else (first, last)
