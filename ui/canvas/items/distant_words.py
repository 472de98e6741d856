"""The words of a card that is seen from afar: three lines in large letters, as long as these can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from netbuilder.layers import Category
from netbuilder.project.arrange import CARD_WIDTH
from ui.canvas.items import painting
from ui.canvas.items.painting import Ink

LARGEST = 0.66
"""Below this zoom the small letters of a card cannot be read, and it is written in larger ones."""
LARGER = 0.44
"""Below this zoom the letters are larger still."""
LEAST = 0.3
"""Below this zoom there is room for the title only."""
SIZES = ((19, 17), (24, 22))
"""The letters of the title and of the other lines, in canvas units, in the nearer and in the farther size."""
PADDINGS = (5.0, 2.0)
"""The room above the title and below the shape: the larger letters need nearly all of the card's height."""
ASCENT, DESCENT, LIFT = 0.86, 0.2, 0.265
"""Of the size of a font: how far below its top it stands, how far it reaches below that, and how far it stands below
the middle of a capital and a descender."""
NARROWEST = (15, 20)
"""The smallest letters of a title that would be cut in the usual ones, in either size."""
LEFT, RIGHT = 12.0, CARD_WIDTH - 6.0
SIGN = 22.0
"""The width that the sign of a problem takes of the title."""


@dataclass(frozen=True, slots=True)
class DistantWords:
    """Title, parameters, shape and count, cut to the card's width, and their fonts."""

    title: str
    summary: str
    chip: str
    count: str
    title_font: QFont
    line_font: QFont
    padding: float


def size_at(scale: float) -> int:
    """Which of the two sizes is written at a zoom."""
    return 0 if scale >= LARGER else 1


def distant_words(
    texts: tuple[str, str, str], counts: Sequence[str], ink: Ink, size: int, *, sign: bool
) -> DistantWords:
    """Title, summary and shape as they fit; the first of the ways to say the count that has room beside the shape."""
    title_font, line_font = (ink.letters(pixels, bold=i == 0) for i, pixels in enumerate(SIZES[size]))
    width = RIGHT - LEFT
    title, summary, shape = texts
    title_font = ink.fitting(title, title_font, width - (SIGN if sign else 0), NARROWEST[size])
    if painting.text_width(shape, line_font) > width - 8:
        shape = shape.replace(" × ", "×")  # a shape that is cut says nothing
    chip = painting.elided(shape, line_font, width - 8)
    room = width - painting.text_width(chip, line_font) - 16
    return DistantWords(
        title=painting.elided(title, title_font, width - (SIGN if sign else 0)),
        summary=painting.elided(summary, line_font, width),
        chip=chip,
        count=next((text for text in counts if painting.text_width(text, line_font) <= room), ""),
        title_font=title_font,
        line_font=line_font,
        padding=PADDINGS[size],
    )


def paint(painter: QPainter, words: DistantWords, height: float, ink: Ink, category: Category, *, muted: bool) -> None:
    """Write the lines: the title at the top, the shape and the count at the foot, the summary in the middle between."""
    large, small = words.title_font.pixelSize(), words.line_font.pixelSize()
    painter.setPen(ink.muted if muted else ink.text)
    painter.setFont(words.title_font)
    title = words.padding + large * ASCENT
    painter.drawText(QPointF(LEFT, title), words.title)
    foot = QRectF(LEFT - 3, height - small * 1.18 - words.padding, RIGHT - LEFT + 3, small * 1.18)
    painter.setFont(words.line_font)
    painter.setPen(ink.muted)
    between = (title + large * DESCENT + foot.top()) / 2
    painter.drawText(QPointF(LEFT, between + small * LIFT), words.summary)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.count)
    if words.chip:
        chip = QRectF(foot.topLeft(), foot.bottomRight())
        chip.setWidth(painting.text_width(words.chip, words.line_font) + 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.chip(category))
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(ink.text)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words.chip)
