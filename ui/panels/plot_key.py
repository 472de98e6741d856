"""The key above the curves: which line is what, in as many rows as it takes, two at most."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ui.panels.plot_ink import Stroke

SAMPLE, GAP, BETWEEN = 26.0, 6.0, 16.0
"""Pixels: the width of a sample, the gap to its words, and the gap to the next sample."""
MOST_ROWS = 2


@dataclass(frozen=True)
class Entry:
    """A sample and what it stands for. ``ground``: what fills the sample behind its line."""

    words: str
    stroke: Stroke | None = None
    ground: QColor | None = None


@dataclass(frozen=True)
class Key:
    """Entries laid out in rows that are ``width`` pixels wide; ``more``: what is said of those without room."""

    entries: tuple[Entry, ...]
    width: float
    metrics: QFontMetricsF
    more: str

    @property
    def height(self) -> float:
        """Pixels."""
        return len(self.rows()) * self.row_height

    @property
    def row_height(self) -> float:
        """Pixels from one row to the next."""
        return self.metrics.height() + 3

    def rows(self) -> list[list[tuple[float, Entry]]]:
        """Each row: entries, and where they begin. The last says how many have no room, where there are any."""
        for count in range(len(self.entries), 0, -1):
            left = len(self.entries) - count
            last = (Entry(self.more.format(count=left)),) if left else ()
            rows = self._flow((*self.entries[:count], *last))
            if len(rows) <= MOST_ROWS:
                return rows
        return self._flow(self.entries[:1])

    def paint(self, painter: QPainter, left: float, top: float, text: str) -> None:
        """Draw it with its corner there, in the colour ``text``."""
        for number, row in enumerate(self.rows()):
            for start, entry in row:
                place = QRectF(left + start, top + number * self.row_height, self.metrics.height(), self.row_height)
                self._paint(painter, place, entry, text)

    def _paint(self, painter: QPainter, place: QRectF, entry: Entry, text: str) -> None:
        middle = place.center().y()
        if entry.ground is not None:
            painter.fillRect(QRectF(place.left(), middle - 5, SAMPLE, 10), entry.ground)
        if entry.stroke is not None:
            entry.stroke.sample(painter, place.left(), middle, SAMPLE)
        painter.setPen(QColor(text))
        words = QRectF(place.left() + _lead(entry), place.top(), self.width, place.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)

    def _flow(self, entries: tuple[Entry, ...]) -> list[list[tuple[float, Entry]]]:
        rows: list[list[tuple[float, Entry]]] = [[]]
        start = 0.0
        for entry in entries:
            length = _lead(entry) + self.metrics.horizontalAdvance(entry.words)
            if rows[-1] and start + length > self.width:
                rows.append([])
                start = 0.0
            rows[-1].append((start, entry))
            start += length + BETWEEN
        return rows


def _lead(entry: Entry) -> float:
    return SAMPLE + GAP if entry.stroke is not None or entry.ground is not None else 0.0
