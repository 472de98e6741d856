"""Whatever a user has saved somewhere, the window says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.lab.lab_parts import lab_on, measure
from tests.ui.window_parts import choose_file, train_to_the_end
from ui.shell.banners import Banners
from ui.shell.main_window import MainWindow

pytestmark = pytest.mark.look

LONG = "a folder whose name is long/and-another-without-any-space-in-its-name-at-all/" * 2


def told(banners: Banners) -> list[tuple[str, str]]:
    return [(banner.mood, banner.text) for banner in banners.shown()]


def entries(button: QToolButton) -> list[QAction]:
    menu = button.menu()
    assert isinstance(menu, QMenu)
    return menu.actions()


def test_curves_tables_and_projects_say_where_they_are(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_to_the_end(qtbot, window, 3)
    for suffix, entry in zip((".png", ".svg", ".csv"), entries(window.views.curves.export), strict=True):
        window.banners.clear()
        choose_file(monkeypatch, tmp_path / "curves")
        entry.trigger()
        assert (tmp_path / "curves").with_suffix(suffix).is_file()
        assert told(window.banners) == [("good", f"Saved as “{tmp_path / 'curves'}{suffix}”.")]
    for name, save in (("runs.csv", window.views.runs.run_actions["export"].trigger), ("mine.netb", window.files.save)):
        window.banners.clear()
        choose_file(monkeypatch, tmp_path / name)
        save()
        assert told(window.banners) == [("good", f"Saved as “{tmp_path / name}”.")]


def test_nothing_is_said_of_a_file_that_could_not_be_written_but_why(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train_to_the_end(qtbot, window, 3)
    window.banners.clear()
    choose_file(monkeypatch, tmp_path / "no such folder" / "curves.png")
    entries(window.views.curves.export)[0].trigger()
    ((mood, text),) = told(window.banners)
    assert mood == "warning"
    assert "Saved" not in text


def test_the_lab_says_it_in_its_own_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab = lab_on(window, "five_points", epochs=2)
    measure(qtbot, window, 2)
    for entry, suffix in zip(entries(lab.save), (".png", ".svg", ".csv", ".csv"), strict=True):
        choose_file(monkeypatch, tmp_path / f"figures{suffix}")
        entry.trigger()
        assert told(lab.banners)[0] == ("good", f"Saved as “{tmp_path / 'figures'}{suffix}”.")
    choose_file(monkeypatch, tmp_path / "no such folder" / "figures.png")
    entries(lab.save)[0].trigger()
    assert told(lab.banners)[0][0] == "error"


def test_a_long_way_to_a_file_makes_no_window_wider(window: MainWindow) -> None:
    window.resize(900, 600)
    before = window.minimumSizeHint().width()
    window.bridge.saved.emit(Path("/") / LONG / "curves.png")
    (banner,) = window.banners.shown()
    assert LONG in banner.text
    assert window.minimumSizeHint().width() == before
    assert window.width() == 900
