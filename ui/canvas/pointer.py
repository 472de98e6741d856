"""The mouse over the canvas, in both measures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is: in pixels of the view, and on the canvas; and the keys held down."""

    view: QPointF
    scene: QPointF
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def adds(self) -> bool:
        """Whether a key is held that adds to the selection."""
        return bool(self.keys & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
