"""The table of runs in the window: sort, pin, name, delete, overlay, load, repeat, save; and runs that are damaged."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder import edits
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project import Project
from netbuilder.training import entries as reading
from netbuilder.training.notes import NOTES, Notes, write_notes
from netbuilder.training.occupied import Hold
from netbuilder.training.recording import record
from netbuilder.training.runs import RunsFolder, runs_folder
from netbuilder.training.trainer import Training
from ui.window import Window

OpenWindow = Callable[..., Window]
LEFT = Qt.MouseButton.LeftButton
DISPLAY, TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
RUN, DIFFERS, LOSS, GAP, PARAMETERS, EPOCHS, SEED, TIME = range(8)


def units(project: Project, number: int) -> Project:
    node = next(n.id for n in project.graph.nodes.values() if "units" in n.layer.values())
    return edits.set_parameter(project, node, "units", number)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A project with four runs: as it is (9 epochs), narrow, with weight decay and 10 epochs, with seed 3."""
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path(samples.OPENED_FIRST).read_bytes())
    base = edits.set_training(read(path), epochs=9, device="cpu")
    for project in (
        base,
        units(base, 16),
        edits.set_training(base, weight_decay=0.01, epochs=10),
        edits.set_training(base, seed=3),
    ):
        list(record(Training(project), runs_folder(path)))
    return path


@pytest.fixture
def opened(qtbot: QtBot, open_window: OpenWindow, file: Path) -> Window:
    """The window on that project, with the table in front."""
    window = open_window(file)
    runs = window.panes.runs
    for tabs in window.findChildren(QTabWidget):
        if tabs.indexOf(runs) >= 0:
            tabs.setCurrentWidget(runs)
    settle(qtbot, window)
    runs.table.setFocus()
    return window


def settle(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.panes.runs.busy)


def column(window: Window, number: int) -> list[str]:
    """What the cells of a column say, from the top."""
    model = window.panes.runs.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def choose(window: Window, *numbers: int) -> None:
    """Click on these runs, the further ones with Ctrl."""
    table, model = window.panes.runs.table, window.panes.runs.model
    assert window.bridge.runs is not None
    for place, number in enumerate(numbers):
        index = model.find(window.bridge.runs.path / str(number)).siblingAtColumn(DIFFERS)
        table.scrollTo(index)
        control = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(table.viewport(), LEFT, control, table.visualRect(index).center())


def key(window: Window, which: Qt.Key) -> None:
    QTest.keyClick(window.panes.runs.table, which)


def sort_by(window: Window, number: int) -> None:
    """Click on the head of a column."""
    header = window.panes.runs.table.header()
    place = QPoint(header.sectionViewportPosition(number) + header.sectionSize(number) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=place)


def answer(text: str) -> list[str]:
    """Press this button in the next question. Returns what was asked, once it was."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        QTest.mouseClick(next(b for b in box.findChildren(QPushButton) if b.text().strip("&") == text), LEFT)

    QTimer.singleShot(100, press)
    return asked


def legend(window: Window) -> list[str]:
    """What the chart names."""
    return [entry.words for entry in window.panes.curves.plot.key.entries]


def test_a_line_says_in_what_its_run_differs_and_what_it_came_to(opened: Window, file: Path) -> None:
    runs = runs_folder(file).runs()
    assert column(opened, RUN) == ["4", "3", "2 ≠", "1"]
    assert column(opened, DIFFERS) == [
        "Seed 3",
        "Epochs 10 · Weight decay 0.01",
        "Dense: 256 units → 16 units",
        "",
    ]
    assert column(opened, PARAMETERS) == ["1,282", "1,282", "82", "1,282"]
    assert column(opened, EPOCHS) == ["9", "10", "9", "9"]
    assert column(opened, SEED) == ["3", "0", "0", "0"]
    last = runs[0].records[-1]
    assert column(opened, GAP)[3] == f"{last.validation_loss - last.train_loss:.4g}"
    best = min(runs[0].records, key=lambda record: record.validation_loss)
    assert column(opened, LOSS)[3] == f"{best.validation_loss:.4g} (epoch {best.epoch})"


def test_columns_sort_numbers_as_numbers(opened: Window) -> None:
    for number in (PARAMETERS, EPOCHS, LOSS):
        sort_by(opened, number)
        values = [float(text.split()[0].replace(",", "")) for text in column(opened, number)]
        assert values == sorted(values)
        sort_by(opened, number)
        assert [float(text.split()[0].replace(",", "")) for text in column(opened, number)] == values[::-1]


def test_a_pinned_run_stays_on_top_however_the_table_is_sorted(qtbot: QtBot, opened: Window) -> None:
    choose(opened, 2)
    key(opened, Qt.Key.Key_P)
    settle(qtbot, opened)
    assert column(opened, RUN)[0] == "2 ≠"
    for number in (RUN, PARAMETERS, PARAMETERS, SEED, TIME):
        sort_by(opened, number)
        assert column(opened, RUN)[0] == "2 ≠"
    assert opened.panes.runs.chosen is not None
    assert opened.panes.runs.chosen.number == 2
    key(opened, Qt.Key.Key_P)
    settle(qtbot, opened)
    sort_by(opened, RUN)
    assert column(opened, RUN) == ["1", "2 ≠", "3", "4"]


def test_a_name_typed_after_f2_is_kept(qtbot: QtBot, opened: Window, open_window: OpenWindow, file: Path) -> None:
    choose(opened, 3)
    key(opened, Qt.Key.Key_F2)
    editor = opened.panes.runs.table.findChild(QLineEdit)
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


def test_a_name_is_typed_on_while_runs_come_and_go(qtbot: QtBot, opened: Window, file: Path) -> None:
    choose(opened, 3)
    key(opened, Qt.Key.Key_F2)
    editor = opened.panes.runs.table.findChild(QLineEdit)
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


def test_delete_asks_once_and_then_the_run_is_gone(qtbot: QtBot, opened: Window, file: Path) -> None:
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


def test_the_curves_of_a_deleted_run_are_gone_with_it(qtbot: QtBot, opened: Window) -> None:
    choose(opened, 2)
    assert opened.panes.curves.read_out.toolTip().startswith("Run 2")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.panes.runs.chosen is not None
    assert opened.panes.curves.read_out.toolTip().startswith(f"Run {opened.panes.runs.chosen.number} ")
    choose(opened, 1)
    key(opened, Qt.Key.Key_Space)
    QTest.keySequence(opened.panes.runs.table, "Ctrl+A")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.runs.run is None
    assert opened.panes.runs.empty.isVisible()
    assert opened.panes.curves.empty.isVisible()


def test_the_weights_of_a_deleted_run_are_no_longer_the_networks(qtbot: QtBot, opened: Window, file: Path) -> None:
    assert opened.runs.run is not None
    assert opened.runs.run.number == 4
    choose(opened, 4)
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    assert opened.runs.run.number == 3
    assert opened.status.weights.text() == "run 3, epoch 10"
    assert RunsFolder(runs_folder(file).path).create().name == "5"


def test_a_run_that_is_being_written_cannot_be_deleted(qtbot: QtBot, opened: Window, file: Path) -> None:
    choose(opened, 2)
    hold = Hold(file.with_name("moons.runs") / "2")
    answer("Delete")
    key(opened, Qt.Key.Key_Delete)
    settle(qtbot, opened)
    hold.release()
    assert "Run 2 is being written" in opened.banners.shown()[0].text
    assert len(column(opened, RUN)) == 4


def test_space_lays_runs_over_the_curves_and_takes_them_away(qtbot: QtBot, opened: Window) -> None:
    choose(opened, 2, 3)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert [words for words in legend(opened) if words in ("Run 1", "Run 2", "Run 3")] == ["Run 3", "Run 2"]
    model = opened.panes.runs.model
    ticks = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(4)]
    assert ticks == [Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.Checked, Qt.CheckState.Unchecked]
    choose(opened, 3)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert "Run 3" not in legend(opened)
    assert "Run 2" in legend(opened)


def test_enter_brings_a_run_back_into_the_drawing_as_one_edit(qtbot: QtBot, opened: Window) -> None:
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
    opened: Window, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "table"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.panes.runs.deeds["export"].trigger()
    with target.with_suffix(".csv").open(encoding="utf-8", newline="") as text:
        lines = list(csv.DictReader(text))
    runs = runs_folder(file).runs()[::-1]
    assert [line["run"] for line in lines] == ["4", "3", "2", "1"]
    assert [float(line["final_validation_loss"]) for line in lines] == [run.records[-1].validation_loss for run in runs]
    assert [line["differs"] for line in lines] == column(opened, DIFFERS)


def test_repeats_are_one_row_and_a_band_and_said_in_a_sentence(qtbot: QtBot, opened: Window, file: Path) -> None:
    panel = opened.panes.runs
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=40, seed=5), say("Set"))
    with qtbot.waitSignal(opened.worker.finished, timeout=60_000):
        panel.repeat_button.menu().actions()[0].trigger()
        qtbot.waitUntil(lambda: panel.progress.words.text() == "Seed 2 of 4", timeout=30_000)
        assert panel.progress.isVisible()
        assert not panel.repeat_button.isVisible()
        assert not panel.deeds["delete"].isEnabled()
    settle(qtbot, opened)
    assert len(opened.worker.ended) == 4
    assert not panel.progress.isVisible()
    runs = runs_folder(file).runs()[4:]
    assert [run.project.training.seed for run in runs if run.project is not None] == [5, 6, 7, 8]
    assert [len(run.records) for run in runs] == [40] * 4
    assert column(opened, RUN) == ["4 seeds", "4", "3", "2 ≠", "1"]
    ends = [run.records[-1].validation_loss for run in runs]
    assert f"ends at {sum(ends) / 4:.3g} ±" in column(opened, DIFFERS)[0]
    assert column(opened, SEED)[0] == "5–8"
    assert opened.banners.shown()[0].text.startswith("Over 4 seeds validation loss is ")
    assert any(words.startswith("4 runs") for words in legend(opened))
    key(opened, Qt.Key.Key_Down)
    settle(qtbot, opened)
    assert not any(words.startswith("4 runs") for words in legend(opened))
    assert len(opened.bridge.project.graph.nodes) == 5


def test_repeats_stop_at_once_and_keep_what_they_have(qtbot: QtBot, opened: Window, file: Path) -> None:
    panel = opened.panes.runs
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=100_000), say("Set"))
    with qtbot.waitSignal(opened.worker.progressed, timeout=60_000):
        panel.repeat_button.menu().actions()[1].trigger()
    with qtbot.waitSignal(opened.worker.finished, timeout=5_000):
        QTest.mouseClick(panel.progress.stop, LEFT)
    settle(qtbot, opened)
    assert len(runs_folder(file).runs()) == 5
    assert opened.banners.shown()[0].text.startswith("Stopped in seed 1 of 8. No seed has")


def test_while_it_trains_nothing_harmful_is_offered(qtbot: QtBot, opened: Window) -> None:
    choose(opened, 2)
    opened.bridge.edit(edits.set_training(opened.bridge.project, epochs=100_000), say("Set"))
    with qtbot.waitSignal(opened.worker.progressed, timeout=60_000):
        opened.runs.train()
    settle(qtbot, opened)
    project = opened.bridge.project
    choose(opened, 2)
    offered = {name: action.isEnabled() for name, action in opened.panes.runs.deeds.items()}
    assert not any(offered[name] for name in ("load", "continue", "best", "delete"))
    assert all(offered[name] for name in ("overlay", "rename", "pin", "export"))
    for which in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        key(opened, which)
    assert opened.bridge.project is project
    with qtbot.waitSignal(opened.worker.finished, timeout=60_000):
        opened.worker.stop()


def test_what_is_damaged_or_foreign_is_said_and_not_fatal(qtbot: QtBot, opened: Window, file: Path) -> None:
    folder = runs_folder(file).path
    (folder / "1" / "history.csv").write_text("nonsense")
    (folder / "2" / NOTES).write_text("{")
    (folder / "3" / "settings.json").write_text("[]")
    (folder / "holiday pictures").mkdir()
    opened.bridge.set_runs(opened.bridge.runs)
    settle(qtbot, opened)
    assert column(opened, RUN) == ["4", "3", "2 ≠", "1", "holiday pictures"]
    assert column(opened, DIFFERS)[1] == column(opened, DIFFERS)[4] == "cannot be read"
    model = opened.panes.runs.model
    assert "“notes.json” is damaged" in model.index(2, 0).data(TIP)
    QTest.keyClick(opened.panes.runs.table, Qt.Key.Key_End)
    assert not opened.panes.runs.deeds["delete"].isEnabled()
    choose(opened, 1)
    key(opened, Qt.Key.Key_Return)
    assert "history.csv" in opened.banners.shown()[0].text


def test_a_run_deleted_meanwhile_is_said_to_be_gone(qtbot: QtBot, opened: Window, file: Path) -> None:
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

    def counted(where: RunsFolder, path: Path) -> reading.Entry:
        looked.append(path.name)
        return entry(where, path)

    monkeypatch.setattr(reading, "_entry", counted)
    monkeypatch.setattr(reading, "history", None)  # what a run has come to is known without its history
    window = open_window(file)
    qtbot.waitUntil(lambda: window.panes.runs.model.rowCount() == 300, timeout=30_000)
    settle(qtbot, window)
    looked.clear()
    write_notes(folder / "9", Notes(name="nine"))
    window.bridge.set_runs(window.bridge.runs)
    settle(qtbot, window)
    assert looked == ["9"]
    assert column(window, RUN)[:3] == ["7", "300", "299"]


def test_a_run_laid_over_the_curves_is_called_as_the_person_calls_it(qtbot: QtBot, opened: Window) -> None:
    choose(opened, 2)
    key(opened, Qt.Key.Key_Space)
    settle(qtbot, opened)
    choose(opened, 4)
    assert "Run 2" in legend(opened)
    entry = next(entry for entry in opened.panes.runs.model.ticked_entries())
    opened.panes.runs.keeping.rename(entry, "narrow")
    settle(qtbot, opened)
    assert "Run 2 · narrow" in legend(opened)
    opened.panes.runs.keeping.rename(entry, "with a name that is far too long for the key")
    settle(qtbot, opened)
    assert "Run 2 · with a name that is far…" in legend(opened)


def test_the_first_three_columns_are_whole_once_the_first_run_has_ended(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path(samples.OPENED_FIRST).read_bytes())
    window = open_window(path)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=60, device="cpu"), say("Set epochs"))
    runs, table = window.panes.runs, window.panes.runs.table
    window.panes.results.setCurrentWidget(runs)
    window.resizeDocks([window.panels["results"]], [600], Qt.Orientation.Horizontal)
    with qtbot.waitSignal(window.worker.finished, timeout=20_000):
        window.runs.train()
    settle(qtbot, window)
    assert "(epoch " in runs.model.index(0, LOSS).data(DISPLAY)
    assert all(table.columnWidth(number) >= table.sizeHintForColumn(number) for number in (RUN, LOSS))
    assert sum(table.columnWidth(number) for number in (RUN, DIFFERS, LOSS)) <= table.viewport().width()
