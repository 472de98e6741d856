"""Remedies are tried beside the window while nothing trains, and listed with what they brought."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.ensemble.sequential_ensemble import SequentialEnsemble
from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.layer_edits import put_behind
from netbuilder.remedies import seed_trainings, trial
from netbuilder.remedies.case import Remedy
from netbuilder.remedies.trials import tried
from netbuilder.training.trainer import Training
from ui.diagnosis import background_trials
from ui.diagnosis.remedy_list import OfferedRemedy, RemedyList
from ui.diagnosis.remedy_outcomes import brought, rank
from ui.shell.main_window import MainWindow

from .diagnosis_parts import OpenWindow, listed, saved, train

UNDERFITS = "xor_underfits"


@pytest.fixture
def remedies_tried() -> bool:
    return True


@pytest.fixture(autouse=True)
def _three_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few as anything is said of."""
    monkeypatch.setattr(trial, "SEEDS", trial.FEWEST_SEEDS)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """An underfitting network, for which two remedies are offered; the mouse is not over them: they would hold still
    beneath it, wherever an earlier test has left it."""
    opened = open_window(saved(tmp_path, UNDERFITS))
    QTest.mouseMove(opened.canvas, QPoint(5, 5))
    return opened


def said(window: MainWindow) -> dict[str, str]:
    return {offer.name: offer.brought for offer in window.views.diagnosis.offers}


def trying() -> bool:
    return any(thread.name.startswith("remedies") for thread in threading.enumerate())


def at_rest(window: MainWindow) -> bool:
    return not window.remedies.trials.busy and not trying()


def test_each_remedy_says_what_it_brought_and_the_best_comes_first(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    strip = window.views.diagnosis
    assert list(said(window)) == ["One more layer", "Higher learning rate"]
    qtbot.waitUntil(lambda: at_rest(window))
    trials = {str(one.remedy.name): one for one in tried(window.bridge.project, remedies(window), 3)}
    layer, rate = trials["One more layer"], trials["Higher learning rate"]
    assert layer.helps
    assert not rate.helps
    assert said(window) == {
        "One more layer": str(layer.brought),
        "Higher learning rate": f"Brought nothing: {rate.brought}",
    }
    assert [button.text() for button in strip.buttons if button.isVisible()] == ["One more layer"]
    assert strip.lead.text() == ""
    assert str(layer.brought) in strip.buttons[0].toolTip()
    assert str(layer.brought) in strip.buttons[0].accessibleDescription()
    strip.open_list()
    assert listed().note.text() == "Tried with 3 seeds each: validation loss at the end, before → after."
    assert [row.brought.text() for row in listed().rows] == list(said(window).values())
    assert [row.brought.property("role") for row in listed().rows] == ["good", "hint"]
    listed().close()
    assert len(window.bridge.runs.runs()) == 1


def test_where_nothing_surely_helps_that_is_said_and_no_remedy_has_a_button(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "SURE", 1.0)
    train(qtbot, window)
    qtbot.waitUntil(lambda: at_rest(window))
    strip = window.views.diagnosis
    assert strip.lead.text() == "Nothing that was tried surely helps."
    assert strip.lead.isVisible()
    assert not any(button.isVisible() for button in strip.buttons)
    assert strip.more.isVisible()
    strip.open_list()
    assert [row.offer.title for row in listed().rows] == [str(one.title) for one in remedies(window)]
    listed().close()


def remedies(window: MainWindow) -> tuple[object, ...]:
    from netbuilder.remedies.examination import examine

    run = window.runs.run
    assert run is not None
    return examine(run.project, run.records, run.reason, window.bridge.project).remedies


def test_what_is_known_is_written_into_an_open_list(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    window.views.diagnosis.open_list()
    rows = listed().rows
    assert {row.brought.text() for row in rows} == {"Not tried yet"}
    height = listed().height()
    qtbot.waitUntil(lambda: "better in 3 of 3 seeds" in rows[0].brought.text())
    assert listed().note.text().startswith(("Tried with", "Trying all"))
    qtbot.waitUntil(lambda: at_rest(window))
    assert "3 of 3" in rows[0].accessibleDescription()
    assert listed().height() == height
    listed().close()


def test_where_time_is_up_the_list_counts_to_the_fewest_seeds(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "SEEDS", 8)
    monkeypatch.setattr(trial, "READY_SECONDS", 0.0)
    monkeypatch.setattr(seed_trainings, "faster_way", lambda *_: SequentialEnsemble)
    seen = set[str]()
    window.remedies.trials.changed.connect(lambda: seen.update(said(window).values()))
    train(qtbot, window)
    qtbot.waitUntil(lambda: at_rest(window) and "in 3 of 3 seeds" in "".join(said(window).values()))
    tried = {text for text in seen if text.startswith("Being tried")}
    assert tried
    assert tried <= {"Being tried: 1 of 3 seeds", "Being tried: 2 of 3 seeds"}


def test_a_training_stops_the_trials_at_once_and_they_go_on_after_it(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    qtbot.waitUntil(lambda: window.remedies.trials.progress[0] >= 2)
    seen = list[bool]()
    window.worker.started.connect(lambda _started: seen.append(trying()))
    first = window.remedies.trials.progress[0]
    train(qtbot, window)
    assert seen == [False]
    assert window.remedies.trials.progress[0] >= first
    qtbot.waitUntil(lambda: at_rest(window))
    assert "better in 3 of 3 seeds" in said(window)["One more layer"]


def put_dropout_in(window: MainWindow) -> None:
    project = window.bridge.project
    drawn = next(node.id for node in project.graph.nodes.values() if node.layer.type == "relu")
    window.bridge.edit(put_behind(project, drawn, layer_types()["dropout"](rate=0.1)), say("Dropout"))


def test_trainings_beside_trials_reach_the_losses_that_they_would_alone(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    """Dropout draws from the random numbers that torch shares: a trial that went on would be seen."""
    window = open_window(saved(tmp_path, "iris_15_rows", epochs=60))
    put_dropout_in(window)
    alone = Training(window.bridge.project)
    for _ in alone.run():
        pass
    train(qtbot, window)
    qtbot.waitUntil(trying)
    train(qtbot, window)
    assert window.runs.run is not None
    assert [r.validation_loss for r in window.runs.run.records] == [r.validation_loss for r in alone.records]


def test_in_a_pause_remedies_are_tried_and_the_training_goes_on_as_if_alone(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, "iris_15_rows", epochs=500))
    put_dropout_in(window)
    alone = Training(window.bridge.project)
    for _ in alone.run():
        pass
    curves = window.views.curves
    window.actions_["train"].trigger()
    # By then the losses are so far apart that it overfits beyond doubt, however late the pause is.
    qtbot.waitUntil(lambda: len(curves.training_points()[0]) >= 120 and window.worker.state == "running")
    window.actions_["pause"].trigger()
    qtbot.waitUntil(trying)
    assert window.worker.state == "paused"
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["pause"].trigger()
    assert window.runs.run is not None
    assert [r.validation_loss for r in window.runs.run.records] == [r.validation_loss for r in alone.records]


def test_an_edit_ends_the_trials(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    qtbot.waitUntil(trying)
    window.bridge.edit(edits.set_training(window.bridge.project, batch_size=21), say("Set the batch size"))
    assert not window.remedies.trials.busy
    qtbot.waitUntil(lambda: window.remedies.trials.busy)
    assert set(said(window).values()) == {"Not tried yet"}


def test_the_window_closes_in_the_middle_of_a_trial(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(saved(tmp_path, UNDERFITS))
    train(qtbot, window)
    qtbot.waitUntil(trying)
    window.bridge.document.mark_saved()
    window.close()
    assert not trying()


def test_what_is_found_after_the_window_has_closed_is_not_tried(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    window.bridge.document.mark_saved()
    window.close()
    window.remedies.trials.consider(window.bridge.project, remedies(window))
    assert not window.remedies.trials._settle.isActive()
    assert not trying()


def test_a_training_that_takes_long_is_not_tried_and_the_list_says_so(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "MAX_SECONDS", 0.0)
    train(qtbot, window)
    assert not window.remedies.trials.busy
    assert set(said(window).values()) == {""}
    window.views.diagnosis.open_list()
    assert listed().note.text().startswith("Not tried: one training takes about ")
    listed().close()


def test_a_remedy_that_takes_too_long_keeps_its_button_and_says_that_it_was_not_tried() -> None:
    title = say("More epochs")
    long = trial.Trial(Remedy(title, title, title, lambda project: project), (0.5,), (), seconds=14.2)
    assert brought(long, 3) == "Not tried: one training takes about 14 s"
    assert rank(long) == rank(None)
    assert not long.judged


def offers(*names: str) -> list[OfferedRemedy]:
    return [OfferedRemedy(name, name, "Because.", lambda: None, "Not tried yet") for name in names]


def test_rows_change_places_only_while_nobody_is_at_them(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    strip = window.views.diagnosis
    shown = RemedyList(offers("a", "b"), strip.more, "note")
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    shown.show()
    shown.setFocus()
    shown.renew(offers("b", "a"), "note")
    assert [row.offer.name for row in shown.rows] == ["b", "a"]
    qtbot.waitUntil(lambda: shown.rows[0].y() < shown.rows[1].y())
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.rows[0].hasFocus()
    shown.renew(offers("a", "b"), "note")
    assert [row.offer.name for row in shown.rows] == ["b", "a"]
    shown.setFocus()
    QCursor.setPos(shown.mapToGlobal(shown.rect().center()))
    shown.renew(offers("a", "b"), "note")
    assert [row.offer.name for row in shown.rows] == ["b", "a"]
    QCursor.setPos(window.mapToGlobal(QPoint(1, 1)))
    shown.renew(offers("a", "b"), "note")
    assert [row.offer.name for row in shown.rows] == ["a", "b"]
    shown.close()


def test_buttons_stay_where_they_are_while_the_user_is_at_them(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(saved(tmp_path, "five_points_polynomial", epochs=100))
    monkeypatch.setattr(background_trials, "SETTLED", 1)
    train(qtbot, window)
    strip = window.views.diagnosis
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    names = [offer.name for offer in strip.offers]
    strip.buttons[1].setFocus()
    qtbot.waitUntil(lambda: at_rest(window))
    assert [offer.name for offer in strip.offers] == names
    window.canvas.setFocus()
    strip.left.emit()
    assert [offer.name for offer in strip.offers] != names
    assert strip.offers[-1].brought.endswith("(on other validation rows)") or "nothing" in strip.offers[-1].brought
