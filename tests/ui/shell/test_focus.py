"""Where the keys are in the whole window: after Tab, after a banner, and after another project was opened."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from ui.shell.main_window import MainWindow
from ui.widgets import window_keys

Key = Qt.Key


def holder(window: MainWindow) -> QWidget:
    """The widget that has the keys, or will have them once the window is in front."""
    widget = window.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("selected", ["nothing", "last", "all"])
def test_tab_goes_from_the_layers_to_the_canvas_and_on_to_the_inspector(window: MainWindow, selected: str) -> None:
    canvas, order = window.canvas, window.bridge.project.graph.order
    window.bridge.select({"nothing": (), "last": order[-1:], "all": order}[selected])
    before = window.bridge.selection
    window.views.palette.search()
    for _ in range(2):
        QTest.keyClick(holder(window), Key.Key_Tab)
    assert holder(window) is canvas
    assert window.bridge.selection == before
    for _ in order if selected == "nothing" else ():
        QTest.keyClick(canvas, Key.Key_Tab)
        assert holder(window) is canvas
    QTest.keyClick(canvas, Key.Key_Tab)
    assert window.views.inspector.isAncestorOf(holder(window))
    QTest.keyClick(holder(window), Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert holder(window) is canvas


@pytest.mark.parametrize("tab", ["node", "data", "train"])
def test_tab_goes_through_the_whole_window_as_the_eye_does_and_back_again(window: MainWindow, tab: str) -> None:
    inspector, level = window.views.inspector, window.bridge.level
    if tab == "node":
        level.edit(edits.set_layer(level.project, "dense_2", layer_types()["dense"](units=3)), say("Set"))
        window.bridge.select(["output_1"])
    else:  # with all selected, the canvas is one step
        window.canvas.select_all()
        inspector.tabs.setCurrentIndex(["node", "data", "train"].index(tab))
    QApplication.processEvents()
    window.views.palette.search()
    start, reached, seen = holder(window), list[QWidget](), list[bool]()
    while (holder(window) is not start or not reached) and len(reached) < 99:
        reached.append(holder(window))
        seen.append(not reached[-1].visibleRegion().isEmpty())
        QTest.keyClick(holder(window), Key.Key_Tab)
    assert len(set(reached)) == len(reached), "nothing is reached twice"
    assert all(seen), "what is beyond the edge is scrolled into sight"
    fields = [widget for widget in reached if inspector.isAncestorOf(widget)]
    first = reached.index(fields[0])
    assert reached[first : first + len(fields)] == fields, "one after the other"
    assert reached[first - 1] is window.canvas
    inside = [widget.mapTo(inspector.tabs.currentWidget().widget(), QPoint(0, 0)) for widget in fields[1:]]
    rows = [(at.y() // 4, at.x()) for at in inside]
    assert all(y - below <= 2 or (y, x) < (below, right) for (y, x), (below, right) in pairwise(rows))
    if tab == "node":
        sheet = inspector.properties.sheet
        assert sheet is not None
        (notice,) = sheet.problems.notices
        name, repair, weight = fields[1:]
        assert (name, repair, weight) == (sheet.name, notice.button, sheet.form.rows["weight"].editor.field)
        return
    back = list[QWidget]()
    for _ in reached:
        QTest.keyClick(holder(window), Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        back.append(holder(window))
    assert back == reached[::-1]


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_a_banner_that_is_answered_gives_the_keys_to_the_canvas_and_selects_nothing(
    window: MainWindow, by_keyboard: bool
) -> None:
    answered: list[bool] = []
    banner = window.banners.tell("Go back?", "good", ("Restore", lambda: answered.append(True)))
    (button,) = banner.buttons
    button.setFocus(Qt.FocusReason.TabFocusReason)
    if by_keyboard:
        QTest.keyClick(button, Key.Key_Space)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert answered == [True]
    assert holder(window) is window.canvas
    assert window.bridge.selection == frozenset()


def test_after_new_a_layer_is_typed_and_added_at_once(window: MainWindow) -> None:
    window.bridge.document.mark_saved()
    window.actions_["new"].trigger()
    assert window.bridge.project.graph.nodes == {}
    for words in ("input", "dense"):
        QTest.keyClicks(holder(window), words)
        QTest.keyClick(holder(window), Key.Key_Return)
        QTest.keyClick(holder(window), Key.Key_Escape)
    assert window.bridge.project.graph.order == ("input_1", "dense_1")


def test_after_new_without_the_layers_panel_the_canvas_has_the_keys(window: MainWindow) -> None:
    window.toggle_panel("palette")
    window.actions_["new"].trigger()
    assert holder(window) is window.canvas


def test_a_text_field_leaves_the_keys_to_the_window_that_it_would_take(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which keys Qt gives to a field depends on the system: that of the export only under X11, this one everywhere."""
    assert window.actions_["export"].shortcut().toString() in window_keys.KEYS
    monkeypatch.setattr(window_keys, "KEYS", ("Ctrl+A",))
    window.activateWindow()
    for take_keys in (window.views.palette.search, window.views.inspector.setFocus, window.fields.epochs.setFocus):
        window.bridge.select(["dense_1"])
        take_keys()
        field = holder(window)
        assert field is not window.canvas
        QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert window.bridge.selection == set(window.bridge.project.graph.nodes)


def test_escape_leads_from_anywhere_back_to_the_canvas(window: MainWindow) -> None:
    views = window.views
    bar = window.tool_bar.widgetForAction(window.actions_["zoom_in"])
    for widget in (views.curves.bar.log, views.results.tabBar(), window.fields.epochs, window.fields.device, bar):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert holder(window) is widget
        QTest.keyClick(widget, Key.Key_Escape)
        assert holder(window) is window.canvas
