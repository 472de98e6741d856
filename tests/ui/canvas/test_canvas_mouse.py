"""The canvas with the mouse: drop, move, select, delete, pan, zoom; Esc cancels; undo takes back one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from netbuilder.graph.graph import Wire
from ui.canvas.quick_add import QuickAdd

MIDDLE = Qt.MouseButton.MiddleButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
ESC = Qt.Key.Key_Escape


def wheel(canvas, at: QPoint, turn: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(at)
    where = canvas.viewport().mapToGlobal(place)
    event = QWheelEvent(
        place, where, QPoint(), QPoint(0, turn), Qt.MouseButton(0), keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas.viewport(), event)


def test_a_layer_dropped_on_empty_canvas_is_added_there_and_undone_in_one_step(open_canvas, hands, in_step):
    canvas = open_canvas()
    hand = hands(canvas)
    assert hand.drop("dense", QPointF(300, 200))
    (node,) = canvas.bridge.project.graph.nodes.values()
    assert node.layer.type == "dense"
    assert canvas.drawing.node_items[node.id].card.contains(QPointF(300, 200))
    assert canvas.bridge.selection == {node.id}
    in_step(canvas)
    canvas.bridge.document.undo()
    assert not canvas.bridge.project.graph.nodes
    in_step(canvas)


def test_a_layer_never_lands_on_another_one(open_canvas, hands):
    canvas = open_canvas()
    for _ in range(6):
        hands(canvas).drop("relu", QPointF(300, 200))
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert len(cards) == 6
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[i + 1 :])


def test_a_layer_dropped_on_a_wire_goes_into_it_and_what_follows_makes_room(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "output"))
    hand = hands(canvas)
    middle = (hand.output("input_1") + hand.input("dense_1")) / 2
    assert hand.drop("relu", middle)
    wires = canvas.bridge.project.graph.wires
    assert wires == {Wire("input_1", "relu_1"), Wire("relu_1", "dense_1"), Wire("dense_1", "output_1")}
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[i + 1 :])
    canvas.bridge.document.undo()
    assert canvas.bridge.project == network("input", "dense", "output")


def test_a_layer_without_an_input_is_not_put_into_a_wire(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.drop("input", (hand.output("input_1") + hand.input("dense_1")) / 2)
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "dense_1")}
    assert len(canvas.bridge.project.graph.nodes) == 3


def test_a_layer_carried_away_again_leaves_nothing(open_canvas, hands, in_step):
    canvas = open_canvas()
    hand = hands(canvas)
    assert hand.enter("dense", QPointF(300, 200))
    assert len(canvas.drawing.items()) == 1
    hand.leave()
    in_step(canvas)
    assert canvas.bridge.document.undo_label is None


@pytest.mark.parametrize(
    ("kind", "mime"), [("no_such_layer", "application/x-netbuilder-layer"), ("dense", "text/plain")]
)
def test_a_foreign_drag_is_not_accepted(open_canvas, hands, kind, mime):
    canvas = open_canvas()
    assert not hands(canvas).enter(kind, QPointF(300, 200), mime)
    assert canvas.gesture is None


def test_a_dragged_node_keeps_to_the_grid_takes_its_wires_along_and_undoes_as_one_step(
    open_canvas, network, hands, in_step
):
    canvas = open_canvas(network("input", "dense", "output"))
    hand, before = hands(canvas), canvas.bridge.project
    start = hand.card("dense_1")
    hand.drag(start, start + QPointF(13, 203))
    assert canvas.bridge.project.layout["dense_1"] == (256.0, 200.0)
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    in_step(canvas)
    canvas.bridge.document.redo()
    assert canvas.bridge.project.layout["dense_1"] == (256.0, 200.0)


def test_all_selected_nodes_move_together(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "output"))
    hand = hands(canvas)
    canvas.bridge.select(["input_1", "dense_1"])
    hand.drag(hand.card("dense_1"), hand.card("dense_1") + QPointF(0, 160))
    layout = canvas.bridge.project.layout
    assert (layout["input_1"], layout["dense_1"], layout["output_1"]) == ((0, 160), (240, 160), (480, 0))


def test_a_node_dragged_near_a_neighbours_edge_lines_up_with_it(open_canvas, network, hands):
    project = network("input", "dense")
    project = type(project)(project.graph, {"input_1": (3.0, 0.0), "dense_1": (240.0, 200.0)})
    canvas = open_canvas(project)
    hand = hands(canvas)
    hand.drag(hand.card("dense_1"), hand.card("dense_1") + QPointF(-235, 0))
    assert canvas.bridge.project.layout["dense_1"][0] == 3.0


def test_a_click_that_trembles_moves_nothing(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    hand.drag(hand.card("dense_1"), hand.card("dense_1") + QPointF(2, 1))
    assert canvas.bridge.document.undo_label is None
    assert canvas.bridge.selection == {"dense_1"}


def test_esc_lets_a_dragged_node_spring_back(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    start = hand.card("dense_1")
    hand.press(start)
    hand.move(start + QPointF(90, 90))
    assert canvas.drawing.node_items["dense_1"].x() != 240
    hand.key(ESC)
    in_step(canvas)
    hand.move(start + QPointF(200, 200))
    hand.release(start + QPointF(200, 200))
    in_step(canvas)
    assert canvas.bridge.document.undo_label is None


def test_an_edit_from_elsewhere_ends_a_gesture_cleanly(open_canvas, network, hands, in_step):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    canvas.commands.rename("dense_1", "hidden")
    hand.press(hand.card("dense_1"))
    hand.move(hand.card("dense_1") + QPointF(100, 100))
    canvas.bridge.document.undo()
    assert canvas.gesture is None
    in_step(canvas)


def test_clicks_select_and_shift_adds(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "output"))
    hand = hands(canvas)
    hand.click(hand.card("input_1"))
    assert canvas.bridge.selection == {"input_1"}
    hand.click(hand.card("dense_1"), SHIFT)
    assert canvas.bridge.selection == {"input_1", "dense_1"}
    hand.click(hand.card("dense_1"))
    assert canvas.bridge.selection == {"dense_1"}
    hand.click(QPointF(300, 300))
    assert canvas.bridge.selection == frozenset()


def test_a_rubber_band_selects_what_it_touches_and_esc_brings_back_the_old_selection(
    open_canvas, network, hands, in_step
):
    canvas = open_canvas(network("input", "dense", "output"))
    hand = hands(canvas)
    hand.drag(QPointF(-20, 200), QPointF(300, 50))
    assert canvas.bridge.selection == {"input_1", "dense_1"}
    hand.press(QPointF(700, 200))
    hand.move(QPointF(500, 50))
    assert canvas.bridge.selection == {"output_1"}
    hand.key(ESC)
    assert canvas.bridge.selection == {"input_1", "dense_1"}
    in_step(canvas)


def test_a_wire_can_be_clicked_beside_its_line_and_deleted(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    middle = canvas.drawing.wire_items[Wire("input_1", "dense_1")].middle()
    hand.click(middle + QPointF(0, 5))
    assert canvas.drawing.selected_wires == {Wire("input_1", "dense_1")}
    hand.key(Qt.Key.Key_Delete)
    assert not canvas.bridge.project.graph.wires
    assert not canvas.drawing.selected_wires


def test_the_middle_button_and_space_pan_and_esc_ends_it(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    before = canvas.seen().center()
    hand.press(QPointF(300, 300), MIDDLE)
    hand.move(QPointF(250, 260))
    QTest.mouseRelease(canvas.viewport(), MIDDLE, Qt.KeyboardModifier(0), QPoint(400, 400))
    assert canvas.seen().center() != before
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    at, before = QPoint(500, 500), canvas.seen().center()
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), at)
    QTest.mouseMove(canvas.viewport(), at + QPoint(60, 0))
    assert canvas.seen().center().x() == pytest.approx(before.x() - 60, abs=1.5)
    hand.key(ESC)
    assert canvas.gesture is None
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert not canvas.bridge.selection


def test_ctrl_and_wheel_zooms_at_the_mouse_within_limits_and_the_wheel_alone_scrolls(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    at = QPoint(700, 150)
    kept = canvas.mapToScene(at)
    wheel(canvas, at, 120, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom > 1
    assert (canvas.mapToScene(at) - kept).manhattanLength() < 3
    for _ in range(40):
        wheel(canvas, at, -120, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom == pytest.approx(0.05)
    canvas.zoom_reset()
    before = canvas.seen().center()
    wheel(canvas, at, -120)
    assert canvas.seen().center().y() > before.y()
    assert canvas.seen().center().x() == pytest.approx(before.x(), abs=1)
    wheel(canvas, at, -120, SHIFT)
    assert canvas.seen().center().x() > before.x()


def test_fit_shows_every_card_with_a_margin(open_canvas, network):
    canvas = open_canvas(network("input", *["dense"] * 12, "output"))
    canvas.fit()
    around = canvas.drawing.drawing_rect()
    assert canvas.seen().contains(around)
    assert canvas.zoom <= 1


def test_in_a_low_view_the_margin_leaves_the_room_to_the_drawing(open_canvas, network):
    canvas = open_canvas(network("input", "dense"))
    canvas.resize(500, 90)
    canvas.fit()
    around = canvas.drawing.drawing_rect()
    assert canvas.seen().contains(around)
    assert around.height() * canvas.zoom > 0.5 * canvas.viewport().height()


def test_a_double_click_on_a_card_asks_for_its_parameters(open_canvas, network, hands, qtbot):
    canvas = open_canvas(network("input", "dense"))
    with qtbot.waitSignal(canvas.properties_wanted):
        QTest.mouseDClick(
            canvas.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier(0),
            hands(canvas).point(hands(canvas).card("dense_1")),
        )
    assert canvas.bridge.selection == {"dense_1"}


def test_a_double_click_on_empty_canvas_offers_layers_and_adds_the_chosen_one(open_canvas, hands):
    canvas = open_canvas()
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), QPoint(500, 350))
    menu = canvas.findChild(QuickAdd)
    QTest.keyClicks(menu.chooser.field, "drop")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    (node,) = canvas.bridge.project.graph.nodes.values()
    assert node.layer.type == "dropout"
    assert canvas.drawing.node_items[node.id].card.contains(canvas.mapToScene(500, 350))


def context_menu(canvas, at: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(canvas.viewport(), event)
    return next(menu for menu in canvas.findChildren(QMenu) if menu.isVisible())


def action(menu: QMenu, start: str):
    return next(found for found in menu.actions() if found.text().startswith(start))


def test_context_menus_act_on_what_was_pointed_at(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    hand = hands(canvas)
    menu = context_menu(canvas, hand.point(hand.card("dense_1")))
    action(menu, "Duplicate").trigger()
    menu.close()
    assert len(canvas.bridge.project.graph.nodes) == 3
    wire = Wire("input_1", "dense_1")
    menu = context_menu(canvas, hand.point(canvas.drawing.wire_items[wire].middle()))
    action(menu, "Delete").trigger()
    menu.close()
    assert not canvas.bridge.project.graph.wires
    menu = context_menu(canvas, QPoint(900, 600))
    action(menu, "Select all").trigger()
    menu.close()
    assert len(canvas.bridge.selection) == 3


def test_the_menu_of_a_node_with_a_problem_offers_its_repair(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense", "conv2d"))
    hand = hands(canvas)
    assert canvas.drawing.node_items["conv2d_1"].problem is not None
    menu = context_menu(canvas, hand.point(hand.card("conv2d_1")))
    action(menu, "Repair").trigger()
    menu.close()
    assert canvas.bridge.check.shape("conv2d_1") is not None
    assert len(canvas.bridge.project.graph.nodes) == 4
    canvas.bridge.document.undo()
    assert canvas.bridge.project == network("input", "dense", "conv2d")


def test_the_menu_of_a_wire_inserts_a_layer_into_it(open_canvas, network, hands):
    canvas = open_canvas(network("input", "dense"))
    menu = context_menu(canvas, hands(canvas).point(canvas.drawing.wire_items[Wire("input_1", "dense_1")].middle()))
    group = action(action(menu, "Insert").menu(), "Activation").menu()
    action(group, "Tanh").trigger()
    menu.close()
    assert canvas.bridge.project.graph.wires == {Wire("input_1", "tanh_1"), Wire("tanh_1", "dense_1")}
    assert canvas.bridge.project.layout["tanh_1"] == (200.0, 0.0)
