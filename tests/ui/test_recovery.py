"""Unsaved work survives a crash: a program that is killed, and another that starts after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder import edits
from netbuilder.messages import say
from tests.programs import running
from ui.recovery import leftovers
from ui.window import Window

OpenWindow = Callable[[], Window]

EDIT_AND_WAIT = """
import sys
from PySide6.QtWidgets import QApplication
from netbuilder import edits
from netbuilder.document import Document
from netbuilder.messages import say
from ui.bridge import Bridge
from ui.recovery import Recovery
application = QApplication([])
bridge = Bridge(Document())
recovery = Recovery(bridge)
bridge.edit(edits.set_training(bridge.project, epochs=4321), say("Set epochs"))
recovery.write()
recovery.flush()
print("written", flush=True)
application.exec()
"""


@pytest.fixture
def other_program() -> subprocess.Popen[str]:
    """Another running NetBuilder with unsaved work."""
    command = [sys.executable, "-c", EDIT_AND_WAIT]
    with running(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "written\n"
        yield program


def kill(program: subprocess.Popen[str]) -> None:
    os.kill(program.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    program.wait()


def test_work_of_a_killed_program_is_offered_and_brought_back(
    qtbot: QtBot, other_program: subprocess.Popen[str], open_window: OpenWindow
) -> None:
    kill(other_program)
    window = open_window()
    banner = next(banner for banner in window.banners.shown() if banner.buttons)
    QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    assert window.bridge.project.training.epochs == 4321
    assert window.isWindowModified()
    assert window.recovery.copy.exists()
    assert not leftovers()


def test_work_that_is_not_wanted_is_offered_once(other_program: subprocess.Popen[str], open_window: OpenWindow) -> None:
    kill(other_program)
    banner = next(banner for banner in open_window().banners.shown() if banner.buttons)
    QTest.mouseClick(banner.buttons[1], Qt.MouseButton.LeftButton)
    assert not leftovers()


def test_a_second_program_that_still_runs_is_no_crash(other_program: subprocess.Popen[str]) -> None:
    assert leftovers() == ()
    kill(other_program)
    assert len(leftovers()) == 1


def test_a_copy_is_kept_while_there_is_unsaved_work_and_removed_with_it(qtbot: QtBot, window: Window) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=55), say("Set epochs"))
    qtbot.waitUntil(window.recovery.copy.exists)
    window.bridge.document.undo()
    qtbot.waitUntil(lambda: not window.recovery.copy.exists())


def test_a_proper_end_leaves_nothing_behind(window: Window) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=55), say("Set epochs"))
    window.recovery.write()
    window.recovery.flush()
    assert window.recovery.copy.exists()
    window.bridge.document.mark_saved()
    window.close()
    assert not list(window.recovery.copy.parent.iterdir())


def test_a_broken_copy_is_explained_and_removed(open_window: OpenWindow) -> None:
    window = open_window()
    folder = window.recovery.copy.parent
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "broken.json").write_text("{")
    (leftover,) = leftovers()
    before = window.bridge.project
    window.files.recover(leftover)
    assert window.bridge.project is before
    assert window.banners.shown()[0].mood == "error"
    assert not leftovers()
