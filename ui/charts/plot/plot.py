"""The picture of the curves under the hand: pointing at epochs, choosing one, and coming nearer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.charts.plot.painted_plot import PaintedPlot
from ui.charts.plot.zoom import moved, zoomed
from ui.theme.font_scale import font_scale
from ui.theme.themes import Themes

JUMPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
ZOOMS = {Qt.Key.Key_Plus: 0.7, Qt.Key.Key_Equal: 0.7, Qt.Key.Key_Minus: 1 / 0.7}


class Plot(PaintedPlot):
    """The pointer follows the mouse and the arrow keys.

    The wheel and the keys + and − zoom into epochs, dragging moves along them, a double click and 0 show all again.
    """

    chosen = Signal(object)
    """int: the epoch that was clicked at, or at which Enter was pressed; None: the network as it is."""

    def __init__(self, themes: Themes) -> None:
        super().__init__(themes)
        self._pressed: QPointF | None = None
        self._dragged = False
        self._looked_at_before = self._looked_at
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = self._at(event), False
            self._looked_at_before = self._looked_at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point, or drag along the epochs."""
        if self._pressed is None:
            inside = self._scale.area.contains(self._at(event))
            self._point_at(self._series.nearest(self._epoch_at(event)) if inside else None)
            return
        way = self._at(event).x() - self._pressed.x()
        if self._dragged or abs(way) >= QApplication.startDragDistance():
            if self._dragged:
                by = self._scale.epoch_at(self._pressed.x()) - self._epoch_at(event)
                self._set_visible(moved(self._visible or self._whole, self._whole, by))
            self._dragged, self._pressed = True, self._at(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was not dragged was clicked at."""
        clicked = self._pressed is not None and not self._dragged
        self._pressed = None
        place = self._series.nearest(self._epoch_at(event))
        if clicked and place is not None and self._scale.area.contains(self._at(event)):
            self.chosen.emit(int(self._series.value("epoch", place)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click shows all again after zooming. Its first click was none: nobody meant that epoch."""
        if self._looked_at != self._looked_at_before:
            self.chosen.emit(self._looked_at_before if self._looked_at_before >= 0 else None)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer to the epoch under the mouse, or away from it."""
        self._zoom(0.999 ** event.angleDelta().y(), self._scale.epoch_at(self._at(event).x()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nobody points any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the pointer by an epoch, Page keys by ten, Home and End to the ends; Enter chooses."""
        key, last = Qt.Key(event.key()), len(self._series) - 1
        start = self._place if self._place >= 0 else last
        targets = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last >= 0 and (key in JUMPS or key in targets):
            self._point_at(max(0, min(last, targets.get(key, start + JUMPS.get(key, 0)))))
        elif last >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(int(self._series.value("epoch", start)))
        elif last >= 0 and key in ZOOMS:
            self._zoom(ZOOMS[key], self._series.value("epoch", start))
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _zoom(self, factor: float, around: float) -> None:
        self._set_visible(zoomed(self._visible or self._whole, self._whole, around, factor))

    def _epoch_at(self, event: QMouseEvent) -> float:
        return self._scale.epoch_at(self._at(event).x())

    def _at(self, event: QMouseEvent | QWheelEvent) -> QPointF:
        """Where the mouse is, in the pixels of the picture before it is scaled."""
        return event.position() / font_scale(self)
