"""How a muted layer is marked: a dotted outline and a word, and from afar a stroke through an empty card."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from netbuilder.messages import Message, say
from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas.items import painting
from ui.canvas.items.painting import Ink
from ui.language.text import shown

MUTED: Message = say("muted")
CHIP_HEIGHT = 16.0


def edge(ink: Ink) -> QPen:
    """The outline of a muted layer's card."""
    pen = QPen(ink.muted, 1.4)
    pen.setDashPattern([1.5, 2.5])
    return pen


def chip_width(ink: Ink) -> float:
    """How wide the word is on the card, its frame included."""
    return painting.text_width(shown(MUTED), ink.small_font) + 12


def paint_chip(painter: QPainter, right: float, ink: Ink) -> None:
    """The word, in a frame that ends at ``right``, beside the title."""
    width = chip_width(ink)
    area = QRectF(right - width, 10, width, CHIP_HEIGHT)
    painter.setPen(QPen(ink.muted, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 5, 5)
    painter.setFont(ink.small_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown(MUTED))


def paint_stroke(painter: QPainter, height: float, ink: Ink, width: float) -> None:
    """The stroke through a card whose words cannot be read."""
    painter.setPen(QPen(ink.muted, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QLineF(6, height - 6, CARD_WIDTH - 6, 6))
