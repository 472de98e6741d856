"""The trainings kept beside the project, as a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.training.history import best
from ui.bridge import Bridge
from ui.panels.background import Background
from ui.panels.pieces import Empty
from ui.text import shown
from ui.theme import Themes

if TYPE_CHECKING:
    from netbuilder.training.runs import Run, RunsFolder

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Runs(QWidget):
    """Follows the bridge's runs folder. What is to be done with a run is asked for by signals, each with the Run."""

    curves_wanted = Signal(object)
    best_wanted = Signal(object)
    continue_wanted = Signal(object)

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self.table = QTreeWidget()
        self.show_button = QPushButton(self.tr("Show curves"))
        self.best_button = QPushButton(self.tr("Restore best"))
        self.continue_button = QPushButton(self.tr("Continue"))
        self.empty = Empty(themes, "restore", self.tr("Every training is kept here, with its curves and its weights."))
        self._background = Background(self)
        self._background.answered.connect(self._show)
        self._lay_out()
        self._connect()
        bridge.runs_changed.connect(self.refresh)
        self.refresh(bridge.runs)

    @property
    def chosen(self) -> Run | None:
        """The run in the selected line, or None."""
        item = self.table.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None

    def refresh(self, folder: RunsFolder | None) -> None:
        """Read the runs again, on a thread beside the window."""
        self._background.ask(folder.runs if folder is not None else list)

    def _lay_out(self) -> None:
        self._prepare_table()
        buttons = QHBoxLayout()
        for button in (self.show_button, self.best_button, self.continue_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._whole = QWidget()
        box = QVBoxLayout(self._whole)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(6)
        box.addWidget(self.table, 1)
        box.addLayout(buttons)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._whole)

    def _prepare_table(self) -> None:
        table = self.table
        table.setHeaderLabels(
            [
                self.tr("Run"),
                self.tr("Epochs"),
                self.tr("Best epoch"),
                self.tr("Best validation loss"),
                self.tr("Gap at the end"),
                self.tr("Seed"),
                self.tr("Time"),
            ]
        )
        table.headerItem().setToolTip(4, self.tr("Validation loss less training loss after the last epoch"))
        for column in range(1, table.columnCount()):
            table.headerItem().setTextAlignment(column, RIGHT)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(self.tr("Runs"))
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setStretchLastSection(False)

    def _connect(self) -> None:
        self.table.currentItemChanged.connect(self._offer)
        self.table.itemActivated.connect(lambda: self._ask(self.curves_wanted))
        self.show_button.clicked.connect(lambda: self._ask(self.curves_wanted))
        self.best_button.clicked.connect(lambda: self._ask(self.best_wanted))
        self.continue_button.clicked.connect(lambda: self._ask(self.continue_wanted))

    def _ask(self, signal: SignalInstance) -> None:
        run = self.chosen
        if run is not None and run.problem is None:
            signal.emit(run)

    def _show(self, runs: list[Run]) -> None:
        kept = self.chosen.number if self.chosen is not None else None
        self.table.clear()
        for run in reversed(runs):
            item = self._item(run)
            self.table.addTopLevelItem(item)
            if run.number == kept:
                self.table.setCurrentItem(item)
        first = self.table.topLevelItem(0)
        if self.table.currentItem() is None and first is not None:
            self.table.setCurrentItem(first)
        self._stack.setCurrentWidget(self._whole if runs else self.empty)
        self._offer()

    def _item(self, run: Run) -> QTreeWidgetItem:
        item = QTreeWidgetItem([str(run.number), *self._facts(run)])
        item.setData(0, Qt.ItemDataRole.UserRole, run)
        for column in range(1, 7):
            item.setTextAlignment(column, RIGHT)
        if run.problem is not None:
            item.setText(1, self.tr("cannot be read"))
            item.setToolTip(1, shown(run.problem))
        return item

    def _facts(self, run: Run) -> list[str]:
        lowest = best(run.records)
        if run.project is None or lowest is None:
            return ["0", "", "", "", "", ""]
        last = run.records[-1]
        restored = self.tr("{epoch} (restored)") if run.restored else "{epoch}"
        return [
            f"{len(run.records):,}",
            restored.format(epoch=lowest.epoch),
            _number(lowest.validation_loss),
            _number(last.validation_loss - last.train_loss),
            str(run.project.training.seed),
            self.tr("{seconds} s").format(seconds=f"{last.seconds:.1f}"),
        ]

    def _offer(self) -> None:
        run = self.chosen
        there = run is not None and run.problem is None and bool(run.records)
        for button in (self.show_button, self.best_button, self.continue_button):
            button.setEnabled(there)


def _number(value: float) -> str:
    return f"{value:.4g}" if math.isfinite(value) else "–"
