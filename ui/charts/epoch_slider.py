"""A slider over the epochs whose weights are kept: it lies under the curves and stops at nothing else."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider

from ui.theme.font_scale import font_scale
from ui.theme.style import faint
from ui.theme.themes import Theme, Themes

HEIGHT = 22
TRACK, HANDLE, TICK = 3.0, 6.0, 5.0
"""Pixels: the height of the track, the radius of the handle, the height of a tick; all grow with the font size."""
ROOM_FOR_TICKS = 6.0
"""Pixels between two epochs, from which on each has its tick."""
SHORTEST = 120.0
"""Pixels under which the epochs could not be told apart by hand; they then take the whole width."""
PAGES = 10
"""So many strokes of a Page key lead from one end to the other."""


@dataclass(frozen=True)
class Span:
    """Epochs ``first`` to ``last`` lie between ``left`` and ``right`` (pixels)."""

    left: float
    right: float
    first: float
    last: float

    def x(self, epoch: float) -> float:
        """Where an epoch lies; at an end where it is out of sight."""
        placed = self.left + (epoch - self.first) * (self.right - self.left) / (self.last - self.first)
        return min(max(placed, self.left), self.right)

    def epoch_at(self, x: float) -> float:
        """The epoch that lies there."""
        return self.first + (x - self.left) * (self.last - self.first) / (self.right - self.left)


class EpochSlider(QSlider):
    """Keys as in the curves: Left and Right to the next kept epoch, Page keys further, Home and End to the ends."""

    chosen = Signal(int)
    """The epoch that the user has moved to."""

    def __init__(self, themes: Themes) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._span = Span(0.0, 1.0, 0.0, 1.0)
        self.stops: tuple[int, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.valueChanged.connect(self._snap)
        themes.changed.connect(self.update)

    def show_stops(self, stops: tuple[int, ...], epoch: int) -> None:
        """Offer these epochs, in their order, and stand at one of them. The user has not moved."""
        with QSignalBlocker(self):
            self.stops = stops
            self.setEnabled(len(stops) > 1)
            if stops:
                self.setRange(stops[0], stops[-1])
                self.setValue(epoch)
        self.update()

    def lie(self, span: Span) -> None:
        """Lie so that each epoch is where the curves have it."""
        self._span = span
        self.update()

    def x_of(self, epoch: float) -> float:
        """Where an epoch lies, in pixels from the left."""
        return self._placed.x(epoch)

    @property
    def _placed(self) -> Span:
        """As the curves have it, but where a much longer run behind them has left little room for the present one."""
        span, first, last = self._span, *((self.stops[0], self.stops[-1]) if self.stops else (0, 0))
        crowded = first < last and span.x(last) - span.x(first) < SHORTEST
        return Span(span.left, span.right, first, last) if crowded else span

    def nearest(self, epoch: float) -> int:
        """The epoch among the stops that is nearest."""
        return min(self.stops, key=lambda stop: abs(stop - epoch))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the stops."""
        place, last = bisect_left(self.stops, self.value()), len(self.stops) - 1
        page = max(1, round(last / PAGES))
        key = Qt.Key
        ways = {
            key.Key_Left: place - 1,
            key.Key_Down: place - 1,
            key.Key_Right: place + 1,
            key.Key_Up: place + 1,
            key.Key_PageUp: place - page,
            key.Key_PageDown: place + page,
            key.Key_Home: 0,
            key.Key_End: last,
        }
        way = ways.get(Qt.Key(event.key()))
        if way is None or not self.stops:
            event.ignore()
            return
        self.setValue(self.stops[max(0, min(last, way))])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there at once."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self.isSliderDown():
            self._go_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """One kept epoch further or back."""
        place = bisect_left(self.stops, self.value()) + (1 if event.angleDelta().y() > 0 else -1)
        if self.stops:
            self.setValue(self.stops[max(0, min(len(self.stops) - 1, place))])
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The track, filled up to the handle; ticks where there is room to tell them apart."""
        if not self.stops:
            return
        theme, painter = self._themes.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        start, end, here = (self.x_of(epoch) for epoch in (self.stops[0], self.stops[-1], self.value()))
        colour = QColor(theme.accent) if self.isEnabled() else faint(theme)
        self._paint_track(painter, start, end, QColor(theme.border))
        self._paint_track(painter, start, here, colour)
        self._paint_ticks(painter, theme)
        self._paint_handle(painter, here, colour, theme)

    def _paint_track(self, painter: QPainter, start: float, end: float, colour: QColor) -> None:
        thick = TRACK * font_scale(self)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(start, (self.height() - thick) / 2, end - start, thick), thick / 2, thick / 2)

    def _paint_ticks(self, painter: QPainter, theme: Theme) -> None:
        places = [self.x_of(stop) for stop in self.stops]
        if len(places) < 2 or (places[-1] - places[0]) / (len(places) - 1) < ROOM_FOR_TICKS:
            return
        painter.setBrush(QColor(theme.muted))
        factor = font_scale(self)
        for place in places:
            painter.drawRect(QRectF(place - 0.5, (self.height() + TRACK * factor) / 2 + 1, factor, TICK * factor))

    def _paint_handle(self, painter: QPainter, here: float, colour: QColor, theme: Theme) -> None:
        centre, radius = QPointF(here, self.height() / 2), HANDLE * font_scale(self)
        if self.hasFocus():
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 3, radius + 3)
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(colour)
        painter.drawEllipse(centre, radius, radius)

    def _go_to(self, event: QMouseEvent) -> None:
        if self.stops:
            self.setValue(self.nearest(self._placed.epoch_at(event.position().x())))

    def _snap(self, value: int) -> None:
        """A value may come from the keys, the mouse, or a tool for people who use neither."""
        stop = self.nearest(value)
        if stop != value:
            with QSignalBlocker(self):
                self.setValue(stop)
        self.update()
        self.chosen.emit(stop)
