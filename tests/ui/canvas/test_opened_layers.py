"""A layer opened into operations with a key and from the menu, changed inside, left, undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netbuilder.graph.blocks import BlockUse
from netbuilder.project import edits
from ui.canvas import context_menus


def test_o_opens_the_selected_layer_in_place_and_one_undo_closes_it(open_canvas, hands, network, in_step):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand, start, before = hands(canvas), canvas.bridge.project, canvas.bridge.level.problems
    hand.click(hand.card("dense_1"))
    hand.key(Qt.Key.Key_O)
    assert canvas.bridge.level.path == ("dense_1",)
    assert {"input", "weight", "bias", "output"} < set(canvas.drawing.node_items)
    in_step(canvas)
    hand.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    use = canvas.bridge.project.graph.nodes["dense_1"].layer
    assert isinstance(use, BlockUse)
    assert canvas.drawing.node_items["dense_1"].lettering().title == "Dense"
    assert canvas.bridge.project.graph.wires == start.graph.wires
    assert canvas.bridge.level.problems == before
    canvas.bridge.document.undo()
    assert canvas.bridge.project is start
    in_step(canvas)
    canvas.bridge.document.redo()
    in_step(canvas)


def test_the_menu_opens_a_layer_and_offers_it_for_no_operation(open_canvas, hands, network):
    canvas = open_canvas(network("input", "sigmoid", "squared", "output"))
    texts = {}
    for node in ("input_1", "sigmoid_1", "squared_1"):
        canvas.bridge.select([node])
        menu = context_menus.node_menu(canvas, node)
        texts[node] = [action.text() for action in menu.actions()]
        menu.close()
    assert [node for node, found in texts.items() if "Open into operations" in found] == ["sigmoid_1"]
    canvas.bridge.select(["sigmoid_1"])
    menu = context_menus.node_menu(canvas, "sigmoid_1")
    next(action for action in menu.actions() if action.text() == "Open into operations").trigger()
    assert canvas.bridge.level.path == ("sigmoid_1",)


def test_what_cannot_be_opened_is_said_and_nothing_changes(open_canvas, hands, network):
    canvas = open_canvas(edits.remove(network("input", "dense", "output"), ["input_1"]))
    said: list[str] = []
    canvas.bridge.refused.connect(lambda message: said.append(str(message)))
    start = canvas.bridge.project
    hand = hands(canvas)
    canvas.bridge.select(["dense_1"])
    canvas.setFocus()
    hand.key(Qt.Key.Key_O)
    assert canvas.bridge.project is start
    assert "once the shape of what arrives is known" in said[0]
    canvas.bridge.select(["dense_1", "output_1"])
    hand.key(Qt.Key.Key_O)
    assert canvas.bridge.project is start
    assert len(said) == 1
    QTest.keyClick(canvas.viewport(), Qt.Key.Key_Escape)
    assert canvas.bridge.project is start
