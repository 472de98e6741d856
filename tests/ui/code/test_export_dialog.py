"""The export dialog, worked by mouse and keyboard: every format is shown and saved, and slow ones leave it usable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file

from netbuilder.export.formats import FORMATS
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record
from netbuilder.runs.run import Run
from netbuilder.training.trainer import Training
from tests.drawing import drawn
from tests.export.format_parts import sample
from tests.ui.window_parts import choose_file, train_to_the_end
from ui.code.export_dialog import ExportDialog
from ui.shell.main_window import MainWindow
from ui.theme import style
from ui.theme.themes import DARK, LIGHT, Theme

Open = Callable[..., ExportDialog]
LONG = 60_000
"""Milliseconds that a format may take on a busy machine."""


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """``opened(project, base, run)``: the dialog, shown."""

    def open_(project: Project, base: Path | None = None, run: Run | None = None) -> ExportDialog:
        dialog = ExportDialog(project, base, "network", LIGHT, run)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not dialog.busy)
        return dialog

    return open_


def choose(qtbot: QtBot, dialog: ExportDialog, name: str, *, wait: bool = True) -> None:
    """Choose a format as the keyboard does."""
    dialog.format.setFocus()
    dialog.format.setCurrentIndex(dialog.format.findData(name))
    if wait:
        qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)


def small() -> Project:
    """A network that is exported quickly."""
    return drawn(("dense", {"units": 3}), ("dense", {"units": 2}), rows=40, epochs=2)


def test_every_format_is_offered_and_those_of_a_kind_stand_together(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(small())
    names = [dialog.format.itemData(row) for row in range(dialog.format.count())]
    assert [name for name in names if name] == list(FORMATS)
    assert names.count(None) == 3


def test_scripts_and_notebooks_are_shown_as_text_in_colours(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(small())
    assert "class Network(torch.nn.Module)" in dialog.preview.script.toPlainText()
    assert dialog.preview.currentWidget() is dialog.preview.script
    first = dialog.preview.script.document().firstBlock()
    assert first.layout().formats()
    choose(qtbot, dialog, "notebook")
    assert dialog.preview.script.toPlainText().startswith("# # A neural network on Moons\n")
    assert dialog.framework.isVisible()
    dialog.framework.setCurrentIndex(dialog.framework.findData("keras"))
    qtbot.waitUntil(lambda: not dialog.busy)
    assert "keras.Model" in dialog.preview.script.toPlainText()
    choose(qtbot, dialog, "tikz")
    assert dialog.preview.script.toPlainText().startswith("% Drawn in NetBuilder.")
    assert not dialog.framework.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_with_the_focus_the_text_has_a_ring(theme: Theme, qtbot: QtBot, opened: Open, qapp: QApplication) -> None:
    style.dress(qapp, theme)
    dialog = opened(small())
    text = dialog.preview.script
    ring = QColor(theme.accent)
    for field, there in ((dialog.format, False), (text, True)):
        dialog.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        picture = text.grab().toImage()
        assert (picture.pixelColor(0, picture.height() // 2) == ring) is there


@pytest.mark.parametrize("name", ["svg", "png"])
def test_pictures_are_shown_as_pictures(name: str, qtbot: QtBot, opened: Open) -> None:
    dialog = opened(sample("digits_cnn"))
    choose(qtbot, dialog, name)
    picture = dialog.preview.picture
    assert dialog.preview.currentWidget() is picture
    size = picture.size_of_picture
    assert min(size.width(), size.height()) > 500, "it lies in two rows, at full size"
    image = dialog.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(100, image.height(), 2)}
    assert "#ffffff" in colours
    assert LIGHT.categories[sample("digits_cnn").graph.nodes["conv2d_1"].layer.category] in colours
    assert dialog.copy_button.isVisible() == (name == "svg")


def test_onnx_is_made_beside_the_window_and_shown_as_a_list(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(small())
    choose(qtbot, dialog, "onnx", wait=False)
    assert dialog.preview.currentWidget() is dialog.preview.waiting
    assert not dialog.save_button.isEnabled()
    ticks, start = [], monotonic()
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: ticks.append(monotonic()))
    timer.start()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    timer.stop()
    assert len(ticks) > (monotonic() - start) * 10
    facts = dialog.preview.facts
    assert dialog.preview.currentWidget() is facts
    rows = {facts.item(row, 0).text(): facts.item(row, 1).text() for row in range(facts.rowCount())}
    assert rows["Input"] == "input_1 (batch × 2)"
    assert "Gemm" in rows["Operations"]
    assert dialog.save_button.isEnabled()


def test_another_choice_gives_up_the_slow_one(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(small())
    choose(qtbot, dialog, "onnx", wait=False)
    choose(qtbot, dialog, "svg")
    assert dialog.preview.currentWidget() is dialog.preview.picture
    choose(qtbot, dialog, "onnx", wait=False)
    start = monotonic()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)
    assert monotonic() - start < 5
    assert dialog.saved is None


def test_of_a_drawing_with_a_problem_a_script_shows_the_sound_part_to_be_copied_not_saved(
    qtbot: QtBot, opened: Open
) -> None:
    dialog = opened(edits.remove(sample("digits_cnn"), nodes=["flatten_1"]))
    for name in ("pytorch", "keras", "numpy"):
        choose(qtbot, dialog, name)
        assert "Only the sound part" in dialog.words.text()
        assert "Nothing is connected" in dialog.words.text()
        shown = dialog.preview.script.toPlainText()
        assert "conv2d_1" in shown
        assert "dense_1" not in shown
        assert not dialog.save_button.isEnabled()
        QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
        assert QGuiApplication.clipboard().text().strip() == shown.strip()
    choose(qtbot, dialog, "onnx")
    assert "Nothing is connected" in dialog.words.text()
    assert not dialog.copy_button.isVisible()
    assert not dialog.save_button.isEnabled()
    choose(qtbot, dialog, "svg")
    assert dialog.save_button.isEnabled()


def test_where_nothing_is_sound_only_the_problem_is_said(qtbot: QtBot, opened: Open) -> None:
    project = Project()
    dialog = opened(project)
    assert dialog.words.text()
    assert "sound part" not in dialog.words.text()
    assert not dialog.copy_button.isEnabled()


def test_without_a_run_there_are_no_weights(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(small())
    assert not dialog.with_weights.isEnabled()
    choose(qtbot, dialog, "weights")
    assert "Train it first" in dialog.words.text()
    assert not dialog.save_button.isEnabled()
    choose(qtbot, dialog, "svg")
    assert not dialog.with_weights.isVisible()


def saved(qtbot: QtBot, dialog: ExportDialog, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press Save, and choose this file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=LONG)


def test_a_script_is_saved_with_the_weights_beside_it(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small()
    folder = RunsFolder(tmp_path / "runs")
    list(record(Training(project), folder))
    run = folder.runs()[0]
    dialog = opened(project, tmp_path, run)
    qtbot.keyClick(dialog.with_weights, Qt.Key.Key_Space)
    assert dialog.with_weights.isChecked()
    choose(qtbot, dialog, "notebook")
    assert "The weights are those of run 1" in dialog.words.text()
    (tmp_path / "other.safetensors").write_bytes(b"old")
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or QMessageBox.StandardButton.No)
    saved(qtbot, dialog, tmp_path / "other.ipynb", monkeypatch)
    assert len(asked) == 1
    assert "other.safetensors" in asked[0]
    assert dialog.saved is None
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Yes)
    saved(qtbot, dialog, tmp_path / "other.ipynb", monkeypatch)
    assert dialog.saved == tmp_path / "other.ipynb"
    assert not dialog.isVisible()
    book = json.loads(dialog.saved.read_text(encoding="utf-8"))
    assert any('WEIGHTS = "other.safetensors"' in "".join(cell["source"]) for cell in book["cells"])
    assert set(load_file(tmp_path / "other.safetensors")) == set(run.best_weights())


def test_copy_gives_the_file_and_saving_where_nothing_can_be_written_is_said(
    qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(small())
    choose(qtbot, dialog, "svg")
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("<svg")
    saved(qtbot, dialog, tmp_path / "absent" / "a.svg", monkeypatch)
    assert "its folder does not exist" in dialog.words.text()
    assert dialog.isVisible()
    saved(qtbot, dialog, tmp_path / "a.svg", monkeypatch)
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<svg")


def test_the_window_offers_the_weights_of_what_it_has_trained(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_to_the_end(qtbot, window, epochs=3)
    choose_file(monkeypatch, tmp_path / "best.py")
    found: list[tuple[bool, str]] = []

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        try:
            found.append((dialog.with_weights.isEnabled(), dialog.with_weights.text()))
            choose(qtbot, dialog, "numpy")
            dialog.with_weights.click()
            qtbot.waitUntil(dialog.save_button.isEnabled)
            qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: dialog.saved is not None)
        finally:
            dialog.done(0)  # the window waits for it

    QTimer.singleShot(0, work)
    window.actions_["export"].trigger()
    assert found == [(True, "With the weights of run 1")]
    told = f"Saved as “{tmp_path / 'best.py'}”, and beside it “best.safetensors”."
    assert told in [banner.text for banner in window.banners.shown()]
    run = window.runs.run
    assert run is not None
    assert set(load_file(tmp_path / "best.safetensors")) == set(run.best_weights())
