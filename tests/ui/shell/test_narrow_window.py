"""The narrowest window: every tab of results can be reached, and none of them is wider than the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTabWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot

import samples
from ui.shell.main_window import SMALLEST, MainWindow
from ui.widgets.wrapping_row import wrapping


def right_of(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint(widget.width(), 0)).x()


@pytest.fixture(params=["line_from_100", "moons_overfit", "digits_cnn"])
def narrow(window: MainWindow, qtbot: QtBot, request: pytest.FixtureRequest) -> MainWindow:
    window.files.open(samples.path(request.param))
    window.resize(SMALLEST)
    qtbot.waitUntil(lambda: window.size() == SMALLEST)
    return window


def test_in_the_narrowest_window_all_results_lie_in_it(narrow: MainWindow, qtbot: QtBot) -> None:
    tabs = narrow.findChild(QTabWidget, "results-tabs")
    qtbot.waitUntil(lambda: not narrow.bridge.data.reading and narrow.views.predictions.displayed is not None)
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        qtbot.waitUntil(lambda: right_of(tabs) <= narrow.width())
    panel = narrow.views.stepping
    tabs.setCurrentWidget(panel)
    for button in (*panel.buttons.values(), *panel.phases.values()):
        qtbot.waitUntil(lambda button=button: right_of(button) <= narrow.width())
        assert button.width() >= button.sizeHint().width(), button.text()


def test_where_there_is_room_all_names_of_the_tabs_are_seen(narrow: MainWindow, qtbot: QtBot) -> None:
    names = narrow.findChild(QTabWidget, "results-tabs").tabBar()
    qtbot.waitUntil(lambda: names.width() < names.sizeHint().width())
    narrow.resize(1000, 700)
    qtbot.waitUntil(lambda: names.width() >= names.sizeHint().width() and right_of(names) <= 1000)
    narrow.resize(SMALLEST)
    qtbot.waitUntil(lambda: right_of(names) <= SMALLEST.width())


@pytest.fixture
def row(qtbot: QtBot) -> tuple[QWidget, list[QToolButton]]:
    """Four buttons in a row, the last of them at the right."""
    window, buttons = QWidget(), [QToolButton() for _ in range(4)]
    for button in buttons:
        button.setFixedSize(50, 20)
    window.setLayout(wrapping(4, *buttons, last_at_right=True))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window, buttons


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (300, [(0, 0), (54, 0), (108, 0), (250, 0)]),
        (212, [(0, 0), (54, 0), (108, 0), (162, 0)]),
        (211, [(0, 0), (54, 0), (108, 0), (161, 24)]),
        (104, [(0, 0), (54, 0), (0, 24), (54, 24)]),
        (60, [(0, 0), (0, 24), (0, 48), (10, 72)]),
    ],
)
def test_what_does_not_fit_into_a_row_stands_below(
    width: int, places: list[tuple[int, int]], row: tuple[QWidget, list[QToolButton]], qtbot: QtBot
) -> None:
    window, buttons = row
    window.resize(width, 120)
    qtbot.waitUntil(lambda: [(button.x(), button.y()) for button in buttons] == places)
    assert window.layout().heightForWidth(width) == places[-1][1] + 20


def test_what_is_hidden_takes_no_place(row: tuple[QWidget, list[QToolButton]], qtbot: QtBot) -> None:
    window, buttons = row
    window.resize(300, 120)
    buttons[1].hide()
    qtbot.waitUntil(lambda: [button.x() for button in buttons if button.isVisible()] == [0, 54, 250])


def test_what_is_lower_stands_in_the_middle_of_its_row(row: tuple[QWidget, list[QToolButton]], qtbot: QtBot) -> None:
    window, buttons = row
    buttons[1].setFixedSize(50, 30)
    window.resize(104, 120)
    qtbot.waitUntil(lambda: [(button.x(), button.y()) for button in buttons] == [(0, 5), (54, 0), (0, 34), (54, 34)])
