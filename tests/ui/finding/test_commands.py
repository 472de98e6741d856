"""Ctrl+K: every action and every layer by its name, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.messages import say
from netbuilder.project.project import Project
from tests.ui.conftest import OpenWindow
from ui.finding.commands import CommandPalette
from ui.finding.why_off import OTHERWISE, REASONS, why_off
from ui.palette.entries import offered
from ui.shell import actions
from ui.shell.action_rows import always
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    window = open_window()
    window.activateWindow()
    window.canvas.setFocus()
    return window


def open_palette(window: MainWindow, words: str = "") -> CommandPalette:
    QTest.keyClick(window.canvas, Qt.Key.Key_K, CTRL)
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.field, words)
    return palette


def enter(palette: CommandPalette) -> None:
    QTest.keyClick(palette.field, Qt.Key.Key_Return)


def test_every_action_is_offered_with_its_shortcut_and_every_layer(window: MainWindow) -> None:
    palette = open_palette(window)
    shown = palette.shown()
    others = {action.text(): action for name, action in window.actions_.by_id.items() if name != "commands"}
    assert {command.title for command in shown if command.layer is None} == set(others)
    for command in shown:
        if command.layer is None:
            assert command.keys == others[command.title].shortcut().toString()
    layers = [command.title for command in shown if command.layer is not None]
    assert layers == [entry.title for entry in offered(window.bridge)]
    palette.close()


def test_an_action_is_off_in_the_palette_exactly_where_it_is_off_in_the_window_and_says_why(window: MainWindow) -> None:
    for project in (window.bridge.project, Project()):
        window.bridge.edit(project, say("Set"))
        palette = open_palette(window)
        off = {command.title for command in palette.shown() if command.off}
        assert off == {action.text() for action in window.actions_.by_id.values() if not action.isEnabled()}
        assert all(command.off.endswith(".") for command in palette.shown() if command.title in off)
        palette.close()


def test_every_action_that_can_be_off_has_a_reason_of_its_own(window: MainWindow) -> None:
    may_be_off = [row.id for row in actions.rows() if row.when is not always]
    assert [name for name in may_be_off if why_off(name, window) == OTHERWISE] == []
    assert set(REASONS) <= {row.id for row in actions.rows()}


def test_enter_does_what_the_action_does(window: MainWindow) -> None:
    enter(open_palette(window, "select all"))
    assert window.bridge.selection == window.bridge.project.graph.nodes.keys()
    assert QApplication.activePopupWidget() is None
    enter(open_palette(window, "arange"))
    assert window.bridge.document.undo_label is not None or window.canvas.shows_whole


def test_what_is_off_is_not_done_and_the_palette_stays(window: MainWindow) -> None:
    palette = open_palette(window, "redo")
    assert palette.current is not None
    assert palette.current.off == "There is nothing to redo."
    enter(palette)
    assert palette.isVisible()
    palette.close()


def test_escape_closes_and_changes_nothing(window: MainWindow) -> None:
    before = window.bridge.project
    palette = open_palette(window, "dense")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert window.bridge.project is before


def test_a_layer_goes_behind_the_selected_one_wired_as_from_the_list_at_the_side(window: MainWindow) -> None:
    window.bridge.select(["dense_1"])
    window.canvas.pointing.mouse = None
    enter(open_palette(window, "dropout"))
    (fresh,) = window.bridge.selection
    by_palette = window.bridge.project
    assert by_palette.graph.incoming[fresh][0].source == "dense_1"
    window.bridge.document.undo()
    window.bridge.select(["dense_1"])
    window.canvas.add_layer("dropout")
    assert window.bridge.project == by_palette


def test_a_layer_comes_to_lie_where_the_mouse_is_wired_to_the_selected_one(window: MainWindow) -> None:
    window.bridge.select(["dense_1"])
    view = window.canvas.viewport()
    at = view.rect().center()
    at.setY(view.height() - 60)
    QTest.mouseMove(view, at)
    wanted = window.canvas.mapToScene(at)
    enter(open_palette(window, "dropout"))
    (fresh,) = window.bridge.selection
    card = window.canvas.drawing.node_items[fresh].card
    assert QPointF(card.center() - wanted).manhattanLength() < 40
    assert window.bridge.project.graph.incoming[fresh][0].source == "dense_1"


def test_without_mouse_and_selection_a_layer_comes_to_lie_in_the_middle_of_the_view(window: MainWindow) -> None:
    window.bridge.edit(Project(), say("Set"))
    window.canvas.pointing.mouse = None
    enter(open_palette(window, "input"))
    (fresh,) = window.bridge.project.graph.nodes
    card = window.canvas.drawing.node_items[fresh].card
    assert (card.center() - window.canvas.seen().center()).manhattanLength() < 30


def test_the_keys_lead_through_the_list_and_a_click_chooses(window: MainWindow) -> None:
    palette = open_palette(window, "dense")
    first = palette.current
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.current is not first
    QTest.keyClick(palette.field, Qt.Key.Key_PageUp)
    assert palette.current is first
    row = palette.list.visualRect(palette.list.currentIndex()).center()
    before = len(window.bridge.project.graph.nodes)
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, row)
    assert len(window.bridge.project.graph.nodes) == before + 1


def test_nothing_found_is_said(window: MainWindow) -> None:
    palette = open_palette(window, "qqqqqq")
    assert palette.shown() == ()
    assert palette.current is None
    assert "qqqqqq" in palette.nothing.text()
    enter(palette)
    assert palette.isVisible()
    palette.close()


def test_a_screen_reader_hears_why_and_the_keys(window: MainWindow) -> None:
    palette = open_palette(window, "redo")
    words = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Redo, There is nothing to redo., Ctrl+Shift+Z"
    palette.close()


def test_inside_a_block_its_ports_are_offered(window: MainWindow) -> None:
    window.bridge.select(["dense_1"])
    window.canvas.blocks.group()
    (use,) = (n for n, node in window.bridge.project.graph.nodes.items() if node.layer.title == "Block")
    window.canvas.setFocus()
    window.bridge.enter([use])
    palette = open_palette(window, "block output")
    assert palette.shown()[0].title == "Block output"
    palette.close()
