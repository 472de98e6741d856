"""Levels: the drawing inside a block as a project of its own, its check, and its problems as they are seen there."""

from __future__ import annotations

import pytest

from netbuilder.errors import EditError
from netbuilder.graph.blocks import NodePath
from netbuilder.layers.core import Dense
from netbuilder.project import block_edits, edits
from netbuilder.project.levels import at_level, blocks_on_the_way, edited_at, nearest
from netbuilder.shapes.level_check import check_again, check_at, problems_at
from tests.blocks import nested, residual
from tests.drawing import checked

DEEP = ("outer_1", "middle_1", "residual_1")


def test_a_level_is_the_drawing_to_which_its_uses_lead() -> None:
    project = nested()
    assert at_level(project, ()) is project
    assert blocks_on_the_way(project, DEEP) == ("outer", "middle", "residual")
    assert at_level(project, DEEP).graph is project.blocks["residual"].graph


def test_an_edit_three_deep_reaches_every_use_and_keeps_settings_that_it_changes() -> None:
    project = nested()
    inside = edits.set_parameter(at_level(project, DEEP), "dense_2", "bias", False)
    inside = edits.set_training(inside, epochs=7)
    changed = edited_at(project, DEEP, inside)
    assert changed.training.epochs == 7
    assert changed.graph.nodes["outer_1"].layer.definition is changed.blocks["outer"]
    assert checked(changed).parameters == checked(project).parameters - 6 * 4
    assert changed.layout == project.layout


def test_of_a_level_that_is_gone_the_one_around_it_is_left() -> None:
    project = nested()
    assert nearest(project, DEEP) == DEEP
    flat, _ = block_edits.ungroup(project, "outer_1")
    assert nearest(flat, DEEP) == ()
    unpacked = block_edits.edit_definition(project, "outer", lambda p: block_edits.ungroup(p, "middle_1")[0])
    assert nearest(unpacked, DEEP) == ("outer_1",)
    with pytest.raises(EditError, match="no block “middle_1” here any more"):
        at_level(unpacked, DEEP)


def test_the_check_of_a_level_has_the_shapes_that_arrive_there_and_is_that_of_the_use() -> None:
    project = nested()
    whole = checked(project)
    found = check_at(whole, DEEP)
    assert found.shape("input") == (4,)
    assert found.graph is project.blocks["residual"].graph
    for use in DEEP:
        whole = whole.nodes[use].inside[0]
    assert found is whole


def test_a_level_is_checked_with_the_values_of_the_use_through_which_it_is_open() -> None:
    project = edits.set_parameter(residual(), "dense_1", "units", 6)
    project = block_edits.override(project, "residual_1", "units", 6)
    found = check_at(checked(project), ("residual_1",))
    assert found.shape("dense_2") == (6,)
    assert found.problems == ()
    assert at_level(project, ("residual_1",)).graph.nodes["dense_2"].layer.values()["units"] == 4


def test_what_follows_an_input_at_which_nothing_arrives_waits() -> None:
    project = residual()
    project = edits.remove(project, wires=project.graph.incoming["residual_1"])
    found = check_at(checked(project), ("residual_1",))
    assert found.nodes["input"].waiting
    assert found.nodes["dense_2"].waiting
    assert found.problems == ()


def test_an_edited_drawing_is_checked_with_the_shapes_of_its_level() -> None:
    project = residual()
    level = at_level(project, ("residual_1",))
    found = check_at(checked(project), ("residual_1",))
    more, node = edits.add_node(level, Dense(units=9), (0.0, 0.0))
    more = edits.connect(more, "input", node)
    assert check_again(more.graph, found).shape(node) == (9,)


def test_a_problem_that_only_this_use_has_is_seen_on_its_level_and_on_those_around_it() -> None:
    project = block_edits.promote(nested(), "outer", "middle_1", "width")
    wide = checked(block_edits.override(project, "outer_1", "width", 5))
    (inner,) = problems_at(wide, check_at(wide, DEEP), DEEP)
    assert (inner.node, inner.path) == ("add_1", None)
    (around,) = problems_at(wide, check_at(wide, DEEP[:1]), DEEP[:1])
    assert (around.node, around.path) == ("middle_1", NodePath("add_1", (("middle_1", 0), ("residual_1", 0))))
    assert problems_at(wide, check_at(wide, ("outer_1", "middle_1")), ("outer_1", "middle_1"))[0].node == "residual_1"
