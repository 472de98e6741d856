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
        self._bridge = bridge
        self._wanted: int | None = None
        self._filling = self._training = False
        self.best_button = QPushButton(self.tr("Restore best"))
        self.continue_button = QPushButton(self.tr("Continue"))
        self.empty = Empty(themes, "restore", self.tr("Every training is kept here, with its curves and its weights."))
        self._background = Background(self)
        self._background.answered.connect(self._show)
        self._lay_out()
        self._connect()
        bridge.changed.connect(self._mark)
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
        for button in (self.best_button, self.continue_button):
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
        self.table.currentItemChanged.connect(self._choose)
        self.table.itemActivated.connect(lambda: self._ask(self.curves_wanted))
        self.best_button.clicked.connect(lambda: self._ask(self.best_wanted))
        self.continue_button.clicked.connect(lambda: self._ask(self.continue_wanted))

    def _ask(self, signal: SignalInstance) -> None:
        run = self.chosen
        if run is not None and run.problem is None and not self._training:
            signal.emit(run)

    def _choose(self) -> None:
        """The person turns to another run: its curves are shown."""
        self._offer()
        if not self._filling and self.chosen is not None:
            self._wanted = self.chosen.number
            self._ask(self.curves_wanted)

    def select(self, run: Run | None) -> None:
        """Choose the run whose curves are shown, as soon as it is in the table; it does not ask for anything."""
        self._wanted = run.number if run is not None else None
        self._select()

    def set_training(self, under_way: bool) -> None:
        """While a network learns, its own curves are shown and nothing is done with a run."""
        self._training = under_way
        self._offer()

    def _show(self, runs: list[Run]) -> None:
        self._filling = True
        self.table.clear()
        for run in reversed(runs):
            self.table.addTopLevelItem(self._item(run))
        self._filling = False
        self._mark()
        self._select()
        self._stack.setCurrentWidget(self._whole if runs else self.empty)
        self._offer()

    def _select(self) -> None:
        items = self._items()
        found = [item for item in items if item.data(0, Qt.ItemDataRole.UserRole).number == self._wanted]
        self._filling = True
        self.table.setCurrentItem((found or items or [None])[0])
        self._filling = False

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _mark(self) -> None:
        """Say beside its number what a run has to do with the project as it is now, and where it comes from."""
        for item in self._items():
            run: Run = item.data(0, Qt.ItemDataRole.UserRole)
            difference = run.difference(self._bridge.project)
            notes, hints = [str(run.number)], list[str]()
            if run.under_way:
                notes.append(self.tr("training"))
            if difference is not None:
                notes.append(shown(difference))
                hints.append(self.tr("Trained with what the project no longer has: {difference}."))
                hints[-1] = hints[-1].format(difference=shown(difference))
            if run.resumed_from is not None:
                hints.append(self.tr("Continued from run {run}.").format(run=run.resumed_from))
            item.setText(0, " · ".join(notes))
            item.setToolTip(0, "\n".join(hints))

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
        there = run is not None and run.problem is None and bool(run.records) and not self._training
        for button in (self.best_button, self.continue_button):
            button.setEnabled(there)


def _number(value: float) -> str:
    return f"{value:.4g}" if math.isfinite(value) else "–"
