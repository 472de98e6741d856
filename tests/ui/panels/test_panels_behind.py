"""What lies behind and over the curves: other runs, repeats, marks, cursors, and how smooth and near they are drawn."""

from __future__ import annotations

import csv
import math
from itertools import combinations
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netbuilder import edits
from netbuilder.runs.folder import RunsFolder
from netbuilder.runs.recording import record as recorded
from netbuilder.shapes import check
from netbuilder.training.history import EpochRecord, best
from netbuilder.training.progress import EpochDone
from netbuilder.training.trainer import Training
from ui.bridge import Bridge
from ui.panels.backdrop import Backdrop
from ui.panels.curves import Curves
from ui.panels.plot_ground import Ground
from ui.panels.plot_ink import Stroke
from ui.panels.plot_key import Entry
from ui.panels.plot_marks import Mark, places
from ui.panels.plot_scale import Scale, named, rounds, values_shown
from ui.panels.plot_words import values_behind
from ui.panels.series import NAMES, Series
from ui.panels.smoothing import smoothed
from ui.theme import LIGHT, Themes
from ui.worker import Worker

from .curve_parts import at, colours_of, feed, keyed, marked, record, run_of


def behind(curves: Curves, epoch: float) -> list[str]:
    """What the box beside the pointer says."""
    return [entry.words for entry in values_behind(curves.plot.backdrop, epoch, LIGHT)]


def looks(entries: tuple[Entry, ...]) -> list[tuple[str, tuple[float, ...]]]:
    """Colour and dashes of the lines of a key."""
    return [(entry.stroke.colour.name(), entry.stroke.dashes) for entry in entries if entry.stroke is not None]


def test_any_runs_lie_behind_the_present_one_and_are_told_apart(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    curves.overlay([run_of(number, [0.9, 0.8, 0.7]) for number in (3, 7, 12)])
    assert keyed(curves) == ["Training", "Validation", "Run 3", "Run 7", "Run 12"]
    own = looks(curves.plot.key.entries)
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in combinations(own[2:], 2))
    assert len({colour for colour, _ in own}) == 5
    assert behind(curves, 2) == ["3:  0.5 · 0.8", "7:  0.5 · 0.8", "12:  0.5 · 0.8"]
    assert behind(curves, 5) == []
    curves.overlay([])
    assert keyed(curves) == ["Training", "Validation"]


def test_the_run_that_is_shown_is_not_its_own_ghost(curves: Curves) -> None:
    runs = [run_of(number, [0.9, 0.8]) for number in (1, 2)]
    curves.show_run(runs[1])
    curves.overlay(runs)
    assert keyed(curves)[2:] == ["Run 1"]
    curves.compare(runs[0])
    assert keyed(curves)[2:] == ["Run 1, the one before"]
    curves.compare(None)
    curves.overlay([])
    assert keyed(curves)[2:] == []


def test_no_two_of_many_runs_look_the_same(curves: Curves) -> None:
    curves.overlay([run_of(number, [0.9, 0.8]) for number in range(1, 36)])
    assert len(set(looks(curves.plot.key.entries))) == 35
    rows = curves.plot.key.rows
    assert rows[-1][-1][1].words == f"and {35 - sum(len(row) for row in rows) + 1} more"
    assert all(start < curves.plot.width() for row in rows for start, _ in row)


def test_where_there_is_little_room_the_key_names_the_lines_first(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 6)])
    curves.overlay([run_of(number, [0.9, 0.8]) for number in range(1, 9)])
    curves.resize(400, 170)
    named_first = [entry.words for _, entry in curves.plot.key.rows[0]][:2]
    assert named_first == ["Training", "Validation"]


def test_the_pointer_reads_what_lies_behind_too(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 11)])
    curves.overlay([run_of(4, [0.9] * 10)])
    without = curves.plot.grab().toImage()
    QTest.mouseMove(curves.plot, at(curves, 3))
    assert curves.read_out.text().startswith("Epoch 3:")
    assert curves.plot.grab().toImage() != without
    assert behind(curves, 3) == ["4:  0.3333 · 0.9"]


def test_repeats_are_drawn_as_their_mean_and_the_band_from_the_lowest_to_the_highest(curves: Curves) -> None:
    runs = [run_of(1, [1.0, 0.6, 0.3]), run_of(2, [2.0, 0.7, 0.6, 0.1]), run_of(3, [3.0, math.nan, 0.3])]
    curves.band(runs)
    assert keyed(curves) == ["Training", "Validation", "3 runs: mean, lowest to highest"]
    band = curves.plot.backdrop.spread("validation")
    assert [list(column) for column in band[:2]] == [[1, 3], [1.0, 0.3]]
    assert list(band[2]) == pytest.approx([2.0, 0.4])
    assert list(band[3]) == [3.0, 0.6]
    assert behind(curves, 3) == ["mean 0.4 (0.3 to 0.6)"]
    assert behind(curves, 4) == ["mean none (none to none)"]
    curves.band(runs[:1])
    assert "1 runs" not in " ".join(keyed(curves))
    curves.band(None)
    assert curves.empty.isVisible()


def test_the_region_of_overfitting_is_tinted_and_named(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    plain = colours_of(curves, (70, 90))
    curves.tint(60)
    assert (60, "overfitting since about epoch 60") in marked(curves)
    assert colours_of(curves, (70, 90)) - plain
    curves.tint(None)
    assert colours_of(curves, (70, 90)) == plain
    curves.tint(curves.best_epoch())
    assert (curves.best_epoch(), f"overfitting since epoch {curves.best_epoch()}") in marked(curves)
    feed(worker, [record(1)])
    assert "overfitting" not in str(marked(curves))


def test_the_time_cursor_stands_where_it_is_told_and_the_values_are_those_of_its_epoch(
    curves: Curves, worker: Worker
) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    assert LIGHT.accent not in colours_of(curves, (38, 42))
    curves.look_at(40)
    assert LIGHT.accent in colours_of(curves, (38, 42))
    assert curves.read_out.text().startswith("Epoch 40:")
    curves.look_at(None)
    assert LIGHT.accent not in colours_of(curves, (38, 42))
    assert curves.read_out.text().startswith("Epoch 100:")


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


def drag(curves: Curves, start: float, end: float) -> None:
    QTest.mousePress(curves.plot, Qt.MouseButton.LeftButton, pos=at(curves, start))
    places = [at(curves, start + (end - start) * step / 10) for step in range(1, 11)]
    for place in places:
        QTest.mouseMove(curves.plot, place)
    QTest.mouseRelease(curves.plot, Qt.MouseButton.LeftButton, pos=places[-1])


def test_wheel_keys_and_dragging_move_nearer_and_along_and_a_double_click_shows_all(
    curves: Curves, worker: Worker
) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 1001)])
    place = QPointF(at(curves, 300))
    wheel = QWheelEvent(
        place,
        curves.plot.mapToGlobal(place),
        QPoint(),
        QPoint(0, 960),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(curves.plot, wheel)
    near = curves.training_points()[0]
    assert 100 < near[0] < 300 < near[-1] < 700
    assert curves.plot.x_of(300) == pytest.approx(place.x(), abs=10)  # the names of the values may be wider
    drag(curves, 300, 350)
    assert curves.training_points()[0][0] < near[0]
    QTest.mouseDClick(curves.plot, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert curves.training_points()[0][0] == 1
    QTest.keyClick(curves.plot, Qt.Key.Key_Plus)
    assert curves.training_points()[0][0] > 1
    QTest.keyClick(curves.plot, Qt.Key.Key_0)
    assert curves.training_points()[0][0] == 1


def test_smoothing_keeps_what_was_measured_in_sight(curves: Curves, worker: Worker) -> None:
    values = [1.0 + 0.5 * (-1) ** epoch for epoch in range(1, 201)]
    feed(worker, [record(epoch, value) for epoch, value in enumerate(values, start=1)])
    assert curves.plot.drawn_smooth("validation") is None
    button = curves.bar.smoothing
    assert "centred mean over 4% (light) or 16% (strong)" in button.toolTip()
    light = next(action for action in button.menu().actions() if action.text() == "light")
    light.trigger()
    smooth = curves.plot.drawn_smooth("validation")
    assert smooth is not None
    assert numpy.abs(smooth[1][20:] - 1.0).max() < 0.2
    assert list(curves.validation_points()[1]) == values
    assert "pale: as measured" in keyed(curves)
    assert button.isChecked()
    curves.bar.smooth("off")
    assert curves.plot.drawn_smooth("validation") is None
    assert not button.isChecked()


@given(values=st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=300), strength=st.sampled_from(["light", "strong"]))
@settings(max_examples=60, deadline=None)
def test_a_smooth_line_begins_where_it_was_measured_and_never_leaves_its_range(
    values: list[float], strength: str
) -> None:
    made = smoothed(numpy.array(values), strength)  # type: ignore[arg-type]  hypothesis knows no literals
    assert len(made) == len(values)
    assert made[0] == pytest.approx(values[0], abs=1e-9)
    assert made.min() >= min(values) - 1e-6
    assert made.max() <= max(values) + 1e-6


def test_a_straight_line_is_its_own_smooth_line_until_its_last_stretch() -> None:
    line = numpy.arange(100.0)
    assert smoothed(line, "strong")[:91] == pytest.approx(line[:91])


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
        with qtbot.waitSignal(worker.finished, timeout=60_000):
            worker.start(edits.set_training(bridge.project, epochs=epochs), folder, folder.runs()[-1].resume())
    assert [mark for mark in marked(curves) if mark[1] == "continued"] == seams
    curves.clear()
    curves.show_run(folder.runs()[-1])
    assert [mark for mark in marked(curves) if mark[1] == "continued"] == seams
    folder.runs()[-1].restore(6, check(bridge.project.graph, bridge.signature))
    assert folder.runs()[-1].resume().seams == (3, 5)


def test_a_saved_table_and_picture_hold_all_that_is_seen(curves: Curves, tmp_path: Path) -> None:
    present, other = run_of(5, [0.9, 0.8, 0.7]), run_of(2, [0.5, 0.4])
    curves.show_run(present)
    curves.overlay([other])
    curves.band([present, other, run_of(6, [0.1])])
    for suffix in (".csv", ".png", ".svg"):
        curves.save(tmp_path / f"curves{suffix}")
    rows = list(csv.DictReader((tmp_path / "curves.csv").read_text().splitlines()))
    assert [(row["run"], float(row["validation_loss"])) for row in rows] == [
        ("5", 0.9), ("5", 0.8), ("5", 0.7), ("2", 0.5), ("2", 0.4), ("6", 0.1)
    ]  # fmt: skip
    picture = QImage(str(tmp_path / "curves.png"))
    size = picture.size()
    assert size == curves.plot.size() * 2
    drawing = (tmp_path / "curves.svg").read_text()
    assert "Run 2" in drawing
    assert "3 runs: mean, lowest to highest" in drawing


@pytest.mark.parametrize(
    "values",
    [
        [math.nan] * 5,
        [0.7],
        [0.5] * 6,
        [0.0] * 6,
        [0.0, 1e-300, 0.5],
        [1e308, math.inf, 1.0, 2.0],
        [1e30, 1e-30],
        [-0.4, -3.0, 0.9],
    ],
)
@pytest.mark.parametrize("log", [False, True])
def test_no_values_are_too_odd_to_be_drawn(curves: Curves, worker: Worker, values: list[float], log: bool) -> None:
    records = [EpochRecord(epoch, value, value, value, value, 0.1, 0.01) for epoch, value in enumerate(values, start=1)]
    curves.log.setChecked(log)
    curves.bar.smooth("strong")
    feed(worker, records)
    curves.tint(2)
    curves.look_at(1)
    curves.overlay([run_of(1, values)])
    curves.band([run_of(2, values), run_of(3, values)])
    QTest.mouseMove(curves.plot, at(curves, 1))
    for button in (curves.metric_button, curves.loss_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not curves.plot.grab().isNull()
    assert curves.read_out.toolTip().startswith("Epoch 1:")


def test_a_thousand_runs_are_drawn_once_and_not_at_every_news(
    curves: Curves, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, painted = [], []
    make, paint = Ground.__init__, Ground.paint
    monkeypatch.setattr(Ground, "__init__", lambda ground, *how: (made.append(ground), make(ground, *how))[1])
    monkeypatch.setattr(Ground, "paint", lambda ground, *how: (painted.append(ground), paint(ground, *how))[1])
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    curves.overlay([run_of(number, [1.0 / epoch for epoch in range(1, 151)]) for number in range(1, 1001)])
    curves.plot.grab()
    assert painted
    made.clear()
    painted.clear()
    for epoch in range(101, 106):
        worker.progressed.emit([EpochDone(record(epoch), best=False)])
        worker.state_changed.emit("idle")
        curves.plot.grab()
    assert curves.training_points()[0][-1] == 105
    assert (made, painted) == ([], [])


def test_a_zoom_keeps_inside_what_there_is(curves: Curves, worker: Worker) -> None:
    feed(worker, [record(epoch) for epoch in range(1, 101)])
    curves.plot.see(90, 1000)
    assert curves.training_points()[0][-1] == 100
    curves.plot.see(-10, 1000)
    assert list(curves.training_points()[0]) == list(range(1, 101))
    feed(worker, [record(1)])
    assert list(curves.training_points()[0]) == [1]


@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-6, 1e6), most=st.integers(2, 12))
def test_round_numbers_lie_within_and_are_few_and_have_names_of_their_own(low: float, width: float, most: int) -> None:
    levels = rounds(low, low + width, most)
    assert len(levels) <= most + 1
    slack = 1e-6 * width + 8 * math.ulp(abs(low) + width)
    assert all(low - slack <= level <= low + width + slack for level in levels)
    if width > 1e-4 * abs(low):
        assert len(set(named(levels))) == len(levels)


@given(low=st.floats(-1e300, 1e300), high=st.floats(-1e300, 1e300), log=st.booleans())
def test_the_axis_of_values_holds_them_all(low: float, high: float, log: bool) -> None:
    low, high = sorted((low / 1e298, high / 1e298) if log else (low, high))
    bottom, top = values_shown(low, high, log=log)
    assert bottom <= low <= high <= top
    assert bottom < top


def test_a_logarithmic_axis_is_named_at_ones_twos_and_fives_or_at_round_numbers() -> None:
    from PySide6.QtCore import QRectF

    area = QRectF(0, 0, 600, 200)
    wide, narrow = Scale(area, 0, 1, -1.2, 0.9, log=True), Scale(area, 0, 1, -0.3, 0.05, log=True)
    assert [text for _, text in wide.named_values(20)] == ["0.1", "0.2", "0.5", "1", "2", "5"]
    assert [text for _, text in narrow.named_values(20)] == ["0.6", "0.7", "0.8", "0.9", "1.0", "1.1"]
    huge = Scale(area, 0, 1, -300, 300, log=True)
    assert 2 <= len(huge.named_values(20)) <= 15


@given(losses=st.lists(st.one_of(st.floats(0, 10), st.just(math.nan)), max_size=40))
def test_a_series_made_at_once_is_that_made_epoch_by_epoch(losses: list[float]) -> None:
    records = [record(epoch, loss) for epoch, loss in enumerate(losses, start=1)]
    at_once, bit_by_bit = Series(records), Series()
    for one in records:
        bit_by_bit.append(one)
    for name in NAMES:
        assert numpy.array_equal(at_once.column(name), bit_by_bit.column(name), equal_nan=True)
    assert at_once.best == bit_by_bit.best == best(records)


@pytest.mark.parametrize("dots", [1, 2, 3])
def test_a_thick_line_is_two_pixels_thick_however_sharp_the_screen_is(qapp: QApplication, dots: int) -> None:
    picture = QImage(60 * dots, 20 * dots, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(dots)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    Stroke(QColor("black"), thick=True).draw(painter, numpy.array([0.0, 60.0]), numpy.array([10.0, 10.0]))
    painter.end()
    column = [1 - picture.pixelColor(30 * dots, y).redF() for y in range(picture.height())]
    assert sum(column) == pytest.approx(2 * dots, abs=0.6)
    dark = [y for y, share in enumerate(column) if share > 0.5]
    assert dark == list(range(dark[0], dark[-1] + 1))


def test_the_run_before_is_no_ghost_beside_a_band_that_it_is_part_of(curves: Curves) -> None:
    first, second, other = (run_of(number, [0.5, 0.4]) for number in (1, 2, 3))
    curves.show_run(second)
    curves.compare(first)
    assert "Run 1, the one before" in keyed(curves)
    curves.band([first, second])
    assert "Run 1, the one before" not in keyed(curves)
    curves.overlay([first, other])
    assert {"Run 1", "Run 3"} <= set(keyed(curves))


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


def test_an_empty_backdrop_has_no_band() -> None:
    assert [len(column) for column in Backdrop().spread("train")] == [0, 0, 0, 0]


def test_the_colours_of_the_runs_follow_the_theme(curves: Curves, themes: Themes) -> None:
    curves.overlay([run_of(1, [0.9, 0.8, 0.7])])
    light = looks(curves.plot.key.entries)
    themes.choose("dark")
    dark = looks(curves.plot.key.entries)
    assert light != dark
    assert [dashes for _, dashes in light] == [dashes for _, dashes in dark]
