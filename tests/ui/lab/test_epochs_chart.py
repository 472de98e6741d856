"""Bias² and variance over the epochs: all that matters lies within the picture, and what is written hides nothing."""

from __future__ import annotations

import math

import pytest
from pytestqt.qtbot import QtBot

from netbuilder.experiments.decomposition import Terms
from netbuilder.project.project import Project
from ui.lab.charts.epochs_chart import EpochsChart
from ui.lab.findings import Findings, Plan, Setting
from ui.theme.themes import DARK

WIDTH, HEIGHT = 260, 170


def history(best: int, error: float, epochs: int = 400) -> dict[int, Terms]:
    """Terms whose test error is lowest in one epoch, all with the same standard error."""
    found = {}
    for epoch in range(1, epochs + 1, 3):
        test = 0.2 + 0.3 * abs(epoch - best) / epochs
        errors = dict.fromkeys(("bias2", "variance", "total", "test_error"), error)
        found[epoch] = Terms(epoch, 0.1, 0.05, 0.05, test, test, math.nan, 5, 0, errors)
    return found


def drawn(qtbot: QtBot, best: int, error: float = 0.01) -> EpochsChart:
    chart = EpochsChart()
    qtbot.addWidget(chart)
    chart.resize(WIDTH, HEIGHT)
    chart.show()
    setting = Setting(None, math.nan, history(best, error))
    chart.draw(Findings(Plan(Project(), 5), settings=[setting], epochs=400), setting, DARK)
    qtbot.waitExposed(chart)
    chart.grab()
    return chart


@pytest.mark.parametrize("best", [1, 130, 199, 205, 399])
def test_the_best_epoch_is_named_within_the_picture_and_above_all_lines(qtbot: QtBot, best: int) -> None:
    chart = drawn(qtbot, best)
    box = chart.getPlotItem().getViewBox()
    area, name = box.sceneBoundingRect(), chart.best.label.sceneBoundingRect()
    assert "epoch" in chart.best.label.toPlainText()
    assert area.left() - 1 <= name.left()
    assert name.right() <= area.right() + 1
    highest = max(line.getData()[1].max() for line in chart.lines.values())
    assert name.bottom() <= box.mapViewToScene(box.viewRect().center()).y()
    assert box.viewRange()[1][1] > 1.15 * highest


def test_bands_of_two_networks_do_not_flatten_the_lines(qtbot: QtBot) -> None:
    chart = drawn(qtbot, 100, error=47.0)
    low, high = chart.viewRange()[1]
    assert low <= 0.0
    assert high < 3 * chart.lines["test_error"].getData()[1].max()


def test_a_number_at_the_top_of_the_axis_is_not_cut(qtbot: QtBot) -> None:
    chart = drawn(qtbot, 130)
    area = chart.getPlotItem().getViewBox().sceneBoundingRect()
    assert area.top() >= chart.fontMetrics().height() / 2
