"""Run here: a script in a process of its own, with what it prints and the curve of its losses."""

from __future__ import annotations

import csv
import importlib.util
import math
import re
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from netbuilder.backends.frameworks import FRAMEWORKS
from netbuilder.errors import ProjectError
from netbuilder.messages import Message
from netbuilder.project.project import Project
from ui.code.child_process import ChildProcess
from ui.code.losses_chart import Epoch, LossesChart
from ui.language.text import shown
from ui.theme import fonts
from ui.theme.themes import Theme, Themes
from ui.threads.background_work import BackgroundWork
from ui.widgets.labels import label

_LOSSES = re.compile(r"(\d+): loss ([-+.\deinfa]+)(?:, validation ([-+.\deinfa]+))?")
"""The line that every script prints from time to time."""
_TEST = "test: "
"""What every line about the test rows begins with."""
SCRIPT, HISTORY = "script.py", "history.csv"
MOST_LINES = 5_000


def write_script(project: Project, target: str, folder: Path) -> Path:
    """Write the script into a folder. Raises what the export raises, and ProjectError where a package is missing."""
    from netbuilder.export import EXPORTERS, export

    missing = [name for name in EXPORTERS[target].needs if importlib.util.find_spec(name) is None]
    if missing:
        raise ProjectError(
            "{packages} is not installed. Install it with: python -m pip install {packages}", packages=" ".join(missing)
        )
    path = folder / SCRIPT
    path.write_text(export(project, target, data_base=folder).text, encoding="utf-8")
    return path


class RunPanel(QWidget):
    """Runs one script at a time. ``history``: the epochs that it has told of."""

    def __init__(self, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history: list[Epoch] = []
        self.words = label("hint")
        self.stop_button = QPushButton(self.tr("Stop"))
        self.output = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.output.setMaximumBlockCount(MOST_LINES)
        self.output.setFont(fonts.code())
        self.output.setAccessibleName(self.tr("What the script prints"))
        self.chart = LossesChart()
        self.process = ChildProcess(self)
        self._title, self._stopped = "", False
        self._folder: TemporaryDirectory[str] | None = None
        self._writing = BackgroundWork(self)
        self._drawing = QTimer(self, interval=100, singleShot=True)
        self._drawing.timeout.connect(lambda: self.chart.draw(self.history))
        self._lay_out()
        self._writing.answered.connect(self._begin)
        self.process.line.connect(self._take)
        self.process.ended.connect(self._end)
        self.stop_button.clicked.connect(self.stop)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)

    @property
    def running(self) -> bool:
        """Whether a script is being written, or runs."""
        return self.process.running or self._writing.busy

    def start(self, project: Project, target: str) -> None:
        """Run the script of a project. What ran before is stopped."""
        self.stop()
        self._clear_away()
        self._title, self._stopped = FRAMEWORKS[target], False
        self.history.clear()
        self.output.clear()
        self.chart.draw(())
        self._folder = TemporaryDirectory(prefix="netbuilder-")
        self._say(self.tr("{framework}: starting…"))
        self.stop_button.setEnabled(True)
        self._writing.ask(partial(write_script, project, target, Path(self._folder.name)))

    def stop(self) -> None:
        """End what runs."""
        self._stopped = True
        self.process.stop()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.stop_button)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.output)
        parts.addWidget(self.chart)
        parts.setSizes([100, 100])
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 6, 6, 6)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(parts, 1)
        self.stop_button.setEnabled(False)

    def _begin(self, answer: Path | Message) -> None:
        if isinstance(answer, Message):
            self._clear_away()
            self._say(self.tr("{framework} cannot be run:"))
            self.output.setPlainText(shown(answer))
            self.stop_button.setEnabled(False)
        elif self._stopped or self._folder is None:
            self._end(-1)
        else:
            self._say(self.tr("{framework}: running in a process of its own"))
            history = Path(self._folder.name) / HISTORY
            self.process.start([str(answer), "--history", str(history)], answer.parent)

    def _take(self, line: str) -> None:
        if line.startswith(_TEST):
            self._keep_test_rows_shut()
            return
        self.output.appendPlainText(line)
        found = _LOSSES.match(line)
        if found:
            epoch, train, validation = int(found[1]), float(found[2]), float(found[3] or "nan")
            if math.isfinite(train):
                self.history.append((epoch, train, validation))
                self._drawing.start()

    def _keep_test_rows_shut(self) -> None:
        """A script scores them at its end; the window shows that only where it keeps when they were opened."""
        words = self.tr("test: not shown here; “Score test rows…” in the menu Train opens them")
        if words not in self.output.toPlainText():
            self.output.appendPlainText(words)

    def _end(self, code: int) -> None:
        self.stop_button.setEnabled(False)
        if self._folder is not None:
            history = Path(self._folder.name) / HISTORY
            if code == 0 and history.exists():
                self.history[:] = read_history(history)
        self._clear_away()
        self.chart.draw(self.history)
        if self._stopped:
            self._say(self.tr("{framework}: stopped"))
        elif code:
            self._say(self.tr("{framework}: ended with exit code {code}").replace("{code}", str(code)))
        else:
            self._say(self.tr("{framework}: finished"))

    def _clear_away(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _say(self, text: str) -> None:
        self.words.setText(text.replace("{framework}", self._title))

    def _dress(self, theme: Theme) -> None:
        self.chart.dress(theme)


def read_history(path: Path) -> list[Epoch]:
    """The losses that a script wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(int(row["epoch"]), float(row["train_loss"]), float(row["validation_loss"])) for row in rows]
