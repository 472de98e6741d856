"""The test rows in the window: opened once, after an explanation; said in a banner and a column of the runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.opened_test import read_opened
from tests.drawing import drawn
from ui.runs.run_columns import TEST
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A network trained on a project with twenty test rows."""
    layers = (("dense", {"units": 6}), ("relu", {}), ("dense", {"units": 2}))
    project = edits.set_data(drawn(*layers, rows=80, epochs=8), test=0.25)
    write(tmp_path / "moons.netb", project)
    opened = open_window(tmp_path / "moons.netb")
    train(qtbot, opened)
    return opened


def train(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()
    settle(qtbot, window)
    window.banners.clear()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not (window.final_score.busy or window.views.runs.busy or window.remedies.busy))


def answering(monkeypatch: pytest.MonkeyPatch, *, agree: bool) -> list[str]:
    """Click a button of every question. Returns what was explained."""
    asked = list[str]()

    def exec_(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        role = QMessageBox.ButtonRole.AcceptRole if agree else QMessageBox.ButtonRole.RejectRole
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return asked


def open_rows(qtbot: QtBot, window: MainWindow) -> list[str]:
    """By the action; returns what the banners say of it."""
    window.banners.clear()
    window.actions_["test_rows"].trigger()
    settle(qtbot, window)
    return [banner.text for banner in window.banners.shown()]


def shown(window: MainWindow) -> list[str]:
    """The column of test figures, from top to bottom; empty where it is hidden."""
    table = window.views.runs.table
    if table.isColumnHidden(TEST):
        return []
    return [table.runs.index(row, TEST).data() for row in range(table.runs.rowCount())]


def test_the_first_time_is_explained_and_the_figure_is_said_and_kept(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, agree=True)
    assert shown(window) == []
    (said,) = open_rows(qtbot, window)
    assert len(asked) == 1
    assert "no longer unbiased" in asked[0]
    run = window.runs.run
    assert run is not None
    kept = read_opened(run.path)
    assert kept is not None
    assert said.startswith(f"20 test rows, run 1 at its best epoch {run.best_epoch}: loss {kept.loss:.4g} ± ")
    assert "(± standard error). This is the figure to report. Balanced accuracy " in said
    assert "(recall of each class – 0: " in said
    assert "Always the largest class: accuracy 0." in said
    assert shown(window) == [f"{kept.value:.4g} ± {kept.value_error:.2g}"]
    hint = window.views.runs.table.runs.index(0, TEST).data(Qt.ItemDataRole.ToolTipRole)
    assert said.startswith(hint)
    assert hint.endswith("This is the figure to report.")
    again = open_rows(qtbot, window)
    assert len(asked) == 1
    assert "nothing was changed since it was first opened. Balanced accuracy" in again[0]


def test_who_thinks_better_of_it_opens_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, agree=False)
    assert open_rows(qtbot, window) == []
    assert len(asked) == 1
    assert window.runs.run is not None
    assert read_opened(window.runs.run.path) is None
    assert shown(window) == []


def test_after_another_training_it_is_said_that_the_figure_is_no_longer_unbiased(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, agree=True)
    open_rows(qtbot, window)
    changed = edits.set_training(window.bridge.project, learning_rate=0.05)
    window.bridge.edit(changed, say("Set the learning rate"))
    train(qtbot, window)
    assert [bool(text) for text in shown(window)] == [False, True]
    said = open_rows(qtbot, window)
    assert len(asked) == 1
    assert any("opened before, with run 1, so they have been used to choose" in text for text in said)
    assert all(re.fullmatch(r"[\d.]+ ± [\d.]+", text) for text in shown(window))


def test_a_run_without_test_rows_says_so_and_asks_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, agree=True)
    window.bridge.edit(edits.set_data(window.bridge.project, test=0.0), say("No test rows"))
    train(qtbot, window)
    (said,) = open_rows(qtbot, window)
    assert said.startswith("Run 2 was trained without test rows.")
    assert asked == []


def test_an_earlier_run_is_scored_from_the_table(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, agree=True)
    train(qtbot, window)
    panel = window.views.runs
    panel.table.setCurrentIndex(panel.table.runs.index(1, 0))
    assert panel.run_actions["test"].isEnabled()
    panel.run_actions["test"].trigger()
    settle(qtbot, window)
    assert [bool(text) for text in shown(window)] == [False, True]
