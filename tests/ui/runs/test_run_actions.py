"""What is done with the runs of the table: pin, name, delete, lay over, load back, save."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.folder import RunsFolder, runs_folder
from netbuilder.runs.notes import Notes
from netbuilder.runs.run_lock import RunLock
from ui.shell.main_window import MainWindow

from .table_parts import (
    DIFFERS,
    PARAMETERS,
    RUN,
    SEED,
    TIME,
    OpenWindow,
    answer,
    choose,
    column,
    key,
    legend,
    settle,
    sort_by,
)


def test_a_pinned_run_stays_on_top_however_the_table_is_sorted(qtbot: QtBot, opened: MainWindow) -> None:
    choose(opened, 2)
    key(opened, Qt.Key.Key_P)
    settle(qtbot, opened)
    assert column(opened, RUN)[0] == "2 ≠"
    for number in (RUN, PARAMETERS, PARAMETERS, SEED, TIME):
        sort_by(opened, number)
        assert column(opened, RUN)[0] == "2 ≠"
    assert opened.views.runs.chosen is not None
    assert opened.views.runs.chosen.number == 2
    key(opened, Qt.Key.Key_P)
    settle(qtbot, opened)
    sort_by(opened, RUN)
    assert column(opened, RUN) == ["1", "2 ≠", "3", "4"]


def test_a_name_typed_after_f2_is_kept(qtbot: QtBot, opened: MainWindow, open_window: OpenWindow, file: Path) -> None:
    choose(opened, 3)
    key(opened, Qt.Key.Key_F2)
    editor = opened.views.runs.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "gentle")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(opened, RUN)[1] == "3 · gentle")
    assert opened.runs.run is not None
    assert opened.runs.run.number == 4, "Enter ends the typing and does no more"
    again = open_window(file)
    settle(qtbot, again)
    assert column(again, RUN)[1] == "3 · gentle"
    assert runs_folder(file).runs()[2].notes == Notes(name="gentle")


def test_a_name_is_typed_on_while_runs_come_and_go(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    choose(opened, 3)
    key(opened, Qt.Key.Key_F2)
    editor = opened.views.runs.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "gen")
    shutil.copytree(runs_folder(file).path / "1", runs_folder(file).path / "5")
    opened.bridge.set_runs(opened.bridge.runs)
    settle(qtbot, opened)
    opened.choose_theme("dark")
    QTest.keyClicks(editor, "tle")
    assert editor.text() == "gentle"
    assert len(column(opened, RUN)) == 4
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: column(opened, RUN)[:3] == ["5", "4", "3 · gentle"])


def test_delete_asks_once_and_then_the_run_is_gone(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    choose(opened, 1)
    asked = answer("Cancel")
    key(opened, Qt.Key.Key_Delete)
    assert asked == ["Delete run 1?"]
    assert len(column(opened, RUN)) == 4
    choose(opened, 1, 3)
    asked = answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    assert asked == ["Delete 2 runs?"]
    settle(qtbot, opened)
    assert column(opened, RUN) == ["4", "2 ≠"]
    assert sorted(path.name for path in runs_folder(file).path.iterdir()) == [".numbered", "2", "4"]
    assert opened.bridge.project.graph.nodes


def test_the_curves_of_a_deleted_run_are_gone_with_it(qtbot: QtBot, opened: MainWindow) -> None:
    choose(opened, 2)
    assert opened.views.curves.read_out.toolTip().startswith("Run 2")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.views.runs.chosen is not None
    assert opened.views.curves.read_out.toolTip().startswith(f"Run {opened.views.runs.chosen.number} ")
    choose(opened, 1)
    key(opened, Qt.Key.Key_Space)
    QTest.keySequence(opened.views.runs.table, "Ctrl+A")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.runs.run is None
    assert opened.views.runs.empty.isVisible()
    assert opened.views.curves.empty.isVisible()


def test_the_weights_of_a_deleted_run_are_no_longer_the_networks(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    assert opened.runs.run is not None
    assert opened.runs.run.number == 4
    choose(opened, 4)
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.runs.run.number == 3
    assert opened.status.weights.text() == "run 3, epoch 10"
    assert RunsFolder(runs_folder(file).path).create().name == "5"


def test_a_run_that_is_being_written_cannot_be_deleted(qtbot: QtBot, opened: MainWindow, file: Path) -> None:
    choose(opened, 2)
    hold = RunLock(file.with_name("moons.runs") / "2")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    hold.release()
    assert "Run 2 is being written" in opened.banners.shown()[0].text
    assert len(column(opened, RUN)) == 4


def test_space_lays_runs_over_the_curves_and_takes_them_away(qtbot: QtBot, opened: MainWindow) -> None:
    choose(opened, 2, 3)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert [words for words in legend(opened) if words in ("Run 1", "Run 2", "Run 3")] == ["Run 3", "Run 2"]
    model = opened.views.runs.model
    ticks = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(4)]
    assert ticks == [Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    choose(opened, 3)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert "Run 3" not in legend(opened)
    assert "Run 2" in legend(opened)


def test_enter_brings_a_run_back_into_the_drawing_as_one_edit(qtbot: QtBot, opened: MainWindow) -> None:
    before = opened.bridge.project
    choose(opened, 2)
    key(opened, Qt.Key.Key_Return)
    settle(qtbot, opened)
    run = opened.runs.run
    assert run is not None
    assert run.number == 2
    assert run.project is not None
    assert opened.bridge.project.graph == run.project.graph
    assert opened.bridge.project.training.epochs == 9
    assert opened.bridge.project.notes == before.notes
    assert opened.status.weights.text() == "run 2, epoch 9"
    assert column(opened, RUN) == ["4 ≠", "3 ≠", "2", "1 ≠"]
    opened.bridge.document.undo()
    assert opened.bridge.project is before
    assert opened.bridge.document.undo_label is None


def test_the_table_is_saved_with_all_its_numbers(
    opened: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.views.runs.run_actions["export"].trigger()
    with target.with_suffix(".csv").open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    runs = runs_folder(file).runs()[::-1]
    assert [line["run"] for line in lines] == ["4", "3", "2", "1"]
    assert [float(line["final_validation_loss"]) for line in lines] == [run.records[-1].validation_loss for run in runs]
    assert [line["differs"] for line in lines] == column(opened, DIFFERS)


def test_while_it_trains_nothing_harmful_is_offered(qtbot: QtBot, opened: MainWindow) -> None:
    choose(opened, 2)
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=100_000), say("Set"))
    with qtbot.waitSignal(opened.worker.progressed):
        opened.runs.train()
    settle(qtbot, opened)
    project = opened.bridge.project
    choose(opened, 2)
    offered = {name: action.isEnabled() for name, action in opened.views.runs.run_actions.items()}
    assert not any(offered[name] for name in ("load", "continue", "best", "delete"))
    assert all(offered[name] for name in ("overlay", "rename", "pin", "export"))
    for which in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        key(opened, which)
    assert opened.bridge.project is project
    with qtbot.waitSignal(opened.worker.finished):
        opened.worker.stop()


def test_a_run_laid_over_the_curves_is_called_as_the_user_calls_it(qtbot: QtBot, opened: MainWindow) -> None:
    choose(opened, 2)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert "Run 2" in legend(opened)
    entry = next(entry for entry in opened.views.runs.model.ticked_entries())
    opened.views.runs.keeping.rename(entry, "narrow")
    settle(qtbot, opened)
    assert "Run 2 · narrow" in legend(opened)
    opened.views.runs.keeping.rename(entry, "with a name that is far too long for the key")
    settle(qtbot, opened)
    assert "Run 2 · with a name that is far…" in legend(opened)
