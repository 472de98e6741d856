"""The gesture that bends a wire: Alt and a press put a point on it, which follows the mouse until it is let go."""

from __future__ import annotations

from PySide6.QtCore import Qt

from netbuilder.graph.reroutes import ReroutePoint
from ui.canvas import geometry
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.gestures.mouse_gestures import Gesture
from ui.canvas.items.wire_item import WireItem
from ui.canvas.pointer import Pointer


class AddPoint(Gesture):
    """A point more on a wire: where the wire was pressed, or where it is dragged to."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self, canvas: GestureCanvas, start: Pointer, item: WireItem) -> None:
        super().__init__(canvas, start)
        self._item = item
        self._point = ReroutePoint(item.wire, item.number_at(start.scene))
        self._place = geometry.whole(start.scene)
        self._show()

    def drag(self, pointer: Pointer) -> None:
        """Show the wire as it would lead then."""
        self._place = geometry.whole(pointer.scene)
        self._show()

    def finish(self, pointer: Pointer) -> None:
        """Let it stay there."""
        self.canvas.commands.add_point(self._point, self._place)
        self.canvas.rerouting.go(self._point)

    def cancel(self) -> None:
        """Let the wire spring back."""
        self.canvas.drawing.reroutes.settle([self._point])

    def _show(self) -> None:
        points, number = self.canvas.commands.project.reroutes.get(self._item.wire, ()), self._point.number
        self._item.lead_through((*points[:number], self._place, *points[number:]))
        self._item.mark_points({number})
