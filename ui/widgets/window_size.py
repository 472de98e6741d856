"""How large a window opens: as it likes, where the screen has room for that."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 56)
"""What the system draws around a window, about."""


def open_at(window: QWidget, wanted: QSize) -> None:
    """Give a window this size; where its screen has less room, that room. With twice the scale, a screen of
    1920 × 1080 has 960 × 540."""
    window.resize(wanted.boundedTo(window.screen().availableSize() - FRAME))
