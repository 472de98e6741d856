"""The tab Landscape: drawn with a click, looked at from other sides, cleared by an edit, out of the way of training."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import samples
from netbuilder.landscape import surface
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.conftest import OpenWindow
from ui.landscape.heights import heights_of
from ui.landscape.landscape_panel import LandscapePanel
from ui.shell.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bowl(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "bowl.netb"
    path.write_bytes(samples.path("bowl").read_bytes())
    window = open_window(path)
    window.views.results.setCurrentWidget(window.views.landscape)
    return window


def words_of(panel: LandscapePanel) -> str:
    return " ".join(found.text() for found in panel.empty.findChildren(QLabel))


def drawn(panel: LandscapePanel, qtbot: QtBot) -> None:
    QTest.mouseClick(panel.go, LEFT)
    assert panel.go.text() == "Stop"
    qtbot.waitUntil(lambda: panel.found is not None)
    assert panel.go.text() == "Draw"


def test_a_click_draws_the_loss_with_the_way_and_those_that_race(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    assert "Press Draw" in words_of(panel)
    panel.racers["momentum"].trigger()
    drawn(panel, qtbot)
    assert panel.found is not None
    assert [path.racer.name for path in panel.found.paths] == ["own", "momentum"]
    assert "v ← 0.9 v + g" in panel.legend.text()
    assert [field.currentText() for field in (panel.first, panel.second)] == ["point[0]", "point[1]"]
    assert panel.plot is not None
    assert panel.plot.levels.zValue() > panel.plot.ground.zValue()
    assert panel.plot.levels.path().elementCount() > 100
    qtbot.waitExposed(panel.plot)
    middle = panel.plot.viewport().rect().center()
    QTest.mouseMove(panel.plot.viewport(), middle + QPoint(1, 1))
    qtbot.waitUntil(lambda: "point[0] = " in panel.words.text())


def test_another_plane_is_shown_without_training_again(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    drawn(panel, qtbot)
    first, explorer = panel.found, panel._explorer
    panel.kind.setCurrentIndex(2)
    panel.kind.activated.emit(2)
    qtbot.waitUntil(lambda: panel.found is not first)
    assert panel._explorer is explorer
    assert panel.found is not None
    assert not numpy.array_equal(panel.found.losses, first.losses)
    assert not panel.first.isVisible()


def test_an_edit_clears_it_and_the_same_weight_twice_is_refused(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    drawn(panel, qtbot)
    panel.second.setCurrentIndex(0)
    panel.second.activated.emit(0)
    assert "two different weights" in panel.words.text()
    bowl.bridge.edit(edits.set_training(bowl.bridge.project, learning_rate=0.2), say("Rate"))
    assert panel.found is None
    assert "Press Draw" in words_of(panel)


def test_it_waits_while_the_project_is_trained(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    with qtbot.waitSignal(bowl.worker.finished):
        bowl.runs.train()
        assert not panel.go.isEnabled()
    qtbot.waitUntil(panel.go.isEnabled)


def test_while_the_map_is_made_its_share_is_told_and_stop_keeps_what_is_there(
    bowl: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread waits after a part of the map for the window to have told of it."""
    monkeypatch.setattr(surface, "AT_ONCE", 2000)
    panel, told, go_on = bowl.views.landscape, list[str](), Event()
    loss = surface.Surface._loss

    def held(measured: surface.Surface, point: torch.Tensor) -> torch.Tensor:
        if panel._progress.share > 0.2:
            go_on.wait(10)
        return loss(measured, point)

    monkeypatch.setattr(surface.Surface, "_loss", held)
    QTest.mouseClick(panel.go, LEFT)
    qtbot.waitUntil(lambda: "% of the map" in words_of(panel))
    told.append(words_of(panel))
    QTest.mouseClick(panel.go, LEFT)
    go_on.set()
    qtbot.waitUntil(lambda: panel.found is not None)
    assert int(told[0].split("%")[0].split()[-1]) >= 20
    assert panel.found is not None
    assert 0.2 < numpy.isfinite(panel.found.losses).mean() < 1
    assert "The map was stopped before its end." in panel.words.text()
    assert panel.plot is not None
    panel.kind.setCurrentIndex(2)
    panel.kind.activated.emit(2)
    qtbot.waitUntil(lambda: panel.found is not None and bool(numpy.isfinite(panel.found.losses).all()))


def test_the_scale_beside_the_map_names_losses_from_the_lowest_to_the_highest(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    drawn(panel, qtbot)
    assert panel.scale is not None
    qtbot.waitUntil(lambda: bool(panel.scale and panel.scale.named))
    assert panel.found is not None
    losses = [loss for loss, _ in panel.scale.named]
    assert losses == sorted(losses)
    assert (losses[0], losses[-1]) == pytest.approx((panel.found.losses.min(), panel.found.losses.max()), abs=1e-6)


def test_a_loss_has_the_same_colour_on_the_map_and_on_the_scale(bowl: MainWindow, qtbot: QtBot) -> None:
    panel = bowl.views.landscape
    drawn(panel, qtbot)
    found, plot, scale = panel.found, panel.plot, panel.scale
    assert found is not None
    assert plot is not None
    assert scale is not None
    qtbot.waitUntil(lambda: bool(scale.named))
    heights = heights_of(found.losses)
    low, high = heights.ends
    picture, strip = plot.grab().toImage(), scale.grab().toImage()
    line = scale.fontMetrics().height()
    for row, column in ((5, 5), (55, 55), (25, 5)):  # no path and no level line leads there
        place = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(found.x[column], found.y[row])))
        share = (float(heights.of(found.losses[row, column])) - low) / (high - low)
        up = round(scale.height() - line / 2 - share * (scale.height() - line))
        assert strip.pixelColor(4, up).getRgb() == pytest.approx(picture.pixelColor(place).getRgb(), abs=10)
