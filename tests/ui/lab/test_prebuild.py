"""The lab's pictures are made before it is opened, while nobody waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.lab.charts import prebuild
from ui.lab.charts.prebuild import Prebuild
from ui.shell.main_window import MainWindow


def test_the_boards_are_there_before_the_lab_is_opened(
    qtbot: QtBot, open_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prebuild, "PACE", 1)
    window = open_window()
    lab = window.views.lab
    both = lab.findChildren(Prebuild)
    assert len(both) == 2
    qtbot.waitUntil(lambda: all("board" in vars(ahead) for ahead in both))
    boards = [vars(ahead)["board"] for ahead in both]
    assert not any(board.isVisible() and board.isWindow() for board in boards)
    assert QApplication.activeWindow() is window
    lab.open()
    assert lab.window.board in boards
