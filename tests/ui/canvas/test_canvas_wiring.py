"""Wires drawn with the mouse: what fits glows and is connected, what does not is refused with its reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from netbuilder.graph.graph import Wire
from netbuilder.layers import layer_types
from netbuilder.project import edits
from netbuilder.shapes.check import would_fit
from tests.drawing import fed_by
from ui.canvas import wire_targets
from ui.canvas.quick_add import QuickAdd
from ui.canvas.wire_targets import Socket

ESC = Qt.Key.Key_Escape


def with_layer(project, kind: str, x: float, y: float):
    return edits.add_node(project, layer_types()[kind](), (x, y))[0]


@pytest.fixture
def two_free(network):
    """An input, and a dense layer that nothing leads to."""
    return with_layer(network("input"), "dense", 240, 0)


def test_a_wire_is_drawn_from_an_output_to_an_input_and_undone(open_canvas, two_free, hands, in_step):
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.drag(hand.output("input_1"), hand.input("dense_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    assert canvas.bridge.check.shape("dense_1") == (32,)
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is two_free
    in_step(canvas)


def test_a_wire_is_drawn_backwards_from_a_free_input(open_canvas, two_free, hands):
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.drag(hand.input("dense_1"), hand.output("input_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


def test_a_wire_snaps_to_a_port_that_is_near_and_connects_when_dropped_on_the_card(open_canvas, two_free, hands):
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.drag(hand.output("input_1"), hand.input("dense_1") + QPointF(-20, 10))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    canvas.bridge.document.undo()
    hand.drag(hand.output("input_1"), hand.card("dense_1") + QPointF(40, 30))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


@pytest.mark.parametrize("drop", ["port", "card"])
def test_whether_a_wire_fits_is_asked_once_however_often_the_mouse_moves(
    open_canvas, two_free, hands, monkeypatch, drop
):
    asked = []
    monkeypatch.setattr(wire_targets, "would_fit", lambda check, wire: asked.append(wire) or would_fit(check, wire))
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.drag(hand.output("input_1"), {"port": hand.input, "card": hand.card}[drop]("dense_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    assert asked.count(Wire("input_1", "dense_1")) == 1
    assert len(asked) == len(set(asked))


def test_a_card_gives_a_dropped_wire_its_first_free_port_and_grows_one_where_all_are_taken(open_canvas, network, hands):
    project = network("input", "dense")
    for place in (100, 200, 300):
        project = with_layer(project, "dense", 0, place)
    project = with_layer(project, "add", 500, 100)
    for node in ("dense_2", "dense_3", "dense_4"):
        project = edits.connect(project, "input_1", node)
    canvas = open_canvas(project)
    hand = hands(canvas)
    for node in ("dense_1", "dense_2", "dense_3"):
        hand.drag(hand.output(node), hand.card("add_1") + QPointF(30, 20))
    assert fed_by(canvas.bridge.project.graph, "add_1") == ("dense_1", "dense_2", "dense_3")


def test_a_wire_that_would_close_a_loop_fades_says_why_and_is_refused(open_canvas, network, hands, qtbot):
    canvas = open_canvas(network("input", "dense", "relu"))
    before = canvas.bridge.project
    hand = hands(canvas)
    hand.press(hand.output("relu_1"))
    hand.move(hand.card("dense_1"))
    hand.move(hand.input("dense_1") + QPointF(2, 2))
    assert canvas.hint.isVisible()
    assert "loop" in canvas.hint.text()
    with qtbot.waitSignal(canvas.bridge.refused) as refused:
        hand.release(hand.input("dense_1") + QPointF(2, 2))
    assert "loop" in str(refused.args[0])
    assert canvas.bridge.project is before
    assert not canvas.hint.isVisible()


def test_a_wire_whose_shape_does_not_fit_is_refused_before_it_is_drawn(open_canvas, network, hands, qtbot):
    canvas = open_canvas(with_layer(network("input", "dense"), "conv2d", 480, 0))
    hand = hands(canvas)
    with qtbot.waitSignal(canvas.bridge.refused):
        hand.drag(hand.output("dense_1"), hand.input("conv2d_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


def test_while_a_wire_is_drawn_every_port_knows_whether_it_fits(open_canvas, network, hands):
    canvas = open_canvas(with_layer(network("input", "dense"), "conv2d", 480, 200))
    hand = hands(canvas)
    hand.press(hand.output("dense_1"))
    hand.move(QPointF(500, 400))
    fitting = canvas.drawing.look.fitting
    assert fitting.reason("conv2d_1", Socket("input", output=False)) is not None
    assert not fitting.offers(Socket("output", output=True))
    canvas.grab()
    hand.key(ESC)
    assert canvas.drawing.look.fitting is None


def test_the_end_of_a_wire_is_carried_to_another_input(open_canvas, network, hands):
    canvas = open_canvas(with_layer(network("input", "dense"), "dense", 240, 200))
    hand = hands(canvas)
    hand.drag(hand.input("dense_1"), hand.input("dense_2"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_2")}
    canvas.bridge.document.undo()
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


def test_the_end_of_a_wire_dropped_on_empty_canvas_removes_it_and_esc_keeps_it(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.press(hand.input("dense_1"))
    hand.move(QPointF(300, 300))
    hand.key(ESC)
    in_step(canvas)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    hand.drag(hand.input("dense_1"), QPointF(300, 300))
    assert not canvas.bridge.project.graph.wires


def test_a_click_on_a_wired_input_keeps_the_wire(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hands(canvas).click(hands(canvas).input("dense_1"))
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}


def test_a_wire_dropped_on_empty_canvas_offers_layers_and_connects_the_chosen_one(open_canvas, network, hands):
    canvas = open_canvas(network("input"))
    hand = hands(canvas)
    hand.drag(hand.output("input_1"), QPointF(400, 200))
    menu = canvas.findChild(QuickAdd)
    QTest.keyClicks(menu.chooser.field, "dense")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    canvas.bridge.document.undo()
    assert canvas.bridge.project == network("input")


def test_a_wire_dropped_backwards_on_empty_canvas_puts_the_chosen_layer_before(open_canvas, two_free, hands):
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.drag(hand.input("dense_1"), QPointF(200, 250))
    menu = canvas.findChild(QuickAdd)
    QTest.keyClicks(menu.chooser.field, "relu")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    assert canvas.bridge.project.graph.wires == {Wire("relu_1", "dense_1")}


def test_esc_drops_a_wire_in_the_making(open_canvas, two_free, hands, in_step):
    canvas = open_canvas(two_free)
    hand = hands(canvas)
    hand.press(hand.output("input_1"))
    hand.move(hand.input("dense_1"))
    hand.key(ESC)
    hand.release(hand.input("dense_1"))
    assert canvas.bridge.project is two_free
    assert not canvas.hint.isVisible()
    in_step(canvas)
