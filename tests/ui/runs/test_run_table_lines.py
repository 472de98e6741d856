"""What the lines of the table of runs say, how they sort, and runs that are damaged, foreign or gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs import run_list as reading
from netbuilder.runs.folder import RunsFolder, runs_folder
from netbuilder.runs.notes import NOTES, Notes, write_notes
from ui.shell.main_window import SIZE, MainWindow

from .table_parts import (
    DIFFERS,
    EPOCHS,
    GAP,
    LOSS,
    PARAMETERS,
    RUN,
    SEED,
    TIME,
    TIP,
    OpenWindow,
    choose,
    column,
    key,
    settle,
    sort_by,
)


def test_a_line_says_in_what_its_run_differs_and_what_it_came_to(opened: MainWindow, file: Path) -> None:
    runs = runs_folder(file).runs()
    assert column(opened, RUN) == ["4", "3", "2 ≠", "1"]
    assert column(opened, DIFFERS) == ["Seed 3", "Epochs 10 · Weight decay 0.01", "Dense: 256 units → 16 units", ""]
    assert column(opened, PARAMETERS) == ["1,282", "1,282", "82", "1,282"]
    assert column(opened, EPOCHS) == ["9", "10", "9", "9"]
    assert column(opened, SEED) == ["3", "0", "0", "0"]
    last = runs[0].records[-1]
    assert column(opened, GAP)[3] == f"{last.validation_loss - last.train_loss:.4g}"
    best = min(runs[0].records, key=lambda record: record.validation_loss)
    assert column(opened, LOSS)[3] == f"{best.validation_loss:.4g} ({best.epoch})"


def test_columns_sort_numbers_as_numbers(opened: MainWindow) -> None:
    for number in (PARAMETERS, EPOCHS, LOSS):
        sort_by(opened, number)
        values = [float(text.split()[0].replace(",", "")) for text in column(opened, number)]
        assert values == sorted(values)
        sort_by(opened, number)
        assert [float(text.split()[0].replace(",", "")) for text in column(opened, number)] == values[::-1]


def test_what_is_damaged_or_foreign_is_said_and_not_fatal(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    folder = runs_folder(file).path
    (folder / "1" / "history.csv").write_text("nonsense")
    (folder / "2" / NOTES).write_text("{")
    (folder / "3" / "settings.json").write_text("[]")
    (folder / "holiday pictures").mkdir()
    opened.bridge.set_runs(opened.bridge.runs)
    settle(qtbot, opened)
    assert column(opened, RUN) == ["4", "3", "2 ≠", "1", "holiday pictures"]
    assert column(opened, DIFFERS)[1] == column(opened, DIFFERS)[4] == "cannot be read"
    model = opened.views.runs.model
    assert "“notes.json” is damaged" in model.index(2, 0).data(TIP)
    QTest.keyClick(opened.views.runs.table, Qt.Key.Key_End)
    assert not opened.views.runs.run_actions["delete"].isEnabled()
    choose(opened, 1)
    key(opened, Qt.Key.Key_Return)
    assert "history.csv" in opened.banners.shown()[0].text


def test_a_run_deleted_meanwhile_is_said_to_be_gone(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    shutil.rmtree(runs_folder(file).path / "2")
    choose(opened, 2)
    key(opened, Qt.Key.Key_Return)
    assert "missing" in opened.banners.shown()[0].text
    opened.bridge.set_runs(opened.bridge.runs)
    settle(qtbot, opened)
    assert column(opened, RUN) == ["4", "3", "1"]


def test_three_hundred_runs_are_read_beside_the_window_and_only_once(
    qtbot: QtBot, open_window: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = runs_folder(file).path
    for number in range(5, 301):
        shutil.copytree(folder / str(number % 4 + 1), folder / str(number))
    write_notes(folder / "7", Notes(pinned=True))
    looked: list[str] = []
    entry = reading._entry

    def counted(where: RunsFolder, path: Path) -> reading.RunEntry:
        looked.append(path.name)
        return entry(where, path)

    monkeypatch.setattr(reading, "_entry", counted)
    monkeypatch.setattr(reading, "history", None)  # what a run has come to is known without its history
    window = open_window(file)
    qtbot.waitUntil(lambda: window.views.runs.model.rowCount() == 300)
    settle(qtbot, window)
    looked.clear()
    write_notes(folder / "9", Notes(name="nine"))
    window.bridge.set_runs(window.bridge.runs)
    settle(qtbot, window)
    assert looked == ["9"]
    assert column(window, RUN)[:3] == ["7", "300", "299"]


@pytest.mark.look
def test_all_that_is_asked_for_is_read_without_scrolling_where_two_settings_differ(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path(samples.OPENED_FIRST).read_bytes())
    window = open_window(path)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=60, device="cpu"), say("Set epochs"))
    runs, table = window.views.runs, window.views.runs.table
    window.views.results.setCurrentWidget(runs)
    assert window.size() == SIZE
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    settle(qtbot, window)
    window.bridge.edit(edits.set_training(window.bridge.project, batch_size=8, learning_rate=0.003), say("Set"))
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    settle(qtbot, window)
    assert column(window, DIFFERS) == ["Batch size 8 · Learning rate 0.003", ""]
    asked = (RUN, DIFFERS, LOSS, GAP, PARAMETERS, SEED, TIME)
    assert all(table.columnWidth(number) >= table.sizeHintForColumn(number) for number in asked)
    assert sum(table.columnWidth(number) for number in asked) <= table.viewport().width()
