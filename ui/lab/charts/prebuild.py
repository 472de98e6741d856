"""The lab's boards are made before it is opened, while nobody waits: opening it would take as long as all of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.lab.charts.chart_board import ChartBoard
    from ui.lab.charts.lazy_charts import LazyCharts

PACE = 100
"""Milliseconds from one picture to the next."""


class Prebuild(QObject):
    """Makes the pictures of a board one after the other once it is told to, and then the board. Who needs it earlier
    has it at once. ``small``: a board for the tab."""

    def __init__(self, parent: QObject | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._small = small
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._make_one)

    @cached_property
    def board(self) -> ChartBoard:
        """The board, made of what there is, and of what is still missing."""
        from ui.lab.charts.chart_board import ChartBoard  # brings pyqtgraph

        self._timer.stop()
        return ChartBoard(self._pictures, small=self._small)

    def begin(self) -> None:
        """From now on there is time. What the pictures import has been imported by then."""
        if "board" not in vars(self):
            self._timer.start()

    def close(self) -> None:
        """Make no more, and leave nothing that stands nowhere."""
        self._timer.stop()
        board, pictures = vars(self).pop("board", None), vars(self).pop("_pictures", None)
        if board is not None and board.parent() is None:
            board.deleteLater()
        elif pictures is not None:
            pictures.forget()

    @cached_property
    def _pictures(self) -> LazyCharts:
        from ui.lab.charts.lazy_charts import LazyCharts

        return LazyCharts()

    def _make_one(self) -> None:
        if not self._pictures.make_one():
            _ = self.board
