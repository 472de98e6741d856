"""The window and its files: what is saved, moved, dropped, asked about and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.window_parts import answer, choose_file, drop, press, train_to_the_end
from ui.shell.main_window import MainWindow


def test_runs_of_a_project_without_a_file_move_beside_it_when_it_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_to_the_end(qtbot, window, 3)
    choose_file(monkeypatch, tmp_path / "mine.netb")
    assert window.files.save()
    assert [run.name for run in (tmp_path / "mine.runs").iterdir()] == ["1"]
    assert window.runs.run is not None
    assert window.runs.run.path == tmp_path / "mine.runs" / "1"


def test_closing_while_training_asks_stops_and_loses_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(window, "train")
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 3)
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
    window: MainWindow,
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


def test_a_broken_file_is_explained_and_changes_nothing(window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.netb"
    broken.write_bytes(b"{ not json")
    before = window.bridge.project
    assert not window.files.open(broken)
    assert window.bridge.project is before
    assert window.banners.shown()[0].mood == "error"
    assert "broken.netb" in window.banners.shown()[0].text


def test_the_time_of_a_training_goes_with_its_project(qtbot: QtBot, window: MainWindow) -> None:
    train_to_the_end(qtbot, window, 2)
    assert "2 epochs" in window.status.epoch.text()
    window.bridge.document.mark_saved()
    window.files.new()
    assert window.status.epoch.text() == ""


def test_a_project_dropped_on_the_window_is_opened(qtbot: QtBot, window: MainWindow) -> None:
    data = QMimeData()
    path = samples.path("line")
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(window, data, QPointF(400, 20))
    qtbot.waitUntil(lambda: window.bridge.path == path)
    assert window.bridge.project == read(path)
