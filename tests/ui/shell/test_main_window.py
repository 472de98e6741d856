"""The whole window, used as a user uses it: real events, real trainings."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.window_parts import LEFT, OpenWindow, button, choose_file, drop_layer, press, train_to_the_end, wire
from ui.shell.main_window import MainWindow


def test_the_first_start_shows_a_network_that_overfits(window: MainWindow) -> None:
    assert window.bridge.project == read(samples.path(samples.OPENED_FIRST))
    assert window.bridge.check.sound
    assert len(window.canvas.drawing.node_items) == len(window.bridge.project.graph.nodes)
    assert samples.OPENED_FIRST in window.windowTitle()
    assert [banner.text for banner in window.banners.shown()]


def test_a_network_is_drawn_trained_saved_and_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.canvas.zoom_reset()
    height = window.canvas.viewport().height() / 2
    kinds = ("input", "dense", "output")
    nodes = [drop_layer(window, kind, 100 + 260 * i, height - 40) for i, kind in enumerate(kinds)]
    for source, target in pairwise(nodes):
        wire(window, source, target)
    assert window.bridge.project.graph.order == tuple(nodes)
    window.canvas.reveal(nodes[1])
    field = window.views.inspector.findChild(QWidget, "units").field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.bridge.project.graph.nodes[nodes[1]].layer.values()["units"] == 2
    train_to_the_end(qtbot, window, 8)
    curves = window.views.curves
    assert [list(points[0]) for points in (curves.training_points(), curves.validation_points())] == [
        list(range(1, 9))
    ] * 2
    path = tmp_path / "drawn.netb"
    choose_file(monkeypatch, path)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    drawn = window.bridge.project
    assert read(path) == drawn
    assert not window.isWindowModified()
    window.files.new()
    assert window.files.open(path)
    assert window.bridge.project == drawn
    assert list(curves.validation_points()[0]) == list(range(1, 9))


def test_pause_step_resume_and_stop_by_their_buttons(qtbot: QtBot, window: MainWindow) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    curves, worker = window.views.curves, window.worker
    press(window, "train")
    qtbot.waitUntil(lambda: len(curves.training_points()[0]) > 1)
    assert not button(window, "train").isEnabled()
    press(window, "pause")
    assert worker.state == "paused"
    press(window, "step")  # an epoch that was under way may still end
    qtbot.waitUntil(lambda: worker.state == "paused")
    before = len(curves.training_points()[0])
    press(window, "step")
    qtbot.waitUntil(lambda: worker.state == "paused")
    assert len(curves.training_points()[0]) == before + 1
    assert button(window, "train").text() == "Resume"
    press(window, "train")
    assert worker.state == "running"
    with qtbot.waitSignal(worker.finished):
        press(window, "stop")
    assert button(window, "train").isEnabled()
    assert "stopped" in window.banners.shown()[0].text


def test_the_best_epoch_is_offered_and_restored_and_known_after_a_restart(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow
) -> None:
    train_to_the_end(qtbot, window, 90)
    banner = window.banners.shown()[0]
    best = window.views.curves.best_epoch()
    assert best is not None
    assert f"Best epoch {best}" in banner.text
    (offer,) = [b for b in banner.findChildren(QPushButton) if b.isVisible()]
    QTest.mouseClick(offer, LEFT)
    assert window.runs.run is not None
    assert window.runs.run.restored
    assert str(best) in window.status.weights.text()
    window.bridge.document.mark_saved()
    window.close()
    again = open_window()
    assert again.views.curves.best_epoch() == best
    assert again.runs.run is not None
    assert again.runs.run.restored
    with qtbot.waitSignal(again.worker.finished):
        again.actions_["continue"].trigger()
    assert again.views.curves.training_points()[0][-1] > best


def test_edits_made_while_training_concern_the_next_run(qtbot: QtBot, window: MainWindow) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=60), say("Set epochs"))
    with qtbot.waitSignal(window.worker.finished):
        press(window, "train")
        node = next(n.id for n in window.bridge.project.graph.nodes.values() if "units" in n.layer.values())
        window.bridge.edit(edits.set_parameter(window.bridge.project, node, "units", 3), say("Set units"))
    assert window.runs.run is not None
    assert window.runs.run.project is not None
    assert window.runs.run.project.graph.nodes[node].layer.values()["units"] != 3


def test_a_network_that_cannot_be_trained_is_explained_in_a_banner(window: MainWindow) -> None:
    window.files.new()
    press(window, "train")
    (banner,) = window.banners.shown()
    assert banner.mood == "error"
    assert banner.text.endswith(".")
    assert window.worker.state == "idle"


@pytest.mark.parametrize("name", ["train", "step"])
def test_train_shows_the_first_faulty_card_and_the_banner_goes_with_its_problem(window: MainWindow, name: str) -> None:
    project = window.bridge.project
    wide = next(node.id for node in project.graph.nodes.values() if node.layer.width)
    window.bridge.edit(edits.disconnect(project, project.graph.incoming[wide][0]), say("Disconnect"))
    window.bridge.select([])
    press(window, name)
    (banner,) = window.banners.shown()
    assert f"“{project.graph.nodes[wide].title}" in banner.text or wide in banner.text
    assert "Nothing is connected" in banner.text
    assert window.bridge.selection == {wide}
    assert window.worker.state == "idle"
    window.bridge.edit(edits.rename(window.bridge.project, wide, "first"), say("Rename"))
    assert window.banners.shown() == (banner,)
    window.bridge.document.undo()
    window.bridge.document.undo()
    assert window.banners.shown() == ()


def test_a_last_layer_of_the_wrong_width_is_mended_by_one_click_in_the_banner(qtbot: QtBot, window: MainWindow) -> None:
    project = edits.set_training(edits.set_dataset(window.bridge.project, dataset_types()["iris"]()), epochs=1)
    window.bridge.edit(project, say("Iris"))
    press(window, "train")
    (banner,) = window.banners.shown()
    assert window.worker.state == "idle"
    assert "needs one output for each of the 3 classes" in banner.text
    (mend,) = banner.buttons
    assert mend.text() == "Set Units to 3"
    QTest.mouseClick(mend, LEFT)
    assert window.banners.shown() == ()
    with qtbot.waitSignal(window.worker.finished):
        press(window, "train")
    window.bridge.document.undo()
    assert window.bridge.project == project


def test_undo_and_redo_by_their_keys(window: MainWindow) -> None:
    before = window.bridge.project
    node = drop_layer(window, "dense", 300, 60)
    after = window.bridge.project
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.project is before
    assert node not in window.canvas.drawing.node_items
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.bridge.project is after
    assert not window.actions_["redo"].isEnabled()


def test_layers_by_type_can_all_be_dropped(window: MainWindow) -> None:
    for kind in layer_types():
        drop_layer(window, kind, 300, 60)
    assert {node.layer.type for node in window.bridge.project.graph.nodes.values()} == set(layer_types())


def test_what_acts_on_the_selection_can_be_used_exactly_while_it_has_something_to_act_on(window: MainWindow) -> None:
    canvas, marks = window.canvas, window.canvas.drawing.annotations

    def on() -> set[str]:
        return {name for name in ("cut", "copy", "duplicate", "delete", "mute") if window.actions_[name].isEnabled()}

    assert on() == set()
    assert "Nothing is selected." in window.actions_["delete"].toolTip()
    window.bridge.select(["dense_1"])
    assert on() == {"cut", "copy", "duplicate", "delete", "mute"}
    canvas.deselect()
    wires = set(window.bridge.project.graph.wires)
    gone = min(wires)
    canvas.drawing.select_wires([gone])
    assert on() == {"delete"}
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert set(window.bridge.project.graph.wires) == wires - {gone}
    assert on() == set()
    canvas.annotating.add_note(0, 200)
    marks.select(window.bridge.project.annotations)
    assert on() == {"cut", "copy", "duplicate", "delete"}
    window.actions_["duplicate"].trigger()
    assert len(window.bridge.project.annotations) == 2
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert len(window.bridge.project.annotations) == 1
    assert on() == set()


def test_pasting_what_is_no_piece_of_a_drawing_says_so(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("hello")
    before = window.bridge.project
    window.actions_["paste"].trigger()
    assert window.bridge.project is before
    assert any("no piece of a drawing on the clipboard" in banner.text for banner in window.banners.shown())
