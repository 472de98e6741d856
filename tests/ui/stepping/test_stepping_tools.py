"""Beside the moments: explanations, predictions, nudges, edits, mistakes and breakpoints, with real clicks and keys."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from netbuilder.graph.blocks import NodePath
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.stepping.moments import Breakpoint
from netbuilder.stepping.numbers import numbers
from tests.stepping.test_stepper import with_fork
from tests.ui.canvas.test_canvas_painting import contrast
from tests.ui.conftest import OpenWindow
from tests.ui.stepping.test_step_panel import LEFT, begin, line, press, sample
from ui.canvas import context_menus
from ui.shell.main_window import MainWindow
from ui.stepping.remarks import Remarks
from ui.stepping.step_panel import StepPanel

__all__ = ["line"]


def go_to(panel: StepPanel, phase: str, node: str) -> None:
    walk = panel.walk
    walk.go(next(at for at, m in enumerate(walk.order) if m.phase == phase and m.path and m.path.node == node))


def settled(panel: StepPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.walk.busy and not panel.beside.busy)


def test_backward_says_upstream_times_local(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    go_to(panel, "update", "dense_1")
    settled(panel, qtbot)
    lines = panel.written.text().splitlines()
    assert "100 − 0.1 × 458.2 = 54.18" in lines
    assert "[0, 0]  143 × 2.924 = 418.1" in lines
    assert lines[-1] == "For the whole array: upstream.T @ x"


def test_a_number_is_hidden_until_it_is_predicted(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    QTest.mouseClick(panel.buttons["predict"], LEFT)
    go_to(panel, "forward", "dense_1")
    assert not panel.table.isVisible()
    assert not panel.words.isVisible()
    (tag,) = (tag for _, tag in line.views.wire_values.tags if tag.isVisible() and tag.subject.path.node == "dense_1")
    assert tag.secret
    QTest.keyClicks(panel.prediction.field, "about 300")
    QTest.keyClick(panel.prediction.field, Qt.Key.Key_Return)
    assert "“about 300” was typed" in panel.prediction.words.text()
    assert not panel.table.isVisible()
    panel.prediction.field.clear()
    QTest.keyClicks(panel.prediction.field, "300")
    QTest.keyClick(panel.prediction.field, Qt.Key.Key_Return)
    assert panel.prediction.words.text() == "Off by 7.56 (2.59 %): it is 292.4."
    assert panel.table.isVisible()
    assert not tag.secret
    go_to(panel, "backward", "dense_1")
    QTest.keyClicks(panel.prediction.field, "143")
    QTest.mouseClick(panel.prediction.answer, LEFT)
    assert panel.prediction.words.text() == "Right: 143."
    press(line, Qt.Key.Key_F10)
    assert panel.prediction.open
    assert panel.prediction.field.hasFocus(), "the number can be typed at once"
    QTest.mouseClick(panel.prediction.reveal, LEFT)
    assert panel.table.isVisible()
    assert panel.buttons["step"].hasFocus(), "and not whatever comes next in the window"


def test_a_nudge_stands_beside_the_gradient(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    go_to(panel, "update", "dense_1")
    settled(panel, qtbot)
    QTest.keyClicks(panel.beside.epsilon, "0.01")
    QTest.mouseClick(panel.beside.nudge, LEFT)
    settled(panel, qtbot)
    assert "ε × gradient = 0.01 × 458.2 = 4.582" in panel.written.text()


def test_an_earlier_minibatch_is_explained_nudged_and_changed_too(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.walk.go(len(panel.walk.order) - 1)
    press(line, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: len(panel.walk.records) == 2 and not panel.walk.busy)
    panel.walk.back()
    go_to(panel, "update", "dense_1")
    settled(panel, qtbot)
    assert "[0, 0]  143 × 2.924 = 418.1" in panel.written.text()
    QTest.keyClicks(panel.beside.epsilon, "0.01")
    QTest.mouseClick(panel.beside.nudge, LEFT)
    settled(panel, qtbot)
    assert "ε × gradient = 0.01 × 458.2 = 4.582" in panel.written.text()
    before = panel.walk.records[1]
    QTest.keyClicks(panel.beside.number, "2")
    QTest.mouseClick(panel.beside.set, LEFT)
    qtbot.waitUntil(lambda: panel.walk.record is not None and bool(panel.walk.record.interventions))
    assert panel.walk.record is panel.walk.records[0]
    assert panel.walk.records[1].loss != before.loss
    assert "computed anew from here, up to minibatch 2 of epoch 1" in panel.words.text()
    assert "Edited: the weight of “Dense” at [0, 0] = 2" in panel.words.text()
    press(line, Qt.Key.Key_F10)
    assert "computed anew" not in panel.words.text()
    assert "Edited" in panel.words.text(), "what an edit has done is told in all moments of its minibatch"
    panel.walk.next_minibatch()
    assert "Edited" not in panel.words.text()
    panel.walk.back()
    assert "Edited" in panel.words.text()


def test_the_switches_stand_as_in_the_minibatch_that_is_shown(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.walk.next_minibatch()
    qtbot.waitUntil(lambda: len(panel.walk.records) == 2 and not panel.walk.busy)
    switch = panel.menus.actions["backward_twice"]
    switch.trigger()
    qtbot.waitUntil(lambda: bool(panel.walk.told))
    panel.walk.back()
    assert not switch.isChecked()
    assert panel.buttons["mistakes"].text() == "Mistakes"
    panel.walk.next_minibatch()
    assert switch.isChecked()
    panel.walk.next_minibatch()
    qtbot.waitUntil(lambda: len(panel.walk.records) == 3 and bool(panel.walk.told))
    assert "2 times as large" in panel.words.text(), "a mistake goes on, and so does what is told of it"


def test_the_current_number_keeps_its_colour(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    go_to(panel, "forward", "dense_1")
    table = panel.table
    table.setCurrentIndex(table.model().index(0, 0))
    place = table.visualRect(table.model().index(0, 0))
    inside = place.adjusted(4, 4, -4, -4).topLeft()

    def painted() -> str:
        return table.viewport().grab().toImage().pixelColor(inside).name()

    chosen = painted()
    table.setCurrentIndex(table.model().index(1, 0))
    assert painted() == chosen


def test_an_edit_goes_on_from_there_and_nonsense_is_refused(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    go_to(panel, "forward", "dense_1")
    for text, words in (("1, 2", "One number is expected"), ("nan", "finite")):
        panel.beside.number.clear()
        QTest.keyClicks(panel.beside.number, text)
        QTest.mouseClick(panel.beside.set, LEFT)
        assert words in panel.written.text()
    panel.beside.number.clear()
    QTest.keyClicks(panel.beside.number, "0")
    QTest.keyClick(panel.beside.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.walk.record is not None and bool(panel.walk.record.interventions))
    assert "Edited: “Dense” at [0, 0] = 0" in panel.words.text()
    model = panel.table.numbers
    assert model.data(model.index(0, 0)) == "0"
    assert any(tag.edited for _, tag in line.views.wire_values.tags)
    panel.menus.actions["undo"].trigger()
    qtbot.waitUntil(lambda: panel.walk.record is not None and not panel.walk.record.interventions)
    assert model.data(model.index(0, 0)) == "292.4"


def test_backward_twice_is_told_in_numbers(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["backward_twice"].trigger()
    qtbot.waitUntil(lambda: bool(panel.walk.told))
    moment, *mistakes = panel.words.text().splitlines()
    assert "no gradients yet" in moment, "what happens now is told first, and stays in sight"
    assert "2 times as large" in mistakes[0]
    assert panel.buttons["mistakes"].text() == "Mistakes •"
    assert len({(button.y(), button.height()) for button in panel.buttons.values()}) == 1, "on one line"
    go_to(panel, "update", "dense_1")
    assert "458.2" not in panel.written.text().splitlines()[0]


def test_many_mistakes_leave_the_numbers_in_sight(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    for mistake in ("backward_twice", "evaluation", "keep_gradients"):
        qtbot.waitUntil(lambda: not panel.walk.busy)
        panel.menus.actions[mistake].trigger()
    qtbot.waitUntil(lambda: len(panel.walk.told) > 3)
    go_to(panel, "update", "dense_1")
    settled(panel, qtbot)
    area = panel.table.parentWidget().parentWidget()
    assert area is not None
    qtbot.waitUntil(lambda: panel.table.mapTo(area, panel.table.rect().bottomLeft()).y() < area.height())
    bar, words = panel.remarks.verticalScrollBar(), panel.words
    assert panel.table.height() > panel.remarks.height() >= 3 * words.fontMetrics().lineSpacing()
    assert bar.maximum() > 0, "and all of the words can be scrolled to"
    bar.setValue(bar.maximum())
    panel.walk.back()
    assert bar.value() == 0, "what is said next is read from its first line"


def test_no_scroll_bar_stays_where_all_words_fit_without_it(qtbot: QtBot) -> None:
    """It comes while there is but one line of room, and takes room from the words, which then need a third line."""
    remarks = Remarks()
    qtbot.addWidget(remarks)
    words = "The norm of the bias goes from 0.04737 to 0.04733; that of its gradient is 0.04362."
    line = remarks.words.fontMetrics().lineSpacing()
    width = remarks.words.fontMetrics().horizontalAdvance(words) + 2
    remarks.resize(width, line)
    remarks.show()
    remarks.say(f"No breakpoint was met up to the end of the epoch.\n{words}")
    qtbot.waitUntil(lambda: remarks.verticalScrollBar().isVisible())
    remarks.resize(width, remarks.heightForWidth(width))
    assert remarks.height() == 2 * line
    qtbot.waitUntil(lambda: not remarks.verticalScrollBar().isVisible())
    assert remarks.words.height() == 2 * line


def test_only_what_computes_something_is_detached(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    detach = panel.menus.actions["detach"]
    for chosen, words in (((), "Select the node"), (("output_1",), "“Output” computes nothing of its own")):
        line.bridge.select(chosen)
        detach.trigger()
        assert words in panel.words.text()
        assert not detach.isChecked()
        assert not panel.walk.busy
    line.bridge.select(("dense_1",))
    detach.trigger()
    qtbot.waitUntil(lambda: bool(panel.walk.told))
    assert "No gradient reaches any weight any more: nothing learns." in panel.words.text()
    assert detach.isChecked()


def test_a_muted_layer_is_said_to_compute_nothing(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(sample("moons_overfit"))
    window.bridge.select(["relu_1"])
    press(window, Qt.Key.Key_M)
    begin(window, qtbot)
    panel = window.views.stepping
    menu = context_menus.node_menu(window.canvas, "relu_1")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Run the minibatch to here").trigger()
    assert "“ReLU” computes nothing of its own, so no moment is about it." in panel.words.text()
    menu.close()
    window.bridge.select(["relu_1"])
    panel.menus.actions["detach"].trigger()
    assert "“ReLU” computes nothing of its own, so there is nothing to detach." in panel.words.text()


def test_of_an_image_nothing_but_the_numbers_scrolls(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "digits.netb"
    path.write_bytes(sample("digits_cnn").read_bytes())
    window = open_window(path)
    window.resize(1280, 800)
    begin(window, qtbot)
    panel = window.views.stepping
    go_to(panel, "forward", "relu_1")
    assert panel.layer.text() == "Sheet 0"
    area = next(area for area in panel.findChildren(QScrollArea) if area.isAncestorOf(panel.table))
    inside = area.widget()
    assert inside.minimumSizeHint().height() <= inside.heightForWidth(area.viewport().width()), "no more than it needs"
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    go_to(panel, "update", "conv2d_1")
    settled(panel, qtbot)
    assert "numbers, along axes 0, 2, 3; the terms are added" in panel.written.text()


def test_a_shape_is_not_written_behind_a_number(window: MainWindow, qtbot: QtBot) -> None:
    window.files.open_sample("digits_cnn")
    window.resize(1920, 1080)
    begin(window, qtbot)
    window.canvas.fit()
    go_to(window.views.stepping, "update", "conv2d_1")
    tags = window.views.wire_values.tags
    (long,) = {item for item, tag in tags if tag.isVisible() and item.wire.target == "conv2d_2"}
    with_number = window.canvas.grab().toImage()
    long.cover_label(False)
    assert window.canvas.grab().toImage() != with_number, "the label is not painted behind the number"


def test_a_cards_menu_runs_to_it_and_sets_a_breakpoint(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.bridge.edit(with_fork(), "fork")
    begin(window, qtbot)
    panel = window.views.stepping
    window.bridge.select(["dense_2"])
    menu = context_menus.node_menu(window.canvas, "dense_2")
    assert isinstance(menu, QMenu)
    rows = {action.text(): action for action in menu.actions()}
    rows["Run the minibatch to here"].trigger()
    assert panel.walk.moment is not None
    assert (panel.walk.moment.phase, panel.walk.moment.path) == ("forward", NodePath("dense_2"))
    assert "Stopped" not in panel.words.text(), "the user has named the node, and needs no telling"
    rows["Breakpoint here"].trigger()
    assert panel.walk.breakpoints == [Breakpoint(NodePath("dense_2"))]
    panel.menus.run_to_stop()
    assert panel.walk.moment is not None
    assert (panel.walk.moment.phase, panel.walk.moment.path) == ("backward", NodePath("dense_2"))
    assert "Stopped: there is a breakpoint at “Dense”." in panel.words.text()
    panel.walk.back()
    assert "Stopped" not in panel.words.text()
    menu.close()


def test_a_bound_stops_at_the_number_that_exceeds_it_in_minibatches_gone_back_to_as_well(
    line: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    for _ in range(2):
        panel.menus.actions["minibatch"].trigger()
        qtbot.waitUntil(lambda: not panel.walk.busy)
    first, second, third = panel.walk.records
    while panel.walk.record is not first:
        panel.walk.back()
    panel.walk.go(len(panel.walk.order) - 1)
    outputs = abs(second.values[1].value.array).ravel()
    bound, at = float(sorted(outputs)[-2]), int(outputs.argmax())
    assert at > 0, "the first number is selected anyhow"
    monkeypatch.setattr(QInputDialog, "getDouble", lambda *_: (bound, True))
    panel.menus.actions["beyond"].trigger()
    QTest.keySequence(line, "Ctrl+Shift+F10")
    assert panel.walk.record is second, "the third is the latest, and none is left out"
    assert third is panel.walk.records[-1]
    assert f"Stopped: the value of “Dense” at [{at}, 0] is" in panel.words.text()
    assert (panel.table.currentIndex().row(), panel.table.currentIndex().column()) == (at, 0)


def test_running_goes_through_minibatches_to_the_end_of_the_epoch(line: MainWindow, qtbot: QtBot) -> None:
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["not_finite"].trigger()
    panel.menus.actions["stop"].trigger()
    qtbot.waitUntil(lambda: bool(panel.walk.notice))
    assert "No breakpoint was met" in panel.words.text()
    assert panel.walk.record is not None
    assert panel.walk.record.batch == panel.walk.record.batches
    panel.menus.actions["epoch"].trigger()
    qtbot.waitUntil(lambda: panel.walk.record is not None and panel.walk.record.epoch == 2 and not panel.walk.busy)
    assert panel.walk.record.batch == panel.walk.record.batches
    record, last = panel.walk.record, panel.walk.at
    for at in (last - 1, 0):
        panel.walk.go(at)
        panel.menus.actions["epoch"].trigger()
        assert (panel.walk.record, panel.walk.at) == (record, last), "this epoch was not over yet"


def test_after_the_last_minibatch_every_move_says_that_the_training_is_over(line: MainWindow, qtbot: QtBot) -> None:
    line.bridge.edit(edits.set_training(line.bridge.project, epochs=1), say("Set"))
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["epoch"].trigger()
    qtbot.waitUntil(lambda: not panel.walk.busy)
    record, last = panel.walk.record, panel.walk.at
    for move in ("epoch", "minibatch", "stop"):
        panel.walk.back()
        panel.walk.step()
        assert "over" not in panel.words.text()
        panel.menus.actions[move].trigger()
        qtbot.waitUntil(lambda: not panel.walk.busy)
        assert "The training is over." in panel.words.text()
        assert (panel.walk.record, panel.walk.at) == (record, last)


def test_what_is_not_finite_stops_and_is_told_readably(line: MainWindow, qtbot: QtBot) -> None:
    line.bridge.edit(edits.set_training(line.bridge.project, learning_rate=1000.0), say("Set"))
    begin(line, qtbot)
    panel = line.views.stepping
    panel.menus.actions["not_finite"].trigger()
    panel.menus.actions["stop"].trigger()
    qtbot.waitUntil(lambda: bool(panel.walk.notice))
    assert "is inf, which is not a finite number" in panel.words.text()
    assert "Stopped: the loss is inf, which is not a finite number." in panel.words.text()
    panel.table.numbers.show_numbers(numbers(torch.tensor([1.0, math.nan, -math.inf])))
    model = panel.table.numbers
    for column in (1, 2):
        ground = model.data(model.index(0, column), Qt.ItemDataRole.BackgroundRole)
        assert contrast(model.data(model.index(0, column), Qt.ItemDataRole.ForegroundRole), ground) > 4.5
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ForegroundRole) is None
