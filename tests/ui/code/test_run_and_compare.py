"""Scripts run beside the window, and are compared with the program: what is printed, drawn, said, and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from tests.patience import PROGRAM_SECONDS
from tests.ui.panel_parts import Show
from ui.code import run_panel
from ui.code.code_pane import Code
from ui.project.bridge import Bridge
from ui.shell.main_window import MainWindow
from ui.theme.themes import Themes
from ui.widgets.table_headings import LEFT, RIGHT

CLICK = Qt.MouseButton.LeftButton
PROGRAM = int(1_000 * PROGRAM_SECONDS)


@pytest.fixture
def pane(bridge: Bridge, themes: Themes, show: Show) -> Code:
    code = Code(bridge, themes)
    code.first.framework.setCurrentIndex(code.first.framework.findData("numpy"))
    show(code)
    code.resize(900, 400)
    return code


def click(pane: Code, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(pane.first.text) and pane.first.run_button.isEnabled())
    QTest.mouseClick(pane.first.run_button, CLICK)


def over(pane: Code, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.run_panel.process.ended, timeout=PROGRAM):
        pass


def test_a_script_runs_beside_the_window_with_what_it_prints_and_its_losses(pane: Code, qtbot: QtBot) -> None:
    assert not pane.beside.isVisible()
    click(pane, qtbot)
    assert pane.beside.isVisible()
    over(pane, qtbot)
    panel = pane.run_panel
    assert panel.words.text() == "NumPy: finished"
    assert [epoch for epoch, _, _ in panel.history] == [1, 2, 3, 4, 5, 6]
    assert "best: epoch" in panel.output.toPlainText()
    x, y = panel.chart.validation.getData()
    assert list(x) == [1, 2, 3, 4, 5, 6]
    assert list(y) == [loss for _, _, loss in panel.history]
    title = panel.chart.getPlotItem().titleLabel
    assert title.isVisible()
    assert title.item.toPlainText().split() == ["━━", "Training", "┅┅", "Validation"]
    dashes = [line.opts["pen"].style() for line in (panel.chart.train, panel.chart.validation)]
    assert dashes == [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine]
    assert not panel.stop_button.isEnabled()
    QTest.mouseClick(pane.close_button, CLICK)
    assert not pane.beside.isVisible()


def test_what_a_script_scores_on_the_test_rows_stays_shut(pane: Code, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.edit(edits.set_data(bridge.project, test=0.2), say("Test rows"))
    click(pane, qtbot)
    over(pane, qtbot)
    told = [line for line in pane.run_panel.output.toPlainText().splitlines() if line.startswith("test")]
    assert told == ["test: not shown here; “Score test rows…” in the menu Train opens them"]


def test_a_script_that_takes_long_is_stopped_and_the_epochs_until_then_stay(
    pane: Code, bridge: Bridge, qtbot: QtBot
) -> None:
    bridge.edit(edits.set_training(bridge.project, epochs=100_000), say("Epochs"))
    click(pane, qtbot)
    qtbot.waitUntil(lambda: len(pane.run_panel.history) > 0, timeout=PROGRAM)
    with qtbot.waitSignal(pane.run_panel.process.ended):
        QTest.mouseClick(pane.run_panel.stop_button, CLICK)
    assert pane.run_panel.words.text() == "NumPy: stopped"
    assert pane.run_panel.history
    assert not pane.run_panel.running


def test_a_script_that_fails_says_its_exit_code_and_shows_its_error(
    pane: Code, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_project: Project, _target: str, folder: Path) -> Path:
        path = folder / "script.py"
        path.write_text("raise SystemExit('the table has moved')", encoding="utf-8")
        return path

    monkeypatch.setattr(run_panel, "write_script", failing)
    click(pane, qtbot)
    over(pane, qtbot)
    assert pane.run_panel.words.text() == "NumPy: ended with exit code 1"
    assert pane.run_panel.output.toPlainText() == "the table has moved"


def test_a_framework_that_is_missing_is_named_with_the_line_that_installs_it(
    pane: Code, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane.first.framework.setCurrentIndex(pane.first.framework.findData("lightning"))
    found = run_panel.importlib.util.find_spec
    absent = lambda name: None if name == "lightning" else found(name)  # noqa: E731
    monkeypatch.setattr(run_panel.importlib.util, "find_spec", absent)
    click(pane, qtbot)
    qtbot.waitUntil(lambda: "pip install lightning" in pane.run_panel.output.toPlainText())
    assert not pane.run_panel.running


def test_a_comparison_fills_the_table_and_says_when_the_drawing_has_changed(
    pane: Code, bridge: Bridge, qtbot: QtBot
) -> None:
    QTest.mouseClick(pane.verify_button, CLICK)
    panel = pane.verify_panel
    assert panel.isVisible()
    with qtbot.waitSignal(panel.process.ended, timeout=PROGRAM):
        panel.start(("numpy", "pytorch-tensors"))
    shown = [[panel.table.item(row, column).text() for column in (0, 1)] for row in range(panel.table.rowCount())]
    assert shown == [["NetBuilder", ""], ["NumPy", "yes"], ["PyTorch tensors", "yes"]]
    assert "as it is now" in panel.words.text()
    sides = [panel.table.horizontalHeaderItem(column).textAlignment() for column in range(6)]
    assert sides == [LEFT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT], "headings stand above their numbers"
    bridge.edit(edits.set_parameter(bridge.project, "dense_1", "units", 5), say("Units"))
    assert panel.words.text() == "The drawing has changed since. Compare again."


def test_a_comparison_that_is_stopped_says_so(pane: Code, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.verify_button, CLICK)
    panel = pane.verify_panel
    panel.start(("pytorch",))
    qtbot.waitUntil(lambda: panel.table.rowCount() == 1, timeout=PROGRAM)
    with qtbot.waitSignal(panel.process.ended):
        QTest.mouseClick(panel.start_button, CLICK)
    assert panel.words.text() == "Stopped."
    assert not panel.process.running


def test_a_comparison_of_what_cannot_be_trained_says_why(pane: Code, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))
    QTest.mouseClick(pane.verify_button, CLICK)
    with qtbot.waitSignal(pane.verify_panel.process.ended, timeout=PROGRAM):
        QTest.mouseClick(pane.verify_panel.start_button, CLICK)
    assert "The comparison failed:" in pane.verify_panel.words.text()


def test_opening_another_project_ends_the_script_of_the_last(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    write(tmp_path / "another.netb", window.bridge.project)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Epochs"))
    window.bridge.document.mark_saved()
    code = window.views.code
    window.views.results.setCurrentWidget(code)
    code.first.framework.setCurrentIndex(code.first.framework.findData("numpy"))
    click(code, qtbot)
    qtbot.waitUntil(lambda: len(code.run_panel.history) > 0, timeout=PROGRAM)
    assert window.files.open(tmp_path / "another.netb")
    assert not code.run_panel.running
    assert code.run_panel.words.text() == "NumPy: stopped"


def test_closing_the_window_ends_what_runs_beside_it(pane: Code, bridge: Bridge, qtbot: QtBot) -> None:
    bridge.edit(edits.set_training(bridge.project, epochs=100_000), say("Epochs"))
    click(pane, qtbot)
    qtbot.waitUntil(lambda: pane.run_panel.process.running, timeout=PROGRAM)
    with qtbot.waitSignal(pane.run_panel.process.ended):
        pane.close_processes()
    assert not pane.run_panel.running


@pytest.mark.parametrize(("width", "room"), [(610, False), (960, True)])
def test_where_three_columns_have_no_room_the_second_gives_way_until_what_stands_beside_is_closed(
    pane: Code, qtbot: QtBot, width: int, room: bool
) -> None:
    pane.resize(width, 240)
    QTest.mouseClick(pane.compare_button, CLICK)
    assert pane.second.isVisible()
    QTest.mouseClick(pane.verify_button, CLICK)
    assert pane.beside.isVisible()
    assert pane.second.isVisible() is room
    qtbot.waitUntil(lambda: pane.beside.geometry().right() < pane.width())
    for tool in (pane.compare_button, pane.verify_button, pane.first.run_button):
        assert pane.first.rect().contains(tool.geometry())
    QTest.mouseClick(pane.close_button, CLICK)
    assert pane.second.isVisible()
    assert not pane.beside.isVisible()
