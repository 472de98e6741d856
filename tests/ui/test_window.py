"""The whole window, used as a person uses it: real events, real trainings, real files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder import edits
from netbuilder.files.read import read
from netbuilder.layers import layer_types
from netbuilder.messages import say
from ui import actions
from ui.window import Window

OpenWindow = Callable[[], Window]
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def button(window: Window, name: str) -> QToolButton:
    """The button of an action in the tool bar."""
    found = [b for b in window.tool_bar.findChildren(QToolButton) if b.defaultAction() is window.actions_[name]]
    assert len(found) == 1
    return found[0]


def press(window: Window, name: str) -> None:
    QTest.mouseClick(button(window, name), LEFT)


def drop(target: QWidget, data: QMimeData, at: QPointF) -> None:
    """A drag that enters a widget, moves over it and ends there."""
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        place = at if kind is QDropEvent else at.toPoint()
        QApplication.sendEvent(target, kind(place, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS))


def drop_layer(window: Window, kind: str, x: float, y: float) -> str:
    """Drag a layer from its row in the palette to the canvas. Returns the id of the new node."""
    before = set(window.bridge.project.graph.nodes)
    layers = window.panes.palette.list
    layers.show_kind(kind)
    row = layers.visualRect(layers.currentIndex()).center()
    with pytest.MonkeyPatch.context() as patch:
        # Only the system's own loop, which waits for a real mouse, is replaced: what it carries is what arrives.
        carry = lambda drag, _actions: drop(window.canvas.viewport(), drag.mimeData(), QPointF(x, y))  # noqa: E731
        patch.setattr(QDrag, "exec", carry)
        QTest.mousePress(layers.viewport(), LEFT, NO_KEYS, row)
        for step in (1, 2):
            QTest.mouseMove(layers.viewport(), row + QPoint(step * QApplication.startDragDistance(), 0))
        QTest.mouseRelease(layers.viewport(), LEFT, NO_KEYS, row)
    (new,) = set(window.bridge.project.graph.nodes) - before
    return new


def wire(window: Window, source: str, target: str) -> None:
    """Drag from an output to an input."""
    canvas = window.canvas
    items = canvas.drawing.node_items
    start, end = (
        canvas.viewportTransform().map(point).toPoint()
        for point in (items[source].output_point(), items[target].input_point(0))
    )
    QTest.mousePress(canvas.viewport(), LEFT, NO_KEYS, start)
    QTest.mouseMove(canvas.viewport(), (start + end) / 2)
    QTest.mouseMove(canvas.viewport(), end)
    QTest.mouseRelease(canvas.viewport(), LEFT, NO_KEYS, end)


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question in this way. Returns the texts of the questions asked."""
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(button.value)

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Choose this file in every file dialog."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_keywords: (str(path), ""))


def train_to_the_end(qtbot: QtBot, window: Window, epochs: int) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=epochs), say("Set epochs"))
    with qtbot.waitSignal(window.worker.finished, timeout=60_000):
        press(window, "train")


def test_the_first_start_shows_a_network_that_overfits(window: Window) -> None:
    assert window.bridge.project == read(samples.path(samples.OPENED_FIRST))
    assert window.bridge.check.sound
    assert len(window.canvas.drawing.node_items) == len(window.bridge.project.graph.nodes)
    assert samples.OPENED_FIRST in window.windowTitle()
    assert [banner.text for banner in window.banners.shown()]


def test_a_network_is_drawn_trained_saved_and_opened_again(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
    field = window.panes.inspector.findChild(QWidget, "units").field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "2")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.bridge.project.graph.nodes[nodes[1]].layer.values()["units"] == 2
    train_to_the_end(qtbot, window, 8)
    curves = window.panes.curves
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


def test_pause_step_resume_and_stop_by_their_buttons(qtbot: QtBot, window: Window) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    curves, worker = window.panes.curves, window.worker
    press(window, "train")
    qtbot.waitUntil(lambda: len(curves.training_points()[0]) > 1, timeout=60_000)
    assert not button(window, "train").isEnabled()
    press(window, "pause")
    assert worker.state == "paused"
    qtbot.wait(80)
    before = len(curves.training_points()[0])
    press(window, "step")
    qtbot.waitUntil(lambda: worker.state == "paused", timeout=10_000)
    assert len(curves.training_points()[0]) == before + 1
    assert button(window, "train").text() == "Resume"
    press(window, "train")
    assert worker.state == "running"
    with qtbot.waitSignal(worker.finished, timeout=10_000):
        press(window, "stop")
    assert button(window, "train").isEnabled()
    assert "stopped" in window.banners.shown()[0].text


def test_the_best_epoch_is_offered_and_restored_and_known_after_a_restart(
    qtbot: QtBot, window: Window, open_window: OpenWindow
) -> None:
    train_to_the_end(qtbot, window, 90)
    banner = window.banners.shown()[0]
    best = window.panes.curves.best_epoch()
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
    assert again.panes.curves.best_epoch() == best
    assert again.runs.run is not None
    assert again.runs.run.restored
    with qtbot.waitSignal(again.worker.finished, timeout=60_000):
        again.actions_["continue"].trigger()
    assert again.panes.curves.training_points()[0][-1] > best


def test_edits_made_while_training_concern_the_next_run(qtbot: QtBot, window: Window) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=60), say("Set epochs"))
    with qtbot.waitSignal(window.worker.finished, timeout=60_000):
        press(window, "train")
        node = next(n.id for n in window.bridge.project.graph.nodes.values() if "units" in n.layer.values())
        window.bridge.edit(edits.set_parameter(window.bridge.project, node, "units", 3), say("Set units"))
    assert window.runs.run is not None
    assert window.runs.run.project is not None
    assert window.runs.run.project.graph.nodes[node].layer.values()["units"] != 3


def test_a_network_that_cannot_be_trained_is_explained_in_a_banner(window: Window) -> None:
    window.files.new()
    press(window, "train")
    (banner,) = window.banners.shown()
    assert banner.mood == "error"
    assert banner.text.endswith(".")
    assert window.worker.state == "idle"


@pytest.mark.parametrize("name", ["train", "step"])
def test_train_shows_the_first_faulty_card_and_the_banner_goes_with_its_problem(window: Window, name: str) -> None:
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


def test_runs_of_a_project_without_a_file_move_beside_it_when_it_is_saved(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_to_the_end(qtbot, window, 3)
    choose_file(monkeypatch, tmp_path / "mine.netb")
    assert window.files.save()
    assert [run.name for run in (tmp_path / "mine.runs").iterdir()] == ["1"]
    assert window.runs.run is not None
    assert window.runs.run.path == tmp_path / "mine.runs" / "1"


def test_closing_while_training_asks_stops_and_loses_nothing(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(window, "train")
    qtbot.waitUntil(lambda: len(window.panes.curves.training_points()[0]) > 3, timeout=60_000)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.worker.state == "running"
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    assert window.close()
    assert len(asked) == 2
    assert window.worker.state == "idle"
    assert window.runs.run is not None
    assert len(window.runs.run.records) > 3


@pytest.mark.parametrize(
    ("given", "left", "written"),
    [
        (QMessageBox.StandardButton.Save, True, True),
        (QMessageBox.StandardButton.Discard, True, False),
        (QMessageBox.StandardButton.Cancel, False, False),
    ],
)
def test_unsaved_changes_are_asked_about(
    window: Window,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: QMessageBox.StandardButton,
    left: bool,
    written: bool,
) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=77), say("Set epochs"))
    assert window.isWindowModified()
    asked = answer(monkeypatch, given)
    choose_file(monkeypatch, tmp_path / "kept.netb")
    before = window.bridge.project
    window.files.new()
    assert len(asked) == 1
    assert (window.bridge.project is not before) is left
    assert (tmp_path / "kept.netb").exists() is written


def test_a_broken_file_is_explained_and_changes_nothing(window: Window, tmp_path: Path) -> None:
    broken = tmp_path / "broken.netb"
    broken.write_bytes(b"{ not json")
    before = window.bridge.project
    assert not window.files.open(broken)
    assert window.bridge.project is before
    assert window.banners.shown()[0].mood == "error"
    assert "broken.netb" in window.banners.shown()[0].text


def test_the_time_of_a_training_goes_with_its_project(qtbot: QtBot, window: Window) -> None:
    train_to_the_end(qtbot, window, 2)
    assert "2 epochs" in window.status.epoch.text()
    window.bridge.document.mark_saved()
    window.files.new()
    assert window.status.epoch.text() == ""


def test_the_same_sentence_is_shown_once(window: Window) -> None:
    window.banners.clear()
    for _ in range(3):
        window.bridge.refused.emit(say("It cannot be done."))
    assert [banner.text for banner in window.banners.shown()] == ["It cannot be done."]


def test_a_project_dropped_on_the_window_is_opened(qtbot: QtBot, window: Window) -> None:
    data = QMimeData()
    path = samples.path("line")
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, data, QPointF(400, 20))
    qtbot.waitUntil(lambda: window.bridge.path == path, timeout=5_000)
    assert window.bridge.project == read(path)


def test_undo_and_redo_by_their_keys(window: Window) -> None:
    before = window.bridge.project
    node = drop_layer(window, "dense", 300, 60)
    after = window.bridge.project
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.project is before
    assert node not in window.canvas.drawing.node_items
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.bridge.project is after
    assert not window.actions_["redo"].isEnabled()


def test_epochs_and_device_are_edited_in_the_tool_bar(window: Window) -> None:
    window.fields.epochs.setFocus()
    window.fields.epochs.selectAll()
    QTest.keyClicks(window.fields.epochs, "321")
    QTest.keyClick(window.fields.epochs, Qt.Key.Key_Return)
    assert window.bridge.project.training.epochs == 321
    window.bridge.document.undo()
    assert window.fields.epochs.value() == window.bridge.project.training.epochs != 321


def test_the_theme_is_switched_and_remembered(window: Window, open_window: OpenWindow) -> None:
    window.choose_theme("light")
    light = window.grab().toImage()
    window.choose_theme("dark")
    dark = window.grab().toImage()
    corner = QPoint(3, window.height() - 3)
    assert light.pixelColor(corner).lightness() > 200
    assert dark.pixelColor(corner).lightness() < 60
    assert open_window().themes.theme.name == "dark"


def test_panels_recent_files_and_the_last_project_are_remembered(
    window: Window, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    assert window.files.open(path)
    window.toggle_panel("palette")
    window.close()
    again = open_window()
    assert again.bridge.path == path
    assert not again.panels["palette"].isVisible()
    again.menus.recent.aboutToShow.emit()
    assert again.menus.recent.actions()[0].text().startswith("line.netb")


def test_every_action_has_words_and_no_two_share_a_key(window: Window) -> None:
    keys: Counter[str] = Counter()
    for row in actions.rows():
        action = window.actions_[row.id]
        assert action.text(), row.id
        assert action.toolTip(), row.id
        keys.update(key.toString() for key in action.shortcuts())
        assert not [key for key in action.shortcuts() if QKeySequence(key).isEmpty()], row.id
    assert keys.most_common(1)[0][1] == 1
    for names in actions.TOOLBAR:
        for name in filter(None, names):
            assert not window.actions_[name].icon().isNull()
            assert button(window, name).accessibleName() or button(window, name).text()


def test_the_dialogs_of_help_and_export_open_with_content(window: Window) -> None:
    from ui.dialogs.about import About
    from ui.dialogs.export import Export
    from ui.dialogs.shortcuts import Shortcuts

    assert About(window).windowTitle()
    assert Shortcuts(window).grab().height() > 200
    script = Export(window.bridge.project, None, "moons", window).script.toPlainText()
    compile(script, "script", "exec")


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_nothing_is_cut_at_any_size(qtbot: QtBot, window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0], timeout=2_000)
    assert (window.width(), window.height()) == size
    assert window.canvas.width() > 250
    for names in actions.TOOLBAR:
        for name in filter(None, names):
            assert button(window, name).isVisible(), name


def test_layers_by_type_can_all_be_dropped(window: Window) -> None:
    for kind in layer_types():
        drop_layer(window, kind, 300, 60)
    assert {node.layer.type for node in window.bridge.project.graph.nodes.values()} == set(layer_types())
