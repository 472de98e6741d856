"""Inside a block: every gesture works there and reaches all uses; undo leaves a level that is no longer there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from netbuilder.layers import layer_types
from netbuilder.project import block_edits, edits
from netbuilder.shapes.repairs import Insertion
from tests.blocks import laid_out, many_uses, nested, residual
from ui.canvas.editing import clipboard
from ui.forms.node_form import NodeForm
from ui.project.problems_panel import ProblemsPanel
from ui.theme.themes import Themes

CTRL = Qt.KeyboardModifier.ControlModifier
DEEP = ("outer_1", "middle_1", "residual_1")


def inside(open_canvas, project=None, path=("residual_1",)):
    canvas = open_canvas(laid_out(project or residual()))
    canvas.bridge.enter(path)
    QApplication.processEvents()
    return canvas


def test_the_drawing_of_a_block_is_shown_and_opening_it_is_no_edit(open_canvas, in_step):
    canvas = inside(open_canvas)
    assert set(canvas.drawing.node_items) == {"input", "dense_2", "relu_1", "add_1", "output"}
    assert canvas.drawing.node_items["dense_2"].lettering().chip == "4"
    assert not canvas.bridge.document.modified
    assert canvas.bridge.document.undo_label is None
    in_step(canvas)
    canvas.bridge.enter(())
    assert "residual_1" in canvas.drawing.node_items
    in_step(canvas)


def test_a_card_that_is_moved_three_deep_lies_elsewhere_in_the_definition(open_canvas, hands, in_step):
    canvas = inside(open_canvas, nested(), DEEP)
    hand = hands(canvas)
    before = canvas.bridge.project
    where = before.blocks["residual"].layout["relu_1"]
    hand.drag(hand.card("relu_1"), hand.card("relu_1") + QPointF(0, 160))
    after = canvas.bridge.project.blocks["residual"].layout["relu_1"]
    assert after[1] - where[1] == 160
    assert canvas.bridge.project.graph.nodes["outer_1"].layer.definition is canvas.bridge.project.blocks["outer"]
    in_step(canvas)
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before
    assert canvas.drawing.node_items["relu_1"].y() == where[1]
    in_step(canvas)


def test_escape_in_the_middle_of_a_move_inside_leaves_no_trace(open_canvas, hands, in_step):
    canvas = inside(open_canvas)
    hand, before = hands(canvas), canvas.bridge.project
    hand.press(hand.card("relu_1"))
    hand.move(hand.card("relu_1") + QPointF(0, 90))
    hand.key(Qt.Key.Key_Escape)
    hand.release(hand.card("relu_1"))
    assert canvas.bridge.project is before
    assert canvas.bridge.level.path == ("residual_1",)
    in_step(canvas)


def test_layers_are_dropped_wired_and_deleted_inside(open_canvas, hands, in_step):
    canvas = inside(open_canvas)
    hand = hands(canvas)
    hand.drop("tanh", hand.card("relu_1") + QPointF(0, 200))
    assert "tanh_1" in canvas.bridge.project.blocks["residual"].graph.nodes
    hand.drag(hand.output("dense_2"), hand.input("tanh_1"))
    assert canvas.drawing.node_items["tanh_1"].lettering().chip == "4"
    in_step(canvas)
    hand.key(Qt.Key.Key_Delete)
    assert "tanh_1" not in canvas.bridge.project.blocks["residual"].graph.nodes
    in_step(canvas)


def test_what_was_copied_outside_is_pasted_inside(open_canvas, hands, in_step):
    canvas = open_canvas(residual())
    hand = hands(canvas)
    canvas.bridge.select(["dense_1"])
    hand.key(Qt.Key.Key_C, CTRL)
    canvas.bridge.enter(["residual_1"])
    hand.key(Qt.Key.Key_V, CTRL)
    assert len(canvas.bridge.project.blocks["residual"].graph.nodes) == 6
    assert len(canvas.bridge.project.graph.nodes) == 5
    in_step(canvas)


def test_a_block_is_not_pasted_into_itself(open_canvas, in_step):
    canvas = open_canvas(residual())
    said = []
    canvas.bridge.refused.connect(lambda message: said.append(str(message)))
    canvas.bridge.select(["residual_1"])
    canvas.copy()
    canvas.bridge.enter(["residual_1"])
    before = canvas.bridge.project
    assert clipboard.unpacked(QApplication.clipboard().mimeData()) is not None
    canvas.paste()
    assert canvas.bridge.project is before
    assert said == ["The block “residual” cannot contain itself. Use another block there."]
    in_step(canvas)


def test_undo_outside_takes_back_what_was_done_inside_and_inside_what_was_done_outside(open_canvas, in_step):
    canvas = inside(open_canvas)
    document = canvas.bridge.document
    start = canvas.bridge.project
    canvas.commands.rename("dense_2", "first")
    canvas.bridge.enter(())
    canvas.commands.rename("dense_1", "before")
    canvas.bridge.enter(["residual_1"])
    document.undo()
    assert canvas.bridge.project.graph.nodes["dense_1"].name == ""
    canvas.bridge.enter(())
    document.undo()
    assert canvas.bridge.project is start
    document.redo()
    document.redo()
    assert canvas.bridge.project.blocks["residual"].graph.nodes["dense_2"].name == "first"
    in_step(canvas)


def test_a_level_that_is_undone_is_left_for_the_one_around_it(open_canvas, in_step):
    canvas = open_canvas(residual())
    canvas.bridge.edit(block_edits.group(canvas.bridge.project, ["residual_1"], "middle")[0], "Make block")
    canvas.bridge.enter(["middle_1", "residual_1"])
    canvas.bridge.select(["relu_1"])
    canvas.bridge.document.undo()
    assert canvas.bridge.level.path == ()
    assert canvas.bridge.selection == frozenset()
    in_step(canvas)


def test_the_shapes_inside_follow_what_arrives_from_outside(open_canvas, in_step):
    canvas = inside(open_canvas)
    project = edits.set_parameter(canvas.bridge.project, "dense_1", "units", 9)
    canvas.bridge.edit(project, "Set units")
    assert canvas.drawing.node_items["input"].lettering().chip == "9"
    assert canvas.drawing.node_items["add_1"].problem is not None
    in_step(canvas)


def test_the_form_shows_and_changes_a_layer_inside(open_canvas, qtbot):
    canvas = inside(open_canvas)
    form = NodeForm(canvas.bridge, Themes())
    qtbot.addWidget(form)
    form.show()
    canvas.bridge.select(["dense_2"])
    assert form.first_field is not None
    assert form.sheet.facts.text("arrives") == "4"
    form.sheet.form.rows["bias"].editor.field.click()
    assert canvas.bridge.project.blocks["residual"].graph.nodes["dense_2"].layer.bias is False
    canvas.bridge.document.undo()
    assert canvas.bridge.project.blocks["residual"].graph.nodes["dense_2"].layer.bias is True


def test_a_click_on_a_problem_opens_the_block_in_which_it_is(open_canvas, qtbot):
    project = block_edits.promote(nested(), "outer", "middle_1", "width")
    canvas = open_canvas(block_edits.override(project, "outer_1", "width", 5))
    panel = ProblemsPanel(canvas.bridge, Themes())
    panel.reveal.connect(canvas.reveal)
    qtbot.addWidget(panel)
    panel.show()
    panel.rows[0].click()
    assert canvas.bridge.level.path == DEEP
    assert canvas.bridge.selection == {"add_1"}
    assert canvas.drawing.node_items["add_1"].problem is not None


def with_two_uses(**values):
    """The block with a skip connection twice, of 4 units; the first use with other values, which do not fit there."""
    project = many_uses(2)
    use = project.graph.nodes["residual_1"].layer
    return edits.set_layer(project, "residual_1", use.with_(overrides=values))


def refusals(canvas) -> list[str]:
    said: list[str] = []
    canvas.bridge.refused.connect(lambda message: said.append(str(message)))
    return said


def test_a_fault_of_one_use_of_several_is_not_repaired_in_all_of_them(open_canvas):
    canvas = inside(open_canvas, with_two_uses(units=6))
    said, before = refusals(canvas), canvas.bridge.project
    (problem,) = canvas.bridge.level.problems
    assert problem.repair == Insertion(layer_types()["dense"](units=6), "input_2")
    canvas.commands.repair(problem)
    assert canvas.bridge.project is before
    assert said == [
        "Only this use of “residual” has that problem, with the values that it sets. Set others, or make it "
        "independent first."
    ]


def test_the_only_use_of_a_block_is_repaired_with_its_values(open_canvas):
    project = edits.set_parameter(residual(), "residual_1", "overrides", {"units": 6})
    canvas = inside(open_canvas, project)
    canvas.commands.repair(canvas.bridge.level.problems[0])
    assert canvas.bridge.level.problems == ()


def test_a_fault_of_the_definition_is_repaired_with_its_values_and_not_with_those_of_the_open_use(open_canvas):
    project = block_edits.edit_definition(
        with_two_uses(units=6), "residual", lambda level: edits.set_parameter(level, "dense_2", "units", 5)
    )
    canvas = inside(open_canvas, project)
    canvas.commands.repair(canvas.bridge.level.problems[0])
    (fresh,) = [node for name, node in canvas.bridge.level.project.graph.nodes.items() if name == "dense_1"]
    assert fresh.layer.units == 5
    canvas.bridge.enter(["residual_2"])
    assert canvas.bridge.level.problems == ()
