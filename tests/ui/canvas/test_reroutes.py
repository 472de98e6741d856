"""Reroute points with real mouse and keys: added, moved, removed, carried along, cleared, drawn, told; undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.graph.reroutes import ReroutePoint
from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate
from netbuilder.project.block_edits import group
from tests.ui.hand import place
from ui.canvas import context_menus

Key = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
WIRE, NEXT = Wire("input_1", "dense_1"), Wire("dense_1", "output_1")
AWAY = QPointF(200, 250)


@pytest.fixture
def canvas(open_canvas, network):
    return open_canvas(network("input", "dense", "output"))


def points(canvas, wire=WIRE):
    return canvas.bridge.level.project.reroutes.get(wire, ())


def middle(canvas, wire=WIRE) -> QPointF:
    return canvas.drawing.wire_items[wire].middle()


def double_click(hand, at: QPointF) -> None:
    QTest.mouseDClick(hand.view, Qt.MouseButton.LeftButton, pos=hand.point(at))


def bend(hand, start: QPointF, end: QPointF) -> None:
    """Alt and drag."""
    hand.press(start, keys=ALT)
    hand.move((start + end) / 2)
    hand.move(end)
    hand.release(end)


@pytest.fixture
def bent(canvas, hands):
    """A canvas whose first wire passes through a point far below it."""
    bend(hands(canvas), middle(canvas), AWAY)
    assert points(canvas) == ((AWAY.x(), AWAY.y()),)
    return canvas


def back_and_forth(canvas, before, in_step) -> None:
    after = canvas.bridge.project
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    in_step(canvas)
    canvas.bridge.document.redo()
    assert canvas.bridge.project is after
    in_step(canvas)


def test_a_double_click_on_a_wire_adds_a_point_there_and_one_on_the_point_removes_it(canvas, hands, in_step):
    before, hand = canvas.bridge.project, hands(canvas)
    at = middle(canvas)
    double_click(hand, at)
    ((x, y),) = points(canvas)
    assert (QPointF(x, y) - at).manhattanLength() <= 2
    assert canvas.drawing.reroutes.selected == {ReroutePoint(WIRE, 0)}
    back_and_forth(canvas, before, in_step)
    double_click(hand, QPointF(x, y))
    assert points(canvas) == ()
    assert str(canvas.bridge.document.undo_label) == "Delete"


def test_between_two_close_cards_the_point_is_grasped_and_a_port_where_it_is_nearer(canvas, hands):
    project = canvas.bridge.project
    left, top = project.layout["input_1"]
    wide = canvas.drawing.node_items["input_1"].card.width()
    canvas.bridge.edit(edits.move(project, {"dense_1": (left + wide + 22.0, top)}), "Move")
    hand, at = hands(canvas), middle(canvas)
    double_click(hand, at)
    hand.drag(at, at + QPointF(0, 60))
    ((x, y),) = points(canvas)
    assert (QPointF(x, y) - at).manhattanLength() > 40
    assert WIRE in canvas.bridge.project.graph.wires
    assert canvas.bridge.project.graph.wires == project.graph.wires


def test_a_new_point_is_selected_alone_so_that_delete_takes_it_and_not_the_wire(bent, hands):
    assert bent.drawing.reroutes.selected == {ReroutePoint(WIRE, 0)}
    assert bent.drawing.selected_wires == frozenset()
    hands(bent).key(Key.Key_Delete)
    assert points(bent) == ()
    assert WIRE in bent.bridge.project.graph.wires


def test_the_label_of_a_bent_wire_keeps_off_its_points(bent):
    off = middle(bent) - AWAY
    assert abs(off.x()) + abs(off.y()) > 40
    assert bent.drawing.wire_items[WIRE].distance(middle(bent)) < 1


def test_alt_and_drag_bend_a_wire_several_times_in_the_order_along_it(bent, hands, in_step):
    hand = hands(bent)
    before = bent.bridge.project
    behind = bent.drawing.wire_items[WIRE].path.pointAtPercent(0.8)
    bend(hand, behind, behind + QPointF(0, 120))
    first = bent.drawing.wire_items[WIRE].path.pointAtPercent(0.1)
    bend(hand, first, first - QPointF(0, 60))
    assert len(points(bent)) == 3
    assert points(bent)[1] == (AWAY.x(), AWAY.y())
    bent.bridge.document.undo()
    back_and_forth(bent, before, in_step)


def test_escape_in_the_middle_of_bending_or_of_moving_a_point_leaves_no_trace(bent, hands, in_step):
    before, hand = bent.bridge.project, hands(bent)
    for start, keys in ((middle(bent, NEXT), ALT), (AWAY, Qt.KeyboardModifier(0))):
        hand.press(start, keys=keys)
        hand.move(start + QPointF(30, 40))
        hand.move(start + QPointF(60, 80))
        assert any(item.via != before.reroutes.get(wire, ()) for wire, item in bent.drawing.wire_items.items())
        hand.key(Key.Key_Escape)
        hand.release(start + QPointF(60, 80))
        assert bent.bridge.project is before
        in_step(bent)


def test_a_point_is_dragged_to_the_grid_or_in_line_with_a_card(bent, hands, in_step):
    before = bent.bridge.project
    hands(bent).drag(AWAY, AWAY + QPointF(43, 101))
    assert points(bent) == ((240.0, 352.0),)
    back_and_forth(bent, before, in_step)
    in_line = bent.drawing.node_items["dense_1"].card.center().y()
    hands(bent).drag(QPointF(240, 352), QPointF(200, in_line + 3))
    assert points(bent) == ((200.0, in_line),)


def test_delete_removes_the_selected_points_and_leaves_the_wire(bent, hands, in_step):
    hand, before = hands(bent), bent.bridge.project
    hand.click(AWAY)
    assert bent.drawing.reroutes.selected == {ReroutePoint(WIRE, 0)}
    assert bent.drawing.selected_wires == frozenset()
    hand.key(Key.Key_Delete)
    assert points(bent) == ()
    assert WIRE in bent.bridge.project.graph.wires
    back_and_forth(bent, before, in_step)


def test_points_between_moved_cards_in_a_band_and_in_a_frame_move_along(bent, hands, in_step):
    hand, bridge = hands(bent), bent.bridge
    bridge.select(["input_1", "dense_1"])
    hand.drag(hand.card("dense_1"), hand.card("dense_1") + QPointF(0, 80))
    assert points(bent) == ((200.0, 330.0),)
    bridge.document.undo()
    hand.drag(QPointF(-30, 150), QPointF(260, 300))
    assert bent.drawing.reroutes.selected == {ReroutePoint(WIRE, 0)}
    hand.key(Key.Key_Right)
    assert points(bent) == ((208.0, 250.0),)
    bridge.document.undo()
    project, _ = annotate(bridge.project, Annotation("frame", 152.0, 200.0, 240.0, 100.0))
    bridge.edit(project, "Frame")
    hand.drag(QPointF(370, 210), QPointF(370, 290))
    assert points(bent) == ((200.0, 330.0),)
    in_step(bent)


def test_wires_keep_to_their_cards_while_these_are_dragged(bent, hands):
    hand, items = hands(bent), bent.drawing.wire_items
    bent.bridge.select(["dense_1", "output_1"])
    hand.press(hand.card("dense_1"))
    for off in (QPointF(40, 60), QPointF(80, 120)):
        hand.move(QPointF(324, 42) + off)
        for wire in (WIRE, NEXT):
            path, source, target = items[wire].path, items[wire].source, items[wire].target
            assert path.pointAtPercent(0) == place(source, output=True)
            assert (path.pointAtPercent(1) - place(target)).manhattanLength() < 1e-6
    assert bent.drawing.node_items["dense_1"].y() > 100
    hand.key(Key.Key_Escape)
    hand.release(QPointF(404, 162))


def test_a_card_is_aligned_with_those_that_are_seen_after_the_view_was_moved_on_the_way(open_canvas, network, hands):
    project = edits.move(network("input", "dense", "output"), {"output_1": (4000.0, 333.0)})
    canvas = open_canvas(project)
    hand = hands(canvas)
    hand.press(hand.card("dense_1"))
    hand.move(hand.card("dense_1") + QPointF(40, 40))
    canvas.look_at(QPointF(3800, 300))
    hand.move(QPointF(3600, 333 + 42 + 3))
    hand.release(QPointF(3600, 333 + 42 + 3))
    assert canvas.bridge.project.layout["dense_1"][1] == 333.0


def test_arranging_makes_wires_straight_in_the_same_step(bent, in_step):
    before = bent.bridge.project
    bent.arrange()
    bent.arrangement.glide.finish()
    assert points(bent) == ()
    assert str(bent.bridge.document.undo_label) == "Arrange"
    back_and_forth(bent, before, in_step)
    assert bent.bridge.project.reroutes == {}


def test_arranging_a_selection_leaves_the_points_of_other_wires(bent, hands):
    bend(hands(bent), middle(bent, NEXT), AWAY + QPointF(280, 0))
    bent.bridge.select(["output_1"])
    bent.arrangement.arrange_selected()
    bent.arrangement.glide.finish()
    assert points(bent) == ((AWAY.x(), AWAY.y()),)
    assert points(bent, NEXT) == ()


def test_without_a_mouse_a_wire_is_chosen_bent_and_the_point_reached_moved_and_removed(canvas, hands, in_step):
    hand = hands(canvas)
    canvas.bridge.select(["dense_1"])
    hand.key(Key.Key_W)
    assert canvas.drawing.selected_wires == {NEXT}
    hand.key(Key.Key_W)
    assert canvas.drawing.selected_wires == {WIRE}
    assert canvas.accessibleDescription() == "Wire from Input to Dense"
    hand.key(Key.Key_P)
    assert canvas.accessibleDescription() == "Reroute point 1, Wire from Input to Dense"
    ((x, y),) = points(canvas)
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Down)
    assert points(canvas) == ((x, y + 16),)
    canvas.bridge.document.undo()
    assert points(canvas) == ((x, y),)
    canvas.bridge.select(["output_1"])
    hand.key(Key.Key_Tab)
    assert canvas.drawing.reroutes.selected == {ReroutePoint(WIRE, 0)}
    hand.key(Key.Key_Delete)
    assert points(canvas) == ()
    assert canvas.bridge.project.graph.wires == {WIRE, NEXT}
    in_step(canvas)


def test_keys_that_find_no_wire_say_what_to_do(canvas, hands):
    told: list[str] = []
    canvas.bridge.refused.connect(lambda message: told.append(str(message)))
    hand = hands(canvas)
    hand.key(Key.Key_P)
    hand.key(Key.Key_W)
    canvas.bridge.edit(edits.disconnect(canvas.bridge.project, WIRE), "Cut")
    canvas.bridge.select(["input_1"])
    hand.key(Key.Key_W)
    assert told == [
        "No wire is selected. Select a layer and press W to select its wires.",
        "No layer is selected. Select one: W then goes through its wires.",
        "No wire leads to or from “Input”. Connect it first.",
    ]


def test_the_menus_add_and_remove_points(bent):
    def chosen(menu, text):
        next(action for action in menu.actions() if action.text() == text).trigger()

    chosen(context_menus.wire_menu(bent, NEXT), "Add reroute point")
    assert len(points(bent, NEXT)) == 1
    chosen(context_menus.point_menu(bent, ReroutePoint(NEXT, 0)), "Remove reroute point")
    assert points(bent, NEXT) == ()
    chosen(context_menus.wire_menu(bent, WIRE), "Remove its reroute points")
    assert points(bent) == ()


def test_inside_a_block_they_are_those_of_every_use(canvas, hands, in_step):
    project, use = group(canvas.bridge.project, ["dense_1"], "Unit")
    canvas.bridge.edit(project, "Group")
    canvas.bridge.enter((use,))
    wire = Wire("input", "dense_1")
    bend(hands(canvas), middle(canvas, wire), middle(canvas, wire) + QPointF(0, 90))
    assert len(points(canvas, wire)) == 1
    in_step(canvas)
    canvas.bridge.enter(())
    assert list(canvas.bridge.project.blocks["Unit".lower()].reroutes) == [wire]
    in_step(canvas)


def test_the_whole_drawing_is_seen_with_its_points_and_a_point_is_painted_when_it_is_selected(bent):
    def painted() -> QImage:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        bent.drawing.render(painter, image.rect(), QRectF(180, 230, 40, 40))
        painter.end()
        return image

    assert bent.drawing.drawing_rect().bottom() >= AWAY.y()
    bent.drawing.reroutes.select(())
    before = painted()
    bent.drawing.reroutes.select([ReroutePoint(WIRE, 0)])
    assert painted() != before
    bent.rerouting.straighten(WIRE)
    assert bent.drawing.drawing_rect().bottom() < AWAY.y()
    assert not bent.drawing.wire_items[WIRE].path.boundingRect().contains(AWAY)


@pytest.mark.parametrize("existing", [False, True])
def test_a_layer_put_into_a_bent_wire_shares_its_points_and_deleted_it_gives_them_back(
    canvas, hands, in_step, existing
):
    hand, before, behind = hands(canvas), (60.0, 300.0), (900.0, 300.0)
    canvas.bridge.edit(
        edits.move(canvas.bridge.project, {"dense_1": (700.0, 0.0), "output_1": (960.0, 0.0)}), say("Move")
    )
    canvas.bridge.edit(edits.reroute(canvas.bridge.project, {WIRE: (before, behind)}), say("Bend"))
    at = canvas.drawing.wire_items[WIRE].middle()
    if existing:
        hand.drop("relu", QPointF(400, 550))
        hand.drag(hand.card("relu_1"), at)
    else:
        hand.drop("relu", at)
    assert points(canvas, Wire("input_1", "relu_1")) == (before,)
    assert points(canvas, Wire("relu_1", "dense_1")) == (behind,)
    in_step(canvas)
    after = canvas.bridge.project
    canvas.bridge.document.undo()
    assert points(canvas) == (before, behind)
    canvas.bridge.document.redo()
    assert canvas.bridge.project == after
    canvas.bridge.select(["relu_1"])
    hand.key(Key.Key_Delete)
    assert points(canvas) == (before, behind)
    in_step(canvas)
