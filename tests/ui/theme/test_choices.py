"""The open list of a choice: one frame, whole where there is room, and what cannot be chosen is faint."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QStandardItemModel
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from ui.forms.data_form import Chooser
from ui.theme.style import dress, faint
from ui.theme.themes import DARK, LIGHT, Theme


def opened(qtbot: QtBot, box: QComboBox) -> QImage:
    """The list of a field, as it is seen."""
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    return box.view().window().grab().toImage()


def colours(image: QImage, top: int, bottom: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(top, bottom)}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_list_has_one_frame_around_all_of_it(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    dress(qapp, theme)
    box = QComboBox()
    box.addItems([str(number) for number in range(12)])
    picture = opened(qtbot, box)
    right, bottom = picture.width() - 1, picture.height() - 1
    for x, y in ((5, 0), (5, bottom), (0, 9), (right, 9)):
        assert picture.pixelColor(x, y) == QColor(theme.border)
    for x, y in ((5, 1), (5, bottom - 1), (1, 9), (right - 1, 9)):
        assert picture.pixelColor(x, y) == QColor(theme.raised)
    assert not box.view().verticalScrollBar().isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_cannot_be_chosen_is_faint_but_headings_are_not(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    dress(qapp, theme)
    box = QComboBox()
    box.addItems(["HERE", "GONE"])
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    model.item(1).setEnabled(False)
    picture = opened(qtbot, box)
    middle = picture.height() // 2
    assert QColor(theme.text).name() in colours(picture, 0, middle)
    assert QColor(theme.text).name() not in colours(picture, middle, picture.height())
    assert faint(theme).name() in colours(picture, middle, picture.height())
    box.hidePopup()
    chooser = Chooser()
    picture = opened(qtbot, chooser)
    row = chooser.view().visualRect(chooser.model().index(0, 0))
    assert QColor(theme.text).name() in colours(picture, row.top() + 5, row.bottom())
