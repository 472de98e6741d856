"""Where the keys are in the whole window: after Tab, after a banner, and after another project was opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

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
