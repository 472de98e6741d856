"""The tab "Bias–variance" among the results: what was measured at a glance, and the way into the lab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.lab.charts.prebuild import Prebuild
from ui.lab.experiment_runner import ExperimentRunner
from ui.lab.progress_row import ProgressRow
from ui.theme.icons import icon
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import Empty, label
from ui.widgets.throttle import Throttle

if TYPE_CHECKING:
    from ui.lab.charts.chart_board import ChartBoard

SIDE = 176


class LabTab(QWidget):
    """The fan beside the curve that says most. The plots are made when there is something to draw: what they import
    would keep the window from its first paint."""

    wanted = Signal()
    """An experiment is asked for."""
    opened = Signal()
    """The lab is to be opened as a window."""

    def __init__(
        self, runner: ExperimentRunner, ahead: Prebuild, themes: Themes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lab-tab")
        self._runner, self._ahead, self._themes = runner, ahead, themes
        self.board: ChartBoard | None = None
        self.empty = Empty(themes, "lab", self.tr("Measure how far off this network is, and how much of that is luck."))
        self.going, self.headline = ProgressRow(runner, themes), label("name")
        self.open = QPushButton(self.tr("Open the lab…"))
        self.open.setToolTip(self.tr("All charts, sweeps of any hyperparameter, and the numbers, in a separate window"))
        self._pace = Throttle(self._draw, lambda: self.board.seconds if self.board is not None else 0.0, self)
        self._lay_out()
        self.going.wanted.connect(self.wanted)
        self.open.clicked.connect(self.opened)
        runner.told.connect(self._look)
        runner.chosen_changed.connect(self._look)
        runner.state_changed.connect(lambda _: self._pace.settle())
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks again."""
        super().showEvent(event)
        self._draw()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens the lab."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(SIDE)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.going)
        box.addWidget(self.headline)
        box.addStretch(1)
        box.addWidget(self.open)
        pictures = QWidget()
        self._pictures = QStackedLayout(pictures)
        self._pictures.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(side)
        row.addWidget(pictures, 1)

    def _look(self) -> None:
        if self.isVisible():
            self._pace.want()

    def _draw(self) -> None:
        findings, chosen = self._runner.findings, self._runner.chosen
        if findings is None or findings.places is None:
            self._pictures.setCurrentWidget(self.empty)
            self.headline.setText("")
            return
        if self.board is None:
            self.board = self._ahead.board
            self.board.chosen.connect(self._runner.choose)
            self._pictures.addWidget(self.board)
        from ui.lab import lab_texts

        self._pictures.setCurrentWidget(self.board)
        self.board.draw(findings, chosen, self._themes.theme)
        heading, sentence = lab_texts.verdict(findings, chosen)
        self.headline.setText(heading)
        self.headline.setToolTip(sentence)

    def _dress(self, theme: Theme) -> None:
        self.open.setIcon(icon("lab", theme.text))
        if self.isVisible():
            self._draw()
