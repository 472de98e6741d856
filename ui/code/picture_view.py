"""A picture of the drawing, as large as there is room for it and never so small that nothing can be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

SMALLEST = 0.55
"""Of a picture's own size; what is then wider than the view is scrolled."""
WIDEST = 200_000
"""Dots that a widget may be wide."""


class _Canvas(QWidget):
    """Paints the picture over its whole area."""

    def __init__(self) -> None:
        super().__init__()
        self.draw: Callable[[QPainter, QRectF], None] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        if self.draw is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self.draw(painter, QRectF(self.rect()))
            painter.end()


class PictureView(QScrollArea):
    """Shows an SVG or a PNG file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._canvas = _Canvas()
        self._size = QSizeF()
        self.setWidget(self._canvas)

    @property
    def size_of_picture(self) -> QSizeF:
        """How large the picture itself is."""
        return self._size

    def show_svg(self, content: bytes) -> None:
        """Show an SVG file."""
        from PySide6.QtSvg import QSvgRenderer

        renderer = QSvgRenderer(QByteArray(content))
        self._canvas.draw = renderer.render
        self._fit(QSizeF(renderer.viewBoxF().size()))

    def show_png(self, content: bytes) -> None:
        """Show a PNG file, which has two dots for each of the drawing's units."""
        image = QImage.fromData(content)
        self._canvas.draw = lambda painter, area: painter.drawImage(area, image)
        self._fit(QSizeF(image.size()) / 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the room that there is."""
        super().resizeEvent(event)
        self._fit(self._size)

    def _fit(self, size: QSizeF) -> None:
        self._size = size
        if size.isEmpty():
            return
        room = self.viewport().size()
        whole = min(room.width() / size.width(), room.height() / size.height())
        scale = min(1.0, max(whole, SMALLEST), WIDEST / max(size.width(), size.height()))
        self._canvas.resize(QSize(round(size.width() * scale), round(size.height() * scale)))
        self._canvas.update()
