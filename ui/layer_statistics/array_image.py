"""An array as images on the scale of all numbers: blue below zero, orange above, the ground at zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.language.text import typeset
from ui.stepping.value_tag import compact, diverging
from ui.theme.themes import Theme, Themes

if TYPE_CHECKING:
    from netbuilder.layer_statistics.tiles import Tiles

GAP, WIDE_GAP, WIDE_FROM, GROUP_GAP = 2, 6, 8.0, 10
"""Pixels between two images: few, or more from a side of a number on; and how many more to those that do not belong
together."""
LARGEST, SMALLEST = 26.0, 3.0
"""Pixels of the side of a number: no larger, however few there are, and no smaller where there are several images; then
one scrolls."""
STRETCHED = 16.0
"""So wide and so high are the numbers of a long matrix, where there is room: they are squares no longer."""
SCROLLED = (8.0, 6.0, 5.0, 4.0)
"""The sides that are tried where one scrolls: as large as leaves those beside each other that belong together."""
SHADES = 127
"""Steps of the scale to each side of zero."""


@dataclass(frozen=True)
class Arrangement:
    """Where the images lie. ``side``, ``tall``: width and height of a number in pixels; ``across``: groups in a row;
    ``together``: images of one; ``rows``, ``columns``: of an image."""

    side: float
    tall: float
    across: int
    together: int
    rows: int
    columns: int

    @property
    def gap(self) -> int:
        """Pixels between two images."""
        return WIDE_GAP if self.side >= WIDE_FROM else GAP

    @property
    def step(self) -> float:
        """Pixels from one group to the next."""
        between = GROUP_GAP if self.together > 1 else 0
        return self.together * (self.columns * self.side + self.gap) + between

    def corner(self, number: int) -> QPointF:
        """The upper left corner of an image."""
        group, within = divmod(number, self.together)
        down, right = divmod(group, self.across)
        left = right * self.step + within * (self.columns * self.side + self.gap)
        return QPointF(round(left), round(down * (self.rows * self.tall + self.gap)))

    def height(self, count: int) -> int:
        """Of all images."""
        lines = -(-count // (self.together * self.across))
        return round(lines * (self.rows * self.tall + self.gap)) - self.gap


class ArrayImage(QWidget):
    """``pointed``: the number under the mouse with its place, in words; empty where there is none."""

    pointed = Signal(str)

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.tiles: Tiles | None = None
        self._images: list[QImage] = []
        self._lie: Arrangement | None = None
        self.setMouseTracking(True)
        self.setMinimumWidth(80)
        self.setAccessibleName(self.tr("Image of the numbers"))
        themes.changed.connect(self._dress)

    def show_tiles(self, tiles: Tiles | None) -> None:
        """Show an array."""
        self.tiles = tiles
        self._dress(self._themes.theme)

    def _dress(self, theme: Theme) -> None:
        self._images = [] if self.tiles is None else images_of(self.tiles, theme)
        self._arrange()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room, another arrangement."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Every image in its place; only numbers that are smaller than a pixel are smoothed."""
        painter, lie = QPainter(self), self._lie
        if lie is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(lie.side, lie.tall) < 1)
        size = QPointF(lie.columns * lie.side, lie.rows * lie.tall)
        painter.setPen(QColor(self._themes.theme.border))
        for number, image in enumerate(self._images):
            place = QRectF(lie.corner(number), lie.corner(number) + size)
            if place.intersects(QRectF(event.rect())):
                painter.drawImage(place, image)
                painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self.pointed.emit(self.at(event.position()))

    def leaveEvent(self, event: Any) -> None:
        """Nothing is."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def at(self, point: QPointF) -> str:
        """The number at a point, with its place in the array."""
        tiles, lie = self.tiles, self._lie
        if tiles is None or lie is None:
            return ""
        for number in range(len(self._images)):
            within = point - lie.corner(number)
            row, column = int(within.y() / lie.tall), int(within.x() / lie.side)
            if min(within.x(), within.y()) >= 0 and row < lie.rows and column < lie.columns:
                place = ", ".join(map(str, tiles.place(number, row, column)))
                return f"[{place}] = {typeset(f'{float(tiles.images[number, row, column]):.4g}')}"
        return ""

    def middle_of(self, image: int, row: int, column: int) -> QPointF:
        """The middle of the square of a number."""
        if self._lie is None:
            return QPointF()
        return self._lie.corner(image) + QPointF((column + 0.5) * self._lie.side, (row + 0.5) * self._lie.tall)

    def _arrange(self) -> None:
        tiles, frame = self.tiles, self.parentWidget()
        self._lie = None
        if tiles is not None and tiles.images.size:
            room = frame.size() if frame is not None else self.size()
            self._lie = arranged(tiles, max(self.width(), 1), room.height() - 2)
        height = self._lie.height(len(self._images)) + 1 if self._lie is not None else 0
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


def arranged(tiles: Tiles, width: int, height: int) -> Arrangement:
    """The largest squares with which all images are seen at once; if there are none, one scrolls."""
    count, rows, columns = tiles.images.shape
    if count == 1:
        wide, tall = (width - 1) / columns, height / rows
        side = min(LARGEST, wide, tall)
        return Arrangement(max(side, min(wide, STRETCHED)), max(side, min(tall, STRETCHED)), 1, 1, rows, columns)
    side = LARGEST
    while side > SMALLEST:
        found = _with(side, tiles, width)
        if found is not None and found.height(count) <= height:
            return found
        side -= 1
    for side in (*SCROLLED, SMALLEST):
        found = _with(side, tiles, width)
        if found is not None:
            return found
    apart = Arrangement(SMALLEST, SMALLEST, 1, 1, rows, columns)
    return replace(apart, across=max(1, int((width - 1) / apart.step)))


def _with(side: float, tiles: Tiles, width: int) -> Arrangement | None:
    """Those that belong together side by side, as many groups in each line; None where one is wider than the room."""
    count, rows, columns = tiles.images.shape
    found = Arrangement(side, side, 1, tiles.together, rows, columns)
    most = int((width - 1 + found.gap + (GROUP_GAP if tiles.together > 1 else 0)) / found.step)
    if most < 1:
        return None
    groups = -(-count // tiles.together)
    lines = -(-groups // most)
    return replace(found, across=-(-groups // lines))


def images_of(tiles: Tiles, theme: Theme) -> list[QImage]:
    """Each image in the colors of its numbers."""
    import numpy

    colours = [diverging(step / SHADES, theme) for step in range(-SHADES, SHADES + 1)]
    table = numpy.array([[c.red(), c.green(), c.blue()] for c in [*colours, QColor(theme.danger)]], numpy.uint8)
    finite = numpy.isfinite(tiles.images)
    shares = numpy.where(finite, tiles.images, 0.0) / (tiles.largest or 1.0)
    places = numpy.where(finite, numpy.rint(shares.clip(-1, 1) * SHADES) + SHADES, 2 * SHADES + 1).astype(int)
    pixels = numpy.ascontiguousarray(table[places])
    rows, columns = pixels.shape[1:3]
    form = QImage.Format.Format_RGB888
    return [QImage(one.tobytes(), columns, rows, 3 * columns, form).copy() for one in pixels]


class ScaleBar(QWidget):
    """The scale of the numbers: from minus the largest size to the largest."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._largest = themes, 0.0
        self.setFixedWidth(170)
        self.setMinimumHeight(self.fontMetrics().height() + 2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Scale of the colors"))
        themes.changed.connect(lambda _theme: self.update())

    def show_largest(self, largest: float) -> None:
        """The size that has the full color."""
        self._largest = largest
        self.setAccessibleDescription(f"{typeset(compact(-largest))} … {compact(largest)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A strip between two numbers."""
        painter, theme, metrics = QPainter(self), self._themes.theme, self.fontMetrics()
        low, high = compact(-self._largest), compact(self._largest)
        left, right = metrics.horizontalAdvance(low) + 6, self.width() - metrics.horizontalAdvance(high) - 6
        painter.setPen(QColor(theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, low)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, high)
        strip = QRectF(left, self.height() / 2 - 4, right - left, 8)
        ramp = QLinearGradient(strip.topLeft(), strip.topRight())
        for share in (-1.0, -0.5, 0.0, 0.5, 1.0):
            ramp.setColorAt((share + 1) / 2, diverging(share, theme))
        painter.setPen(QColor(theme.border))
        painter.setBrush(ramp)
        painter.drawRect(strip)
