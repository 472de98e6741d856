"""The map in the corner: the whole drawing in small, and the part of it that is seen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas.canvas_protocols import MapCanvas
from ui.canvas.items.painting import mixed

SIZE = QSize(176, 116)
INSET, MARGIN = 12, 8.0
AROUND = 8.0
"""Canvas units around a card, its ports and the words beneath it that it may lie over: nothing is painted there."""
LATER = 80
"""Milliseconds after the last change until the map is painted again."""
DOT = 1.5
"""The least side of a card, in pixels."""


class Minimap(QWidget):
    """Click or drag to go there. Hidden while the whole drawing is seen, and where there are cards in every corner
    (unless ``hold`` wants it)."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas.as_widget())
        self._canvas = canvas
        self._painted: QPixmap | None = None
        self._held = False
        self._from: tuple[float, int, int] | None = None
        self.resize(SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Click or drag to go there"))
        self.setAccessibleName(self.tr("Map of the network"))
        self.hide()
        canvas.moved.connect(self._refresh)
        canvas.zoom_changed.connect(self._refresh)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._repaint)
        canvas.drawing.followed.connect(self._follow)
        canvas.drawing.turned.connect(self._repaint)
        canvas.themes.changed.connect(self._repaint)

    def hold(self, *, on: bool) -> None:
        """Be seen, over cards too: the user looks for another place."""
        if on != self._held:
            self._held = on
            self.place()

    def place(self) -> None:
        """Lie in a corner without cards: where it lay, or else the lower right one, or the next that is free. Hidden
        while there is none. It stays where it is as long as the mouse has grasped it."""
        if self.grasped:
            self.update()
            return
        area = self._canvas.viewport().geometry().adjusted(INSET, INSET, -INSET, -INSET)
        left, right = area.left(), area.right() - self.width()
        top, bottom = area.top(), area.bottom() - self.height()
        corners = [QPoint(right, bottom), QPoint(left, bottom), QPoint(right, top), QPoint(left, top)]
        if self.pos() in corners:
            corners.insert(0, self.pos())
        last = corners[0] if self._held else None
        free = next((corner for corner in corners if not self._covers(corner)), last) if self._is_needed() else None
        if free is not None:
            self.move(free)
        self.setVisible(free is not None)
        self.update()

    def _covers(self, corner: QPoint) -> bool:
        """Whether a card, or what is said of it, would lie beneath, or something else that floats over the canvas."""
        if any(QRect(corner, self.size()).intersects(other.geometry()) for other in self._floating()):
            return True
        place = self._canvas.viewportTransform().inverted()[0].mapRect(QRectF(QRect(corner, self.size())))
        place.adjust(AROUND, AROUND, -AROUND, -AROUND)
        return bool(self._canvas.drawing.nodes_in(place))

    def _floating(self) -> Iterator[QWidget]:
        """What lies over the canvas beside the map: banners, the field that finds nodes, the way to an open block."""
        here, passive = (self, self._canvas.viewport()), Qt.WidgetAttribute.WA_TransparentForMouseEvents
        for other in self._canvas.as_widget().children():
            floats = isinstance(other, QWidget) and other not in here and not other.testAttribute(passive)
            if isinstance(other, QWidget) and floats and other.isVisible():
                yield other

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
            transform = self._transform()
            painter.setTransform(transform)
            theme, drawing = self._canvas.themes.theme, self._canvas.drawing
            inks = {category: mixed(theme.surface, colour, 0.75) for category, colour in theme.categories.items()}
            for mark in drawing.annotations.items.values():
                painter.fillRect(mark.card, mixed(theme.surface, theme.border, 0.5))
            least, layout = DOT / transform.m11(), drawing.bridge.level.project.layout
            width = max(CARD_WIDTH, least)
            for node, item in drawing.node_items.items():
                ink = item.look.ink.alarm(item.problem.severity) if item.problem else inks[item.category]
                painter.fillRect(QRectF(*layout.get(node, (0.0, 0.0)), width, max(item.height, least)), ink)
            painter.end()
        return self._painted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there. The keys act upon the canvas from now on: Esc goes back."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = self._canvas.viewpoint()
            self._canvas.as_widget().setFocus()
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on."""
        if self._from is not None:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = None
            self.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden with the canvas, it is let go."""
        super().hideEvent(event)
        self._from = None

    @property
    def grasped(self) -> bool:
        """Whether the mouse holds it."""
        return self._from is not None

    def cancel(self) -> bool:
        """Go back to what was seen before the mouse grasped the map. Returns whether it holds it."""
        start, self._from = self._from, None
        if start is not None:
            self._canvas.look_again(start)
            self.place()
        return start is not None

    def _go(self, to: QPointF) -> None:
        self._canvas.look_at(self._transform().inverted()[0].map(to))

    def _transform(self) -> QTransform:
        """From the canvas to this map. Covers the drawing, whatever part is seen, so that it does not run away."""
        around = self._canvas.drawing.drawing_rect().adjusted(-80, -80, 80, 80)
        scale = min((self.width() - 2 * MARGIN) / around.width(), (self.height() - 2 * MARGIN) / around.height())
        middle = around.center()
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        return transform.scale(scale, scale).translate(-middle.x(), -middle.y())

    def _follow(self, _: object) -> None:
        """The drawing changed: while one change follows another the map waits, as it takes longer than they do."""
        self._later.start()
        self._refresh()

    def _repaint(self, _: object = None) -> None:
        self._painted = None
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        self.place()

    def _is_needed(self) -> bool:
        around = self._canvas.drawing.drawing_rect()
        return not around.isEmpty() and not self._canvas.seen().contains(around)
