"""Scrolling while a gesture is held at an edge of the view, so that what it is meant for can come into sight."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QTimer

from ui.canvas.gestures.mouse_gestures import Gesture
from ui.canvas.navigation import Navigation
from ui.canvas.pointer import Pointer

EDGE = 24.0
"""How near the edge the mouse must be, in pixels."""
DELAY, STEP = 300, 16
"""Milliseconds until it begins, for a gesture that only ends near the edge must not move the view; and between two
steps."""
FASTEST = 14.0
"""Pixels in a step, where the mouse is beyond the edge by as much as it may be before it."""


class Led(Protocol):
    """What is scrolled, with the gesture that is under way."""

    gesture: Gesture | None

    def lead(self, pointer: Pointer) -> None:
        """Have the gesture follow the mouse."""


class EdgeScroll(QObject):
    """Scrolls ``view`` towards the edge at which the mouse is held, and has the gesture of ``led`` follow."""

    def __init__(self, view: Navigation, led: Led) -> None:
        super().__init__(view)
        self._view, self._led = view, led
        self._before: tuple[float, int, int] | None = None
        self._pointer: Pointer | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._scroll)

    def follow(self, gesture: Gesture, pointer: Pointer) -> None:
        """The mouse is here now."""
        self._pointer = pointer
        if not (gesture.scrolls and gesture.moved) or self._pace(gesture, pointer.view).isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(DELAY)

    def end(self, *, take_back: bool = False) -> None:
        """The gesture is over. ``take_back``: it was cancelled, so what was seen before it is seen again."""
        self._timer.stop()
        before, self._before = self._before, None
        if take_back and before is not None:
            self._view.look_again(before)

    def _scroll(self) -> None:
        gesture, pointer = self._led.gesture, self._pointer
        if gesture is None or pointer is None:
            self._timer.stop()
            return
        self._timer.setInterval(STEP)
        self._before = self._before or self._view.viewpoint()
        self._view.pan(self._pace(gesture, pointer.view))
        scene = self._view.viewportTransform().inverted()[0].map(pointer.view)
        self._led.lead(Pointer(pointer.view, scene, pointer.keys))

    def _pace(self, gesture: Gesture, at: QPointF) -> QPointF:
        """How far the drawing moves in a step, in pixels: away from an edge, if the mouse has come nearer to it."""
        size, start = self._view.viewport().size(), gesture.start.view
        return QPointF(
            _along(at.x(), start.x(), size.width()),
            _along(at.y(), start.y(), size.height()),
        )


def _along(at: float, start: float, length: float) -> float:
    before, behind = EDGE - at, at - (length - EDGE)
    if before > 0 and at < start:
        return min(1.0, before / (2 * EDGE)) * FASTEST
    if behind > 0 and at > start:
        return -min(1.0, behind / (2 * EDGE)) * FASTEST
    return 0.0
