"""A table in which new rows are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QWidget

from ui.widgets import table_headings

AT_FIRST = 3
"""Empty rows to type in."""
WIDTH = "-0.123456"
"""What fits into a column before it grows with what is typed."""


class TypedRows(QTableWidget):
    """Texts under the names of columns. Delete empties what is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(AT_FIRST, 0, parent)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setMinimumSectionSize(self.fontMetrics().horizontalAdvance(WIDTH) + 20)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_columns(self, names: Sequence[str]) -> None:
        """Have these columns; what was typed stays where they are the same as before."""
        items = [self.horizontalHeaderItem(place) for place in range(self.columnCount())]
        if list(names) != [item.text() if item is not None else "" for item in items]:
            self.setColumnCount(len(names))
            self.setHorizontalHeaderLabels(list(names))
            table_headings.align(self)

    def add_row(self) -> None:
        """Have one more row, and type there."""
        self.setRowCount(self.rowCount() + 1)
        self.setCurrentCell(self.rowCount() - 1, 0)
        self.setFocus()

    def texts(self) -> list[list[str]]:
        """The rows in which something was typed."""
        rows = []
        for row in range(self.rowCount()):
            items = [self.item(row, place) for place in range(self.columnCount())]
            rows.append([item.text() if item is not None else "" for item in items])
        return [row for row in rows if any(text.strip() for text in row)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the selected cells; everything else is as in any table."""
        if event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            super().keyPressEvent(event)
            return
        for item in self.selectedItems():
            item.setText("")
