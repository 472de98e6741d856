"""The arrows of fields and menus: fainter where they cannot be used, in both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.style import dress, faint
from ui.theme.themes import DARK, LIGHT, Theme

ARROW = 22
"""Pixels at the right edge in which an arrow lies."""


@pytest.fixture(params=[LIGHT, DARK], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    before = qapp.styleSheet(), qapp.palette()
    dress(qapp, request.param)
    yield request.param
    qapp.setStyleSheet(before[0])
    qapp.setPalette(before[1])


def menu_button(role: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", role)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button


MADE = {
    "menu": lambda: menu_button("menu"),
    "chooser": lambda: menu_button("chooser"),
    "choice": QComboBox,
    "number": QSpinBox,
}


def nearness(widget: QWidget, wanted: str) -> int:
    """How near a pixel among the arrows comes to a colour: the sum of the differences in red, green and blue."""
    image, colour = widget.grab().toImage(), QColor(wanted)
    rows = range(4, image.height() - 4)
    found = [image.pixelColor(x, y) for x in range(image.width() - ARROW, image.width() - 3) for y in rows]
    return min(
        abs(one.red() - colour.red()) + abs(one.green() - colour.green()) + abs(one.blue() - colour.blue())
        for one in found
    )


@pytest.mark.parametrize("kind", MADE)
def test_an_arrow_that_cannot_be_used_is_faint(theme: Theme, qtbot: QtBot, kind: str) -> None:
    widget = MADE[kind]()
    qtbot.addWidget(widget)
    widget.resize(120, 32)
    usual = nearness(widget, theme.muted)
    widget.setEnabled(False)
    assert nearness(widget, theme.muted) > usual + 60
    assert nearness(widget, faint(theme).name()) < 60
