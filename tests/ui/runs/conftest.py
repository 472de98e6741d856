"""A project with four runs, and the window on it with the table in front."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from ui.shell.main_window import MainWindow

from .table_parts import OpenWindow, settle, units


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project with four runs: as it is (9 epochs), narrow, with weight decay and 10 epochs, with seed 3."""
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path(samples.OPENED_FIRST).read_bytes())
    base = edits.set_training(read(path), epochs=9, device="cpu")
    for project in (
        base,
        units(base, 16),
        edits.set_training(base, weight_decay=0.01, epochs=10),
        edits.set_training(base, seed=3),
    ):
        list(record(Training(project), runs_folder(path)))
    return path


@pytest.fixture
def opened(qtbot: QtBot, open_window: OpenWindow, file: Path) -> MainWindow:
    """The window on that project, with the table in front."""
    window = open_window(file)
    runs = window.views.runs
    for tabs in window.findChildren(QTabWidget):
        if tabs.indexOf(runs) >= 0:
            tabs.setCurrentWidget(runs)
    settle(qtbot, window)
    runs.table.setFocus()
    return window
