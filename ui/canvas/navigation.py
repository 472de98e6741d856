"""A view that can be panned and zoomed without bounds that are felt, over a grid that fades with the zoom."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QNativeGestureEvent, QPainter, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGestureEvent, QGraphicsScene, QGraphicsView, QPinchGesture, QWidget

from ui.canvas.items.painting import mixed
from ui.theme.themes import Theme

LEAST, MOST = 0.05, 2.5
STEP = 1.2
MAX_MARGIN = 0.1
"""The part of a low or narrow view that a margin may take on each side."""
EXTENT = 1e6
GRID_STEP = 24.0
DOT = 1.0
"""The radius of a dot of the grid, in pixels."""
FADE_FROM, FADE_TO = 0.75, 0.35
"""The grid is full above the one zoom and gone below the other."""


class Navigation(QGraphicsView):
    """Pan and zoom. The zoom is in pixels of the screen for one unit of the canvas."""

    zoom_changed = Signal(float)
    moved = Signal()
    """Another part of the canvas is seen now."""

    def __init__(self, scene: QGraphicsScene, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._dots: tuple[object, QPixmap] | None = None
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setSceneRect(-EXTENT, -EXTENT, 2 * EXTENT, 2 * EXTENT)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().installEventFilter(self)

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one unit of the canvas."""
        return self.transform().m11()

    def reach(self, pixels: float) -> float:
        """A distance on the screen in canvas units."""
        return pixels / self.zoom

    def paint_together(self, *, on: bool) -> None:
        """Paint whatever has changed as one rectangle: quicker while many things move alike, for many rectangles clip
        every stroke."""
        mode = QGraphicsView.ViewportUpdateMode
        self.setViewportUpdateMode(mode.BoundingRectViewportUpdate if on else mode.MinimalViewportUpdate)

    def seen(self) -> QRectF:
        """The part of the canvas that can be seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def seen_in(self, size: QSize) -> QRectF:
        """The part of the canvas that a view of this size would show from the same corner."""
        return self.viewportTransform().inverted()[0].mapRect(QRectF(QPointF(), QSizeF(size)))

    def viewpoint(self) -> tuple[float, int, int]:
        """The zoom and the corner: the same as long as nobody has moved the view."""
        return self.zoom, self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def look_again(self, viewpoint: tuple[float, int, int]) -> None:
        """See what was seen from a viewpoint."""
        zoom, across, down = viewpoint
        self.set_zoom(zoom)
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def pan(self, off: QPointF | QPoint) -> None:
        """Move what is seen by so many pixels."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - round(off.x()))
        down.setValue(down.value() - round(off.y()))
        self.moved.emit()

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom, and keep the canvas under a point of the view (without one: its middle) where it is."""
        zoom = min(MOST, max(LEAST, zoom))
        if math.isclose(zoom, self.zoom):
            return
        anchor = around if around is not None else QPointF(self.viewport().rect().center())
        kept = self._canvas_point(anchor)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._bring(kept, anchor)
        self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """Come nearer by a step."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Go back by a step."""
        self.set_zoom(self.zoom / STEP)

    def zoom_reset(self) -> None:
        """See everything in its own size."""
        self.set_zoom(1.0)

    def look_at(self, middle: QPointF) -> None:
        """Bring a point of the canvas to the middle of the view."""
        self._bring(middle, QPointF(self.viewport().rect().center()))

    def show_rect(self, area: QRectF, most: float = 1.0, margin: float = 40.0, top: float = 0.0) -> None:
        """Show an area whole, with a margin in pixels (less in a low view), and no larger than ``most``.

        ``top``: the height in pixels at the upper edge that something else covers.
        """
        room = QRectF(self.viewport().rect()).adjusted(0, top, 0, 0)
        margin = min(margin, MAX_MARGIN * min(room.width(), room.height()))
        width, height = max(1.0, room.width() - 2 * margin), max(1.0, room.height() - 2 * margin)
        if area.isEmpty():
            self.set_zoom(1.0)
        else:
            self.set_zoom(min(most, width / area.width(), height / area.height()))
        self._bring(area.center(), QPointF(room.center().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and wheel zooms at the mouse; the wheel alone scrolls, with Shift sideways."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP ** (turn.y() / 120), event.position())
        elif not event.pixelDelta().isNull():
            self.pan(event.pixelDelta())
        else:
            off = QPointF(turn) * 0.5
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and off.x() == 0
            self.pan(off.transposed() if sideways else off)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pinching, on a touchpad or on a screen, zooms.

        A filter and not ``viewportEvent``: with that, PySide6 6.11 would deliver every mouse event through two
        overrides, and an exception in the inner one then ends the process (its arguments are read before they exist).
        """
        if watched is not self.viewport():
            return False
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1.0 + event.value()), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint()))
                self.set_zoom(self.zoom * pinch.scaleFactor(), middle)
                return True
        return False

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The ground, and the dots of the grid where they are far enough apart."""
        painter.fillRect(rect, QColor(self._theme.canvas))
        strength = min(1.0, (self.zoom - FADE_TO) / (FADE_FROM - FADE_TO))
        if strength <= 0:
            return
        row = self._row_of_dots(strength)
        left, top = math.floor(rect.left() / GRID_STEP), math.floor(rect.top() / GRID_STEP)
        start = self.viewportTransform().map(QPointF(left * GRID_STEP, top * GRID_STEP)) - QPointF(DOT, DOT)
        step = QPointF(0, GRID_STEP * self.zoom)
        painter.save()
        painter.resetTransform()
        for i in range(math.ceil(rect.bottom() / GRID_STEP) - top + 1):
            painter.drawPixmap(start + step * i, row)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Whoever scrolled: say that another part is seen."""
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def _row_of_dots(self, strength: float) -> QPixmap:
        """One row of the grid, a little wider than the view. Painted once for a zoom: a dot by a dot is slow."""
        ratio, width, step = self.devicePixelRatioF(), self.viewport().width(), GRID_STEP * self.zoom
        key = (self._theme.name, ratio, width, self.zoom)
        if self._dots is None or self._dots[0] != key:
            row = QPixmap(math.ceil((width + 2 * step) * ratio), math.ceil(2 * DOT * ratio))
            row.setDevicePixelRatio(ratio)
            row.fill(Qt.GlobalColor.transparent)
            painter = QPainter(row)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            # The theme's grid colour is meant for lines; a dot needs more to be seen.
            painter.setBrush(mixed(self._theme.canvas, mixed(self._theme.grid, self._theme.border, 0.8), strength))
            for i in range(math.ceil(width / step) + 2):
                painter.drawEllipse(QPointF(DOT + i * step, DOT), DOT - 0.1, DOT - 0.1)
            painter.end()
            self._dots = (key, row)
        return self._dots[1]

    def _canvas_point(self, at: QPointF) -> QPointF:
        return self.viewportTransform().inverted()[0].map(at)

    def _bring(self, point: QPointF, to: QPointF) -> None:
        """Scroll so that a point of the canvas appears at a point of the view."""
        now = self.viewportTransform().map(point)
        self.pan(to - now)
