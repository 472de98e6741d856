"""Where a field lies that is typed into over the canvas: over what it names or writes, as long as that is there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF

from ui.canvas.annotations.note_field import NoteField
from ui.canvas.canvas_protocols import CanvasView
from ui.canvas.items.overlays import NameField


class FieldPlace(QObject):
    """Belongs to a field. It moves with the canvas, and closes when what it writes is undone or deleted meanwhile.

    ``place``: where that lies in the scene now, None where it is no longer there.
    """

    def __init__(self, field: NameField | NoteField, canvas: CanvasView, place: Callable[[], QRectF | None]) -> None:
        super().__init__(field)
        self._field, self._canvas, self._place = field, canvas, place
        canvas.moved.connect(self._follow)
        canvas.zoom_changed.connect(self._follow)
        canvas.drawing.followed.connect(self._follow)

    def _follow(self, _news: object = None) -> None:
        place = self._place()
        if place is None:
            self._field.give_up()
        else:
            self._field.lie_over(self._canvas.viewportTransform().mapRect(place))
