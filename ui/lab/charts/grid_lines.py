"""Level lines behind a picture, at the main ticks of an axis, which could draw them too, at ten times the cost."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter


class GridLines(pyqtgraph.GraphicsObject):
    """One quiet line a tick, beneath everything else."""

    def __init__(self, axis: pyqtgraph.AxisItem) -> None:
        super().__init__()
        self._axis, self._pen = axis, pyqtgraph.mkPen(None)
        self.setZValue(-100)

    def wear(self, colour: str) -> None:
        """Draw in this colour."""
        self._pen = pyqtgraph.mkPen(colour)
        self.update()

    def viewRangeChanged(self) -> None:
        """What is in sight has changed, and with it the extent of this item."""
        self.prepareGeometryChange()

    def boundingRect(self) -> QRectF:
        """All that is in sight."""
        return self.viewRect() or QRectF()

    def paint(self, painter: QPainter, *_: object) -> None:
        """One line a tick."""
        sight = self.boundingRect()
        painter.setPen(self._pen)
        ticks = self._axis.tickValues(*self._axis.range, self._axis.height())
        for level in ticks[0][1] if ticks else ():
            painter.drawLine(QPointF(sight.left(), level), QPointF(sight.right(), level))
