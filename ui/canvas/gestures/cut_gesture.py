"""The gesture that cuts wires: a line drawn across them, with Ctrl and the right button."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from netbuilder.graph.graph import Wire
from ui.canvas.canvas_protocols import GestureCanvas
from ui.canvas.gestures.mouse_gestures import ABOVE_ALL, Gesture
from ui.canvas.items.wire_item import WireItem
from ui.canvas.pointer import Pointer

translate = QCoreApplication.translate
BOUNDED = QLineF.IntersectionType.BoundedIntersection


class CutWires(Gesture):
    """Lights up the wires that the line crosses, and removes them where it is let go."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: GestureCanvas, start: Pointer) -> None:
        super().__init__(canvas, start)
        self._crossed: dict[Wire, WireItem] = {}
        self._last, self._path = start.scene, QPainterPath(start.scene)
        pen = QPen(QColor(canvas.drawing.look.ink.theme.danger), 1.6, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._line = QGraphicsPathItem(self._path)
        self._line.setPen(pen)
        self._line.setZValue(ABOVE_ALL)
        canvas.drawing.addItem(self._line)

    def drag(self, pointer: Pointer) -> None:
        """Lengthen the line."""
        for item in self._crossed_by(self._last, pointer.scene):
            self._crossed[item.wire] = item
            item.set_state(lit=True)
        self._path.lineTo(pointer.scene)
        self._line.setPath(self._path)
        self._last = pointer.scene
        if self._crossed:
            words = translate("Canvas", "Release to cut the wires: {count}").format(count=len(self._crossed))
            self.canvas.hint.tell(words, pointer.view)

    def finish(self, pointer: Pointer) -> None:
        """Remove what was crossed, as one step."""
        wires = frozenset(self._crossed)
        self._end()
        if wires:
            self.canvas.commands.remove((), wires)

    def cancel(self) -> None:
        """Cut nothing."""
        self._end()

    def _crossed_by(self, start: QPointF, end: QPointF) -> list[WireItem]:
        """The wires that a straight piece of the line crosses."""
        piece, area = QLineF(start, end), QRectF(start, end).normalized().adjusted(-1, -1, 1, 1)
        near = self.canvas.drawing.items(area, Qt.ItemSelectionMode.IntersectsItemBoundingRect)
        return [item for item in near if isinstance(item, WireItem) and _crosses(item.path, piece)]

    def _end(self) -> None:
        for item in self._crossed.values():
            item.set_state(lit=False)
        self._crossed.clear()
        self.canvas.hint.hide()
        self.canvas.drawing.removeItem(self._line)


def _crosses(path: QPainterPath, piece: QLineF) -> bool:
    """Whether a straight line crosses a curve."""
    pieces = (QLineF(*ends) for polygon in path.toSubpathPolygons() for ends in pairwise(polygon.toList()))
    return any(piece.intersects(one)[0] is BOUNDED for one in pieces)
