"""Ctrl+F: nodes by name, type, parameter and problem, in blocks too, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netbuilder.layers import layer_types
from netbuilder.messages import say
from netbuilder.project import block_edits, edits
from netbuilder.project.project import Project
from tests.ui.conftest import OpenWindow
from ui.finding.find_bar import FindBar
from ui.shell.main_window import MainWindow

CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def drawing() -> Project:
    """An input, Dense layers of 41 to 51 and then 2 units in a line, the fourth called “Bottleneck”, and an output."""
    types = layer_types()
    project, last = edits.add_node(Project(), types["input"](), (0.0, 0.0))
    for number in range(1, 13):
        project, node = edits.add_and_connect(
            project, types["dense"](units=40 + number if number < 12 else 2), (number * 400.0, 0.0), last
        )
        last = node
    project = edits.rename(project, "dense_4", "Bottleneck")
    project, _ = edits.add_and_connect(project, types["output"](), (13 * 400.0, 0.0), last)
    return project


def nested() -> Project:
    """The same, with its layers 2 to 4 in a block, of which the layers 3 and 4 are in another."""
    project, inner = block_edits.group(drawing(), ["dense_3", "dense_4"], "Inner")
    return block_edits.group(project, ["dense_2", inner], "Outer")[0]


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    window = open_window()
    window.bridge.edit(drawing(), say("Set"))
    window.activateWindow()
    window.canvas.setFocus()
    window.canvas.fit()
    return window


def search(window: MainWindow, words: str) -> FindBar:
    QTest.keyClick(window.canvas, Qt.Key.Key_F, CTRL)
    bar = window.views.find_bar
    assert bar.isVisible()
    QTest.keyClicks(bar.field, words)
    return bar


def arrive(bar: FindBar) -> None:
    """Wait until the flight is over."""
    while bar._flight.state() == bar._flight.State.Running:
        QApplication.processEvents()


def found(window: MainWindow) -> list[str]:
    return [place.node for place in window.views.find_bar.places]


def test_typing_selects_the_best_match_and_brings_it_to_the_middle_near_enough_to_be_read(window: MainWindow) -> None:
    assert window.canvas.zoom < 0.3
    bar = search(window, "bottle")
    arrive(bar)
    assert window.bridge.selection == {"dense_4"}
    card = window.canvas.drawing.node_items["dense_4"].card.center()
    off = window.canvas.seen().center() - card
    assert off.manhattanLength() < 5
    assert window.canvas.zoom >= 0.8


def test_a_node_is_found_by_name_type_synonym_parameter_and_id(window: MainWindow) -> None:
    bar = search(window, "bottleneck")
    assert found(window) == ["dense_4"]
    for words, nodes in (
        ("output", ["output_1"]),
        ("units 51", ["dense_11"]),
        ("units=47", ["dense_7"]),
        ("linear 50 units", ["dense_10"]),
        ("dense_9", ["dense_9"]),
        ("botleneck", ["dense_4"]),
    ):
        bar.field.selectAll()
        QTest.keyClicks(bar.field, words)
        assert found(window) == nodes, words


def test_a_value_finds_itself_and_not_the_longer_one_that_begins_with_it(window: MainWindow) -> None:
    window.bridge.edit(edits.set_parameter(window.bridge.project, "dense_1", "units", 256), say("Set"))
    bar = search(window, "units=2")
    assert found(window) == ["dense_12"]
    QTest.keyClicks(bar.field, "5")
    assert found(window) == ["dense_1"]
    bar.field.selectAll()
    QTest.keyClicks(bar.field, "2 units")
    assert found(window)[:2] == ["dense_12", "dense_1"]


def test_enter_and_shift_enter_go_round_all_matches(window: MainWindow) -> None:
    bar = search(window, "dense")
    nodes = found(window)
    assert set(nodes) == {f"dense_{number}" for number in range(1, 13)}
    assert bar.count.text() == "1 of 12"
    seen = [next(iter(window.bridge.selection))]
    for _ in range(11):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        seen.append(next(iter(window.bridge.selection)))
    assert seen == nodes
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert window.bridge.selection == {nodes[0]}
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert window.bridge.selection == {nodes[-1]}
    assert bar.count.text() == "12 of 12"


def test_escape_goes_back_to_what_was_seen_and_selected(window: MainWindow) -> None:
    window.bridge.select(["dense_2"])
    window.canvas.set_zoom(0.9)
    window.canvas.look_at(window.canvas.drawing.node_items["dense_2"].card.center())
    before = window.canvas.viewpoint()
    bar = search(window, "output")
    assert window.bridge.selection == {"output_1"}
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)  # in the middle of the flight
    assert not bar.isVisible()
    assert window.canvas.viewpoint() == before
    assert window.bridge.selection == {"dense_2"}
    assert QApplication.focusWidget() is window.canvas


def test_escape_shows_everything_again_where_everything_was_seen(window: MainWindow) -> None:
    assert window.canvas.shows_whole
    bar = search(window, "output")
    arrive(bar)
    assert not window.canvas.shows_whole
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert window.canvas.shows_whole


def test_closing_stays_at_the_match(window: MainWindow) -> None:
    bar = search(window, "output")
    arrive(bar)
    seen = window.canvas.viewpoint()
    QTest.mouseClick(bar.cross, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert window.bridge.selection == {"output_1"}
    assert window.canvas.viewpoint() == seen


def test_a_match_inside_blocks_opens_their_drawings_and_escape_leaves_them(window: MainWindow) -> None:
    window.bridge.edit(nested(), say("Set"))
    outer = next(n for n, node in window.bridge.project.graph.nodes.items() if node.layer.title == "Block")
    bar = search(window, "bottleneck")
    assert len(bar.places) == 1
    assert window.bridge.level.path[0] == outer
    assert len(window.bridge.level.path) == 2
    (node,) = window.bridge.selection
    assert window.bridge.level.project.graph.nodes[node].name == "Bottleneck"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert window.bridge.level.path == ()


def test_the_inside_of_a_block_that_is_used_twice_is_found_once(window: MainWindow) -> None:
    project = nested()
    outer = next(n for n, node in project.graph.nodes.items() if node.layer.title == "Block")
    project, _ = edits.paste(project, edits.copy(project, [outer]), (0.0, 300.0))
    window.bridge.edit(project, say("Set"))
    bar = search(window, "bottleneck")
    assert len(bar.places) == 1


def test_problem_lists_the_nodes_with_one_where_the_fault_is(window: MainWindow) -> None:
    project = nested()
    outer = next(n for n, node in project.graph.nodes.items() if node.layer.title == "Block")
    project, lonely = edits.add_node(project, layer_types()["conv2d"](), (0.0, 400.0))
    window.bridge.edit(project, say("Set"))
    bar = search(window, "problem")
    assert [(place.level, place.node) for place in bar.places] == [((), lonely)]
    with_fault = block_edits.opened(project, project.graph.nodes[outer].layer.block)
    wire = next(iter(with_fault.graph.wires))
    window.bridge.enter([outer])
    window.bridge.level.edit(edits.disconnect(with_fault, wire), say("Delete"))
    bar.field.selectAll()
    QTest.keyClicks(bar.field, "problems")
    assert {place.level for place in bar.places} >= {(), (outer,)}


def test_nothing_found_is_said_and_nothing_moves(window: MainWindow) -> None:
    bar = search(window, "o")
    arrive(bar)
    seen = window.canvas.viewpoint()
    bar.field.selectAll()
    QTest.keyClicks(bar.field, "qqqqqq")
    assert bar.count.text() == "nothing found"
    assert bar.field.accessibleDescription() == "nothing found"
    before = bar.places
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert before == bar.places == []
    assert not bar.before.isEnabled()
    assert not bar.behind.isEnabled()
    assert window.canvas.viewpoint()[0] == seen[0]


def test_matches_follow_edits_and_what_is_gone_is_not_shown(window: MainWindow) -> None:
    bar = search(window, "dense")
    window.bridge.edit(edits.remove(window.bridge.project, ["dense_1", "dense_2"]), say("Delete"))
    assert len(bar.places) == 10
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert window.bridge.selection <= window.bridge.project.graph.nodes.keys()
    window.bridge.document.undo()
    assert len(bar.places) == 12


def test_a_banner_leaves_the_bar_its_room(window: MainWindow) -> None:
    bar = search(window, "dense")
    window.banners.clear()
    banner = window.banners.tell("Something has been refused.")
    top = banner.mapTo(window, banner.rect().topLeft()).y()
    assert top >= bar.mapTo(window, bar.rect().bottomLeft()).y()
    window.banners.clear()


def test_the_bar_stays_in_its_corner_when_the_window_changes(window: MainWindow) -> None:
    bar = search(window, "dense")
    window.resize(900, 600)
    QApplication.processEvents()
    assert 0 <= window.canvas.width() - bar.geometry().right() <= 12


def test_a_block_is_found_by_what_a_use_sets_and_what_is_in_it_by_the_values_there(window: MainWindow) -> None:
    project = block_edits.promote(nested(), "inner", "dense_3", "units")
    project = block_edits.promote(project, "outer", "inner_1", "units", "width")
    window.bridge.edit(block_edits.override(project, "outer_1", "width", 777), say("Group"))
    search(window, "width=777")
    assert found(window) == ["outer_1"]
    QTest.keyClick(window.views.find_bar.field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(window.views.find_bar.field, "units=777")
    assert set(found(window)) == {"inner_1", "dense_3"}


def test_the_map_keeps_off_the_bar(window: MainWindow) -> None:
    map_ = window.canvas.minimap
    bar = search(window, "bottle")
    arrive(bar)
    for x in range(-400, 3000, 150):
        for y in (-250, 0, 250):
            window.canvas.look_at(window.canvas.drawing.node_items["dense_4"].card.center() + QPointF(x, y))
            assert map_.isHidden() or not map_.geometry().intersects(bar.geometry())
