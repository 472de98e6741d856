"""The button that finds out whether the rest is noise: a wider network, trained beside the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.open_questions import coin, signs
from ui.shell.main_window import MainWindow

from .diagnosis_parts import LEFT, OpenWindow, offered, settle, train


def trained(qtbot: QtBot, open_window: OpenWindow, folder: Path, project: Project) -> MainWindow:
    path = folder / "open.netb"
    write(path, project)
    window = open_window(path)
    qtbot.waitUntil(lambda: not window.bridge.data.reading)
    train(qtbot, window)
    return window


def test_a_click_finds_out_that_the_network_is_too_small(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = trained(qtbot, open_window, tmp_path, signs(tmp_path))
    strip, project = window.views.diagnosis, window.bridge.project
    assert (strip.chip.state, offered(window)) == ("fits", ["Find out"])
    assert "The project stays as it is" in strip.buttons[0].toolTip()
    QTest.mouseClick(strip.buttons[0], LEFT)
    assert offered(window) == ["Stop"]
    assert strip.outcome.text() == "Finding out with a wider network: 0 of 6 trainings."
    qtbot.waitUntil(lambda: strip.chip.state == "underfitting")
    assert strip.outcome.text().startswith("4 times as wide: 0.")
    assert strip.outcome.text().endswith("better in 3 of 3 seeds: this network is too small.")
    assert offered(window)[0] == "More units"
    assert window.bridge.project is project
    assert len(window.bridge.runs.runs()) == 1
    assert not window.worker.trying


def test_a_click_finds_out_that_the_rest_is_noise(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = trained(qtbot, open_window, tmp_path, coin(tmp_path))
    strip = window.views.diagnosis
    QTest.keyClick(strip.buttons[0], Qt.Key.Key_Space)
    said = list[str]()
    window.remedies.changed.connect(lambda: said.extend(offered(window)))
    qtbot.waitUntil(lambda: strip.outcome.text().endswith("as far as a wider network can tell."))
    settle(qtbot, window)
    assert (strip.chip.state, offered(window)) == ("fits", [])
    assert strip.sentence.text().endswith("the rest is noise, as far as a wider network can tell.")
    assert set(said) == {"Stop"}
    train(qtbot, window)
    assert offered(window) == ["Find out"]
    assert "wider" not in strip.outcome.text()


def test_it_can_be_stopped_and_an_edit_ends_it(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = trained(qtbot, open_window, tmp_path, coin(tmp_path))
    strip = window.views.diagnosis
    QTest.mouseClick(strip.buttons[0], LEFT)
    QTest.mouseClick(strip.buttons[0], LEFT)
    assert (strip.outcome.text(), offered(window)) == ("", ["Find out"])
    assert not window.remedies.finding.busy
    QTest.mouseClick(strip.buttons[0], LEFT)
    window.bridge.edit(edits.set_training(window.bridge.project, learning_rate=0.5), say("Set"))
    assert not window.remedies.finding.busy
    settle(qtbot, window)
    assert "Finding out" not in strip.outcome.text()
