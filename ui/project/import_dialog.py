"""A network imported from a PyTorch module or an ONNX file: traced beside the window, shown, saved as a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.errors import UserError
from netbuilder.files.write import write
from netbuilder.interchange.modules.permission import allow, is_allowed
from netbuilder.interchange.reading import read_source, runs_code
from netbuilder.interchange.report import Line, in_short, lines, remarks
from netbuilder.interchange.shapes_given import parsed
from netbuilder.interchange.traced import Dims
from netbuilder.messages import Message
from ui.language.text import shown, translated
from ui.project.file_dialogs import file_to_write
from ui.threads.background_work import BackgroundWork
from ui.widgets import tab_order, table_headings
from ui.widgets.labels import caption, label, restyle
from ui.widgets.window_size import open_at

if TYPE_CHECKING:
    from netbuilder.interchange.imported import Imported

SUFFIX = ".netb"
WHAT, BECAME, WHY, MEND = range(4)


def file_to_import(parent: QWidget, folder: Path) -> Path | None:
    """The file that the user chooses, None where they think better of it."""
    title = QCoreApplication.translate("ImportDialog", "Import network")
    pattern = QCoreApplication.translate("ImportDialog", "PyTorch modules and ONNX files (*.py *.onnx)")
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), pattern)
    return Path(chosen) if chosen else None


class ImportDialog(QDialog):
    """Imports one file. ``saved``: the project file that was written, or None.

    ``ready``: waits until torch can be used.

    A Python file runs only once the user has allowed it; Escape ends what runs.
    """

    def __init__(self, file: Path, ready: Callable[[], None] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import {file}").format(file=file.name))
        open_at(self, QSize(820, 620))
        self._file, self._ready = file, ready
        self.saved: Path | None = None
        self.found: Imported | None = None
        self._stopping = Event()
        self._work = BackgroundWork(self)
        self.name = QLineEdit(placeholderText=self.tr("The only one of the file"))
        self.shape = QLineEdit(placeholderText=self.tr("As its first layer takes it; otherwise, for example, 3x32x32"))
        self.again = QPushButton(self.tr("Import"))
        self.words = label("hint")
        self.table = QTableWidget(0, 4)
        self.told = label("hint")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save_button = self.buttons.addButton(self.tr("Save and open…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setEnabled(False)
        self._arrange()
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether the network is being imported."""
        return self._work.busy

    def begin(self) -> bool:
        """Import the file, once the user allows it to run. False: the user does not."""
        try:
            inputs = [parsed(text) for text in self.shape.text().split(";") if text.strip()]
            if runs_code(self._file) and not is_allowed(self._file):
                if not self._may_run():
                    return False
                allow(self._file)
        except UserError as error:
            self._say(shown(error.message), wrong=True)
            return True
        self._stopping.clear()
        self._say(self.tr("Importing … Escape stops it."))
        name = self.name.text().strip()
        self._work.ask(partial(_imported, self._ready, self._file, name, inputs, self._stopping))
        self._offer()
        return True

    def save(self) -> None:
        """Ask for a file, save the project there and the weights beside it; what goes wrong is said in the dialog."""
        from netbuilder.interchange.kept_weights import keep_weights
        from netbuilder.runs.folder import runs_folder

        proposed = self._file.with_suffix(SUFFIX)
        pattern = self.tr("NetBuilder projects (*.netb);;All files (*)")
        path = file_to_write(self, self.tr("Save project"), proposed, pattern, SUFFIX) if self.found else None
        if path is None or self.found is None:
            return
        try:
            write(path, self.found.project)
            keep_weights(self.found, runs_folder(path.absolute()))
        except UserError as error:
            self._say(shown(error.message), wrong=True)
            return
        self.saved = path
        self.accept()

    def reject(self) -> None:
        """Stop what runs, and close."""
        self._stopping.set()
        super().reject()

    def _may_run(self) -> bool:
        """Ask whether this very Python file may run."""
        question = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Run this file"),
            self.tr("To import “{name}”, its Python code is run on this computer.").format(name=self._file.name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            self.parentWidget() if self.isHidden() else self,
        )
        question.setInformativeText(
            self.tr(
                "It runs in a process of its own, with all that it imports, and could do whatever you can. Run it only "
                "if you know where it comes from. You are asked again when the file changes.\n\n{path}"
            ).format(path=self._file)
        )
        question.button(QMessageBox.StandardButton.Yes).setText(self.tr("Run and import"))
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        return question.exec() == QMessageBox.StandardButton.Yes

    def _arrange(self) -> None:
        headings = [self.tr("In the original"), self.tr("Became"), self.tr("Why"), self.tr("Nearest layer")]
        self.table.setHorizontalHeaderLabels(headings)
        self.table.setAccessibleName(self.tr("What became what"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        table_headings.align(self.table)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.setSpacing(10)
        if runs_code(self._file):
            whole.addWidget(_row(self.tr("Class"), self.name))
        whole.addWidget(_row(self.tr("Shape of a row"), self.shape, self.again))
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.told)
        whole.addWidget(self.buttons)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        tab_order.chain(self.name, self.shape, self.again, self.table, self.save_button, cancel)
        (self.name if runs_code(self._file) else self.shape).setFocus()

    def _connect(self) -> None:
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in a field imports, and would press another button as well
        self.again.clicked.connect(self.begin)
        self.name.returnPressed.connect(self.begin)
        self.shape.returnPressed.connect(self.begin)
        self.save_button.clicked.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._work.answered.connect(self._show)

    def _offer(self) -> None:
        for widget in (self.name, self.shape, self.again):
            widget.setEnabled(not self.busy)
        self.save_button.setEnabled(self.found is not None and not self.busy)

    def _show(self, answer: Imported | Message | None) -> None:
        if answer is None:  # stopped
            return
        if isinstance(answer, Message):
            self.found = None
            self.table.setRowCount(0)
            self.told.setText("")
            self._say(shown(answer), wrong=True)
        else:
            self.found = answer
            self._fill(lines(answer))
            self._say(self._verdict(answer), wrong=bool(answer.missing))
            self.told.setText("\n".join(shown(remark) for remark in remarks(answer)))
        self._offer()

    def _verdict(self, found: Imported) -> str:
        if found.missing:
            if len(found.missing) == 1:
                return self.tr("No layer: 1. It is a placeholder, until you replace it.")
            text = self.tr("No layer: {count}. They are placeholders, until you replace them.")
            return text.format(count=len(found.missing))
        if found.whole:
            return self.tr("Everything has a layer, and the outputs are those of the original.")
        return self.tr("Everything has a layer; what is not quite the same stands above the others.")

    def _fill(self, told: list[Line]) -> None:
        self.table.setRowCount(len(told))
        for row, line in enumerate(told):
            what = f"{line.what} × {line.count}" if line.count > 1 else line.what
            self.table.setItem(row, WHAT, QTableWidgetItem(what))
            titles = in_short(line, translated)
            self.table.setItem(row, BECAME, QTableWidgetItem(titles or "–"))
            reason = f"{line.where}: {shown(line.reason)}" if line.reason is not None else ""
            self.table.setItem(row, WHY, QTableWidgetItem(reason))
            if line.nearest is not None and not line.mended:
                self.table.setCellWidget(row, MEND, self._mending(line))
            else:
                self.table.removeCellWidget(row, MEND)
        nearest = any(self.table.cellWidget(row, MEND) is not None for row in range(self.table.rowCount()))
        self.table.setColumnHidden(MEND, not nearest)
        self.table.resizeRowsToContents()

    def _mending(self, line: Line) -> QPushButton:
        """The button that puts the nearest layer in the place of a placeholder."""
        title = translated(line.nearest.title) if line.nearest is not None else ""
        button = QPushButton(self.tr("Use {layer}").format(layer=title))
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._mend, line.number))
        return button

    def _mend(self, number: int) -> None:
        if self.found is not None and not self.busy:
            self._work.ask(partial(self.found.mending, number))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        restyle(self.words, "role", "error" if wrong else "hint")
        self.words.setText(words)


def _row(text: str, *widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(caption(text, widgets[0]))
    layout.addWidget(widgets[0], 1)
    for widget in widgets[1:]:
        layout.addWidget(widget)
    return made


def _imported(
    ready: Callable[[], None] | None, file: Path, name: str, inputs: list[Dims], stopping: Event
) -> Imported | None:
    """On a thread beside the window. None where it was stopped."""
    if ready is not None:
        ready()
    from netbuilder.interchange.imported import imported
    from netbuilder.interchange.modules.module_process import StoppedError

    try:
        return imported(read_source(file, name, inputs, stopping.is_set))
    except StoppedError:
        return None
