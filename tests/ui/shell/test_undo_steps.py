"""What one undo takes back: each visit to a field, each move of a slider, and nothing from before a save."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.ui.training.test_factors_tab import opened, row
from tests.ui.window_parts import choose_file
from ui.shell.main_window import MainWindow
from ui.training import factors_tab


def history(window: MainWindow) -> list[Project]:
    """Undo everything. Returns the projects that were there, the latest first."""
    document, found = window.bridge.document, []
    while document.undo_label is not None:
        found.append(document.project)
        document.undo()
    return found


def type_epochs(window: MainWindow, text: str) -> None:
    window.fields.epochs.selectAll()
    QTest.keyClicks(window.fields.epochs, text)
    QTest.keyClick(window.fields.epochs, Qt.Key.Key_Return)


def test_epochs_typed_twice_in_the_tool_bar_are_two_steps(window: MainWindow) -> None:
    window.fields.epochs.setFocus()
    type_epochs(window, "321")
    type_epochs(window, "654")
    assert [project.training.epochs for project in history(window)] == [654, 321]


def test_epochs_stepped_with_the_arrow_keys_are_one_step_until_the_field_is_left(window: MainWindow) -> None:
    window.fields.epochs.setFocus()
    start = window.fields.epochs.value()
    for presses in (3, 2):
        for _ in range(presses):
            QTest.keyClick(window.fields.epochs, Qt.Key.Key_Up)
        window.canvas.setFocus()
        window.fields.epochs.setFocus()
    assert [project.training.epochs - start for project in history(window)] == [5, 3]


def test_what_is_typed_after_saving_is_a_step_of_its_own(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.bridge.select(["dense_1"])
    sheet = window.views.inspector.properties.sheet
    assert sheet is not None
    sheet.name.setFocus()
    sheet.name.selectAll()
    QTest.keyClicks(sheet.name, "before")
    choose_file(monkeypatch, tmp_path / "mine.netb")
    window.actions_["save"].trigger()
    assert not window.isWindowModified()
    QTest.keyClicks(sheet.name, " and after")
    assert window.isWindowModified()
    window.actions_["undo"].trigger()
    assert window.bridge.project.graph.nodes["dense_1"].name == "before"
    assert not window.isWindowModified()


def test_two_sliders_moved_by_keys_one_right_after_the_other_are_two_steps(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factors_tab, "SETTLED", 3_600_000)  # neither settles, however slow the machine is
    opened(window, "five_points_polynomial")
    before = window.bridge.project
    for name, key in (("degree", Qt.Key.Key_Left), ("rows", Qt.Key.Key_Left)):
        slider = row(window, name).slider
        slider.setFocus()
        for _ in range(2):
            QTest.keyClick(slider, key)
    assert len(history(window)) == 2
    assert window.bridge.project is before


def test_ctrl_z_after_a_layer_was_searched_and_put_in_takes_back_the_layer(window: MainWindow, qtbot: QtBot) -> None:
    before, field = window.bridge.project, window.views.palette.chooser.field
    with qtbot.waitActive(window):
        window.activateWindow()
    window.views.palette.search()
    QTest.keyClicks(field, "dropout")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.bridge.project is not before
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.project is before
    assert field.text() == ""


def test_ctrl_z_in_a_search_takes_back_what_was_typed_and_then_the_drawing(window: MainWindow, qtbot: QtBot) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=7), say("Set epochs"))
    edited, field = window.bridge.project, window.views.palette.chooser.field
    with qtbot.waitActive(window):
        window.activateWindow()
    window.views.palette.search()
    QTest.keyClicks(field, "drop")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), window.bridge.project) == ("", edited)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.project.training.epochs != 7
