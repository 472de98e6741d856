"""What is marked on the curves: where overfitting sets in, the time cursor, seams, and words that stand clear."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netbuilder.project import edits
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record as recorded
from netbuilder.shapes.check import check
from netbuilder.training.baseline import Turn
from netbuilder.training.trainer import Training
from ui.charts.curves import Curves
from ui.charts.plot.marker_labels import Mark, places
from ui.charts.plot.plot_scale import Scale
from ui.project.bridge import Bridge
from ui.theme.themes import LIGHT
from ui.training.worker import Worker

from .curve_parts import at, colours_of, drag, feed, marked, record

pytestmark = pytest.mark.look


def test_the_region_of_overfitting_is_tinted_and_named(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    plain = colours_of(curves, (70, 90))
    curves.tint(Turn(60))
    assert (60, "overfitting since epoch ≈ 60") in marked(curves)
    assert colours_of(curves, (70, 90)) - plain
    curves.tint(None)
    assert colours_of(curves, (70, 90)) == plain
    curves.tint(Turn(curves.best_epoch()))
    assert (curves.best_epoch(), f"overfitting since epoch {curves.best_epoch()}") in marked(curves)
    feed(worker, [record(1)])
    assert "overfitting" not in str(marked(curves))


def test_the_time_cursor_stands_where_it_is_told_and_the_values_are_those_of_its_epoch(
    qtbot: QtBot, curves: Curves, worker: Worker
) -> None:
    curves.resize(1000, curves.height())  # room for the longest form of the values, whatever the style
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    assert LIGHT.accent not in colours_of(curves, (38, 42))
    curves.look_at(40)
    assert LIGHT.accent in colours_of(curves, (38, 42))
    qtbot.waitUntil(lambda: curves.read_out.text().startswith("Epoch 40:"))
    curves.look_at(None)
    assert LIGHT.accent not in colours_of(curves, (38, 42))
    qtbot.waitUntil(lambda: curves.read_out.text().startswith("Epoch 100:"))


def test_a_click_and_enter_want_an_epoch_and_a_drag_does_not(curves: Curves, worker: Worker, qtbot: QtBot) -> None:
    wanted: list[int] = []
    curves.epoch_wanted.connect(wanted.append)
    QTest.mouseClick(curves.plot, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))
    assert wanted == []
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    QTest.mouseClick(curves.plot, Qt.MouseButton.LeftButton, pos=at(curves, 40))
    assert wanted == [40]
    QTest.keyClick(curves.plot, Qt.Key.Key_Home)
    QTest.keyClick(curves.plot, Qt.Key.Key_Right)
    QTest.keyClick(curves.plot, Qt.Key.Key_Return)
    assert wanted == [40, 2]
    curves.plot.see(20, 60)
    drag(curves, 40, 30)
    assert wanted == [40, 2]


def test_a_continued_run_has_a_seam_where_the_earlier_one_ended(
    curves: Curves, bridge: Bridge, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    list(recorded(Training(edits.set_training(bridge.project, epochs=3)), folder))
    with qtbot.waitSignal(worker.finished):
        worker.start(edits.set_training(bridge.project, epochs=5), folder, folder.runs()[0].resume())
    assert (3, "continued") in marked(curves)
    assert [run.earlier_epochs for run in folder.runs()] == [0, 3]
    curves.clear()
    curves.show_run(folder.runs()[0])
    assert "continued" not in str(marked(curves))
    curves.show_run(folder.runs()[1])
    assert (3, "continued") in marked(curves)


def test_a_run_continued_again_and_again_shows_all_its_seams_when_it_is_read_again(
    curves: Curves, bridge: Bridge, worker: Worker, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    list(recorded(Training(edits.set_training(bridge.project, epochs=3)), folder))
    seams = [(3, "continued"), (5, "continued"), (6, "continued")]
    for epochs in (5, 6, 8):
        with qtbot.waitSignal(worker.finished):
            worker.start(edits.set_training(bridge.project, epochs=epochs), folder, folder.runs()[-1].resume())
    assert [mark for mark in marked(curves) if mark[1] == "continued"] == seams
    curves.clear()
    curves.show_run(folder.runs()[-1])
    assert [mark for mark in marked(curves) if mark[1] == "continued"] == seams
    folder.runs()[-1].restore(6, check(bridge.project.graph, bridge.signature))
    assert folder.runs()[-1].resume().seams == (3, 5)


@pytest.mark.parametrize(("low", "high"), [(0.02, 0.1), (0.9, 1.0), (0.02, 1.0)])
def test_words_beside_lines_stand_clear_of_each_other_and_of_the_curves(low: float, high: float) -> None:
    scale = Scale(QRectF(40, 20, 500, 180), 0, 100, 0.0, 1.0, log=False)
    epochs = numpy.arange(1.0, 101.0)
    curves = [(epochs, numpy.linspace(low, low + 0.05, 100)), (epochs, numpy.linspace(high - 0.05, high, 100))]
    wanted = [Mark(10, "best: epoch 10", "#000000"), Mark(12, "overfitting since epoch 12", "#000000")]
    found = places(QFontMetrics(QApplication.font()), scale, wanted, curves)
    assert [mark for mark, _ in found] == wanted
    (_, one), (_, other) = found
    assert not one.intersects(other)
    for place in (one, other):
        assert scale.area.contains(place)
        seen = (scale.across(epochs) >= place.left()) & (scale.across(epochs) <= place.right())
        ups = numpy.concatenate([scale.up(values)[seen] for _, values in curves])
        assert not ((ups > place.top()) & (ups < place.bottom())).any()
