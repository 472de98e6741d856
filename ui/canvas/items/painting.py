"""What all items paint with: the theme's pens and brushes made once, fonts, elided and wrapped text."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from netbuilder.layers import Category
from netbuilder.project.arrange import CARD_WIDTH
from netbuilder.shapes.check_result import Severity
from ui.theme import fonts
from ui.theme.themes import Theme

KEPT, NOT_KEPT = QGraphicsItem.CacheMode.DeviceCoordinateCache, QGraphicsItem.CacheMode.NoCache
"""Qt keeps what an item painted, and asks Python again only after a change or at another zoom; or it asks each time."""
RADIUS = 10.0
STRIPE = 5.0
INNER = 3.5
"""How far the second edge of a block's card lies inside the first."""
PILE = 4.0
"""How far the cards of a repeated block lie behind one another."""


def mixed(below: str | QColor, above: str | QColor, share: float) -> QColor:
    """The colour of ``above`` laid over ``below`` with an opacity of ``share``."""
    a, b = QColor(below), QColor(above)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    )


class CardFonts(NamedTuple):
    """The fonts of a card: of its title, of its parameters, and of shape, count and the words beneath."""

    title: QFont
    line: QFont
    small: QFont


class Ink:
    """The pens, brushes and fonts of one theme. Items share one ``Ink`` and hear of a new one from the scene."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._letters: dict[tuple[int, bool], QFont] = {}
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.card = QBrush(QColor(theme.raised))
        self.edge = QPen(QColor(theme.border), 1.0)
        self.edge_hover = QPen(mixed(theme.border, theme.text, 0.45), 1.2)
        self.ring = QPen(QColor(theme.accent), 2.4)
        self.ring_idle = QPen(QColor(theme.accent), 1.2)
        self.accent = QBrush(QColor(theme.accent))
        self.good = QBrush(QColor(theme.good))
        self.port = QPen(QColor(theme.wire), 1.6)
        self.port_faint = QPen(mixed(theme.canvas, theme.wire, 0.35), 1.2)
        self.glow = QBrush(_clear(theme.accent, 70))
        self.canvas = QBrush(QColor(theme.canvas))
        self.chip_edge = QPen(mixed(theme.raised, theme.border, 0.9), 1.0)
        self.wire = _wire_pen(QColor(theme.wire), 2.0)
        self.wire_hover = _wire_pen(mixed(theme.wire, theme.text, 0.45), 2.6)
        self.wire_selected = _wire_pen(QColor(theme.accent), 3.0)
        self.wire_running = _wire_pen(QColor(theme.good), 2.0)
        self.wire_faint = _wire_pen(mixed(theme.canvas, theme.wire, 0.4), 2.0)
        shadow = QColor("#000000") if theme.name == "dark" else QColor("#1a2230")
        self.shadow = [QBrush(_clear(shadow, alpha)) for alpha in ((36, 26) if theme.name == "dark" else (9, 7))]

    @cached_property
    def title_font(self) -> QFont:
        """Titles of cards."""
        return font(13, QFont.Weight.DemiBold)

    @cached_property
    def line_font(self) -> QFont:
        """The parameter line of cards."""
        return font(12)

    @cached_property
    def small_font(self) -> QFont:
        """Chips, counts and the words beneath a card."""
        return font(11)

    @cached_property
    def farthest_font(self) -> QFont:
        """The title of a card seen from so far that it is barely made out."""
        return font(30, QFont.Weight.DemiBold)

    @cached_property
    def fonts(self) -> CardFonts:
        """Those of a card that is seen in its own size."""
        return CardFonts(self.title_font, self.line_font, self.small_font)

    @cached_property
    def larger_fonts(self) -> CardFonts:
        """Those of a card that is seen a little smaller."""
        return CardFonts(self.letters(15, bold=True), self.letters(14, bold=False), self.letters(13, bold=False))

    def letters(self, pixels: int, *, bold: bool) -> QFont:
        """A font in a size of canvas units, for what is seen from afar."""
        if (pixels, bold) not in self._letters:
            self._letters[pixels, bold] = font(pixels, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return self._letters[pixels, bold]

    def fitting(self, text: str, chosen: QFont, width: float, least: int) -> QFont:
        """The font, or as many pixels smaller as the text needs to fit the width, but none smaller than ``least``."""
        bold, pixels = chosen.weight() >= QFont.Weight.DemiBold, chosen.pixelSize()
        while pixels > least and text_width(text, self.letters(pixels, bold=bold)) > width:
            pixels -= 1
        return self.letters(pixels, bold=bold)

    def stripe(self, category: Category) -> QBrush:
        """The colour of a category."""
        return _brush(self.theme.categories[category])

    def block(self, category: Category) -> QBrush:
        """A card seen from so far that only its colour can be made out."""
        return mixed_brush(self.theme.raised, self.theme.categories[category], 0.55)

    def inner_edge(self, category: Category) -> QPen:
        """The second edge of a block's card."""
        return mixed_pen(self.theme.raised, self.theme.categories[category], 0.45, 1.0)

    def chip(self, category: Category) -> QBrush:
        """The ground of the chip that shows a shape."""
        return mixed_brush(self.theme.raised, self.theme.categories[category], 0.13)

    def alarm(self, severity: Severity) -> QColor:
        """The colour of a problem."""
        return QColor(self.theme.danger if severity is Severity.ERROR else self.theme.warning)


def font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The program's font in a size of canvas units. Digits have their natural widths, which leaves room for shapes."""
    chosen = QFont(QGuiApplication.font())
    chosen.unsetFeature(fonts.TABULAR)
    chosen.setPixelSize(pixels)
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


@lru_cache(maxsize=64)
def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


@lru_cache(maxsize=256)
def mixed_brush(below: str, above: str, share: float) -> QBrush:
    """A brush of a mixed colour, made once."""
    return QBrush(mixed(below, above, share))


@lru_cache(maxsize=256)
def mixed_pen(below: str, above: str, share: float, width: float) -> QPen:
    """A pen of a mixed colour, made once."""
    return QPen(mixed(below, above, share), width)


def _clear(colour: str | QColor, alpha: int) -> QColor:
    clear = QColor(colour)
    clear.setAlpha(alpha)
    return clear


def _wire_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)


def elided(text: str, chosen: QFont, width: float) -> str:
    """The text, shortened at its end to fit a width in canvas units."""
    return QFontMetricsF(chosen).elidedText(text, Qt.TextElideMode.ElideRight, width)


def text_width(text: str, chosen: QFont) -> float:
    """The width of a line of text in canvas units."""
    return QFontMetricsF(chosen).horizontalAdvance(text)


def wrapped(text: str, chosen: QFont, width: float, lines: int) -> list[str]:
    """The text in at most so many lines; the last one is elided if more would follow."""
    metrics = QFontMetricsF(chosen)
    found: list[str] = []
    line, rest = "", text.split()
    while rest:
        longer = f"{line} {rest[0]}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            if len(found) + 1 == lines:
                break
            found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
            line = ""
            continue
        line = longer
        rest.pop(0)
    last = " ".join([line, *rest])
    return [*found, metrics.elidedText(last, Qt.TextElideMode.ElideRight, width)]


@lru_cache(maxsize=32)
def card_path(height: float) -> QPainterPath:
    """The outline of a card."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, CARD_WIDTH, height), RADIUS, RADIUS)
    return path


@lru_cache(maxsize=32)
def stripe_path(height: float) -> QPainterPath:
    """The stripe along a card's left edge, inside its round corners."""
    strip = QPainterPath()
    strip.addRect(QRectF(0, 0, STRIPE, height))
    return strip.intersected(card_path(height))


@lru_cache(maxsize=32)
def inner_path(height: float) -> QPainterPath:
    """The second edge of a block's card, right of the stripe."""
    path = QPainterPath()
    inside = QRectF(0, 0, CARD_WIDTH, height).adjusted(STRIPE + INNER, INNER, -INNER, -INNER)
    path.addRoundedRect(inside, RADIUS - INNER, RADIUS - INNER)
    return path


def paint_pile(painter: QPainter, height: float, ground: QBrush, edge: QPen) -> None:
    """The cards behind that of a block which is repeated."""
    painter.setBrush(ground)
    painter.setPen(edge)
    for off in (2 * PILE, PILE):
        painter.drawRoundedRect(QRectF(off, off, CARD_WIDTH, height), RADIUS, RADIUS)


def paint_alarm(painter: QPainter, at: QPointF, size: float, severity: Severity, ink: Ink) -> None:
    """The sign of a problem: a disc for an error, a triangle for a warning, each with its mark."""
    half = size / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.alarm(severity))
    if severity is Severity.ERROR:
        painter.drawEllipse(at, half, half)
    else:
        corners = [QPointF(0, -half), QPointF(half * 1.08, half * 0.86), QPointF(-half * 1.08, half * 0.86)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    mark = QPen(QColor(ink.theme.raised), size * 0.13, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(mark)
    drop = 0.0 if severity is Severity.ERROR else size * 0.1
    painter.drawLine(at + QPointF(0, drop - size * 0.22), at + QPointF(0, drop + size * 0.05))
    painter.drawPoint(at + QPointF(0, drop + size * 0.24))
