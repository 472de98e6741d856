"""What tests do in the lab as a user does: open it on a sample, choose a hyperparameter, press Measure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from ui.lab.lab_window import LabWindow
from ui.shell.main_window import MainWindow


def lab_on(window: MainWindow, sample: str, **training: object) -> LabWindow:
    """The lab, opened on a sample with other training settings."""
    window.bridge.document.mark_saved()
    window.files.open_sample(sample)
    window.bridge.edit(edits.set_training(window.bridge.project, **training), say("Set"))
    window.views.lab.open()
    return window.views.lab.window


def measure(qtbot: QtBot, window: MainWindow, resamples: int = 4) -> LabWindow:
    """Press Measure, and wait for the end."""
    lab = window.views.lab.window
    lab.controls.resamples.setValue(resamples)
    with qtbot.waitSignal(window.views.lab.runner.ended):
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lab.board.is_drawn)
    return lab


def sweep(lab: LabWindow, hyperparameter: str, values: str) -> None:
    """Choose a hyperparameter, and type its values."""
    QTest.mouseClick(lab.controls.sweep, Qt.MouseButton.LeftButton)
    lab.controls.choose_hyperparameter(hyperparameter)
    lab.controls.values.selectAll()
    QTest.keyClicks(lab.controls.values, values)
