"""Runs that somebody else made, in the window: it opens, the others are listed and work, a bad one is a sentence."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.runs.folder import runs_folder
from netbuilder.runs.notes import NOTES
from tests.runs.damage import OF_RUN, damaged, kept
from tests.runs.damage_folders import GOOD, run_is_a_link, runs_are_a_link
from tests.runs.damage_places import Act, bound_socket, folder, link_out, link_to_device, link_to_nothing, outside, pipe
from tests.runs.exercise import contents
from ui.application.preferences import Preferences
from ui.project.recovery import leftovers
from ui.runs.run_columns import DIFFERS, NAME
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
PUT: tuple[Act, ...] = (pipe, bound_socket, link_to_device, link_out, link_to_nothing, folder)
UNLUCKY = random.Random(0)
LIMIT = 20_000
"""Milliseconds: what waits for a pipe waits longer."""
FOLDERS = 24
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two runs and two experiments."""
    return kept(tmp_path_factory.mktemp("original"))


@pytest.fixture
def project(original: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(original.parent, tmp_path / "copy") / original.name


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """All that was asked for is read and shown."""
    views = window.views
    qtbot.waitUntil(lambda: not views.runs.busy and not window.remedies.busy, timeout=LIMIT)


def rows(window: MainWindow) -> Iterator[tuple[str, str]]:
    """What stands in each line of the table, and its hint."""
    model = window.views.runs.model
    for place in range(model.rowCount()):
        yield str(model.index(place, NAME).data()), str(model.index(place, DIFFERS).data(TIP))


def listed(window: MainWindow) -> list[int]:
    """The numbers of the runs in the table."""
    return sorted(entry.number for row in window.views.runs.model.rows() for entry in row.entries)


@pytest.mark.parametrize("put", PUT)
def test_beside_runs_with_something_else_in_place_of_a_file_the_good_one_works(
    qtbot: QtBot, open_window: OpenWindow, project: Path, put: Act
) -> None:
    runs = runs_folder(project).path
    shutil.rmtree(runs / "2")
    (runs / GOOD / NOTES).unlink()  # it would make repeats of the copies
    for number, name in enumerate(OF_RUN, 2):
        shutil.copytree(runs / GOOD, runs / f"{number}")
        (runs / f"{number}" / name).touch()
        put(runs / f"{number}" / name, UNLUCKY)
        outside(runs / "2" / name).unlink(missing_ok=True)
    window = open_window(project)
    settled(qtbot, window)
    hints = dict(rows(window))
    assert len(hints) == len(OF_RUN) + 1
    for number, name in enumerate(OF_RUN, 2):
        (hint,) = [hint for line, hint in hints.items() if line.startswith(f"{number}")]
        assert f"“{name}” is " in hint
        assert "\n" not in hint
    for _ in hints:
        QTest.keyClick(window.views.runs.table, Qt.Key.Key_Down)
        settled(qtbot, window)
    chosen = window.views.runs.chosen
    assert chosen is not None
    assert chosen.number == 1
    assert window.views.curves.read_out.toolTip().startswith("Run 1")
    QTest.mouseClick(window.views.runs.load_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert window.runs.run is not None
    assert window.runs.run.number == 1
    with qtbot.waitSignal(window.worker.finished, timeout=LIMIT):
        window.runs.go_on()
    assert len(runs_folder(project).folders()) == len(OF_RUN) + 2


def test_damaged_runs_and_experiments_raise_nothing(
    qtbot: QtBot, open_window: OpenWindow, original: Path, tmp_path: Path
) -> None:
    window = open_window(original)
    window.views.lab.open()
    for seed in range(FOLDERS):
        path, _ = damaged(original, tmp_path / f"{seed}", seed)
        before = outside_of(path)
        assert window.files.open(path)
        settled(qtbot, window)
        for _ in range(window.views.runs.model.rowCount()):
            QTest.keyClick(window.views.runs.table, Qt.Key.Key_Down)
            settled(qtbot, window)
            for button in (window.views.runs.load_button, window.views.runs.best_button):
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                settled(qtbot, window)
        window.runs.go_on()
        window.worker.stop()
        qtbot.waitUntil(lambda: window.worker.state == "idle", timeout=LIMIT)
        window.bridge.document.mark_saved()
        show_experiments(qtbot, window)
        assert outside_of(path) == before
        for banner in window.banners.shown():
            assert "\n" not in banner.text


def show_experiments(qtbot: QtBot, window: MainWindow) -> None:
    """Choose each of the experiments that the lab offers."""
    lab = window.views.lab
    qtbot.waitUntil(lambda: not lab.history.busy, timeout=LIMIT)
    for place in range(lab.window.earlier.count()):
        lab.window.earlier.activated.emit(place)
        qtbot.waitUntil(lambda: not lab.history.busy, timeout=LIMIT)
        lab.window.grab()


def outside_of(path: Path) -> dict[str, bytes]:
    """What lies beside the runs."""
    place = path.parent / "outside"
    return contents(place) if place.exists() else {}


def test_a_runs_folder_that_is_a_link_is_said_and_used_where_the_user_wants_it(
    qtbot: QtBot, open_window: OpenWindow, project: Path
) -> None:
    runs_are_a_link(runs_folder(project).path, UNLUCKY)
    before = contents(project.parent / "outside")
    window = open_window(project)
    settled(qtbot, window)
    (banner,) = window.banners.shown()
    assert banner.text == ("“moons.runs” is a link, so the runs in it are not read, and none is written to it.")
    assert listed(window) == []
    with qtbot.waitSignal(window.worker.finished, timeout=LIMIT):
        window.runs.train()
    assert any("This run is not saved." in banner.text for banner in window.banners.shown())
    assert contents(project.parent / "outside") == before
    window.files.open(project)
    (banner,) = window.banners.shown()
    QTest.mouseClick(banner.buttons[0], Qt.MouseButton.LeftButton)
    settled(qtbot, window)
    assert listed(window) == [1, 2]
    with qtbot.waitSignal(window.worker.finished, timeout=LIMIT):
        window.runs.train()
    settled(qtbot, window)
    assert listed(window) == [1, 2, 3]
    assert (project.parent / "outside" / "3" / "settings.json").is_file()


def test_a_run_that_is_a_link_is_one_sentence(qtbot: QtBot, open_window: OpenWindow, project: Path) -> None:
    run_is_a_link(runs_folder(project).path, UNLUCKY)
    window = open_window(project)
    settled(qtbot, window)
    hints = dict(rows(window))
    assert hints["2"].startswith("Run 2 cannot be read: “2” is a link, and links are not followed here.")
    assert window.runs.run is not None
    assert window.runs.run.number == 1


@pytest.mark.parametrize("put", PUT)
@pytest.mark.parametrize("which", [".json", ".lock"])
def test_what_is_in_place_of_a_recovery_file_is_left_alone_and_other_work_is_offered(
    tmp_path: Path, window: MainWindow, put: Act, which: str
) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=55), say("Set epochs"))
    window.end()  # as where the system ends it: its work stays
    place = window.recovery.copy.parent
    odd = tmp_path / "x.runs" / "1"
    odd.mkdir(parents=True)
    (odd / f"odd{which}").write_bytes(b"stays")
    put(odd / f"odd{which}", UNLUCKY)
    os.rename(odd / f"odd{which}", place / f"odd{which}")
    if which == ".lock":
        (place / "odd.json").write_text("{}")
    assert [leftover.copy for leftover in leftovers()] == [window.recovery.copy]
    assert os.path.lexists(place / f"odd{which}")
    beside = tmp_path / "outside"
    assert not beside.exists() or beside.read_bytes() == b"stays"


@pytest.mark.parametrize("content", ["[" * 100_000, '{"path": "a\\u0000b", "project": "\\ud800"}', '{"path": 7}', "\0"])
def test_a_damaged_recovery_file_is_a_sentence(window: MainWindow, content: str) -> None:
    window.recovery.copy.parent.mkdir(parents=True, exist_ok=True)
    (window.recovery.copy.parent / "odd.json").write_text(content)
    (leftover,) = leftovers()
    window.files.recover(leftover)
    assert window.banners.shown()[0].mood == "error"
    assert leftovers() == ()


def test_settings_that_qt_would_wait_for_are_kept_beside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "window.ini")
    settings = Preferences(tmp_path / "window.ini")
    settings.theme = "dark"
    settings.sync()
    assert Preferences(tmp_path / "window.ini").theme == "dark"
    assert (tmp_path / "window-1.ini").is_file()


def test_settings_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.ini").write_text("[General]\ntheme=light\n")
    (tmp_path / "window.ini").symlink_to(tmp_path / "elsewhere.ini")
    assert Preferences(tmp_path / "window.ini").theme == "light"
