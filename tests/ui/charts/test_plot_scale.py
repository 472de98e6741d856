"""How near the curves are looked at, and the numbers beside their axes."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.ticks import ticks
from ui.charts.curves import Curves
from ui.charts.plot.plot_scale import Scale, named, values_shown
from ui.training.worker import Worker

from .curve_parts import at, drag, feed, record


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
    levels = ticks(low, low + width, most)
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
    area = QRectF(0, 0, 600, 200)
    wide, narrow = Scale(area, 0, 1, -1.2, 0.9, log=True), Scale(area, 0, 1, -0.3, 0.05, log=True)
    assert [text for _, text in wide.named_values(20)] == ["0.1", "0.2", "0.5", "1", "2", "5"]
    assert [text for _, text in narrow.named_values(20)] == ["0.6", "0.7", "0.8", "0.9", "1.0", "1.1"]
    huge = Scale(area, 0, 1, -300, 300, log=True)
    assert 2 <= len(huge.named_values(20)) <= 15
