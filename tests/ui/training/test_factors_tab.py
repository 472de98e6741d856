"""Overfitting factors on sliders: one drag is one edit and one kept run, and the curve follows while it lasts."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.predictions.predictions import Curve
from netbuilder.project import edits
from ui.predictions.prediction_worker import DisplayedPredictions
from ui.shell.lessons import LESSONS
from ui.shell.main_window import MainWindow
from ui.training import factors_tab, trial_runs
from ui.training.factors_tab import FactorRow

LEFT = Qt.MouseButton.LeftButton


def opened(window: MainWindow, sample: str) -> None:
    window.files.open_sample(sample)
    window.views.inspector.show_factors()


def row(window: MainWindow, name: str) -> FactorRow:
    found = [row for row in window.views.inspector.factors.rows if row.objectName().startswith(name)]
    assert len(found) == 1
    return found[0]


def handle(slider: QSlider, place: int) -> QPoint:
    """The middle of the handle as it stands, or where it would stand at another place."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    option.sliderPosition = place
    style, control = slider.style(), QStyle.ComplexControl.CC_Slider
    return style.subControlRect(control, option, QStyle.SubControl.SC_SliderHandle, slider).center()


class Drag:
    """A slider in the hand."""

    def __init__(self, slider: QSlider) -> None:
        self._slider = slider
        QTest.mousePress(slider, LEFT, pos=handle(slider, slider.value()))

    def to(self, place: int) -> None:
        QTest.mouseMove(self._slider, handle(self._slider, place))
        assert self._slider.value() == place

    def release(self) -> None:
        QTest.mouseRelease(self._slider, LEFT, pos=handle(self._slider, self._slider.value()))


def runs(window: MainWindow) -> int:
    return len(window.bridge.runs.runs()) if window.bridge.runs is not None else 0


def degree(window: MainWindow) -> object:
    return window.bridge.project.graph.nodes["polynomial_basis_1"].layer.values()["degree"]


def drawn(window: MainWindow) -> Curve:
    displayed = window.views.predictions.displayed
    assert displayed is not None
    assert displayed.predictions is not None
    assert isinstance(displayed.predictions.picture, Curve)
    return displayed.predictions.picture


def fitted_since(window: MainWindow, before: DisplayedPredictions | None) -> bool:
    """Whether the predictions show the end of a training, and not the ones that were shown before."""
    displayed = window.views.predictions.displayed
    return displayed is not None and displayed is not before and displayed.epoch == 300


def test_a_drag_is_one_edit_one_kept_run_and_the_curve_follows(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "five_points_polynomial")
    slider = row(window, "degree").slider
    drag = Drag(slider)
    seen = []
    for place in (3, 0):
        fitted = partial(fitted_since, window, window.views.predictions.displayed)
        with qtbot.waitSignal(window.worker.finished):
            drag.to(place)
        qtbot.waitUntil(fitted)
        seen.append(drawn(window).values)
        assert degree(window) == place + 1
        assert runs(window) == 0
    assert abs(seen[0] - seen[1]).max() > 0.2
    slope = seen[1][1:] - seen[1][:-1]
    assert abs(slope - slope.mean()).max() < 1e-4
    with qtbot.waitSignal(window.worker.finished):
        drag.release()
    assert runs(window) == 1
    assert window.runs.run is not None
    assert window.runs.run.project == window.bridge.project
    window.bridge.document.undo()
    assert degree(window) == 6
    assert slider.value() == 5
    assert window.bridge.document.undo_label is None


def test_keys_move_a_slider_too_and_some_in_a_row_are_one_edit_and_one_kept_run(
    qtbot: QtBot, window: MainWindow
) -> None:
    opened(window, "five_points_polynomial")
    slider = row(window, "degree").slider
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    assert degree(window) == 3
    assert runs(window) == 0
    qtbot.waitUntil(lambda: runs(window) == 1 and window.worker.state == "idle")
    QTest.keyClick(slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: runs(window) == 2 and window.worker.state == "idle")
    assert window.runs.run is not None
    assert window.runs.run.project == window.bridge.project
    window.bridge.document.undo()
    assert degree(window) == 3
    window.bridge.document.undo()
    assert degree(window) == 6


def test_what_it_came_to_stands_below_the_sliders_beside_what_it_was(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "five_points_polynomial")
    effect = window.views.inspector.factors.effect
    assert effect.training.text() == "Training loss –"
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    assert effect.training.text() == "Training loss < 0.0001"
    before = effect.validation.text().removeprefix("Validation loss ")
    drag = Drag(row(window, "degree").slider)
    with qtbot.waitSignal(window.worker.finished):
        drag.to(0)
        assert effect.training.text() == "Training loss < 0.0001 → …"
    with qtbot.waitSignal(window.worker.finished):
        drag.release()
    record = window.runs.run.records[-1] if window.runs.run is not None else None
    assert record is not None
    assert effect.training.text() == f"Training loss < 0.0001 → {record.train_loss:.3g}"
    assert effect.validation.text() == f"Validation loss {before} → {record.validation_loss:.3g}"


def test_of_a_drag_the_run_before_it_lies_under_the_new_one(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "five_points_polynomial")
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    drag = Drag(row(window, "degree").slider)
    for place in (3, 2):
        with qtbot.waitSignal(window.worker.finished):
            drag.to(place)
    with qtbot.waitSignal(window.worker.finished):
        drag.release()
    behind = [record.number for record in window.bridge.runs.runs()] if window.bridge.runs is not None else []
    assert behind == [1, 2]
    assert window.views.curves.plot.key.entries[-1].words == "Run 1, the previous one"


def test_a_network_too_large_to_follow_begins_again_and_is_kept_once_the_slider_is_let_go(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_runs, "PATIENCE", 50)
    opened(window, "moons_overfit")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=1_000_000), say("Set epochs"))
    drag = Drag(row(window, "width").slider)
    drag.to(4)
    qtbot.waitUntil(lambda: window.worker.trying and window.worker.state == "running")
    with qtbot.waitSignal(window.worker.finished):
        drag.to(5)
    effect = window.views.inspector.factors.effect
    assert effect.validation.text() == "Validation loss –"
    qtbot.waitUntil(lambda: window.worker.trying and window.worker.project is window.bridge.project)
    assert runs(window) == 0
    drag.release()
    qtbot.waitUntil(lambda: not window.worker.trying and window.worker.run is not None)
    assert window.worker.run is not None
    assert window.worker.run.project is not None
    assert window.worker.run.project.graph == window.bridge.project.graph
    assert runs(window) == 1


def test_a_training_under_way_gives_way_to_a_factor_that_moves(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "five_points_polynomial")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=1_000_000), say("Set epochs"))
    window.runs.train()
    qtbot.waitUntil(lambda: window.worker.run is not None)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=20), say("Set epochs"))
    drag = Drag(row(window, "degree").slider)
    drag.to(3)
    drag.release()
    qtbot.waitUntil(lambda: window.runs.run is not None and window.runs.run.number == 2)
    assert window.runs.run is not None
    assert len(window.runs.run.records) == 20


def test_another_project_opened_while_a_factor_moves_is_not_trained(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "five_points_polynomial")
    row(window, "degree").slider.setFocus()
    QTest.keyClick(row(window, "degree").slider, Qt.Key.Key_Left)
    window.bridge.document.mark_saved()
    window.files.open_sample("line")
    qtbot.wait(700)
    assert window.worker.state == "idle"
    assert runs(window) == 0


def test_a_factor_that_cannot_be_moved_says_why(window: MainWindow) -> None:
    opened(window, "line")
    width = row(window, "width")
    assert not width.slider.isEnabled()
    assert width.reason.isVisible()
    assert "no hidden layer" in width.reason.text()
    assert not row(window, "rows").reason.isVisible()


@pytest.mark.parametrize("place", range(len(LESSONS)))
def test_a_lesson_opens_with_the_factors_and_the_predictions(window: MainWindow, place: int) -> None:
    help_menu = window.menuBar().actions()[-1].menu()
    lessons = next(action.menu() for action in help_menu.actions() if action.menu() is not None)
    window.views.results.setCurrentWidget(window.views.runs)
    lessons.actions()[place].trigger()
    assert window.files.name == list(LESSONS)[place]
    assert window.views.inspector.factors.isVisible()
    assert window.views.predictions.isVisible()


def test_undo_before_a_slider_settles_brings_the_curves_of_the_run_back(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factors_tab, "SETTLED", 3_600_000)  # a slow machine must not settle it before the undo
    opened(window, "five_points_polynomial")
    with qtbot.waitSignal(window.worker.finished):
        window.runs.train()
    curves, slider = window.views.curves, row(window, "degree").slider
    qtbot.waitUntil(lambda: not window.remedies.busy)
    trained = curves.validation_points()
    slider.setFocus()
    with qtbot.waitSignal(window.worker.finished):
        QTest.keyClick(slider, Qt.Key.Key_Home)
    assert curves.validation_points()[1][-1] != trained[1][-1]
    strip = window.views.diagnosis
    assert (strip.chip.words.text(), strip.offers) == ("Trying", ())
    window.actions_["undo"].trigger()
    assert list(curves.validation_points()[1]) == list(trained[1])
    assert curves.read_out.toolTip().startswith("Run 1 · Epoch 300:")
    assert "Run 1" not in " ".join(entry.words for entry in curves.plot.key.entries)
    qtbot.waitUntil(lambda: strip.chip.state == "overfitting")
    assert "training loss has come down to < 0.0001." in strip.sentence.text()
    assert not row(window, "degree").held
    assert (window.worker.state, runs(window)) == ("idle", 1)


def test_undo_of_a_trial_under_way_stops_it_and_shows_nothing_where_nothing_was(
    qtbot: QtBot, window: MainWindow
) -> None:
    opened(window, "five_points_polynomial")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=1_000_000), say("Set epochs"))
    slider = row(window, "degree").slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: window.worker.trying and window.worker.state == "running")
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.worker.state == "idle")
    qtbot.waitUntil(lambda: not window.views.curves.export.isEnabled())
    assert runs(window) == 0


def test_a_network_made_deeper_stays_whole_in_sight(qtbot: QtBot, window: MainWindow) -> None:
    opened(window, "moons_overfit")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=5), say("Set epochs"))
    canvas = window.canvas
    qtbot.wait(1)  # a project that is opened is fitted once the window has its place
    zoom = canvas.zoom
    drag = Drag(row(window, "depth").slider)
    drag.to(3)
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    with qtbot.waitSignal(window.worker.finished):
        drag.release()
    assert len(window.bridge.project.graph.nodes) > 5
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    window.actions_["undo"].trigger()
    assert canvas.zoom == zoom
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
