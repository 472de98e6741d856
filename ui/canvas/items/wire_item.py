"""One wire on the canvas: a smooth curve, with the shape that flows through it where there is room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from netbuilder.graph.graph import Wire
from netbuilder.layers import describe
from ui.canvas import geometry
from ui.canvas.items import painting
from ui.canvas.items.look import Look
from ui.canvas.items.node_item import NodeItem
from ui.canvas.wire_targets import Socket

LABEL_SCALE = 0.7
ROOM = 28.0
LABEL_REACH = 60.0
MOST_KEPT = 60_000.0
"""Wires within a smaller rectangle, in units of the canvas squared, are kept as pictures; those of others are large."""
NOTHING, NO_EDGE = QBrush(), QPen(Qt.PenStyle.NoPen)
ONE_CURVE = 4
"""The points of a path that is one curve; of several it is where a wire leads back along a lane."""


class WireItem(QGraphicsRectItem):
    """The curve of one wire between two cards. Its rectangle, kept by Qt, reaches around the curve and its label."""

    def __init__(self, wire: Wire, source: NodeItem, target: NodeItem, look: Look) -> None:
        super().__init__()
        self.wire, self.source, self.target, self.look = wire, source, target, look
        self.selected = self.hovered = self._lit = False
        self.path = QPainterPath()
        self._pen = QPen()
        self.setPen(NO_EDGE)
        self.restyle()
        self.follow()

    def follow(self) -> None:
        """Lead from the source's place to the target's."""
        start = self.source.port_point(Socket(self.wire.source_port, output=True))
        end = self.target.port_point(Socket(self.wire.target_port, output=False))
        self.path = geometry.curve(start, end)
        across, down = (start.x() + end.x()) / 2, (start.y() + end.y()) / 2
        label = QRectF(across - LABEL_REACH, down - 12, 2 * LABEL_REACH, 24)
        around = self.path.boundingRect().adjusted(-3, -3, 3, 3).united(label)
        if around != self.rect():
            self.setRect(around)
            self.setCacheMode(painting.KEPT if around.width() * around.height() < MOST_KEPT else painting.NOT_KEPT)
        self.update()

    def set_state(self, *, selected: bool | None = None, hovered: bool | None = None, lit: bool | None = None) -> None:
        """Show the wire as selected, as lying under the mouse, or as what a dragged layer would enter."""
        self.selected = self.selected if selected is None else selected
        self.hovered = self.hovered if hovered is None else hovered
        self._lit = self._lit if lit is None else lit
        self.setZValue(0.5 if self.selected or self.hovered else 0)
        self.restyle()

    def restyle(self) -> None:
        """Take the pen of the state and the theme in force."""
        ink = self.look.ink
        if self.selected or self._lit:
            self._pen = ink.wire_selected
        elif self.hovered:
            self._pen = ink.wire_hover
        elif self.look.fitting:
            self._pen = ink.wire_faint
        else:
            self._pen = ink.wire_running if self.look.running else ink.wire
        self.update()

    def distance(self, point: QPointF) -> float:
        """How far a point of the scene lies from the curve, in canvas units."""
        return geometry.distance(self.path, point)

    def middle(self) -> QPointF:
        """The point half-way, in the scene: the curve is symmetric about it."""
        start, end = self.path.elementAt(0), self.path.elementAt(self.path.elementCount() - 1)
        return QPointF((start.x + end.x) / 2, (start.y + end.y) / 2)

    def label(self) -> str:
        """The shape that flows through the wire, or nothing."""
        shapes = self.source.checked.outputs if self.source.checked else ()
        ports = (socket.name for socket in self.source.sockets if socket.output)
        return next((describe(s) for port, s in zip(ports, shapes, strict=False) if port == self.wire.source_port), "")

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the curve, and over it the label if it can be read."""
        painter.setPen(self._pen)
        painter.setBrush(NOTHING)
        painter.drawPath(self.path)
        if painter.worldTransform().m11() >= LABEL_SCALE:
            self._paint_label(painter)

    def _paint_label(self, painter: QPainter) -> None:
        ink, text = self.look.ink, self.label()
        if not text:
            return
        width = painting.text_width(text, ink.small_font) + 12
        path = self.path
        ahead = path.elementAt(path.elementCount() - 1).x - path.elementAt(0).x
        gap = ahead if path.elementCount() == ONE_CURVE else -ahead
        emphasised = self.hovered or self.selected
        if not emphasised and gap < width + ROOM:
            return
        middle = self.middle()
        chip = QRectF(middle.x() - width / 2, middle.y() - 9, width, 18)
        painter.setPen(ink.chip_edge if not emphasised else self._pen.color())
        painter.setBrush(ink.canvas if not emphasised else ink.card)
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(ink.text if emphasised else ink.muted)
        painter.setFont(ink.small_font)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
