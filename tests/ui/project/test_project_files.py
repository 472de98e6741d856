"""Opening and saving where others write too: nothing that somebody has saved is lost without a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

import samples
from netbuilder.files.read import read
from netbuilder.files.write import write
from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow

Button = QMessageBox.StandardButton


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A project in a file of its own."""
    path = tmp_path / "mine.netb"
    write(path, read(samples.path("line")))
    return path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Button]:
    """Put answers in; each question takes the first of them. A question without an answer fails."""
    answers: list[Button] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: int(answers.pop(0).value))
    return answers


def edit(window: MainWindow, epochs: int) -> None:
    window.bridge.edit(edits.set_training(window.bridge.project, epochs=epochs), say("Set epochs"))


def save_from_elsewhere(path: Path, epochs: int) -> None:
    write(path, edits.set_training(read(path), epochs=epochs))


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def come_back() -> None:
    """The user has been in another program, and returns."""
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def test_what_another_program_saved_is_replaced_only_if_the_user_wants_it(
    window: MainWindow, mine: Path, asked: list[Button]
) -> None:
    assert window.files.open(mine)
    edit(window, 7)
    save_from_elsewhere(mine, 11)
    asked.append(Button.Cancel)
    assert not window.files.save()
    assert read(mine).training.epochs == 11
    assert window.bridge.document.modified
    asked.append(Button.Save)
    assert window.files.save()
    assert read(mine).training.epochs == 7
    edit(window, 8)
    assert window.files.save()  # nobody else has written since, so nothing is asked
    assert read(mine).training.epochs == 8


def test_instead_of_replacing_it_one_can_save_elsewhere(
    window: MainWindow, mine: Path, asked: list[Button], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.files.open(mine)
    edit(window, 7)
    save_from_elsewhere(mine, 11)
    asked.append(Button.SaveAll)
    choose(monkeypatch, mine.with_name("other.netb"))
    assert window.files.save()
    assert (read(mine).training.epochs, read(mine.with_name("other.netb")).training.epochs) == (11, 7)


@pytest.mark.parametrize("touched", [True, False])
def test_the_same_content_or_no_file_at_all_is_in_nobodys_way(
    window: MainWindow, mine: Path, asked: list[Button], touched: bool
) -> None:
    assert window.files.open(mine)
    edit(window, 7)
    content = mine.read_bytes()
    mine.unlink()
    if touched:
        mine.write_bytes(content)
    assert window.files.save()
    assert read(mine).training.epochs == 7


def test_coming_back_to_a_file_that_was_changed_offers_to_open_it_again(
    window: MainWindow, mine: Path, asked: list[Button]
) -> None:
    assert window.files.open(mine)
    window.banners.clear()
    come_back()
    assert window.banners.shown() == ()
    save_from_elsewhere(mine, 11)
    come_back()
    (banner,) = window.banners.shown()
    assert banner.text == "“mine.netb” was changed by another program."
    banner.dismiss()
    come_back()
    assert window.banners.shown() == ()  # the same change is told once
    save_from_elsewhere(mine, 12)
    come_back()
    (banner,) = window.banners.shown()
    banner.buttons[0].click()
    assert window.bridge.project.training.epochs == 12
    assert not window.bridge.document.modified


def test_opening_the_open_file_again_shows_what_was_saved_on_the_way(
    window: MainWindow, mine: Path, asked: list[Button]
) -> None:
    assert window.files.open(mine)
    edit(window, 7)
    asked.append(Button.Save)
    assert window.files.open(mine)
    assert window.bridge.project.training.epochs == 7
    assert not window.bridge.document.modified


@pytest.mark.parametrize("typed", ["mine", "mine.v2"])
def test_a_name_typed_without_its_suffix_replaces_no_file_unasked(
    window: MainWindow, mine: Path, asked: list[Button], monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    there = mine.with_name(f"{typed}.netb")
    write(there, read(mine))
    before = there.read_bytes()
    window.files.open_sample("line")
    choose(monkeypatch, there.with_suffix(""))
    edit(window, 7)
    asked.append(Button.No)
    assert not window.files.save_as()
    assert there.read_bytes() == before
    asked.append(Button.Yes)
    assert window.files.save_as()
    assert read(there).training.epochs == 7
