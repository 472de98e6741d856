"""The Node tab on blocks: overrides marked and taken back, parameters promoted; name, colour and note of a block."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from netbuilder.export import export
from netbuilder.graph.blocks import BlockUse
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from netbuilder.project.document import Document
from netbuilder.project.project import Project
from tests.blocks import nested, residual, uses_that_differ
from ui.forms.block_sheet import UseSheet
from ui.forms.node_form import NodeForm
from ui.project.bridge import Bridge
from ui.theme.themes import Themes


def opened(qtbot: QtBot, project: Project, *level: str) -> tuple[Bridge, NodeForm]:
    bridge = Bridge(Document(project))
    panel = NodeForm(bridge, Themes())
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    bridge.enter(level)
    return bridge, panel


def sheet_of(panel: NodeForm) -> UseSheet:
    assert isinstance(panel.sheet, UseSheet)
    return panel.sheet


def totals(panel: NodeForm) -> str:
    assert panel.open_block is not None
    return panel.open_block.totals.text()


def use(bridge: Bridge, node: str) -> BlockUse:
    layer = bridge.level.project.graph.nodes[node].layer
    assert isinstance(layer, BlockUse)
    return layer


def use_block(bridge: Bridge, node: str) -> str:
    layer = bridge.project.graph.nodes[node].layer
    assert isinstance(layer, BlockUse)
    return layer.block


def type_into(field: object, text: str) -> None:
    line = field if isinstance(field, QLineEdit) else field.lineEdit()  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_use_shows_what_it_overrides_and_lets_it_go(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ())
    bridge.select(["path_2"])
    overrides = sheet_of(panel).overrides
    assert overrides.form is not None
    row = overrides.form.rows["units"]
    assert row.label.property("role") == "overridden"
    assert row.label.toolTip() == "Set for this use alone. In the block it is 4."
    assert overrides.resets["units"].isEnabled()
    overrides.resets["units"].click()
    assert use(bridge, "path_2").overrides == {}
    assert row.label.property("role") == ""
    assert not overrides.resets["units"].isEnabled()
    bridge.document.undo()
    assert row.label.property("role") == "overridden"


def test_a_value_typed_in_one_use_leaves_the_others_and_a_wrong_one_is_said(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ())
    bridge.select(["path_1"])
    overrides = sheet_of(panel).overrides
    assert overrides.form is not None
    row = overrides.form.rows["units"]
    type_into(row.editor.field, "12")
    assert (use(bridge, "path_1").value("units"), use(bridge, "path_2").value("units")) == (12, 8)
    type_into(row.editor.field, "-3")
    assert "whole number" in row.sentence.text
    assert use(bridge, "path_1").value("units") == 12
    bridge.select(["path_2"])
    assert row.sentence.text == ""


def test_the_totals_of_an_open_block_speak_of_one_layer_and_of_parameters_that_are_not_known_yet(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual())
    unwired, fresh = block_edits.add_use(bridge.project, "residual", (0.0, 300.0))
    bridge.edit(unwired, say("Add"))
    bridge.select([fresh])
    assert sheet_of(panel).facts.text("count") == "not known yet"
    bridge.select(["residual_1"])
    assert sheet_of(panel).facts.text("count") == f"{bridge.check.nodes['residual_1'].parameters:,}"
    bridge.enter([fresh])
    layers = len(bridge.level.project.graph.nodes) - 2
    assert totals(panel) == f"Layers in the block: {layers}. Parameters: not known yet."
    bridge.enter(["residual_1"])
    assert totals(panel) == f"The block has {layers} layers and {bridge.level.check.parameters} parameters."
    hidden = [node for node, found in bridge.level.project.graph.nodes.items() if found.layer.role == "hidden"]
    bridge.level.edit(edits.remove(bridge.level.project, hidden[1:]), say("Delete"))
    assert totals(panel).startswith(("The block has one layer and ", "Layers in the block: 1."))


def test_repeat_and_shared_weights_are_set_for_one_use(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual())
    bridge.select(["residual_1"])
    rows = sheet_of(panel).form.rows
    type_into(rows["repeat"].editor.field, "3")
    rows["shared"].editor.field.click()  # type: ignore[attr-defined]
    assert (use(bridge, "residual_1").repeat, use(bridge, "residual_1").shared) == (3, True)


def test_a_parameter_is_promoted_inside_and_hidden_again(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual(), "residual_1")
    bridge.select(["dense_2"])
    assert panel.sheet is not None
    buttons = panel.sheet.promotion.buttons
    assert buttons["units"].isVisible()
    assert (buttons["units"].isChecked(), buttons["bias"].isChecked()) == (True, False)
    buttons["bias"].click()
    assert bridge.project.blocks["residual"].parameters["bias"] == (("dense_2", "bias"),)
    assert buttons["bias"].isChecked()
    assert bridge.level.path == ("residual_1",)
    buttons["units"].click()
    assert set(bridge.project.blocks["residual"].parameters) == {"bias"}
    bridge.enter((), ["residual_1"])
    overrides = sheet_of(panel).overrides
    assert overrides.form is not None
    assert set(overrides.form.rows) == {"bias"}
    bridge.document.undo()
    assert set(overrides.form.rows) == {"units", "bias"}


def test_parameters_of_the_same_name_are_promoted_apart(qtbot: QtBot) -> None:
    project = block_edits.group(uses_that_differ(), ["path_1", "path_2"], "both")[0]
    bridge, panel = opened(qtbot, project, "both_1")
    for node in ("path_1", "path_2"):
        bridge.select([node])
        sheet_of(panel).overrides.promotion.buttons["units"].click()
    assert bridge.project.blocks["both"].parameters == {
        "units": (("path_1", "units"),),
        "path_units": (("path_2", "units"),),
    }
    assert "repeat" not in [name for name, button in sheet_of(panel).promotion.buttons.items() if button.isVisible()]


def test_a_parameter_three_deep_is_set_from_outside(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, nested(), "outer_1")
    bridge.select(["middle_1"])
    sheet_of(panel).overrides.promotion.buttons["width"].click()
    bridge.enter((), ["outer_1"])
    overrides = sheet_of(panel).overrides
    assert overrides.form is not None
    type_into(overrides.form.rows["width"].editor.field, "4")
    assert use(bridge, "outer_1").overrides == {"width": 4}


def test_inside_an_open_use_what_it_sets_is_marked_and_the_field_is_of_the_block_itself(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ(), "path_2")
    (node,) = (node for node, _ in bridge.project.blocks[use_block(bridge, "path_2")].parameters["units"])
    bridge.select([node])
    assert panel.sheet is not None
    row = panel.sheet.form.rows["units"]
    assert row.label.property("role") == "overridden"
    assert row.label.toolTip().startswith(f"Here it is {bridge.level.check.shape(node)[0]}, set by the use")
    assert row.editor.field.text() == "4"
    bridge.enter(("path_1",), [node])
    assert row.label.property("role") == ""


def test_tab_goes_from_repeat_through_what_each_use_sets_to_the_button_that_opens_the_block(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ())
    bridge.select(["path_2"])
    sheet = sheet_of(panel)
    assert sheet.overrides.form is not None
    stops = [sheet.form.rows["repeat"].editor.field, sheet.form.rows["shared"].editor.field]
    stops += [sheet.overrides.form.rows["units"].editor.field, sheet.overrides.resets["units"], sheet.open_button]
    panel.activateWindow()
    qtbot.waitUntil(sheet.overrides.form.isVisible)
    stops[0].setFocus()
    for stop in stops[1:]:
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        assert panel.focusWidget() is stop


def test_outside_of_blocks_nothing_is_promoted(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual())
    bridge.select(["dense_1"])
    assert panel.sheet is not None
    assert not any(button.isVisible() for button in panel.sheet.promotion.buttons.values())


def test_name_colour_and_note_are_those_of_the_definition_and_typing_is_one_step(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ())
    bridge.select(["path_1"])
    definition = sheet_of(panel).definition
    assert definition.heading.text() == "Block, used 2 times"
    name = definition.form.rows["name"].editor.field
    type_into(name, "branch")
    assert bridge.project.blocks["path"].name == "branch"
    assert bridge.project.graph.nodes["path_2"].name == "branch"
    bridge.document.undo()
    assert bridge.project.blocks["path"].name == "path"
    QTest.keyClicks(definition.note, "As in the paper.")
    assert bridge.project.blocks["path"].note == "As in the paper."
    bridge.document.undo()
    assert bridge.project.blocks["path"].note == ""
    assert definition.note.toPlainText() == ""
    colour = definition.form.rows["colour"].editor
    colour.edited.emit("green")
    assert bridge.project.blocks["path"].colour == "green"


def test_a_click_has_the_block_written_in_tensors_and_undo_takes_it_back(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual())
    bridge.select(["residual_1"])
    box = sheet_of(panel).definition.form.rows["in_tensors"].editor.findChild(QCheckBox)
    assert isinstance(box, QCheckBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    (block,) = bridge.project.blocks.values()
    assert block.in_tensors
    assert "(Weights):" in export(bridge.project, "pytorch").text
    bridge.document.undo()
    assert not box.isChecked()
    assert "(Weights):" not in export(bridge.project, "pytorch").text


def test_an_empty_name_is_refused_in_words(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual())
    bridge.select(["residual_1"])
    row = sheet_of(panel).definition.form.rows["name"]
    line = row.editor.field
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert "needs a name" in row.sentence.text
    assert bridge.project.blocks["residual"].name == "residual"


def test_a_use_is_opened_and_made_independent_from_its_sheet(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, uses_that_differ())
    bridge.select(["path_2"])
    sheet = sheet_of(panel)
    assert sheet.independent_button.isVisible()
    sheet.independent_button.click()
    assert use(bridge, "path_1").block != use(bridge, "path_2").block
    assert sheet.independent_button.isHidden()
    sheet.open_button.click()
    assert bridge.level.path == ("path_2",)


def test_with_nothing_selected_inside_the_open_block_is_described(qtbot: QtBot) -> None:
    bridge, panel = opened(qtbot, residual(), "residual_1")
    assert panel.open_block is not None
    assert panel.open_block.isVisible()
    assert panel.open_block.promoted.text() == "Each use can set: units."
    type_into(panel.open_block.definition.form.rows["name"].editor.field, "unit")
    assert bridge.project.blocks["residual"].name == "unit"
    bridge.enter(())
    assert not panel.open_block.isVisible()
