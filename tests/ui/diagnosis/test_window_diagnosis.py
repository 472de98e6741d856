"""What the window says of a run and offers for it: named live, cured by one click, compared, taken back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import samples
from netbuilder.files.read import read
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.project import Project
from netbuilder.runs.folder import Run, runs_folder
from netbuilder.runs.recording import record
from netbuilder.training.trainer import Training
from ui.diagnosis.diagnosis_strip import DiagnosisStrip
from ui.shell.main_window import SMALLEST, MainWindow

from .diagnosis_parts import LEFT, OpenWindow, listed, offered, saved, settle, train

EPOCHS = 90
"""By then the first sample overfits plainly."""


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    return open_window(saved(tmp_path, epochs=EPOCHS))


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first sample with the run that ``train`` would give it."""
    path = saved(tmp_path_factory.mktemp("trained"), epochs=EPOCHS)
    for _ in record(Training(read(path)), runs_folder(path)):
        pass
    return path


@pytest.fixture
def window_with_run(qtbot: QtBot, open_window: OpenWindow, trained: Path, tmp_path: Path) -> MainWindow:
    """A window on it: for what begins when the run is there, however it came about."""
    shutil.copytree(trained.parent, tmp_path / "trained")
    window = open_window(tmp_path / "trained" / trained.name)
    settle(qtbot, window)
    return window


def current(window: MainWindow) -> Run:
    assert window.runs.run is not None
    return window.runs.run


def numbers(before: Run, after: Run) -> str:
    """The end of both runs, as the line beneath the drawing must have it."""
    (a, b), (c, d) = ((run.records[-1].train_loss, run.records[-1].validation_loss) for run in (before, after))
    return f"final validation loss {b:.3g} → {d:.3g}; gap {b - a:.3g} → {d - c:.3g}"


@pytest.mark.look
def test_overfitting_is_named_while_the_network_still_learns(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, epochs=100_000))
    strip, heights = window.views.diagnosis, set[int]()
    assert strip.isHidden()
    window.worker.progressed.connect(lambda _news: heights.add(strip.height()))
    window.actions_["train"].trigger()
    sure = ("likely", "quite sure", "almost certain")
    qtbot.waitUntil(lambda: strip.chip.state == "overfitting" and bool(strip.offers) and strip.sure.text() in sure)
    assert window.worker.state == "running"
    assert re.fullmatch(r"Overfitting since epoch (≈ )?\d+", strip.chip.words.text())
    assert strip.sentence.text().startswith("Validation loss has ")
    assert "Weight decay" in offered(window)
    assert not any(name.startswith("Restore") for name in offered(window))
    assert len(heights - {0}) == 1
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()


def test_a_remedy_clicked_while_the_network_learns_stops_it_and_keeps_the_run(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, epochs=100_000))
    strip = window.views.diagnosis
    window.actions_["train"].trigger()
    qtbot.waitUntil(lambda: bool(strip.offers))
    assert "stops the current training and saves it" in strip.offers[0].why
    assert (strip.lead.text(), strip.lead.isVisible()) == ("Stop and try:", True)
    with qtbot.waitSignals([window.worker.finished, window.worker.started]):
        QTest.mouseClick(strip.buttons[0], LEFT)
    assert window.bridge.project.training.weight_decay == 0.01
    assert strip.outcome.text() == "Trying: Weight decay of 0.01. The curves of run 1 are shown underneath."
    assert [run.reason for run in window.bridge.runs.runs()] == ["stopped", "running"]
    with qtbot.waitSignal(window.worker.finished):
        window.worker.stop()
    settle(qtbot, window)


def test_each_remedy_changes_the_project_is_compared_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    strip, drawn, first = window.views.diagnosis, window.bridge.project, current(window)
    assert strip.chip.state == "overfitting"
    names = [name for name in offered(window) if not name.startswith("Restore")]
    assert names == ["Weight decay", "Dropout", "More rows", "Early stopping", "Fewer units", "Less noise"]
    for name in names:
        offer = next(offer for offer in strip.offers if offer.name == name)
        with qtbot.waitSignal(window.worker.finished):
            choose(qtbot, window, offer.title)
        settle(qtbot, window)
        assert window.bridge.project != drawn, name
        assert strip.outcome.text().startswith(f"{offer.title}: {numbers(first, current(window))}"), name
        assert strip.outcome.text().endswith("(measured on other rows).") == (name == "Less noise")
        curves = window.views.curves
        assert len(curves.training_points()[0]) == len(current(window).records)
        behind = any(entry.words.startswith("Run 1") for entry in curves.plot.key.entries)
        assert behind == (name != "Less noise")
        if name in ("Dropout", "Less noise"):
            QTest.mouseClick(strip.undo, LEFT)
        else:
            window.actions_["undo"].trigger()
        assert window.bridge.project is drawn, name
        settle(qtbot, window)
        assert current(window).path == first.path
        assert strip.chip.state == "overfitting"
        assert strip.outcome.text() == ""


def choose(qtbot: QtBot, window: MainWindow, title: str) -> None:
    """Open the list by its key, walk to the offer and press Enter."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    rows = listed().rows
    place = [row.offer.title for row in rows].index(title)
    assert rows[place].accessibleDescription()
    for row in rows[:place]:
        QTest.keyClick(row, Qt.Key.Key_Down)
    assert rows[place].hasFocus()
    QTest.keyClick(rows[place], Qt.Key.Key_Return)


@pytest.mark.look
def test_tab_goes_through_the_remedies_and_on_to_the_inspector(window_with_run: MainWindow) -> None:
    window = window_with_run
    strip = window.views.diagnosis
    stops = [stop for stop in strip.stops if stop.isVisible()]
    assert len(stops) == 4
    assert all(stop.accessibleName() or stop.text() for stop in stops)
    assert "Overfitting since " in strip.accessibleDescription()
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    for stop in stops:
        assert window.focusWidget() is stop
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    assert window.views.inspector.isAncestorOf(window.focusWidget())


def test_an_underfitting_network_is_offered_a_layer_and_learns(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, "xor_underfits"))
    train(qtbot, window)
    strip = window.views.diagnosis
    assert strip.chip.words.text() == "Underfitting"
    assert offered(window) == ["One more layer", "Higher learning rate"]
    with qtbot.waitSignal(window.worker.finished):
        QTest.mouseClick(strip.buttons[0], LEFT)
    settle(qtbot, window)
    assert strip.chip.words.text() != "Underfitting"
    assert strip.outcome.text().startswith("Another Dense after “Input”: final validation loss ")


def test_redo_turns_to_the_cured_run_again(qtbot: QtBot, window_with_run: MainWindow) -> None:
    window = window_with_run
    with qtbot.waitSignal(window.worker.finished):
        choose(qtbot, window, "Weight decay of 0.01")
    settle(qtbot, window)
    said = window.views.diagnosis.outcome.text()
    window.actions_["undo"].trigger()
    assert current(window).number == 1
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert current(window).number == 2
    assert window.views.diagnosis.outcome.text() == said


def test_the_best_epoch_is_restored_from_the_strip(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    strip, run = window.views.diagnosis, current(window)
    assert offered(window)[0] == f"Restore epoch {run.best_epoch}"
    QTest.mouseClick(strip.buttons[0], LEFT)
    settle(qtbot, window)
    assert run.restored
    last, best = run.records[-1], run.records[run.best_epoch - 1]
    assert f"validation loss {last.validation_loss:.3g} → {best.validation_loss:.3g}" in strip.outcome.text()
    assert offered(window)[0] == f"Back to epoch {EPOCHS}"
    QTest.mouseClick(strip.buttons[0], LEFT)
    settle(qtbot, window)
    assert not run.restored
    assert window.status.weights.text() == f"run 1, epoch {EPOCHS}"
    assert window.banners.shown()[0].text == f"The network is back at the end of run 1, epoch {EPOCHS}."
    assert offered(window)[0] == f"Restore epoch {run.best_epoch}"


def test_the_curves_mark_since_when_it_overfits(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    train(qtbot, window)
    window.views.curves.save(tmp_path / "curves.svg")
    words = window.views.diagnosis.chip.words.text()
    assert words.lower() in (tmp_path / "curves.svg").read_text("utf-8")


def test_a_rerun_after_an_edit_by_hand_is_compared_where_the_same_rows_judge(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    first, strip = current(window), window.views.diagnosis
    window.bridge.edit(edits.set_training(window.bridge.project, learning_rate=0.001), say("Set the learning rate"))
    train(qtbot, window)
    assert strip.outcome.text() == f"Run 1 → run 2: {numbers(first, current(window))}."
    assert strip.undo.isHidden()
    window.bridge.edit(edits.set_data(window.bridge.project, split_seed=5), say("Split anew"))
    train(qtbot, window)
    assert strip.outcome.text() == ""


def test_a_run_of_another_network_is_judged_but_no_remedy_acts_on_the_wrong_drawing(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, epochs=EPOCHS))
    train(qtbot, window)
    node = next(node.id for node in window.bridge.project.graph.nodes.values() if node.layer.width)
    window.bridge.edit(edits.set_parameter(window.bridge.project, node, "units", 300), say("Set units"))
    settle(qtbot, window)
    strip = window.views.diagnosis
    assert strip.chip.state == "overfitting"
    assert strip.sentence.text().endswith(
        "The project has changed since this run (another network), so no remedies are offered."
    )
    assert strip.offers == ()
    assert not window.actions_["remedies"].isEnabled()
    assert window.files.save()
    window.close()
    again = open_window(tmp_path / f"{samples.OPENED_FIRST}.netb")
    settle(qtbot, again)
    assert again.views.diagnosis.chip.state == "overfitting"
    assert again.views.diagnosis.offers == ()
    again.bridge.edit(current(again).project or Project(), say("As in the run"))
    settle(qtbot, again)
    assert "Weight decay" in offered(again)


def test_the_project_without_runs_shows_no_strip_and_its_run_shows_it_at_opening(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, epochs=EPOCHS))
    assert window.views.diagnosis.isHidden()
    train(qtbot, window)
    window.close()
    again = open_window(tmp_path / f"{samples.OPENED_FIRST}.netb")
    settle(qtbot, again)
    assert again.views.diagnosis.chip.words.text().startswith("Overfitting since ")
    again.files.new()
    assert again.views.diagnosis.isHidden()


def test_where_validation_says_nothing_the_strip_says_so(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(saved(tmp_path, epochs=60, learning_rate=0.05))
    other = edits.set_data(window.bridge.project, training_rows=None, validation=1 / 400)
    window.bridge.edit(other, say("Set the validation share"))
    train(qtbot, window)
    strip = window.views.diagnosis
    assert strip.chip.words.text() == "Cannot be judged"
    assert "at least 5 validation rows are needed, but there are 1" in strip.sentence.text()
    [offer] = strip.offers
    assert (offer.name, offer.title) == ("Validate on more rows", "Validate on 40% of the rows")
    assert offer.why == "Validation rows: 1, which tell nothing. With this share there are 160, and 240 to train on."
    with qtbot.waitSignal(window.worker.finished):
        QTest.mouseClick(strip.buttons[0], LEFT)
    settle(qtbot, window)
    assert window.bridge.project == edits.set_data(other, validation=0.4)
    assert strip.chip.state not in ("unseen", "noisy")
    assert strip.outcome.text().startswith("Validate on 40% of the rows: ")
    assert strip.outcome.text().endswith("(measured on other rows).")
    QTest.mouseClick(strip.undo, LEFT)
    assert window.bridge.project == other


def test_a_run_whose_loss_becomes_no_number_is_diverging_and_slowed_down(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(saved(tmp_path, "line", epochs=60, learning_rate=1000.0, optimizer="sgd"))
    train(qtbot, window)
    strip = window.views.diagnosis
    assert current(window).reason == "not finite"
    assert strip.chip.words.text() == "Diverging"
    assert "Lower learning rate" in offered(window)
    with qtbot.waitSignal(window.worker.finished):
        choose(qtbot, window, "Learning rate down to 100")
    settle(qtbot, window)
    assert window.bridge.project.training.learning_rate == 100.0


@pytest.mark.look
def test_in_the_smallest_window_all_words_are_there_and_a_key_lists_the_remedies(
    qtbot: QtBot, window_with_run: MainWindow
) -> None:
    window = window_with_run
    window.resize(SMALLEST)
    window.banners.clear()
    strip = window.views.diagnosis
    qtbot.waitUntil(lambda: strip.width() < SMALLEST.width() and strip.height() >= strip.sizeHint().height())
    assert strip.chip.geometry().bottom() < strip.sentence.geometry().top()
    choose(qtbot, window, "Weight decay of 0.01")
    qtbot.waitUntil(lambda: window.bridge.project.training.weight_decay == 0.01)
    settle(qtbot, window)
    window.banners.clear()
    QApplication.processEvents()
    assert strip.outcome.text().startswith("Weight decay of 0.01: final validation loss ")
    assert strip.rect().contains(strip.outcome.geometry())
    assert strip.chip.toolTip().startswith(strip.chip.words.text())


def cut(strip: DiagnosisStrip) -> list[QWidget]:
    """What of the strip lies outside it, or has less room than it needs."""
    parts = [widget for widget in (strip.chip, strip.sentence, *strip.stops) if widget.isVisible()]
    return [
        widget
        for widget in parts
        if not strip.rect().contains(widget.geometry())
        or (widget is not strip.sentence and widget.size().boundedTo(widget.sizeHint()) != widget.sizeHint())
    ]


@pytest.mark.look
def test_nothing_of_the_strip_is_cut_however_narrow(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(760, 700)
    train(qtbot, window)
    strip = window.views.diagnosis
    for width in (760, 1280, 760, 900, 760):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.width() == width and strip.width() == strip.parentWidget().width())
        qtbot.waitUntil(lambda: not cut(strip))
        height = strip.sentence.height()
        strip.sentence.setMinimumHeight(0)
        assert height == strip.sentence.heightForWidth(strip.sentence.width()), width
        assert strip.more.isVisible(), width
        shown = [button.isVisible() for button in strip.buttons]
        assert shown == sorted(shown, reverse=True), width


def test_undo_while_a_remedy_is_tried_comes_back_to_the_run_before(qtbot: QtBot, window: MainWindow) -> None:
    train(qtbot, window)
    first = current(window)
    offer = next(offer for offer in window.views.diagnosis.offers if offer.name == "Weight decay")
    offer.act()
    qtbot.waitUntil(lambda: window.worker.state == "running")
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert current(window).path == first.path
    assert window.views.curves.read_out.toolTip().startswith("Run 1 · ")
    assert window.views.diagnosis.chip.state == "overfitting"
