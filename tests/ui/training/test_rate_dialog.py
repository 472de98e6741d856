"""The learning-rate finder in the window: found from the form, the menu and the palette, set with a click, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import samples
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.rate_finder import rate_curve, rate_finder
from tests.ui.conftest import OpenWindow
from ui.finding.why_off import why_off
from ui.shell.main_window import MainWindow
from ui.training.rate_dialog import RateDialog

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def line(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line_from_100").read_bytes())
    return open_window(path)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many steps that no machine is through with them before it is stopped."""
    for module in (rate_curve, rate_finder):
        monkeypatch.setattr(module, "STEPS", 1_000_000)


def opened(window: MainWindow) -> RateDialog:
    dialog = window.findChild(RateDialog)
    assert dialog is not None
    return dialog


def found(window: MainWindow, qtbot: QtBot) -> RateDialog:
    """Press the key and wait for the curve."""
    QTest.keyClick(window.canvas, Qt.Key.Key_F5, ALT)
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.curve is not None)
    return dialog


def words_of(dialog: RateDialog) -> str:
    return " ".join(label.text() for label in dialog.empty.findChildren(QLabel)).strip()


def test_a_key_finds_a_rate_a_click_sets_it_and_undo_takes_it_back(line: MainWindow, qtbot: QtBot) -> None:
    dialog = found(line, qtbot)
    assert dialog.curve is not None
    assert dialog.plot is not None
    assert dialog.plot.isVisible()
    suggested = dialog.curve.suggested
    assert suggested is not None
    assert len(dialog.plot.line.getData()[0]) == len(dialog.curve.rates)
    assert "the project has 0.1" in dialog.words.text()
    assert f"{suggested:.2g}" in dialog.take.text()
    QTest.mouseClick(dialog.take, LEFT)
    assert line.bridge.project.training.learning_rate == suggested
    assert not dialog.take.isEnabled()
    assert dialog.plot.own.value() == dialog.plot.suggested.value()
    QTest.mouseClick(dialog.close_button, LEFT)
    assert line.findChild(RateDialog) is None or not opened(line).isVisible()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    QTest.keyClick(line.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.bridge.project.training.learning_rate == 0.1


def test_the_button_beside_the_field_opens_it_and_training_turns_it_off(line: MainWindow, qtbot: QtBot) -> None:
    line.views.inspector.tabs.setCurrentIndex(2)
    form = line.views.inspector.training
    QTest.mouseClick(form.find_rate, LEFT)
    dialog = opened(line)
    qtbot.waitUntil(lambda: dialog.curve is not None)
    dialog.close()
    with qtbot.waitSignal(line.worker.finished):
        line.runs.train()
        assert not form.find_rate.isEnabled()
        assert not line.actions_["rates"].isEnabled()
        assert why_off("rates", line) == "The network is being trained."
    qtbot.waitUntil(form.find_rate.isEnabled)


def test_what_keeps_a_project_from_being_trained_is_said(line: MainWindow, qtbot: QtBot) -> None:
    project = line.bridge.project
    line.bridge.edit(edits.remove(project, [node.id for node in project.graph.with_role("output")]), say("Remove"))
    line.actions_["rates"].trigger()
    dialog = opened(line)
    qtbot.waitUntil(lambda: dialog.again.text() == "Try again")
    assert "output" in words_of(dialog).lower()
    assert not dialog.take.isVisible()
    dialog.close()


@pytest.mark.usefixtures("endless")
def test_stop_shows_what_was_found_and_closing_ends_the_thread(line: MainWindow, qtbot: QtBot) -> None:
    line.actions_["rates"].trigger()
    dialog = opened(line)
    qtbot.waitUntil(lambda: not words_of(dialog).startswith("Minibatch 0 of"))
    assert dialog.again.text() == "Stop"
    QTest.mouseClick(dialog.again, LEFT)
    qtbot.waitUntil(lambda: dialog.curve is not None)
    assert dialog.curve is not None
    assert dialog.curve.ending == "stopped"
    assert "was stopped" in dialog.words.text()
    QTest.mouseClick(dialog.again, LEFT)
    assert dialog._work.busy
    dialog.close()
    assert not dialog._work.busy


@pytest.mark.usefixtures("endless")
def test_when_the_program_ends_no_further_steps_are_made(line: MainWindow, qtbot: QtBot) -> None:
    line.actions_["rates"].trigger()
    dialog = opened(line)
    qtbot.waitUntil(lambda: not words_of(dialog).startswith("Minibatch 0 of"))
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    qtbot.waitUntil(lambda: dialog.curve is not None)
    assert dialog.curve is not None
    assert dialog.curve.ending == "stopped"
    dialog.close()
