"""Which run the window speaks of: its own, named, and marked where it is of another drawing or other data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.errors import FileError
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs import recording
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.progress import EpochDone
from netbuilder.training.trainer import Training
from tests.forking.forked import Forked
from tests.patience import PROGRAM_SECONDS
from tests.programs import running
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "moons.netb"
    path.write_bytes(samples.path(samples.OPENED_FIRST).read_bytes())
    return path


def train(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=epochs), say("Set epochs"))
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    settle(qtbot, window)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """The table has read the runs."""
    qtbot.waitUntil(lambda: not window.views.runs.busy)


def test_what_cannot_be_kept_is_said_in_banners(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    file.with_suffix(".runs").write_text("in the way")
    train(qtbot, window, epochs=3)
    said = [(banner.mood, banner.text) for banner in window.banners.shown() if "written" in banner.text]
    assert [mood for mood, _ in said] == ["warning", "warning"]
    assert any("cannot be written to “moons.runs”" in text for _, text in said)
    assert any("Nothing of this run could be written" in text for _, text in said)


def test_on_a_full_disk_the_curves_of_the_run_stay(
    qtbot: QtBot, open_window: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise FileError("“{file}” could not be written: the disk is full.", file=path.name)

    monkeypatch.setattr(recording, "write_regular", full)
    window = open_window(file)
    train(qtbot, window, epochs=3)
    assert any("Nothing of this run could be written" in banner.text for banner in window.banners.shown())
    assert window.runs.run is None
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) == 3)
    assert window.views.runs.model.rowCount() == 0


def cell(window: MainWindow, row: int, column: int = 0, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    """What a cell of the table says."""
    model = window.views.runs.model
    return str(model.index(row, column).data(role))


def choose(window: MainWindow, number: int) -> None:
    """Turn to a run in the table by the keyboard."""
    table = window.views.runs.table
    while window.views.runs.chosen is None or window.views.runs.chosen.number != number:
        QTest.keyClick(table, Qt.Key.Key_Down)


def test_table_curves_status_and_sentences_are_of_one_run(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    read_out, runs = window.views.curves.read_out, window.views.runs
    train(qtbot, window, 60)
    train(qtbot, window, 3)
    assert runs.chosen is not None
    assert runs.chosen.number == 2
    assert window.banners.shown()[0].text.startswith("Run 2")
    assert read_out.toolTip().startswith("Run 2 · Epoch 3:")
    choose(window, 1)
    assert read_out.toolTip().startswith("Run 1 · Epoch 60:")
    QTest.mouseClick(runs.best_button, Qt.MouseButton.LeftButton)
    assert window.runs.run is not None
    best = window.runs.run.best_epoch
    assert f"epoch {best} of run 1" in window.banners.shown()[0].text
    assert window.status.weights.text() == f"run 1, best epoch {best}"
    assert read_out.toolTip().startswith(f"Run 1 · Epoch {best}:")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Restored to" in cell(window, 1, role=TIP))
    assert "Restored to" not in cell(window, 0, role=TIP)
    assert runs.chosen.number == 1


def test_while_it_trains_the_run_is_named_and_selected(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    train(qtbot, window, 2)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    with qtbot.waitSignal(window.worker.started):
        window.runs.train()
    assert window.status.weights.text() == "run 2"
    qtbot.waitUntil(lambda: window.views.runs.chosen is not None and window.views.runs.chosen.number == 2)
    assert cell(window, 0) == "2 · training"
    assert not window.views.runs.best_button.isEnabled()
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()


def test_a_run_of_another_drawing_or_of_other_data_is_marked(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    train(qtbot, window, 3)
    node = next(n.id for n in window.bridge.project.graph.nodes.values() if "units" in n.layer.values())
    window.bridge.edit(edits.set_parameter(window.bridge.project, node, "units", 3), say("Set units"))
    qtbot.waitUntil(lambda: cell(window, 0) == "1 ≠")
    assert "another network" in cell(window, 0, role=TIP)
    assert "another network" in cell(window, 0, role=Qt.ItemDataRole.AccessibleTextRole)
    read_out = window.views.curves.read_out
    assert read_out.toolTip().startswith("Run 1 (another network) · Epoch 3:")
    read_out.resize(read_out.fontMetrics().horizontalAdvance("Run 1 ≠ · 3: 0.12 · 0.12 ."), read_out.height())
    assert read_out.text().startswith("Run 1 ≠ · 3: ")
    other = edits.set_dataset(window.bridge.project, dataset_types()["iris"]())
    window.bridge.edit(other, say("Choose data"))
    qtbot.waitUntil(lambda: "another network, other data" in window.views.curves.read_out.toolTip())
    window.runs.restore()
    assert window.banners.shown()[0].mood == "error"
    assert window.runs.run is not None
    assert not window.runs.run.restored
    assert window.files.save()
    window.close()
    again = open_window(file)
    qtbot.waitUntil(lambda: "another network, other data" in again.views.curves.read_out.toolTip())
    again.bridge.edit(window.runs.run.project, say("As in the run"))
    qtbot.waitUntil(lambda: again.views.curves.read_out.toolTip().startswith("Run 1 · Epoch 3:"))


@pytest.mark.look
def test_the_read_out_keeps_the_validation_number_however_narrow(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = open_window(file)
    train(qtbot, window, 3)
    read_out = window.views.curves.read_out
    last = read_out.toolTip().split()[-1]
    for width in (600, 360, 200, 130):
        read_out.resize(width, read_out.height())
        assert read_out.text().endswith(last)
        assert read_out.fontMetrics().horizontalAdvance(read_out.text()) <= width
    named = read_out.toolTip().partition("Epoch ")[2]
    read_out.resize(read_out.fontMetrics().horizontalAdvance(named) + 2, read_out.height())
    assert read_out.text() == named, "what the numbers are is left out last"


def test_a_training_out_of_patience_names_its_best_epoch_once(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = open_window(file)
    window.bridge.edit(edits.set_training(window.bridge.project, patience=2, learning_rate=0.3), say("Set patience"))
    train(qtbot, window, 900)
    text = window.banners.shown()[0].text
    assert window.runs.run is not None
    assert window.runs.run.reason == "early stopping"
    assert text.count("Best epoch") == 1
    assert text.lower().count(f"epoch {window.runs.run.best_epoch}:") == 1


def test_the_key_that_pauses_also_goes_on(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    with qtbot.waitSignal(window.worker.progressed):
        window.runs.train()
    for state in ("paused", "running", "paused"):
        QTest.keyClick(window, Qt.Key.Key_F6)
        assert window.worker.state == state
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()


def test_a_continued_run_says_from_which(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    train(qtbot, window, 2)
    with qtbot.waitSignal(window.worker.finished):
        window.runs.go_on()
    settle(qtbot, window)
    assert "Continued from run 1." in cell(window, 0, role=TIP)


def test_a_live_run_of_another_program_is_not_taken_for_ones_own(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = open_window(file)
    command = [sys.executable, "-m", "netbuilder", "train", str(file), "--epochs", "1000000"]
    with running(command, by=Forked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        folder = runs_folder(file)
        begun = lambda: any(run.under_way and run.records for run in folder.runs())  # noqa: E731
        qtbot.waitUntil(begun, timeout=int(1000 * PROGRAM_SECONDS))
        assert window.files.open(file)
        assert window.runs.run is None
        list(record(Training(edits.set_training(window.bridge.project, epochs=2)), folder))
        train(qtbot, window, 4)
    assert window.runs.run is not None
    assert window.runs.run.number == 3
    assert len(window.runs.run.records) == 4
    assert window.banners.shown()[0].text.startswith("Run 3: Training is complete.")


def test_of_a_run_that_was_cut_off_the_window_shows_the_weights_that_there_are(
    qtbot: QtBot, open_window: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "HISTORY_SECONDS", 0.0)
    cut, folder = file.with_name("cut.netb"), runs_folder(file)
    cut.write_bytes(file.read_bytes())
    for progress in record(Training(edits.set_training(read(file), epochs=80)), folder):
        if isinstance(progress, EpochDone) and progress.record.epoch == 70:
            shutil.copytree(folder.path, runs_folder(cut).path)  # what a killed program leaves
    window = open_window(cut)
    settle(qtbot, window)
    qtbot.waitUntil(
        lambda: (
            window.views.predictions.displayed is not None
            and window.views.predictions.displayed.predictions is not None
        )
    )
    assert window.views.predictions.displayed is not None
    assert window.views.predictions.displayed.epoch == 1
    assert window.status.weights.text() == "run 1, epoch 1"
    assert window.views.curves.read_out.toolTip().startswith("Run 1 · Epoch 1:")
    assert "interrupted in epoch 70" in window.banners.shown()[0].text
    strip = window.views.diagnosis
    qtbot.waitUntil(lambda: bool(strip.offers))
    assert strip.chip.state == "overfitting"
    assert not any(offer.name.startswith("Restore") for offer in strip.offers)
    assert not window.runs.can_restore


def test_undo_by_the_keyboard_leaves_one_run_selected_and_timed(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = open_window(file)
    qtbot.waitExposed(window)
    train(qtbot, window, 3)
    train(qtbot, window, 2)
    runs = window.views.runs
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # held by the system too
    qtbot.waitUntil(lambda: runs.chosen is not None and runs.chosen.number == 1)
    settle(qtbot, window)
    assert window.status.epoch.text().startswith("3 epochs in ")  # and not for how long the second took
    assert [entry.number for entry in runs.table.selected()] == [1]
    assert runs.load_button.isEnabled()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
