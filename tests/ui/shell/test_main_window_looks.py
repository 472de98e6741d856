"""What stands in the window at any size, and what it remembers: theme, panels, actions, dialogs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import samples
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.window_parts import OpenWindow, button, press
from ui.code.export_dialog import ExportDialog
from ui.shell import actions
from ui.shell.main_window import MainWindow

pytestmark = pytest.mark.look


def test_the_same_sentence_is_shown_once(window: MainWindow) -> None:
    window.banners.clear()
    for _ in range(3):
        window.bridge.refused.emit(say("It cannot be done."))
    assert [banner.text for banner in window.banners.shown()] == ["It cannot be done."]


def test_epochs_and_device_are_edited_in_the_tool_bar(window: MainWindow) -> None:
    window.fields.epochs.setFocus()
    window.fields.epochs.selectAll()
    QTest.keyClicks(window.fields.epochs, "321")
    QTest.keyClick(window.fields.epochs, Qt.Key.Key_Return)
    assert window.bridge.project.training.epochs == 321
    window.bridge.document.undo()
    assert window.fields.epochs.value() == window.bridge.project.training.epochs != 321


def test_the_theme_is_switched_and_remembered(window: MainWindow, open_window: OpenWindow) -> None:
    window.choose_theme("light")
    light = window.grab().toImage()
    window.choose_theme("dark")
    dark = window.grab().toImage()
    corner = QPoint(3, window.height() - 3)
    assert light.pixelColor(corner).lightness() > 200
    assert dark.pixelColor(corner).lightness() < 60
    assert open_window().themes.theme.name == "dark"


def test_panels_recent_files_and_the_last_project_are_remembered(
    window: MainWindow, open_window: OpenWindow, tmp_path: Path
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


def test_every_action_has_words_and_no_two_share_a_key(window: MainWindow) -> None:
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


def test_a_button_that_is_off_says_why_in_its_tool_tip(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert button(window, "step").toolTip() == "Train one epoch, then pause (F7)"
    assert button(window, "stop").toolTip().endswith("\nNothing is being trained.")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Epochs"))
    press(window, "train")
    qtbot.waitUntil(lambda: window.worker.state == "running")
    reason = "The network is being trained."
    assert button(window, "step").toolTip() == f"Train one epoch, then pause (F7)\n{reason} Pause it first."
    walk = window.views.stepping.buttons["step"]
    assert (walk.isEnabled(), walk.toolTip()) == (False, reason)
    press(window, "stop")
    qtbot.waitUntil(lambda: window.worker.state == "idle")
    assert button(window, "step").toolTip() == "Train one epoch, then pause (F7)"
    assert (walk.isEnabled(), walk.toolTip()) == (True, "Step: F10")


def test_fitted_the_drawing_lies_beneath_a_banner_that_stays_and_not_beneath_one_that_passes(
    window: MainWindow,
) -> None:
    window.banners.clear()
    canvas = window.canvas
    window.actions_["fit"].trigger()
    before = canvas.viewpoint()
    window.banners.tell("Saved.", "good", passing=True)
    window.actions_["fit"].trigger()
    assert canvas.viewpoint() == before
    banner = window.banners.tell("Unsaved work can be restored.", "warning")
    assert canvas.viewpoint() == before, "a banner moves nothing"
    window.actions_["fit"].trigger()
    top = min(canvas.mapFromScene(item.card.topLeft()).y() for item in canvas.drawing.node_items.values())
    assert top > banner.height()
    assert canvas.viewpoint() != before
    banner.dismiss()
    window.actions_["fit"].trigger()
    assert canvas.viewpoint() == before


def test_the_code_that_is_shown_is_offered_for_saving(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda dialog: shown.append(dialog.format.currentData()))
    column = window.views.code.first
    window.views.results.setCurrentWidget(window.views.code)
    column.framework.setCurrentIndex(column.framework.findData("numpy"))
    qtbot.waitUntil(lambda: "def backward(" in column.view.toPlainText())
    column.save_button.click()
    assert shown == ["numpy"]


def test_the_dialogs_of_help_and_export_open_with_content(qtbot: QtBot, window: MainWindow) -> None:
    from ui.code.export_dialog import ExportDialog
    from ui.shell.about_dialog import AboutDialog
    from ui.shell.shortcuts_dialog import ShortcutsDialog

    assert AboutDialog(window).windowTitle()
    assert ShortcutsDialog(window).grab().height() > 200
    dialog = ExportDialog(window.bridge.project, None, "moons", window.themes.theme, parent=window)
    qtbot.waitUntil(lambda: not dialog.busy)
    compile(dialog.preview.script.toPlainText(), "script", "exec")


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_nothing_is_cut_at_any_size(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    assert (window.width(), window.height()) == size
    assert window.minimumSizeHint().width() <= window.width(), "what does not fit is cut at the right"
    assert window.canvas.width() > 250
    for names in actions.TOOLBAR:
        for name in filter(None, names):
            assert button(window, name).isVisible(), name


def test_samples_are_listed_by_their_titles(window: MainWindow) -> None:
    window.menus.samples.aboutToShow.emit()
    titles = [action.text() for action in window.menus.samples.actions()]
    assert titles == [samples.TITLES[name] for name in samples.names()]
    window.menus.samples.actions()[titles.index(samples.TITLES["line"])].trigger()
    assert window.files.name == "line"


def test_the_answers_to_unsaved_changes_have_keys(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.canvas.add_layer(next(iter(layer_types())))
    texts: list[str] = []

    def look(box: QMessageBox) -> int:
        texts.extend(button.text() for button in box.buttons())
        return int(QMessageBox.StandardButton.Cancel.value)

    monkeypatch.setattr(QMessageBox, "exec", look)
    assert not window.files.may_leave()
    assert "&Discard" in texts


def test_the_lab_is_no_larger_than_the_screen(window: MainWindow) -> None:
    window.views.lab.open()
    lab, room = window.views.lab.window, window.screen().availableSize()
    assert lab.height() <= max(room.height(), lab.minimumHeight())
    assert lab.width() <= max(room.width(), lab.minimumWidth())


def test_one_epoch_is_not_called_epochs(window: MainWindow) -> None:
    window.status.show_time(1, 0.04)
    assert window.status.epoch.text() == "1 epoch in 0.0 s"
    window.status.show_time(2, 0.5)
    assert window.status.epoch.text() == "2 epochs in 0.5 s"
