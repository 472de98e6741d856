"""The scripts of all frameworks beside the program: how far each is from it, for the drawing as it was compared."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from netbuilder.backends.frameworks import FRAMEWORKS
from netbuilder.errors import UserError
from netbuilder.files.write import write
from netbuilder.project.changes import Change
from ui.code.child_process import ChildProcess
from ui.language.text import shown, translated
from ui.project.bridge import Bridge
from ui.theme.themes import Theme, Themes
from ui.widgets import table_headings
from ui.widgets.labels import label

FILE = "project.netb"


class VerifyPanel(QWidget):
    """Compares on demand. The result stays until the next; after an edit it says that the drawing has changed."""

    def __init__(self, bridge: Bridge, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._themes = bridge, themes
        self.words = label("hint")
        self.start_button = QPushButton(self.tr("Compare"))
        self.table = QTableWidget(0, 6)
        self.process = ChildProcess(self)
        self.stale = False
        self._problem, self._expected = "", 0
        self._folder: TemporaryDirectory[str] | None = None
        self._lay_out()
        self._explain()
        self.start_button.clicked.connect(self._start_or_stop)
        self.process.line.connect(self._take)
        self.process.ended.connect(self._end)
        bridge.changed.connect(self._follow)
        themes.changed.connect(self._dress)

    def start(self, targets: Sequence[str] = ()) -> None:
        """Run these scripts, or all, from the program's weights, and fill the table row by row."""
        self._folder = TemporaryDirectory(prefix="netbuilder-")
        path = Path(self._folder.name) / FILE
        try:
            write(path, self._bridge.project)
        except UserError as error:
            self.words.setText(shown(error.message))
            self._clear_away()
            return
        self.table.setRowCount(0)
        self.stale, self._problem = False, ""
        self.start_button.setText(self.tr("Stop"))
        self._expected = len(targets or FRAMEWORKS)
        self._tell_progress()
        self.process.start(["-m", "netbuilder.verification.stream", str(path), *targets], path.parent)

    def stop(self) -> None:
        """End the comparison; the rows that are there stay."""
        self.process.stop()

    def _lay_out(self) -> None:
        titles = [self.tr("Framework"), self.tr("Equal"), self.tr("Losses"), self.tr("Gradients"), self.tr("Outputs")]
        self.table.setHorizontalHeaderLabels([*titles, self.tr("Seconds an epoch")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setAccessibleName(self.tr("How far each framework is from the program"))
        self.table.hide()  # until there is something in it: the words need the room
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 6, 6)
        box.setSpacing(4)
        box.addWidget(self.words)
        box.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.table, 1)
        box.addStretch()

    def _explain(self) -> None:
        self.words.setText(
            self.tr(
                "Runs the script of every framework from the same weights and batches, without dropout, "
                "and compares outputs, gradients and losses with the program's. A small network takes about a minute."
            )
        )

    def _start_or_stop(self) -> None:
        if self.process.running:
            self.stop()
        else:
            self.start()

    def _take(self, line: str) -> None:
        if not line.startswith("{"):
            self._problem = line or self._problem
            return
        values = json.loads(line)
        if "target" not in values:
            self._problem = values["problem"]
            return
        self._add(values)
        self._tell_progress()

    def _tell_progress(self) -> None:
        done = max(0, self.table.rowCount() - 1)
        text = self.tr("Comparing: {done} of {all} scripts…")
        self.words.setText(text.replace("{done}", str(done)).replace("{all}", str(self._expected)))

    def _add(self, values: dict[str, Any]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.show()
        program = values["target"] == "program"
        verdict = "" if program else values["problem"] or (self.tr("yes") if values["equal"] else self.tr("no"))
        figures = [_small(None if program else values[name]) for name in ("losses", "gradients", "outputs")]
        seconds = "–" if values["seconds"] is None else f"{values['seconds']:.2g}"
        texts = [translated(values["title"]), verdict, *figures, seconds]
        for column, text in enumerate(texts):
            item = table_headings.number(text) if column > 1 else QTableWidgetItem(text)
            item.setToolTip(self._explained(values))
            item.setData(Qt.ItemDataRole.UserRole, bool(program or values["equal"]))
            self.table.setItem(row, column, item)
        table_headings.align(self.table)
        self._dress(self._themes.theme)

    def _explained(self, values: dict[str, Any]) -> str:
        if values["problem"]:
            return str(values["problem"])
        if values["rounding"] is not None:
            text = self.tr("Rounding alone moves the program's own losses by {by}.")
            return text.replace("{by}", _small(values["rounding"]))
        return self.tr("The largest difference from the program, relative to the largest value.")

    def _end(self, code: int) -> None:
        self.start_button.setText(self.tr("Compare"))
        self._clear_away()
        if self.stale:
            self._say_stale()
        elif code == -1:
            self.words.setText(self.tr("Stopped."))
        elif code or not self.table.rowCount():
            self.words.setText(self.tr("The comparison failed: {problem}").replace("{problem}", self._problem))
        else:
            self.words.setText(self.tr("The largest differences from the program, for the drawing as it is now."))

    def _clear_away(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _follow(self, change: Change) -> None:
        if change.content and self.table.rowCount() and not self.stale:
            self.stale = True
            if not self.process.running:
                self._say_stale()
            self._dress(self._themes.theme)

    def _say_stale(self) -> None:
        self.words.setText(self.tr("The drawing has changed since. Compare again."))

    def _dress(self, theme: Theme) -> None:
        for row in range(self.table.rowCount()):
            for column in range(self.table.columnCount()):
                item = self.table.item(row, column)
                if item is None:
                    continue
                good = bool(item.data(Qt.ItemDataRole.UserRole))
                colour = theme.muted if self.stale else theme.text if good else theme.danger
                item.setForeground(QColor(colour))


def _small(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else "0" if value == 0 else f"{value:.1e}"
