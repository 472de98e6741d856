"""The menus of the canvas name the keys that the window has for the same actions."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from tests.ui.conftest import OpenWindow
from ui.canvas import context_menus
from ui.canvas.pointer import Pointer


def test_what_menu_bar_and_context_menus_both_offer_has_the_same_keys(open_window: OpenWindow) -> None:
    window = open_window()
    canvas = window.canvas
    node = next(iter(window.bridge.project.graph.nodes))
    canvas.bridge.select([node])
    known = {action.text().replace("&", ""): action.shortcut().toString() for action in window.actions_.by_id.values()}
    menus = [context_menus.node_menu(canvas, node), context_menus.canvas_menu(canvas, Pointer(QPointF(), QPointF()))]
    found = {action.text(): action.shortcut().toString() for menu in menus for action in menu.actions()}
    both = {
        text for text in found.keys() & known.keys() if len(known[text]) > 1
    }  # letters alone are keys of the canvas
    assert both >= {"Cut", "Copy", "Duplicate", "Delete", "Paste", "Select all", "Arrange"}
    keys_of_canvas = {"Replace…": "R", "Mute": "M"}
    assert {text: found[text] for text in both} == {text: keys_of_canvas.get(text, known[text]) for text in both}
    for menu in menus:
        menu.close()
