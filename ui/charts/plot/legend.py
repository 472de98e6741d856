"""The key above the curves: which line is what, in as many rows as it takes and as there is room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from ui.charts.plot.drawing import Stroke

SAMPLE, GAP, BETWEEN = 26.0, 6.0, 16.0
"""Pixels: the width of a sample, the gap to its words, and the gap to the next sample."""


@dataclass(frozen=True)
class LegendEntry:
    """A sample and what it stands for. ``ground``: what fills the sample behind its line."""

    words: str
    stroke: Stroke | None = None
    ground: QColor | None = None


@dataclass(frozen=True, eq=False)
class Legend:
    """Entries in ``most`` rows at most, ``width`` pixels wide; ``more``: what is said of those without room."""

    entries: tuple[LegendEntry, ...]
    width: float
    most: int
    metrics: QFontMetricsF
    more: str

    @property
    def height(self) -> float:
        """Pixels."""
        return len(self.rows) * self.row_height

    @property
    def row_height(self) -> float:
        """Pixels from one row to the next."""
        return self.metrics.height() + 3

    @cached_property
    def rows(self) -> list[list[tuple[float, LegendEntry]]]:
        """Each row: entries, and where they begin. The last says how many have no room, where there are any."""
        entries, rows = self.entries, self._flow(self.entries)
        if len(rows) > self.most and not _lead(entries[0]):  # mere words are the first to give way
            entries = entries[1:]
            rows = self._flow(entries)
        count = sum(len(row) for row in rows[: self.most])
        while len(rows) > self.most and count:
            count -= 1
            left = LegendEntry(self.more.format(count=len(entries) - count))
            rows = self._flow((*entries[:count], left))
        return rows

    def paint(self, painter: QPainter, left: float, top: float, text: str) -> None:
        """Draw it with its corner there, in the colour ``text``."""
        for number, row in enumerate(self.rows):
            for start, entry in row:
                place = QRectF(left + start, top + number * self.row_height, self.metrics.height(), self.row_height)
                self._paint(painter, place, entry, text)

    def _paint(self, painter: QPainter, place: QRectF, entry: LegendEntry, text: str) -> None:
        middle = place.center().y()
        if entry.ground is not None:
            painter.fillRect(QRectF(place.left(), middle - 5, SAMPLE, 10), entry.ground)
        if entry.stroke is not None:
            entry.stroke.sample(painter, place.left(), middle, SAMPLE)
        painter.setPen(QColor(text))
        words = QRectF(place.left() + _lead(entry), place.top(), self.width, place.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words)

    def _flow(self, entries: tuple[LegendEntry, ...]) -> list[list[tuple[float, LegendEntry]]]:
        rows: list[list[tuple[float, LegendEntry]]] = [[]]
        start = 0.0
        for entry in entries:
            length = _lead(entry) + self.metrics.horizontalAdvance(entry.words)
            if rows[-1] and start + length > self.width:
                rows.append([])
                start = 0.0
            rows[-1].append((start, entry))
            start += length + BETWEEN
        return rows


def _lead(entry: LegendEntry) -> float:
    return SAMPLE + GAP if entry.stroke is not None or entry.ground is not None else 0.0
