"""Blocks from the palette: dropped, put into wires, added with Enter; never into themselves, also inside blocks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from netbuilder.files.block_files import kept, write_block
from netbuilder.graph.blocks import BlockUse
from netbuilder.layers.catalogue import known_layer_types
from tests.blocks import laid_out, nested, residual
from ui.canvas.quick_add import QuickAdd
from ui.palette.entries import offered
from ui.palette.layer_list import LayerList

BUNDLED = "block/bundled/residual_stage"


def kinds(canvas) -> list[str]:
    return [entry.kind for entry in offered(canvas.bridge)]


def use_of(canvas, node: str) -> BlockUse:
    layer = canvas.bridge.level.project.graph.nodes[node].layer
    assert isinstance(layer, BlockUse)
    return layer


def test_a_bundled_block_is_dropped_and_its_definition_comes_with_it(open_canvas, hands, in_step):
    canvas = open_canvas()
    hand, start = hands(canvas), canvas.bridge.project
    assert hand.drop(BUNDLED, QPointF(300, 200))
    (node,) = canvas.drawing.node_items
    assert canvas.bridge.project.blocks.keys() == {"residual_stage"}
    assert "block/project/residual_stage" in kinds(canvas)
    assert BUNDLED not in kinds(canvas)
    assert canvas.drawing.node_items[node].lettering().title == "Residual stage"
    assert hand.drop(BUNDLED, QPointF(300, 400))
    assert canvas.bridge.project.blocks.keys() == {"residual_stage"}
    assert len(canvas.drawing.node_items) == 2
    in_step(canvas)
    canvas.bridge.document.undo()
    canvas.bridge.document.undo()
    assert canvas.bridge.project is start


def test_escape_while_a_block_is_dragged_in_leaves_no_trace(open_canvas, hands, in_step):
    canvas = open_canvas()
    hand, start = hands(canvas), canvas.bridge.project
    hand.enter(BUNDLED, QPointF(300, 200))
    hand.over(QPointF(320, 220))
    hand.leave()
    assert canvas.bridge.project is start
    in_step(canvas)


def test_a_block_is_put_into_a_wire(open_canvas, hands, network, in_step):
    canvas = open_canvas(network("input", "output"))
    hand = hands(canvas)
    (wire,) = canvas.drawing.wire_items.values()
    hand.drop("block/bundled/dense_stage", wire.middle())
    (node,) = canvas.bridge.selection
    assert {(w.source, w.target) for w in canvas.bridge.project.graph.wires} == {("input_1", node), (node, "output_1")}
    in_step(canvas)


def test_the_projects_own_blocks_are_offered_but_not_those_that_are_open(open_canvas):
    canvas = open_canvas(laid_out(nested()))
    ours = {"block/project/outer", "block/project/middle", "block/project/residual"}
    assert ours <= set(kinds(canvas))
    canvas.blocks.open("outer_1")
    assert ours & set(kinds(canvas)) == ours - {"block/project/outer"}
    canvas.blocks.open("middle_1")
    assert ours & set(kinds(canvas)) == {"block/project/residual"}


def test_inside_a_block_its_ports_are_offered_instead_of_inputs_and_outputs(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(residual()))
    roles = {kind: layer.role for kind, layer in known_layer_types().items()}
    assert {roles.get(kind) for kind in kinds(canvas)} >= {"input", "output"}
    canvas.blocks.open("residual_1")
    found = {roles.get(kind) for kind in kinds(canvas)}
    assert {"entry", "exit"} <= found
    assert not {"input", "output"} & found
    hand = hands(canvas)
    (kind,) = [kind for kind in kinds(canvas) if roles.get(kind) == "entry"]
    hand.drop(kind, canvas.drawing.drawing_rect().bottomLeft() + QPointF(80, 160))
    canvas.blocks.leave()
    assert len(use_of(canvas, "residual_1").input_ports()) == 2
    assert canvas.drawing.node_items["residual_1"].problem is not None
    in_step(canvas)


def test_a_block_that_would_contain_itself_is_refused_in_words(open_canvas, hands, in_step):
    canvas = open_canvas(laid_out(nested()))
    said = []
    canvas.bridge.refused.connect(lambda message: said.append(str(message)))
    canvas.bridge.enter(["outer_1", "middle_1"])
    before = canvas.bridge.project
    hands(canvas).drop("block/project/outer", canvas.seen().center() + QPointF(0, 150))
    assert canvas.bridge.project is before
    (words,) = said
    assert "cannot contain itself. Use another block there." in words
    in_step(canvas)


@pytest.mark.parametrize("kind", ["block/own/none", "block/own/../x", "block/project/none", "block/", "warp"])
def test_what_there_is_not_is_not_dropped(open_canvas, hands, kind):
    canvas = open_canvas()
    assert not hands(canvas).enter(kind, QPointF(200, 200))
    assert canvas.gesture is None


def test_own_blocks_lie_in_a_folder_and_a_damaged_one_says_why(open_canvas, tmp_path):
    canvas = open_canvas()
    library = canvas.bridge.library
    library.folder = tmp_path / "blocks"
    path = library.keep(residual(), "residual")
    assert path.parent == library.folder
    (path.parent / "broken.netblock").write_text("{")
    listed = {entry.kind: entry for entry in offered(canvas.bridge) if entry.kind.startswith("block/own/")}
    assert set(listed) == {"block/own/residual", "block/own/broken"}
    assert "“broken.netblock” cannot be used: it is cut off" in listed["block/own/broken"].description
    said = []
    canvas.bridge.refused.connect(lambda message: said.append(str(message)))
    canvas.add_layer("block/own/broken")
    assert "broken.netblock" in said[0]
    canvas.add_layer("block/own/residual")
    (node,) = canvas.bridge.selection
    assert use_of(canvas, node).block == "residual"
    write_block(path, kept(nested().blocks, "outer"))
    assert {entry.title for entry in offered(canvas.bridge) if entry.tag == "your own"} == {"outer", "broken"}


def test_a_block_that_fits_is_found_by_searching_and_added_with_enter(open_canvas, hands):
    canvas = open_canvas(laid_out(residual()))
    hand = hands(canvas)
    canvas.bridge.select(["dense_1"])
    hand.key(Qt.Key.Key_A)
    (menu,) = canvas.findChildren(QuickAdd)
    QTest.keyClicks(menu.chooser.field, "resid")
    assert "block/bundled/residual_stage" not in menu.chooser.list.kinds(), "it needs images"
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    (node,) = canvas.bridge.selection
    assert use_of(canvas, node).block == "residual"
    assert len(canvas.bridge.project.graph.incoming[node]) == 1


def test_the_list_of_the_palette_follows_what_is_offered(open_canvas, qtbot):
    canvas = open_canvas(laid_out(residual()))
    shown = LayerList(canvas.themes, lambda: offered(canvas.bridge))
    qtbot.addWidget(shown)
    assert "block/project/residual" in shown.kinds()
    shown.show_kind("block/project/residual")
    canvas.bridge.enter(["residual_1"])
    shown.follow()
    assert "block/project/residual" not in shown.kinds()


def test_a_pasted_block_that_is_called_as_another_gets_a_name_of_its_own(open_canvas, in_step):
    other = open_canvas(laid_out(residual(units=9)))
    other.bridge.select(["residual_1"])
    other.copy()
    canvas = open_canvas(laid_out(residual()))
    canvas.paste()
    assert {block.name for block in canvas.bridge.project.blocks.values()} == {"residual", "residual 2"}
    (node,) = canvas.bridge.selection
    assert canvas.drawing.node_items[node].lettering().title == "residual 2"
    in_step(canvas)
