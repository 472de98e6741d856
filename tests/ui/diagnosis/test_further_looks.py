"""More epochs and other splits are tried beside the window, and change what is said of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import samples
from netbuilder.diagnosis import further_trainings
from netbuilder.diagnosis.further_trainings import SPLITS
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """A network whose curves leave it in doubt what to say of them."""
    path = tmp_path / "doubt.netb"
    project = edits.set_training(read(samples.path("xor_underfits")), device="cpu", epochs=30)
    write(path, edits.set_data(project, training_rows=30))
    return open_window(path)


def train(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["train"].trigger()


def further(window: MainWindow) -> tuple[int, int]:
    """How many of the further trainings are over, of how many."""
    return window.remedies.further.progress


def test_what_is_in_doubt_is_tried_and_the_sentence_counts_it(qtbot: QtBot, window: MainWindow) -> None:
    said = list[str]()
    window.remedies.further.changed.connect(lambda: said.append(window.views.diagnosis.sentence.text()))
    train(qtbot, window)
    qtbot.waitUntil(lambda: further(window) == (1 + SPLITS, 1 + SPLITS))
    qtbot.waitUntil(lambda: not window.remedies.busy)
    assert any("Trying more epochs and other splits" in text for text in said), said
    assert "Trying" not in window.views.diagnosis.sentence.text()
    found = window.remedies.found
    assert found is not None
    assert len(found.baseline.further.splits) == SPLITS
    assert found.baseline.further.beside == 30


def test_a_training_stops_them_at_once_and_an_edit_for_good(qtbot: QtBot, window: MainWindow) -> None:
    looks = window.remedies.further
    train(qtbot, window)
    qtbot.waitUntil(lambda: looks.trying)
    with qtbot.waitSignal(window.worker.started):
        window.actions_["train"].trigger()
    qtbot.waitUntil(lambda: not looks.trying)
    qtbot.waitUntil(lambda: window.worker.state == "idle" and looks.trying)
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=31), say("Epochs"))
    qtbot.waitUntil(lambda: not looks.busy and not looks.trying)
    assert not window.worker.trying


def test_what_takes_long_is_not_tried(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further_trainings, "MAX_SECONDS", 0.0)
    train(qtbot, window)
    qtbot.waitUntil(lambda: window.remedies.found is not None and not window.remedies.busy)
    assert further(window) == (0, 0)
