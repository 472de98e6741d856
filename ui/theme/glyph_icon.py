"""Icons that are glyphs of a font, drawn anew at every size in the colours that they were asked for."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

FONT, NAMES = "remixicon-2.5.0.ttf", "remixicon-charmap-2.5.0.json"
"""Remix Icon, as qtawesome brings it: the font, and the code of each glyph in hexadecimal digits by its name."""
SHARE = 0.875
"""The share of an icon's height that a glyph takes: 14 of 16 pixels."""


class GlyphIcon(QIconEngine):
    """One glyph in one colour, and in another where the icon is disabled."""

    def __init__(self, glyph: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._glyph, self._colour, self._disabled = glyph, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it in the middle of the rectangle."""
        family, codes = _glyphs()
        font = QFont(family)
        font.setPixelSize(max(1, round(SHARE * rect.height())))
        painter.save()
        painter.setFont(font)
        painter.setPen(self._disabled if mode == QIcon.Mode.Disabled else self._colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, codes[self._glyph])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on a transparent background."""
        found = QPixmap(size)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return found

    def clone(self) -> QIconEngine:
        """A copy: Qt asks for one when an icon is changed."""
        return GlyphIcon(self._glyph, self._colour, self._disabled)


@cache
def _glyphs() -> tuple[str, dict[str, str]]:
    """The family of the font, and its letters by their names.

    Read from the files of qtawesome: to import it loads all of Qt, a third of a second and 11 MB at every start.
    """
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise ImportError("The icons are drawn with a font of qtawesome, which is not installed: pip install qtawesome")
    fonts = Path(found.submodule_search_locations[0]) / "fonts"
    number = QFontDatabase.addApplicationFont(str(fonts / FONT))
    codes = json.loads((fonts / NAMES).read_text(encoding="utf-8"))
    return QFontDatabase.applicationFontFamilies(number)[0], {name: chr(int(code, 16)) for name, code in codes.items()}
