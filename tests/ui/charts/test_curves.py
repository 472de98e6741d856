"""Curves: drawn from real trainings, thinned without losing a peak, read and saved."""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.data.generated import Line
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record as recorded
from netbuilder.training.history import EpochRecord
from netbuilder.training.progress import EpochDone, Finished
from netbuilder.training.trainer import Training
from ui.charts.curves import Curves
from ui.charts.plot.drawing import MAX_POINTS, thinned
from ui.charts.plot.plot_scale import stepped
from ui.project.bridge import Bridge
from ui.theme.themes import DARK, LIGHT, Themes
from ui.training.worker import Worker
from ui.widgets.throttle import REST, Throttle

from .curve_parts import at, colours_of, feed, keyed, record

pytestmark = pytest.mark.look


def test_a_real_training_draws_both_lines_and_marks_its_best_epoch(
    curves: Curves, worker: Worker, bridge: Bridge, qtbot: QtBot
) -> None:
    told: list[EpochRecord] = []
    worker.progressed.connect(lambda news: told.extend(n.record for n in news if isinstance(n, EpochDone)))
    assert curves.empty.isVisible()
    with qtbot.waitSignal(worker.finished):
        worker.start(bridge.project, None)
    assert curves.plot.isVisible()
    epochs, losses = curves.training_points()
    assert list(epochs) == [1, 2, 3, 4, 5, 6]
    assert list(losses) == [r.train_loss for r in told]
    assert list(curves.validation_points()[1]) == [r.validation_loss for r in told]
    lowest = min(told, key=lambda r: r.validation_loss)
    assert curves.best_epoch() == lowest.epoch
    assert f"in epoch {lowest.epoch}" in curves.plot.accessibleDescription()


def test_the_metric_is_a_click_away(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(1), record(2)])
    QTest.mouseClick(curves.metric_button, Qt.MouseButton.LeftButton)
    assert list(curves.training_points()[1]) == [0.9, 0.9]
    assert curves.plot.key.entries[0].words == "Accuracy"
    QTest.mouseClick(curves.loss_button, Qt.MouseButton.LeftButton)
    assert list(curves.training_points()[1]) == [1.0, 0.5]


def test_values_that_no_axis_can_show_are_left_out(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(1), record(2, 0.0), record(3, math.inf), record(4, math.nan), record(5)])
    assert list(curves.validation_points()[0]) == [1, 2, 5]
    QTest.mouseClick(curves.log, Qt.MouseButton.LeftButton, pos=QPoint(8, curves.log.height() // 2))
    assert curves.log.isChecked()
    assert list(curves.validation_points()[0]) == [1, 5]
    assert not curves.grab().isNull()


def test_without_validation_rows_there_is_one_line_and_the_training_loss_decides(
    curves: Curves, worker: Worker
) -> None:
    feed(worker, [record(epoch, math.nan) for epoch in (1, 2, 3)])
    assert len(curves.validation_points()[0]) == 0
    assert curves.best_epoch() == 3
    assert "validation none" in curves.read_out.text()


def test_a_second_training_keeps_the_first_as_a_ghost(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(1), record(2), record(3)])
    feed(worker, [record(1)])
    assert list(curves.training_points()[0]) == [1]
    assert keyed(curves)[-1] == "the previous run"
    curves.clear()
    assert keyed(curves) == []
    assert curves.empty.isVisible()


def test_a_training_that_goes_on_keeps_what_was_there_before_it(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    feed(worker, [record(4), record(5), record(6)], first_epoch=4)
    assert list(curves.training_points()[0]) == [1, 2, 3, 4, 5, 6]


def test_the_mouse_and_the_arrow_keys_read_the_values_of_an_epoch(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 11)])
    assert curves.read_out.text().startswith("Epoch 10:")
    QTest.qWait(1)
    QTest.mouseMove(curves.plot, at(curves, 4.1))
    QTest.qWait(1)
    assert curves.read_out.text() == "Epoch 4:  training 0.2500 · validation 0.3500"
    QTest.keyClick(curves.plot, Qt.Key.Key_Right)
    assert curves.read_out.text().startswith("Epoch 5:")
    QTest.keyClick(curves.plot, Qt.Key.Key_Home)
    assert curves.read_out.text().startswith("Epoch 1:")


def test_beside_accuracy_balanced_accuracy_is_read_where_it_says_something_else(curves: Curves, worker: Worker) -> None:
    feed(worker, [replace(record(1), balanced_accuracy=0.79), replace(record(2), balanced_accuracy=0.5)])
    assert "balanced" not in curves.read_out.text()
    QTest.mouseClick(curves.metric_button, Qt.MouseButton.LeftButton)
    assert curves.read_out.toolTip().endswith("validation 0.8000 (balanced 0.5000)")
    QTest.keyClick(curves.plot, Qt.Key.Key_Home)
    assert curves.read_out.text().endswith("validation 0.8000")


def test_tiny_losses_of_a_late_epoch_are_read_whole_where_there_is_little_room(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch, 7.2e-05) for epoch in range(8669, 8671)], first_epoch=8669)
    read_out = curves.read_out
    shorter = read_out.fontMetrics().horizontalAdvance("8670: 7.2e−05 · 7.2e−05") - 1
    read_out.resize(shorter, read_out.height())
    assert read_out.text().endswith("7.2e−05")
    assert read_out.fontMetrics().horizontalAdvance(read_out.text()) <= shorter


def test_pointing_is_not_disturbed_by_what_comes_in(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    QTest.keyClick(curves.plot, Qt.Key.Key_Home)
    worker.progressed.emit([EpochDone(record(6), best=True)])
    assert curves.read_out.text().startswith("Epoch 1:")


def test_the_curves_are_saved_as_table_picture_and_drawing(curves: Curves, worker: Worker, tmp_path: Path) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    for suffix in (".csv", ".png", ".svg"):
        curves.save(tmp_path / f"curves{suffix}")
    rows = list(csv.DictReader((tmp_path / "curves.csv").read_text().splitlines()))
    assert [float(row["validation_loss"]) for row in rows] == [record(epoch).validation_loss for epoch in range(1, 6)]
    picture = QImage(str(tmp_path / "curves.png"))
    assert picture.width() == 2 * curves.plot.width()
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(picture.height())}
    assert {LIGHT.training, LIGHT.validation} <= colours
    assert ElementTree.parse(tmp_path / "curves.svg").getroot().tag.endswith("svg")


def test_the_lines_follow_the_theme(curves: Curves, worker: Worker, themes: Themes) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 9)])
    themes.choose("dark")
    assert {DARK.training, DARK.validation, DARK.surface} <= colours_of(curves)
    assert LIGHT.surface not in colours_of(curves)


def test_ten_thousand_epochs_are_drawn_with_few_points_and_detail_comes_back_with_zoom(
    curves: Curves, worker: Worker
) -> None:
    feed(worker, [record(epoch, 5.0 if epoch == 7777 else 1.0) for epoch in range(1, 10_001)])
    epochs, losses = curves.validation_points()
    assert len(epochs) <= MAX_POINTS * 1.1
    assert losses.max() == 5.0
    curves.plot.see(7000, 7100)
    epochs, _ = curves.validation_points()
    assert list(epochs) == list(range(6999, 7102))


def test_news_that_come_while_drawing_rests_are_drawn_after_it_or_at_the_end(
    curves: Curves, worker: Worker, qtbot: QtBot
) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 1001)])
    for epoch in range(1001, 1011):
        worker.progressed.emit([EpochDone(record(epoch), best=False)])
    assert curves.training_points()[0][-1] < 1010
    qtbot.waitUntil(lambda: curves.training_points()[0][-1] == 1010)
    worker.progressed.emit([EpochDone(record(epoch), best=False) for epoch in (1011, 1012)])
    worker.progressed.emit([EpochDone(record(1013), best=False)])
    worker.state_changed.emit("idle")
    assert curves.training_points()[0][-1] == 1013


def test_what_takes_long_to_draw_is_drawn_the_more_seldom(qtbot: QtBot) -> None:
    drawn: list[float] = []
    clock = QElapsedTimer()
    clock.start()
    pace = Throttle(lambda: drawn.append(clock.elapsed()), lambda: 0.02)
    pace.want()
    pace.want()
    pace.want()
    assert len(drawn) == 1
    qtbot.waitUntil(lambda: len(drawn) == 2)
    assert drawn[1] - drawn[0] >= 0.9 * 20 * REST  # Qt's timers keep their time to a twentieth
    pace.settle()
    assert len(drawn) == 2


def test_one_news_paints_the_picture_once(curves: Curves, worker: Worker, qtbot: QtBot) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 501)])
    QTest.qWait(50)
    painted: list[QEvent.Type] = []

    class Eye(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append(event.type())  # the event itself does not outlive the call
            return False

    eye = Eye()
    curves.plot.installEventFilter(eye)
    worker.state_changed.emit("idle")
    worker.progressed.emit([EpochDone(record(501, 9.0), best=False)])
    qtbot.waitUntil(lambda: bool(painted))
    QTest.qWait(50)
    assert len(painted) == 1


@given(epoch=st.integers(1, 10_000_000))
def test_the_axis_grows_by_steps_of_at_most_a_tenth(epoch: int) -> None:
    end = stepped(epoch)
    assert epoch <= end <= epoch * 1.1
    assert stepped(end) == end
    assert epoch < 100 or stepped(epoch - 1) in (end, epoch - 1)


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=6000), left=st.integers(-5, 7000))
@settings(max_examples=60, deadline=None)
def test_thinning_keeps_ends_order_and_extremes(values: list[float], left: int) -> None:
    x, y = numpy.arange(1.0, len(values) + 1), numpy.array(values)
    kept_x, kept_y = thinned(x, y)
    assert kept_x[0] == x[0]
    assert kept_x[-1] == x[-1]
    assert (numpy.diff(kept_x) > 0).all()
    assert (kept_y.min(), kept_y.max()) == (y.min(), y.max())
    assert len(kept_x) <= MAX_POINTS * 1.2
    assert (y[kept_x.astype(int) - 1] == kept_y).all()
    near_x, _ = thinned(x, y, left, left + 50)
    assert set(x[(x >= left) & (x <= left + 50)]) <= set(near_x)


def test_a_disk_that_refuses_is_told_in_a_sentence(curves: Curves, worker: Worker, tmp_path: Path) -> None:
    from netbuilder.errors import FileError

    feed(worker, [record(1)])
    with pytest.raises(FileError, match="does not exist"):
        curves.save(tmp_path / "nowhere" / "curves.csv")


def test_an_edit_of_the_drawing_leaves_the_curves(curves: Curves, worker: Worker, bridge: Bridge) -> None:
    feed(worker, [record(1), record(2)])
    bridge.edit(edits.set_training(bridge.project, epochs=9), say("Set"))
    assert len(curves.training_points()[0]) == 2


def test_a_run_that_is_continued_is_drawn_from_its_first_epoch_whatever_was_shown_before(
    curves: Curves, worker: Worker, bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = RunsFolder(tmp_path / "moons.runs")
    first = list(recorded(Training(edits.set_training(bridge.project, epochs=2)), folder))
    assert isinstance(first[-1], Finished)
    longer = edits.set_training(bridge.project, epochs=4)
    with qtbot.waitSignal(worker.finished):
        worker.start(longer, folder, folder.runs()[0].resume())
    assert list(curves.training_points()[0]) == [1, 2, 3, 4]
    curves.clear()
    curves.show_run(folder.runs()[0])
    assert list(curves.training_points()[0]) == [1, 2]


def test_the_metric_is_named_after_the_data_before_anything_is_trained(curves: Curves, bridge: Bridge) -> None:
    assert curves.metric_button.text() == "Accuracy"
    bridge.edit(edits.set_dataset(bridge.project, Line()), say("Set"))
    assert curves.metric_button.text() == "R²"
    bridge.document.undo()
    assert curves.metric_button.text() == "Accuracy"
