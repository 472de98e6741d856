"""Headings of a table stand above what they name: Qt centers them, wherever the cells of the column stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def align(table: QTableWidget) -> None:
    """Put each heading at the side of the first cell of its column: numbers at the right, words at the left."""
    for column in range(table.columnCount()):
        cell, heading = table.item(0, column), table.horizontalHeaderItem(column)
        if heading is not None:
            heading.setTextAlignment(RIGHT if cell is not None and cell.textAlignment() == RIGHT else LEFT)


def number(text: str) -> QTableWidgetItem:
    """A cell that holds a number, which stands at the right."""
    item = QTableWidgetItem(text)
    item.setTextAlignment(RIGHT)
    return item
