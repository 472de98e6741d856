"""The weights of each layer over the epochs of a run: which of them are looked at, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

MOST_EPOCHS = 60
"""More points would lie closer on the screen than they can be told apart, and each costs a forward and a backward."""


def thinned(epochs: Sequence[int], most: int = MOST_EPOCHS) -> tuple[int, ...]:
    """At most so many of the epochs, evenly spread, the first and the last among them."""
    if len(epochs) <= most:
        return tuple(epochs)
    last = len(epochs) - 1
    return tuple(epochs[round(place * last / (most - 1))] for place in range(most))


def coarse_first(epochs: Sequence[int]) -> tuple[int, ...]:
    """The same epochs in another order: the ends first, then always the middle of what lies between two, so that their
    lines have their course early and become finer."""
    if len(epochs) < 3:
        return tuple(epochs)
    order, gaps = [0, len(epochs) - 1], [(0, len(epochs) - 1)]
    for low, high in gaps:  # which grows meanwhile
        middle = (low + high) // 2
        if middle not in (low, high):
            order.append(middle)
            gaps += [(low, middle), (middle, high)]
    return tuple(epochs[place] for place in order)
