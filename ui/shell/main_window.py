"""The main window: one open document, what is shown of it, and what a user does with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

import samples
from netbuilder.data.tables.file_kinds import table_file
from netbuilder.files.block_files import SUFFIX as BLOCK_SUFFIX
from netbuilder.messages import Message
from netbuilder.project.document import Document
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.diagnosis.remedy_control import RemedyControl
from ui.language.text import shown
from ui.project.block_files import BlockFiles
from ui.project.bridge import Bridge
from ui.project.data_check import DataCheck
from ui.project.dropped_files import dropped_files
from ui.project.dropped_tables import DroppedTables
from ui.project.project_files import SUFFIX, ProjectFiles
from ui.project.recovery import Leftover, Recovery, leftovers
from ui.runs.final_score import FinalScore
from ui.shell import block_menus
from ui.shell.banners import Banners, Mood
from ui.shell.class_view import ClassView
from ui.shell.live_actions import Actions
from ui.shell.menus import Menus, tool_bar
from ui.shell.status_bar import StatusBar
from ui.shell.toolbar_fields import ToolbarFields
from ui.shell.views import Views
from ui.shell.window_base import WindowBase
from ui.theme import icons, style
from ui.theme.themes import Theme, Themes
from ui.training.line_equation import LineEquation
from ui.training.run_control import RunControl
from ui.training.train_actions import open_rate_finder
from ui.training.trial_runs import TrialRuns
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.runs.folder import Run

LAYOUT_VERSION = 2
"""To be raised when panels change, so that an old remembered arrangement is not forced upon them."""
SIZE = QSize(1280, 800)
SMALLEST = QSize(760, 480)


class MainWindow(WindowBase):
    """Everything that one open project needs. ``warmup`` begins after the first paint."""

    actions_: Actions
    class_view: ClassView

    _warmed = Signal()
    _painted = _over = False

    def __init__(self, preferences: Preferences, themes: Themes, warmup: Warmup) -> None:
        super().__init__()
        self.preferences, self.themes, self.warmup = preferences, themes, warmup
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self.bridge = Bridge(Document(), self)
        self.worker = Worker(self, ready=warmup.wait)
        self.data_check = DataCheck(self.bridge, self.worker)
        self._dress(themes.theme)
        self.views = Views(self, self.bridge, self.worker, themes)
        self.panels = self.views.docks
        canvas = self.views.canvas
        self.banners = Banners(self.views.centre, themes, canvas, lambda: self.views.covers)
        canvas.overlaid = lambda: self.banners.covers
        self.bridge.level.entered.connect(lambda _level: self.banners.settle())
        self.recovery = Recovery(self.bridge, self)
        self.runs = RunControl(self.bridge, self.worker, self.banners, warmup)
        self.final_score = FinalScore(self.bridge, self.worker, self.banners)
        self.remedies = RemedyControl(self.bridge, self.worker, self.runs, self.views.diagnosis)
        self.remedies.keep_apart(lambda: self.views.lab.runner.state != "idle")
        self.views.lab.runner.alone.append(self.remedies.leave_alone)
        self.trials = TrialRuns(self.bridge, self.runs, self.worker)
        self.files = ProjectFiles(self.bridge, preferences, self.recovery, self.banners, self.runs.release)
        self.block_files = BlockFiles(self.bridge, self)
        self.tables = DroppedTables(self.bridge)
        self.fields = ToolbarFields(self.bridge, self)
        self.actions_ = Actions(self)
        self.menus = Menus(self)
        self.tool_bar = tool_bar(self)
        self.addToolBar(self.tool_bar)
        self.class_view = ClassView(self)
        self.status = StatusBar(self.bridge, self.worker, self)
        self.setStatusBar(self.status)
        self.equation = LineEquation(warmup.wait, self)
        self.equation.told.connect(self.status.show_equation)
        self._connect()
        self._wear(themes.theme)
        self._restore_arrangement()

    def begin(self, path: Path | None = None) -> None:
        """Open what the user asked for, else the last project, else the sample that overfits; offer lost work."""
        first, last = self.preferences.first_start, self.preferences.last
        wanted = path or (last if last is not None and last.is_file() else None)
        if wanted is not None:
            self.files.open_first(wanted, samples.OPENED_FIRST)
        else:
            self.files.open_sample(samples.OPENED_FIRST)
            if first:
                self.banners.tell(self.tr("This network overfits. Press Train and watch the two losses drift apart."))
        for leftover in leftovers():
            self._offer(leftover)

    def import_network(self) -> None:
        """Import a PyTorch module or an ONNX file as a project of its own, and open that."""
        from ui.project.import_dialog import file_to_import

        file = file_to_import(self, self.files.folder())
        if file is not None:
            self.import_file(file)

    def import_file(self, file: Path) -> None:
        """The same with a file that is known."""
        from ui.project.import_dialog import ImportDialog

        dialog = ImportDialog(file, self.worker.ready, self)
        if dialog.begin():
            dialog.exec()
        if dialog.saved is not None:
            self.files.open(dialog.saved)

    def export(self, format_name: str = "") -> None:
        """Show what can be used without this program: scripts, the network, pictures. One of them is shown first."""
        from ui.code.export_dialog import ExportDialog

        path = self.bridge.path
        name = path.stem if path else self.files.name or "network"
        base = path.parent if path else None
        run = self.runs.run if self.runs.run is not None and self.runs.run.best_epoch is not None else None
        dialog = ExportDialog(self.bridge.project, base, name, self.themes.theme, run, self.worker.ready, self)
        if format_name:
            dialog.format.setCurrentIndex(dialog.format.findData(format_name))
        dialog.exec()
        if dialog.saved is not None:
            self.banners.tell_saved(dialog.saved, dialog.beside)

    def predict(self) -> None:
        """Predict new rows with a kept run, the present one unless another is chosen."""
        from ui.predictions.predict_dialog import PredictDialog

        folder, present = self.bridge.runs, self.runs.run
        if folder is None or present is None:
            return
        known = [run for run in reversed(folder.runs()) if run.best_epoch is not None and not run.under_way]
        others = [run for run in known if run.path != present.path]
        base = self.bridge.path.parent if self.bridge.path is not None else None
        dialog = PredictDialog([present, *others], self.worker.ready, base, self)
        dialog.exec()
        if dialog.saved is not None:
            self.bridge.saved.emit(dialog.saved)

    def open_commands(self) -> None:
        """Let the user search everything that can be done, and every layer."""
        from ui.finding.window_commands import open_commands

        open_commands(self)

    def show_shortcuts(self) -> None:
        """List the keys."""
        from ui.shell.shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self).exec()

    def show_about(self) -> None:
        """Say what the program is."""
        from ui.shell.about_dialog import AboutDialog

        AboutDialog(self).exec()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window has been seen, what training needs is imported."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.warmup.then(self._warmed.emit)
            QTimer.singleShot(0, self.warmup.start)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about what would be lost, stop the training, and remember the arrangement."""
        if not self._over and not self.files.may_leave():
            event.ignore()
            return
        self._shut_down()
        event.accept()

    def end(self) -> None:
        """Get ready to go where nobody can be asked: training stops, unsaved work is offered at the next start."""
        if not self._over:
            self.recovery.keep()
            self._shut_down()

    def _shut_down(self) -> None:
        if self._over:
            return
        self._over = True
        self.class_view.leave()
        self.preferences.keep_bytes("geometry", self.saveGeometry())
        self.preferences.keep_bytes("arrangement", self.saveState(LAYOUT_VERSION))
        self.preferences.sync()
        self.views.lab.close()
        self.views.code.close_processes()
        self.trials.forget()
        self.remedies.close()
        self.worker.close()
        self.recovery.close()
        self.runs.close(keep=self.recovery.kept)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A project, a block, a network of another framework or a table may be dropped anywhere."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open, import or take the file that was dropped."""
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self._take, files[0]) if len(files) == 1 else self._refuse_several)

    def _refuse_several(self) -> None:
        self.banners.tell_refused(self.tr("Several files were dropped. Drop one at a time."))

    def _take(self, path: Path) -> None:
        from netbuilder.interchange.reading import ONNX, PYTHON

        suffix = path.suffix.casefold()
        if suffix == SUFFIX:
            self.files.open(path)
        elif suffix == BLOCK_SUFFIX:
            block_menus.take_block(self, path)
        elif suffix in (PYTHON, ONNX):
            self.import_file(path)
        elif table_file(path) is not None:
            self.tables.take(path)
        else:
            self.banners.tell_refused(
                self.tr(
                    "“{file}” is nothing that can be opened here. Drop a project (*.netb), a block (*.netblock), a "
                    "network (*.py, *.onnx) or a table (*.csv, *.tsv, *.txt, *.json, *.parquet)."
                ).format(file=path.name)
            )

    def _connect(self) -> None:
        refresh = self.actions_.refresh
        for signal in (
            *self.canvas.drawing.selections,
            self.bridge.level.entered,
            self.worker.state_changed,
            self.runs.changed,
            self.files.named,  # told with every change of the project, too
            self.remedies.changed,
        ):
            signal.connect(lambda *_: refresh())
        self.bridge.refused.connect(lambda message: self.banners.tell_refused(shown(message)))
        self.bridge.changed.connect(lambda change: self.banners.forget_refusal() if change.content else None)
        self.bridge.saved.connect(self.banners.tell_saved)
        self.views.palette.menu_wanted.connect(partial(block_menus.open_palette_menu, self))
        self.views.code.save_wanted.connect(self.export)
        self.recovery.failed.connect(lambda message: self._tell(message, "warning"))
        self.worker.state_changed.connect(self._keep_copy)
        self.files.named.connect(self._name)
        for follow in (self._opened, self.tables.forget, self.views.code.close_processes):
            self.files.opened.connect(follow)
        self.tables.taken.connect(self._show_data)
        self.files.moved.connect(self.runs.moved)
        self._connect_runs()
        self._connect_factors()
        self._warmed.connect(self._offer_devices, Qt.ConnectionType.QueuedConnection)
        self._warmed.connect(self.data_check.begin, Qt.ConnectionType.QueuedConnection)
        self._warmed.connect(self.views.curves.prepare, Qt.ConnectionType.QueuedConnection)
        self._warmed.connect(self.views.lab.prepare, Qt.ConnectionType.QueuedConnection)
        self.themes.changed.connect(self._dress)
        self.themes.changed.connect(self._wear)

    def _connect_runs(self) -> None:
        """A run is shown by several panels; what is wanted of it there is done by ``runs`` and ``remedies``."""
        table, travel = self.views.runs, self.views.time_travel
        self.runs.changed.connect(self._show_run)
        self.runs.begun.connect(self._name_run)
        self.runs.blockers.reveal.connect(self.canvas.reveal)
        self.runs.blockers.told.connect(self.views.right_side.tell)
        self.runs.blockers.repair_wanted.connect(self.canvas.commands.repair_there)
        self.worker.state_changed.connect(lambda state: table.set_training(state != "idle"))
        table.curves_wanted.connect(self.remedies.show_run)
        table.best_wanted.connect(self.runs.restore)
        table.continue_wanted.connect(self.runs.go_on)
        table.load_wanted.connect(self.runs.load)
        table.test_wanted.connect(self.final_score.open)
        table.repeat_wanted.connect(self.runs.repeat)
        table.keeping.deleted.connect(self._forget)
        self.remedies.turned.connect(self.views.curves.tint)
        travel.epoch_shown.connect(self.remedies.look_at)
        travel.restore_wanted.connect(self.runs.restore)

    def _connect_factors(self) -> None:
        inspector = self.views.inspector
        inspector.factor_moved.connect(self.canvas.keep_whole)
        inspector.factor_moved.connect(self.trials.follow)
        inspector.factor_released.connect(self.trials.keep)
        inspector.factor_overtaken.connect(self.trials.abandon)
        self.trials.abandoned.connect(self._show_run)
        inspector.rate_wanted.connect(partial(open_rate_finder, self))

    def _opened(self) -> None:
        self.views.lab.forget()
        self.trials.forget()
        self.status.forget()
        self.runs.follow(self.files)
        self.views.lab.take_up()
        if self.runs.run is None:
            self.views.curves.clear()
        QTimer.singleShot(0, self.canvas, self.canvas.fit)
        self.views.take_keys(empty=not self.bridge.project.graph.nodes)

    def _show_run(self) -> None:
        """Curves, predictions, table and status are of one run: the one that the network's weights come from."""
        run = self.runs.run
        if run is not None:
            self.views.curves.show_run(run)
        elif self.worker.trying:
            self.views.curves.clear()
        self.views.predictions.show_run(run)
        self.views.layers.show_run(run)
        self.remedies.show_run(run)
        self.views.inspector.show_run(run)
        self.views.time_travel.show_run(run)
        self._name_run(run)

    def _forget(self, deleted: list[Path]) -> None:
        """Runs are gone: with the last of them, its curves."""
        self.runs.forget(deleted)
        if self.runs.run is None and deleted:
            self.views.curves.clear()

    def _name_run(self, run: Run | None) -> None:
        self.views.runs.select(run)
        self.status.show_weights(self.runs.weights_in_words())
        self.equation.show_run(run if self.worker.state == "idle" else None, self.bridge.check.active)
        if run is not None and run.records:
            self.status.show_time(len(run.records), run.records[-1].seconds)

    def _keep_copy(self, state: str) -> None:
        """Training may exhaust the memory: what is unsaved is on the disk before."""
        if state == "running" and not self.worker.trying:
            self.recovery.write()

    def _offer_devices(self) -> None:
        self.views.show_devices(self.warmup.devices)
        self.fields.offer_devices(self.warmup.devices)

    def _show_data(self, file: str) -> None:
        """The data are those of a file now: say so, and show them where they can be looked at."""
        self.banners.tell(self.tr("The data are those of “{file}” now.").format(file=file), "good", passing=True)
        if not self.class_view.on:
            self.views.show_data()

    def _name(self) -> None:
        self.setWindowTitle(f"{self.files.title}[*] — NetBuilder")
        self.setWindowModified(self.bridge.document.modified)

    def _tell(self, message: Message, mood: Mood) -> None:
        self.banners.tell(shown(message), mood, passing=mood == "warning")

    def _offer(self, leftover: Leftover) -> None:
        self.banners.tell(
            leftover.offer,
            "warning",
            (self.tr("Restore"), partial(self.files.recover, leftover)),
            (self.tr("Discard"), leftover.discard),
        )

    def _dress(self, theme: Theme) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            style.dress(application, theme)

    def _wear(self, theme: Theme) -> None:
        self.actions_.wear(theme)

    def _restore_arrangement(self) -> None:
        if not self.restoreGeometry(self.preferences.bytes("geometry")):
            self.resize(SIZE)
        if not self.restoreState(self.preferences.bytes("arrangement"), LAYOUT_VERSION):
            self.views.arrange()
        self.actions_.refresh()
