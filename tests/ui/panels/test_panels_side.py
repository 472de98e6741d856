"""The right side: problems take room when there are any, and on one line say that there are none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from netbuilder import edits
from netbuilder.messages import say
from ui.bridge import Bridge
from ui.panels.inspector import Inspector
from ui.panels.problems import Problems
from ui.panels.side import Side
from ui.theme import Themes
from ui.worker import Worker

from .conftest import Show

pytestmark = pytest.mark.look


@pytest.fixture
def side(bridge: Bridge, themes: Themes, show: Show) -> Side:
    side = Side(Inspector(bridge, Worker(bridge), themes), Problems(bridge, themes))
    show(side)
    side.resize(300, 500)
    return side


def heights(side: Side) -> tuple[int, int]:
    """Of the inspector and of what lies beneath it."""
    upper, lower = side.sizes()
    return upper, lower


def one_line(side: Side) -> int:
    """The height that the sentence needs, where there are no problems."""
    (words,) = [label for label in side.findChildren(QLabel) if label.text().startswith("No problems")]
    return words.parentWidget().heightForWidth(side.width())


def break_(bridge: Bridge) -> None:
    bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))


def test_no_problems_take_one_line_and_the_first_one_takes_room(side: Side, bridge: Bridge, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))
    assert one_line(side) < 70
    assert not side.heading.isVisible()
    break_(bridge)
    assert side.heading.isVisible()
    assert "2" in side.heading.text()
    assert 100 <= heights(side)[1] <= 0.45 * side.height()
    bridge.document.undo()
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))


def test_the_height_that_a_person_gives_the_list_is_kept(side: Side, bridge: Bridge, qtbot: QtBot) -> None:
    break_(bridge)
    side.moveSplitter(250, 1)
    chosen = heights(side)[1]
    bridge.document.undo()
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))
    break_(bridge)
    assert abs(heights(side)[1] - chosen) <= 2


@pytest.mark.parametrize("width", [260, 300, 420])
def test_the_one_line_is_never_cut(side: Side, width: int, qtbot: QtBot) -> None:
    side.resize(width, 400)
    words = next(label for label in side.findChildren(QLabel) if label.text().startswith("No problems"))
    qtbot.waitUntil(lambda: side.width() == width and words.height() >= words.heightForWidth(words.width()))
