"""The marks of points in a plane: each class has a colour and a shape."""

from __future__ import annotations

from ui.theme.themes import Theme

SYMBOLS = ("o", "t", "s", "d", "t1", "p", "h", "star", "+", "x")
"""The shapes of the classes, in pyqtgraph's names."""


def mark_of_class(number: int, theme: Theme) -> tuple[str, str]:
    """The shape and the colour of a class, counted from 0."""
    return SYMBOLS[number % len(SYMBOLS)], theme.classes[number % len(theme.classes)]
