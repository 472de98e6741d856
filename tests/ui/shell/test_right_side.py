"""The right side: problems take room when there are any, and on one line say that there are none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from netbuilder.data.catalogue import dataset_types
from netbuilder.messages import say
from netbuilder.project import edits
from tests.ui.panel_parts import Show
from ui.forms.inspector import Inspector
from ui.project.bridge import Bridge
from ui.project.problems_panel import ProblemsPanel
from ui.shell.main_window import MainWindow
from ui.shell.right_side import RightSide
from ui.theme.themes import Themes
from ui.training.worker import Worker

pytestmark = pytest.mark.look


@pytest.fixture
def side(bridge: Bridge, themes: Themes, show: Show) -> RightSide:
    side = RightSide(Inspector(bridge, Worker(bridge), themes), ProblemsPanel(bridge, themes))
    show(side)
    side.resize(300, 500)
    return side


def heights(side: RightSide) -> tuple[int, int]:
    """Of the inspector and of what lies beneath it."""
    upper, lower = side.sizes()
    return upper, lower


def one_line(side: RightSide) -> int:
    """The height that the sentence needs, where there are no problems."""
    (words,) = [label for label in side.findChildren(QLabel) if label.text().startswith("No problems")]
    return words.parentWidget().heightForWidth(side.width())


def break_(bridge: Bridge) -> None:
    bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))


def test_problems_stay_on_one_line_until_somebody_asks_for_them(side: RightSide, bridge: Bridge, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))
    assert one_line(side) < 70
    assert not side.heading.isVisible()
    break_(bridge)
    assert side.heading.isVisible()
    assert "2" in side.heading.text()
    qtbot.waitUntil(lambda: heights(side)[1] < 60)
    QTest.mouseClick(side.heading, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: 100 <= heights(side)[1] <= 0.45 * side.height())
    QTest.mouseClick(side.heading, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heights(side)[1] < 60)
    bridge.document.undo()
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))


def test_who_is_told_sees_the_list_until_the_last_problem_has_gone(
    side: RightSide, bridge: Bridge, qtbot: QtBot
) -> None:
    side.tell()
    assert not side.heading.isChecked()
    break_(bridge)
    side.tell()
    qtbot.waitUntil(lambda: heights(side)[1] >= 100)
    bridge.document.undo()
    break_(bridge)
    qtbot.waitUntil(lambda: heights(side)[1] < 60)


def test_the_height_that_a_person_gives_the_list_is_kept(side: RightSide, bridge: Bridge, qtbot: QtBot) -> None:
    break_(bridge)
    side.tell()
    side.moveSplitter(250, 1)
    chosen = heights(side)[1]
    bridge.document.undo()
    qtbot.waitUntil(lambda: heights(side)[1] == one_line(side))
    break_(bridge)
    side.tell()
    assert abs(heights(side)[1] - chosen) <= 2


@pytest.mark.parametrize("width", [260, 300, 420])
def test_the_one_line_is_never_cut(side: RightSide, width: int, qtbot: QtBot) -> None:
    side.resize(width, 400)
    words = next(label for label in side.findChildren(QLabel) if label.text().startswith("No problems"))
    qtbot.waitUntil(lambda: side.width() == width and words.height() >= words.heightForWidth(words.width()))


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_a_problem_of_the_data_leads_to_their_settings(window: MainWindow, way: str) -> None:
    window.bridge.edit(edits.set_dataset(window.bridge.project, dataset_types()["csv"]()), say("Choose data"))
    views = window.views
    QTest.mouseClick(views.right_side.heading, Qt.MouseButton.LeftButton)
    row = next(row for row in views.problems.rows if row.problem is not None and row.problem.node is None)
    assert row.toolTip() == "Show the settings of the data"
    if way == "mouse":
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    else:
        row.setFocus()
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert views.inspector.data.isVisible()
