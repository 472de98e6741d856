"""The gesture that changes the size of a frame or a note by its corner."""

from __future__ import annotations

from PySide6.QtCore import Qt

from netbuilder.graph.annotations import SMALLEST
from ui.canvas import geometry
from ui.canvas.annotations.annotation_item import AnnotationItem
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.gestures.mouse_gestures import Gesture
from ui.canvas.pointer import Pointer


class ResizeAnnotation(Gesture):
    """The corner follows the mouse, on the grid unless Alt is held; the opposite corner stays."""

    cursor = Qt.CursorShape.SizeFDiagCursor

    def __init__(self, canvas: GestureCanvas, start: Pointer, item: AnnotationItem) -> None:
        super().__init__(canvas, start)
        self._item, self._corner = item, item.card.bottomRight()

    def drag(self, pointer: Pointer) -> None:
        """Show it in its new size."""
        at = self._corner + pointer.scene - self.start.scene
        free = bool(pointer.keys & Qt.KeyboardModifier.AltModifier)
        right, bottom = (at.x(), at.y()) if free else geometry.snapped(at.x(), at.y())
        self._item.set_size(max(SMALLEST, right - self._item.x()), max(SMALLEST, bottom - self._item.y()))

    def finish(self, pointer: Pointer) -> None:
        """Let it keep the size."""
        card = self._item.card
        if self.moved:
            self.canvas.commands.resize(self._item.name, (card.x(), card.y(), card.width(), card.height()))

    def cancel(self) -> None:
        """Let it spring back."""
        self.canvas.drawing.annotations.settle([self._item.name])
