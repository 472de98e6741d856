"""Class view: curves and predictions alone, large; and then everything as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from netbuilder.messages import say
from netbuilder.project import edits
from ui.charts.epoch_slider import HEIGHT
from ui.shell.main_window import MainWindow
from ui.theme.font_scale import font_scale

pytestmark = pytest.mark.look

OpenWindow = Callable[[], MainWindow]


def places(window: MainWindow) -> dict[str, tuple[int, ...]]:
    """Where the panels, bars and the drawing are that are seen."""
    views = {**window.panels, "canvas": window.canvas, "tools": window.tool_bar, "menus": window.menuBar()}
    views |= {"status": window.statusBar(), "tabs": window.views.results.tabBar(), "class": window.class_view.bar}
    return {name: pane.geometry().getRect() for name, pane in views.items() if pane.isVisible()}


def letters(widget: QWidget) -> float:
    return widget.font().pointSizeF()


def in_class(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert window.class_view.on
    qtbot.waitUntil(lambda: window.panels["curves"].height() > 0.6 * window.height())


def test_curves_and_fit_fill_the_window_and_esc_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    window.banners.clear()
    window.toggle_panel("inspector")
    window.views.results.setCurrentIndex(1)
    window.canvas.setFocus()
    qtbot.wait(50)
    before, zoom = places(window), window.canvas.transform()
    usual = letters(window.views.curves.bar.loss_button)
    in_class(qtbot, window)
    assert set(places(window)) == {"curves", "results", "class"}
    assert window.views.predictions.isVisible()
    assert letters(window.views.curves.bar.loss_button) >= 1.3 * usual
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.class_view.on
    qtbot.waitUntil(lambda: places(window) == before)
    assert window.canvas.transform() == zoom
    assert window.bridge.selection == frozenset()
    assert window.canvas.hasFocus()
    assert window.views.results.currentIndex() == 1
    assert letters(window.views.curves.bar.loss_button) == usual


def test_a_training_is_started_and_stopped_by_the_large_buttons(qtbot: QtBot, window: MainWindow) -> None:
    in_class(qtbot, window)

    def press(name: str) -> None:
        button = window.class_view.bar.widgetForAction(window.actions_[name])
        assert isinstance(button, QToolButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    press("train")
    qtbot.waitUntil(lambda: len(window.views.curves.training_points()[0]) > 1)
    assert font_scale(window.views.curves.plot) >= 1.3
    with qtbot.waitSignal(window.worker.finished):
        press("stop")
    qtbot.waitUntil(lambda: window.views.predictions.view is not None)
    plot = window.views.predictions.view.plot  # type: ignore[union-attr]
    assert plot.getAxis("left").style["tickFont"].pointSizeF() >= 1.3 * QApplication.font().pointSizeF()
    window.class_view.leave()
    assert font_scale(window.views.curves.plot) == 1.0
    qtbot.waitUntil(lambda: plot.getAxis("left").style["tickFont"].pointSizeF() == QApplication.font().pointSizeF())


@pytest.mark.parametrize(("size", "at_least"), [((1280, 800), 1.4), ((1920, 1080), 1.9)])
def test_letters_grow_with_the_window(qtbot: QtBot, window: MainWindow, size: tuple[int, int], at_least: float) -> None:
    in_class(qtbot, window)
    window.resize(*size)
    qtbot.waitUntil(lambda: font_scale(window.views.curves) >= at_least)
    qtbot.waitUntil(lambda: abs(window.panels["curves"].width() - window.panels["results"].width()) < 8)


@pytest.mark.parametrize("size", [(853, 533), (1024, 700), (1280, 800)])
def test_both_panels_have_room_for_what_is_in_them(qtbot: QtBot, window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    in_class(qtbot, window)
    qtbot.wait(50)
    save, panel = window.views.curves.bar.export, window.panels["curves"]
    assert save.mapTo(panel, save.rect().bottomRight()).x() < panel.width()
    assert panel.geometry().right() < window.panels["results"].x()


def test_what_is_painted_by_hand_grows_with_the_letters(qtbot: QtBot, window: MainWindow) -> None:
    travel, check = window.views.time_travel, window.views.curves.log
    with qtbot.waitSignal(window.worker.finished):
        window.bridge.edit(edits.set_training(window.bridge.project, epochs=4), say("Set"))
        window.runs.train()
    banner = window.banners.tell("A sentence.")
    small = check.sizeHint().height(), banner.sizeHint().height()
    in_class(qtbot, window)
    qtbot.waitUntil(travel.slider.isEnabled)
    travel.go_to(2)
    button = travel.restore_button
    assert button.isVisible()
    assert button.height() >= button.fontMetrics().height()
    assert travel.slider.height() == travel.flag.height() > HEIGHT
    assert check.sizeHint().height() > small[0]
    assert banner.sizeHint().height() > small[1]
    window.class_view.leave()
    assert travel.slider.height() == travel.flag.height() == HEIGHT


def test_what_the_program_says_stands_above_the_curves_and_leaves_its_room_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.banners.clear()
    in_class(qtbot, window)
    alone = window.panels["curves"].height()
    banner = window.banners.tell("A sentence.")
    qtbot.waitUntil(lambda: window.panels["curves"].height() < alone)
    assert banner.isVisible()
    banner.dismiss()
    qtbot.waitUntil(lambda: window.panels["curves"].height() == alone)


def test_a_window_closed_in_class_view_opens_as_it_was_before(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow
) -> None:
    in_class(qtbot, window)
    assert not window.actions_["panel_palette"].isEnabled()
    window.bridge.document.mark_saved()
    assert window.close()
    again = open_window()
    assert not again.class_view.on
    assert again.canvas.isVisible()
    assert again.panels["palette"].isVisible()
    assert not again.class_view.bar.isVisible()


def test_what_is_shown_later_has_large_letters_too_and_what_is_hidden_takes_no_time(
    qtbot: QtBot, window: MainWindow
) -> None:
    code, inspector = window.views.code, window.views.inspector
    usual = letters(inspector.tabs)
    in_class(qtbot, window)
    assert not code.styleSheet()
    window.views.show_factors()
    assert letters(inspector.tabs) >= 1.3 * usual
    window.views.results.setCurrentWidget(code)
    assert code.styleSheet()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert letters(inspector.tabs) == usual
    assert not code.styleSheet()


class Counting(QObject):
    """Counts how often the main window is asked to lay itself out."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_class_view_comes_to_rest(qtbot: QtBot, window: MainWindow) -> None:
    in_class(qtbot, window)
    counting = Counting()
    window.installEventFilter(counting)
    for _ in range(200):
        QApplication.processEvents()
    assert counting.count < 20
