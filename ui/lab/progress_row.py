"""Measure, stop, how far it is, and how long it will take: one row, in the lab and in its tab."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.lab.experiment_runner import ExperimentRunner
from ui.theme.icons import icon
from ui.theme.style import faint
from ui.theme.themes import Theme, Themes
from ui.widgets.labels import label

STEPS = 1000
translate = QCoreApplication.translate


class ProgressRow(QWidget):
    """Follows the experiment runner. ``wanted``: an experiment is asked for."""

    wanted = Signal()

    def __init__(self, runner: ExperimentRunner, themes: Themes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.measure, self.stop = QPushButton(self.tr("Measure")), QPushButton(self.tr("Stop"))
        self.measure.setObjectName("primary")
        self.measure.setToolTip(self.tr("Train many networks, and measure bias² and variance (F5)"))
        self.stop.setToolTip(self.tr("Stop now, and keep the results so far (F8)"))
        self.progress = QProgressBar(textVisible=False, maximum=STEPS)
        self.progress.setAccessibleName(self.tr("Progress of the experiment"))
        self.words = label("hint")
        self.words.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.measure, 1)
        row.addWidget(self.stop, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self.progress)
        box.addWidget(self.words)
        self.measure.clicked.connect(self.wanted)
        self.stop.clicked.connect(runner.stop)
        runner.state_changed.connect(self.draw)
        runner.told.connect(self.draw)
        themes.changed.connect(self._dress)
        self._dress(themes.theme)
        self.draw()

    def draw(self) -> None:
        """Show how far it is."""
        state, findings = self._runner.state, self._runner.findings
        self.measure.setEnabled(state == "idle")
        self.stop.setEnabled(state in ("running", "waiting"))
        self.progress.setValue(round(STEPS * findings.done) if findings is not None else 0)
        self.words.setText(self._in_words())

    def _in_words(self) -> str:
        state, findings = self._runner.state, self._runner.findings
        if state == "waiting":
            return self.tr("Waits until training has ended.")
        if state == "stopping":
            return self.tr("Stopping …")
        if state == "idle" or findings is None:
            return ""
        if findings.places is None:
            return self.tr("Reading the data …")
        left = time_in_words(findings.seconds_left)
        if findings.count > 1:
            where = self.tr("{number} of {count} values").format(number=findings.index + 1, count=findings.count)
            return f"{where} · {left}" if left else where
        if not findings.way:
            return self.tr("Testing which method is faster …")
        return left or self.tr("The first epochs …")

    def _dress(self, theme: Theme) -> None:
        self.measure.setIcon(icon("train", theme.on_accent, faint(theme).name()))
        self.stop.setIcon(icon("stop", theme.text, faint(theme).name()))


def time_in_words(seconds: float) -> str:
    """How long it will take; empty where that is not known."""
    if not math.isfinite(seconds):
        return ""
    if seconds < 90:
        return translate("Lab", "{seconds} s left").format(seconds=math.ceil(seconds))
    return translate("Lab", "{minutes} min left").format(minutes=math.ceil(seconds / 60))
