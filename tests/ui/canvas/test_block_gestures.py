"""Blocks with mouse and keys: made of a selection, named, opened, left, unpacked, made independent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QToolButton

from netbuilder.graph.blocks import BlockUse
from netbuilder.graph.graph import Wire
from netbuilder.project import edits
from tests.blocks import laid_out, nested, residual, uses_that_differ
from ui.canvas import context_menus
from ui.canvas.blocks.transition import Transition
from ui.canvas.items.overlays import NameField

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def said(canvas) -> list[str]:
    found: list[str] = []
    canvas.bridge.refused.connect(lambda message: found.append(str(message)))
    return found


def named(canvas, name: str | None) -> None:
    """Type a name into the field over the card; None: press Esc there."""
    (field,) = [f for f in canvas.findChildren(NameField) if f.isVisible()]
    if name is None:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    else:
        QTest.keyClicks(field, name)
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_ctrl_g_makes_a_block_with_ports_where_wires_crossed_and_a_name_in_one_step(
    open_canvas, hands, network, in_step
):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand, start = hands(canvas), canvas.bridge.project
    hand.click(hand.card("dense_1"))
    hand.click(hand.card("relu_1"), SHIFT)
    hand.key(Qt.Key.Key_G, CTRL)
    named(canvas, "first half")
    (block,) = canvas.bridge.project.blocks.values()
    assert block.name == "first half"
    (use,) = canvas.bridge.selection
    assert canvas.drawing.node_items[use].lettering().title == "first half"
    wires = {Wire("input_1", use, "input"), Wire(use, "output_1", "input", "output")}
    assert canvas.bridge.project.graph.wires == wires
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is start
    in_step(canvas)


def test_escape_leaves_the_block_with_its_plain_name_and_two_of_them_have_different_ones(open_canvas, hands, network):
    canvas = open_canvas(network("input", "dense", "relu", "output"))
    hand = hands(canvas)
    for node in ("dense_1", "relu_1"):
        hand.click(hand.card(node))
        hand.key(Qt.Key.Key_G, CTRL)
        named(canvas, None)
    assert [block.name for block in canvas.bridge.project.blocks.values()] == ["Block", "Block 2"]


def test_a_selection_that_is_not_convex_is_refused_and_what_is_in_the_way_is_named(open_canvas, hands, network):
    canvas = open_canvas(network("input", "dense", "relu", "dense", "output"))
    hand, words, before = hands(canvas), said(canvas), canvas.bridge.project
    hand.click(hand.card("dense_1"))
    hand.click(hand.card("dense_2"), CTRL)
    hand.key(Qt.Key.Key_G, CTRL)
    assert canvas.bridge.project is before
    assert words == [
        "A path leads out of the selection through “ReLU” and back into it. Select these too, or fewer layers."
    ]
    hand.key(Qt.Key.Key_A, CTRL)
    hand.key(Qt.Key.Key_G, CTRL)
    assert "cannot be part of a block" in words[-1]


@pytest.mark.parametrize("way", ["double click", "Enter"])
@pytest.mark.parametrize("back", ["Alt+Up", "Escape", "breadcrumb"])
def test_a_block_is_opened_and_left(open_canvas, hands, in_step, way, back):
    canvas = open_canvas(laid_out(residual()))
    hand = hands(canvas)
    seen = canvas.viewpoint()
    assert canvas.breadcrumbs.isHidden()
    if way == "Enter":
        canvas.bridge.select(["residual_1"])
        hand.key(Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(hand.view, Qt.MouseButton.LeftButton, pos=hand.point(hand.card("residual_1")))
    assert canvas.bridge.level.path == ("residual_1",)
    assert canvas.breadcrumbs.isVisible()
    assert canvas.breadcrumbs.here.text() == "residual"
    assert canvas.seen().contains(canvas.drawing.drawing_rect())
    in_step(canvas)
    if back == "breadcrumb":
        canvas.breadcrumbs.steps[0].button.click()
    else:
        hand.key(*((Qt.Key.Key_Up, ALT) if back == "Alt+Up" else (Qt.Key.Key_Escape,)))
    assert canvas.bridge.level.path == ()
    assert canvas.bridge.selection == {"residual_1"}
    assert canvas.viewpoint() == seen
    assert canvas.breadcrumbs.isHidden()
    in_step(canvas)


def test_enter_and_a_double_click_on_another_layer_still_want_its_parameters(open_canvas, hands, network):
    canvas = open_canvas(network("input", "dense", "output"))
    hand, wanted = hands(canvas), []
    canvas.properties_wanted.connect(lambda: wanted.append(1))
    hand.click(hand.card("dense_1"))
    hand.key(Qt.Key.Key_Return)
    QTest.mouseDClick(hand.view, Qt.MouseButton.LeftButton, pos=hand.point(hand.card("dense_1")))
    assert len(wanted) == 2
    assert canvas.bridge.level.path == ()


def test_escape_cancels_a_gesture_inside_before_it_leaves(open_canvas, hands):
    canvas = open_canvas(laid_out(residual()))
    canvas.blocks.open("residual_1")
    hand = hands(canvas)
    hand.press(hand.card("relu_1"))
    hand.move(hand.card("relu_1") + QPointF(60, 60))
    hand.key(Qt.Key.Key_Escape)
    assert canvas.bridge.level.path == ("residual_1",)
    hand.release(hand.card("relu_1"))
    hand.key(Qt.Key.Key_Escape)
    assert canvas.bridge.level.path == ("residual_1",), "the card is still selected"
    hand.key(Qt.Key.Key_Escape)
    assert canvas.bridge.level.path == ()


def test_breadcrumbs_lead_back_several_levels_and_name_each(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(nested()))
    for node in ("outer_1", "middle_1", "residual_1"):
        canvas.blocks.open(node)
    shown = [step.button.text() for step in canvas.breadcrumbs.steps if step.isVisible()]
    assert (shown, canvas.breadcrumbs.here.text()) == (["Network", "outer", "middle"], "residual")
    canvas.breadcrumbs.steps[1].button.click()
    assert canvas.bridge.level.path == ("outer_1",)
    assert canvas.bridge.selection == {"middle_1"}
    assert canvas.breadcrumbs.here.text() == "outer"
    in_step(canvas)


def test_an_open_block_says_how_often_it_is_used(open_canvas):
    canvas = open_canvas(laid_out(uses_that_differ()))
    canvas.blocks.open("path_1")
    assert canvas.breadcrumbs.used.text().strip() == "used 2 times"
    assert canvas.breadcrumbs.used.isVisible()
    canvas.blocks.leave()
    canvas.blocks.make_independent("path_2")
    canvas.blocks.open("path_1")
    assert canvas.breadcrumbs.used.isHidden()


def test_the_way_in_is_shown_for_a_moment_unless_the_system_wants_no_motion(open_canvas, qtbot, monkeypatch):
    canvas = open_canvas(laid_out(residual()))
    canvas.blocks.open("residual_1")
    assert len(canvas.viewport().findChildren(Transition)) == 1
    qtbot.waitUntil(lambda: not canvas.viewport().findChildren(Transition))
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    usual = QStyle.styleHint
    monkeypatch.setattr(
        "ui.canvas.blocks.transition.QWidget.style",
        lambda _widget: type("Still", (), {"styleHint": lambda _s, wanted, *a: 0 if wanted is hint else usual(*a)})(),
    )
    canvas.blocks.leave()
    assert not canvas.viewport().findChildren(Transition)


def test_ctrl_shift_g_unpacks_a_block_and_what_follows_makes_room(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(residual()))
    hand, start = hands(canvas), canvas.bridge.project
    canvas.bridge.select(["residual_1"])
    hand.key(Qt.Key.Key_G, CTRL | SHIFT)
    assert canvas.bridge.selection == {"dense_2", "relu_1", "add_1"}
    cards = [item.card for item in canvas.drawing.node_items.values()]
    assert not any(a.intersects(b) for i, a in enumerate(cards) for b in cards[:i])
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is start


def test_what_cannot_be_unpacked_is_said(open_canvas):
    project = edits.set_parameter(residual(), "residual_1", "repeat", 2)
    canvas = open_canvas(edits.set_parameter(project, "residual_1", "shared", True))
    words, before = said(canvas), canvas.bridge.project
    canvas.bridge.select(["residual_1"])
    canvas.blocks.unpack()
    assert canvas.bridge.project is before
    assert "Turn off Shared weights" in words[0]


def test_the_menu_of_a_block_offers_what_can_be_done_to_it(open_canvas):
    canvas = open_canvas(laid_out(uses_that_differ()))
    canvas.bridge.select(["path_2"])
    offered = {action.text(): action for action in context_menus.node_menu(canvas, "path_2").actions()}
    assert {"Open block", "Rename block…", "Make independent", "Unpack block", "Make block"} <= offered.keys()
    offered["Make independent"].trigger()
    layers = [canvas.bridge.project.graph.nodes[node].layer for node in ("path_1", "path_2")]
    assert all(isinstance(layer, BlockUse) for layer in layers)
    assert layers[0].block != layers[1].block
    canvas.bridge.select(["path_1"])
    again = {action.text() for action in context_menus.node_menu(canvas, "path_1").actions()}
    assert "Make independent" not in again
    offered["Rename block…"].trigger()
    named(canvas, "wide path")
    assert canvas.bridge.project.blocks[layers[1].block].name == "wide path"
    QApplication.processEvents()


def test_a_block_of_one_level_is_made_inside_another(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(residual()))
    start = canvas.bridge.project
    canvas.blocks.open("residual_1")
    hand = hands(canvas)
    canvas.bridge.select(["dense_2", "relu_1"])
    hand.key(Qt.Key.Key_G, CTRL)
    named(canvas, "core")
    assert {block.name for block in canvas.bridge.project.blocks.values()} == {"residual", "core"}
    (use,) = canvas.bridge.selection
    canvas.blocks.open(use)
    assert canvas.bridge.level.path == ("residual_1", use)
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.level.path == ("residual_1",)
    assert canvas.bridge.project is start
    in_step(canvas)


def test_the_bar_of_breadcrumbs_can_be_reached_with_tab(open_canvas):
    canvas = open_canvas(laid_out(residual()))
    canvas.blocks.open("residual_1")
    (button,) = [b for b in canvas.breadcrumbs.findChildren(QToolButton) if b.isVisible()]
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert button.accessibleName() == "Go back to “Network”"


def test_a_screen_reader_hears_which_block_is_open_and_how_to_leave_it(open_canvas):
    canvas = open_canvas(laid_out(residual()))
    assert canvas.accessibleDescription().startswith("Network with 5 nodes")
    canvas.blocks.open("residual_1")
    assert canvas.accessibleDescription().startswith("Inside the block “residual”, with 5 nodes and 5 wires")
    assert "Esc to leave" in canvas.accessibleDescription()
    canvas.blocks.leave()
    assert canvas.accessibleDescription().startswith("residual, ")
