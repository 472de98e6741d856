"""The plot of predictions by itself: its axes, its scale, its key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from tests.ui.panel_parts import Show
from ui.predictions.predictions_panel import PredictionsPanel
from ui.predictions.predictions_plot import PredictionsPlot
from ui.project.bridge import Bridge
from ui.theme.themes import Themes
from ui.training.worker import Worker

pytestmark = pytest.mark.look


@pytest.mark.parametrize(("low", "high"), [(-1.6, 1.7), (0.0, 340.0), (-0.02, 0.031), (0.2, 0.2)])
def test_numbers_of_an_axis_have_as_many_digits_as_each_other(qtbot: QtBot, low: float, high: float) -> None:
    plot = PredictionsPlot()
    qtbot.addWidget(plot)
    axis = plot.getAxis("left")
    for distance, values in axis.tickValues(low, high, 180):
        words = axis.tickStrings(values, 1.0, distance)
        assert 2 <= len(words) <= 7
        assert len({len(word.partition(".")[2]) for word in words}) == 1
        assert [float(word.replace("−", "-")) for word in words] == pytest.approx(values)
    assert bool(axis.tickValues(low, high, 180)) == (low < high)


def test_a_map_has_one_scale_for_both_axes_and_in_a_high_view_the_key_lies_beneath(
    bridge: Bridge, worker: Worker, themes: Themes, show: Show, qtbot: QtBot
) -> None:
    predictions = PredictionsPanel(bridge, worker, themes)
    show(predictions)
    qtbot.waitUntil(lambda: predictions.view is not None)
    view = predictions.view
    assert view is not None

    def laid_out() -> tuple[bool, bool]:
        """Whether the key lies beneath, and whether it lies to the right."""
        plot, key = (QRect(part.mapTo(view, part.rect().topLeft()), part.size()) for part in (view.plot, view._beside))
        return key.top() > plot.bottom(), key.left() > plot.right()

    def of_one_scale() -> bool:
        across, up = view.plot.getViewBox().viewPixelSize()
        return bool(abs(across / up - 1) < 0.02)

    for width, height, beneath in ((620, 220, False), (600, 620, True), (900, 400, False)):
        predictions.resize(width, height)
        qtbot.waitUntil(lambda beneath=beneath: laid_out() == (beneath, not beneath) and of_one_scale())
