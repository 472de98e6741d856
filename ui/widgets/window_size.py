"""The size at which a window opens: the one that it asks for, as far as the screen has room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 56)
"""About as much as the system draws around a window."""


def open_at(window: QWidget, wanted: QSize) -> None:
    """Give a window this size; where its screen has less room, that room. With twice the scale, a screen of
    1920 × 1080 has 960 × 540."""
    window.resize(wanted.boundedTo(window.screen().availableSize() - FRAME))
