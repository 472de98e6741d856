"""One frame or note on the canvas, beneath wires and cards."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from netbuilder.graph.annotations import COLOURS, Annotation, AnnotationId
from netbuilder.project.annotation_edits import HEAD
from ui.canvas.items import painting
from ui.canvas.items.look import Look

RADIUS = 10.0
GRIP = 14.0
"""The side of the corner by which the size is changed, in canvas units."""
EDGE = 6.0
"""How near its edge a frame is grasped; inside it lies what it frames."""
TITLE, LARGEST_TITLE, WANTED_TITLE = 13.0, 60.0, 10.0
"""The letters of a title in canvas units, at least and at most, and how large they should be in pixels."""
TITLE_INSIDE = 24
"""Titles up to this size have room in the head of a frame; larger ones stand above it."""
READABLE = 6.5
"""Smaller letters, in pixels, are not painted."""
TEXT, LINE, PADDING = 12, 17.0, 10.0


class AnnotationItem(QGraphicsItem):
    """Follows the value that the document has; moved and resized by gestures only for a look."""

    def __init__(self, name: AnnotationId, annotation: Annotation, look: Look) -> None:
        super().__init__()
        self.name, self.annotation, self.look = name, annotation, look
        self.selected = self.hovered = False
        self._lines: list[str] | None = None
        self._size = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.show_as(annotation)

    def show_as(self, annotation: Annotation) -> None:
        """Lie and look as the document says."""
        self.annotation = annotation
        self.setPos(annotation.x, annotation.y)
        self.set_size(annotation.width, annotation.height)
        self.setZValue(-2 if annotation.kind == "frame" else -1)

    def set_size(self, width: float, height: float) -> None:
        """Be so large."""
        self.prepareGeometryChange()
        self._size = QRectF(0, 0, width, height)
        self.reletter()

    def reletter(self) -> None:
        """The words or their font may differ now."""
        self._lines = None
        self.update()

    def set_state(self, *, selected: bool | None = None, hovered: bool | None = None) -> None:
        """Show it as selected, or as lying under the mouse."""
        self.selected = self.selected if selected is None else selected
        self.hovered = self.hovered if hovered is None else hovered
        self.update()

    @property
    def card(self) -> QRectF:
        """Its rectangle in the scene."""
        return self._size.translated(self.pos())

    @property
    def height(self) -> float:
        """Its height in canvas units."""
        return self._size.height()

    def grasped_at(self, at: QPointF) -> bool:
        """Whether a point of the scene belongs to it: of a frame only the head and the edge."""
        card = self.card
        if not card.contains(at) or self.annotation.kind == "note":
            return card.contains(at)
        return at.y() <= card.top() + HEAD or not card.adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(at)

    def corner_at(self, at: QPointF) -> bool:
        """Whether a point of the scene lies on the corner by which the size is changed."""
        card = self.card
        return QRectF(card.right() - GRIP, card.bottom() - GRIP, GRIP, GRIP).contains(at)

    def boundingRect(self) -> QRectF:
        """Around the rectangle, its ring, and the title above it."""
        return self._size.adjusted(-6, -LARGEST_TITLE * 1.4, 6, 6)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint the ground, and the words as far as they can be read at the zoom in force."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        inside = self._size.adjusted(RADIUS, HEAD, -RADIUS, -RADIUS)
        if self.annotation.kind == "frame" and not option.exposedRect.isEmpty() and inside.contains(option.exposedRect):
            painter.fillRect(option.exposedRect, self._ground())  # a card was moved in it: its edge is far away
            return
        if self.annotation.kind == "frame":
            self._paint_frame(painter, scale)
        else:
            self._paint_note(painter, scale)
        if self.selected:
            painter.setPen(self.look.ink.ring if self.look.focused else self.look.ink.ring_idle)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._size.adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)
        if self.selected or self.hovered:
            self._paint_grip(painter)

    def _tint(self) -> str:
        theme = self.look.ink.theme
        chosen = COLOURS.get(self.annotation.colour)
        return theme.categories[chosen] if chosen is not None else theme.muted

    def _ground(self) -> QBrush:
        return painting.mixed_brush(self.look.ink.theme.canvas, self._tint(), 0.07)

    def _paint_frame(self, painter: QPainter, scale: float) -> None:
        ink, tint = self.look.ink, self._tint()
        painter.setPen(painting.mixed_pen(ink.theme.canvas, tint, 0.8 if self.hovered else 0.55, 1.2))
        painter.setBrush(self._ground())
        painter.drawRoundedRect(self._size, RADIUS, RADIUS)
        pixels = round(max(TITLE, min(LARGEST_TITLE, WANTED_TITLE / scale)))
        if pixels > TITLE_INSIDE and TITLE_INSIDE * scale >= READABLE:
            pixels = TITLE_INSIDE  # above the frame it could lie behind a card
        if not self.annotation.text or pixels * scale < READABLE:
            return
        chosen = ink.letters(pixels, bold=True)
        title = painting.elided(self.annotation.text, chosen, self._size.width() - 2 * PADDING)
        painter.setFont(chosen)
        painter.setPen(painting.mixed_pen(ink.theme.text, tint, 0.25, 1.0))
        inside = pixels <= TITLE_INSIDE
        painter.drawText(QPointF(PADDING, HEAD / 2 + pixels * 0.36 if inside else -pixels * 0.3), title)

    def _paint_note(self, painter: QPainter, scale: float) -> None:
        ink, tint = self.look.ink, self._tint()
        painter.setPen(painting.mixed_pen(ink.theme.raised, tint, 0.7 if self.hovered else 0.4, 1.0))
        painter.setBrush(painting.mixed_brush(ink.theme.raised, tint, 0.13))
        painter.drawRoundedRect(self._size, 6, 6)
        if scale * TEXT < READABLE:
            return
        painter.setFont(ink.letters(TEXT, bold=False))
        painter.setPen(ink.text)
        for i, line in enumerate(self.lines()):
            painter.drawText(QPointF(PADDING, PADDING + TEXT + i * LINE), line)

    def lines(self) -> list[str]:
        """The text of a note as it fits; the last line ends with an ellipsis where more would follow."""
        if self._lines is None:
            chosen, room = self.look.ink.letters(TEXT, bold=False), self._size.width() - 2 * PADDING
            most = max(1, int((self._size.height() - 2 * PADDING + LINE - TEXT) // LINE))
            found: list[str] = []
            for part in self.annotation.text.split("\n"):
                if len(found) == most:
                    found[-1] = painting.elided(f"{found[-1]} …", chosen, room)
                    break
                found += painting.wrapped(part, chosen, room, most - len(found))
            self._lines = found
        return self._lines

    def _paint_grip(self, painter: QPainter) -> None:
        painter.setPen(painting.mixed_pen(self.look.ink.theme.canvas, self._tint(), 0.8, 1.4))
        right, bottom = self._size.right() - 4, self._size.bottom() - 4
        for off in (4.0, 8.0):
            painter.drawLine(QPointF(right - off, bottom), QPointF(right, bottom - off))
