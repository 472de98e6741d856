"""What tests do in the lab as a person does: open it on a sample, choose a knob, press Measure."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder import edits
from netbuilder.messages import say
from ui.lab.window import LabWindow
from ui.window import Window


def lab_on(window: Window, sample: str, **training: object) -> LabWindow:
    """The lab, opened on a sample with other training settings."""
    window.bridge.document.mark_saved()
    window.files.open_sample(sample)
    window.bridge.edit(edits.set_training(window.bridge.project, **training), say("Set"))
    window.panes.lab.open()
    return window.panes.lab.window


def measure(qtbot: QtBot, window: Window, resamples: int = 4) -> LabWindow:
    """Press Measure, and wait for the end."""
    lab = window.panes.lab.window
    lab.controls.resamples.setValue(resamples)
    with qtbot.waitSignal(window.panes.lab.laboratory.ended):
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lab.board.is_drawn)
    return lab


def sweep(lab: LabWindow, knob: str, values: str) -> None:
    """Choose a knob, and type its values."""
    QTest.mouseClick(lab.controls.sweep, Qt.MouseButton.LeftButton)
    lab.controls.choose_knob(knob)
    lab.controls.values.selectAll()
    QTest.keyClicks(lab.controls.values, values)
