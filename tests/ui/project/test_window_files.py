"""The window and its files: what is saved, moved, dropped, asked about and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.tables.user_tables import TableFile
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


def drop_file(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop(window, data, QPointF(400, 20))


def test_several_files_at_once_are_refused_with_a_sentence(qtbot: QtBot, window: MainWindow) -> None:
    before = window.bridge.project
    window.banners.clear()
    drop_file(window, samples.path("line"), samples.path("bowl"))
    qtbot.waitUntil(lambda: bool(window.banners.shown()))
    assert window.banners.shown()[0].text == "Several files were dropped. Drop one at a time."
    assert window.bridge.project is before


def test_a_project_dropped_on_the_window_is_opened(qtbot: QtBot, window: MainWindow) -> None:
    path = samples.path("line")
    drop_file(window, path)
    qtbot.waitUntil(lambda: window.bridge.path == path)
    assert window.bridge.project == read(path)


ROWS = "".join(f"{i},{i * i % 7},{'ab'[i % 2]}\n" for i in range(20))


@pytest.mark.parametrize("training", [False, True])
def test_a_table_dropped_on_the_window_becomes_its_data_in_one_step(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, training: bool
) -> None:
    path, before = tmp_path / "Measured.CSV", window.bridge.project
    path.write_text(f"x,y,kind\n{ROWS}")
    if training:
        press(window, "train")
        qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 1)
    drop_file(window, path)
    qtbot.waitUntil(lambda: window.bridge.project is not before)
    qtbot.waitUntil(lambda: window.bridge.signature is not None)
    assert window.bridge.signature is not None
    assert (window.bridge.signature.rows, window.bridge.signature.classes) == (20, ("a", "b"))
    assert window.views.inspector.data.isVisible()
    assert "Measured.CSV" in window.banners.shown()[0].text
    data = window.bridge.project.data
    assert isinstance(data.dataset, TableFile)
    window.bridge.edit(edits.set_dataset(window.bridge.project, data.dataset.without(("y",))), say("Leave out"))
    chosen = window.bridge.project
    drop_file(window, path)
    qtbot.waitUntil(lambda: not window.tables.busy)
    assert window.bridge.project is chosen, "the same file once more: what was chosen of its columns stays"
    assert window.worker.state == ("running" if training else "idle"), "with the data that it began with"
    for _ in range(2):
        window.bridge.document.undo()
    assert window.bridge.project is before


@pytest.mark.parametrize("name", ["picture.csv", "empty.csv", "damaged.parquet", "picture.png", "folder", "gone.csv"])
def test_what_is_no_table_is_refused_with_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    path, before = tmp_path / name, window.bridge.project
    if name == "folder":
        path.mkdir()
    elif name != "gone.csv":
        path.write_bytes(b"" if name == "empty.csv" else b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9)
    window.banners.clear()
    drop_file(window, path)
    qtbot.waitUntil(lambda: bool(window.banners.shown()))
    assert name in window.banners.shown()[0].text
    assert window.bridge.project is before


def test_a_table_that_is_read_when_another_project_is_opened_is_forgotten(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "late.csv"
    path.write_text(f"x,y,kind\n{ROWS}")
    window.tables.take(path)
    window.files.open_sample("line")
    before = window.bridge.project
    qtbot.waitUntil(lambda: not window.tables.busy)
    assert window.bridge.project is before
