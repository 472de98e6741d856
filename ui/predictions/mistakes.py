"""Which classes are taken for which: the table of counts, and the wrong rows themselves."""

from __future__ import annotations

from typing import Any

import numpy
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.predictions.predictions import Confusion, Mistake
from netbuilder.predictions.scenes import Scene
from ui.forms.row_pictures import image_of
from ui.language.text import percent
from ui.theme.font_scale import font_scale
from ui.theme.style import mixed
from ui.theme.themes import LIGHT, Theme
from ui.widgets import table_headings
from ui.widgets.labels import label, scrolled

Array = numpy.ndarray[Any, Any]

WIDEST_NAME, WIDEST_CELL, HIGHEST_CELL = 96, 84, 34
SMALLEST = QSize(160, 90)
SMALL_IMAGE, LARGE_IMAGE, IMAGE_STEP = 40, 96, 8
"""Pixels of a side: as large as lets all be seen at once, if there is such a size."""
TABLE_ROWS = 30
CENTRE = Qt.AlignmentFlag.AlignCenter


class Mistakes(QWidget):
    """The table of counts to the left; to the right the figures (set from outside) and the wrong rows."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix, self.images, self.table = Matrix(), WrongImages(), WrongRows()
        self.epoch, self.figures, self.heading = label("section"), label("value"), label("hint")
        self.none = label("hint", self.tr("No validation row is misclassified."))
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = scrolled(self.images)
        stack = QWidget()  # a layout without a widget would open its first part as a window
        self._stack = QStackedLayout(stack)
        for part in (self.none, self._area, self.table):
            self._stack.addWidget(part)
        wrong = QVBoxLayout()
        wrong.setSpacing(4)
        for part in (self.epoch, self.figures, self.heading):
            wrong.addWidget(part)
        wrong.addWidget(stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.matrix, 1)
        row.addLayout(wrong, 1)

    def draw(self, scene: Scene, confusion: Confusion, theme: Theme) -> None:
        """Show what was taken for what."""
        self.matrix.draw(confusion.counts, scene.signature.classes, theme)
        wrong = int(confusion.counts.sum() - confusion.counts.trace())
        self.heading.setText(self.tr("Wrong: {count}, most confident first").format(count=f"{wrong:,}"))
        self.heading.setVisible(wrong > 0)
        if not confusion.wrong:
            self._stack.setCurrentWidget(self.none)
        elif len(scene.signature.features) == 3:
            self._stack.setCurrentWidget(self._area)
            self.images.draw(scene, confusion.wrong, theme)
        else:
            self._stack.setCurrentWidget(self.table)
            self.table.draw(scene, confusion.wrong)


class Matrix(QWidget):
    """A row for each true class, a column for each predicted one; right answers on the diagonal."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Array = numpy.zeros((1, 1), int)
        self._names: tuple[str, ...] = ("",)
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def draw(self, counts: Array, names: tuple[str, ...], theme: Theme) -> None:
        """Show counts, (true, predicted)."""
        self._counts, self._names, self._theme = counts, names, theme
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Little: the panel keeps its place when other data come; cells shrink instead."""
        return SMALLEST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names above and to the left, tinted cells with their counts."""
        painter, metrics, theme = QPainter(self), self.fontMetrics(), self._theme
        line, margin = metrics.height(), self._margin(metrics)
        count = len(self._names)
        factor = font_scale(self)
        width = min(round(WIDEST_CELL * factor), (self.width() - margin) // count)
        height = min(round(HIGHEST_CELL * factor), (self.height() - 2 * line - 4) // count)
        painter.setPen(QColor(theme.muted))
        across = self.tr("predicted →")
        painter.drawText(QRect(margin, 0, max(width * count, metrics.horizontalAdvance(across)), line), 0, across)
        painter.drawText(QRect(0, line, margin - 8, line), Qt.AlignmentFlag.AlignRight, self.tr("true ↓"))
        for k, name in enumerate(self._names):
            top, left = 2 * line + 4 + k * height, margin + k * width
            shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) for room in (margin - 8, width - 4)]
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(QColor(theme.text))
            painter.drawText(QRect(0, top, margin - 8, height), side, shown[0])
            painter.drawText(QRect(left, line, width, line), CENTRE, shown[1])
            for j in range(count):
                self._paint_cell(painter, QRect(margin + j * width, top, width, height), k, j)

    def _paint_cell(self, painter: QPainter, cell: QRect, true: int, predicted: int) -> None:
        number, theme = int(self._counts[true, predicted]), self._theme
        share = number / max(1, int(self._counts[true].sum()))
        tint = theme.good if true == predicted else theme.danger
        strength = 0.12 + 0.33 * share if number else 0.0
        inside = cell.adjusted(1, 1, -1, -1)
        painter.fillRect(inside, mixed(theme.surface, tint, strength) if number else QColor(theme.window))
        painter.setPen(QColor(theme.text if number else theme.muted))
        painter.drawText(inside, CENTRE, f"{number:,}" if number else "·")

    def _margin(self, metrics: QFontMetrics) -> int:
        widest = max(metrics.horizontalAdvance(text) for text in (*self._names, self.tr("true ↓")))
        return min(round(WIDEST_NAME * font_scale(self)), widest) + 12


class WrongImages(QWidget):
    """The wrong rows as small images, each with what it is and what it was taken for."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[tuple[Any, str]] = []
        self._side = SMALL_IMAGE
        self._theme = LIGHT
        self.setAccessibleName(self.tr("Wrong images"))

    def draw(self, scene: Scene, wrong: tuple[Mistake, ...], theme: Theme) -> None:
        """Show these mistakes."""
        names, self._theme = scene.signature.classes, theme
        self._cells = [
            (image_of(scene.points.features[one.place]), f"{names[one.true]} → {names[one.predicted]}") for one in wrong
        ]
        self.setAccessibleDescription(", ".join(words for _, words in self._cells))
        self._resize()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        self._resize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Images enlarged without smoothing, words under them."""
        painter, metrics = QPainter(self), self.fontMetrics()
        painter.setPen(QColor(self._theme.text))
        side = self._side
        columns, cell = self._columns(side), self._cell(side)
        for number, (image, words) in enumerate(self._cells):
            left, top = number % columns * cell, number // columns * self._step(side)
            painter.drawImage(QRect(left + (cell - side) // 2, top, side, side), image)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, cell - 4)
            painter.drawText(QRect(left, top + side, cell, metrics.height() + 2), CENTRE, shown)

    def changeEvent(self, event: QEvent) -> None:
        """A larger font, larger images."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._resize()

    def _step(self, side: int) -> int:
        """From the top of one image to that of the image below it."""
        return side + self.fontMetrics().height() + 8

    def _cell(self, side: int) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(words) for _, words in self._cells), default=0)
        return max(side + 12, min(widest + 10, 2 * side + 20))

    def _columns(self, side: int) -> int:
        return max(1, self.width() // self._cell(side))

    def _height(self, side: int) -> int:
        return -(-len(self._cells) // self._columns(side)) * self._step(side)

    def _resize(self) -> None:
        factor, frame = font_scale(self), self.parentWidget()
        room = frame.height() if frame is not None else 0
        sides = [round(side * factor) for side in range(LARGE_IMAGE, SMALL_IMAGE - 1, -IMAGE_STEP)]
        self._side = next((side for side in sides if self._height(side) <= room), sides[-1])
        self.setMinimumHeight(self._height(self._side))


class WrongRows(QTableWidget):
    """The wrong rows in words: their numbers in the data, what they are, and what they were taken for."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        sure = QTableWidgetItem(self.tr("Confidence"))
        sure.setToolTip(self.tr("The probability that the network gives to the class it predicts"))
        self.setHorizontalHeaderLabels([self.tr("Row"), self.tr("True"), self.tr("Predicted")])
        self.setHorizontalHeaderItem(3, sure)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Wrong rows"))

    def draw(self, scene: Scene, wrong: tuple[Mistake, ...]) -> None:
        """Show the first of these mistakes."""
        names, points = scene.signature.classes, scene.points
        self.setRowCount(min(len(wrong), TABLE_ROWS))
        for row, one in enumerate(wrong[:TABLE_ROWS]):
            number = f"{int(points.numbers[one.place]) + 1:,}"
            for column, text in enumerate((number, names[one.true], names[one.predicted], percent(one.sure))):
                is_number = column in (0, 3)
                self.setItem(row, column, table_headings.number(text) if is_number else QTableWidgetItem(text))
        table_headings.align(self)
