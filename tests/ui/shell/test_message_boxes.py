"""Every box that asks or warns wears the program's own icon, and its buttons have words alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from tests.ui.window_parts import choose_file
from ui.project.file_dialogs import file_to_write
from ui.shell.main_window import MainWindow
from ui.theme.themes import DARK, LIGHT, Theme

Icon = QMessageBox.Icon
COLOURS = {Icon.Question: "accent", Icon.Warning: "warning", Icon.Critical: "danger"}


def colours(label: QLabel) -> set[str]:
    """The opaque colours of a picture."""
    image = label.pixmap().toImage()
    seen = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in seen if colour.alpha() == 255}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("kind", COLOURS)
def test_a_box_wears_the_programs_icon_in_the_colour_of_the_theme(window: MainWindow, kind: Icon, theme: Theme) -> None:
    window.choose_theme(theme.name)
    standard = QMessageBox.StandardButton
    box = QMessageBox(kind, "Title", "Text", standard.Save | standard.Discard | standard.Cancel | standard.Yes, window)
    box.show()
    icon = box.findChild(QLabel, "qt_msgboxex_icon_label")
    assert isinstance(icon, QLabel)
    assert colours(icon) == {QColor(getattr(theme, COLOURS[kind])).name()}
    assert all(button.icon().isNull() for button in box.buttons())
    box.close()


def test_a_file_is_replaced_only_by_the_button_that_says_so(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer that the Enter key gives is no."""
    (tmp_path / "curves.png").touch()
    choose_file(monkeypatch, tmp_path / "curves")
    asked: list[tuple[str, bool]] = []

    def press(words: str) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.extend((button.text(), button is box.defaultButton()) for button in box.buttons())
        next(button for button in box.buttons() if button.text() == words).click()

    for words in ("Cancel", "Replace"):
        asked.clear()
        QTimer.singleShot(0, window, lambda words=words: press(words))
        chosen = file_to_write(window, "Save", "curves.png", "*.png", ".png")
        assert chosen == (tmp_path / "curves.png" if words == "Replace" else None)
        assert sorted(asked) == [("Cancel", True), ("Replace", False)]
