"""One gesture at a time: begun, led, carried out or cancelled; a layer dragged in from the palette is one of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QSinglePointEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QWidget

from ui.canvas.gestures.edge_scroll import EdgeScroll
from ui.canvas.gestures.mouse_gestures import DropLayer, Gesture, dragged_kind
from ui.canvas.navigation import Navigation
from ui.canvas.pointer import Pointer
from ui.theme.themes import Theme


class GestureHost(Navigation):
    """What the canvas knows of gestures, whichever they are."""

    def __init__(self, scene: QGraphicsScene, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(scene, theme, parent)
        self.gesture: Gesture | None = None
        self._edge = EdgeScroll(self, self)

    def dropping(self, pointer: Pointer, kind: str) -> Gesture | None:
        """What a layer or block does that is dragged in from the palette; None where there is none of this kind."""
        raise NotImplementedError

    def restore_cursor(self) -> None:
        """Show with the cursor what the mouse would do."""
        raise NotImplementedError

    def begin(self, gesture: Gesture) -> None:
        """Start a gesture; one that is under way is cancelled."""
        self.cancel_gesture()
        self.gesture = gesture
        self.viewport().setCursor(gesture.cursor)

    def cancel_gesture(self) -> bool:
        """Take back the gesture that is under way. Returns whether there was one."""
        gesture, self.gesture = self.gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        self._edge.end(take_back=True)
        self.restore_cursor()
        return True

    def lead(self, pointer: Pointer) -> None:
        """Have the gesture that is under way follow the mouse."""
        if self.gesture is not None:
            self.gesture.follow(pointer)
            self._edge.follow(self.gesture, pointer)

    def carry_out(self, pointer: Pointer) -> None:
        """End the gesture that is under way here."""
        gesture, self.gesture = self.gesture, None
        self._edge.end()
        if gesture is not None:
            gesture.follow(pointer)
            gesture.finish(pointer)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What is dragged stays at the mouse while the wheel scrolls or zooms."""
        super().wheelEvent(event)
        if self.gesture is not None and self.gesture.moved:
            self.lead(Pointer(event.position(), self._canvas_point(event.position()), event.modifiers()))

    def pointer(self, event: QSinglePointEvent | QDropEvent) -> Pointer:
        """The mouse of an event, in both measures."""
        at = QPointF(event.position())
        return Pointer(at, self._canvas_point(at), event.modifiers())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show the layer that is dragged in."""
        kind = dragged_kind(event.mimeData())
        gesture = self.dropping(self.pointer(event), kind) if kind is not None else None
        if gesture is None:
            event.ignore()
            return
        self.begin(gesture)
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show it where the mouse is now."""
        if isinstance(self.gesture, DropLayer):
            self.gesture.follow(self.pointer(event))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was carried away, or Esc was pressed."""
        self.cancel_gesture()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add it."""
        if isinstance(self.gesture, DropLayer):
            self.carry_out(self.pointer(event))
            self.restore_cursor()
            self.setFocus()
            event.acceptProposedAction()
        else:
            event.ignore()
