"""Replacing with real keys, mouse and menu: one step of undo, and Esc leaves everything as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from ui.canvas import context_menus
from ui.canvas.quick_add import QuickAdd
from ui.palette.replacements import replacements


@pytest.fixture
def canvas(open_canvas, network):
    return open_canvas(network("input", "dense", "relu", "dropout", "output"))


def open_menu(canvas, hands, *nodes: str) -> QuickAdd:
    canvas.bridge.select(nodes)
    hands(canvas).key(Qt.Key.Key_R)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QuickAdd)
    return menu


def test_r_offers_what_fits_and_enter_puts_it_there_in_one_step(canvas, hands) -> None:
    before = canvas.bridge.project
    menu = open_menu(canvas, hands, "relu_1")
    QTest.keyClicks(menu.chooser.field, "tanh")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    after = canvas.bridge.project
    assert after.graph.nodes["relu_1"].layer.title == "Tanh"
    assert after.graph.wires == before.graph.wires
    assert canvas.bridge.selection == {"relu_1"}
    assert str(canvas.bridge.document.undo_label) == "Replace by Tanh"
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


def test_the_best_come_first_and_the_layer_itself_is_not_offered(canvas) -> None:
    entries = replacements(canvas.bridge, ["relu_1"])
    kinds = [entry.kind for entry in entries]
    assert len(set(kinds)) == len(kinds)
    assert "relu" not in kinds
    assert {entry.category.value for entry in entries[:5]} == {"Activation"}
    assert {entry.group for entry in entries[:5]} == {"Fits best"}
    assert not {"add", "conv2d", "input", "output"} & set(kinds)


def test_escape_closes_the_menu_and_changes_nothing(canvas, hands) -> None:
    before = canvas.bridge.project
    menu = open_menu(canvas, hands, "relu_1")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Escape)
    assert canvas.bridge.project is before
    assert canvas.bridge.document.undo_label is None


def test_several_layers_are_replaced_at_once_by_what_fits_each_of_them(canvas, hands) -> None:
    before = canvas.bridge.project
    menu = open_menu(canvas, hands, "relu_1", "dropout_1")
    kinds = menu.chooser.list.kinds()
    assert not {"relu", "dropout"} & set(kinds)
    QTest.keyClicks(menu.chooser.field, "sigmoid")
    QTest.keyClick(menu.chooser.field, Qt.Key.Key_Return)
    titles = {canvas.bridge.project.graph.nodes[node].layer.title for node in ("relu_1", "dropout_1")}
    assert titles == {"Sigmoid"}
    canvas.bridge.document.undo()
    assert canvas.bridge.project is before


def test_without_a_selection_nothing_opens(canvas, hands) -> None:
    canvas.bridge.select([])
    hands(canvas).key(Qt.Key.Key_R)
    assert QApplication.activePopupWidget() is None


def test_what_no_longer_fits_when_it_is_chosen_is_refused_with_a_sentence(canvas, hands) -> None:
    told: list[str] = []
    canvas.bridge.refused.connect(lambda message: told.append(str(message)))
    menu = open_menu(canvas, hands, "relu_1")
    canvas.bridge.level.edit(edits.remove(canvas.bridge.project, ["input_1"]), say("Delete"))
    before = canvas.bridge.project
    canvas.commands.replace_by("input", ["relu_1"])
    assert canvas.bridge.project is before
    assert told == ["Input does not fit in the place of “ReLU”. Choose another one."]
    menu.close()


def test_the_menu_of_a_card_offers_it(canvas) -> None:
    canvas.bridge.select(["relu_1"])
    menu = context_menus.node_menu(canvas, "relu_1")
    next(action for action in menu.actions() if action.text() == "Replace…").trigger()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QuickAdd)
    popup.close()
    menu.close()


def test_a_block_takes_the_place_of_a_layer_and_the_project_has_it_then(canvas, hands) -> None:
    project, use = block_edits.group(canvas.bridge.project, ["dropout_1"], "silence")
    canvas.bridge.level.edit(project, say("Make block"))
    canvas.commands.replace_by("block/project/silence", ["relu_1"])
    after = canvas.bridge.project
    assert after.graph.nodes["relu_1"].layer.block == "silence"
    assert after.graph.nodes["relu_1"].name == "silence"
    assert after.graph.nodes[use].layer.definition is after.graph.nodes["relu_1"].layer.definition


def test_in_an_open_use_what_replaces_a_layer_takes_over_the_values_of_the_block_not_those_of_the_use(
    open_canvas, network
):
    project = edits.set_parameter(network("input", "conv2d", "conv2d", "relu"), "input_1", "sizes", (1, 9, 9))
    project, use = block_edits.group(project, ["conv2d_1", "conv2d_2"], "Pair")
    project = block_edits.promote(project, "pair", "conv2d_2", "filters")
    canvas = open_canvas(block_edits.override(project, use, "filters", 7))
    canvas.blocks.open(use)
    assert canvas.bridge.level.check.shape("conv2d_2") == (7, 5, 5)
    (kind,) = (
        entry.kind for entry in replacements(canvas.bridge, ["conv2d_2"]) if entry.title.startswith("Transposed")
    )
    canvas.commands.replace_by(kind, ["conv2d_2"])
    assert canvas.bridge.level.project.graph.nodes["conv2d_2"].layer.values()["filters"] == 32
    assert canvas.bridge.level.check.shape("conv2d_2")[0] == 7
