"""Undo and redo bring back the run with the project that it was of, whatever made the other one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

EPOCHS = 30


@pytest.fixture
def trained(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """Run 1 of five points and hidden units."""
    window.files.open_sample("five_points")
    set_training(window, epochs=EPOCHS)
    train(qtbot, window)
    return window


def set_training(window: MainWindow, **changes: object) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, **changes), say("Set training"))


def train(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.worker.state == "idle" and not window.remedies.busy)


def shown(window: MainWindow) -> str:
    """Which run the curves say that they are of."""
    return window.views.curves.read_out.toolTip().partition(" · ")[0]


def test_undo_after_undo_goes_through_the_runs_back_to_the_first(qtbot: QtBot, trained: MainWindow) -> None:
    undo, redo = trained.actions_["undo"], trained.actions_["redo"]
    for rate in (0.02, 0.03):
        set_training(trained, learning_rate=rate)
        train(qtbot, trained)
    told = []
    for action in (undo, undo, redo, redo):
        action.trigger()
        settle(qtbot, trained)
        told.append((shown(trained), trained.status.weights.text()))
    assert told == [(f"Run {run}", f"run {run}, epoch {EPOCHS}") for run in (2, 1, 2, 3)]
    assert len(trained.views.curves.training_points()[0]) == EPOCHS


def test_an_edit_that_was_not_trained_keeps_the_run_and_says_that_it_is_of_another_drawing(
    qtbot: QtBot, trained: MainWindow
) -> None:
    dense = next(node.id for node in trained.bridge.project.graph.nodes.values() if node.layer.width)
    trained.bridge.edit(edits.set_parameter(trained.bridge.project, dense, "units", 3), say("Set units"))
    settle(qtbot, trained)
    assert shown(trained) == "Run 1 (another network)"
    trained.actions_["undo"].trigger()
    settle(qtbot, trained)
    assert shown(trained) == "Run 1"


def test_undo_after_a_slider_was_let_go_brings_the_run_before_it_back(qtbot: QtBot, trained: MainWindow) -> None:
    trained.views.inspector.show_factors()
    factors = trained.views.inspector.factors
    slider = next(row.slider for row in factors.rows if row.objectName() == "width")
    before = list(trained.views.curves.validation_points()[1])
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: trained.runs.run is not None and trained.runs.run.number == 2)
    settle(qtbot, trained)
    assert list(trained.views.curves.validation_points()[1]) != before
    trained.actions_["undo"].trigger()
    settle(qtbot, trained)
    assert shown(trained) == "Run 1"
    assert list(trained.views.curves.validation_points()[1]) == before
    assert factors.effect.validation.text() == f"Validation loss {before[-1]:.3g}"
    trained.actions_["redo"].trigger()
    settle(qtbot, trained)
    assert shown(trained) == "Run 2"


def test_a_project_saved_meanwhile_finds_its_runs_where_they_lie_now(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_training(trained, learning_rate=0.02)
    train(qtbot, trained)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "points.netb"), ""))
    assert trained.files.save()
    settle(qtbot, trained)
    trained.actions_["undo"].trigger()
    settle(qtbot, trained)
    assert shown(trained) == "Run 1"
    assert trained.runs.run is not None
    assert trained.runs.run.path == tmp_path / "points.runs" / "1"


def test_a_run_that_was_deleted_does_not_come_back(qtbot: QtBot, trained: MainWindow) -> None:
    assert trained.runs.run is not None
    first = trained.runs.run.path
    set_training(trained, learning_rate=0.02)
    train(qtbot, trained)
    assert trained.bridge.runs is not None
    trained.bridge.runs.delete(first)
    trained.views.runs.keeping.deleted.emit([first])
    trained.actions_["undo"].trigger()
    settle(qtbot, trained)
    assert trained.runs.run.number == 2


def test_the_losses_under_the_sliders_are_those_of_the_run_that_is_looked_at(qtbot: QtBot, trained: MainWindow) -> None:
    set_training(trained, epochs=EPOCHS // 2)
    train(qtbot, trained)
    trained.views.inspector.show_factors()
    table, effect = trained.views.runs.table, trained.views.inspector.factors.effect
    qtbot.waitUntil(lambda: not trained.views.runs.busy and trained.views.runs.model.rowCount() == 2)
    assert trained.bridge.runs is not None
    first, second = trained.bridge.runs.runs()
    assert effect.validation.text() == f"Validation loss {second.records[-1].validation_loss:.3g}"
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert shown(trained) == "Run 1"
    assert effect.validation.text() == f"Validation loss {first.records[-1].validation_loss:.3g}"


def test_an_opened_layer_takes_its_weights_along_and_undo_brings_the_run_back(
    qtbot: QtBot, trained: MainWindow
) -> None:
    dense = next(node for node in trained.bridge.project.graph.nodes if node.startswith("dense"))
    trained.bridge.select([dense])
    QTest.keyClick(trained.canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: trained.runs.run is not None and trained.runs.run.number == 2)
    settle(qtbot, trained)
    assert any("run 2 has the weights of run 1" in one.text for one in trained.banners.shown())
    assert trained.status.weights.text() == f"run 2, epoch {EPOCHS}"
    trained.actions_["undo"].trigger()
    settle(qtbot, trained)
    assert trained.status.weights.text() == f"run 1, epoch {EPOCHS}"
    trained.actions_["redo"].trigger()
    trained.actions_["continue"].trigger()
    qtbot.waitUntil(lambda: trained.runs.run is not None and trained.runs.run.number == 3)
    settle(qtbot, trained)
    assert (trained.runs.run.resumed_from, len(trained.runs.run.records)) == (2, 2 * EPOCHS)


def test_weights_of_another_drawing_stay_where_they_are_and_that_is_said(qtbot: QtBot, trained: MainWindow) -> None:
    dense = next(node for node in trained.bridge.project.graph.nodes if node.startswith("dense"))
    trained.bridge.edit(edits.set_parameter(trained.bridge.project, dense, "units", 3), say("Set units"))
    trained.bridge.select([dense])
    QTest.keyClick(trained.canvas, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: any("was trained on another drawing" in one.text for one in trained.banners.shown()))
    assert trained.runs.run is not None
    assert trained.runs.run.number == 1
