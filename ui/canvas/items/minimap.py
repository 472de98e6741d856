"""The map in the corner: the whole drawing in small, and the part of it that is seen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from ui.canvas.canvas_protocols import MapCanvas
from ui.canvas.items.painting import mixed

SIZE = QSize(176, 116)
INSET, MARGIN = 12, 8.0


class Minimap(QWidget):
    """Click or drag to go there. Hidden while the whole drawing is seen."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas.as_widget())
        self._canvas = canvas
        self._painted: QPixmap | None = None
        self.resize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Click or drag to go there"))
        self.setAccessibleName(self.tr("Map of the network"))
        self.hide()
        canvas.moved.connect(self._refresh)
        canvas.zoom_changed.connect(self._refresh)
        canvas.drawing.followed.connect(self._repaint)
        canvas.themes.changed.connect(self._repaint)

    def place(self) -> None:
        """Lie in the lower right corner."""
        area = self._canvas.viewport().geometry()
        self.move(area.right() - self.width() - INSET, area.bottom() - self.height() - INSET)
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cards as blocks in their category's colour; the part that is seen as a frame."""
        theme = self._canvas.themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
        painter.drawPixmap(0, 0, self._picture())
        seen = QColor(theme.accent)
        painter.setPen(QPen(seen, 1.4))
        seen.setAlpha(26)
        painter.setBrush(seen)
        painter.drawRect(self._transform().mapRect(self._canvas.seen()))
        painter.end()

    def _picture(self) -> QPixmap:
        """The cards, painted once for every state of the drawing."""
        if self._painted is None:
            ratio = self.devicePixelRatioF()
            self._painted = QPixmap(self.size() * ratio)
            self._painted.setDevicePixelRatio(ratio)
            self._painted.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._painted)
            painter.setTransform(self._transform())
            theme = self._canvas.themes.theme
            inks = {category: mixed(theme.surface, colour, 0.75) for category, colour in theme.categories.items()}
            for item in self._canvas.drawing.node_items.values():
                ink = item.look.ink.alarm(item.problem.severity) if item.problem else inks[item.category]
                painter.fillRect(item.card, ink)
            painter.end()
        return self._painted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, to: QPointF) -> None:
        self._canvas.look_at(self._transform().inverted()[0].map(to))

    def _transform(self) -> QTransform:
        """From the canvas to this map. Covers the drawing, whatever part is seen, so that it does not run away."""
        around = self._canvas.drawing.drawing_rect().adjusted(-80, -80, 80, 80)
        scale = min((self.width() - 2 * MARGIN) / around.width(), (self.height() - 2 * MARGIN) / around.height())
        middle = around.center()
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return transform.scale(scale, scale).translate(-middle.x(), -middle.y())

    def _repaint(self, _: object = None) -> None:
        self._painted = None
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        around = self._canvas.drawing.drawing_rect()
        self.setVisible(not around.isEmpty() and not self._canvas.seen().contains(around))
        self.update()
