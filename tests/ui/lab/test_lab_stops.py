"""An experiment that is stopped, refused, or disturbed while it runs."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

from .lab_parts import lab_on, measure, sweep

OpenWindow = Callable[..., MainWindow]


def test_stop_is_at_once_and_keeps_what_is_done(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=3_000)
    runner = window.views.lab.runner
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(lab.table.texts()))
    assert not lab.going.measure.isEnabled()
    with qtbot.waitSignal(runner.ended):
        QTest.mouseClick(lab.going.stop, Qt.MouseButton.LeftButton)
    assert "Stopped early" in lab.more.text()
    assert lab.table.texts()
    assert lab.going.measure.isEnabled()


def test_stopped_in_its_first_value_a_sweep_claims_no_best_one(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=10_000)
    sweep(lab, "dense_1.units", "2, 4")
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(lab.table.texts()) and lab.table.texts()[0][1] != "–")
    with qtbot.waitSignal(window.views.lab.runner.ended):
        QTest.keyClick(lab, Qt.Key.Key_F8)
    assert "Best" not in lab.headline.text()
    assert not any("least" in row[0] for row in lab.table.texts())


def test_stopped_before_the_first_figures_it_says_so_and_can_measure_again(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=5_000)
    runner = window.views.lab.runner
    lab.controls.resamples.setValue(50)
    with qtbot.waitSignal(runner.ended):
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
        assert runner.state == "running"
        QTest.mouseClick(lab.going.stop, Qt.MouseButton.LeftButton)
        assert runner.state == "stopping"
    assert lab.headline.text() == "Stopped"
    assert lab.going.progress.value() == 0
    assert lab.going.measure.isEnabled()
    assert not lab.save.isEnabled() or not lab.table.texts()


def test_an_experiment_waits_for_a_training_and_leaves_its_numbers_alone(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "moons_overfit", epochs=6)
    runner, losses = window.views.lab.runner, []
    window.worker.finished.connect(lambda end: losses.append(window.worker.run.records[-1].train_loss))
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set"))
    with qtbot.waitSignal(runner.told):  # figures come late where one network is trained after another
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=6), say("Set"))
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
        assert runner.state == "waiting"
    qtbot.waitUntil(lambda: runner.state == "running")
    assert losses[0] == losses[1]
    runner.close()


def test_an_edit_while_it_runs_changes_neither_its_figures_nor_its_end(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=40)
    measure(qtbot, window, 3)
    line, runner = lab.board.epochs.lines["test_error"], window.views.lab.runner
    alone = list(line.getData()[1])
    with qtbot.waitSignal(runner.ended):
        QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
        window.bridge.edit(edits.remove(window.bridge.project, ["dense_1"]), say("Delete"))
        assert runner.state == "running"
    qtbot.waitUntil(lambda: lab.board.is_drawn)
    assert list(line.getData()[1]) == pytest.approx(alone, abs=1e-4)
    assert "as it was" in lab.changed.text


def test_closing_the_window_ends_an_experiment_under_way(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=1_000_000)
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.views.lab.runner.findings.places is not None)
    window.bridge.document.mark_saved()
    assert window.close()
    assert not lab.isVisible()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("experiment")]
