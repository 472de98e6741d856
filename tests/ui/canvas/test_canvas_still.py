"""Nothing gets in the way: the view stays, menus offer what fits, cards go into wires, paste goes to the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits
from tests.blocks import laid_out, residual
from ui.canvas import context_menus
from ui.canvas.pointer import Pointer
from ui.canvas.quick_add import QuickAdd
from ui.canvas.wire_targets import Socket, WireTargets
from ui.palette import suggestions

CTRL = Qt.KeyboardModifier.ControlModifier


def free(kind: str, project, place=(240.0, 240.0)):
    """The project with a layer more that nothing is wired to."""
    return edits.add_node(project, layer_types()[kind](), place)[0]


def menu_of(canvas) -> QuickAdd:
    (menu,) = [menu for menu in canvas.findChildren(QuickAdd) if menu.isVisible()]
    return menu


def shown(menu: QuickAdd) -> list[str]:
    return menu.chooser.list.kinds()


def test_a_layer_dropped_at_the_edge_lies_there_and_the_view_stays(open_canvas, hands, network):
    canvas = open_canvas(network("input", "dense"))
    canvas.fit()
    before = canvas.viewpoint()
    edge = canvas.seen().bottomRight() - QPointF(4, 4)
    hands(canvas).drop("relu", edge)
    assert canvas.viewpoint() == before
    card = canvas.drawing.node_items["relu_1"].card
    assert (card.center() - edge).manhattanLength() < 16
    canvas.bridge.document.undo()
    assert canvas.viewpoint() == before


def test_a_wire_let_go_in_the_open_offers_what_fits_the_best_first_and_enter_wires_it(open_canvas, hands, network):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.drag(hand.output("dense_1"), hand.output("dense_1") + QPointF(150, 120))
    menu = menu_of(canvas)
    kinds = shown(menu)
    assert kinds[0] == "relu"
    assert menu.chooser.list.kind() == "relu"
    assert not {"input", "conv2d", "max_pool", "lstm"} & set(kinds), "they do not fit four numbers"
    assert {"dense", "output", "add"} <= set(kinds)
    menu.chooser.field.setText("conv 2d")
    assert menu.chooser.nothing.text().startswith("Nothing that fits here is called “conv 2d”.")
    menu.chooser.field.clear()
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    assert Wire("dense_1", "relu_1") in canvas.bridge.project.graph.wires


def test_escape_in_the_menu_leaves_everything_as_it_was(open_canvas, hands, network, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand, before = hands(canvas), canvas.bridge.project
    hand.drag(hand.output("dense_1"), hand.output("dense_1") + QPointF(150, 120))
    QTest.keyClick(menu_of(canvas), Qt.Key.Key_Escape)
    assert canvas.bridge.project is before
    in_step(canvas)


@pytest.mark.parametrize(
    ("kinds", "best"),
    [
        (("input",), "dense"),
        (("input", "dense"), "relu"),
        (("input", "dense", "relu"), "dense"),
        (("input", "dense", "dropout"), "dense"),
    ],
)
def test_what_usually_follows_comes_first(open_canvas, network, kinds, best):
    canvas = open_canvas(network(*kinds))
    loose = WireTargets(canvas.bridge.level.check, f"{kinds[-1]}_1")
    assert suggestions.fitting(canvas.bridge, loose)[0].kind == best


def test_for_images_a_convolution_comes_first(open_canvas, network):
    project = edits.set_parameter(network("input"), "input_1", "sizes", (1, 8, 8))
    canvas = open_canvas(edits.set_dataset(project, _digits()))
    loose = WireTargets(canvas.bridge.level.check, "input_1")
    found = [entry.kind for entry in suggestions.fitting(canvas.bridge, loose)]
    assert found[0] == "conv2d"
    assert "conv1d" not in found
    assert "block/bundled/residual_stage" in found


def _digits():
    from netbuilder.data.catalogue import dataset_types

    return dataset_types()["digits"]()


def test_from_an_input_backwards_everything_with_an_output_is_offered(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    loose = WireTargets(canvas.bridge.level.check, "dense_1", Socket("input", output=False))
    found = {entry.kind for entry in suggestions.fitting(canvas.bridge, loose)}
    assert {"input", "dense", "relu"} <= found
    assert "output" not in found


def test_a_card_that_is_dropped_on_a_wire_goes_into_it(open_canvas, hands, network, in_step):
    canvas = open_canvas(free("relu", network("input", "dense", "output")))
    hand, start = hands(canvas), canvas.bridge.project
    (wire,) = [item for item in canvas.drawing.wire_items.values() if item.wire.target == "output_1"]
    hand.press(hand.card("relu_1"))
    hand.move(hand.card("relu_1") + QPointF(0, -60))
    hand.move(wire.middle())
    assert canvas.hint.isVisible()
    assert "insert" in canvas.hint.text()
    hand.release(wire.middle())
    assert canvas.bridge.project.graph.wires == {
        Wire("input_1", "dense_1"), Wire("dense_1", "relu_1"), Wire("relu_1", "output_1"),
    }  # fmt: skip
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[:i])
    assert canvas.hint.isHidden()
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is start
    in_step(canvas)


@pytest.mark.parametrize("grabbed", [QPointF(10, 8), QPointF(158, 76)])
def test_a_card_goes_into_the_wire_that_it_covers_wherever_it_was_grabbed(open_canvas, hands, network, grabbed):
    canvas = open_canvas(free("relu", network("input", "dense", "output")))
    hand, wire = hands(canvas), Wire("dense_1", "output_1")
    middle = canvas.drawing.wire_items[wire].middle()
    at = canvas.drawing.node_items["relu_1"].card.topLeft() + grabbed
    off = middle + QPointF(-6, 30) - canvas.drawing.node_items["relu_1"].card.center()
    hand.press(at)
    hand.move(at + off / 2)
    hand.move(at + off)
    assert canvas.drawing.wire_at(at + off, canvas.reach(14)) is None, "the mouse itself is not on it"
    assert "insert" in canvas.hint.text()
    hand.release(at + off)
    assert canvas.bridge.project.graph.wires == {
        Wire("input_1", "dense_1"), Wire("dense_1", "relu_1"), Wire("relu_1", "output_1"),
    }  # fmt: skip
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[:i])


def test_escape_over_a_wire_puts_the_card_back(open_canvas, hands, network, in_step):
    canvas = open_canvas(free("relu", network("input", "dense", "output")))
    hand, start = hands(canvas), canvas.bridge.project
    (wire,) = [item for item in canvas.drawing.wire_items.values() if item.wire.target == "output_1"]
    hand.press(hand.card("relu_1"))
    hand.move(wire.middle() + QPointF(0, 40))
    hand.move(wire.middle())
    hand.key(Qt.Key.Key_Escape)
    hand.release(wire.middle())
    assert canvas.bridge.project is start
    assert canvas.hint.isHidden()
    assert not wire._lit
    in_step(canvas)


def test_a_card_that_is_wired_already_is_only_moved_over_a_wire(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(residual()))
    hand = hands(canvas)
    wires = canvas.bridge.project.graph.wires
    (wire,) = [item for item in canvas.drawing.wire_items.values() if item.wire.source == "input_1"]
    hand.drag(hand.card("dense_3"), wire.middle())
    assert canvas.bridge.project.graph.wires == wires
    in_step(canvas)


def test_paste_goes_to_the_mouse_and_from_the_menu_to_where_it_was_opened(open_canvas, hands, network, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    canvas.bridge.select(["dense_1"])
    hand.key(Qt.Key.Key_C, CTRL)
    there = QPointF(500, 300)
    hand.move(there)
    hand.key(Qt.Key.Key_V, CTRL)
    assert (canvas.drawing.node_items["dense_2"].card.center() - there).manhattanLength() <= 12
    place = QPointF(200, 400)
    menu = context_menus.canvas_menu(canvas, Pointer(QPointF(hand.point(place)), place))
    next(action for action in menu.actions() if action.text() == "Paste").trigger()
    assert (canvas.drawing.node_items["dense_3"].card.center() - place).manhattanLength() <= 12
    hand.key(Qt.Key.Key_V, CTRL)
    assert canvas.drawing.node_items["dense_4"].pos() != canvas.drawing.node_items["dense_2"].pos()
    in_step(canvas)
