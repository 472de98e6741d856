"""The curves in the window: one training over the other, as a user compares them."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.conftest import OpenWindow
from ui.shell.main_window import MainWindow


def train(window: MainWindow, qtbot: QtBot, **settings: object) -> None:
    """Set something and train to the end."""
    changed = edits.set_training(window.bridge.project, epochs=12, **settings)  # type: ignore[arg-type]  any of them
    window.bridge.edit(changed, say("Set"))
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()


def test_a_second_training_lies_over_the_first_and_both_are_saved(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    window = open_window(path)
    curves = window.views.curves
    train(window, qtbot)
    first = list(curves.validation_points()[1])
    train(window, qtbot, weight_decay=0.5)
    assert list(curves.validation_points()[1]) != first
    assert "Run 1, the previous one" in [entry.words for entry in curves.plot.key.entries]
    curves.save(tmp_path / "curves.csv")
    rows = list(csv.DictReader((tmp_path / "curves.csv").read_text().splitlines()))
    assert [row["run"] for row in rows] == ["2"] * 12 + ["1"] * 12
    assert [float(row["validation_loss"]) for row in rows[12:]] == first
    assert not [row for row in rows if row["run"] == ""]


def test_an_epoch_clicked_at_in_the_chart_is_read_out(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "line.netb"
    path.write_bytes(samples.path("line").read_bytes())
    window = open_window(path)
    curves = window.views.curves
    train(window, qtbot)
    place = QPoint(round(curves.plot.x_of(5)), curves.plot.height() // 2)
    with qtbot.waitSignal(curves.epoch_wanted) as wanted:
        QTest.mouseClick(curves.plot, Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [5]
    assert "Epoch 5:" in curves.read_out.toolTip()
