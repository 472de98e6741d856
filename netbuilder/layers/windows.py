"""Sliding windows: at how many places a kernel stops on its way along a side."""

from __future__ import annotations

from netbuilder.layers.shape_error import ShapeError


def places(size: int, window: int, stride: int, padding: int) -> int:
    """How many places a window takes along ``size`` numbers with ``padding`` zeros at both ends together.

    Raises ShapeError where not even one place is left.
    """
    if size + padding < window:
        raise ShapeError(
            "Its window spans {window}, but what it slides along is only {size} long, padding included. "
            "Choose a smaller window or more padding.",
            window=window,
            size=size + padding,
        )
    return (size + padding - window) // stride + 1
