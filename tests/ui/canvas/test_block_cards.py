"""The card of a block: its words, ports, colour, pile and second edge; and the fault inside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from netbuilder.layers import Category
from netbuilder.project import block_definitions, block_edits, edits
from netbuilder.project.arrange import CARD_WIDTH, named_ports
from tests.blocks import laid_out, nested, residual, uses_that_differ
from tests.drawing import drawn
from ui.canvas import descriptions
from ui.canvas.items.node_item import NodeItem
from ui.canvas.wire_targets import Socket


def words(canvas, node: str) -> str:
    return canvas.drawing.node_items[node].lettering().summary


def with_two_inputs():
    """A block with two named inputs: the branches of an addition."""
    project = drawn(("dense", {"units": 4}), ("relu", {}), ("add", {}), ("dense", {"units": 2}))
    project = edits.connect(project, "dense_1", "add_1", "input_2")
    project, use = block_edits.group(project, ["add_1"], "sum")
    level = block_edits.opened(project, "sum")
    level = edits.rename(edits.rename(level, "input_1", "left"), "input_2", "right")
    return laid_out(block_edits.closed(project, "sum", level)), use


def colours(canvas, card: NodeItem) -> set[str]:
    """Every colour near the left and the lower edge of a card."""
    picture = canvas.grab().toImage()
    view = canvas.viewportTransform()
    points = [QPointF(card.x() + x, card.y() + card.height / 4) for x in range(12)]
    points += [QPointF(card.x() + CARD_WIDTH / 2, card.y() + card.height + y) for y in range(-8, 12)]
    return {picture.pixelColor(view.map(point).toPoint()).name() for point in points}


def test_the_words_say_how_often_a_block_comes_and_is_used(open_canvas):
    project = edits.set_parameter(uses_that_differ(), "path_1", "repeat", 4)
    canvas = open_canvas(laid_out(project))
    assert words(canvas, "path_1") == "× 4 · 2 uses"
    canvas.commands.rename("path_2", "wide")
    assert words(canvas, "path_2").startswith("path · units 8")
    canvas.bridge.edit(edits.set_parameter(canvas.bridge.project, "path_1", "shared", True), "Set")
    assert words(canvas, "path_1").startswith("× 4, shared weights")


def test_the_words_of_one_use_follow_when_another_is_deleted(open_canvas):
    canvas = open_canvas(laid_out(uses_that_differ()))
    assert words(canvas, "path_1") == "used 2 times"
    canvas.commands.remove(["path_2"])
    assert words(canvas, "path_1") == "2 layers"
    canvas.bridge.document.undo()
    assert words(canvas, "path_1") == "used 2 times"


def test_repeats_overrides_and_uses_fit_on_one_card(open_canvas):
    project, _ = edits.paste(residual(), edits.copy(residual(), ["residual_1"]), (0.0, 300.0))
    project = edits.set_parameter(block_edits.override(project, "residual_1", "units", 128), "residual_1", "repeat", 3)
    assert words(open_canvas(laid_out(project)), "residual_1") == "× 3 · units 128 · 2 uses"


def test_the_note_of_a_block_stands_on_its_card_and_in_its_tip(open_canvas):
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.edit(block_definitions.set_note(canvas.bridge.project, "residual", "A shortcut.\nHe et al."), "Note")
    card = canvas.drawing.node_items["residual_1"]
    assert words(canvas, "residual_1") == "A shortcut."
    tip = descriptions.card_tip(card)
    assert "A shortcut.\nHe et al." in tip
    assert "3 layers" in tip
    assert "Double-click to open it." in tip


def test_several_ports_are_named_on_a_taller_card_and_wired_where_they_are(open_canvas, hands, in_step):
    project, use = with_two_inputs()
    canvas = open_canvas(project)
    card = canvas.drawing.node_items[use]
    assert named_ports(card.node.layer) == 2
    ports = card.lettering().ports
    assert [(name, ends) for _, name, ends in ports] == [("left", False), ("right", False), ("output", True)]
    places = [card.port_point(Socket(name, output=False)).y() for name in ("input_1", "input_2")]
    assert places[0] < card.port_point(Socket("output", output=True)).y() < places[1]
    hand = hands(canvas)
    (cut,) = [wire for wire in canvas.bridge.project.graph.incoming[use] if wire.target_port == "input_2"]
    hand.drag(hand.input(use, "input_2"), hand.input(use, "input_2") + QPointF(0, 250))
    assert cut not in canvas.bridge.project.graph.wires
    in_step(canvas)


def test_a_block_has_the_colour_that_its_definition_says(open_canvas):
    canvas = open_canvas(laid_out(residual()))
    card = canvas.drawing.node_items["residual_1"]
    assert card.category is Category.CORE
    canvas.bridge.edit(block_definitions.set_colour(canvas.bridge.project, "residual", "violet"), "Colour")
    assert card.category is Category.MERGE
    theme = canvas.themes.theme
    assert theme.categories[Category.MERGE] in colours(canvas, card)


def test_a_second_edge_tells_a_block_and_a_pile_one_that_is_repeated(open_canvas):
    canvas = open_canvas(laid_out(residual()))
    canvas.bridge.select(())
    card, plain = canvas.drawing.node_items["residual_1"], canvas.drawing.node_items["dense_1"]
    edge = card.look.ink.inner_edge(card.category).color().name()
    once = colours(canvas, card)
    assert edge in once
    assert edge not in colours(canvas, plain)
    canvas.bridge.edit(edits.set_parameter(canvas.bridge.project, "residual_1", "repeat", 3), "Repeat")
    pile = [QColor(name).lightnessF() for name in colours(canvas, card) - once]
    assert min(pile) < 0.8, "it can be told from the canvas, better than the edge of a card"


def test_a_fault_inside_shows_on_the_card_and_a_double_click_leads_to_it(open_canvas, hands):
    project = block_edits.promote(nested(), "outer", "middle_1", "width")
    canvas = open_canvas(laid_out(block_edits.override(project, "outer_1", "width", 5)))
    card = canvas.drawing.node_items["outer_1"]
    assert card.problem is not None
    assert "Inside “outer › middle" in " ".join(card.lettering().beneath)
    hand = hands(canvas)
    QTest.mouseDClick(hand.view, Qt.MouseButton.LeftButton, pos=hand.point(hand.card("outer_1")))
    assert canvas.bridge.level.path == ("outer_1", "middle_1", "residual_1")
    assert canvas.bridge.selection == {"add_1"}
    canvas.blocks.leave(2)
    assert canvas.drawing.node_items["middle_1"].problem is not None
