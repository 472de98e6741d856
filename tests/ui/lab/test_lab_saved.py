"""What the lab has measured is kept with the project's runs, and shown again after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

import samples
from netbuilder.cli import app
from netbuilder.experiments.saved.saved_experiments import SavedExperiment
from ui.lab.findings import Findings
from ui.lab.load_results import loaded_findings
from ui.shell.main_window import MainWindow

from .lab_parts import lab_on, measure, sweep

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "points.netb"
    path.write_bytes(samples.path("five_points").read_bytes())
    return path


def measured_by_the_command(file: Path, *options: object) -> None:
    """An experiment that the command line kept."""
    arguments = ["bias-variance", str(file), "--epochs", "3", "--resamples", "3", *map(str, options)]
    assert CliRunner().invoke(app, arguments).exit_code == 0


def test_what_the_command_measured_is_there_when_the_window_opens(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    measured_by_the_command(file, "--sweep", "dense_1.units=2,0,8")
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    qtbot.waitUntil(lambda: lab.board.isVisible() and lab.board.is_drawn)
    assert lab.board.fan.count == 3
    assert len(lab.board.sweep.test.getData()[0]) == 2
    assert lab.table.texts()[1][1] == "cannot be measured"
    assert lab.headline.text().startswith("Best ")
    assert "as it was" in lab.changed.text  # it had other epochs


def test_an_experiment_is_shown_again_after_a_restart(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    sweep(lab, "training.epochs", "2, 3")
    measure(qtbot, window, 3)
    said, legend = lab.table.texts(), lab.board.fan.legend.text()
    window.close()
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    qtbot.waitUntil(lambda: lab.table.texts() == said)
    assert not lab.changed.text
    assert lab.board.fan.count == 3
    assert lab.board.fan.legend.text() == legend


def test_the_value_seen_closely_is_the_last_one_that_could_be_measured(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    measured_by_the_command(file, "--sweep", "dense_1.units=8,2,0")
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    qtbot.waitUntil(lambda: len(lab.table.texts()) == 3 and lab.board.is_drawn)
    assert lab.board.titles["fan"].text().endswith("at 2")


def test_an_earlier_experiment_that_is_read_slowly_does_not_replace_the_one_measured_meanwhile(
    qtbot: QtBot, open_window: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured_by_the_command(file)
    window, read = open_window(), Event()

    def slowly(kept: SavedExperiment) -> Findings | None:
        assert read.wait(60)
        return loaded_findings(kept)

    monkeypatch.setattr("ui.lab.load_results.loaded_findings", slowly)
    window.files.open(file)
    window.views.lab.open()
    lab = measure(qtbot, window, 4)
    measured = window.views.lab.runner.findings
    read.set()
    qtbot.waitUntil(lambda: not window.views.lab.history.busy)
    assert window.views.lab.runner.findings is measured
    assert lab.board.fan.count == 4


def test_what_each_test_row_was_predicted_as_is_shown_again(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    file = tmp_path / "flowers.netb"
    file.write_bytes(samples.path("iris_15_rows").read_bytes())
    measured_by_the_command(file)
    window = open_window(file)
    window.views.lab.open()
    runner = window.views.lab.runner
    qtbot.waitUntil(lambda: runner.findings is not None)
    spread = runner.findings.settings[0].spread
    assert spread is not None
    assert (spread.high > spread.low).any()


def test_an_experiment_whose_hyperparameter_is_gone_is_shown_by_its_name(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    measured_by_the_command(file)
    measured_by_the_command(file, "--sweep", "dense_1.units=2,8")
    kept = file.with_suffix(".runs") / "bias-variance-2.json"
    kept.write_text(kept.read_text().replace('"knob":"dense_1.units"', '"knob":"gone_1.units"'))
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    qtbot.waitUntil(lambda: lab.earlier.count() == 2)
    qtbot.waitUntil(lambda: len(lab.table.texts()) == 2)
    assert lab.table.headerItem().text(0) == "gone_1.units"
    assert lab.earlier.itemText(0).startswith("2: gone_1.units, 2 values")
    assert lab.headline.text().startswith("Best at ")


def test_earlier_experiments_can_be_chosen(qtbot: QtBot, open_window: OpenWindow, file: Path) -> None:
    measured_by_the_command(file)
    measured_by_the_command(file, "--sweep", "dense_1.units=2,8")
    window = open_window(file)
    window.views.lab.open()
    lab = window.views.lab.window
    qtbot.waitUntil(lambda: lab.earlier.count() == 2)
    qtbot.waitUntil(lab.board.cards["sweep"].isVisible)
    assert lab.earlier.itemText(1).startswith("1: every epoch, 3 networks")
    lab.earlier.setCurrentIndex(1)
    lab.earlier.activated.emit(1)
    qtbot.waitUntil(lambda: not lab.board.cards["sweep"].isVisible())
    assert lab.table.texts()[-1][0].startswith("3 (last")


def test_experiments_of_a_project_without_a_file_move_beside_the_file_that_it_gets(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab_on(window, "iris_15_rows", epochs=2)
    lab = measure(qtbot, window, 3)
    said = lab.table.texts()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine.netb"), ""))
    assert window.files.save()
    there = sorted(path.name for path in (tmp_path / "mine.runs").iterdir())
    assert there == ["bias-variance-1.json", "bias-variance-1.safetensors"]
    window.files.open(tmp_path / "mine.netb")
    qtbot.waitUntil(lambda: window.views.lab.runner.findings is not None)
    assert lab.table.texts() == said
    assert lab.board.place.marks["variance"].isVisible()
