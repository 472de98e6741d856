"""The bias–variance lab through the window: what is drawn, what is said, and that its figures are the command's."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabWidget
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

import samples
from netbuilder.cli import app
from netbuilder.data.pipeline import prepare
from netbuilder.experiments.wording import with_error
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from ui.lab.findings import Begun, Findings, Planned
from ui.lab.lab import Lab
from ui.shell import lessons
from ui.shell.main_window import MainWindow

from .lab_parts import lab_on, measure, sweep

OpenWindow = Callable[..., MainWindow]


def of_the_command(window: MainWindow, folder: Path, *options: object) -> dict[str, object]:
    """What ``netbuilder bias-variance --json`` says of the open project."""
    file = folder / "same.netb"
    write(file, window.bridge.project)
    result = CliRunner().invoke(app, ["bias-variance", str(file), "--json", *map(str, options)])
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_the_fan_and_the_epochs_are_drawn_and_the_figures_are_the_commands(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lab = lab_on(window, "five_points", epochs=6)
    measure(qtbot, window)
    board = lab.board
    assert board.fan.count == 4
    assert board.fan.fits.isVisible()
    assert board.fan.truth.isVisible()
    prepared = prepare(window.bridge.project.data)
    rows = prepared.table.features[prepared.training.rows, 0]
    places = (rows.min() - 0.05, 0.0, rows.max() + 0.05)
    assert [board.fan.outside[0].path().contains(QPointF(x, 0.1)) for x in places] == [True, False, True]
    assert all(item.isVisible() for item in board.fan.outside)
    assert "extrapolated" in board.fan.legend.text()
    assert list(board.epochs.lines["variance"].getData()[0]) == [1, 2, 3, 4, 5, 6]
    _, (low, high) = board.epochs.viewRange()
    tops = [band.area.boundingRect().bottom() for band in board.epochs._bands.values()]
    assert low < max(tops) < high
    assert board.place.lines["bias2"].isVisible()
    assert not board.cards["sweep"].isVisible()
    said = of_the_command(window, tmp_path, "--resamples", 4)
    last, (setting,) = lab.table.texts()[-1], said["settings"]
    names = ("bias2", "variance", "noise", "total", "test_error")
    wanted = [with_error(setting[name], setting["standard_errors"][name]) for name in names]
    assert [text.removesuffix(" ?").replace("\N{MINUS SIGN}", "-") for text in last[1:6]] == wanted
    assert last[-1] == "4"
    drawn = board.epochs.lines["test_error"].getData()[1]
    assert list(drawn) == pytest.approx([entry["test_error"] for entry in said["per_epoch"]], abs=1e-5)


def test_a_sweep_draws_the_u_curve_marks_what_breaks_and_names_the_best(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lab = lab_on(window, "five_points", epochs=5)
    sweep(lab, "dense_1.units", "2, 0, 64, 8")
    measure(qtbot, window, 3)
    chart = lab.board.sweep
    assert lab.board.cards["sweep"].isVisible()
    assert chart.failed.isVisible()
    assert len(chart.failed.getData()[0]) == 1
    assert len(chart.test.getData()[0]) == 3
    rows = lab.table.texts()
    assert rows[1][1] == "cannot be measured"
    assert sum("unchanged" in row[0] for row in rows) == 1
    assert "64" in next(row[0] for row in rows if "unchanged" in row[0])
    best = next(row[0] for row in rows if "lowest test error" in row[0])
    assert lab.headline.text().endswith(f"at {best.split()[0]}")
    assert "at least 1" in lab.more.text()
    said = of_the_command(window, tmp_path, "--resamples", 3, "--sweep", "dense_1.units=2,0,64,8")
    errors = sorted(one["test_error"] for one in said["settings"] if one["test_error"] is not None)
    assert sorted(chart.test.getData()[1]) == pytest.approx(errors, abs=1e-5)


def test_a_click_in_the_u_curve_or_the_table_shows_that_setting_closely(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=3)
    sweep(lab, "dense_1.units", "2 8 32")
    measure(qtbot, window, 3)
    place = lab.board.sweep.place_of(1).toPoint()
    QTest.mouseClick(lab.board.sweep.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: lab.board.titles["fan"].text().endswith(", at 8"))
    QTest.keyClick(lab.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: lab.board.titles["fan"].text().endswith(", at 32"))


def test_training_rows_make_a_learning_curve_with_a_reading(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=40)
    sweep(lab, "data.training_rows", "3,5,10")
    measure(qtbot, window, 8)
    assert lab.board.titles["sweep"].text() == "Learning curve"
    assert len(lab.board.sweep.training.getData()[0]) == 3
    assert "With 10 rows the test error is" in lab.reading.text()
    assert "training error" in lab.reading.text()


def test_boundaries_of_classes_and_two_maps_are_drawn(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "moons_overfit", epochs=3)
    measure(qtbot, window, 3)
    board = lab.board
    assert board.fan.count == 3
    assert not board.fan.fits.path().isEmpty()
    assert not board.fan.best.path().isEmpty()
    assert board.place.maps["bias2"].isVisible()
    assert board.place.maps["variance"].isVisible()
    assert "Brier" in lab.definitions.text()
    assert "0-1 loss after Domingos" in lab.more.text()


def test_real_rows_show_bias_and_noise_as_one(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "iris_15_rows", epochs=3)
    measure(qtbot, window, 4)
    assert lab.table.headerItem().text(1) == "Bias² + noise"
    assert "cannot be told apart" in lab.definitions.text()
    assert lab.board.fan.targets.isVisible()
    assert not any(item.isVisible() for item in lab.board.fan.outside)
    assert lab.board.place.marks["variance"].isVisible()


def test_a_value_under_way_stands_apart_and_the_axis_holds_all_from_the_beginning(
    qtbot: QtBot, window: MainWindow
) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    chart, runner = lab.board.sweep, window.views.lab.runner
    sweep(lab, "training.epochs", "1, 100000, 2, 200000")
    lab.controls.resamples.setValue(20)
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(lab.table.texts()) == 2 and lab.board.is_drawn and len(chart.so_far.getData()[0]) == 1)
    assert list(chart.test.getData()[0]) == [0.0]  # the logarithm of 1
    assert chart.so_far.getData()[0][0] == pytest.approx(5.0)
    low, high = chart.viewRange()[0]
    assert low < 0.0
    assert high > math.log10(2e5)
    assert lab.table.texts()[1][0].endswith("(so far)")
    with qtbot.waitSignal(runner.ended):
        QTest.keyClick(lab, Qt.Key.Key_F8)
    assert lab.table.texts()[1][0].endswith("(stopped)")
    qtbot.waitUntil(lambda: lab.board.is_drawn)
    assert chart.note.toPlainText() == "stopped"
    assert "not compared with the others" in lab.more.text()
    assert lab.headline.text() == "Best at 1"


@pytest.mark.look
def test_where_it_is_low_each_column_shows_one_picture(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    sweep(lab, "dense_1.units", "2, 4, 8")
    measure(qtbot, window, 3)
    cards, right = lab.board.cards, lab.board.right
    assert all(card.isVisible() for card in cards.values())
    lab.resize(900, 560)
    qtbot.waitUntil(right.tabs.isVisible)
    assert [name for name, card in cards.items() if card.isVisible()] == ["fan", "sweep"]
    right.tabs.setFocus()
    QTest.keyClick(right.tabs, Qt.Key.Key_Right)
    assert [name for name, card in cards.items() if card.isVisible()] == ["fan", "epochs"]
    assert lab.board.epochs.height() > 180
    rows = lab.table
    assert rows.visualItemRect(rows.topLevelItem(2)).bottom() < rows.viewport().height()


def test_the_lesson_on_double_descent_begins_in_the_lab_with_its_hyperparameter(
    qtbot: QtBot, window: MainWindow
) -> None:
    lessons.begin(window, "double_descent")
    lab = window.views.lab.window
    assert lab.isVisible()
    assert lab.controls.hyperparameter.currentText() == "Polynomial: Degree"
    assert lab.controls.texts() == ("1", "2", "3", "4", "5", "6", "7", "8", "9")
    assert lab.controls.vary.currentText() == "Targets and weights"
    QTest.keyClick(lab.controls.values, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(lab.controls.values, "2, 4, 8, 9")
    measure(qtbot, window, 20)
    assert lab.headline.text() == "Best at 2"
    assert "Beyond the peak at 4 it falls again: double descent." in lab.reading.text()


def test_a_value_that_cannot_be_is_said_where_its_fan_would_be(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    sweep(lab, "dense_1.units", "4, 2, 0")
    measure(qtbot, window, 3)
    assert lab.board.titles["fan"].text().endswith("at 2"), "the last one that could be measured is seen closely"
    QTest.keyClick(lab.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "at least 1" in lab.board.fan.legend.text())


def test_one_network_says_what_cannot_be_said(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    measure(qtbot, window, 1)
    assert lab.headline.text() == "One network has no variance"
    assert lab.table.texts()[-1][1] == "–"


def test_diverged_networks_are_counted(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "line", epochs=60, learning_rate=1000.0)
    measure(qtbot, window, 3)
    assert "diverged and were left out" in lab.more.text()


def test_what_it_measures_on_is_said_and_without_rows_it_refuses(qtbot: QtBot, window: MainWindow) -> None:
    """The smallest validation share leaves one row; none leaves nothing to measure on."""
    lab = lab_on(window, "five_points", epochs=2)
    window.bridge.edit(edits.set_data(window.bridge.project, validation=0.0, test=0.0), say("Set"))
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "neither test rows nor validation rows" in lab.problem.text)
    window.bridge.edit(edits.set_data(window.bridge.project, validation=0.001), say("Set"))
    measure(qtbot, window, 3)
    assert "measured on the validation rows (1)" in lab.more.text()


def test_a_hyperparameter_without_values_cannot_be_swept(window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    sweep(lab, "dense_1.units", " ")
    QTest.mouseClick(lab.going.measure, Qt.MouseButton.LeftButton)
    assert "Enter values" in lab.problem.text
    assert window.views.lab.runner.state == "idle"


def test_a_hyperparameter_that_is_gone_is_no_longer_offered(window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    sweep(lab, "dense_1.units", "2, 4")
    window.bridge.edit(edits.remove(window.bridge.project, ["dense_1"]), say("Delete"))
    assert lab.controls.hyperparameter.findData("dense_1.units") < 0
    assert lab.controls.texts() != ("2", "4")


def test_what_was_measured_is_of_the_project_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=3)
    measure(qtbot, window, 3)
    assert not lab.changed.isVisible()
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=4), say("Set"))
    assert "as it was" in lab.changed.text


def test_before_the_first_figures_no_axis_measures_nothing(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=3)
    measure(qtbot, window, 3)
    charts = lab.board.epochs, lab.board.place
    assert all(chart.getAxis("left").isVisible() for chart in charts)
    findings = Findings(lab.controls.plan())
    findings.take(Planned((math.nan,), math.nan))
    findings.take(Begun(0, 1, None))
    lab.board.draw(findings, 0, window.themes.theme)
    lab.board.finish()
    assert not any(chart.getAxis("left").isVisible() for chart in charts)


def test_each_turn_of_the_event_loop_draws_one_picture(qtbot: QtBot, window: MainWindow) -> None:
    lab = lab_on(window, "five_points", epochs=3)
    measure(qtbot, window, 3)
    drawn: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name, chart in lab.board.charts.items():
            patch.setattr(chart, "draw", lambda *_, name=name: drawn.append(name))
        for _ in range(3):  # faster than the turns: yet none waits for ever
            lab.board.draw(window.views.lab.runner.findings, 0, window.themes.theme)
        assert drawn == ["fan", "place", "epochs"]
        qtbot.waitUntil(lambda: lab.board.is_drawn)
    assert sorted(drawn[3:]) == ["fan", "place"]


def test_figures_and_pictures_are_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    lab = lab_on(window, "five_points", epochs=3)
    measure(qtbot, window, 3)
    for what, name in (("png", "a.png"), ("svg", "a.svg"), ("csv", "a.csv"), ("epochs", "b.csv")):
        lab.save_as(tmp_path / name, what)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    drawing = (tmp_path / "a.svg").read_bytes()
    assert b"<path" in drawing
    assert b"<image" not in drawing, "points are drawn as lines are"
    with (tmp_path / "b.csv").open() as file:
        assert [row["epoch"] for row in csv.DictReader(file)] == ["1", "2", "3"]
    with (tmp_path / "a.csv").open() as file:
        (row,) = csv.DictReader(file)
    assert math.isclose(float(row["bias2"]), lab.board.epochs.lines["bias2"].getData()[1][-1], abs_tol=1e-9)


def test_the_tab_shows_the_fan_and_a_double_click_on_it_opens_the_lab(qtbot: QtBot, window: MainWindow) -> None:
    lab: Lab = window.views.lab
    window.files.open_sample("five_points")
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=2), say("Set"))
    tabs = window.findChild(QTabWidget, "results-tabs")
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    assert titles == ["Predictions", "Bias–variance", "Code", "Runs", "Layers", "Minibatch", "Landscape"]
    tabs.setCurrentWidget(lab.tab)
    lab.window.controls.resamples.setValue(3)
    with qtbot.waitSignal(lab.runner.ended):
        QTest.mouseClick(lab.tab.going.measure, Qt.MouseButton.LeftButton)
    assert lab.tab.board is not None
    assert lab.tab.board.fan.count == 3
    assert lab.tab.headline.text()
    named = lab.tab.board.epochs.legend.text().replace("&nbsp;", " ")
    for line in ("bias²", "variance", "noise", "sum", "test error"):
        assert line in named, "every line that is drawn has a name"
    assert not lab.window.isVisible()
    place = QPoint(tabs.tabBar().tabRect(1).center())
    QTest.mouseDClick(tabs.tabBar(), Qt.MouseButton.LeftButton, pos=place)
    assert lab.window.isVisible()


def test_the_samples_with_rows_to_measure_on_can_all_be_measured(qtbot: QtBot, window: MainWindow) -> None:
    for name in (name for name in samples.names() if read(samples.path(name)).data.validation):
        lab = lab_on(window, name, epochs=1)
        measure(qtbot, window, 2)
        assert lab.table.texts()[0][-1] == "2", name


@pytest.mark.look
def test_no_word_of_the_form_is_cut(window: MainWindow) -> None:
    lab = lab_on(window, "line")
    QTest.mouseClick(lab.controls.sweep, Qt.MouseButton.LeftButton)
    named = [part for part in lab.controls.findChildren(QLabel) if part.isVisible() and part.text()]
    assert len(named) >= 5
    assert [part.text() for part in named if part.width() < part.sizeHint().width()] == []
    kinds = (lab.controls.epochs, lab.controls.sweep)
    assert [part.text() for part in kinds if "…" in part.text() or part.width() < part.sizeHint().width()] == []
