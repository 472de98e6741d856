"""A small screen, such as one of 1920 × 1080 at twice the scale: all of a dialog lies on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from netbuilder.runs.run import Run
from tests.drawing import drawn
from ui.code.export_dialog import ExportDialog
from ui.predictions.predict_dialog import PredictDialog
from ui.project.import_dialog import ImportDialog
from ui.shell.main_window import MainWindow
from ui.shell.shortcuts_dialog import ShortcutsDialog
from ui.stepping.batch_window import BatchWindow
from ui.theme.themes import LIGHT
from ui.widgets.window_size import FRAME, open_at

SMALL = QSize(960, 520)
"""What a panel leaves of 960 × 540."""


def kept() -> Run:
    """All that the dialog asks of a run before it predicts."""
    of_run = {"number": 1, "restored": False, "epoch": 1, "best_epoch": 1, "project": drawn(("dense", {"units": 2}))}
    return cast("Run", SimpleNamespace(**of_run))


Opening = Callable[[MainWindow, Path], QWidget]
OPENINGS: dict[str, Opening] = {
    "export": lambda _window, _folder: ExportDialog(drawn(("dense", {"units": 2})), None, "network", LIGHT),
    "import": lambda window, folder: ImportDialog(folder / "net.py", window.worker.ready, window),
    "predict": lambda window, folder: PredictDialog([kept()], window.worker.ready, folder, window),
    "rows": lambda window, _folder: BatchWindow(window.bridge, window.themes, window.worker.ready),
    "shortcuts": lambda window, _folder: ShortcutsDialog(window),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_a_dialog_fits_a_small_screen(
    name: str, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: SMALL)
    dialog = OPENINGS[name](window, tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    room = SMALL - FRAME
    assert (dialog.width(), dialog.height()) == (min(dialog.width(), room.width()), min(dialog.height(), room.height()))


def test_where_there_is_room_a_window_opens_as_it_likes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    open_at(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
