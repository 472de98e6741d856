"""The trainings kept beside the project, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ui.project.bridge import Bridge
from ui.runs import run_actions
from ui.runs.repeats_progress import RepeatsProgress
from ui.runs.run_edits import RunEdits
from ui.runs.run_model import RunModel
from ui.runs.runs_table import RunsTable
from ui.theme.icons import themed
from ui.theme.themes import Theme, Themes
from ui.threads.background_work import BackgroundWork
from ui.training.worker import Worker
from ui.widgets.labels import Empty
from ui.widgets.when_visible import WhenVisible

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run, RunsFolder
    from netbuilder.runs.run_list import RunEntry, RunList


class RunsPanel(QWidget):
    """Follows the bridge's runs folder. What is to be done with a run is asked for by signals, each with the Run."""

    curves_wanted = Signal(object)
    best_wanted = Signal(object)
    continue_wanted = Signal(object)
    load_wanted = Signal(object)
    test_wanted = Signal(object)
    overlay_wanted = Signal(object)
    """list of Run: those that are ticked."""
    band_wanted = Signal(object)
    """list of Run: the repeats of one project that the user looks at; None where it is a single run."""
    named = Signal(object)
    """dict of Path to str: what each run is called by now."""
    repeat_wanted = Signal(object, int)
    """Project to be repeated, and with how many seeds."""

    def __init__(self, bridge: Bridge, worker: Worker, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runs")
        self._bridge, self._worker = bridge, worker
        self._run_list: RunList | None = None
        self._wanted: Path | None = None
        self._chosen: tuple[RunEntry, Run] | None = None
        self._late: list[RunEntry] | None = None
        self._filling = self._training = self._banded = self._gone = False
        self.model = RunModel(lambda: bridge.project, themes, self)
        self.table = RunsTable(self.model)
        self.keeping = RunEdits(bridge, self)
        self.run_actions = run_actions.run_actions(self)
        self.table.keys = run_actions.keys(self.run_actions)
        self.progress = RepeatsProgress(worker)
        self.empty = Empty(themes, "restore", self.tr("Every training run is saved here, with its curves and weights."))
        self._reading, self._fetching, self._banding = BackgroundWork(self), BackgroundWork(self), BackgroundWork(self)
        self._lay_out()
        self._connect(themes)
        self._dress(themes.theme)
        self.refresh(bridge.runs)

    @property
    def chosen(self) -> Run | None:
        """The run in the row that the keys are at, as it lies on the disk; None where there is none, or several."""
        row = self.table.chosen()
        entry = row.only if row is not None else None
        if entry is None:
            return None
        if self._chosen is None or replace(self._chosen[0], differs=()) != replace(entry, differs=()):
            self._chosen = (entry, entry.run())
        return self._chosen[1]

    @property
    def busy(self) -> bool:
        """Whether runs are still being read."""
        return self._reading.busy or self._fetching.busy or self._banding.busy

    def refresh(self, folder: RunsFolder | None) -> None:
        """Read the runs again, on a thread beside the window."""
        if folder is None:
            self._reading.ask(list)
            return
        if self._run_list is None or self._run_list.folder != folder:
            from netbuilder.runs.run_list import RunList

            self._run_list = RunList(folder)
        self._reading.ask(self._run_list.entries)

    def select(self, run: Run | None) -> None:
        """Choose the run whose weights the network has, as soon as it is in the table; it does not ask for anything."""
        self._wanted = run.path if run is not None else None
        self.model.set_current(self._wanted)
        self._choose_wanted()

    def set_training(self, under_way: bool) -> None:
        """While a network learns, its own curves are shown and nothing is done with a run."""
        self._training = under_way
        repeating = self._worker.repeats is not None
        self._head.setCurrentIndex(int(under_way and repeating))
        if under_way and self._banded and not (repeating and self._worker.ended):
            self._end_band()
        self._offer()

    def _lay_out(self) -> None:
        self.load_button, self.continue_button = self._button("load"), self._button("continue")
        self.best_button, self.repeat_button = self._button("best"), QPushButton(self.tr("Repeat"))
        self.repeat_button.setProperty("role", "small")
        self.repeat_button.setToolTip(self.tr("Train the current network with several seeds in turn"))
        self.repeat_button.setMenu(run_actions.repeat_menu(self.tr("Repeat"), self, self._repeat_drawing))
        self.more = QToolButton(autoRaise=True)
        self.more.setToolTip(self.tr("More actions for the selected runs"))
        self.more.setAccessibleName(self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.load_button, self.continue_button, self.best_button, self.repeat_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.more)
        self._whole = QWidget()
        box = QVBoxLayout(self._whole)
        box.setContentsMargins(10, 6, 10, 6)
        box.setSpacing(6)
        self._head = QStackedLayout()
        for part in (buttons, self.progress):
            self._head.addWidget(part)
        box.addLayout(self._head)
        box.addWidget(self.table, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._whole)

    def _button(self, name: str) -> QPushButton:
        """A button that does what an action does, whenever that can be done."""
        action = self.run_actions[name]
        button = QPushButton(action.text())
        button.setProperty("role", "small")
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name in ("load", "continue", "best", "test"):
            menu.addAction(self.run_actions[name])
        self._repeat_menu = run_actions.repeat_menu(self.tr("Repeat this run"), self, self._repeat_chosen)
        menu.addMenu(self._repeat_menu)
        menu.addSeparator()
        for name in ("overlay", "rename", "pin", "delete"):
            menu.addAction(self.run_actions[name])
        menu.addSeparator()
        menu.addAction(self.run_actions["export"])
        return menu

    def _connect(self, themes: Themes) -> None:
        self._reading.answered.connect(self._show)
        self._fetching.answered.connect(self.overlay_wanted)
        self._banding.answered.connect(self._give_band)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.itemDelegate().closeEditor.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        self.table.doubleClicked.connect(self.run_actions["load"].trigger)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.model.renamed.connect(self.keeping.rename)
        self.keeping.deleted.connect(self._turn_away)
        self.model.ticked.connect(self._overlay)
        for name, signal in (
            ("load", self.load_wanted),
            ("continue", self.continue_wanted),
            ("best", self.best_wanted),
            ("test", self.test_wanted),
        ):
            self.run_actions[name].triggered.connect(partial(self._ask, signal))
        self.run_actions["overlay"].triggered.connect(self._tick)
        self.run_actions["rename"].triggered.connect(self.table.name_chosen)
        self.run_actions["pin"].triggered.connect(self._pin)
        self.run_actions["delete"].triggered.connect(lambda: self.keeping.delete(self.table.selected()))
        self.run_actions["export"].triggered.connect(lambda: self.keeping.export(self._entries()))
        self._worker.advanced.connect(self._grow_band)
        compare = WhenVisible(self.table, self.model.compare)
        self._bridge.changed.connect(lambda change: compare.ask() if change.structure else None)
        self._bridge.runs_changed.connect(self.refresh)
        themes.changed.connect(self._dress)

    def _ask(self, signal: SignalInstance) -> None:
        run = self.chosen
        if run is None or self._training:
            return
        if run.problem is not None:
            self._bridge.refused.emit(run.problem)
        else:
            signal.emit(run)

    def _choose(self) -> None:
        """The user turns to another row: its curves are shown, or the band of all its runs."""
        self._offer()
        if self._filling:
            return
        self._show_band()
        run = self.chosen
        self._wanted = run.path if run is not None else None
        if run is not None and run.problem is None and run.records and not self._training:
            self.curves_wanted.emit(run)

    def _show_band(self) -> None:
        """Have the band of the repeats shown that the user is at; none of a single run."""
        row = self.table.chosen()
        if row is not None and row.grouped:
            self._banding.ask(partial(_read, row.comparable))
        elif self._banded:
            self._end_band()

    def _grow_band(self) -> None:
        """Another of the repeats under way is over."""
        runs = [ended.run for ended in self._worker.whole if ended.run is not None]
        if len(runs) > 1:
            self._give_band(runs)

    def _end_band(self) -> None:
        self._banded = False
        self._banding.ask(lambda: None)

    def _give_band(self, runs: list[Run] | None) -> None:
        self._banded = bool(runs)
        self.band_wanted.emit(runs)

    def _overlay(self) -> None:
        """Read the runs that are ticked, pinned ones first, beside the window."""
        entries = sorted(self.model.ticked_entries(), key=lambda entry: not entry.notes.pinned)
        self._fetching.ask(partial(_read, entries))

    def _tick(self) -> None:
        selected = self.table.selected()
        known = {entry.path for entry in self.model.ticked_entries()}
        self.model.tick(selected, not all(entry.path in known for entry in selected if entry.result is not None))

    def _pin(self) -> None:
        selected = self.table.selected()
        self.keeping.pin(selected, not all(entry.notes.pinned for entry in selected))

    def _repeat_drawing(self, count: int) -> None:
        self.repeat_wanted.emit(self._bridge.project, count)

    def _repeat_chosen(self, count: int) -> None:
        selected = self.table.selected()
        if selected and selected[0].project is not None:
            self.repeat_wanted.emit(selected[0].project, count)

    def _show(self, entries: list[RunEntry]) -> None:
        if self.table.naming:  # the field would be taken from under the user's hands
            self._late = entries
            return
        self._late = None
        self._filling = True
        self.model.set_entries(entries)
        self.table.fit_columns()  # a run that has ended says more than it did while it was written
        self._filling = False
        self.named.emit({entry.path: entry.notes.name for entry in entries})
        self._choose_wanted()
        self._stack.setCurrentWidget(self._whole if entries else self.empty)
        self._offer()
        if self._gone:
            self._gone = False
            self._choose()

    def _turn_away(self) -> None:
        """Runs have been deleted: as soon as the table is without them, the curves are of a run that is left."""
        self._gone = True

    def _catch_up(self) -> None:
        """No name is being typed any more."""
        if self._late is not None:
            self._show(self._late)

    def _choose_wanted(self) -> None:
        """Go to the run that is wanted, unless the user is among several others."""
        self._filling = True
        if self.table.chosen() is None or self.model.find(self._wanted).isValid():
            self.table.choose(self._wanted)
        self._filling = False

    def _entries(self) -> list[RunEntry]:
        return [entry for row in self.model.rows() for entry in row.entries]

    def _offer(self) -> None:
        """Allow what can be done with the selected runs, and say what pin and overlay would do."""
        selected, row = self.table.selected(), self.table.chosen()
        single = len(selected) == 1 and row is not None and row.only is not None
        for name, possible in run_actions.offered(selected, single=single, training=self._training).items():
            self.run_actions[name].setEnabled(possible)
        pinned = bool(selected) and all(entry.notes.pinned for entry in selected)
        self.run_actions["pin"].setText(self.tr("Unpin") if pinned else self.tr("Pin"))
        self.repeat_button.setEnabled(not self._training)
        self._repeat_menu.setEnabled(bool(selected) and selected[0].project is not None and not self._training)

    def _open_menu(self, place: QPoint) -> None:
        self.more.menu().popup(self.table.viewport().mapToGlobal(place))

    def _dress(self, theme: Theme) -> None:
        self.more.setIcon(themed("more", theme))


def _read(entries: Sequence[RunEntry]) -> list[Run]:
    """The runs with their curves; those that cannot be read any more are left out."""
    return [run for run in (entry.run() for entry in entries) if run.problem is None and run.records]
