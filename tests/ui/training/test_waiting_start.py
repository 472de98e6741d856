"""Train pressed while a table is still being read: it waits, begins once the table is there, and can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.data.catalogue import dataset_types
from netbuilder.data.settings import DataSettings
from netbuilder.messages import say
from netbuilder.project import edits
from tests import patience
from tests.drawing import drawn
from ui.project import known_data
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
ROWS = "a,b,y\n" + "".join(f"{n},{n % 7},{n * 0.5}\n" for n in range(40))
LETTERS = "a,b,y\n" + "".join(f"{n},{n % 7},{'abc'[n % 3]}\n" for n in range(40))


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Tables are read once it is set."""
    go_on, really = threading.Event(), known_data.facts

    def slowly(settings: DataSettings) -> known_data.Facts:
        if settings.dataset.type == "csv":
            assert go_on.wait(patience.SECONDS)
        return really(settings)

    monkeypatch.setattr(known_data, "facts", slowly)
    yield go_on
    go_on.set()


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, gate: threading.Event) -> MainWindow:
    """A network for one number, over a table that is being read."""
    (tmp_path / "table.csv").write_text(ROWS)
    found = open_window(None)
    choose(found, tmp_path / "table.csv")
    assert found.bridge.data.reading
    return found


def choose(window: MainWindow, path: Path) -> None:
    project = drawn(("dense", {"units": 1}), data="line", epochs=3)
    window.bridge.edit(edits.set_dataset(project, dataset_types()["csv"](path=str(path))), say("Another table"))


def sentences(window: MainWindow) -> list[str]:
    return [banner.text for banner in window.banners.shown()]


def read(window: MainWindow, qtbot: QtBot, gate: threading.Event) -> None:
    gate.set()
    qtbot.waitUntil(lambda: not window.bridge.data.reading)


def test_the_training_begins_once_the_table_is_read(window: MainWindow, qtbot: QtBot, gate: threading.Event) -> None:
    window.actions_["train"].trigger()
    assert window.worker.state == "idle"
    assert sentences(window) == ["The table is still being read; training starts right after."]
    assert window.actions_["stop"].isEnabled()
    with qtbot.waitSignal(window.worker.finished):
        gate.set()
    assert window.runs.run is not None
    assert len(window.runs.run.records) == 3
    assert not window.runs.waiting


def test_pressed_twice_it_trains_once(window: MainWindow, qtbot: QtBot, gate: threading.Event) -> None:
    window.actions_["train"].trigger()
    window.actions_["train"].trigger()
    assert len(sentences(window)) == 1
    with qtbot.waitSignal(window.worker.finished):
        gate.set()
    assert window.bridge.runs is not None
    assert len(window.bridge.runs.runs()) == 1


def test_one_epoch_waits_too_and_then_pauses(window: MainWindow, qtbot: QtBot, gate: threading.Event) -> None:
    window.actions_["step"].trigger()
    gate.set()
    qtbot.waitUntil(lambda: window.worker.state == "paused")
    with qtbot.waitSignal(window.worker.finished):
        window.actions_["stop"].trigger()


@pytest.mark.parametrize("how", ["escape", "stop", "button", "dismiss"])
def test_it_can_be_cancelled(how: str, window: MainWindow, qtbot: QtBot, gate: threading.Event) -> None:
    window.actions_["train"].trigger()
    (banner,) = window.banners.shown()
    if how == "escape":
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    elif how == "stop":
        window.actions_["stop"].trigger()
    elif how == "button":
        QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    else:
        banner.dismiss()
    assert not window.runs.waiting
    assert sentences(window) == []
    assert not window.actions_["stop"].isEnabled()
    read(window, qtbot, gate)
    assert window.worker.state == "idle"
    assert window.runs.run is None


def test_what_the_table_does_not_allow_is_said_once_it_is_read(
    window: MainWindow, qtbot: QtBot, gate: threading.Event, tmp_path: Path
) -> None:
    (tmp_path / "table.csv").write_text(LETTERS)
    choose(window, tmp_path / "table.csv")
    window.actions_["train"].trigger()
    read(window, qtbot, gate)
    assert window.worker.state == "idle"
    assert not window.runs.waiting
    assert len(sentences(window)) == 1
    assert "prevents training" in sentences(window)[0]


def test_other_data_cancel_it(window: MainWindow) -> None:
    window.actions_["train"].trigger()
    (waiting,) = window.banners.shown()
    window.bridge.document.undo()
    assert waiting.dismissed
    assert not window.runs.waiting
    assert window.worker.state == "idle"
