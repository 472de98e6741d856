"""The numbers of an array as a table, coloured by size and sign: blue below zero, orange above."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from netbuilder.stepping.numbers import Numbers
from ui.language.text import typeset
from ui.theme.themes import Theme, Themes

STRONGEST = 0.55
"""How much of its colour the largest number shows, so that its digits stay readable."""
FRAME = 2.0
"""How wide the frame of the current cell is, in pixels."""
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class NumbersModel(QAbstractTableModel):
    """Two axes of an array. ``layer``: which of the sheets before the last two axes, counted through."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._found: Numbers | None = None
        self._sheets: Any = None
        self._shape: tuple[int, ...] = ()
        self.layer = 0
        self._corner = (0, 0, 0)
        themes.changed.connect(self._repaint)

    @property
    def layers(self) -> int:
        """How many sheets there are."""
        return 0 if self._sheets is None else len(self._sheets)

    def show_numbers(self, found: Numbers | None) -> None:
        """Show another array, from its first sheet on."""
        self.beginResetModel()
        self._found, self.layer, self._corner = found, 0, (0, 0, 0)
        if found is None:
            self._sheets = None
        else:
            sides = found.array.shape[-2:] if found.array.ndim > 1 else (1, found.array.size)
            self._sheets, self._shape = found.array.reshape(-1, *sides), found.array.shape
        self.endResetModel()

    def show_window(self, found: Numbers, corner: tuple[int, int, int], shape: tuple[int, ...]) -> None:
        """Show a part of a sheet of a larger array; ``corner``: its sheet, first row and first column."""
        self.show_numbers(found)
        self._corner, self._shape = corner, shape
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def show_layer(self, layer: int) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.layer = layer
        self.endResetModel()

    def place(self, index: Index) -> tuple[int, ...]:
        """The place of a cell in the array."""
        import numpy

        sheet, row, column = self._corner
        sides = (*(1,) * 2, *self._shape)[-2:]
        flat = (self.layer + sheet) * sides[0] * sides[1] + (index.row() + row) * sides[1] + index.column() + column
        return tuple(int(at) for at in numpy.unravel_index(flat, self._shape))

    def cell(self, place: tuple[int, ...]) -> tuple[int, int, int]:
        """Sheet, row and column of a place in the whole array."""
        import numpy

        sides = (*(1,) * 2, *self._shape)[-2:]
        sheet, within = divmod(int(numpy.ravel_multi_index(place, self._shape)), sides[0] * sides[1])
        return (sheet, *divmod(within, sides[1]))

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows of a sheet."""
        return 0 if self._sheets is None or (parent is not None and parent.isValid()) else int(self._sheets.shape[1])

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns of a sheet."""
        return 0 if self._sheets is None or (parent is not None and parent.isValid()) else int(self._sheets.shape[2])

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The number with four digits, its colour, and where it stands."""
        if self._sheets is None:
            return None
        value = float(self._sheets[self.layer, index.row(), index.column()])
        if role == Role.DisplayRole:
            return typeset(f"{value + 0.0:.4g}")  # zero has no sign
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole:
            return self._colour(value)
        if role == Role.ForegroundRole and not math.isfinite(value):
            return QColor(self._themes.theme.raised)  # the text colour cannot be read on red
        if role == Role.ToolTipRole:
            return f"[{', '.join(map(str, self.place(index)))}]  {value!r}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Rows and columns are counted from 0, as in code."""
        if role == Role.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Role.DisplayRole:
            return None
        return section + self._corner[1 if orientation is Qt.Orientation.Vertical else 2]

    def _colour(self, value: float) -> QColor:
        theme, found = self._themes.theme, self._found
        if not math.isfinite(value) or found is None:
            return QColor(theme.danger)
        largest = max(abs(found.low), abs(found.high)) or 1.0
        colour = QColor(theme.validation if value > 0 else theme.training)
        colour.setAlphaF(STRONGEST * min(1.0, abs(value) / largest))
        return colour

    def _repaint(self, _theme: Theme) -> None:
        self.layoutChanged.emit()


class CellDelegate(QStyledItemDelegate):
    """Each cell keeps its colour, which says something, with the mouse over it too; the current one gets a frame."""

    def __init__(self, table: NumbersTable, themes: Themes) -> None:
        super().__init__(table)
        self._table, self._themes = table, themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and where it is the current one the frame."""
        option.state &= ~QStyle.StateFlag.State_MouseOver
        super().paint(painter, option, index)
        if index == self._table.currentIndex():
            painter.save()
            painter.setPen(QPen(QColor(self._themes.theme.accent), FRAME))
            painter.drawRect(QRectF(option.rect).adjusted(FRAME / 2, FRAME / 2, -FRAME / 2, -FRAME / 2))
            painter.restore()


class NumbersTable(QTableView):
    """A table that is only looked at; the current cell is the number that is written out beside it."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.numbers = NumbersModel(themes, self)
        self.setModel(self.numbers)
        self.setItemDelegate(CellDelegate(self, themes))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        metrics = self.fontMetrics()
        self.horizontalHeader().setDefaultSectionSize(metrics.horizontalAdvance("−0.00000e−00") + 8)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(metrics.lineSpacing() + 6)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(self.tr("Numbers"))
