"""How much larger than usual a widget's font is: what is painted by hand grows with them."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget


def font_scale(widget: QWidget) -> float:
    """1 in the window as it is at work, more in class view."""
    usual, own = QApplication.font(widget), widget.font()
    return own.pointSizeF() / usual.pointSizeF() if min(own.pointSizeF(), usual.pointSizeF()) > 0 else 1.0


def scaled_font(font: QFont, factor: float) -> QFont:
    """The same font, larger."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    return made
