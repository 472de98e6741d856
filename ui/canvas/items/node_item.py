"""One layer on the canvas: a card with title, parameters, output shape, and whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from netbuilder.graph.blocks import BlockUse, card_category
from netbuilder.graph.graph import Node
from netbuilder.layers import Category, describe
from netbuilder.messages import say
from netbuilder.project.arrange import CARD_WIDTH, named_ports
from netbuilder.shapes.check_result import Checked, Problem, Severity
from ui.canvas.geometry import BENEATH, PORT_RADIUS, port_place
from ui.canvas.items import block_words, distant_words, muted_marks, painting
from ui.canvas.items.distant_words import DistantWords
from ui.canvas.items.look import Look
from ui.canvas.items.painting import CardFonts
from ui.canvas.items.port_layout import port_layout
from ui.canvas.wire_targets import Socket
from ui.language.text import shown, translated

TITLE_SCALE = 0.22
"""Below this zoom a card is a coloured block."""
OWN_SIZE = 0.84
"""Below this zoom the words of a card are written a little larger, in the same places."""
LEAST_PIXELS = 11
"""A title or parameters that would be cut are written smaller, but no smaller than this, in canvas units."""
NO_EDGE = QPen(Qt.PenStyle.NoPen)
LEFT, RIGHT = 18.0, CARD_WIDTH - 12.0
MARGIN = 14.0
PORT_ROOM = CARD_WIDTH / 2 - 18.0
"""The width in which a port is named."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """The words of a card, cut to its width, and their fonts."""

    fonts: CardFonts
    title: str
    farthest: tuple[str, ...]
    summary: str
    chip: str
    chip_width: float
    count: str
    beneath: tuple[str, ...]
    ports: tuple[tuple[QPointF, str, bool], ...]
    """Where the name of a port is written, the name, and whether it ends there."""


class NodeItem(QGraphicsRectItem):
    """The card of one node. Its rectangle, kept by Qt, reaches around ports, rings and the words beneath."""

    def __init__(self, node: Node, checked: Checked | None, problems: tuple[Problem, ...], look: Look) -> None:
        super().__init__()
        self.look = look
        self.selected = self.hovered = self.current = False
        self.hovered_port: Socket | None = None
        self._lettering: dict[bool, Lettering] = {}
        self._distant: dict[int, DistantWords] = {}
        self.setPen(NO_EDGE)
        self.setZValue(1)
        if look.keeps_pictures:
            self.keep_picture(keep=True)
        self.describe(node, checked, problems)

    def keep_picture(self, *, keep: bool) -> None:
        """Have Qt keep what is painted, or have it painted each time."""
        self.setCacheMode(painting.KEPT if keep else painting.NOT_KEPT)

    @property
    def category(self) -> Category:
        """That of the layer; of a card or a block with a colour of its own, the one which has that colour."""
        return card_category(self.node)

    @property
    def problem(self) -> Problem | None:
        """What is said on the card itself: its first error, else its first warning."""
        return self.problems[0] if self.problems else None

    def describe(self, node: Node, checked: Checked | None, problems: tuple[Problem, ...]) -> None:
        """Show this declaration, this outcome of the shape check and these problems, errors first."""
        self.node, self.checked, self.problems = node, checked, problems
        self.sockets, self.height, self._places = port_layout(node.layer)
        beneath = BENEATH if problems else 0.0
        around = QRectF(-MARGIN, -MARGIN, CARD_WIDTH + 2 * MARGIN, self.height + 2 * MARGIN + beneath)
        if around != self.rect():
            self.setRect(around)
        self.reletter()

    def reletter(self) -> None:
        """The words or their font may differ now: lay them out again when they are next painted."""
        self._lettering.clear()
        self._distant.clear()
        self.update()

    def set_state(self, *, selected: bool | None = None, hovered: bool | None = None) -> None:
        """Show the node as selected, or as lying under the mouse."""
        self.selected = self.selected if selected is None else selected
        self.hovered = self.hovered if hovered is None else hovered
        self.setZValue(2 if self.selected else 1)
        self.update()

    def hover_port(self, port: Socket | None) -> None:
        """Show a port as lying under the mouse; None for no port."""
        if port != self.hovered_port:
            self.hovered_port = port
            self.update()

    @property
    def card(self) -> QRectF:
        """The card itself, in the scene."""
        return QRectF(self.x(), self.y(), CARD_WIDTH, self.height)

    def port_point(self, socket: Socket) -> QPointF:
        """The middle of a port, in the scene."""
        return self.pos() + (self._places.get(socket) or port_place(self.node.layer, socket))

    @property
    def has_output(self) -> bool:
        """Whether wires may start here."""
        return any(socket.output for socket in self.sockets)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Paint as much as can be read at the zoom in force."""
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        if scale < TITLE_SCALE:
            self._paint_block(painter)
        else:
            self._paint_card(painter, scale)
            self._paint_ports(painter)

    def _paint_block(self, painter: QPainter) -> None:
        ink = self.look.ink
        muted = self.node.muted
        painter.setBrush(ink.card if muted else ink.block(self.category))
        painter.setPen(QPen(ink.muted, 6) if muted else NO_EDGE)
        card = QRectF(0, 0, CARD_WIDTH, self.height)
        painter.drawRect(card)
        if muted:
            muted_marks.paint_stroke(painter, self.height, ink, 8)
        if self.problem:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink.alarm(self.problem.severity), 10))
            painter.drawRect(card)
            painting.paint_alarm(painter, card.center(), 64, self.problem.severity, ink)
        if self.selected:
            painter.setPen(QPen(ink.ring.color(), 14))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(card.adjusted(-7, -7, 7, 7))

    def _paint_card(self, painter: QPainter, scale: float) -> None:
        ink, path = self.look.ink, painting.card_path(self.height)
        use = self.node.layer if isinstance(self.node.layer, BlockUse) else None
        if use is not None and use.repeat > 1:
            painting.paint_pile(painter, self.height, ink.card, self._edge() if self.problem else ink.edge_hover)
        if scale >= distant_words.LARGEST:
            painter.setPen(NO_EDGE)
            for drop, brush in zip((3.0, 1.5), ink.shadow, strict=True):
                painter.setBrush(brush)
                painter.drawRoundedRect(QRectF(-1, drop, CARD_WIDTH + 2, self.height), 11, 11)
        painter.setBrush(ink.card)
        painter.setPen(self._edge())
        painter.drawPath(path)
        if use is not None:
            painter.setPen(ink.inner_edge(self.category))
            painter.drawPath(painting.inner_path(self.height))
        if not self.node.muted:
            painter.setPen(NO_EDGE)
            painter.setBrush(ink.stripe(self.category))
            painter.drawPath(painting.stripe_path(self.height))
        if self.selected:
            painter.setPen(ink.ring if self.look.focused else ink.ring_idle)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(-3.5, -3.5, CARD_WIDTH + 7, self.height + 7), 13, 13)
        if scale >= distant_words.LARGEST:
            self._paint_words(painter, self.lettering(larger=scale < OWN_SIZE))
        elif scale >= distant_words.LEAST:
            self._paint_distant(painter, distant_words.size_at(scale))
        else:
            self._paint_title(painter)

    def _edge(self) -> QPen:
        ink = self.look.ink
        if self.problem is None and self.node.muted:
            return muted_marks.edge(ink)
        if self.problem is None:
            return ink.edge_hover if self.hovered else ink.edge
        pen = QPen(ink.alarm(self.problem.severity), 1.8)
        if self.problem.severity is Severity.WARNING:
            pen.setDashPattern([4, 3])
        return pen

    def _paint_distant(self, painter: QPainter, size: int) -> None:
        """The same words in letters that can be read from afar."""
        ink, problem = self.look.ink, self.problem
        if size not in self._distant:
            texts = self._title(), self._summary(), self._shape()
            self._distant[size] = distant_words.distant_words(
                texts, self._counts(), ink, size, sign=problem is not None
            )
        if self.node.muted:
            muted_marks.paint_stroke(painter, self.height, ink, 3)
        distant_words.paint(painter, self._distant[size], self.height, ink, self.category, muted=self.node.muted)
        if problem:
            painting.paint_alarm(painter, QPointF(CARD_WIDTH - 6, 6), 30, problem.severity, ink)

    def _paint_title(self, painter: QPainter) -> None:
        ink, lines = self.look.ink, self.lettering().farthest
        chosen = ink.farthest_font
        painter.setFont(chosen)
        painter.setPen(ink.text)
        step = chosen.pixelSize() * 1.15
        first = (self.height - step * len(lines)) / 2 + chosen.pixelSize()
        for i, line in enumerate(lines):
            painter.drawText(QPointF(LEFT - 4, first + i * step), line)
        if self.node.muted:
            muted_marks.paint_stroke(painter, self.height, ink, 3)
        if self.problem:
            painting.paint_alarm(painter, QPointF(CARD_WIDTH - 6, 6), 30, self.problem.severity, ink)

    def _paint_words(self, painter: QPainter, words: Lettering) -> None:
        ink = self.look.ink
        painter.setPen(ink.muted if self.node.muted else ink.text)
        painter.setFont(words.fonts.title)
        painter.drawText(QPointF(LEFT, 23), words.title)
        if self.node.muted:
            muted_marks.paint_chip(painter, RIGHT - self._sign_room(), ink)
        painter.setPen(ink.muted)
        painter.setFont(words.fonts.line)
        painter.drawText(QPointF(LEFT, 42), words.summary)
        foot = self.height - 28
        self._paint_chip(painter, words, foot)
        if words.count:
            painter.setPen(ink.muted)
            area = QRectF(LEFT, foot, RIGHT - LEFT, 18)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.count)
        for place, name, ends in words.ports:
            width = painting.text_width(name, words.fonts.small) if ends else 0.0
            painter.drawText(place - QPointF(width, 0), name)
        if self.look.running and not self.node.muted:
            painter.setPen(NO_EDGE)
            painter.setBrush(ink.good)
            painter.drawEllipse(QPointF(RIGHT - 3, 18), 3.5, 3.5)
        if self.problem:
            self._paint_problem(painter, self.problem, words)

    def _paint_chip(self, painter: QPainter, words: Lettering, foot: float) -> None:
        ink = self.look.ink
        painter.setFont(words.fonts.small)
        if not words.chip:
            return
        chip = QRectF(LEFT - 2, foot, words.chip_width, 18)
        painter.setPen(NO_EDGE)
        painter.setBrush(ink.chip(self.category))
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(ink.text)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words.chip)

    def _paint_problem(self, painter: QPainter, problem: Problem, words: Lettering) -> None:
        ink, lines, small = self.look.ink, words.beneath, words.fonts.small
        painting.paint_alarm(painter, QPointF(CARD_WIDTH - 16, 17), 16, problem.severity, ink)
        width = max((painting.text_width(line, small) for line in lines), default=0.0)
        painter.setPen(NO_EDGE)
        painter.setBrush(ink.canvas)  # a wire may lead past behind the words
        painter.drawRoundedRect(QRectF(-4, self.height + 5, width + 12, 15 * len(lines) + 3), 6, 6)
        painter.setPen(ink.alarm(problem.severity))
        painter.setFont(small)
        for i, line in enumerate(lines):
            painter.drawText(QPointF(2, self.height + 18 + i * 15), line)

    def _paint_ports(self, painter: QPainter) -> None:
        for socket, place in self._places.items():
            self._paint_port(painter, place, socket)

    def _paint_port(self, painter: QPainter, at: QPointF, port: Socket) -> None:
        """A port. While a wire is drawn, those that it fits glow and the others fade."""
        ink, fitting = self.look.ink, self.look.fitting
        radius = PORT_RADIUS
        if fitting is None:
            painter.setPen(ink.port)
            painter.setBrush(ink.port.color() if self.look.is_wired(self.node.id, port) else ink.card)
        elif not fitting.offers(port):
            painter.setPen(ink.port_faint)
            painter.setBrush(ink.card)
        elif fitting.reason(self.node.id, port) is None:
            painter.setPen(NO_EDGE)
            painter.setBrush(ink.glow)
            painter.drawEllipse(at, radius + 5, radius + 5)
            painter.setBrush(ink.accent)
        else:
            painter.setPen(ink.port_faint)
            painter.setBrush(ink.canvas)
            radius -= 1.5
        if self.hovered_port == port:
            painter.setPen(ink.ring)
            radius += 1.5
        painter.drawEllipse(at, radius, radius)

    def lettering(self, *, larger: bool = False) -> Lettering:
        """The words as they are painted, in its own size or a little smaller: then in larger letters."""
        if larger not in self._lettering:
            ink = self.look.ink
            self._lettering[larger] = self._lettered(ink.larger_fonts if larger else ink.fonts)
        return self._lettering[larger]

    def _lettered(self, fonts: CardFonts) -> Lettering:
        ink = self.look.ink
        width = RIGHT - LEFT
        title = self._title()
        room = width - self._sign_room() - (muted_marks.chip_width(ink) + 6 if self.node.muted else 0)
        chip = painting.elided(self._shape(), fonts.small, width - 12)
        beside = width - painting.text_width(chip, fonts.small) - 20
        count = next((text for text in self._counts() if painting.text_width(text, fonts.small) <= beside), "")
        message, summary = shown(self.problem.message) if self.problem else "", self._summary()
        fonts = fonts._replace(
            title=ink.fitting(title, fonts.title, room, LEAST_PIXELS),
            line=ink.fitting(summary, fonts.line, width, LEAST_PIXELS),
        )
        return Lettering(
            fonts=fonts,
            title=painting.elided(title, fonts.title, room),
            farthest=tuple(painting.wrapped(title, ink.farthest_font, width + 8, 2)),
            summary=painting.elided(summary, fonts.line, width),
            chip=chip,
            chip_width=painting.text_width(chip, fonts.small) + 14,
            count=count,
            beneath=tuple(painting.wrapped(message, fonts.small, CARD_WIDTH - 4, 3)) if message else (),
            ports=tuple(self._named_ports(fonts)),
        )

    def _sign_room(self) -> float:
        """The width at the right of the title that a sign takes."""
        return 18.0 if self.problem or (self.look.running and not self.node.muted) else 0.0

    def _title(self) -> str:
        return self.node.name or translated(self.node.layer.title)

    def _shape(self) -> str:
        """The output's shape in words, or a question mark where it is not known."""
        if self.checked is None:
            return ""
        return describe(self.checked.shape) if self.checked.shape is not None else "?"

    def _counts(self) -> list[str]:
        return _count_texts(self.checked.parameters) if self.checked and self.checked.parameters else []

    def _summary(self) -> str:
        """What distinguishes this layer, on one line."""
        layer = self.node.layer
        if not isinstance(layer, BlockUse):
            return shown(layer.summary())
        return block_words.summary(self.node, layer, self.look.uses.get(layer.block, 1))

    def _named_ports(self, fonts: CardFonts) -> Iterator[tuple[QPointF, str, bool]]:
        """The names of a block's ports, where it has several of a kind."""
        layer = self.node.layer
        if named_ports(layer):
            for socket in self.sockets:
                name = painting.elided(shown(layer.port_label(socket.name)), fonts.small, PORT_ROOM)
                off = QPointF(-10.0 if socket.output else 14.0, 4.0)
                yield port_place(layer, socket) + off, name, socket.output


def _count_texts(parameters: int) -> list[str]:
    """A number of parameters in words, from the longest way to say it to the shortest."""
    exact, rough = f"{parameters:,}", f"{parameters:,}"
    for size, unit in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if parameters >= size:
            rough = f"{parameters / size:.3g} {unit}"
            break
    words = say("1 parameter") if parameters == 1 else say("{count} params", count=exact)
    return [shown(words), exact, rough]
