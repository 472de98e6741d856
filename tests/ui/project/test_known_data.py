"""What is known of the data reaches the whole window: from the file, from loading the rows, never on its own thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.data.catalogue import dataset_types
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.shapes.check_result import Severity
from tests import patience
from tests.ui.conftest import OpenWindow
from ui.project import data_check, known_data
from ui.shell.main_window import MainWindow

SMALL = "x,y\n" + "".join(f"{row},{'a' if row < 19 else 'b'}\n" for row in range(20))
EVEN = "x,y\n" + "".join(f"{row / 100},{'ab'[row % 2]}\n" for row in range(20))


def choose(window: MainWindow, path: Path, **settings: object) -> None:
    """As the Data tab does it: this file, and these settings of split and scale."""
    dataset = dataset_types()["csv"].parse({"path": str(path)})
    project = edits.set_data(edits.set_dataset(window.bridge.project, dataset), **settings)
    window.bridge.edit(project, say("Choose data"))


def told(window: MainWindow) -> str:
    """The first sentence of the problems list; empty while there is none."""
    rows = window.views.problems.rows
    return rows[0].accessibleName() if rows else ""


@pytest.fixture
def small(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Path:
    """A table with a class of one row, chosen and looked at."""
    path = tmp_path / "small.csv"
    path.write_text(SMALL)
    choose(window, path, split="stratified")
    qtbot.waitUntil(lambda: "too small for a stratified split" in told(window))
    return path


@pytest.mark.usefixtures("small")
def test_a_class_too_small_for_its_split_is_told_before_anybody_trains(window: MainWindow, qtbot: QtBot) -> None:
    tabs = window.views.inspector.tabs
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Data"))
    assert "too small" in window.status.data.text()
    assert "too small" in window.views.inspector.data.problem.text
    window.actions_["train"].trigger()
    assert window.worker.state == "idle"
    assert "too small" in window.banners.shown()[0].text
    window.bridge.edit(edits.set_data(window.bridge.project, split="shuffled"), say("Set"))
    qtbot.waitUntil(lambda: "too small" not in told(window))
    assert window.banners.shown() == ()
    assert not window.views.inspector.data.problem.text


@pytest.mark.usefixtures("small")
def test_the_sentence_does_not_come_and_go_with_every_key(window: MainWindow, qtbot: QtBot) -> None:
    lists: list[int] = []
    window.views.problems.counted.connect(lists.append)
    for share in (0.21, 0.22, 0.23):
        window.bridge.edit(edits.set_data(window.bridge.project, validation=share), say("Set"))
    qtbot.waitUntil(lambda: not window.bridge.data.to_load)
    assert "too small" in told(window)
    assert lists == []


def test_ready_to_train_is_said_once_the_rows_of_a_file_were_looked_at(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "even.csv").write_text(EVEN)
    said: list[str] = []
    panel, go_on, really = window.views.problems, threading.Event(), data_check.load
    monkeypatch.setattr(data_check, "load", lambda settings: go_on.wait(patience.SECONDS) and really(settings))
    choose(window, tmp_path / "even.csv")
    qtbot.waitUntil(lambda: not window.bridge.data.reading)
    panel.show()
    said.append(panel.empty._text.text())
    go_on.set()
    qtbot.waitUntil(lambda: not window.bridge.data.to_load)
    said.append(panel.empty._text.text())
    assert said == ["No problems so far. The rows are not checked yet.", "No problems. Ready to train."]
    window.bridge.edit(edits.set_data(window.bridge.project, split_seed=5), say("Set"))
    assert window.bridge.data.to_load
    assert not window.bridge.data.awaited  # the same file: the sentence does not come and go


def test_rows_that_cannot_be_normalised_are_told(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "far.csv").write_text(EVEN + "3e38,b\n")
    choose(window, tmp_path / "far.csv", split="ordered", normalisation="z-score")
    qtbot.waitUntil(lambda: "Row 21 is too far from the training rows" in told(window))
    window.bridge.document.undo()
    qtbot.waitUntil(lambda: window.views.problems.count == 0)


def test_nothing_is_loaded_while_a_network_is_trained(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "small.csv").write_text(SMALL)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=100_000), say("Set"))
    window.actions_["train"].trigger()
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 1)
    choose(window, tmp_path / "small.csv", split="stratified")
    qtbot.wait(500)
    assert window.bridge.data.to_load
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["stop"].trigger()
    qtbot.waitUntil(lambda: "too small" in told(window))


def test_a_file_that_takes_long_is_read_beside_the_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "even.csv").write_text(EVEN)
    go_on, readers = threading.Event(), []
    really = known_data.facts

    def slowly(settings: object) -> known_data.Facts:
        readers.append(threading.current_thread().name)
        assert go_on.wait(patience.SECONDS)
        return really(settings)  # type: ignore[arg-type]

    monkeypatch.setattr(known_data, "facts", slowly)
    choose(window, tmp_path / "even.csv")
    assert "still being read" in told(window)
    assert window.views.problems.rows[0].problem.severity is Severity.WARNING
    window.actions_["train"].trigger()
    assert window.worker.state == "idle"
    assert "still being read" in window.banners.shown()[0].text
    window.actions_["stop"].trigger()
    go_on.set()
    qtbot.waitUntil(lambda: window.bridge.signature is not None)
    assert readers == ["panel"]
    assert window.banners.shown() == ()
    assert "still being read" not in told(window)
    assert {node.id for node in window.bridge.project.graph.with_role("input")} <= {
        node for node, found in window.bridge.check.nodes.items() if found.shape == (1,)
    }


def test_what_was_read_too_late_is_of_no_interest(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "even.csv").write_text(EVEN)
    go_on = threading.Event()
    really, before = known_data.facts, window.bridge.signature
    with monkeypatch.context() as patch:
        patch.setattr(known_data, "facts", lambda settings: go_on.wait(patience.SECONDS) and really(settings))
        choose(window, tmp_path / "even.csv")
    window.bridge.document.undo()
    assert window.bridge.signature == before
    go_on.set()
    qtbot.waitUntil(lambda: not window.bridge.data._background.busy)
    assert window.bridge.signature == before
    assert told(window) == ""


def test_a_file_repaired_elsewhere_is_read_again_when_the_user_comes_back(
    window: MainWindow, qtbot: QtBot, small: Path
) -> None:
    small.write_text(EVEN)
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: "too small" not in told(window))


def test_train_reads_a_missing_file_again(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    choose(window, tmp_path / "later.csv")
    qtbot.waitUntil(lambda: "does not exist" in told(window))
    window.actions_["train"].trigger()
    assert "does not exist" in window.banners.shown()[0].text
    (tmp_path / "later.csv").write_text(EVEN)
    window.actions_["train"].trigger()
    qtbot.waitUntil(lambda: "does not exist" not in told(window))


def test_a_project_without_data_has_no_rows_to_speak_of(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(samples.path("bowl"))
    qtbot.waitUntil(lambda: window.bridge.signature is not None)
    assert window.status.data.text() == "No data"
    moons = dataset_types()["moons"].parse({"rows": 40})
    window.bridge.edit(edits.set_dataset(window.bridge.project, moons), say("Data"))
    qtbot.waitUntil(lambda: window.status.data.text() == "Moons, 40 train / 0 validation")


def test_what_is_behind_a_refused_table_is_told_beside_the_refusal_and_mended_at_one_click(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """A line of totals that leaves its other columns empty."""
    path = tmp_path / "shops.csv"
    path.write_text(
        "shop,units,y\n" + "".join(f"{'ABCDE'[n % 5]},{n},{n / 9:.2f}\n" for n in range(20)) + "Total,,21\n"
    )
    choose(window, path)
    qtbot.waitUntil(lambda: "column “units” has no value" in told(window))
    [row] = [row for row in window.views.problems.rows if "seems to sum up other rows" in row.accessibleName()]
    window.views.problems.fold(False)
    QTest.mouseClick(row.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.bridge.signature is not None and window.bridge.signature.rows == 20)
    qtbot.waitUntil(lambda: "has no value" not in told(window))
