"""How the program begins: the file that was asked for, and what is said where it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from ui.application.preferences import Preferences
from ui.shell.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.mark.parametrize("content", [b"{ not json", samples.path("line").read_bytes()[:-40], None])
def test_a_file_asked_for_that_cannot_be_opened_is_named_and_not_replaced_by_the_last_project(
    open_window: OpenWindow, tmp_path: Path, content: bytes | None
) -> None:
    last, wanted = tmp_path / "last.netb", tmp_path / "wanted.netb"
    last.write_bytes(samples.path("line").read_bytes())
    if content is not None:
        wanted.write_bytes(content)
    window = open_window(last)
    window.close()
    window = open_window(wanted)
    assert window.bridge.path is None
    assert window.bridge.project == read(samples.path(samples.OPENED_FIRST))
    told = window.banners.shown()[0]
    assert told.mood == "error"
    assert "wanted.netb" in told.text
    assert window.preferences.recent == (last,)


def test_a_last_project_that_broke_meanwhile_is_named(open_window: OpenWindow, tmp_path: Path) -> None:
    last = tmp_path / "last.netb"
    last.write_bytes(samples.path("line").read_bytes())
    open_window(last).close()
    last.write_bytes(b"{")
    assert "last.netb" in open_window().banners.shown()[0].text


def test_the_project_is_opened_again_after_a_program_that_was_killed(open_window: OpenWindow, tmp_path: Path) -> None:
    opened, saved = tmp_path / "opened.netb", tmp_path / "saved.netb"
    opened.write_bytes(samples.path("line").read_bytes())
    window = open_window(opened)
    assert Preferences().last == opened  # written while the program runs, for nothing is written when it is killed
    write(saved, window.bridge.project)
    assert window.files.open(saved)
    assert Preferences().last == saved
    assert open_window().bridge.path == saved
