"""The canvas without a mouse: a whole network built with keys, walking, moving, connecting, clipboard, and speech."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from netbuilder.graph.graph import Wire
from netbuilder.layers import UnknownLayer, layer_types
from netbuilder.messages import say
from netbuilder.project import edits
from ui.canvas.editing import clipboard
from ui.canvas.items.overlays import NameField
from ui.canvas.quick_add import QuickAdd

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


def choose(canvas, words: str) -> None:
    menu = next(menu for menu in canvas.findChildren(QuickAdd) if menu.isVisible())
    QTest.keyClicks(menu.chooser.field, words)
    QTest.keyClick(menu.chooser.field, Key.Key_Return)


def test_a_whole_network_is_built_with_keys_alone(open_canvas, hands, in_step):
    canvas = open_canvas()
    hand = hands(canvas)
    for words in ("input", "dense", "relu", "dense", "output"):
        hand.key(Key.Key_A)
        choose(canvas, words)
    graph = canvas.bridge.project.graph
    assert graph.order == ("input_1", "dense_1", "relu_1", "dense_2", "output_1")
    assert canvas.bridge.check.sound
    in_step(canvas)
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[i + 1 :])


def test_tab_walks_in_the_order_of_the_network_and_then_leaves_the_canvas(open_canvas, network, qtbot, hands):
    canvas = open_canvas(network("input", "dense", "output"))
    visited = []
    for _ in range(3):
        hands(canvas).key(Key.Key_Tab)
        visited.extend(canvas.bridge.selection)
    assert visited == ["input_1", "dense_1", "output_1"]
    assert not canvas.keyboard.walk(1)
    hands(canvas).key(Key.Key_Tab, SHIFT)
    assert canvas.bridge.selection == {"dense_1"}


def test_tab_behind_the_last_node_reaches_the_next_widget(open_canvas, network, qtbot):
    canvas = open_canvas(network("input"))
    window = QWidget()
    qtbot.addWidget(window)
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(window)
    column.addWidget(canvas)
    column.addWidget(other)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Tab)
    assert canvas.bridge.selection == {"input_1"}
    QTest.keyClick(canvas, Key.Key_Tab)
    qtbot.waitUntil(other.hasFocus)
    canvas.setParent(None)


def test_arrows_move_the_selection_by_a_step_and_undo_takes_the_walk_back_at_once(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand, before = hands(canvas), canvas.bridge.project
    canvas.bridge.select(["dense_1"])
    for _ in range(3):
        hand.key(Key.Key_Down)
    hand.key(Key.Key_Right, SHIFT)
    assert canvas.bridge.project.layout["dense_1"] == (280, 24)
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


BETWEEN = {
    "saving": lambda canvas, hand: canvas.bridge.document.mark_saved(),
    "another selection": lambda canvas, hand: (canvas.bridge.select(["input_1"]), canvas.bridge.select(["dense_1"])),
    "another key": lambda canvas, hand: hand.key(Key.Key_Minus),
    "a key of the clipboard": lambda canvas, hand: hand.key(Key.Key_C, CONTROL),
    "a click": lambda canvas, hand: hand.click(hand.card("dense_1")),
    "the keys given away": lambda canvas, hand: (canvas.clearFocus(), canvas.setFocus()),
}


@pytest.mark.parametrize("between", BETWEEN)
def test_arrows_after_something_else_are_undone_by_themselves(open_canvas, network, hands, between):
    canvas = open_canvas(network("input", "dense"))
    hand, document = hands(canvas), canvas.bridge.document
    canvas.bridge.select(["dense_1"])
    for _ in range(2):
        hand.key(Key.Key_Down)
    BETWEEN[between](canvas, hand)
    for _ in range(2):
        hand.key(Key.Key_Down)
    places = []
    while document.undo_label is not None:
        places.append(document.project.layout["dense_1"])
        document.undo()
    assert places == [(240, 32), (240, 16)]


def test_ctrl_and_arrows_go_along_wires_or_to_the_nearest_card(open_canvas, network, hands):
    project, _ = edits.add_node(network("input", "dense", "output"), layer_types()["relu"](), (240, 200))
    canvas = open_canvas(project)
    hand = hands(canvas)
    canvas.bridge.select(["input_1"])
    seen = []
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Up, Key.Key_Left):
        hand.key(key, CONTROL)
        seen.extend(canvas.bridge.selection)
    assert seen == ["dense_1", "relu_1", "dense_1", "input_1"]


def test_c_connects_to_a_fitting_port_chosen_with_tab_and_taken_with_enter(open_canvas, network, hands):
    project = network("input")
    for y in (0, 200):
        project, _ = edits.add_node(project, layer_types()["dense"](), (240.0, float(y)))
    project, _ = edits.add_node(project, layer_types()["conv2d"](), (240.0, 400.0))
    canvas = open_canvas(project)
    hand = hands(canvas)
    canvas.bridge.select(["input_1"])
    hand.key(Key.Key_C)
    assert canvas.drawing.look.fitting is not None
    hand.key(Key.Key_Tab)
    hand.key(Key.Key_Return)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_2")}
    hand.key(Key.Key_C)
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Escape)
    assert canvas.drawing.look.fitting is None
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_2")}


def test_c_says_so_where_nothing_fits(open_canvas, network, hands, qtbot, in_step):
    canvas = open_canvas(network("input"))
    canvas.bridge.select(["input_1"])
    with qtbot.waitSignal(canvas.bridge.refused) as refused:
        hands(canvas).key(Key.Key_C)
    assert "No input accepts" in str(refused.args[0])
    in_step(canvas)


def test_the_other_keys_do_what_they_say(open_canvas, network, hands, qtbot):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.key(Key.Key_Plus)
    assert canvas.zoom > 1
    hand.key(Key.Key_Minus)
    assert canvas.zoom == pytest.approx(1)
    hand.key(Key.Key_A, CONTROL)
    assert len(canvas.bridge.selection) == 2
    hand.key(Key.Key_D, CONTROL)
    assert len(canvas.bridge.project.graph.nodes) == 4
    hand.key(Key.Key_Delete)
    assert len(canvas.bridge.project.graph.nodes) == 2
    canvas.pan(QPointF(5000, 5000))
    hand.key(Key.Key_F)
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    with qtbot.waitSignal(canvas.properties_wanted):
        hand.key(Key.Key_Return)


def test_f2_renames_in_place_and_esc_keeps_the_old_name(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    canvas.bridge.select(["dense_1"])
    hands(canvas).key(Key.Key_F2)
    field = canvas.findChild(NameField)
    QTest.keyClicks(field, "hidden layer")
    QTest.keyClick(field, Key.Key_Return)
    assert canvas.bridge.project.graph.nodes["dense_1"].name == "hidden layer"
    hands(canvas).key(Key.Key_F2)
    field = next(field for field in canvas.findChildren(NameField) if field.isVisible())
    QTest.keyClicks(field, "other")
    QTest.keyClick(field, Key.Key_Escape)
    assert canvas.bridge.project.graph.nodes["dense_1"].name == "hidden layer"
    assert canvas.hasFocus()


@pytest.mark.parametrize("zoom", [0.35, 0.5, 0.7, 1.0])
def test_a_name_is_typed_over_its_card_however_small(open_canvas, network, hands, zoom):
    canvas = open_canvas(network("input", "dense", "output"))
    canvas.bridge.select(["dense_1"])
    canvas.set_zoom(zoom)
    canvas.look_at(canvas.drawing.node_items["dense_1"].card.center())
    hands(canvas).key(Key.Key_F2)
    (field,) = canvas.findChildren(NameField)
    card = canvas.viewportTransform().mapRect(canvas.drawing.node_items["dense_1"].card)
    over = field.geometry()
    assert abs(over.center().x() - card.center().x()) <= 1.5
    assert over.width() <= max(card.width() + 1, 84)
    assert over.width() >= min(card.width() - 2, 84)


def test_copy_and_paste_carry_layers_wires_and_names_to_another_window(open_canvas, network, hands):
    project = network("input", "dense", "relu")
    project = edits.rename(edits.set_parameter(project, "dense_1", "units", 7), "dense_1", "seven")
    first, second = open_canvas(project), open_canvas()
    first.bridge.select(["dense_1", "relu_1"])
    hands(first).key(Key.Key_C, CONTROL)
    hands(second).key(Key.Key_V, CONTROL)
    graph = second.bridge.project.graph
    assert graph.nodes["dense_1"].layer == project.graph.nodes["dense_1"].layer
    assert graph.nodes["dense_1"].name == "seven"
    assert graph.wires == {Wire("dense_1", "relu_1")}
    assert second.bridge.selection == {"dense_1", "relu_1"}
    hands(second).key(Key.Key_V, CONTROL)
    assert len(set(second.bridge.project.layout.values())) == 4
    hands(first).key(Key.Key_X, CONTROL)
    assert first.bridge.project.graph.nodes.keys() == {"input_1"}


def test_an_unknown_layer_survives_the_clipboard(open_canvas, network):
    canvas = open_canvas(network("input"))
    layer = UnknownLayer(original_type="warp", original_values={"speed": 9}, inputs=("input_1", "input_2"))
    project, node = edits.add_node(canvas.bridge.project, layer, (240, 0))
    canvas.bridge.edit(project, say("Add"))
    canvas.bridge.select([node])
    canvas.copy()
    canvas.paste()
    (copied,) = canvas.bridge.selection
    assert canvas.bridge.project.graph.nodes[copied].layer == layer


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "[]",
        '{"nodes": [], "wires": []}',
        '{"nodes": [{"id": "a", "name": "", "at": [0, 1e999], "type": "relu", "values": {}}], "wires": []}',
        '{"nodes": [{"id": "a", "name": "", "at": [0, 0], "type": "relu", "values": {"x": 1}}], "wires": []}',
        '{"nodes": [{"id": "a", "name": "", "at": [0, 0], "type": "relu", "values": {}}], "wires": [["a", "b", 0]]}',
        "[" * 100000,
    ],
)
def test_foreign_or_broken_text_on_the_clipboard_is_ignored(open_canvas, network, text):
    canvas = open_canvas(network("input"))
    before = canvas.bridge.project
    for mime in ("text/plain", clipboard.MIME):
        data = QMimeData()
        data.setData(mime, text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        canvas.paste()
        assert canvas.bridge.project is before


def test_what_is_copied_is_also_plain_json(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    canvas.select_all()
    canvas.copy()
    content = json.loads(QGuiApplication.clipboard().text())
    assert [node["type"] for node in content["nodes"]] == ["input", "dense"]


def test_a_screen_reader_hears_the_node_its_connections_and_its_problem(open_canvas, network):
    canvas = open_canvas(network("input", "dense", "conv2d"))
    assert "3 nodes and 2 wires" in canvas.accessibleDescription()
    canvas.bridge.select(["dense_1"])
    words = canvas.accessibleDescription()
    assert words.startswith("Dense, 32 units, output 32, 96 parameters, connected from Input, connected to ")
    canvas.bridge.select(["conv2d_1"])
    assert "problem: " in canvas.accessibleDescription()
    canvas.bridge.select(["input_1", "dense_1"])
    assert canvas.accessibleDescription() == "2 nodes selected"


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Escape])
def test_a_renamed_card_stays_selected_and_keeps_the_keys(open_canvas, network, hands, end):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand = hands(canvas)
    hand.click(hand.card("dense_1"))
    hand.key(Key.Key_F2)
    field = canvas.findChild(NameField)
    QTest.keyClicks(field, "hidden")
    QTest.keyClick(field, end)
    assert canvas.bridge.selection == {"dense_1"}
    assert canvas.hasFocus()
    hand.key(Key.Key_Delete)
    assert canvas.bridge.project.graph.nodes.keys() == {"input_1", "relu_1", "output_1"}


def test_a_canvas_that_gets_the_keys_selects_nothing_and_shows_where_they_are(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    canvas.clearFocus()
    assert not canvas.frame.isVisible()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert canvas.bridge.selection == frozenset()
    assert canvas.frame.isVisible()
    edge = canvas.grab().toImage().pixelColor(0, 300).name()
    assert edge == canvas.themes.theme.accent
    hands(canvas).key(Key.Key_Tab)
    assert canvas.bridge.selection == {"input_1"}
    assert not canvas.frame.isVisible()


def test_delete_closes_the_gap_and_undo_opens_it_in_one_step(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense", "relu", "softmax", "output"))
    hand, before = hands(canvas), canvas.bridge.project
    hand.click(hand.card("softmax_1"))
    hand.key(Key.Key_Delete)
    assert Wire("relu_1", "output_1") in canvas.bridge.project.graph.wires
    assert canvas.bridge.check.sound
    in_step(canvas)
    hand.click(hand.card("dense_1"))
    hand.click(hand.card("relu_1"), SHIFT)
    hand.key(Key.Key_X, CONTROL)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "output_1")}
    in_step(canvas)
    canvas.bridge.document.undo()
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


def test_a_wire_that_is_deleted_stays_deleted(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "output"))
    hand = hands(canvas)
    wire = Wire("dense_1", "output_1")
    hand.click(canvas.drawing.wire_items[wire].middle())
    assert canvas.drawing.selected_wires == {wire}
    hand.key(Key.Key_Delete)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


def test_the_frame_is_for_those_who_use_the_keys(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.click(QPointF(300, 300))
    assert not canvas.frame.isVisible()
    hand.key(Key.Key_A, CONTROL)
    hand.key(Key.Key_Delete)
    assert canvas.frame.isVisible()
    hand.click(QPointF(300, 300))
    assert not canvas.frame.isVisible()


def test_ctrl_shift_and_an_arrow_select_one_more_along_the_wire_and_at_last_none(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand, both = hands(canvas), Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    canvas.bridge.select(["dense_1"])
    hand.key(Qt.Key.Key_Right, both)
    assert canvas.bridge.selection == {"dense_1", "relu_1"}
    hand.key(Qt.Key.Key_Left, both)
    assert canvas.bridge.selection == {"input_1", "dense_1", "relu_1"}
    hand.key(Qt.Key.Key_Left, both)
    assert canvas.bridge.selection == {"input_1", "dense_1", "relu_1"}
    canvas.bridge.select([])
    hand.key(Qt.Key.Key_Right, both)
    assert canvas.bridge.selection == {"input_1"}


@pytest.mark.parametrize("held", [Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_Space])
def test_a_key_that_is_held_for_the_mouse_does_not_show_the_frame(open_canvas, network, hands, held):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.click(QPointF(0, 400))
    hand.key(held)
    assert not canvas.frame.isVisible()
    hand.key(Key.Key_Plus)
    assert canvas.frame.isVisible()
    hand.key(held)
    assert canvas.frame.isVisible(), "who works with the keys keeps it"
