"""What tests of the diagnosis do as a user does: open a project, train it, and see what is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.files.write import dumps
from netbuilder.project import edits
from ui.diagnosis.remedy_list import RemedyList
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton


def saved(folder: Path, name: str = samples.OPENED_FIRST, **training: Any) -> Path:
    """A copy of a sample, with other training settings."""
    path = folder / f"{name}.netb"
    path.write_text(dumps(edits.set_training(read(samples.path(name)), device="cpu", **training), folder), "utf-8")
    return path


def train(qtbot: QtBot, window: MainWindow) -> None:
    """Train to the end, and wait for the diagnosis."""
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Nothing trains, and the run has been examined."""
    qtbot.waitUntil(lambda: window.worker.state == "idle" and not window.remedies.busy)


def offered(window: MainWindow) -> list[str]:
    """The names of what is offered, in their order."""
    return [offer.name for offer in window.views.diagnosis.offers]


def listed() -> RemedyList:
    """The list that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, RemedyList)
    return found
