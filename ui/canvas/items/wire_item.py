"""One wire on the canvas: a smooth curve, with the shape that flows through it where there is room."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QStaticText
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from netbuilder.graph.graph import Position, Wire
from netbuilder.graph.reroutes import shifted
from netbuilder.layers import describe
from netbuilder.shapes.check_result import Checked
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
TOLD_WHAT_IS_EXPOSED = QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption
ONE_CURVE = 4
"""The points of a path that is one curve; of several it is where a wire leads back along a lane."""
DOT, MARKED_DOT, DOT_SCALE = 4.0, 5.5, 0.3
"""The radius of a reroute point in canvas units, that of a selected one, and the zoom from which on they are seen."""


class Bend(NamedTuple):
    """The curve of a wire from (0, 0), the middle of its label, the room for that, and the rectangle around all."""

    curve: QPainterPath
    middle: QPointF
    room: float
    around: QRectF


def _bent(end: QPointF, via: tuple[Position, ...]) -> Bend:
    curve = geometry.curve(QPointF(), end, via)
    if via:  # the label keeps off the points
        longest = geometry.longest_curve(curve)
        middle, room = longest.pointAtPercent(0.5), longest.length()
    else:  # the curve is symmetric about its middle
        middle = end / 2
        room = end.x() if curve.elementCount() == ONE_CURVE else -end.x()
    thick = 3 + MARKED_DOT if via else 3
    around = curve.boundingRect().adjusted(-thick, -thick, thick, thick).united(_label_rect(middle))
    return Bend(curve, middle, room, around)


@lru_cache(maxsize=1000)
def _plain_bend(across: float, down: float) -> Bend:
    """That of a wire without points: most of a drawing lead as far as others do. Nobody changes what is in it."""
    return _bent(QPointF(across, down), ())


def _label_rect(middle: QPointF) -> QRectF:
    return QRectF(middle.x() - LABEL_REACH, middle.y() - 12, 2 * LABEL_REACH, 24)


class WireItem(QGraphicsRectItem):
    """The curve of one wire between two cards, painted from where it starts.

    Its rectangle, kept by Qt, reaches around the curve and its label.
    """

    def __init__(
        self, wire: Wire, source: NodeItem, target: NodeItem, look: Look, via: tuple[Position, ...] = ()
    ) -> None:
        super().__init__()
        self.wire, self.source, self.target, self.look, self.via = wire, source, target, look, via
        self.selected = self.hovered = self._lit = self._kept = self._covered = False
        self._marked: Collection[int] = ()
        self._middle, self._room = QPointF(), 0.0
        self._lettered: tuple[Checked | None, painting.Ink, QStaticText] | None = None
        self._curve = QPainterPath()
        self._way: tuple[QPointF, tuple[Position, ...]] | None = None
        self._pen = NO_EDGE
        self.setPen(NO_EDGE)
        self.setFlag(TOLD_WHAT_IS_EXPOSED)
        self.restyle()
        self.follow()

    def follow(self, *, passing: bool = False) -> None:
        """Lead from the source's place to the target's. Where both have moved alike, its picture moves with them.

        ``passing``: it will lead elsewhere soon, so that a picture of it is not worth keeping.
        """
        start = self.source.port_point(Socket(self.wire.source_port, output=True))
        end = self.target.port_point(Socket(self.wire.target_port, output=False))
        way = (end - start, shifted(self.via, (-start.x(), -start.y())) if self.via else ())
        if way != self._way:
            self._way = way
            self._bend(*way)
        self.setPos(start)
        if self._kept or self.look.keeps_pictures:
            self.keep_picture(keep=not passing)

    def keep_picture(self, *, keep: bool) -> None:
        """Have Qt keep what is painted, unless that would be a large picture; or have it painted each time."""
        size = self.rect().size()
        kept = keep and size.width() * size.height() < MOST_KEPT
        if kept != self._kept:
            self._kept = kept
            self.setCacheMode(painting.KEPT if kept else painting.NOT_KEPT)

    def _bend(self, end: QPointF, via: tuple[Position, ...]) -> None:
        """Take the curve from (0, 0) to a point, both from where the wire starts."""
        bend = _bent(end, via) if via else _plain_bend(end.x(), end.y())
        self._curve, self._middle, self._room, around = bend
        if around != self.rect():
            self.setRect(around)  # asks to be painted, too
        else:
            self.update()

    def _label_rect(self) -> QRectF:
        """The room of the label. Of a long wire it is mostly not what is to be painted."""
        return _label_rect(self._middle)

    @property
    def path(self) -> QPainterPath:
        """The curve, in the scene."""
        return self._curve.translated(self.pos())

    def lead_through(self, via: tuple[Position, ...]) -> None:
        """Pass through these points."""
        if via != self.via:
            self.via = via
            self.follow()

    def number_at(self, at: QPointF) -> int:
        """The number that a new point at a place of the scene would have along the wire."""
        return geometry.nearest_curve(self._curve, at - self.pos()) if self.via else 0

    def mark_points(self, numbers: Collection[int]) -> None:
        """Show these points as selected."""
        self._marked = numbers
        self.setZValue(0.5 if self._emphasised else 0)
        self.update()

    def set_state(self, *, selected: bool | None = None, hovered: bool | None = None, lit: bool | None = None) -> None:
        """Show the wire as selected, as lying under the mouse, or as what a dragged layer would enter."""
        self.selected = self.selected if selected is None else selected
        self.hovered = self.hovered if hovered is None else hovered
        self._lit = self._lit if lit is None else lit
        self.setZValue(0.5 if self._emphasised else 0)
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
        return geometry.distance(self._curve, point - self.pos())

    def middle(self) -> QPointF:
        """The point half-way, in the scene; of a wire through points, half-way along its longest part."""
        return self._middle + self.pos()

    @property
    def _emphasised(self) -> bool:
        return self.selected or self.hovered or bool(self._marked)

    def cover_label(self, covered: bool) -> None:
        """Leave the label out while something else stands in its place, or paint it again."""
        if covered != self._covered:
            self._covered = covered
            self.update()

    def label(self) -> str:
        """The shape that flows through the wire, or nothing."""
        shapes = self.source.checked.outputs if self.source.checked else ()
        ports = (socket.name for socket in self.source.sockets if socket.output)
        return next((describe(s) for port, s in zip(ports, shapes, strict=False) if port == self.wire.source_port), "")

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw the curve, and over it the label if it can be read."""
        painter.setPen(self._pen)
        painter.setBrush(NOTHING)
        painter.drawPath(self._curve)
        scale = painter.worldTransform().m11()
        if scale >= LABEL_SCALE and not self._covered and option.exposedRect.intersects(self._label_rect()):
            self._paint_label(painter)
        if self.via and scale >= DOT_SCALE:
            self._paint_points(painter)

    def _paint_points(self, painter: QPainter) -> None:
        """A dot each: filled where it is selected, and always seen."""
        ink = self.look.ink
        for number, place in enumerate(shifted(self.via, (-self.x(), -self.y()))):
            marked = number in self._marked
            painter.setPen(QPen(ink.accent if marked else self._pen.color(), 2.0))
            painter.setBrush(ink.accent if marked else ink.canvas)
            radius = MARKED_DOT if marked else DOT
            painter.drawEllipse(QPointF(*place), radius, radius)

    def _paint_label(self, painter: QPainter) -> None:
        ink, emphasised = self.look.ink, self.hovered or self.selected
        lettered = self._lettered
        if lettered is None or lettered[0] is not self.source.checked or lettered[1] is not ink:
            words = QStaticText(self.label())  # laid out once: that takes longer than the curve
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=ink.small_font)
            self._lettered = lettered = self.source.checked, ink, words
        words = lettered[2]
        size = words.size()
        width = size.width() + 12
        if not words.text() or (not emphasised and self._room < width + ROOM):
            return
        middle = self._middle
        chip = QRectF(middle.x() - width / 2, middle.y() - 9, width, 18)
        painter.setPen(ink.chip_edge if not emphasised else self._pen.color())
        painter.setBrush(ink.canvas if not emphasised else ink.card)
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(ink.text if emphasised else ink.muted)
        painter.setFont(ink.small_font)
        painter.drawStaticText(middle - QPointF(size.width() / 2, size.height() / 2), words)
