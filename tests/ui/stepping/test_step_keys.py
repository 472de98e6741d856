"""Each key of the menu Run, pressed; and what the stepper says of data and drawings that it cannot step through."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.graph.blocks import NodePath
from netbuilder.messages import say
from netbuilder.stepping.moments import Breakpoint
from tests.stepping.test_bad_input import of_codes
from tests.stepping.test_stepper import with_fork
from tests.ui.conftest import OpenWindow
from ui.shell.main_window import MainWindow

CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def line(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """Stepped to the first moment of the first minibatch."""
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line_from_100").read_bytes())
    window = open_window(path)
    press(window)
    qtbot.waitUntil(lambda: window.views.stepping.walk.record is not None)
    return window


def press(window: MainWindow, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """F10, with the keys at the drawing."""
    QTest.keyClick(window.canvas, Qt.Key.Key_F10, modifiers)


def test_control_f10_goes_to_the_end_of_each_phase(line: MainWindow) -> None:
    walk = line.views.stepping.walk
    phases = []
    while walk.at < len(walk.order) - 1:
        press(line, CONTROL)
        assert walk.moment is not None
        phases.append(walk.moment.phase)
    assert phases == ["forward", "loss", "backward", "update"]


def test_alt_f10_goes_to_the_next_minibatch(line: MainWindow, qtbot: QtBot) -> None:
    walk = line.views.stepping.walk
    press(line, ALT)
    qtbot.waitUntil(lambda: len(walk.records) == 2)
    assert walk.record is not None
    assert (walk.record.batch, walk.at) == (2, 0)


def test_control_shift_f10_goes_to_the_next_breakpoint(line: MainWindow) -> None:
    walk = line.views.stepping.walk
    walk.breakpoints = [Breakpoint(NodePath("dense_1"))]
    for phase in ("forward", "backward", "update"):
        press(line, CONTROL | SHIFT)
        assert walk.moment is not None
        assert (walk.moment.phase, str(walk.moment.path)) == (phase, "dense_1")


def test_the_keys_work_whatever_tab_is_in_front(line: MainWindow, qtbot: QtBot) -> None:
    line.views.results.setCurrentWidget(line.views.runs)
    press(line, CONTROL)
    assert line.views.stepping.walk.moment is not None
    assert line.views.stepping.walk.moment.phase == "forward"
    press(line, ALT)
    qtbot.waitUntil(lambda: len(line.views.stepping.walk.records) == 2)
    assert line.views.results.currentWidget() is line.views.stepping


def test_the_code_stays_in_front_and_lights_up_what_each_phase_executes(line: MainWindow, qtbot: QtBot) -> None:
    code, views = line.views.code.first, line.views
    views.results.setCurrentWidget(views.code)
    qtbot.waitUntil(lambda: bool(code.lines))
    lit = []
    for _ in range(5):
        lit.append([code.lines[row].text.strip() for row in code.view.lit_rows()])
        press(line, CONTROL)
    backward = "loss_of(network, *batch).backward()"
    zero = "for parameter in parameters:"
    assert [rows[0] for rows in lit[:1] + lit[2:]] == [zero, backward, backward, "optimizer.step()"]
    node = lit[1]
    assert (node[0], node[-1]) == ("self.dense_1 = torch.nn.Linear(1, 1)", "return self.dense_1(x)")
    assert lit[4] == ["optimizer.step()", *node], "the weights of a node are updated"
    assert views.results.currentWidget() is views.code
    qtbot.waitUntil(lambda: not views.stepping.walk.busy)
    views.stepping.buttons["predict"].click()
    press(line)
    assert views.results.currentWidget() is views.stepping, "a number is asked for there"


def test_inside_a_block_the_line_that_is_executed_lights_up_and_a_click_on_one_opens_the_block(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window.bridge.edit(with_fork(), say("Fork"))
    press(window)
    walk, views, column = window.views.stepping.walk, window.views, window.views.code.first
    qtbot.waitUntil(lambda: walk.record is not None)
    views.results.setCurrentWidget(views.code)
    for target, inside in (
        ("pytorch", "tanh_1 = self.tanh_1(dense_1)"),
        ("numpy", "tanh_1, kept_tanh_1 = tanh(dense_1)"),
        ("tensorflow-tensors", "tanh_1 = tanh(dense_1)"),
    ):
        column.framework.setCurrentIndex(column.framework.findData(target))
        qtbot.waitUntil(lambda text=inside: text in [line.text.strip() for line in column.lines])
        walk.run_to_node(NodePath("tanh_1", (("fork_1", 1),)))
        lit = [column.lines[row] for row in column.view.lit_rows()]
        assert inside in [line.text.strip() for line in lit], target
        assert {line.node for line in lit if line.node is not None} == {"tanh_1"}, target
        walk.to_phase("zero")
    column.framework.setCurrentIndex(column.framework.findData("numpy"))
    qtbot.waitUntil(lambda: "def backward(" in column.text)
    walk.run_to_node(NodePath("relu_1", (("fork_1", 0),)))
    assert [column.lines[row].text.strip() for row in column.view.lit_rows()] == ["x, kept_relu_1 = relu(dense_1)"]
    walk.run_to_node(NodePath("relu_1", (("fork_1", 0),)))
    assert walk.moment is not None
    assert walk.moment.phase == "backward"
    lit = [column.lines[row].text.strip() for row in column.view.lit_rows()]
    assert lit[-1] == "d_dense_1 = relu_backward(d_x, kept_relu_1)"
    assert not any("kept_relu_1 = relu(" in text for text in lit)
    walk.to_phase("zero")
    window.bridge.enter(())
    row = next(row for row, line in enumerate(column.lines) if line.node == "relu_1")
    cursor = QTextCursor(column.view.document().findBlockByNumber(row))
    column.view.setTextCursor(cursor)
    column.view.centerCursor()
    place = column.view.cursorRect(cursor).center() + QPoint(20, 0)
    QTest.mouseClick(column.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (window.bridge.level.path, window.bridge.selection) == (("fork_1",), {"relu_1"})


def test_no_key_steps_while_the_network_is_trained(line: MainWindow, qtbot: QtBot) -> None:
    walk = line.views.stepping.walk
    with qtbot.waitSignal(line.worker.finished):
        line.runs.train()
        for modifiers in (CONTROL, ALT, CONTROL | SHIFT):
            press(line, modifiers)
        assert (walk.at, walk.busy) == (0, False)
    press(line, CONTROL)
    assert walk.at > 0


def test_a_number_that_an_embedding_cannot_look_up_is_told_and_taken_back(
    line: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    line.bridge.edit(of_codes(tmp_path), say("Set"))
    panel = line.views.stepping
    press(line)
    qtbot.waitUntil(lambda: panel.walk.record is not None)
    panel.walk.go(1)
    before = panel.walk.record
    panel.beside.number.setText("-1")
    QTest.mouseClick(panel.beside.set, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "it was taken back" in panel.words.text())
    assert panel.walk.record is before
    press(line)
    assert panel.walk.at == 2


def test_every_row_with_a_key_is_pressed_here(line: MainWindow) -> None:
    keys = {action.shortcut().toString() for action in line.views.stepping.menus.run.actions()} - {""}
    assert keys == {"Ctrl+F10", "Alt+F10", "Ctrl+Shift+F10"}
