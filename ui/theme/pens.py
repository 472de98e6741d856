"""Pens of plots: as wide as on an ordinary screen, however many dots the screen has for each pixel."""

from __future__ import annotations

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPen


def sharpness() -> float:
    """Dots for each pixel of the sharpest screen."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def ink(colour: str | QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen of so many pixels; a plotting library's own are as wide in dots."""
    made: QPen = pyqtgraph.mkPen(colour, width=width * sharpness(), style=style)
    return made
