"""Time travel through the real window: the slider under the curves, and all that goes back with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.predictions.predictions import DecisionMap
from netbuilder.predictions.predictor import Predictor
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.recording import record
from netbuilder.training import checkpoints
from netbuilder.training.trainer import Training
from tests import patience
from ui.charts.time_travel import TimeTravel
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose network has learned for 60 epochs; the best is an earlier one."""
    path = tmp_path_factory.mktemp("learned") / "moons.netb"
    write(path, edits.set_training(read(samples.path(samples.OPENED_FIRST)), epochs=60))
    list(record(Training(read(path)), runs_folder(path)))
    return path


@pytest.fixture
def file(learned: Path, tmp_path: Path) -> Path:
    """The project alone."""
    return Path(shutil.copy(learned, tmp_path))


@pytest.fixture
def trained(qtbot: QtBot, open_window: OpenWindow, learned: Path, file: Path) -> MainWindow:
    """A window on the project and its run."""
    shutil.copytree(runs_folder(learned).path, runs_folder(file).path)
    window = open_window(file)
    at_rest(qtbot, window, 60)
    return window


def travel(window: MainWindow) -> TimeTravel:
    return window.views.time_travel


def at_rest(qtbot: QtBot, window: MainWindow, epoch: int) -> None:
    """The slider stands where the network is, and what is kept has been read."""
    slider = travel(window).slider
    qtbot.waitUntil(lambda: len(slider.stops) > 1 and slider.value() == epoch and travel(window).epoch is None)


def seen(qtbot: QtBot, window: MainWindow, epoch: int) -> None:
    """Slider, cursor, read-out and predictions are at this epoch."""
    predictions = window.views.predictions
    qtbot.waitUntil(lambda: predictions.displayed is not None and predictions.displayed.epoch == epoch)
    assert travel(window).slider.value() == epoch
    assert f"Epoch {epoch}:" in window.views.curves.read_out.toolTip()


def test_a_double_click_in_the_chart_leads_to_no_epoch(qtbot: QtBot, trained: MainWindow) -> None:
    plot, looked_at = trained.views.curves.plot, []
    travel(trained).epoch_shown.connect(looked_at.append)
    place = QPoint(round(plot.x_of(20)), plot.height() // 2)
    double_click(plot, place)
    assert travel(trained).epoch is None
    assert looked_at[-1] is None
    QTest.mouseClick(plot, LEFT, pos=QPoint(round(plot.x_of(40)), place.y()))
    chosen = travel(trained).epoch
    assert chosen == pytest.approx(40, abs=2)
    double_click(plot, place)
    assert travel(trained).epoch == chosen
    assert looked_at[-2] == pytest.approx(20, abs=2)


def double_click(widget: QWidget, place: QPoint) -> None:
    """As a mouse does: press and release, then the double click in place of the second press, and its release."""
    QTest.mouseClick(widget, LEFT, pos=place)
    QTest.mouseDClick(widget, LEFT, pos=place)
    QTest.mouseRelease(widget, LEFT, pos=place)


def drag(window: MainWindow, *epochs: int) -> None:
    """Take the handle and lead it over these epochs."""
    slider = travel(window).slider
    places = [QPoint(round(slider.x_of(epoch)), slider.height() // 2) for epoch in (slider.value(), *epochs)]
    QTest.mousePress(slider, LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(slider, place)
    QTest.mouseRelease(slider, LEFT, pos=places[-1])


def test_dragging_the_slider_takes_cursor_read_out_and_fit_back_and_restoring_makes_it_the_network(
    qtbot: QtBot, trained: MainWindow, open_window: OpenWindow, file: Path
) -> None:
    shown: list[object] = []
    travel(trained).epoch_shown.connect(shown.append)
    drag(trained, 40, 20, 12)
    assert shown == [40, 20, 12]
    seen(qtbot, trained, 12)
    run, displayed = trained.runs.run, trained.views.predictions.displayed
    assert run is not None
    assert run.project is not None
    assert displayed is not None
    assert displayed.predictions is not None
    wanted = Predictor(run.project).predict(run.weights_at(12))
    assert displayed.predictions.training == wanted.training
    assert isinstance(displayed.predictions.picture, DecisionMap)
    assert trained.views.predictions.view is not None
    assert trained.views.predictions.view.key.epoch.text() == "Run 1, epoch 12"
    assert travel(trained).restore_button.text() == "Restore epoch 12"
    QTest.mouseClick(travel(trained).restore_button, LEFT)
    assert run.epoch == 12
    assert "back at epoch 12 of run 1. Continue" in trained.banners.shown()[0].text
    assert trained.status.weights.text() == "run 1, epoch 12"
    at_rest(qtbot, trained, 12)
    assert travel(trained).flag.isHidden()
    trained.close()
    again = open_window(file)
    at_rest(qtbot, again, 12)
    assert again.views.curves.read_out.toolTip().startswith("Run 1 · Epoch 12:")
    with qtbot.waitSignal(again.worker.finished):
        again.runs.go_on()
    assert again.runs.run is not None
    assert again.runs.run.records[:12] == run.records[:12]
    assert len(again.runs.run.records) == 60
    assert {1, 12, 60} <= set(again.runs.run.epochs_kept)


def test_restoring_the_end_takes_an_earlier_epoch_back(qtbot: QtBot, trained: MainWindow) -> None:
    trained.runs.restore(None, 7)
    at_rest(qtbot, trained, 7)
    QTest.keyClick(travel(trained).slider, Qt.Key.Key_End)
    seen(qtbot, trained, 60)
    assert travel(trained).restore_button.text() == "Restore epoch 60"
    QTest.mouseClick(travel(trained).restore_button, LEFT)
    at_rest(qtbot, trained, 60)
    assert trained.runs.run is not None
    assert not trained.runs.run.restored
    assert trained.runs.run.resume().position is not None


def test_keys_move_among_the_kept_epochs_and_escape_leads_back(qtbot: QtBot, trained: MainWindow) -> None:
    slider, key = travel(trained).slider, Qt.Key
    slider.setFocus()
    places = []
    for pressed in (key.Key_Left, key.Key_Left, key.Key_Right, key.Key_PageUp, key.Key_PageDown, key.Key_Home):
        QTest.keyClick(slider, pressed)
        places.append(slider.value())
    assert places == [59, 58, 59, 53, 59, 1]
    seen(qtbot, trained, 1)
    QTest.keyClick(slider, key.Key_Escape)
    at_rest(qtbot, trained, 60)
    seen(qtbot, trained, 60)
    assert slider.hasFocus()
    assert travel(trained).flag.isHidden()
    QTest.keyClick(slider, key.Key_Home)
    QTest.keyClick(slider, key.Key_End)
    assert travel(trained).epoch is None


def test_the_cross_beside_the_handle_leads_back(qtbot: QtBot, trained: MainWindow) -> None:
    drag(trained, 3)
    QTest.mouseClick(travel(trained).back_button, LEFT)
    at_rest(qtbot, trained, 60)
    seen(qtbot, trained, 60)


def test_a_click_in_the_chart_goes_to_that_epoch(qtbot: QtBot, trained: MainWindow) -> None:
    plot = trained.views.curves.plot
    place = QPoint(round(plot.x_of(25)), plot.height() // 2)
    QTest.mouseMove(plot, place)
    QTest.mouseClick(plot, LEFT, pos=place)
    assert travel(trained).epoch == 25


def test_the_handle_stands_under_the_cursor_of_the_curves(qtbot: QtBot, trained: MainWindow) -> None:
    plot, slider = trained.views.curves.plot, travel(trained).slider

    def aside(epoch: int) -> int:
        cursor, handle = (part.mapToGlobal(QPoint(round(part.x_of(epoch)), 0)) for part in (plot, slider))
        return abs(handle.x() - cursor.x())

    for width in (1280, 900):
        trained.resize(width, 700)
        qtbot.waitUntil(lambda: max(map(aside, (1, 30, 60))) <= 1)
    plot.see(20, 40)
    assert slider.x_of(30) == pytest.approx((slider.x_of(20) + slider.x_of(40)) / 2, abs=1)
    assert slider.x_of(1) == slider.x_of(20)


def test_a_short_run_before_a_long_one_has_the_whole_width(trained: MainWindow) -> None:
    slider, plot = travel(trained).slider, trained.views.curves.plot
    slider.lie(replace(plot.span, last=6000.0))
    assert slider.x_of(60) - slider.x_of(1) == pytest.approx(plot.span.right - plot.span.left)
    drag(trained, 31)
    assert travel(trained).epoch == 31


@pytest.mark.parametrize("epoch", [2, 58])
def test_the_flag_is_wholly_in_sight_and_beside_the_handle(trained: MainWindow, epoch: int) -> None:
    drag(trained, epoch)
    flag, here = travel(trained).flag.geometry(), travel(trained).slider.x_of(epoch)
    assert travel(trained).rect().contains(flag)
    assert not flag.left() < here < flag.right()


def test_while_it_learns_one_can_look_back_and_the_end_goes_on(
    qtbot: QtBot, open_window: OpenWindow, file: Path
) -> None:
    window = open_window(file)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    window.runs.train()
    slider = travel(window).slider
    qtbot.waitUntil(lambda: len(slider.stops) > 30)
    assert travel(window).isVisible()
    drag(window, 9)
    chosen = travel(window).epoch
    assert chosen is not None
    seen(qtbot, window, chosen)
    assert not travel(window).restore_button.isVisible()
    assert travel(window).words.isVisible()
    before = slider.stops[-1]
    qtbot.waitUntil(lambda: slider.stops[-1] > before + 20)
    seen(qtbot, window, chosen)
    QTest.keyClick(slider, Qt.Key.Key_Escape)
    predictions = window.views.predictions
    qtbot.waitUntil(lambda: predictions.displayed is not None and (predictions.displayed.epoch or 0) > before)
    drag(window, 9)
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()
    qtbot.waitUntil(travel(window).restore_button.isVisible)
    assert travel(window).epoch in slider.stops
    assert window.runs.run is not None
    assert set(slider.stops) == set(window.runs.run.epochs_kept)


def test_what_was_looked_at_while_it_learned_and_is_not_kept_gives_way_to_its_neighbour(
    qtbot: QtBot, open_window: OpenWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "MAX_CHECKPOINTS", 12)
    window = open_window(file)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set epochs"))
    window.runs.train()
    slider = travel(window).slider
    qtbot.waitUntil(lambda: len(slider.stops) > 4)
    travel(window).go_to(slider.stops[1])
    chosen = travel(window).epoch
    qtbot.waitUntil(lambda: chosen not in window.worker.epochs_kept)
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()
    assert window.runs.run is not None
    kept = window.runs.run.epochs_kept
    qtbot.waitUntil(lambda: slider.stops == kept and slider.value() in kept)
    seen(qtbot, window, slider.value())


def test_a_slow_fit_holds_no_drag_up_and_the_last_place_wins(
    qtbot: QtBot, trained: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked, gate = Predictor.predict, [], Event()

    def slow(self: Predictor, weights: dict[str, torch.Tensor]) -> object:
        asked.append(weights)
        assert gate.wait(patience.SECONDS)
        return real(self, weights)

    monkeypatch.setattr(Predictor, "predict", slow)
    drag(trained, *range(50, 10, -1))
    assert travel(trained).slider.value() == 11
    gate.set()
    seen(qtbot, trained, 11)
    assert len(asked) <= 3


def test_another_run_is_shown_as_it_is(qtbot: QtBot, trained: MainWindow) -> None:
    trained.bridge.edit(edits.set_training(trained.bridge.project, epochs=8), say("Set epochs"))
    with qtbot.waitSignal(trained.worker.finished):
        trained.runs.train()
    at_rest(qtbot, trained, 8)
    drag(trained, 3)
    assert trained.bridge.runs is not None
    trained.views.runs.curves_wanted.emit(trained.bridge.runs.runs()[0])
    at_rest(qtbot, trained, 60)
    drag(trained, 30)
    seen(qtbot, trained, 30)
    QTest.mouseClick(travel(trained).restore_button, LEFT)
    assert trained.runs.run is not None
    assert (trained.runs.run.number, trained.runs.run.epoch) == (1, 30)


def test_a_run_of_before_there_were_trails_offers_its_best_and_its_last(
    qtbot: QtBot, trained: MainWindow, open_window: OpenWindow, file: Path
) -> None:
    run = trained.runs.run
    assert run is not None
    trained.close()
    (run.path / "epochs.safetensors").unlink()
    again = open_window(file)
    at_rest(qtbot, again, 60)
    assert again.views.time_travel.slider.stops == (run.best_epoch, 60)
    QTest.keyClick(travel(again).slider, Qt.Key.Key_Left)
    seen(qtbot, again, run.best_epoch or 0)


def test_without_a_run_there_is_no_slider(open_window: OpenWindow, file: Path) -> None:
    assert travel(open_window(file)).isHidden()


def test_a_screen_reader_is_told_the_epoch_and_may_set_it(qtbot: QtBot, trained: MainWindow) -> None:
    slider = travel(trained).slider
    told = QAccessible.queryAccessibleInterface(slider)
    assert told.role() == QAccessible.Role.Slider
    assert told.text(QAccessible.Text.Name) == "Epoch"
    assert told.valueInterface().currentValue() == 60
    told.valueInterface().setCurrentValue(31)
    assert travel(trained).epoch == 31


def test_the_diagnosis_goes_back_too_and_offers_nothing_there(qtbot: QtBot, trained: MainWindow) -> None:
    strip = trained.views.diagnosis
    qtbot.waitUntil(lambda: not strip.isHidden() and not trained.remedies.busy)
    at_the_end = strip.chip.words.text()
    assert strip.chip.state != "early"
    travel(trained).go_to(travel(trained).slider.stops[4])
    qtbot.waitUntil(lambda: strip.chip.state == "early")
    assert "(At epoch 5.)" in strip.sentence.text()
    assert not strip.offers
    travel(trained).go_back()
    qtbot.waitUntil(lambda: strip.chip.words.text() == at_the_end)
    assert "At epoch" not in strip.sentence.text()
