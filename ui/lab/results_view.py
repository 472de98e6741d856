"""What comes of an experiment: the pictures above, the figures below, with a border that shares the height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.lab.charts.chart_board import ChartBoard
from ui.lab.figures_table import FiguresTable
from ui.widgets.labels import label

MIN_ROWS, MAX_ROWS = 3, 6
"""Rows of the table that are in sight without scrolling: at least, and where there is room."""
OF_MANY = 4
"""Rows that are in sight where there are more, and no room."""
PICTURES = 530
"""Pixels that the pictures need to stand above each other."""
GAP = 4


class ResultsView(QSplitter):
    """The board and the table, which has as many rows in sight as it will have, unless the user moves the border."""

    def __init__(self, board: ChartBoard, table: FiguresTable, tools: list[QWidget]) -> None:
        super().__init__(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._table, self._bar = table, QWidget()
        self._rows, self._moved = MIN_ROWS, False
        self.addWidget(board)
        self.addWidget(self._lower(tools))
        self.setStretchFactor(0, 1)
        self.splitterMoved.connect(self._leave)

    def make_room(self, rows: int) -> None:
        """There will be so many rows in the table."""
        rows = max(MIN_ROWS, min(rows, MAX_ROWS))
        if rows != self._rows:
            self._rows = rows
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        self._share()

    def _lower(self, tools: list[QWidget]) -> QWidget:
        lower = QWidget()
        heading = label("name", self.tr("Numbers, ± one standard error"))
        heading.setWordWrap(False)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(heading, 1)
        for tool in tools:
            row.addWidget(tool)
        box = QVBoxLayout(lower)
        box.setContentsMargins(0, GAP, 0, 0)
        box.setSpacing(GAP)
        box.addWidget(self._bar)
        box.addWidget(self._table, 1)
        return lower

    def _leave(self) -> None:
        self._moved = True

    def _share(self) -> None:
        if self._moved:
            return
        above = 2 * GAP + self._bar.sizeHint().height()
        least, wanted = (above + self._table.height_of(rows) for rows in (min(self._rows, OF_MANY), self._rows))
        lower = max(least, min(wanted, self.height() - PICTURES))
        self.setSizes([self.height() - lower, lower])
