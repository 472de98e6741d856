"""The lines of the curves: smooth, thick, of any values, and the same however they grew."""

from __future__ import annotations

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.training.baseline import Turn
from netbuilder.training.history import EpochRecord, best
from ui.charts.curves import Curves
from ui.charts.plot.drawing import Stroke
from ui.charts.series import NAMES, Series
from ui.charts.smoothing import smoothed
from ui.training.worker import Worker

from .curve_parts import at, feed, keyed, record, run_of

pytestmark = pytest.mark.look


def test_smoothing_keeps_what_was_measured_in_sight(curves: Curves, worker: Worker) -> None:
    values = [1.0 + 0.5 * (-1) ** epoch for epoch in range(1, 201)]
    feed(worker, [record(epoch, value) for epoch, value in enumerate(values, start=1)])
    assert curves.plot.drawn_smooth("validation") is None
    button = curves.bar.smoothing
    assert "centered mean over 4% (light) or 16% (strong)" in button.toolTip()
    light = next(action for action in button.menu().actions() if action.text() == "light")
    light.trigger()
    smooth = curves.plot.drawn_smooth("validation")
    assert smooth is not None
    assert numpy.abs(smooth[1][20:] - 1.0).max() < 0.2
    assert list(curves.validation_points()[1]) == values
    assert "pale: as measured" in keyed(curves)
    assert button.text() == "Smooth: light"
    curves.bar.smooth("off")
    assert curves.plot.drawn_smooth("validation") is None
    assert button.text() == "Smooth: off"


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
    curves.tint(Turn(2, (1, 3)))
    curves.look_at(1)
    curves.overlay([run_of(1, values)])
    curves.band([run_of(2, values), run_of(3, values)])
    QTest.mouseMove(curves.plot, at(curves, 1))
    for button in (curves.metric_button, curves.loss_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not curves.plot.grab().isNull()
    assert curves.read_out.toolTip().startswith("Epoch 1:")


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
