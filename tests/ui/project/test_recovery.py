"""Unsaved work survives a crash: a program that is killed, and another that starts after it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.files.write import dumps
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.forking.forked import Forked
from tests.programs import running
from ui.application.preferences import data_folder
from ui.project.recovery import leftovers
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]

EDIT_AND_WAIT = """
import sys
from PySide6.QtWidgets import QApplication
from netbuilder.project import edits
from netbuilder.project.document import Document
from netbuilder.messages import say
from ui.project.bridge import Bridge
from ui.project.recovery import Recovery
application = QApplication([])
bridge = Bridge(Document())
recovery = Recovery(bridge)
bridge.edit(edits.set_training(bridge.project, epochs=4321), say("Set epochs"))
recovery.write()
recovery.flush()
print("written", flush=True)
application.exec()
"""


TRAIN_AND_WAIT = """
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from netbuilder.project import edits
from netbuilder.messages import say
from ui.project.project_files import ProjectFiles
from ui.application.preferences import Preferences
from ui.application.startup import Warmup
from ui.theme.themes import Themes
from ui.shell.main_window import MainWindow
epochs, file = int(sys.argv[1]), sys.argv[2]
application = QApplication([])
window = MainWindow(Preferences(), Themes(), Warmup())
window.begin()
drawn = window.bridge.project
window.files.new()
window.bridge.edit(edits.set_training(replace(drawn, notes="mine"), epochs=epochs), say("Draw"))
window.worker.finished.connect(lambda _: QTimer.singleShot(0, lambda: print("trained", flush=True)))
if file:
    ProjectFiles.save_as = lambda files: files._write(Path(file))
    window.runs.begun.connect(lambda _: (window.files.save(), print("saved", flush=True)))
window.runs.train()
application.exec()
"""


@pytest.fixture
def training_program() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Another window, which trains an untitled project; ``file``: it saves it there once the training has begun."""
    with contextlib.ExitStack() as programs:

        def begin(epochs: int, file: Path | str = "") -> subprocess.Popen[str]:
            command = [sys.executable, "-c", TRAIN_AND_WAIT, str(epochs), str(file)]
            streams = {"stdout": subprocess.PIPE, "cwd": Path(__file__).parents[3]}
            return programs.enter_context(running(command, by=Forked, **streams))

        yield begin


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def runs_apart() -> list[Path]:
    return sorted((data_folder() / "runs").glob("*.runs/1"))


def has_epochs(run: Path) -> bool:
    history = run / "history.csv"
    return history.is_file() and history.read_text().count("\n") > 3


def press(window: MainWindow, number: int) -> None:
    """A button of the banner that offers what was left: 0 brings it back, 1 discards it."""
    banner = next(banner for banner in window.banners.shown() if len(banner.buttons) == 2)
    QTest.mouseClick(banner.buttons[number], Qt.MouseButton.LeftButton)


def listed(qtbot: QtBot, window: MainWindow) -> list[str]:
    """The runs in the table, once it has read them."""
    qtbot.waitUntil(lambda: not window.views.runs.busy)
    model = window.views.runs.model
    return [str(model.index(row, 0).data()).strip() for row in range(model.rowCount())]


@pytest.fixture
def other_program() -> subprocess.Popen[str]:
    """Another running NetBuilder with unsaved work."""
    command = [sys.executable, "-c", EDIT_AND_WAIT]
    with running(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as program:
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
    kept = QLocale().toString(QFileInfo(str(leftovers()[0].copy)).lastModified(), QLocale.FormatType.ShortFormat)
    assert f"an untitled project, kept {kept}, can be restored" in banner.text
    QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    assert window.bridge.project.training.epochs == 4321
    assert window.isWindowModified()
    assert window.recovery.copy.exists()
    assert not leftovers()


def test_the_runs_of_an_untitled_project_come_back_with_it(
    qtbot: QtBot, training_program: Callable[..., subprocess.Popen[str]], open_window: OpenWindow
) -> None:
    program = training_program(5)
    assert said(program) == "trained"
    kill(program)
    window = open_window()
    press(window, 0)
    assert window.bridge.project.notes == "mine"
    assert window.runs.run is not None
    assert len(window.runs.run.records) == 5
    assert window.runs.run.project == window.bridge.project
    assert len(window.views.curves.training_points()[0]) == 5
    assert listed(qtbot, window) == ["1"]
    window.end()  # and once more, as a signal ends the program
    window = open_window()
    press(window, 0)
    assert listed(qtbot, window) == ["1"]


def test_what_a_killed_training_had_reached_comes_back_and_can_be_gone_on_with(
    qtbot: QtBot, training_program: Callable[..., subprocess.Popen[str]], open_window: OpenWindow
) -> None:
    program = training_program(1_000_000)
    qtbot.waitUntil(lambda: any(map(has_epochs, runs_apart())), timeout=120_000)  # another program imports torch
    kill(program)
    window = open_window()
    press(window, 0)
    assert window.bridge.project.training.epochs == 1_000_000
    assert window.runs.run is not None
    assert len(window.runs.run.records) >= 3
    assert not window.runs.run.under_way


def test_work_that_is_not_wanted_takes_its_runs_along(
    training_program: Callable[..., subprocess.Popen[str]], open_window: OpenWindow
) -> None:
    program = training_program(2)
    assert said(program) == "trained"
    kill(program)
    assert len(runs_apart()) == 1
    press(open_window(), 1)
    assert not runs_apart()
    assert not leftovers()


def test_a_project_saved_while_it_trained_finds_its_run_after_the_program_was_killed(
    qtbot: QtBot, training_program: Callable[..., subprocess.Popen[str]], open_window: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "mine.netb"
    program = training_program(1_000_000, file)
    assert said(program) == "saved"
    qtbot.waitUntil(lambda: any(map(has_epochs, runs_apart())), timeout=120_000)  # another program imports torch
    kill(program)
    window = open_window(file)
    assert window.runs.run is not None
    assert window.runs.run.path == tmp_path / "mine.runs" / "1"
    assert len(window.runs.run.records) >= 3
    assert not runs_apart()


@pytest.mark.parametrize("runs", ["../../precious", "/precious", "..", "", "0" * 31, "no_sample", 7, None])
def test_a_copy_names_no_folder_but_that_of_its_own_runs(window: MainWindow, tmp_path: Path, runs: object) -> None:
    folder = window.recovery.copy.parent
    folder.mkdir(parents=True, exist_ok=True)
    (data_folder() / "precious.runs").mkdir()
    (folder / "copy.json").write_text(json.dumps({"path": None, "runs": runs, "project": dumps(Project(), None)}))
    (leftover,) = leftovers()
    assert leftover.runs == ""
    leftover.discard()
    assert (data_folder() / "precious.runs").is_dir()


def test_work_that_is_not_wanted_is_offered_once(other_program: subprocess.Popen[str], open_window: OpenWindow) -> None:
    kill(other_program)
    banner = next(banner for banner in open_window().banners.shown() if banner.buttons)
    QTest.mouseClick(banner.buttons[1], Qt.MouseButton.LeftButton)
    assert not leftovers()


def test_a_second_program_that_still_runs_is_no_crash(other_program: subprocess.Popen[str]) -> None:
    assert leftovers() == ()
    kill(other_program)
    assert len(leftovers()) == 1


def test_a_copy_is_kept_while_there_is_unsaved_work_and_removed_with_it(qtbot: QtBot, window: MainWindow) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=55), say("Set epochs"))
    qtbot.waitUntil(window.recovery.copy.exists)
    window.bridge.document.undo()
    qtbot.waitUntil(lambda: not window.recovery.copy.exists())


def test_a_proper_end_leaves_nothing_behind(window: MainWindow) -> None:
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
