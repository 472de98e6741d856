"""New rows predicted with a kept run: from a CSV file, or typed; shown, and saved as CSV."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.errors import UserError
from netbuilder.files.atomic import write_atomically
from netbuilder.messages import Message
from ui.language.text import figure, precise, shown
from ui.predictions.typed_rows import TypedRows
from ui.project.file_dialogs import file_to_write
from ui.threads.background_work import BackgroundWork
from ui.widgets import tab_order, table_headings
from ui.widgets.input_fields import Choice
from ui.widgets.labels import label, restyle
from ui.widgets.window_size import open_at

if TYPE_CHECKING:
    from netbuilder.predictions.row_predictions import RowPredictions
    from netbuilder.runs.folder import Run

SHOWN = 200
"""Predictions that are shown; all are saved."""


class PredictDialog(QDialog):
    """Chooses a run, its rows and a file for what is predicted. ``saved``: the file written, or None.

    Whoever types a row, or the name of a file, has chosen that source.

    ``runs``: those that have weights, the present one first. ``ready``: waits until torch can be used.
    """

    def __init__(
        self, runs: Sequence[Run], ready: Callable[[], None] | None, base: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Predict new rows"))
        open_at(self, QSize(720, 620))
        self._runs, self._ready, self._base = list(runs), ready, base
        self.saved: Path | None = None
        self._predicted: RowPredictions | None = None
        self.run = Choice(self)
        self.run.setAccessibleName(self.tr("Run"))
        for place, run in enumerate(self._runs):
            self.run.addItem(self._name(run, present=place == 0))
        self.from_file = QRadioButton(self.tr("Rows of a CSV file"))
        self.typed = QRadioButton(self.tr("Rows typed here"))
        self.from_file.setChecked(True)
        self.path = QLineEdit(placeholderText=self.tr("A file with the columns that the network learned from"))
        self.path.setAccessibleName(self.tr("CSV file"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.rows = TypedRows()
        self.rows.setAccessibleName(self.tr("Rows to predict"))
        self.more = QPushButton(self.tr("Add row"))
        self.predict = QPushButton(self.tr("Predict"))
        self.words = label("hint")
        self.predictions = QTableWidget(0, 0)
        self.predictions.setAccessibleName(self.tr("Predictions"))
        self.predictions.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.predictions.setTabKeyNavigation(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save_button = self.buttons.addButton(self.tr("Save as CSV…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save_button.setEnabled(False)
        self._work = BackgroundWork(self)
        self._arrange()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter ends the typing of a value, and would predict before all are typed
        self._connect()
        self._show_columns()
        self._offer()

    @property
    def busy(self) -> bool:
        """Whether rows are being predicted."""
        return self._work.busy

    def save(self) -> None:
        """Ask for a file and write all predictions there; what goes wrong is said in the dialog."""
        if self._predicted is None:
            return
        proposed = (self._base or Path.home()) / "predictions.csv"
        path = file_to_write(self, self.tr("Save predictions"), proposed, "*.csv", ".csv")
        if path is None:
            return
        try:
            write_atomically(path, self._predicted.csv().encode())
        except UserError as error:
            self._say(shown(error.message), wrong=True)
            return
        self.saved = path
        self._say(self.tr("Saved as {path}.").format(path=path))

    def _arrange(self) -> None:
        run, file, typed = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        caption = label("", self.tr("Run"))
        caption.setBuddy(self.run)
        run.addWidget(caption)
        run.addWidget(self.run, 1)
        file.addWidget(self.path, 1)
        file.addWidget(self.choose)
        typed.addWidget(self.typed)
        typed.addStretch(1)
        typed.addWidget(self.more)
        asked = QHBoxLayout()
        asked.addWidget(self.words, 1)
        asked.addWidget(self.predict, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 14)
        whole.setSpacing(10)
        whole.addLayout(run)
        whole.addWidget(self.from_file)
        whole.addLayout(file)
        whole.addLayout(typed)
        whole.addWidget(self.rows, 2)
        whole.addLayout(asked)
        whole.addWidget(self.predictions, 3)
        whole.addWidget(self.buttons)
        stops = (self.run, self.from_file, self.path, self.choose, self.typed, self.more, self.rows, self.predict)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        tab_order.chain(*stops, self.predictions, self.save_button, close)

    def _connect(self) -> None:
        self.run.currentIndexChanged.connect(self._show_columns)
        self.from_file.toggled.connect(self._offer)
        self.path.textChanged.connect(self._offer)
        self.path.textEdited.connect(lambda: self.from_file.setChecked(True))
        self.rows.pressed.connect(lambda: self.typed.setChecked(True))
        self.rows.cellChanged.connect(lambda: self.typed.setChecked(True))
        self.choose.clicked.connect(self._choose)
        self.more.clicked.connect(self._add_row)
        self.path.returnPressed.connect(self.predict.click)
        self.predict.clicked.connect(self._ask)
        self.save_button.clicked.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self._work.answered.connect(self._show)

    def _name(self, run: Run, *, present: bool) -> str:
        epoch = run.epoch if run.restored else run.best_epoch
        if present:
            return self.tr("Run {run}, epoch {epoch} (the current one)").format(run=run.number, epoch=epoch)
        return self.tr("Run {run}, epoch {epoch}").format(run=run.number, epoch=epoch)

    def _show_columns(self) -> None:
        """The columns to type in are those of the run. Where they have no names, say why nothing can be predicted."""
        from netbuilder.data.tables.new_rows import feature_columns

        run = self._runs[self.run.currentIndex()]
        self._forget()
        try:
            names = feature_columns(run.project.data.dataset) if run.project is not None else ()
        except UserError as error:
            names = ()
            self._say(shown(error.message), wrong=True)
        self.rows.show_columns(names)
        self._offer()

    def _offer(self) -> None:
        by_file, known = self.from_file.isChecked(), self.rows.columnCount() > 0
        self.rows.setEnabled(known)
        self.more.setEnabled(known)
        sources: tuple[tuple[tuple[QWidget, ...], bool], ...] = (
            ((self.path, self.choose), by_file),
            ((self.more, self.rows), not by_file),
        )
        for fields, chosen in sources:  # Tab passes over the other one
            for field in fields:
                field.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
        self.predict.setEnabled(known and not self.busy and (not by_file or bool(self.path.text().strip())))

    def _choose(self) -> None:
        start = str(self._base or Path.home())
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Rows to predict"), start, "*.csv *.txt *.tsv *.json *.jsonl *.gz"
        )
        if chosen:
            self.from_file.setChecked(True)
            self.path.setText(chosen)

    def _add_row(self) -> None:
        self.typed.setChecked(True)
        self.rows.add_row()

    def _ask(self) -> None:
        self._forget()
        self._say(self.tr("Predicting …"))
        run = self._runs[self.run.currentIndex()]
        source = self.path.text().strip() if self.from_file.isChecked() else self.rows.texts()
        self._work.ask(partial(_predicted, self._ready, run, source))
        self._offer()

    def _show(self, answer: RowPredictions | Message) -> None:
        self._offer()
        if isinstance(answer, Message):
            self._say(shown(answer), wrong=True)
            return
        self._predicted = answer
        names, *lines = answer.table
        self.predictions.setColumnCount(len(names))
        self.predictions.setHorizontalHeaderLabels(names)
        self.predictions.setRowCount(min(len(lines), SHOWN))
        for row, line in enumerate(lines[:SHOWN]):
            for place, text in enumerate(line):
                number = not (answer.classes and place == 0)
                read = table_headings.number(_read(text, share=bool(answer.classes))) if number else None
                self.predictions.setItem(row, place, read or QTableWidgetItem(text))
        table_headings.align(self.predictions)
        self.predictions.resizeColumnsToContents()
        self.save_button.setEnabled(True)
        if len(lines) > SHOWN:
            text = self.tr("{count} rows predicted, of which the first {shown} are shown; all are saved.")
            told = text.format(count=f"{len(lines):,}", shown=SHOWN)
        else:
            told = self.tr("Rows predicted: {count}.").format(count=len(lines))
        self._say(told if answer.extrapolated is None else f"{told} {shown(answer.extrapolated)}")

    def _forget(self) -> None:
        self._predicted = None
        self.predictions.setRowCount(0)
        self.predictions.setColumnCount(0)
        self.save_button.setEnabled(False)
        self._say("")

    def _say(self, words: str, *, wrong: bool = False) -> None:
        restyle(self.words, "role", "error" if wrong else "hint")
        self.words.setText(words)


def _read(text: str, *, share: bool) -> str:
    """Three or four digits are enough to read; the file has all."""
    return figure(float(text)) if share else precise(float(text))


def _predicted(ready: Callable[[], None] | None, run: Run, source: str | list[list[str]]) -> RowPredictions:
    """On a thread beside the window."""
    if ready is not None:
        ready()
    from netbuilder.data.tables.new_rows import new_rows, typed_rows
    from netbuilder.kept_runs.trained import trained
    from netbuilder.predictions.row_predictions import row_predictions

    used = trained(run, run.epoch if run.restored else run.best_epoch)
    settings = used.project.data
    if isinstance(source, str):
        rows = new_rows(settings.dataset, os.fspath(source))
    else:
        rows = typed_rows(settings.dataset, source)
    return row_predictions(used.network, settings, used.prepared, rows)
