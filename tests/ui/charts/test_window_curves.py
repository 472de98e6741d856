"""The curves in the window: one training over the other, as a user compares them."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.conftest import OpenWindow
from ui.shell.main_window import MainWindow


def train(window: MainWindow, qtbot: QtBot, **settings: object) -> None:
    """Set something and train to the end."""
    changed = edits.set_training(window.bridge.project, epochs=12, **settings)  # type: ignore[arg-type]  any of them
    window.bridge.edit(changed, say("Set"))
    qtbot.waitUntil(lambda: not window.bridge.data.reading)
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


def test_a_run_of_other_data_is_never_laid_behind_as_the_one_before(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    table, path = tmp_path / "points.csv", tmp_path / "points.netb"
    table.write_text("x,y\n" + "".join(f"{n / 7},{n % 5}.5\n" for n in range(40)))
    project = edits.set_dataset(read(samples.path("line")), dataset_types()["csv"].parse({"path": str(table)}))
    write(path, edits.set_training(project, learning_rate=0.001))
    window = open_window(path)

    def behind() -> list[str]:
        return [e.words for e in window.views.curves.plot.key.entries if "previous" in e.words]

    train(window, qtbot)
    window.bridge.edit(edits.set_data(window.bridge.project, training_rows=9), say("Fewer rows"))
    train(window, qtbot)
    assert behind() == ["Run 1, the previous one"]  # the same rows validate
    window.bridge.edit(edits.set_data(window.bridge.project, split_seed=3), say("Split"))
    train(window, qtbot)
    assert behind() == []
    train(window, qtbot, weight_decay=0.1)
    assert behind() == ["Run 3, the previous one"]
    changed = table.read_text().replace(",4.5\n", ",40.5\n")
    with qtbot.waitSignal(window.bridge.data.told):
        table.write_text(changed)  # the settings of the project stay the same
    train(window, qtbot)
    assert behind() == []


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
